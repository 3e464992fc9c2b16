/* A municipality's file as anybody may write it: read through the guard, checked, and asked. */
#include "rule/profile.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "rule/rule.h"

/* What was read reads as the same again; deciding by it ends, whatever it says. */
static void
try_profile(const struct profile *p)
{
	static struct faults faults;
	static const struct facts nothing;
	const struct moment at = { .date = { 2026, 11, 20 }, .hour = 12 };
	struct profile *again = NULL;
	struct decision d;
	struct buf b = { 0 };

	faults.count = 0;
	if (profile_read_text(profile_text(p), &again, &faults) != ERR_NONE ||
	    strcmp(profile_hash(p), profile_hash(again)) != 0)
		abort();
	(void)profile_check(p, (struct date){ 2026, 11, 20 }, &faults);
	if (rule_decide(p, &nothing, at, &d) == ERR_NONE)
		decision_json(&d, &b);
	buf_free(&b);
	profile_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct faults faults;
	struct profile *p = NULL;
	char *text;

	if (len > FUZZ_MAX || (text = fuzz_text(bytes, len)) == NULL)
		return 0;
	faults.count = 0;
	if (profile_read_text(text, &p, &faults) == ERR_NONE)
		try_profile(p);
	else if (faults.count == 0 && memchr(bytes, 0, len) == NULL)
		abort();
	profile_free(&p);
	free(text);
	return 0;
}
