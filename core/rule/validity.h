/* Computes expiry dates of new certificates, and when renewal opens. */
#ifndef MADOGUCHI_RULE_VALIDITY_H
#define MADOGUCHI_RULE_VALIDITY_H

#include "base/date.h"

struct validity {
	struct date issued;		/* the day of issue */
	struct date born;
	struct date card_expires;	/* of the card; no date: no limit */
	struct date old_expires;	/* of the certificate to be renewed; no date: first issue */
	bool count_from_window;		/* renewed inside the window: to the 6th birthday (N4) */
};

/* The last day of an authentication certificate. Source: sources(7) N3, N4. */
struct date validity_auth(const struct validity *);

/*
 * The last day of a signature certificate, never after the authentication certificate's (if given). Source: sources(7)
 * N3.
 */
struct date validity_sign(const struct validity *, struct date auth_expires);

/*
 * The first day on which a certificate may be renewed, by default the day after "3 months before". Source: sources(7)
 * N6.
 */
struct date validity_window_opens(struct date expires, int months, bool day_after);

#endif
