/* What was read on a thing that leaves, held against the case that it has to belong to. */
#include "case/leaves.h"
#include "case/within-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define BARE_DIGITS 9		/* a whole number without its hyphens */

/* What an input method or a keyboard of another language makes of a hyphen. */
static bool
is_hyphen(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30fc || c == 0xff70;
}

/* Digits and hyphens; false for anything else, and for what is too long to be a number. */
static bool
tidy(const char *typed, char out[CASE_NUMBER_MAX])
{
	char narrow[LEAVES_READ_MAX];
	const char *s = narrow, *end;
	size_t n, at = 0;
	uint32_t c;

	if (strlen(typed) >= sizeof(narrow))
		return false;
	text_narrow(typed, narrow, sizeof(narrow));
	s += strspn(s, " \t\r\n");
	for (end = s + strlen(s); end > s && strchr(" \t\r\n", end[-1]) != NULL; end--)
		;
	for (; s < end; s += n) {
		n = text_decode(s, (size_t)(end - s), &c);
		if (at == CASE_NUMBER_MAX - 1 || !((c >= '0' && c <= '9') || is_hyphen(c)))
			return false;
		out[at++] = is_hyphen(c) ? '-' : (char)c;
	}
	out[at] = '\0';
	return at > 0;
}

static bool
put_hyphens(const char digits[BARE_DIGITS + 1], char out[CASE_NUMBER_MAX])
{
	(void)snprintf(out, CASE_NUMBER_MAX, "%.2s-%.6s-%.1s", digits, digits + 2, digits + 8);
	return case_number_check(out) == ERR_NONE;
}

static bool
find_number(const char *typed, const char *number, struct leaves_number *out)
{
	char text[CASE_NUMBER_MAX];
	size_t len;

	if (!tidy(typed, text))
		return false;
	len = strlen(text);
	out->whole = len > CASE_NUMBER_RUNNING_DIGITS;
	if (strchr(text, '-') == NULL && len == BARE_DIGITS)
		return put_hyphens(text, out->number);
	if (strchr(text, '-') == NULL && len <= CASE_NUMBER_RUNNING_DIGITS)
		return case_number_make(2000 + (int)strtol(number, NULL, 10), strtol(text, NULL, 10),
		    out->number) == ERR_NONE;
	memcpy(out->number, text, len + 1);
	return case_number_check(text) == ERR_NONE;
}

enum err
leaves_read(const char *typed, const char *number, struct leaves_number *out)
{
	memset(out, 0, sizeof(*out));
	if (!find_number(typed, number, out)) {
		memset(out, 0, sizeof(*out));
		return ERR_PAPER_UNREAD;
	}
	return strcmp(out->number, number) == 0 ? ERR_NONE : ERR_PAPER_OTHER;
}

static bool
see(void *ctx, const struct store_value *v, size_t n)
{
	(void)v;
	(void)n;
	*(bool *)ctx = true;
	return false;
}

/* Numbers begin anew each year: around its turn a running number alone may mean either of two. */
static enum err
means_one(struct store *s, const char *number)
{
	const struct store_value values[] = { store_text(number) };
	bool another = false;
	enum err e = store_run(s, "SELECT 1 FROM cases c WHERE c.number <> ?1"
	    " AND substr(c.number, 3, 7) = substr(?1, 3, 7)"
	    " AND (EXISTS (SELECT 1 FROM inquiry i WHERE i.number = c.number AND i.posted_at = '')"
	    " OR EXISTS (SELECT 1 FROM kept k WHERE k.number = c.number AND k.returned_at = ''))",
	    values, 1, see, &another);

	return e == ERR_NONE && another ? ERR_PAPER_UNREAD : e;
}

enum err
leaves_check(struct store *s, const char *number, const struct particulars *p)
{
	struct leaves_number n;
	enum err e;
	size_t i;

	for (i = 0; i < LEAVES_COUNT; i++) {
		if (!p->read[i].done)
			continue;
		if ((e = leaves_read(p->read[i].typed, number, &n)) != ERR_NONE ||
		    (!n.whole && (e = means_one(s, number)) != ERR_NONE))
			return e;
	}
	return p->said == SAID_OTHERWISE ? ERR_HOLDER_SAID : ERR_NONE;
}

void
leaves_reason(const char *number, const struct particulars *p, enum err e, char out[LEAVES_REASON_MAX])
{
	struct leaves_number n;
	size_t i;

	(void)snprintf(out, LEAVES_REASON_MAX, "%s", err_name(e));
	for (i = 0; e == ERR_PAPER_OTHER && i < LEAVES_COUNT; i++) {
		if (!p->read[i].done || leaves_read(p->read[i].typed, number, &n) != ERR_PAPER_OTHER)
			continue;
		(void)snprintf(out, LEAVES_REASON_MAX, "%s,%s:%s", err_name(e), leaves_code((enum leaves)i), n.number);
		return;
	}
}

const char *
leaves_code(enum leaves what)
{
	static const char *const codes[LEAVES_COUNT] = { [LEAVES_LETTER] = "letter", [LEAVES_ENVELOPE] = "envelope",
	    [LEAVES_CARD] = "card" };

	return (unsigned)what < LEAVES_COUNT ? codes[what] : "";
}

static enum err
said_within(struct store *s, const struct actor *a, const char *number)
{
	struct case_head h;
	enum err e;

	if (!clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	e = case_head_load(s, number, &h);
	return e != ERR_NONE ? e : case_record(s, a, number, "holder-said", h.state, "");
}

enum err
leaves_said(struct store *s, const struct actor *a, const char *number)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : case_settle(s, a, number, said_within(s, a, number));
}
