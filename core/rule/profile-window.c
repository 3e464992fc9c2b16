/* What the refusals of an early renewal say of its months, which are those of [validity]. */
#include "rule/profile-check-private.h"

#include <stdlib.h>
#include <string.h>

/* The number before か月前; 0: it has none. */
static int
months_told(const char *text)
{
	static const char digits[] = "0123456789", before[] = "か月前";

	for (text += strcspn(text, digits); *text != '\0'; text += strcspn(text, digits)) {
		const size_t n = strspn(text, digits);

		if (strncmp(text + n, before, strlen(before)) == 0)
			return (int)strtol(text, NULL, 10);
		text += n;
	}
	return 0;
}

/* Whether the rule is in force on some of the days from which this line holds, until the next one does. */
static bool
meets(const struct profile *p, const struct rule *r, size_t line)
{
	if (date_given(r->until) && date_compare(r->until, p->validity[line].from) < 0)
		return false;
	return line + 1 == p->validity_count || date_compare(r->from, p->validity[line + 1].from) < 0;
}

size_t
window_check(const struct profile *p, struct faults *faults)
{
	size_t i, k, found = 0;
	int told;

	for (i = 0; i < p->of_kind_count[RULE_REFUSE]; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_REFUSE][i]];
		const bool own = profile_rule_own(p, (size_t)p->of_kind[RULE_REFUSE][i]);

		if (strcmp(r->code, "window-not-open") != 0 || (told = months_told(r->text)) == 0)
			continue;
		for (k = 0; k < p->validity_count && !(p->validity[k].months != told && meets(p, r, k)); k++)
			;
		if (k == p->validity_count)
			continue;
		fault_add(faults, own ? r->file : p->file, own ? r->line : 0, "[%s] の text は%dか月前と言いますが、"
		    "[validity] の renewal-months は %d です%s", r->full, told, p->validity[k].months,
		    own ? "" : "。同じ名前の節を書いて text を改めます");
		found++;
	}
	return found;
}
