/* Takes a case back without a reader: two clerks read the terminal's print, and what they type is checked. */
#include "desk/hand-over.h"

#include <stdlib.h>
#include <string.h>

#include "desk/take-back-private.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 'a' ^ 'A';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Digits go in from the right, and zeros before the first are none of the number. */
enum err
desk_print_serial(const char *typed, unsigned char out[CERT_SERIAL_MAX], size_t *len)
{
	unsigned char digits[2 * CERT_SERIAL_MAX];
	size_t n = 0, i;

	*len = 0;
	for (; *typed != '\0'; typed++) {
		if (*typed == ' ' || *typed == ':' || (n == 0 && *typed == '0'))
			continue;
		if (hex(*typed) < 0 || n == sizeof(digits))
			return ERR_PRINT_SERIAL;
		digits[n++] = (unsigned char)hex(*typed);
	}
	if (n == 0)
		return ERR_PRINT_SERIAL;
	*len = (n + 1) / 2;
	memset(out, 0, CERT_SERIAL_MAX);
	for (i = 0; i < n; i++)
		out[*len - 1 - i / 2] |= (unsigned char)(digits[n - 1 - i] << (i % 2 * 4));
	return ERR_NONE;
}

static bool
same_serial(const struct handover_certs *a, const unsigned char *serial, size_t len, unsigned kind)
{
	return a->certs[kind].serial_len == len && memcmp(a->certs[kind].serial, serial, len) == 0;
}

/* What is needed of the print is typed; nothing else is looked at. */
static enum err
complete(const struct handover_want *w, const struct handover_print *p)
{
	unsigned k;

	if (!date_given(p->day))
		return ERR_FIELD_EMPTY;
	for (k = 0; k < CERT_COUNT; k++) {
		if (((w->fresh | w->gone) & CERT_BIT(k)) != 0 && p->said.certs[k].serial_len == 0)
			return ERR_FIELD_EMPTY;
		if ((w->fresh & CERT_BIT(k)) != 0 && !date_given(p->said.certs[k].until))
			return ERR_FIELD_EMPTY;
	}
	return ERR_NONE;
}

/* What the print says, as if a card had shown it: for a removed one, that it is the one of before. */
static void
see(const struct handover_print *p, struct desk_taken *t)
{
	const struct handover_want *w = &t->want;
	unsigned k;

	t->seen.verified = w->pins;
	for (k = 0; k < CERT_COUNT; k++) {
		const bool fresh = (w->fresh & CERT_BIT(k)) != 0, gone = (w->gone & CERT_BIT(k)) != 0;
		const size_t len = w->before[k].serial_len;

		t->seen.certs[k].present = fresh || (!gone && w->before[k].present) ||
		    (gone && len > 0 && !same_serial(&p->said, w->before[k].serial, len, k));
		if (!fresh)
			continue;
		t->seen.certs[k].read = HANDOVER_READ;
		t->seen.certs[k].from = p->day;
		t->seen.certs[k].until = p->said.certs[k].until;
		t->seen.certs[k].serial_len = p->said.certs[k].serial_len;
		memcpy(t->seen.certs[k].serial, p->said.certs[k].serial, CERT_SERIAL_MAX);
	}
}

static bool
same_print(const struct handover_want *w, const struct handover_print *a, const struct handover_print *b)
{
	bool same = date_compare(a->day, b->day) == 0;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (((w->fresh | w->gone) & CERT_BIT(k)) != 0)
			same = same && same_serial(&a->said, b->said.certs[k].serial, b->said.certs[k].serial_len, k);
		if ((w->fresh & CERT_BIT(k)) != 0)
			same = same && date_compare(a->said.certs[k].until, b->said.certs[k].until) == 0;
	}
	return same;
}

/* The first entry, or none: on record with who typed it. */
static enum err
put_first(struct desk *desk, const struct case_file *file, const struct handover_print *p, const char *event)
{
	const struct actor actor = desk_actor(desk);
	struct store *s = desk->store;
	enum err e = store_begin(s);

	if (e != ERR_NONE)
		return e;
	if ((e = handover_type(s, &actor, file->number, p)) == ERR_NONE)
		e = case_remark(s, &actor, file, event, "");
	return case_settle(s, &actor, file->number, e);
}

static enum err
judge(struct desk *desk, const struct case_file *file, const struct handover_print *p, struct desk_taken *t)
{
	struct reception *r = calloc(1, sizeof(*r));
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	see(p, t);
	if ((e = take_back_until(desk, file->number, r, t)) == ERR_NONE)
		handover_judge(&t->want, &t->seen, &t->verdict);
	free(r);
	return e;
}

/* An entry with a difference is on record as such, and nobody's first one any more. */
static enum err
differs(struct desk *desk, const struct case_file *file, const struct desk_taken *t)
{
	const enum err e = put_first(desk, file, NULL, "print-void");

	return e != ERR_NONE ? e : take_back_settle(desk, file, t, "print", NULL);
}

static enum err
second_entry(struct desk *desk, const struct case_file *file, const struct handover_print *first,
    const struct handover_print *p, struct desk_taken *t)
{
	const struct actor actor = desk_actor(desk);
	enum err e;

	if (strcmp(first->by, actor.clerk) == 0)
		return audit_refuse(desk->store, &actor, file->number, ERR_PRINT_CLERK, err_name(ERR_PRINT_CLERK));
	if (!same_print(&t->want, first, p)) {
		e = put_first(desk, file, NULL, "print-void");
		return e != ERR_NONE ? e : ERR_PRINT_DIFFERS;
	}
	return take_back_settle(desk, file, t, "print", &p->said);
}

static enum err
first_entry(struct desk *desk, const struct case_file *file, const struct handover_print *p)
{
	const struct actor actor = desk_actor(desk);
	const enum err e = case_check_claim(desk->store, &actor, file->number);

	return e != ERR_NONE ? e : put_first(desk, file, p, "print-typed");
}

static enum err
take_back_print(struct desk *desk, const struct case_file *file, const struct handover_print *p, struct desk_taken *t,
    bool *second)
{
	const struct actor actor = desk_actor(desk);
	struct handover_print first;
	bool otherwise;
	enum err e;

	if ((e = handover_read_otherwise(desk->store, file->number, &otherwise)) != ERR_NONE)
		return e;
	if (otherwise)
		return audit_refuse(desk->store, &actor, file->number, ERR_PRINT_AGAINST_CARD,
		    err_name(ERR_PRINT_AGAINST_CARD));
	if ((e = handover_load(desk->store, file->number, &t->want)) != ERR_NONE ||
	    (e = handover_typed(desk->store, file->number, &first)) != ERR_NONE)
		return e;
	if (date_given(p->day) &&
	    (date_compare(p->day, t->want.day) < 0 || date_compare(p->day, t->seen.today) > 0))
		return ERR_PRINT_DAY;
	if ((e = complete(&t->want, p)) != ERR_NONE)
		return e;
	*second = date_given(first.day);
	if ((e = judge(desk, file, p, t)) != ERR_NONE)
		return e;
	if (!t->verdict.done)
		return differs(desk, file, t);
	return *second ? second_entry(desk, file, &first, p, t) : first_entry(desk, file, p);
}

enum err
desk_take_back_print(struct desk *desk, const char *number, const struct handover_print *p, struct desk_taken *t,
    bool *second)
{
	const struct actor actor = desk_actor(desk);
	struct case_file *file = malloc(sizeof(*file));
	enum err e;

	*second = false;
	take_back_clear(desk, t);
	if (file == NULL)
		return ERR_MEMORY;
	if ((e = desk_allow(desk, ACT_CARD, number)) == ERR_NONE &&
	    (e = case_load(desk->store, number, file)) == ERR_NONE)
		e = file->state == CASE_HANDED_OVER ? take_back_print(desk, file, p, t, second) :
		    audit_refuse(desk->store, &actor, number, ERR_CASE_STATE, err_name(ERR_CASE_STATE));
	free(file);
	return e;
}

enum err
desk_print_by(struct desk *desk, const char *number, char clerk[33])
{
	struct handover_print first;
	const enum err e = handover_typed(desk->store, number, &first);

	memcpy(clerk, first.by, sizeof(first.by));
	return e;
}
