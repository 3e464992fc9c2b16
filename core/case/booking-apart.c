/* The process that reads a booking system's list, and what is made of its words. */
#include "config.h"

#include "case/booking-private.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/apart.h"
#include "base/lang.h"
#include "base/text.h"
#include "people/columns.h"
#include "rule/facts.h"

struct talk { const struct booking_list *list; struct booking_lines *lines; };

static void
read_apart(void *ctx)
{
	struct talk *t = ctx;
	struct columns_rest *rest = t->list->how->rest;

	t->lines->e = booking_read_here(t->list, true, t->lines);
	if (rest != NULL) {
		t->lines->rest = rest->count;
		if (fflush(rest->out) != 0 && t->lines->e == ERR_NONE)
			t->lines->e = ERR_IO;
	}
	t->lines->ended = true;
}

/* --- nothing is taken on trust ----------------------------------------------------------------- */

static const struct { size_t at, size; } texts[] = {
	{ offsetof(struct booking_line, reference), BOOKING_REFERENCE_MAX },
	{ offsetof(struct booking_line, at), sizeof(((struct booking_line *)0)->at) },
	{ offsetof(struct booking_line, counter), BOOKING_COUNTER_MAX },
	{ offsetof(struct booking_line, procedure), sizeof(((struct booking_line *)0)->procedure) },
	{ offsetof(struct booking_line, visitor), sizeof(((struct booking_line *)0)->visitor) },
	{ offsetof(struct booking_line, name), PERSON_NAME_MAX + 1 },
	{ offsetof(struct booking_line, kana), PERSON_NAME_MAX + 1 },
	{ offsetof(struct booking_line, born), sizeof(((struct booking_line *)0)->born) },
};

static bool
holds(const struct booking_line *l)
{
	struct moment at;
	struct date born;
	size_t i, n;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *text = (const char *)l + texts[i].at;

		if ((n = strnlen(text, texts[i].size)) == texts[i].size || (n > 0 && !text_sound(text, n, NULL)))
			return false;
	}
	return l->name[0] != '\0' && moment_parse(l->at, &at) == ERR_NONE && at.hour >= 0 &&
	    (l->procedure[0] == '\0' || fact_word(FACT_PROCEDURE, l->procedure) >= 0) &&
	    (l->visitor[0] == '\0' || fact_word(FACT_VISITOR, l->visitor) >= 0) &&
	    (l->born[0] == '\0' || date_parse_partly(l->born, &born) == ERR_NONE);
}

bool
booking_lines_hold(const struct booking_lines *lines)
{
	size_t i;

	if (!lines->ended || lines->e < ERR_NONE || lines->e >= ERR_COUNT || lines->count > BOOKING_LINES_MAX ||
	    lines->other < 0 || lines->rest < 0)
		return false;
	for (i = 0; i < lines->count && holds(&lines->list[i]); i++)
		;
	return i == lines->count;
}

static enum err
converse(const struct booking_list *l, struct booking_lines *lines)
{
	struct columns_rest *rest = l->how->rest;
	struct talk t = { l, lines };
	pid_t pid;

	(void)tr(person_field_name(PERSON_NAME));	/* their file is closed to that process */
	pid = apart_start((const int[]){ fileno(l->in), rest != NULL ? fileno(rest->out) : -1 }, 2, read_apart, &t);
	if (pid == -1)
		return ERR_MEMORY;
	apart_end(pid, false);
	if (rest != NULL)
		rest->count = lines->rest;
	if (booking_lines_hold(lines))
		return lines->e;
	lines->count = 0;
	fault_add(&lines->faults, l->name, 0,
	    "ファイルを読むプログラムが途中で終わりました。ファイルを確かめてください");
	return ERR_DATA;
}

enum err
booking_read(const struct booking_list *l, struct faults *faults, struct booking_lines **lines)
{
	const struct columns_rest *rest = l->how->rest;
	enum err e;

	if ((*lines = apart_memory(sizeof(**lines))) == NULL)
		return ERR_MEMORY;
	if (fileno(l->in) < 0 || (rest != NULL && fileno(rest->out) < 0)) {
		e = booking_read_here(l, false, *lines);
		(*lines)->rest = rest != NULL ? rest->count : 0;
	} else
		e = converse(l, *lines);
	fault_take(faults, &(*lines)->faults);
	return e;
}

void
booking_lines_free(struct booking_lines **lines)
{
	if (*lines != NULL)
		apart_memory_free(*lines, sizeof(**lines), offsetof(struct booking_lines, list) +
		    ((*lines)->count + 1 < BOOKING_LINES_MAX ? (*lines)->count + 1 : BOOKING_LINES_MAX) *
		    sizeof((*lines)->list[0]));
	*lines = NULL;
}
