/* Writes the profile that the answers make: what differs from national.ini, each section with its source. */
#include "cli/habits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rules of national.ini whose needs habits change; written only if one does. */
static const struct { const char *name, *lines, *needs, *text; } rules[] = {
	{ "proxy-enclosed", "when = by-proxy and enclosed-one-visit\noutcome = proceed\n",
	    "card, proxy-identity-a, reply-complete, power-of-attorney, pin-concealed",
	    "通知書に同封の回答書があれば、代理人の更新は1回の来庁でできます" },
	{ "proxy-first", "when = by-proxy and procedure in issue, renew, unlock and visit = 1\noutcome = inquiry\n"
	    "visits = 2\n",
	    "card, proxy-identity-a", "本人あてに照会書を郵送し、回答書を持ってもう一度お越しいただきます" },
	{ "proxy-second-unlock",
	    "when = by-proxy and (procedure = unlock or (issuing and pin-lost)) and visit = 2\noutcome = proceed\n"
	    "visits = 2\n",
	    "card, reply, reply-expired, reply-complete, power-of-attorney, pin-concealed, proxy-identity-a, "
	    "applicant-identity",
	    "回答書がそろえば、代理人による暗証番号の再設定ができます" },
	{ "proxy-second", "when = by-proxy and issuing and visit = 2\noutcome = proceed\nvisits = 2\n",
	    "card, reply, reply-expired, reply-complete, power-of-attorney, pin-concealed, proxy-identity-a",
	    "回答書がそろえば、代理人の手続ができます" },
};
#define RULES (sizeof(rules) / sizeof(*rules))

/* In this order sections stand in a profile; rules before what they need. */
static const char *const kinds[] = { "municipality", "validity", "office", "inquiry", "letter", "define", "reason",
    "class", "documents", "document", "counter", "refuse", "rule", "need", "instead", "fee", "tell", "action" };

/* A part of an answer that was given. */
struct written { const struct habit_part *part; const char *answer, *title; };
struct writing {
	const struct habit_answers *answers;
	const struct habit_choice *chosen[HABITS_MAX];
	struct written parts[HABITS_MAX * HABIT_PARTS_MAX];
	size_t count;
	struct buf *out;
};

static const struct habit_choice *
chosen(const struct habit *h, const char *answer)
{
	size_t i;

	if (answer[0] == '\0' && h->usual != NULL)
		answer = h->usual;
	if (h->kind != HABIT_CHOICE)
		return answer[0] != '\0' && (h->usual == NULL || strcmp(answer, h->usual) != 0) &&
		    (h->kind != HABIT_NUMBER || h->usual[0] != '0' || strcmp(answer, "0") != 0) ? &h->choices[0] : NULL;
	for (i = 0; i < HABIT_CHOICES_MAX && h->choices[i].code != NULL; i++)
		if (strcmp(h->choices[i].code, answer) == 0)
			return &h->choices[i];
	return NULL;
}

/* By its key, which one has. */
static size_t
habit_place(const char *key)
{
	size_t i;

	for (i = 0; strcmp(habits[i].key, key) != 0; i++)
		;
	return i;
}

/* usual: one that wasn't given is as usual; else it is none of any. */
static bool
is_answered(const struct habit_answers *answers, const struct habit_answer *a, bool usual)
{
	const size_t i = habit_place(a->key);
	const char *said = answers->main[i], *at = a->codes;
	size_t n;

	if (said[0] == '\0' && usual)
		said = habits[i].usual;
	for (; *at != '\0'; at += n + strspn(at + n, " ")) {
		n = strcspn(at, " ");
		if (strlen(said) == n && strncmp(said, at, n) == 0)
			return true;
	}
	return false;
}

bool
habits_depart(const struct habit_answers *answers, const struct habit_departure *d)
{
	size_t i;

	for (i = 0; i < sizeof(d->where) / sizeof(*d->where) && d->where[i].key != NULL; i++)
		if (!is_answered(answers, &d->where[i], true))
			return false;
	return true;
}

const struct habit_clash *
habits_clash(const struct habit_answers *answers)
{
	const struct habit_clash *c;

	for (c = habit_clashes; c->why != NULL; c++)
		if (is_answered(answers, &c->one, false) && is_answered(answers, &c->other, false))
			return c;
	return NULL;
}

static bool
all_digits(const char *s)
{
	return s[0] != '\0' && s[strspn(s, "0123456789")] == '\0';
}

bool
habit_takes(const struct habit *h, const char *answer, char out[HABIT_ANSWER_MAX])
{
	size_t i;

	(void)snprintf(out, HABIT_ANSWER_MAX, "%s", answer);
	switch (h->kind) {
	case HABIT_TEXT:
		return answer[strcspn(answer, "\"\\")] == '\0' && (answer[0] != '\0' || h->usual != NULL);
	case HABIT_CODE:
		return answer[0] == '\0' || (all_digits(answer) && strlen(answer) == 6);
	case HABIT_NUMBER:
		if (!all_digits(answer) || strlen(answer) > 6 || atoi(answer) > h->most)
			return false;
		(void)snprintf(out, HABIT_ANSWER_MAX, "%d", atoi(answer));
		return true;
	case HABIT_CHOICE:
		break;
	}
	/* By its code, or by its place from 1. */
	for (i = 0; i < HABIT_CHOICES_MAX && h->choices[i].code != NULL; i++)
		if (strcmp(h->choices[i].code, answer) == 0 || (all_digits(answer) && (size_t)atoi(answer) == i + 1)) {
			(void)snprintf(out, HABIT_ANSWER_MAX, "%s", h->choices[i].code);
			return true;
		}
	return false;
}

/* Of parts alike in two answers, as a class both need, one is written. */
static void
add_parts(struct writing *w, const struct habit *h, const char *answer)
{
	const struct habit_choice *c = chosen(h, answer);
	size_t i, k;

	for (i = 0; c != NULL && i < HABIT_PARTS_MAX && c->parts[i].section != NULL; i++) {
		for (k = 0; k < w->count; k++)
			if (strcmp(w->parts[k].part->section, c->parts[i].section) == 0 &&
			    strcmp(w->parts[k].part->lines, c->parts[i].lines) == 0)
				break;
		if (k == w->count)
			w->parts[w->count++] = (struct written){ &c->parts[i], answer, h->title };
	}
}

/* What stands for "%s", "%p" or "%j". */
static const char *
fills(const struct writing *w, char hole, const char *answer)
{
	const struct habit_choice *first = w->chosen[habit_place("proxy-paper")];
	const struct habit_papers *p = habit_first_papers;

	if (hole == 's')
		return answer;
	while (hole == 'p' && p->code != NULL && strcmp(p->code, first->code) != 0)
		p++;
	return hole == 'p' ? p->papers : first->ja;
}

/* "key = value", in quotes where it has a sign that begins a comment. */
static void
write_line(const struct writing *w, const char *line, size_t len, const char *answer)
{
	const char *p = line, *hole, *end = line + len;
	struct buf text = { 0 }, *out = w->out;

	for (; (hole = memchr(p, '%', (size_t)(end - p))) != NULL && hole + 1 < end; p = hole + 2) {
		buf_add(&text, p, (size_t)(hole - p));
		buf_puts(&text, fills(w, hole[1], answer));
	}
	buf_add(&text, p, (size_t)(end - p));
	if (strpbrk(buf_text(&text), ";#") != NULL && (p = strstr(buf_text(&text), " = ")) != NULL)
		buf_printf(out, "%.*s = \"%s\"\n", (int)(p - text.text), text.text, p + 3);
	else
		buf_printf(out, "%s\n", buf_text(&text));
	buf_free(&text);
}

static void
write_source(struct writing *w, const char *title)
{
	static const char line[] = "source = %s";
	struct buf b = { 0 };

	buf_printf(&b, "%s「%s」", w->answers->main[1], title);
	write_line(w, line, sizeof(line) - 1, buf_text(&b));
	buf_free(&b);
}

static void
write_lines(struct writing *w, const struct written *p)
{
	const char *at = p->part->lines;
	size_t n;

	for (; *at != '\0'; at += n + (at[n] == '\n')) {
		n = strcspn(at, "\n");
		if (n == 1 && *at == '@')
			write_source(w, p->title);
		else
			write_line(w, at, n, p->answer);
	}
}

static void
write_departures(struct writing *w)
{
	const char *before = "departs = ";
	size_t i;

	for (i = 0; habit_departures[i].promise != NULL; i++)
		if (habits_depart(w->answers, &habit_departures[i])) {
			buf_printf(w->out, "%s%s", before, habit_departures[i].promise);
			before = ", ";
		}
	if (before[0] == ',')
		buf_puts(w->out, "\n");
}

/* All parts of one section together, where its first stands. */
static void
write_section(struct writing *w, size_t first)
{
	const char *section = w->parts[first].part->section;
	size_t i;

	for (i = 0; i < first; i++)
		if (strcmp(w->parts[i].part->section, section) == 0)
			return;
	buf_printf(w->out, "\n[%s]\n", section);
	for (i = first; i < w->count; i++)
		if (strcmp(w->parts[i].part->section, section) == 0)
			write_lines(w, &w->parts[i]);
	if (strcmp(section, "municipality") == 0) {
		buf_puts(w->out, "inherit = national\n");
		write_departures(w);
	}
}

/* The needs of a rule with what the answers add, replace and leave out; false: they change nothing. */
static bool
needs_of(const struct writing *w, size_t rule, struct buf *out, const char **title)
{
	const char *p = rules[rule].needs;
	size_t n, i, k;
	bool changed = false;

	for (; *p != '\0'; p += n + strspn(p + n, ", ")) {
		const char *need = p;
		size_t len = n = strcspn(p, ",");

		for (i = 0; habits[i].key != NULL; i++)
			for (k = 0; w->chosen[i] != NULL && k < 4 && w->chosen[i]->needs[k].rule != NULL; k++) {
				const struct habit_need *c = &w->chosen[i]->needs[k];

				if (strcmp(c->rule, rules[rule].name) != 0 || c->in_place_of == NULL ||
				    strlen(c->in_place_of) != n || strncmp(c->in_place_of, p, n) != 0)
					continue;
				need = c->need != NULL ? c->need : "";
				len = strlen(need);
				changed = true;
				*title = habits[i].title;
			}
		if (len > 0)
			buf_printf(out, "%s%.*s", out->len > 0 ? ", " : "", (int)len, need);
	}
	for (i = 0; habits[i].key != NULL; i++)
		for (k = 0; w->chosen[i] != NULL && k < 4 && w->chosen[i]->needs[k].rule != NULL; k++) {
			const struct habit_need *c = &w->chosen[i]->needs[k];

			if (c->in_place_of != NULL || strcmp(c->rule, rules[rule].name) != 0)
				continue;
			if (c->need == NULL)
				return false;
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "", c->need);
			changed = true;
			*title = habits[i].title;
		}
	return changed;
}

static void
write_rules(struct writing *w)
{
	const char *title = "";
	size_t i;

	for (i = 0; i < RULES; i++) {
		struct buf needs = { 0 };

		if (needs_of(w, i, &needs, &title)) {
			buf_printf(w->out, "\n[rule %s]\n%s", rules[i].name, rules[i].lines);
			if (needs.len > 0)
				buf_printf(w->out, "needs = %s\n", buf_text(&needs));
			buf_printf(w->out, "text = %s\n", rules[i].text);
			write_source(w, title);
		}
		buf_free(&needs);
	}
}

void
habits_write_counters(const struct habit_answers *answers, struct buf *out)
{
	struct writing w = { .answers = answers, .out = out };
	size_t i, k;

	for (i = 0; i < answers->counters; i++) {
		buf_printf(out, "\n[counter counter-%zu]\n", i + 1);
		for (k = 0; habit_counter[k].key != NULL; k++) {
			const struct habit *h = &habit_counter[k];
			const char *said = answers->counter[i][k], *answer = said[0] == '\0' && k > 0 ? h->usual : said;
			/* no counter inherits anything: what is usual has to be written, too */
			const struct habit_choice *c = h->kind == HABIT_TEXT && answer[0] != '\0' ? &h->choices[0] :
			    chosen(h, answer);

			if (c != NULL && c->parts[0].section != NULL)
				write_lines(&w, &(struct written){ &c->parts[0], answer, habit_counter[k].title });
		}
		write_source(&w, "窓口と受付時間");
	}
}

void
habits_write(const struct habit_answers *answers, struct date day, struct buf *out)
{
	struct writing w = { .answers = answers, .out = out };
	size_t i, k;

	for (i = 0; habits[i].key != NULL; i++) {
		w.chosen[i] = chosen(&habits[i], answers->main[i]);
		add_parts(&w, &habits[i], answers->main[i]);
	}
	buf_printf(out, "# %04d-%02d-%02d madoguchictl profile new. madoguchi-profile(5)\n", day.year, day.month,
	    day.day);
	for (i = 2; habits[i].key != NULL; i++)
		if (habits[i].kind != HABIT_TEXT)
			buf_printf(out, "# %s = %s\n", habits[i].key, answers->main[i]);
	for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		const size_t len = strlen(kinds[k]);

		if (strcmp(kinds[k], "counter") == 0)
			habits_write_counters(answers, out);
		for (i = 0; i < w.count; i++)
			if (strncmp(w.parts[i].part->section, kinds[k], len) == 0 &&
			    (w.parts[i].part->section[len] == ' ' || w.parts[i].part->section[len] == '\0'))
				write_section(&w, i);
		if (strcmp(kinds[k], "rule") == 0)
			write_rules(&w);
	}
}
