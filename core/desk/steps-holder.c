/*
 * Whose card it is: its own word, heard, held against the case's person, and the step that every procedure begins
 * with.
 */
#include "desk/run-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/person-name.h"
#include "base/text.h"
#include "card/text-ap.h"
#include "case/certified.h"
#include "case/consent.h"
#include "case/person.h"
#include "case/reception.h"
#include "people/compare.h"
#include "people/place.h"
#include "people/residents.h"
#include "rule/facts.h"

enum err
desk_person(struct desk *desk, const char *bound, bool by_b, const struct desk_pins *pins, struct card_word *word,
    int *left)
{
	struct card card;
	enum err e;

	memset(word, 0, sizeof(*word));
	if ((e = desk_allow(desk, ACT_CARD, "")) != ERR_NONE ||
	    (e = desk_open_within(desk, &card, desk_open_card)) != ERR_NONE)
		return e;
	if ((e = desk_card_identity(&card, word->card)) == ERR_NONE && bound[0] != '\0' &&
	    strcmp(bound, word->card) != 0)
		e = ERR_CARD_OTHER;
	if (e == ERR_NONE &&
	    (e = desk_verify(&card, pins, by_b ? REFERENCE_B : REFERENCE_ASSIST, false, left)) == ERR_NONE)
		e = text_ap_read(&card, &word->holder);
	if (e != ERR_NONE)
		word->card[0] = '\0';		/* nothing was heard */
	card_close(&card);
	return e;
}

static bool
is_named(const struct person *p)
{
	return p->name[0] != '\0' && date_told(p->born);
}

/* The holder came in person, and nobody was here for the case before. */
static bool
came_first(const struct facts *f)
{
	return (!facts_known(f, FACT_VISIT) || f->value[FACT_VISIT] == fact_word(FACT_VISIT, "1")) &&
	    facts_known(f, FACT_VISITOR) && (f->value[FACT_VISITOR] == VISITOR_SELF ||
	    f->value[FACT_VISITOR] == VISITOR_SELF_GUARDIAN);
}

enum err
holder_known(const struct case_file *file)
{
	char why[FACTS_WHY_MAX];
	struct facts *f;
	bool first;

	if (is_named(&file->person))
		return ERR_NONE;
	if ((f = calloc(1, sizeof(*f))) == NULL)
		return ERR_MEMORY;
	first = facts_read_lines(f, NULL, file->facts, why) == ERR_NONE && came_first(f);
	free(f);
	return first ? ERR_NONE : ERR_HOLDER_UNKNOWN;
}

/* bound: this very card had been accepted before. */
static enum err
judge(const struct case_file *file, const struct person *told, bool bound, bool confirmed)
{
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(&file->person, told, v);
	switch (person_match(&file->person, told, v)) {
	case PERSON_LIKE:
		return ERR_NONE;
	case PERSON_BY_EYE:
		return bound || confirmed ? ERR_NONE : ERR_HOLDER_UNCONFIRMED;
	case PERSON_OPEN:
		return holder_known(file);
	case PERSON_ANOTHER:
		break;
	}
	return ERR_HOLDER_OTHER;
}

/* The face is older than the record, or from before the holder moved here, whatever was answered. */
static bool
face_outdated(const struct reception *r, const struct person *told)
{
	return (r->file.person.source == PERSON_RECORD && address_face(told, &r->file.person) == FACE_OUTDATED) ||
	    reception_moved_in(r, told->address);
}

static bool
issues(const struct case_file *file)
{
	const enum procedure_kind procedure = procedure_by_code(file->procedure);

	return procedure == PROCEDURE_ISSUE || procedure == PROCEDURE_RENEW;
}

/* The case's address isn't the card's, and no register says so: told, or an older card's word. */
static bool
address_untrue(const struct person *p, const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return p->source != PERSON_RECORD &&
	    (v[PERSON_ADDRESS] == PERSON_DIFFERENT || v[PERSON_ADDRESS] == PERSON_UNREAD);
}

/*
 * The card's address is from before the holder moved here, or may be, and nobody has said the new one: no record, and
 * no clerk.
 */
static bool
address_unsaid(const struct person *p, const enum person_verdict v[PERSON_FIELD_COUNT], bool moved_in)
{
	const bool as_on_card = v[PERSON_ADDRESS] == PERSON_SAME || v[PERSON_ADDRESS] == PERSON_OTHERWISE;

	return p->source != PERSON_RECORD && (p->address[0] == '\0' || (moved_in && as_on_card));
}

/*
 * The record decides for itself what is written; but a name that only one of them has goes onto the card first, and no
 * 〓 is written for what the card has. Where the card lives elsewhere than the record, somebody says before that its
 * face is outdated, and that the record's address is the holder's: it may be another's of that name.
 */
static enum err
written_by_record(const struct case_file *file, const struct person *told,
    const enum person_verdict v[PERSON_FIELD_COUNT], bool said, unsigned how)
{
	if (case_names_lone(v) || case_reads_more(&file->person, told, v))
		return ERR_CARD_FACE;
	if (!said && address_face(told, &file->person) == FACE_OUTDATED)
		return ERR_FACE_CURRENT;
	return v[PERSON_ADDRESS] == PERSON_DIFFERENT && (how & HOLDER_ADDRESS) == 0 ? ERR_PERSON_UNLIKE : ERR_NONE;
}

/*
 * What was only told isn't written into a certificate against the card, which has it from the register: neither name
 * nor birth date, from which every certificate has its last day, nor the address. A birth date that record or card
 * knows in part is settled first. said, moved_in: the face is known to be outdated, and face_allows has decided on
 * that: then the address is of who has just moved.
 */
static enum err
written(const struct case_file *file, const struct person *told, bool said, bool moved_in, unsigned how)
{
	const bool old = said || moved_in;
	const struct person *p = &file->person;
	const enum err refusal = p->source == PERSON_RECORD ? ERR_CARD_FACE : ERR_HOLDER_WRITTEN;
	enum person_verdict v[PERSON_FIELD_COUNT];

	if (!issues(file))
		return ERR_NONE;
	if (date_told(p->born) && !date_agrees(p->born, told->born))
		return refusal;
	if (!case_names_holder(file))
		return ERR_NONE;
	person_compare(p, told, v);
	if (p->source == PERSON_RECORD)
		return written_by_record(file, told, v, said, how);
	if (p->name[0] != '\0' && !person_name_same(p, told))
		return refusal;
	if (old && address_unsaid(p, v, moved_in))
		return ERR_ADDRESS_UNSAID;
	return !old && address_untrue(p, v) ? refusal : ERR_NONE;
}

/* Of a face that is on record as outdated, the card's own isn't offered any more: it is mended first. */
static enum err
written_or_old(const struct case_file *file, const struct person *told, bool moved_in, unsigned how)
{
	bool said = false;
	enum err e;

	if ((e = case_face_told(file, &said)) != ERR_NONE)
		return e;
	e = written(file, told, said, moved_in, how);
	return e == ERR_HOLDER_WRITTEN && said ? ERR_CARD_FACE : e;
}

/*
 * The case's own rules say whether that matters; a case without any has none. moved_in: the card's address is from
 * before the holder lived here.
 */
static enum err
face_allows(struct desk *desk, const struct case_file *file, const struct person *told, bool *moved_in)
{
	struct reception *r;
	enum err e;

	if (file->profile_hash[0] == '\0')
		return ERR_NONE;
	if ((r = calloc(1, sizeof(*r))) == NULL)
		return ERR_MEMORY;
	r->day = desk->profile;
	if ((e = reception_resume(desk->store, file->number, r)) == ERR_NONE && face_outdated(r, told)) {
		*moved_in = reception_moved_in(r, told->address);
		facts_set(&r->facts, FACT_CARD_FACE, fact_word(FACT_CARD_FACE, "outdated"));
		/* As when it was approved: the counter may be closed by now. */
		e = reception_decide(r, date_given(r->file.visited.date) ? r->file.visited : desk_actor(desk).at);
		if (e == ERR_NONE && r->decision.outcome != OUTCOME_PROCEED)
			e = ERR_CARD_FACE;
	}
	reception_free(r);
	free(r);
	return e;
}

/*
 * A clerk who tries another's card on a case is on record before anything was sent that could harm its holder. Who is
 * the holder, but written otherwise there, isn't said to be another.
 */
static enum err
record(struct desk *desk, const struct case_file *file, enum err refusal)
{
	const bool another = refusal == ERR_HOLDER_OTHER || refusal == ERR_HOLDER_UNKNOWN;
	const struct actor actor = desk_actor(desk);
	enum err e = store_begin(desk->store);

	if (e == ERR_NONE)
		e = case_settle(desk->store, &actor, file->number,
		    case_remark(desk->store, &actor, file, another ? "holder-refused" : "holder-otherwise",
		    err_name(refusal)));
	return e != ERR_NONE ? e : audit_refuse(desk->store, &actor, file->number, refusal, err_name(refusal));
}

/* Of who came from the record the card may be another's there, as like as the record can tell. */
static enum err
check_twin(struct desk *desk, const struct case_file *file, const struct person *told, struct person *twin)
{
	const struct lookup why = { .number = file->number };
	const struct actor actor = desk_actor(desk);
	unsigned count = 0;
	enum err e = residents_twin(desk->store, &actor, &why, told, &file->person, twin, &count);

	return e == ERR_NONE && count > 0 ? ERR_PERSON_TWIN : e;
}

static bool
on_record(enum err e)
{
	return e == ERR_HOLDER_OTHER || e == ERR_HOLDER_UNKNOWN || e == ERR_HOLDER_UNCONFIRMED || e == ERR_CARD_FACE ||
	    e == ERR_HOLDER_WRITTEN || e == ERR_ADDRESS_UNSAID || e == ERR_FACE_CURRENT || e == ERR_PERSON_TWIN ||
	    e == ERR_PERSON_UNLIKE;
}

static enum err
prove(struct desk *desk, const struct case_file *file, const struct card_word *word, unsigned how, struct person *twin)
{
	const bool confirmed = how & HOLDER_CONFIRMED, done = how & HOLDER_DONE;
	const bool bound = file->card[0] != '\0';
	const struct actor actor = desk_actor(desk);
	enum err e = desk_allow(desk, ACT_CARD, file->number);
	bool moved_in = false;

	if (e != ERR_NONE)
		return e;
	if (bound && strcmp(file->card, word->card) != 0)
		return word->card[0] == '\0' ? ERR_CARD_OTHER :
		    case_bind_card(desk->store, &actor, file->number, word->card);	/* refused, on record */
	if ((e = judge(file, &word->holder, bound, confirmed)) == ERR_NONE && !bound && !confirmed &&
	    file->person.source == PERSON_RECORD)
		e = check_twin(desk, file, &word->holder, twin);
	if (e == ERR_NONE)
		e = done ? ERR_NONE : face_allows(desk, file, &word->holder, &moved_in);
	if (e == ERR_NONE && !done)
		e = written_or_old(file, &word->holder, moved_in, how);
	return on_record(e) ? record(desk, file, e) : e;
}

enum err
desk_prove(struct desk *desk, const struct case_file *file, const struct card_word *word, unsigned how)
{
	struct person twin;

	return prove(desk, file, word, how & (HOLDER_CONFIRMED | HOLDER_ADDRESS), &twin);
}

/* --- the step ---------------------------------------------------------------------------------- */

/* What opens the card's word: 照合番号B from the card's face, or the assist PIN as the card holds it now. */
static enum reference
opener(const struct run *r, bool *old)
{
	unsigned verify, fresh, asked;

	desk_pins_wanted(&r->file, &verify, &fresh, &asked);
	*old = fresh & 1u << PIN_ASSIST;
	if (r->pins->check_b.len == 0 && (desk_typed(r->pins, REFERENCE_ASSIST) ||
	    desk_pins_value(r->pins, REFERENCE_ASSIST, *old)->len > 0))
		return REFERENCE_ASSIST;
	*old = false;
	return REFERENCE_B;
}

bool
run_can_hear(const struct run *r)
{
	bool old;
	const enum reference which = opener(r, &old);

	return r->pins->word.card[0] != '\0' || desk_typed(r->pins, which) ||
	    desk_pins_value(r->pins, which, old)->len > 0;
}

/*
 * ERR_PIN_MISSING of 照合番号B where the word was that of another card, and the visit has nothing that opens this
 * one's.
 */
static enum err
hear(struct run *r)
{
	struct card_word *word = &r->word;
	enum reference which;
	bool old;
	enum err e;

	if (r->on_reader[0] != '\0' && strcmp(r->pins->word.card, r->on_reader) == 0) {
		*word = r->pins->word;
		return ERR_NONE;
	}
	which = opener(r, &old);
	if ((e = run_verify_opener(r, which, old)) == ERR_NONE &&
	    (e = text_ap_read(&r->card, &word->holder)) == ERR_NONE)
		memcpy(word->card, r->on_reader, sizeof(word->card));
	return e;
}

static enum err
fill_in(struct desk *desk, struct case_file *file, const struct person *told)
{
	const struct actor actor = desk_actor(desk);

	if (!certified_fill(&file->person, told))
		return ERR_NONE;
	return case_set_person(desk->store, &actor, file->number, &file->person);
}

enum err
holder_accept(struct desk *desk, struct case_file *file, const struct card_word *word, unsigned how,
    struct person *twin)
{
	const bool bound = how & HOLDER_BOUND;
	const struct actor actor = desk_actor(desk);
	char verdicts[CASE_WHY_MAX / 2], why[CASE_WHY_MAX];
	enum person_verdict v[PERSON_FIELD_COUNT];
	struct store *s = desk->store;
	enum err e;

	if (bound)
		file->card[0] = '\0';	/* its key is another by now */
	if ((e = prove(desk, file, word, how, twin)) != ERR_NONE)
		return e;
	if (!bound && word->card[0] != '\0' &&
	    (e = case_bind_card(s, &actor, file->number, word->card)) != ERR_NONE)
		return e;
	person_compare(&file->person, &word->holder, v);
	person_verdicts_write(v, verdicts, sizeof(verdicts));
	(void)snprintf(why, sizeof(why), "card%s%s", verdicts[0] != '\0' ? ": " : "", verdicts);
	if ((e = fill_in(desk, file, &word->holder)) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return case_settle(s, &actor, file->number, case_remark(s, &actor, file, "holder-confirmed", why));
}

enum err
step_holder(struct run *r, unsigned unused)
{
	enum err e;

	(void)unused;
	if ((e = hear(r)) != ERR_NONE)
		return e;
	r->result->heard = r->word.holder;
	if ((e = holder_accept(r->desk, &r->file, &r->word,
	    (r->pins->holder_confirmed ? HOLDER_CONFIRMED : 0) | (r->pins->address_confirmed ? HOLDER_ADDRESS : 0),
	    &r->result->twin)) != ERR_NONE)
		return e;
	memcpy(r->file.card, r->on_reader, sizeof(r->file.card));
	r->proved = true;
	/* Whose card it is comes first; and what the card alone knows may be what a certificate lacks. */
	return case_check_consent(r->desk->store, &r->file);
}
