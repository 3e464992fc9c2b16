/* Computes expiry dates of new certificates, and when renewal opens, by what a profile says of them. */
#ifndef MADOGUCHI_RULE_VALIDITY_H
#define MADOGUCHI_RULE_VALIDITY_H

#include <stddef.h>

#include "base/date.h"

/* What holds for certificates that are issued from one day on: [validity] in madoguchi-profile(5). */
struct validity_line {
	struct date from;		/* no date: from the beginning */
	int birthdays;			/* valid until this birthday after the day of issue; sources(7) N3 */
	int renewed;			/* until this one where a certificate is renewed in its window (N4) */
	int months;			/* the window: so many months before expiry (N6) */
	bool day_after;			/* it opens on the day after that day, not on it */
};

/* No line may say more birthdays: what issues certificates has a limit of its own. */
#define VALIDITY_BIRTHDAYS_MAX 12

/* What holds where a profile says nothing. */
extern const struct validity_line validity_usual;

struct validity {
	struct date issued;		/* the day of issue */
	struct date born;
	struct date card_expires;	/* of the card; no date: no limit */
	struct date renews;		/* the last day of the certificate that is renewed; no date: first issue */
};

/* The line that is in force on a day, of one or more in order of their days; the first has none. */
const struct validity_line *validity_on(const struct validity_line *, size_t count, struct date);

/* The last day of an authentication certificate. */
struct date validity_auth(const struct validity_line *, const struct validity *);

/* The last day of a signature certificate, never after the authentication certificate's (if given). */
struct date validity_sign(const struct validity_line *, const struct validity *, struct date auth_expires);

/* Whether a certificate with that last day (no date: none) is in its window on a day. */
bool validity_in_window(const struct validity_line *, struct date expires, struct date day);

/* Whether that window hasn't opened yet. */
bool validity_early(const struct validity_line *, struct date expires, struct date day);

/* The first day on which a certificate is in its window, by all lines as above. */
struct date validity_window_opens(const struct validity_line *, size_t count, struct date expires);

#endif
