/* Searches and erases the residents' extract. The audit log records who searched, not whom they found. */
#include "people/residents.h"

#include <string.h>

#include "people/extract-private.h"
#include "people/compare.h"
#include "base/fold.h"
#include "base/text.h"
#include "people/search.h"

#define LIMIT 100
#define COLUMNS "SELECT r.id, r.name, r.kana, r.sex, r.born, r.address, r.postcode, r.former, r.former_kana," \
	" r.alias, r.latin FROM "

struct finding {
	bool (*row)(void *, const struct resident *);
	void *ctx;
	bool found;
	enum err e;
};

/* An extract may be older than the gate: mended, so that its people can become cases. */
static bool
take(const struct store_value *v, char *out, size_t size)
{
	if (v->len >= size)
		return false;
	text_mend(store_as_text(v), strlen(store_as_text(v)), out, size);
	return true;
}

static bool
see_resident(void *ctx, const struct store_value *v, size_t n)
{
	struct finding *f = ctx;
	struct resident r = { .id = store_as_int(&v[0]), .person = { .source = PERSON_RECORD } };
	struct person *p = &r.person;
	const int64_t sex = store_as_int(&v[3]);

	(void)n;
	f->found = true;
	p->sex = sex == SEX_MALE || sex == SEX_FEMALE ? (enum sex)sex : SEX_UNKNOWN;
	if (!take(&v[1], p->name, sizeof(p->name)) || !take(&v[2], p->kana, sizeof(p->kana)) ||
	    date_parse_partly(store_as_text(&v[4]), &p->born) != ERR_NONE ||
	    !take(&v[5], p->address, sizeof(p->address)) || !take(&v[6], p->postcode, sizeof(p->postcode)) ||
	    !take(&v[7], p->former, sizeof(p->former)) || !take(&v[8], p->former_kana, sizeof(p->former_kana)) ||
	    !take(&v[9], p->alias, sizeof(p->alias)) || !take(&v[10], p->latin, sizeof(p->latin))) {
		f->e = ERR_STORE_CORRUPT;
		return false;
	}
	return f->row(f->ctx, &r);
}

/* Before anything is shown. */
static enum err
record(struct store *s, const struct actor *a, const char *event, const struct lookup *why, const char *whose)
{
	const enum err e = audit_allow(s, a, ACT_MOVE, "");

	return e != ERR_NONE ? e : audit_look(s, a, event, why, whose);
}

/* What a search is known again by, however it is typed. */
static const char *
searched(const char *text, char key[PERSON_NAME_MAX + 1])
{
	key[0] = '\0';
	if (text != NULL)
		fold_name(text, FOLD_SOUND, key, PERSON_NAME_MAX + 1);
	return key;
}

enum err
residents_find(struct store *s, const struct actor *a, const struct lookup *why, const char *text, int limit,
    bool (*row)(void *, const struct resident *), void *ctx)
{
	struct finding f = { .row = row, .ctx = ctx };
	struct person_search search = { .n = 0 };
	const int most = limit > 0 ? limit : LIMIT;
	char key[PERSON_NAME_MAX + 1];
	struct buf sql = { 0 };
	enum err e;

	if ((e = record(s, a, text != NULL ? "residents-found" : "residents-listed", why, searched(text,
	    key))) != ERR_NONE)
		return e;
	if (text != NULL && !person_search_read(&search, text, a->at.date))
		return search.fault;
	/* The rows by their ids alone: those are of the extract in force, and found in indexes. */
	buf_puts(&sql, COLUMNS "resident_row r WHERE r.id IN (");
	if (search.n > 0)
		(void)person_search_sql(&search, "resident", "id", 1, &sql);
	else
		buf_printf(&sql, "SELECT id FROM resident ORDER BY kana_key, id LIMIT %d", most);
	buf_printf(&sql, ") ORDER BY r.kana, r.id LIMIT %d", most);
	if ((e = buf_check(&sql)) == ERR_NONE)
		e = store_run(s, sql.text, search.values, search.n, see_resident, &f);
	buf_free(&sql);
	return e != ERR_NONE ? e : f.e;
}

static bool
take_person(void *ctx, const struct resident *r)
{
	*(struct person *)ctx = r->person;
	return false;
}

enum err
residents_get(struct store *s, const struct actor *a, const struct lookup *why, int64_t id, struct person *p)
{
	const struct store_value values[] = { store_int(id) };
	struct person taken = { .name = "" };
	struct finding f = { .row = take_person, .ctx = &taken };
	char whose[LOOKUP_WHOSE];
	enum err e;

	if ((e = store_run(s, COLUMNS "resident r WHERE r.id = ?1", values, 1, see_resident, &f)) != ERR_NONE ||
	    f.e != ERR_NONE)
		return e != ERR_NONE ? e : f.e;
	lookup_whose(&taken, whose);
	if ((e = record(s, a, "resident-taken", why, f.found ? whose : "")) != ERR_NONE)
		return e;
	*p = taken;
	return f.found ? ERR_NONE : ERR_PERSON_UNKNOWN;
}

/* Everybody with a birth date as the store has it, whichever era was told of one known in part. */
static enum err
born_then(struct store *s, struct date born, struct finding *f)
{
	char text[16];
	enum err e;

	date_format_iso(date_bare(born), text, sizeof(text));
	e = store_run(s, COLUMNS "resident r WHERE r.born >= ?1 AND r.born <= ?1 || 'T'",
	    (const struct store_value[]){ store_text(text) }, 1, see_resident, f);
	return e != ERR_NONE ? e : f->e;
}

static enum person_match
match_of(const struct person *a, const struct person *b)
{
	enum person_verdict verdict[PERSON_FIELD_COUNT];

	person_compare(a, b, verdict);
	return person_match(a, b, verdict);
}

static bool
is_same_row(const struct person *a, const struct person *b)
{
	return strcmp(a->name, b->name) == 0 && strcmp(a->kana, b->kana) == 0 &&
	    strcmp(a->address, b->address) == 0 && strcmp(a->former, b->former) == 0 && a->sex == b->sex;
}

static bool
lives_there(const struct person *a, const struct person *b)
{
	enum person_verdict verdict[PERSON_FIELD_COUNT];

	person_compare(a, b, verdict);
	return verdict[PERSON_ADDRESS] == PERSON_SAME || verdict[PERSON_ADDRESS] == PERSON_OTHERWISE;
}

/* Of two of one name and birth date the first is known to live where who is meant does, and the other doesn't. */
static bool
told_by_address(const struct person *known, const struct person *chosen, const struct person *other)
{
	return known->address[0] != '\0' && lives_there(known, chosen) && !lives_there(known, other);
}

/* self: how often the chosen one's own line was seen. */
struct twins { const struct person *known, *chosen; struct person *twin; unsigned self, count; bool like; };

static bool
see_twin(void *ctx, const struct resident *r)
{
	struct twins *t = ctx;
	const enum person_match match = match_of(t->chosen, &r->person);
	const bool own = is_same_row(t->chosen, &r->person);
	bool like;

	if ((own && t->self++ == 0) || (match == PERSON_LIKE &&
	    (own || told_by_address(t->known, t->chosen, &r->person))))
		return true;
	like = t->known->name[0] != '\0' && match_of(t->known, &r->person) == PERSON_LIKE;
	if (match != PERSON_LIKE && (match != PERSON_BY_EYE || (t->known->name[0] != '\0' && !like &&
	    match_of(t->known, t->chosen) == PERSON_LIKE)))
		return true;
	if (t->count++ == 0 || (like && !t->like))
		*t->twin = r->person;
	t->like |= like;
	return true;
}

enum err
residents_twin(struct store *s, const struct actor *a, const struct lookup *why, const struct person *known,
    const struct person *chosen, struct person *twin, unsigned *count)
{
	struct twins twins = { .known = known, .chosen = chosen, .twin = twin };
	struct finding f = { .row = see_twin, .ctx = &twins };
	char key[PERSON_NAME_MAX + 1];
	enum err e;

	*count = 0;
	if (chosen->name[0] == '\0' || !date_told(chosen->born))
		return ERR_NONE;
	if ((e = born_then(s, chosen->born, &f)) != ERR_NONE)
		return e;
	/* Of who was taken from the record and corrected since, one of them is the line. */
	if (twins.self == 0 && twins.count > 0)
		twins.count--;
	if (twins.count == 0)
		return ERR_NONE;
	if ((e = record(s, a, "residents-found", why, searched(chosen->name, key))) == ERR_NONE)
		*count = twins.count;
	return e;
}

/* like: of them those whose names agree, letter for letter. */
struct namesakes { const struct person *of; char *kana; unsigned count, like; };

/* Somebody else of that name and birth date may live elsewhere, or have had another name. */
static bool
may_be_another(const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return v[PERSON_ADDRESS] == PERSON_DIFFERENT || v[PERSON_ADDRESS] == PERSON_UNREAD ||
	    v[PERSON_FORMER] == PERSON_ONE_SIDED || v[PERSON_FORMER] == PERSON_UNREAD;
}

/* Some dozens of a million have that birth date: their names are compared as everywhere, however a card sets them. */
static bool
see_namesake(void *ctx, const struct resident *r)
{
	enum person_verdict verdict[PERSON_FIELD_COUNT];
	struct namesakes *all = ctx;
	enum person_match match;

	person_compare(all->of, &r->person, verdict);
	match = person_match(all->of, &r->person, verdict);
	if (match != PERSON_LIKE && match != PERSON_BY_EYE)
		return true;
	if (match == PERSON_LIKE && !may_be_another(verdict)) {
		memcpy(all->kana, r->person.kana, sizeof(r->person.kana));
		all->like++;
	}
	return ++all->count == 1;
}

enum err
residents_kana(struct store *s, const struct person *p, char kana[PERSON_NAME_MAX + 1])
{
	struct namesakes all = { .of = p, .kana = kana };
	struct finding f = { .row = see_namesake, .ctx = &all };
	const enum err e = born_then(s, p->born, &f);

	if (all.count != 1 || all.like != 1)
		kana[0] = '\0';
	return e;
}

static enum err
erase_within(struct store *s, const struct actor *a, int64_t *count)
{
	char text[24];
	enum err e = store_get_int(s, "SELECT count(*) FROM resident", NULL, 0, count);

	if (e != ERR_NONE || (e = extract_empty(s)) != ERR_NONE)
		return e;
	(void)snprintf(text, sizeof(text), "%lld", (long long)*count);
	return audit_write(s, a, "residents-erased", "", text);
}

enum err
residents_erase(struct store *s, const struct actor *a, int64_t *count)
{
	enum err e;

	*count = 0;
	if ((e = audit_allow(s, a, ACT_RESIDENTS, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = store_end(s, erase_within(s, a, count))) == ERR_NONE && (e = extract_clear(s)) == ERR_NONE)
		store_scrub(s);
	return e;
}

enum err
residents_left(struct store *s, int64_t *count)
{
	*count = 0;
	return store_get_int(s, "SELECT count(*) FROM resident_row r WHERE NOT EXISTS (SELECT 1 FROM resident_batch b"
	    " JOIN resident_extract e ON e.in_force = b.generation WHERE b.id = r.batch)", NULL, 0, count);
}

static enum err
clear_within(struct store *s, const struct actor *a)
{
	int64_t count;
	char text[24];
	enum err e = residents_left(s, &count);

	if (e != ERR_NONE || count == 0 || (e = extract_drop_latest(s)) != ERR_NONE)
		return e;
	(void)snprintf(text, sizeof(text), "%lld", (long long)count);
	return audit_write(s, a, "residents-cleared", "", text);
}

enum err
residents_clear(struct store *s, const struct actor *a)
{
	enum err e = audit_allow(s, a, ACT_RESIDENTS, "");

	if (e == ERR_NONE && (e = store_begin(s)) == ERR_NONE)
		e = store_end(s, clear_within(s, a));
	return e == ERR_NONE ? extract_clear(s) : e;
}
