/* Steps that learn from the card whose it is: for the certificate's contents, and before a PIN is set anew. */
#include "desk/run-private.h"

#include <ctype.h>
#include <string.h>

#include "card/text-ap.h"
#include "base/text.h"

/* What opens the attributes: 照合番号B from the card's face, or the assist PIN as the card holds it now. */
static enum reference
opener(const struct run *r, bool *old)
{
	unsigned verify, fresh, asked;

	desk_pins_wanted(&r->file, &verify, &fresh, &asked);
	*old = fresh & 1u << PIN_ASSIST;
	return r->pins->check_b.len > 0 ? REFERENCE_B : REFERENCE_ASSIST;
}

/* ERR_PIN_MISSING where the visit has nothing that opens them. */
static enum err
read_person(struct run *r, struct person *p)
{
	bool old;
	const enum reference which = opener(r, &old);
	enum err e = run_verify(r, which, old);

	return e != ERR_NONE ? e : text_ap_read(&r->card, p);
}

/* What the case doesn't know is taken from the card; the register knows kana and postcode alone. */
static enum err
keep_person(struct run *r, const struct person *told)
{
	const struct actor actor = run_actor(r);
	struct person *p = &r->file.person, fresh = *told;

	memcpy(fresh.kana, p->kana, sizeof(fresh.kana));
	memcpy(fresh.postcode, p->postcode, sizeof(fresh.postcode));
	*p = fresh;
	return case_set_person(r->desk->store, &actor, r->file.number, p);
}

enum err
step_person(struct run *r, unsigned unused)
{
	const bool needs_all = r->file.certificates & CERT_BIT(CERT_SIGN);
	const struct person *p = &r->file.person;
	struct person told;
	enum err e;

	(void)unused;
	if (date_given(p->born) && (!needs_all || (p->name[0] != '\0' && p->address[0] != '\0')))
		return ERR_NONE;
	return (e = read_person(r, &told)) != ERR_NONE ? e : keep_person(r, &told);
}

/* The next character that tells one name from another, 0 at the end: blanks and variation selectors don't. */
static uint32_t
next_letter(const char **s)
{
	uint32_t c;

	while (**s != '\0') {
		*s += text_decode(*s, strlen(*s), &c);
		if (c != ' ' && !(c >= 0xfe00 && c <= 0xfe0f) && !(c >= 0xe0100 && c <= 0xe01ef))
			return c < 0x80 ? (uint32_t)toupper((int)c) : c;
	}
	return 0;
}

static bool
same_name(const char *one, const char *other)
{
	char narrow[2][PERSON_NAME_MAX + 1];
	const char *a = narrow[0], *b = narrow[1];
	uint32_t c;

	text_narrow(one, narrow[0], sizeof(narrow[0]));
	text_narrow(other, narrow[1], sizeof(narrow[1]));
	while ((c = next_letter(&a)) == next_letter(&b))
		if (c == 0)
			return true;
	return false;
}

/* The card's word against the case's. A birth date that the card doesn't know can't be held against anybody. */
static enum err
compare(struct run *r)
{
	const struct person *known = &r->file.person;
	struct person told;
	enum err e;

	if ((e = read_person(r, &told)) != ERR_NONE)
		return e;
	if ((known->name[0] != '\0' && !same_name(known->name, told.name)) ||
	    (date_given(known->born) && date_given(told.born) && date_compare(known->born, told.born) != 0))
		return ERR_HOLDER_OTHER;
	return known->name[0] != '\0' && date_given(known->born) ? ERR_NONE : keep_person(r, &told);
}

/* That the clerk has confirmed was seen to before anything began; the history says against what. */
enum err
step_holder(struct run *r, unsigned unused)
{
	const struct actor actor = run_actor(r);
	const bool known = r->file.person.name[0] != '\0' && date_given(r->file.person.born);
	const char *against = "card";
	enum err e;

	(void)unused;
	if ((e = compare(r)) == ERR_PIN_MISSING && known)
		against = "face";
	else if (e != ERR_NONE)
		return e;
	if ((e = store_begin(r->desk->store)) != ERR_NONE)
		return e;
	e = case_remark(r->desk->store, &actor, &r->file, "holder-confirmed", against);
	return case_settle(r->desk->store, &actor, r->file.number, e);
}
