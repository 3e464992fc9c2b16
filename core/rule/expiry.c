/*
 * The last day of each certificate that is issued: the earliest of a few days, each told by one or two facts. What is
 * unknown is combined day by day, not tried in every combination. Source: sources(7) N3, N4.
 */
#include "rule/profile-private.h"
#include "rule/rule-private.h"
#include "rule/validity.h"

#define NEVER INT32_MAX
#define LIMITS_MAX 3

struct issue { unsigned cert; bool renewed, with_auth; };

/* old: the certificate's day that is renewed, FACT_COUNT for a first issue. */
struct limit { int32_t (*last_day)(const struct view *, const void *); enum fact old; uint64_t needs; };

static struct date
fact_date(const struct view *v, enum fact f)
{
	int32_t days = v->facts.value[f];

	return days == FACT_NONE ? (struct date){ 0 } : date_from_days(days);
}

static int32_t
birthday(const struct view *v, const void *ctx)
{
	const struct limit *l = ctx;
	struct validity y = { .issued = v->at.date, .born = fact_date(v, FACT_BORN) };

	if (l->old != FACT_COUNT)
		y.renews = fact_date(v, l->old);
	return date_days(validity_auth(profile_validity(v->profile, y.issued), &y));
}

static int32_t
card_ends(const struct view *v, const void *ctx)
{
	const int32_t day = v->facts.value[FACT_CARD_EXPIRES];

	(void)ctx;
	return day == FACT_NONE ? NEVER : day;
}

/* A certificate that has expired is none that could limit another. */
static int32_t
other_ends(const struct view *v, const void *ctx)
{
	const int32_t day = v->facts.value[FACT_AUTH_EXPIRES];

	(void)ctx;
	return day == FACT_NONE || day < v->today ? NEVER : day;
}

static struct limit
own_birthday(const struct issue *i, enum fact old)
{
	const uint64_t born = (uint64_t)1 << FACT_BORN;

	if (!i->renewed)
		return (struct limit){ birthday, FACT_COUNT, born };
	return (struct limit){ birthday, old, born | (uint64_t)1 << old };
}

/* A signature certificate ends with the authentication certificate, the new one or the one kept. */
static size_t
limits_of(const struct issue *i, struct limit out[LIMITS_MAX])
{
	size_t n = 0;

	out[n++] = (struct limit){ card_ends, FACT_COUNT, (uint64_t)1 << FACT_CARD_EXPIRES };
	if (i->cert == CERT_SIGN)
		out[n++] = own_birthday(i, FACT_SIGN_EXPIRES);
	if (i->cert == CERT_AUTH || i->with_auth)
		out[n++] = own_birthday(i, FACT_AUTH_EXPIRES);
	else
		out[n++] = (struct limit){ other_ends, FACT_COUNT, (uint64_t)1 << FACT_AUTH_EXPIRES };
	return n;
}

static int32_t
earliest(const struct view *v, const struct limit *l, size_t n)
{
	int32_t first = NEVER;

	for (; n > 0; n--, l++) {
		const int32_t day = l->last_day(v, l);

		first = day < first ? day : first;
	}
	return first;
}

/* Who was born on a day that nobody knows has none to count to, whatever counts for ages: no date is told. */
static bool
has_birthday(const struct facts *facts)
{
	return (facts_known(facts, FACT_BORN) && !facts_known(facts, FACT_BORN_AS)) || !date_told(facts->born);
}

/* Where it is issued in this way, the date; known without a diagram where all is known. */
static void
take_expiry(struct deciding *d, struct issue i, uint32_t where)
{
	struct limit limits[LIMITS_MAX];
	size_t n = limits_of(&i, limits), k;
	uint64_t needs = 0;
	uint32_t date, next;

	if (where == DIAGRAM_FALSE || !has_birthday(&d->view.facts))
		return;
	d->expires[i.cert] = rule_or(d, d->expires[i.cert], where);
	for (k = 0; k < n; k++)
		needs |= limits[k].needs;
	if (where == DIAGRAM_TRUE && (needs & ~d->view.facts.known) == 0) {
		d->expiry_known[i.cert] = true;
		d->known_expiry[i.cert] = earliest(d->day, limits, n);
		return;
	}
	date = view_function(d->day, limits[0].needs, limits[0].last_day, &limits[0]);
	for (k = 1; k < n; k++) {
		next = view_function(d->day, limits[k].needs, limits[k].last_day, &limits[k]);
		date = diagram_least(d->view.diagram, date, next);
	}
	d->expiry[i.cert] = diagram_if(d->view.diagram, where, date, d->expiry[i.cert]);
}

void
rule_look_at_expiry(struct deciding *d)
{
	uint32_t made[2], with[2];
	unsigned k, renewed, auth;

	for (k = 0; k < CERT_COUNT; k++) {
		d->expires[k] = d->expiry[k] = DIAGRAM_FALSE;
		d->expiry_known[k] = false;
	}
	if (d->would_proceed == DIAGRAM_FALSE)
		return;
	made[0] = view_word(&d->view, FACT_PROCEDURE, 1u << PROCEDURE_ISSUE);
	made[0] = rule_and(d, d->would_proceed, made[0]);
	made[1] = view_word(&d->view, FACT_PROCEDURE, 1u << PROCEDURE_RENEW);
	made[1] = rule_and(d, d->would_proceed, made[1]);
	with[1] = d->view.for_cert[CERT_AUTH];
	with[0] = rule_not(d, with[1]);
	for (renewed = 0; renewed < 2; renewed++) {
		take_expiry(d, (struct issue){ CERT_AUTH, renewed != 0, true }, rule_and(d, made[renewed], with[1]));
		for (auth = 0; auth < 2; auth++)
			take_expiry(d, (struct issue){ CERT_SIGN, renewed != 0, auth != 0 },
			    rule_and(d, rule_and(d, made[renewed], d->view.for_cert[CERT_SIGN]), with[auth]));
	}
}
