/* Until when a new certificate is valid, and when renewal opens. */
#ifndef MADOGUCHI_RULE_VALIDITY_H
#define MADOGUCHI_RULE_VALIDITY_H

#include "base/date.h"

struct validity {
	struct date issued;		/* the day of issue */
	struct date born;
	struct date card_expires;	/* the card's own; not given: no limit from the card */
	struct date old_expires;	/* of the certificate that is renewed; not given: a first issue */
	bool count_from_window;		/* renewed inside the window: to the 6th birthday (N4) */
};

/* The last day of an authentication certificate. Source: sources(7) N3, N4. */
struct date validity_auth(const struct validity *);

/* The last day of a signature certificate: never later than the authentication certificate's (given or not). N3. */
struct date validity_sign(const struct validity *, struct date auth_expires);

/* The first day on which a certificate that expires then may be renewed: the day after "3 months before". N6. */
struct date validity_window_opens(struct date expires, int months, bool day_after);

#endif
