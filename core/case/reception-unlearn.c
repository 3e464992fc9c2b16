/* A no of the authority's terminal that was recorded by mistake: what it made of the facts is taken back with it. */
#include "case/reception-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEARNT_MAX 8

/* The corrections behind the last no, and how many steps the case has gone since. */
struct learnt { char whys[LEARNT_MAX][CASE_WHY_MAX]; size_t count; unsigned steps; bool found; };

/* What leaves a case where it is. */
static bool
is_step(enum case_event event)
{
	return event != CASE_EVENT_COUNT && event != EVENT_NOTE && event != EVENT_TAKE_OVER && event != EVENT_SHRED;
}

static bool
walk(void *ctx, const struct case_history *h)
{
	const enum case_event event = flow_event_by_code(h->event);
	struct learnt *l = ctx;

	if (event == EVENT_TERMINAL_REFUSED)
		*l = (struct learnt){ .found = true };
	else if (is_step(event))
		l->steps++;
	else if (l->found && l->steps == 0 && l->count < LEARNT_MAX && strcmp(h->event, "fact-corrected") == 0)
		memcpy(l->whys[l->count++], h->why, sizeof(h->why));
	return true;
}

/* "card: valid > damaged"; what wasn't known is asked again. */
static enum err
put_back(struct facts *f, const char *why)
{
	char key[32], was[64], line[128], fault[FACTS_WHY_MAX];
	enum fact fact;

	if (sscanf(why, "%31[^:]: %63s >", key, was) != 2 || (fact = fact_by_key(key)) == FACT_COUNT)
		return ERR_NONE;
	facts_forget(f, fact);
	if (strcmp(was, "-") == 0)
		return ERR_NONE;
	(void)snprintf(line, sizeof(line), "%s=%s", key, was);
	return facts_read_words(f, NULL, line, fault) == ERR_NONE ? ERR_NONE : ERR_STORE_CORRUPT;
}

static enum err
put_all_back(struct store *s, const struct actor *a, const struct learnt *l, struct reception *r, bool *changed)
{
	struct facts *was = malloc(sizeof(*was));
	enum err e = ERR_NONE;
	size_t i;

	if (was == NULL)
		return ERR_MEMORY;
	*was = r->facts;
	for (i = 0; i < l->count && e == ERR_NONE; i++)
		e = put_back(&r->facts, l->whys[i]);
	if (e == ERR_NONE)
		e = reception_tell_correction(s, a, was, r, changed);
	free(was);
	return e;
}

/* Where the no led, and its being taken back: two steps; after any other it isn't the no that was. */
enum err
reception_unlearn(struct store *s, const struct actor *a, const char *number, struct reception *r, bool *changed)
{
	struct learnt *l = calloc(1, sizeof(*l));
	enum err e = l == NULL ? ERR_MEMORY : case_history(s, number, walk, l);

	if (e == ERR_NONE && l->steps == 2 && l->count > 0 && (e = reception_resume(s, number, r)) == ERR_NONE)
		e = put_all_back(s, a, l, r, changed);
	free(l);
	return e;
}
