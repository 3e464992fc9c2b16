/* Counts what a profile has, and holds it against the head of its table. */
#include "claim.h"

#include <string.h>

/* One that is only turned off counts as well: it is what the page departs in. */
static size_t
rules_of(const char *ini)
{
	static const char *const kinds[] = { "counter", "refuse", "rule", "need", "instead", "fee", "tell", "action",
	    "pins" };
	FILE *f = fopen(ini, "r");
	char line[1024];
	size_t n = 0, i, len;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		for (i = 0; line[0] == '[' && i < sizeof(kinds) / sizeof(*kinds); i++) {
			len = strlen(kinds[i]);
			n += strncmp(line + 1, kinds[i], len) == 0 && line[1 + len] == ' ';
		}
	if (f != NULL)
		(void)fclose(f);
	return n;
}

static size_t
papers_of(const struct profile *p, const char *class)
{
	size_t c, i, n = 0;

	for (c = 0; c < profile_classes(p) && strcmp(profile_class_code(p, c), class) != 0; c++)
		;
	for (i = 0; c < profile_classes(p) && i < profile_documents(p); i++)
		n += profile_document(p, i).classes >> c & 1;
	return n;
}

static void
letter_of(const struct profile *p, char *out, size_t size)
{
	static const char *const lives[] = { [LIFE_NONE] = "none", [LIFE_FORM] = "form",
	    [LIFE_CERTIFICATE] = "certificate", [LIFE_DAYS] = "days" };
	const struct facts nothing = { .known = 0 };
	const struct inquiry_style *s = profile_letter(p, &nothing, (struct date){ 0, 0, 0 });

	(void)snprintf(out, size, "letter%s%s%s%s %s", s->sticker ? " sticker" : "", s->envelope ? " envelope" : "",
	    s->signature ? " signature" : "", s->seal ? " seal" : "", lives[s->life]);
}

int
claims_fail(const char *where, const struct table *t, const struct profile *p, const char *ini)
{
	char class[32], is[64];
	int faults = 0;
	size_t i, n;

	for (i = 0; i < t->claim_count; i++) {
		if (sscanf(t->claims[i], "papers %31s", class) == 1)
			(void)snprintf(is, sizeof(is), "papers %s %zu", class, papers_of(p, class));
		else if (sscanf(t->claims[i], "rules %zu", &n) == 1)
			(void)snprintf(is, sizeof(is), "rules %zu", rules_of(ini));
		else
			letter_of(p, is, sizeof(is));
		if (strcmp(is, t->claims[i]) == 0)
			continue;
		faults++;
		if (where != NULL)
			(void)printf("%s: the head says \"%s\", the profile \"%s\"\n", where, t->claims[i], is);
	}
	return faults;
}
