/* The tables of keys: every key has its words, a twin where it is a function key, no rival, and a line in the manual. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "case/flow.h"
#include "tui/app/app.h"
#include "audit/event.h"
#include "tui/widget/keybar.h"
#include "tui/widget/label.h"
#include "tui/screen/screens.h"

static int faults;

static void
fault(const char *screen, const struct key *k, const char *what)
{
	(void)printf("%s: %s: %s\n", screen, keybar_name(k->key), what);
	faults++;
}

/* What has kanji is found by its reading too. */
static bool
readable(const char *label)
{
	size_t n, i;
	uint32_t c;

	for (i = 0; label[i] != '\0'; i += n) {
		n = text_decode(label + i, strlen(label + i), &c);
		if (c >= 0x3400 && c <= 0x9fff)
			return label_reading(label) != NULL;
	}
	return true;
}

static bool
clash(const struct key *a, const struct key *b)
{
	return a->key == b->key || (a->twin != PRESS_NONE && (a->twin == b->twin || a->twin == b->key)) || a->key == b->twin;
}

static void
check_against(const char *screen, const struct key *k, const struct key *others, bool own)
{
	for (; others->label != NULL; others++) {
		/*
		 * A screen may give Esc its own meaning; nothing else that is common. One key may stand for two things of
		 * which only one can be done at a time.
		 */
		if (others != k && clash(k, others) && (own ? k->can == NULL || others->can == NULL :
		    k->key != PRESS_ESC))
			fault(screen, k, "two keys of one screen are the same");
	}
}

static void
check_manual(const char *screen, const struct key *k, const char *manual)
{
	char item[64];

	if (k->twin != PRESS_NONE)
		(void)snprintf(item, sizeof item, ".It %s (%s)\n", keybar_name(k->key), keybar_name(k->twin));
	else
		(void)snprintf(item, sizeof item, ".It %s\n", keybar_name(k->key));
	if (strstr(manual, item) == NULL)
		fault(screen, k, "not in madoguchi(1)");
}

static void
check_keys(const char *screen, const struct key *keys, const struct key *common, const char *manual)
{
	const struct key *k;

	for (k = keys; k->label != NULL; k++) {
		if (keybar_name(k->key)[0] == '\0')
			fault(screen, k, "has no name");
		if (k->help == NULL || k->help[0] == '\0' || k->label[0] == '\0')
			fault(screen, k, "has no words");
		if (!readable(k->label))
			fault(screen, k, "has no reading: tui/widget/label.c");
		if (k->act == NULL)
			fault(screen, k, "does nothing");
		if (k->key >= PRESS_F1 && k->key <= PRESS_F12 && k->twin == PRESS_NONE)
			fault(screen, k, "has no twin");
		check_against(screen, k, keys, true);
		if (common != keys)
			check_against(screen, k, common, false);
		check_manual(screen, k, manual);
	}
}

static bool
read_manual(struct buf *b)
{
	const char *src = getenv("top_srcdir");
	char path[4096], part[4096];
	size_t n;
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/man/madoguchi.1", src != NULL ? src : ".");
	if ((f = fopen(path, "r")) == NULL)
		return false;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(b, part, n);
	(void)fclose(f);
	return true;
}

/* A case's history is told in words. */
static void
check_events(void)
{
	unsigned event;

	for (event = 0; event < CASE_EVENT_COUNT; event++) {
		const char *code = flow_event_code((enum case_event)event);

		if (strcmp(event_name_of_case(code, LANG_JA), code) == 0) {
			(void)printf("%s: has no words\n", code);
			faults++;
		}
	}
}

int
main(void)
{
	const struct screen *const *s;
	struct buf manual = { .len = 0 };

	if (!read_manual(&manual))
		return 1;
	check_keys("common", app_keys, app_keys, buf_text(&manual));
	for (s = all_screens; *s != NULL; s++) {
		if ((*s)->title[0] == '\0' || (*s)->help[0] == '\0' || (*s)->draw == NULL) {
			(void)printf("%s is not whole\n", (*s)->name);
			faults++;
		}
		check_keys((*s)->name, (*s)->keys, app_keys, buf_text(&manual));
	}
	buf_free(&manual);
	check_events();
	return faults == 0 ? 0 : 1;
}
