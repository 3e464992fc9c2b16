/* Reads how long certificates run, and what of it changes on which day: [validity], then [validity NAME]. */
#include "rule/profile-build-private.h"

#include <string.h>

/* A later line, and where it stands. */
struct later { size_t at; struct date from; };

static bool
is_section(const struct stated *s)
{
	return s->key == NULL && strcmp(s->kind, "validity") == 0;
}

/* What it doesn't say is as in the line before. */
static void
read_line(struct build *b, size_t at, struct validity_line *l)
{
	static const char *const opens[] = { "day-after", "same-day", NULL };
	const struct stated *s = build_find(b, at, "renewed");

	l->birthdays = build_number(b, at, "birthdays", 1, VALIDITY_BIRTHDAYS_MAX, l->birthdays);
	l->renewed = build_number(b, at, "renewed", 1, VALIDITY_BIRTHDAYS_MAX, l->renewed);
	l->months = build_number(b, at, "renewal-months", 1, 60, l->months);
	l->day_after = build_word(b, at, "renewal-opens", opens, l->day_after ? 0 : 1) == 0;
	if (s == NULL || s->file != b->profile->file)	/* the file's own line is to blame */
		s = build_find(b, at, "birthdays") != NULL ? build_find(b, at, "birthdays") : s;
	if (s == NULL)
		return;
	if (l->renewed < l->birthdays)
		build_fault(b, s, "renewed (%d) が birthdays (%d) より少なくなります。期間内の更新で損をします",
		    l->renewed, l->birthdays);
	if (build_find(b, at, "source") == NULL && b->stated[at].name[0] == '\0')	/* of a later line told before */
		build_fault(b, &b->stated[at], "birthdays と renewed には source が必要です");
}

static size_t
find_later(struct build *b, struct later out[VALIDITY_LINES_MAX])
{
	size_t i, n = 0, k;
	struct later l;

	for (i = 0; i < b->count; i++) {
		const struct stated *s = &b->stated[i];

		if (!is_section(s) || s->name[0] == '\0')
			continue;
		if (build_find(b, i, "source") == NULL)
			build_fault(b, s, "source がありません");
		l = (struct later){ i, build_day(b, i, "from") };
		if (!date_given(l.from))
			build_fault(b, s, "from がありません。はじめからのことは [validity] に書きます");
		else if (n == VALIDITY_LINES_MAX - 1)
			build_fault(b, s, "[validity] の節が多すぎます(%d まで)", VALIDITY_LINES_MAX);
		else {
			for (k = n++; k > 0 && date_compare(l.from, out[k - 1].from) < 0; k--)
				out[k] = out[k - 1];
			out[k] = l;
		}
	}
	return n;
}

void
profile_read_validity(struct build *b)
{
	struct validity_line *lines = b->profile->validity;
	struct later later[VALIDITY_LINES_MAX];
	size_t n = find_later(b, later), i;

	lines[0] = validity_usual;
	for (i = 0; i < b->count; i++)
		if (is_section(&b->stated[i]) && b->stated[i].name[0] == '\0')
			read_line(b, i, &lines[0]);
	for (i = 0; i < n; i++) {
		lines[i + 1] = lines[i];
		lines[i + 1].from = later[i].from;
		read_line(b, later[i].at, &lines[i + 1]);
		if (i > 0 && date_compare(later[i].from, later[i - 1].from) == 0)
			build_fault(b, build_find(b, later[i].at, "from"),
			    "[validity %s] と [validity %s] は同じ日からです", b->stated[later[i - 1].at].name,
			    b->stated[later[i].at].name);
	}
	b->profile->validity_count = n + 1;
}
