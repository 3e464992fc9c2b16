/* Opens a case: its number, its row, what is known of the person, the profile it begins with. */
#include "case/within-private.h"

#include <string.h>

#include "base/person-key.h"
#include "base/person-name.h"
#include "case/booking.h"
#include "case/consent.h"

/*
 * The year's next running number; given once, even when its case comes to nothing later. No row comes behind the last.
 */
static enum err
next_number(struct store *s, int year, char out[CASE_NUMBER_MAX])
{
	const struct store_value values[] = { store_int(year), store_int(CASE_NUMBER_RUNNING_MAX) };
	int64_t running = 0;
	enum err e;

	e = store_get_int(s, "INSERT INTO numbers (year, last) VALUES (?1, 1)"
	    " ON CONFLICT (year) DO UPDATE SET last = numbers.last + 1 WHERE numbers.last < ?2 RETURNING last", values,
	    2,
	    &running);
	if (e == ERR_NONE && running == 0)
		e = ERR_CASE_NUMBERS;
	return e != ERR_NONE ? e : case_number_make(year, (long)running, out);
}

/* Who had a former name before kana were recorded may lack them, but only by what card and record say. */
static enum err
check_names(const struct person *p)
{
	if (person_names_fault(p, p->source == PERSON_TOLD) != NULL)
		return ERR_FIELD_FORMER;
	return case_check_texts((const char *const[]){ p->name, p->kana, p->address, p->postcode, p->former,
	    p->former_kana, p->alias, p->latin }, 8);
}

enum err
case_check_room(const struct case_file *f, const struct person *p)
{
	return case_names_holder(f) && person_name_chars(p) > PERSON_NAME_CHARS ? ERR_NAME_LONG : ERR_NONE;
}

enum err
case_put_person(struct store *s, const char *number, const struct person *p)
{
	char born[16];
	struct person_keys k;
	enum err e = check_names(p);

	if (e != ERR_NONE)
		return e;
	date_format_iso(p->born, born, sizeof(born));
	person_keys(p, &k);
	return store_run(s,
	    "INSERT INTO person (number, name, kana, address, postcode, sex, source, born, kana_key, name_key, former,"
	    " former_kana, alias, latin, former_key, former_kana_key, alias_key, latin_key)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
	    " ON CONFLICT (number) DO UPDATE SET name = excluded.name, kana = excluded.kana,"
	    " address = excluded.address, postcode = excluded.postcode, born = excluded.born, sex = excluded.sex,"
	    " kana_key = excluded.kana_key, name_key = excluded.name_key, source = excluded.source,"
	    " former = excluded.former, former_kana = excluded.former_kana, alias = excluded.alias,"
	    " latin = excluded.latin, former_key = excluded.former_key, former_kana_key = excluded.former_kana_key,"
	    " alias_key = excluded.alias_key, latin_key = excluded.latin_key",
	    (const struct store_value[]){ store_text(number), store_text(p->name), store_text(p->kana),
	    store_text(p->address), store_text(p->postcode), store_int(p->sex),
	    store_text(person_source_code(p->source)), store_text(born), store_text(k.kana), store_text(k.name),
	    store_text(p->former), store_text(p->former_kana), store_text(p->alias), store_text(p->latin),
	    store_text(k.former), store_text(k.former_kana), store_text(k.alias), store_text(k.latin) }, 18,
	    NULL, NULL);
}

enum err
case_put_proxy(struct store *s, const char *number, const struct case_proxy *p)
{
	const struct store_value values[] = { store_text(number), store_text(p->name), store_text(p->address),
	    store_text(p->relation) };
	enum err e = case_check_texts((const char *const[]){ p->name, p->address, p->relation }, 3);

	if (e != ERR_NONE || (p->name[0] == '\0' && p->address[0] == '\0' && p->relation[0] == '\0'))
		return e;
	return store_run(s, "INSERT INTO proxy (number, name, address, relation) VALUES (?1, ?2, ?3, ?4)"
	    " ON CONFLICT (number) DO UPDATE SET name = excluded.name, address = excluded.address,"
	    " relation = excluded.relation", values, 4, NULL, NULL);
}

static enum err
put_case(struct store *s, const struct case_file *f)
{
	char at[24];
	const struct store_value values[] = { store_text(f->number), store_text(flow_state_code(f->state)),
	    store_text(f->procedure), store_int(f->certificates), store_int(f->pins), store_text(f->facts),
	    store_text(f->decision), store_text(f->outcome),
	    store_text(f->profile_hash[0] != '\0' ? f->profile_hash : NULL), store_text(f->card),
	    store_moment(f->opened, at), store_int(f->sheet), store_int(f->fee),
	    store_int(f->letter) };

	return store_run(s, "INSERT INTO cases (number, state, procedure, certificates, pins, facts, decision, outcome,"
	    " profile, card, opened_at, changed_at, visited_at, sheet, fee, letter)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?11, ?12, ?13, ?14)", values, 14, NULL, NULL);
}

/* A case begins as received, or with the event that follows at once. */
static bool
may_begin_as(enum case_state first)
{
	enum case_state next;
	unsigned event;

	for (event = 0; event < CASE_EVENT_COUNT; event++) {
		if (flow_next(CASE_RECEIVED, (enum case_event)event, &next) && next == first)
			return true;
	}
	return false;
}

static enum err
open_within(struct store *s, const struct actor *a, struct case_file *f)
{
	struct case_step step = { .number = f->number, .event = CASE_EVENT_COUNT, .from = CASE_RECEIVED, .to = f->state,
	    .particulars = &f->particulars };
	static const struct case_head fresh;
	bool found;
	enum err e;

	if (!clerk_may(a->roles, ACT_OPEN))
		return ERR_ROLE;
	if ((e = case_check_room(f, &f->person)) != ERR_NONE)
		return e;
	if ((e = next_number(s, a->at.date.year, f->number)) != ERR_NONE || (e = put_case(s, f)) != ERR_NONE ||
	    (e = case_find_kana(s, &f->person, &found)) != ERR_NONE)
		return e;
	if (person_given(&f->person) &&
	    (e = case_put_person(s, f->number, &f->person)) != ERR_NONE)
		return e;
	if ((e = case_put_proxy(s, f->number, &f->proxy)) != ERR_NONE)
		return e;
	if ((e = inquiry_follow(s, a, &step)) != ERR_NONE || (e = kept_follow(s, a, &step)) != ERR_NONE ||
	    (e = case_second_restart(s, a, f->number, &fresh, f->second.needed)) != ERR_NONE)
		return e;
	if ((e = case_record(s, a, f->number, "opened", f->state, f->reason)) != ERR_NONE ||
	    (found && (e = case_record_kana(s, a, f->number, f->state)) != ERR_NONE))
		return e;
	if ((e = booking_follow(s, a, f->number, f->particulars.booking, f->particulars.ticket)) != ERR_NONE)
		return e;
	return f->state == CASE_REFUSED ? audit_write(s, a, "refused", f->number, f->reason) : ERR_NONE;
}

enum err
case_open(struct store *s, const struct actor *a, struct case_file *f, enum case_state first)
{
	enum err e;

	if (!may_begin_as(first))
		return ERR_CASE_STATE;
	f->state = first;
	f->opened = f->changed = f->visited = a->at;
	f->claimed_by[0] = '\0';
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = case_settle(s, a, "", open_within(s, a, f))) != ERR_NONE)
		f->number[0] = '\0';
	return e;
}

enum err
case_keep_profile(struct store *s, const char *hash, const char *text)
{
	const struct store_value values[] = { store_text(hash), store_text(text) };

	return store_run(s, "INSERT INTO profiles (hash, text) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
	    values, 2, NULL, NULL);
}

static bool
see_profile(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	buf_add(ctx, store_as_text(&v[0]), strlen(store_as_text(&v[0])));
	return false;
}

enum err
case_profile(struct store *s, const char *hash, struct buf *text)
{
	const struct store_value values[] = { store_text(hash) };
	const size_t before = text->len;
	enum err e;

	if ((e = store_run(s, "SELECT text FROM profiles WHERE hash = ?1", values, 1, see_profile, text)) != ERR_NONE)
		return e;
	if ((e = buf_check(text)) != ERR_NONE)
		return e;
	return text->len > before ? ERR_NONE : ERR_DATA;
}
