/* What the screens have the worker do with cases. Runs on the worker's thread: nothing here draws. */
#include "tui/app/jobs-private.h"

#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/leaves.h"
#include "case/person.h"
#include "office/clerk.h"
#include "people/compare.h"

/* The last ones matter: the first make place. */
static bool
note_history(void *ctx, const struct case_history *h)
{
	struct open_case *o = ctx;

	if (o->history_count == VISIT_HISTORY_MAX)
		memmove(o->history, o->history + 1, --o->history_count * sizeof o->history[0]);
	o->history[o->history_count++] = *h;
	return true;
}

static enum err
see_what_may(struct desk *desk, struct open_case *o, const struct actor *a)
{
	unsigned event;
	enum err e;

	o->may_print = clerk_may(a->roles, ACT_PRINT);
	for (o->may = 0, event = 0; event < CASE_EVENT_COUNT; event++) {
		if (case_may(&o->file, a, (enum case_event)event) == ERR_NONE)
			o->may |= 1u << event;
	}
	if ((o->may & 1u << EVENT_SECOND) == 0)
		return ERR_NONE;
	if ((e = case_second_allow(desk->store, a, o->file.number, o->file.version)) == ERR_SAME_CLERK)
		o->may &= ~(1u << EVENT_SECOND);
	return e == ERR_SAME_CLERK || e == ERR_CASE_CHANGED ? ERR_NONE : e;
}

/* Who only looks doesn't hold it; to look at a colleague's is nothing to refuse. */
static enum err
claim(struct desk *desk, const struct actor *a, struct open_case *o)
{
	enum err e;

	o->holder[0] = '\0';
	if (flow_ended(o->file.state))
		return ERR_NONE;
	if (!clerk_may(a->roles, ACT_MOVE) || (o->file.claimed_by[0] != '\0' &&
	    strcmp(o->file.claimed_by, a->clerk) != 0)) {
		(void)snprintf(o->holder, sizeof o->holder, "%s", o->file.claimed_by);
		return ERR_NONE;
	}
	if ((e = case_claim(desk->store, a, o->file.number, false, o->holder)) == ERR_NONE)
		(void)snprintf(o->file.claimed_by, sizeof o->file.claimed_by, "%s", a->clerk);
	if (strcmp(o->holder, a->clerk) == 0)
		o->holder[0] = '\0';
	return e == ERR_CASE_CLAIMED || e == ERR_ROLE || e == ERR_CASE_STATE ? ERR_NONE : e;
}

/* Whoever orders a letter is asked for its last day where the rules of the case count none. */
static enum err
see_letter(struct desk *desk, struct open_case *o)
{
	struct reception *r;
	enum err e;

	o->until_by_hand = false;
	if ((o->may & 1u << EVENT_INQUIRE) == 0)
		return ERR_NONE;
	if ((r = calloc(1, sizeof *r)) == NULL)
		return ERR_MEMORY;
	if ((e = reception_resume(desk->store, o->file.number, r)) == ERR_NONE)
		o->until_by_hand = profile_until_by_hand(r->profile, reception_letter(r, desk_actor(desk).at.date),
		    desk_actor(desk).at.date, &r->facts);
	reception_free(r);
	free(r);
	return e;
}

enum err
job_case(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct open_case *o = &w->open;
	const struct actor a = desk_actor(desk);
	enum err e;

	o->history_count = 0;
	if ((e = case_load(desk->store, w->number, &o->file)) != ERR_NONE || (e = claim(desk, &a, o)) != ERR_NONE)
		return e;
	/* Who works on it holds it, and that is on record; who only looks, not yet. */
	if (strcmp(o->file.claimed_by, a.clerk) != 0 && (e = case_look(desk->store, &a, &o->file)) != ERR_NONE)
		return e;
	if ((e = inquiry_last(desk->store, w->number, &o->letter)) != ERR_NONE ||
	    (e = kept_last(desk->store, w->number, &o->kept)) != ERR_NONE ||
	    (e = case_last_step(desk->store, w->number, &o->last)) != ERR_NONE)
		return e;
	if ((e = see_what_may(desk, o, &a)) != ERR_NONE || (e = see_letter(desk, o)) != ERR_NONE)
		return e;
	return case_history(desk->store, w->number, note_history, o);
}

enum err
job_release(struct desk *desk, void *ctx)
{
	const struct work *w = ctx;
	const struct actor a = desk_actor(desk);

	return case_release(desk->store, &a, w->released);
}

enum err
job_take_over(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct actor a = desk_actor(desk);
	char holder[33];

	return case_claim(desk->store, &a, w->number, true, holder);
}

/* A reception is too large for a thread's stack. */
static enum err
apply(struct desk *desk, const char *number, enum case_event event, const struct reception_news *news)
{
	const struct actor a = desk_actor(desk);
	struct reception *r = calloc(1, sizeof *r);
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	r->day = desk->profile;
	e = reception_event(desk->store, &a, number, event, news, r);
	reception_free(r);
	free(r);
	return e;
}

enum err
job_deed(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct reception_news news = { .why = w->deed.why, .particulars = w->deed.particulars,
	    .facts = w->deed.brings_facts ? &w->deed.facts : NULL,
	    .personal = w->deed.brings_person ? &w->deed.personal : NULL };

	return apply(desk, w->deed.number, w->deed.event, &news);
}

enum err
job_said(struct desk *desk, void *ctx)
{
	const struct work *w = ctx;
	const struct actor a = desk_actor(desk);

	return leaves_said(desk->store, &a, w->number);
}

enum err
job_kana(struct desk *desk, void *ctx)
{
	const struct work *w = ctx;
	const struct actor a = desk_actor(desk);

	return case_set_kana(desk->store, &a, w->deed.number, w->deed.personal.person.kana);
}

/* The card work is cleared up first: only an approved case can go another way. */
static enum err
clear_card_work(struct desk *desk, struct work *w)
{
	struct case_file *f = calloc(1, sizeof *f);
	enum err e;

	if (f == NULL)
		return ERR_MEMORY;
	if ((e = case_load(desk->store, w->deed.number, f)) == ERR_NONE && f->state == CASE_CARD_WORK)
		e = desk_recover(desk, w->deed.number, true, &w->recovery, &w->result);
	free(f);
	return e;
}

enum err
job_pin_refused(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct actor a = desk_actor(desk);
	struct reception *r = calloc(1, sizeof *r);
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	r->day = desk->profile;
	if ((e = clear_card_work(desk, w)) == ERR_NONE)
		e = reception_pin_refused(desk->store, &a, w->deed.number, w->deed.pin, w->deed.locked, r);
	reception_free(r);
	free(r);
	return e;
}

enum err
job_resume(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct reception *r = &w->visit->reception;

	reception_free(r);
	r->day = desk->profile;
	return reception_resume(desk->store, w->number, r);
}

static void
fill_personal(const struct visit *v, struct personal *p)
{
	memset(p, 0, sizeof *p);
	p->person = v->person;
	memcpy(p->proxy_name, v->proxy.name, sizeof p->proxy_name);
	memcpy(p->proxy_address, v->proxy.address, sizeof p->proxy_address);
	memcpy(p->proxy_relation, v->proxy.relation, sizeof p->proxy_relation);
}

/* Only a card that has said that it is this person's; any other is bound once it has said so. */
static void
bind_card(struct visit *v, const struct person *person)
{
	enum person_verdict like[PERSON_FIELD_COUNT];
	char *card = v->reception.file.card;

	person_compare(person, &v->word.holder, like);
	if (strcmp(card, v->word.card) != 0 || person_match(person, &v->word.holder, like) != PERSON_LIKE)
		card[0] = '\0';
}

static enum err
open_case(struct desk *desk, struct work *w, const struct personal *personal)
{
	const struct actor a = desk_actor(desk);
	struct reception *r = &w->visit->reception;
	const struct reception_news letter = { .particulars = { .until = w->until } };
	enum err e;

	r->day = desk->profile;
	r->file.particulars.until = w->until;
	r->file.particulars.booking = w->visit->booking;
	r->file.particulars.ticket = w->visit->ticket;
	bind_card(w->visit, &personal->person);
	if ((e = reception_open(desk->store, &a, r, personal)) != ERR_NONE)
		return e;
	memcpy(w->number, r->file.number, sizeof w->number);
	/* The missing can't be had: what the rules leave open instead. */
	if (w->goal == OUTCOME_INQUIRY && r->decision.outcome == OUTCOME_INCOMPLETE)
		return apply(desk, w->number, EVENT_INQUIRE, &letter);
	return ERR_NONE;
}

/* The event that says so; where the state has no such row the visit is put on record all the same. */
static enum case_event
event_of(enum outcome goal, enum case_state state)
{
	static const enum case_event events[] = {
		[OUTCOME_REFUSED] = EVENT_REFUSE, [OUTCOME_CONSULT] = EVENT_CORRECT, [OUTCOME_ASK] = EVENT_CORRECT,
		[OUTCOME_INCOMPLETE] = EVENT_FOUND_INCOMPLETE, [OUTCOME_INQUIRY] = EVENT_INQUIRE,
		[OUTCOME_KEEP] = EVENT_KEEP, [OUTCOME_PROCEED] = EVENT_APPROVE,
	};
	enum case_state next;

	return flow_next(state, events[goal], &next) ? events[goal] : EVENT_CORRECT;
}

static bool
brings_reply(const struct facts *f)
{
	return facts_known(f, FACT_REPLY) && f->value[FACT_REPLY] == REPLY_POSTED;
}

/* A reply arrives first; then comes what the rules say to it. */
static enum err
move_case(struct desk *desk, struct work *w, const struct personal *personal)
{
	const struct reception *r = &w->visit->reception;
	const char *number = w->visit->number;
	enum case_state state = r->file.state, next;
	struct reception_news news = { .facts = &r->facts, .personal = personal, .particulars = { .until = w->until } };
	enum err e;

	memcpy(w->number, number, sizeof w->number);
	if (brings_reply(&r->facts) && flow_next(state, EVENT_REPLY_RECEIVED, &next)) {
		if ((e = apply(desk, number, EVENT_REPLY_RECEIVED, &news)) != ERR_NONE)
			return e;
		state = next;
		if (w->goal == OUTCOME_CONSULT)
			return ERR_NONE;
	}
	return apply(desk, number, event_of(w->goal, state), &news);
}

/* What is put on record with the visit's people. */
static enum err
with_people(struct desk *desk, struct work *w, enum err (*put)(struct desk *, struct work *, const struct personal *))
{
	struct personal *personal = malloc(sizeof *personal);
	enum err e;

	if (personal == NULL)
		return ERR_MEMORY;
	fill_personal(w->visit, personal);
	e = put(desk, w, personal);
	free(personal);
	return e;
}

enum err
job_record(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return with_people(desk, w, w->visit->resumed ? move_case : open_case);
}

/* The visit's facts, and its people unless NULL, replace the case's. */
static enum err
replace_record(struct desk *desk, struct work *w, const struct personal *personal)
{
	const struct reception *r = &w->visit->reception;
	const struct reception_news nothing = { .why = NULL };
	struct reception_news news = { .facts = &r->facts, .personal = personal };
	unsigned f;
	enum err e;

	for (f = 0; f < FACT_COUNT; f++)
		news.forget |= facts_known(&r->facts, (enum fact)f) ? 0 : UINT64_C(1) << f;
	if ((e = apply(desk, w->visit->number, EVENT_CORRECT, &news)) != ERR_NONE)
		return e == ERR_UNCHANGED ? ERR_NONE : e;
	if ((e = apply(desk, w->visit->number, EVENT_APPROVE, &nothing)) != ERR_NONE)
		return e;
	return r->file.second.needed ? ERR_NOT_SECONDED : ERR_NONE;
}

enum err
job_mend(struct desk *desk, void *ctx)
{
	return replace_record(desk, ctx, NULL);
}

enum err
job_record_again(struct desk *desk, void *ctx)
{
	return with_people(desk, ctx, replace_record);
}

static enum err
take_card(struct desk *desk, struct visit *v, struct case_person *taken)
{
	const struct actor a = desk_actor(desk);
	struct case_file *f = &v->reception.file;
	enum err e;

	if ((e = case_take_person(desk->store, &a, v->number, &v->word.holder, 0, true, taken)) != ERR_NONE ||
	    (e = case_load(desk->store, v->number, f)) != ERR_NONE)
		return e;
	v->person = f->person;
	return f->second.needed && f->second.by[0] == '\0' ? ERR_NOT_SECONDED : ERR_NONE;
}

enum err
job_take_card(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct case_person *taken = calloc(1, sizeof *taken);
	enum err e = taken != NULL ? take_card(desk, w->visit, taken) : ERR_MEMORY;

	free(taken);
	return e;
}

enum err
job_consent(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct case_file *f = malloc(sizeof *f);
	enum err e;

	if (f == NULL)
		return ERR_MEMORY;
	if ((e = case_load(desk->store, w->number, f)) == ERR_NONE &&
	    (e = case_consent(desk->store, f, &w->consent)) == ERR_NONE)
		w->consent_wanted = case_names_holder(f) && w->consent.pairs.count > 0 && !w->consent.agreed;
	free(f);
	return e;
}

enum err
job_agree(struct desk *desk, void *ctx)
{
	const struct work *w = ctx;
	const struct actor a = desk_actor(desk);

	return case_agree(desk->store, &a, w->number, &w->consent.pairs);
}

struct printing
jobs_printing(const struct desk *desk, const struct work *w, const struct actor *a)
{
	return (struct printing){ .actor = a, .libexec = w->libexec, .today = desk->profile,
	    .counter = desk->counter != NULL ? desk->counter : "", .geta = w->print.geta };
}

enum err
job_print(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct print_work *p = &w->print;
	const struct actor a = desk_actor(desk);
	struct printing printing = jobs_printing(desk, w, &a);
	int n = snprintf(p->path, sizeof p->path, "%s/%s-%s.pdf", w->papers, p->number, paper_code(p->paper));

	memset(&p->faults, 0, sizeof p->faults);
	if (!p->to_file) {
		printing.printer = &p->printer;
		return print_paper(desk->store, p->number, p->paper, &printing, NULL, &p->faults);
	}
	if (n < 0 || (size_t)n >= sizeof p->path)
		return ERR_TOO_LONG;
	if (mkdir(w->papers, 0700) == -1 && errno != EEXIST)
		return errno == ENOSPC ? ERR_DISK_FULL : ERR_IO;
	return print_paper(desk->store, p->number, p->paper, &printing, p->path, &p->faults);
}

enum err
job_print_job(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct actor a = desk_actor(desk);
	struct printing printing = jobs_printing(desk, w, &a);

	printing.printer = &w->print.printer;
	return print_job(desk->store, w->print.number, w->print.paper, &printing, w->print.cancel);
}
