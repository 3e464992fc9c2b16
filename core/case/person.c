/* Takes a person into a case, and says how far that agrees with what it had. */
#include "case/person.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/jis.h"
#include "base/lang.h"
#include "base/person-name.h"
#include "case/reception-private.h"
#include "case/within-private.h"
#include "people/residents.h"

static bool
is_anybody(const struct person *p)
{
	return p->name[0] != '\0' || p->kana[0] != '\0' || p->address[0] != '\0' || date_told(p->born);
}

static void
fill(char *out, size_t size, const char *known)
{
	if (out[0] == '\0')
		(void)snprintf(out, size, "%s", known);
}

static void
fill_in_names(struct person *p, const struct person *known)
{
	fill(p->name, sizeof(p->name), known->name);
	fill(p->former, sizeof(p->former), known->former);
	fill(p->alias, sizeof(p->alias), known->alias);
	fill(p->latin, sizeof(p->latin), known->latin);
}

/*
 * All the names that a card has stand in its one: a name that isn't there isn't so. As several names they stay where
 * together they are written as the card has them.
 */
static void
take_names_of_card(struct person *p, const struct person *known)
{
	if (!person_name_same(p, known) || (known->alias[0] == '\0' && known->latin[0] == '\0'))
		return;
	memcpy(p->name, known->name, sizeof(p->name));
	memcpy(p->former, known->former, sizeof(p->former));
	memcpy(p->alias, known->alias, sizeof(p->alias));
	memcpy(p->latin, known->latin, sizeof(p->latin));
}

/* What the other account doesn't have, as the card the kana, stays; not the postcode of another address. */
static void
fill_in(struct person *p, const struct person *known, const enum person_verdict v[PERSON_FIELD_COUNT])
{
	const bool same_former = v[PERSON_FORMER] == PERSON_SAME || v[PERSON_FORMER] == PERSON_OTHERWISE;

	if (p->source != PERSON_CARD)
		fill_in_names(p, known);
	else if (known->name[0] != '\0')
		take_names_of_card(p, known);
	fill(p->kana, sizeof(p->kana), known->kana);
	if (p->former[0] != '\0' && (same_former || strcmp(p->former, known->former) == 0))
		fill(p->former_kana, sizeof(p->former_kana), known->former_kana);
	fill(p->address, sizeof(p->address), known->address);
	if (v[PERSON_ADDRESS] != PERSON_DIFFERENT)
		fill(p->postcode, sizeof(p->postcode), known->postcode);
	if (!date_told(p->born))
		p->born = known->born;
	if (p->sex == SEX_UNKNOWN)
		p->sex = known->sex;
}

/* "card: name:otherwise,address:different" */
static void
write_verdicts(const struct case_person *c, enum person_source source, char why[CASE_WHY_MAX])
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	char verdicts[CASE_WHY_MAX / 2] = "";
	unsigned f;

	/* Who tells a part doesn't say that there is no more. */
	for (f = 0; f < PERSON_FIELD_COUNT; f++)
		v[f] = source == PERSON_TOLD && c->verdict[f] == PERSON_ONE_SIDED ? PERSON_UNTOLD : c->verdict[f];
	if (c->known)
		person_verdicts_write(v, verdicts, sizeof(verdicts));
	(void)snprintf(why, CASE_WHY_MAX, "%s%s%s", person_source_code(source), verdicts[0] != '\0' ? ": " : "",
	    verdicts);
}

#define OTHER_NAMES (PERSON_BIT(PERSON_FORMER) | PERSON_BIT(PERSON_ALIAS) | PERSON_BIT(PERSON_LATIN))

/* Kana and postcode stand on no card; who only adds them doesn't tell anew who it is. */
static bool
names_anybody(const struct person *p)
{
	return p->name[0] != '\0' || p->former[0] != '\0' || p->alias[0] != '\0' || p->latin[0] != '\0' ||
	    p->address[0] != '\0' || date_told(p->born) || p->sex != SEX_UNKNOWN;
}

bool
case_names_lone(const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return v[PERSON_FORMER] == PERSON_ONE_SIDED || v[PERSON_ALIAS] == PERSON_ONE_SIDED ||
	    v[PERSON_LATIN] == PERSON_ONE_SIDED;
}

bool
case_takes_more(const struct person *record, const struct person *card)
{
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(record, card, v);
	return record->source == PERSON_RECORD &&
	    (date_completes(card->born, record->born) || case_reads_more(record, card, v)) &&
	    !case_names_lone(v) && v[PERSON_ADDRESS] != PERSON_DIFFERENT;
}

/* The card has a character where the record has only the sign for one. */
static bool
has_more(enum person_verdict v, const char *record, const char *card)
{
	return v == PERSON_UNREAD && strstr(record, JIS_GETA) != NULL && strstr(card, JIS_GETA) == NULL;
}

/* Of an address also where it has its own: of a name a clerk says by the face whether that is the same. */
static bool
has_more_of_address(enum person_verdict v, const char *record, const char *card)
{
	return v == PERSON_UNREAD && fold_has_unread(record) && !fold_has_unread(card);
}

bool
case_reads_more(const struct person *record, const struct person *card,
    const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return has_more(v[PERSON_NAME], record->name, card->name) ||
	    has_more(v[PERSON_FORMER], record->former, card->former) ||
	    has_more(v[PERSON_ALIAS], record->alias, card->alias) ||
	    has_more_of_address(v[PERSON_ADDRESS], record->address, card->address);
}

/* Of a record what the card, which has it from a register too, knows better. */
static void
take_more(const struct person *card, struct case_person *c)
{
	static const struct { enum person_field field; size_t at; } names[] = {
		{ PERSON_NAME, offsetof(struct person, name) }, { PERSON_FORMER, offsetof(struct person, former) },
		{ PERSON_ALIAS, offsetof(struct person, alias) },
	};
	size_t i;

	if (date_completes(card->born, c->before.born)) {
		c->now.born = card->born;
		c->taken = true;
	}
	if (has_more_of_address(c->verdict[PERSON_ADDRESS], c->now.address, card->address)) {
		memcpy(c->now.address, card->address, sizeof(c->now.address));
		c->taken = true;
	}
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *now = (char *)&c->now + names[i].at;
		const char *theirs = (const char *)card + names[i].at;

		if (has_more(c->verdict[names[i].field], now, theirs)) {
			memcpy(now, theirs, PERSON_NAME_MAX + 1);
			c->taken = true;
		}
	}
}

void
case_person_settle(const struct person *before, const struct person *given, unsigned gone, struct case_person *c)
{
	const enum person_verdict *v = c->verdict;
	unsigned f, had = 0;

	c->before = *before;
	c->known = is_anybody(&c->before);
	person_compare(&c->before, given, c->verdict);
	c->taken = !(c->before.source == PERSON_RECORD && given->source == PERSON_CARD);
	c->now = c->taken ? *given : c->before;
	if (c->taken && v[PERSON_NAME] != PERSON_DIFFERENT && v[PERSON_BORN] != PERSON_DIFFERENT)
		fill_in(&c->now, &c->before, v);
	if (c->taken)
		had = person_forget(&c->now, gone);
	else
		take_more(given, c);
	for (f = 0; f < PERSON_FIELD_COUNT; f++)
		if ((had & PERSON_BIT(f)) != 0)
			c->verdict[f] = PERSON_GONE;
	if (c->known && !names_anybody(given) && (had & OTHER_NAMES) == 0)
		c->now.source = c->before.source;
}

enum err
case_face_told(const struct case_file *file, bool *outdated)
{
	struct facts *f = calloc(1, sizeof(*f));
	char why[FACTS_WHY_MAX];

	if (f == NULL)
		return ERR_MEMORY;
	*outdated = facts_read_lines(f, NULL, file->facts, why) == ERR_NONE && facts_known(f, FACT_CARD_FACE) &&
	    f->value[FACT_CARD_FACE] == fact_word(FACT_CARD_FACE, "outdated");
	free(f);
	return ERR_NONE;
}

/*
 * What was decided hangs on the birth date that the case's facts have: a person with another one is let in by no
 * decision of theirs. The fact is corrected first, and the case decided by it.
 */
static enum err
check_born(const struct case_person *c, struct reception *r)
{
	const struct person told = { .born = facts_born(&r->facts) }, now = { .born = c->now.born };
	enum person_verdict verdict[PERSON_FIELD_COUNT];
	char fact[16], given[16];

	person_compare(&told, &now, verdict);
	if (verdict[PERSON_BORN] != PERSON_DIFFERENT)
		return ERR_NONE;
	date_format_iso(told.born, fact, sizeof(fact));
	date_format_iso(now.born, given, sizeof(given));
	(void)snprintf(r->why, sizeof(r->why), "born=%s, %s: %s", fact, given,
	    tr("判定した生年月日と違います。先に生年月日を訂正してください"));
	return ERR_FACT;
}

/*
 * Whoever says it, card, record or clerk: who is a resident by the case's facts doesn't live elsewhere, and is as old
 * as they have it.
 */
static enum err
check_facts(struct store *s, const char *number, struct case_person *c)
{
	struct reception *r = calloc(1, sizeof(*r));
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	if ((e = reception_resume(s, number, r)) == ERR_NONE) {
		r->file.person = c->now;
		if ((e = reception_check_residence(r)) == ERR_NONE)
			e = check_born(c, r);
		memcpy(c->why, r->why, sizeof(c->why));
	}
	reception_free(r);
	free(r);
	return e;
}

static enum err
take_within(struct store *s, const struct actor *a, const char *number, const struct person *given,
    unsigned gone, struct case_person *c)
{
	struct case_file *f;
	struct case_head h;
	char why[CASE_WHY_MAX];
	enum err e;

	if ((e = case_head_mine(s, a, number, &h)) != ERR_NONE)
		return e;
	if (flow_on_card(h.state))
		return ERR_CASE_STATE;
	if ((f = malloc(sizeof(*f))) == NULL)
		return ERR_MEMORY;
	if ((e = case_load(s, number, f)) == ERR_NONE) {
		case_person_settle(&f->person, given, gone, c);
		if (given->source == PERSON_CARD && person_match(&c->before, given, c->verdict) == PERSON_ANOTHER)
			e = ERR_HOLDER_OTHER;
		else if (c->taken && (e = case_check_room(f, &c->now)) != ERR_NONE)
			;
		else if (c->taken && f->profile_hash[0] != '\0')
			e = check_facts(s, number, c);
	}
	free(f);
	if (e == ERR_NONE && c->taken) {
		const bool lacked = c->now.kana[0] == '\0';

		e = case_set_person_within(s, a, number, &c->now);
		c->kana_found = lacked && c->now.kana[0] != '\0';
	}
	write_verdicts(c, given->source, why);
	return e != ERR_NONE ? e : case_record(s, a, number, "person-compared", h.state, why);
}

/* Before anything is taken, and outside the transaction: that somebody was looked at stays on record. */
static enum err
check_who(struct store *s, const struct actor *a, const char *number, const struct person *given, struct case_person *c)
{
	const struct lookup why = { .number = number };
	struct case_file *f = malloc(sizeof(*f));
	const bool record = given->source == PERSON_RECORD;
	unsigned count = 0;
	enum err e;

	if (f == NULL)
		return ERR_MEMORY;
	if ((e = case_load(s, number, f)) == ERR_NONE) {
		c->before = f->person;
		person_compare(&f->person, given, c->verdict);
		if (record || f->person.source == PERSON_RECORD)
			e = residents_twin(s, a, &why, record ? &f->person : given, record ? given : &f->person,
			    &c->twin, &count);
	}
	free(f);
	if (e != ERR_NONE || count > 0)
		return e != ERR_NONE ? e : ERR_PERSON_TWIN;
	return record && person_may_be_namesake(c->verdict) ? ERR_PERSON_UNLIKE : ERR_NONE;
}

enum err
case_take_person(struct store *s, const struct actor *a, const char *number, const struct person *given,
    unsigned gone, bool confirmed, struct case_person *c)
{
	enum err e = ERR_NONE;

	memset(c, 0, sizeof(*c));
	if (!confirmed && given->source != PERSON_TOLD && (e = check_who(s, a, number, given, c)) != ERR_NONE)
		return e;
	e = store_begin(s);
	return e != ERR_NONE ? e : case_settle(s, a, number, take_within(s, a, number, given, gone, c));
}
