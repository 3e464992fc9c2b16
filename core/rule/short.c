/* The decision on one short line: what two answers are told apart by. */
#include "rule/diff.h"

static void
write_expiry(const struct decision *d, struct buf *b)
{
	static const char *const names[CERT_COUNT] = { [CERT_SIGN] = "sign", [CERT_AUTH] = "auth" };
	char day[16];
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		if (d->outcome == OUTCOME_PROCEED && date_given(d->expiry[k])) {
			date_format_iso(d->expiry[k], day, sizeof(day));
			buf_printf(b, " %s=%s", names[k], day);
		}
}

void
decision_short(const struct decision *d, struct buf *b)
{
	char code[32];
	size_t i;

	buf_puts(b, outcome_code(d->outcome));
	if (d->outcome == OUTCOME_REFUSED || d->outcome == OUTCOME_CONSULT)
		for (i = 0; i < d->reason_count; i++)
			buf_printf(b, " %s", d->reasons[i].code);
	for (i = 0; i < CERT_COUNT; i++)
		if ((d->refused >> i & 1) != 0)
			buf_printf(b, " refused:%s", i == CERT_SIGN ? "sign" : "auth");
	for (i = 0; i < d->missing_count; i++)
		buf_printf(b, " %s%s%s(%s)", d->missing[i].who != NULL ? d->missing[i].who : "",
		    d->missing[i].who != NULL ? ":" : "", d->missing[i].code, d->missing[i].need);
	for (i = 0; i < d->action_count; i++) {
		action_code(&d->actions[i], code);
		buf_printf(b, " %s", code);
	}
	if (d->fee_known)
		buf_printf(b, " fee=%d", d->yen);
	write_expiry(d, b);
}
