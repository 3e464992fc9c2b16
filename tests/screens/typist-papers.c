/* Papers and forms, typed: a document found by its name, its dates told, every field by its label. */
#include "tests/screens/typist.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define LINES_MAX 24
#define BACK_MAX 4	/* screens between the papers and the summary */

static struct document_view
view_of(const struct typist *t, const struct held *h)
{
	return profile_document(t->profile, (size_t)profile_find_document(t->profile, h->label));
}

bool
typist_begins(const char *whole, const char *shown)
{
	const size_t n = strlen(shown), mark = strlen("...");
	const bool cut = n > mark && strcmp(shown + n - mark, "...") == 0;

	return n > 0 && strncmp(whole, shown, cut ? n - mark : n) == 0;
}

/* "済 代理人 運転免許証" is on the left; y: where. */
static bool
is_shown(const struct typist *t, const struct held *h, int *y, bool *focus)
{
	char line[TYPIST_ROW], words[TYPIST_ROW];

	if (profile_find_document(t->profile, h->label) < 0)
		return true;		/* a paper that no list has: nothing to type */
	(void)snprintf(words, sizeof words, "済 %s %s", holder_name(h->holder), view_of(t, h).name);
	for (*y = TYPIST_FIRST_ROW; *y <= TYPIST_LAST_ROW; ++*y) {
		typist_left(t, *y, line, sizeof line, focus);
		if (strncmp(line, "済 ", strlen("済 ")) == 0 && typist_begins(words, line))
			return true;
	}
	return false;
}

/* What is missing, by the rules, where only what stands on the screen was shown. */
static void
decide(const struct typist *t, struct decision *d)
{
	static struct facts shown;
	bool focus;
	size_t i;
	int y;

	shown = *t->want;
	shown.held_count = 0;
	for (i = 0; i < t->want->held_count; i++) {
		if (profile_find_document(t->profile, t->want->held[i].label) >= 0 &&
		    is_shown(t, &t->want->held[i], &y, &focus))
			shown.held[shown.held_count++] = t->want->held[i];
	}
	(void)rule_decide(t->profile, &shown, shown.at, d);
}

/* The line with the focus is missing, and such a document of this holder would do: a mask of 1u << holder. */
static unsigned
asked_of(struct typist *t)
{
	static struct decision d;
	char line[TYPIST_ROW] = "";
	bool focus = false;
	unsigned mask = 0;
	size_t i;
	int y;

	for (y = TYPIST_FIRST_ROW; y <= TYPIST_LAST_ROW && !focus; y++)
		typist_left(t, y, line, sizeof line, &focus);
	if (!focus || strncmp(line, "未 ", strlen("未 ")) != 0)
		return 0;
	decide(t, &d);
	for (i = 0; i < d.missing_count; i++) {
		if (d.missing[i].who != NULL && typist_begins(d.missing[i].text, line + strlen("未 ")))
			mask |= 1u << holder_by_code(d.missing[i].who);
	}
	return mask;
}

/* A digit would choose a line and a blank tick one. */
static size_t
typed_part(const char *name, char *out, size_t size)
{
	size_t i, n, chars = 0;
	uint32_t c;

	for (i = 0; name[i] != '\0' && i + 4 < size; i += n, chars++) {
		n = text_decode(name + i, strlen(name + i), &c);
		if (c == ' ' || c == 0x3000 || (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19))
			break;
		memcpy(out + i, name + i, n);
	}
	out[i] = '\0';
	return chars;
}

/* The class behind a name tells two apart that are cut alike. */
static bool
is_of_class(const struct profile *p, const struct document_view *d, const char *note)
{
	size_t i;

	note += strspn(note, " ");
	for (i = 0; i < profile_classes(p); i++) {
		const size_t len = strlen(profile_class_code(p, i));

		if (strncmp(profile_class_code(p, i), note, len) == 0 && (note[len] == '\0' || note[len] == ' '))
			return (d->classes & 1u << i) != 0;
	}
	return true;
}

/* Its line among those found; a class may stand behind the name. 0: it isn't there. */
static char
line_of(const struct typist *t, const struct document_view *d)
{
	const char *name = d->name;
	char line[TYPIST_ROW], cut = 0;
	int y;

	for (y = TYPIST_FIRST_ROW; y <= TYPIST_LAST_ROW; y++) {
		const char *note;
		size_t len;

		typist_right(t, y, line, sizeof line);
		if (line[0] < '1' || line[0] > '9' || line[1] != ' ')
			continue;
		len = strcspn(line + 2, " ");
		note = line[2 + len] != '\0' ? line + 2 + len + 1 : "";
		line[2 + len] = '\0';
		if (strcmp(line + 2, name) == 0)
			return line[0];
		if (cut == 0 && typist_begins(name, line + 2) && is_of_class(t->profile, d, note))
			cut = line[0];
	}
	return cut;
}

static bool
find_and_tick(struct typist *t, const struct held *h)
{
	const struct document_view view = view_of(t, h);
	char part[FACTS_LABEL_MAX], key[2] = "";
	size_t chars = typed_part(view.name, part, sizeof part);

	t->type(t->ctx, part);
	key[0] = line_of(t, &view);
	if (key[0] != 0)
		t->type(t->ctx, key);
	while (key[0] == 0 && chars-- > 0)
		t->type(t->ctx, TYPIST_BACKSPACE);
	return key[0] != 0;
}

static bool
has_dates(const struct held *h)
{
	return date_given(h->expires) || date_given(h->issued) || h->shows != 0 || h->sealed;
}

static void
fill_dates(struct typist *t, size_t i)
{
	t->telling = &t->want->held[i];
	typist_fill(t);
	t->telling = NULL;
	t->told |= 1u << i;
}

bool
typist_tell_dates(struct typist *t)
{
	bool focus = false;
	size_t i;
	int n, y;

	for (i = 0; i < t->want->held_count; i++) {
		if (t->ticked & ~t->told & 1u << i && has_dates(&t->want->held[i]))
			break;
	}
	if (i == t->want->held_count)
		return false;
	for (n = 0; n < BACK_MAX && !typist_on(t, "来た人と書類"); n++)
		t->type(t->ctx, TYPIST_ESC);
	for (n = 0; n < LINES_MAX && !(is_shown(t, &t->want->held[i], &y, &focus) && focus); n++)
		t->type(t->ctx, TYPIST_TAB);
	t->type(t->ctx, TYPIST_F3);
	fill_dates(t, i);
	return true;
}

/* Where the rules look at a date it is asked about at once. */
static bool
show(struct typist *t, size_t i)
{
	if (!find_and_tick(t, &t->want->held[i]))
		return false;
	t->ticked |= 1u << i;
	if (typist_on(t, "記入") && typist_sees(t, "有効期限"))
		fill_dates(t, i);
	return true;
}

static bool
show_one_of(struct typist *t, unsigned holders)
{
	size_t i;
	bool focus;
	int y;

	for (i = 0; i < t->want->held_count; i++) {
		const struct held *h = &t->want->held[i];

		if (holders & 1u << h->holder && !is_shown(t, h, &y, &focus) && show(t, i))
			return true;
	}
	return false;
}

/* What nothing asks for, but a need is met by it all the same: among all documents of one who is there. */
static bool
show_another(struct typist *t)
{
	char line[TYPIST_ROW], heading[128];
	int n, h;

	for (n = 0; n < 2; n++) {
		t->type(t->ctx, TYPIST_F6);
		typist_right(t, TYPIST_FIRST_ROW, line, sizeof line);
		for (h = 0; h < HOLDER_COUNT; h++) {
			(void)snprintf(heading, sizeof heading, "%sのほかの書類", holder_name((enum holder)h));
			if (strcmp(line, heading) == 0 && show_one_of(t, 1u << h))
				return true;
		}
	}
	t->type(t->ctx, TYPIST_F6);
	return false;
}

bool
typist_show_paper(struct typist *t)
{
	int n;

	if (typist_outcome(t) != OUTCOME_INCOMPLETE)
		return false;
	for (n = 0; n < LINES_MAX; n++) {
		if (show_one_of(t, asked_of(t)))
			return true;
		t->type(t->ctx, TYPIST_TAB);
	}
	return show_another(t);
}

#define VALUE_MAX 128

static const char *
iso(struct date d, char out[VALUE_MAX])
{
	out[0] = '\0';
	if (date_given(d))
		date_format_iso(d, out, 16);
	return out;
}

/* Of the choices: 1 name+birth, 2 name+address, 3 all, 4 the name. */
static const char *
shows_key(unsigned shows)
{
	static const char *const keys[8] = { [SHOWS_NAME | SHOWS_BIRTH] = "1", [SHOWS_NAME | SHOWS_ADDRESS] = "2",
	    [SHOWS_NAME | SHOWS_BIRTH | SHOWS_ADDRESS] = "3", [SHOWS_NAME] = "4" };

	return shows < 8 ? keys[shows] : NULL;
}

/* What is typed into the field of this label; choices are keys; NULL: it stays as it is. */
static const char *
value_of(const struct typist *t, const char *label, bool *choice, char out[VALUE_MAX])
{
	static const struct { const char *label, *value; bool choice; } fields[] = {
		{ "氏名", TYPIST_NAME, false }, { "フリガナ", "ばんごう　はなこ", false }, { "性別", "2", true },
		{ "郵便番号", "１００００１３", false },
		{ "回答の期限", "R21.12.31", false },
		{ "代理人氏名", "番号　太郎", false }, { "本人との関係", "兄", false }, { "引受番号", "123-45-67890-1", false },
	};
	const struct held *h = t->telling;
	char row[TYPIST_ROW];
	size_t i;

	*choice = strcmp(label, "公印がある") == 0 || strcmp(label, "記載") == 0;
	/* The paper has the number of the case on the screen. */
	if (strcmp(label, "照会書の受付番号") == 0) {
		t->row(t->ctx, 1, row, sizeof row);
		return sscanf(row, " %11s", out) == 1 ? out : NULL;
	}
	if (strcmp(label, "生年月日") == 0)
		return date_told(facts_born(t->want)) ? iso(facts_born(t->want), out) : NULL;
	if (strcmp(label, "住所") == 0) {
		typist_address(t->profile, out, VALUE_MAX);
		return out;
	}
	if (h != NULL && strcmp(label, "有効期限") == 0)
		return iso(h->expires, out);
	if (h != NULL && strcmp(label, "交付日") == 0)
		return iso(h->issued, out);
	if (h != NULL && *choice)
		return strcmp(label, "記載") == 0 ? shows_key(h->shows) : h->sealed ? "1" : "2";
	for (i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		if (strcmp(fields[i].label, label) == 0) {
			*choice = fields[i].choice;
			return fields[i].value;
		}
	}
	return NULL;
}

/* The label of the field that has the focus; its row, or -1. */
static int
focused_label(const struct typist *t, char label[TYPIST_ROW])
{
	bool focus = false;
	int y;

	for (y = TYPIST_FIRST_ROW; y <= TYPIST_LAST_ROW; y++) {
		typist_left(t, y, label, TYPIST_ROW, &focus);
		if (focus)
			break;
	}
	label[strcspn(label, " ")] = '\0';
	return focus ? y : -1;
}

void
typist_fill(struct typist *t)
{
	char label[TYPIST_ROW], keys[256], text[VALUE_MAX];
	int y, before = -1;
	bool choice;

	while ((y = focused_label(t, label)) > before) {
		const char *value = value_of(t, label, &choice, text);

		(void)snprintf(keys, sizeof keys, "%s%s" TYPIST_DOWN, value != NULL && !choice ? TYPIST_CLEAR : "",
		    value != NULL ? value : "");
		t->type(t->ctx, keys);
		before = y;
	}
	t->type(t->ctx, TYPIST_F2);
}
