/* What a profile makes of the rules that it inherits: gates that it opens, procedures that nobody can finish. */
#include "rule/profile-check-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rule/rule-private.h"

/* Who can end, change and renew what is theirs, somehow. */
enum comer { COMER_SELF, COMER_CHILD, COMER_WARD, COMER_COUNT };

struct heir {
	struct deciding base, own;
	const struct profile *profile;
	struct faults *faults;
	bool told[DECISION_RULES_MAX];		/* by gate of the base */
	bool told_procedure[COMER_COUNT][PROCEDURE_COUNT][CERT_COUNT + 1], told_pins, told_form;
	uint32_t real;
	uint64_t *used;
	size_t found;
};

static uint32_t
issues(const struct deciding *d, enum cert_kind cert)
{
	size_t i;

	for (i = 0; i < d->case_action_count; i++)
		if (d->case_actions[i].action.kind == ACTION_ISSUE && d->case_actions[i].action.cert == cert)
			return d->case_actions[i].node;
	return DIAGRAM_FALSE;
}

/* --- gates --- */

/* Those that are promises, too, are told as such. */
static bool
is_promise(const char *code)
{
	size_t i;

	for (i = 0; i < PROMISE_COUNT && strcmp(profile_promises[i], code) != 0; i++)
		;
	return i < PROMISE_COUNT;
}

static const struct rule *
who_lets(struct heir *h, uint32_t node)
{
	size_t i;

	for (i = 0; i < h->own.pick_count; i++)
		if (rule_and(&h->base, h->own.picks[i].node, node) != DIAGRAM_FALSE)
			return h->own.picks[i].rule;
	return NULL;
}

static void
look_at_gate(struct heir *h, const struct gate *g)
{
	const size_t at = (size_t)(g->rule - h->base.view.profile->rules);
	struct deciding *d = &h->base;
	const struct rule *by;
	uint32_t open;

	if (h->told[at] || is_promise(g->code))
		return;
	open = g->cert != CERT_COUNT ? issues(&h->own, g->cert) :
	    rule_or(d, h->own.out[OUTCOME_PROCEED], h->own.out[OUTCOME_INQUIRY]);
	if ((open = rule_and(d, rule_and(d, open, g->node), h->real)) == DIAGRAM_FALSE)
		return;
	h->told[at] = true;
	if (check_departs(h->profile, g->code, h->used))
		return;
	h->found++;
	by = who_lets(h, open);
	fault_add(h->faults, h->profile->file, check_blame(h->profile, g->rule->name, NULL),
	    "全国の決まりの [%s] で受付できない方が、[%s] で通ります。市区町村の決まりなら [municipality] に "
	    "departs = %s と書きます", g->rule->full, by != NULL ? by->full : "rule", g->code);
}

/* --- what the holder can do --- */

/* The file's own gate or rule that takes all of those visits. */
static int
who_stops(struct heir *h, uint32_t visits)
{
	struct deciding *d = &h->own;
	size_t i;

	for (i = 0; i < d->gate_count; i++)
		if (d->gates[i].rule != NULL && check_own(h->profile, d->gates[i].rule) &&
		    rule_and(&h->base, visits, rule_not(&h->base, d->gates[i].node)) == DIAGRAM_FALSE)
			return d->gates[i].rule->line;
	for (i = 0; i < d->pick_count; i++)
		if (check_own(h->profile, d->picks[i].rule) &&
		    rule_and(&h->base, visits, d->picks[i].node) != DIAGRAM_FALSE)
			return d->picks[i].rule->line;
	return check_blame(h->profile, "", NULL);
}

/* A grown-up, or under 15 however the age is counted, with a card that is good for another year. */
static int32_t
is_usual(const struct view *v, const void *ctx)
{
	const int32_t born = v->facts.value[FACT_BORN];
	const bool child = *(const bool *)ctx;

	return v->facts.value[FACT_CARD_EXPIRES] >= date_days(date_add_months(v->at.date, 12)) && (child ?
	    v->today < date_days(date_age_reached(date_from_days(born), 15)) :
	    born > date_days(date_add_months(v->at.date, -12 * 60)) &&
	    born < date_days(date_add_months(v->at.date, -12 * 20)));
}

#define WITH_GUARDIAN (1u << VISITOR_SELF_GUARDIAN | 1u << VISITOR_GUARDIAN)

static const struct comer_row {
	const char *says;
	bool child;
	unsigned visitors, guardianship, ward;	/* masks of words */
} comers[COMER_COUNT] = {
	[COMER_SELF] = { "本人が来ても、だれも終えられなくなっている手続があります",
	    false, 1u << VISITOR_SELF, ~0u, ~0u },
	[COMER_CHILD] = { "15歳未満の方の法定代理人が来ても、終えられなくなっている手続があります",
	    true, WITH_GUARDIAN, 1u << GUARDIANSHIP_PARENT, ~0u },
	[COMER_WARD] = { "成年被後見人の方の法定代理人が来ても、終えられなくなっている手続があります",
	    false, WITH_GUARDIAN, 1u << GUARDIANSHIP_GUARDIAN, 1u << ANSWER_YES },
};

/* One sentence for all of a day that goes the same way. */
static void
tell_holder(struct heir *h, const struct comer_row *who, const char *list, uint32_t visits)
{
	fault_add(h->faults, h->profile->file, who_stops(h, visits), "%s: %s", tr(who->says), list);
	h->found++;
}

/* cert CERT_COUNT: whichever. */
static bool
nobody_ends(struct heir *h, const struct comer_row *who, unsigned procedure, unsigned cert, uint32_t *visits)
{
	const uint64_t usual = (uint64_t)1 << FACT_BORN | (uint64_t)1 << FACT_CARD_EXPIRES;
	struct deciding *d = &h->base;
	uint32_t own = view_word(&d->view, FACT_VISITOR, who->visitors);

	*visits = rule_and(d, rule_and(d, own, view_word(&d->view, FACT_PROCEDURE, 1u << procedure)), h->real);
	*visits = rule_and(d, *visits, view_word(&d->view, FACT_GUARDIANSHIP, who->guardianship));
	*visits = rule_and(d, *visits, view_word(&d->view, FACT_WARD, who->ward));
	*visits = rule_and(d, *visits, view_function(&d->view, usual, is_usual, &who->child));
	own = rule_and(d, *visits, cert < CERT_COUNT ? issues(&h->own, (enum cert_kind)cert) :
	    h->own.out[OUTCOME_PROCEED]);
	*visits = rule_and(d, *visits, cert < CERT_COUNT ? issues(d, (enum cert_kind)cert) : d->out[OUTCOME_PROCEED]);
	return *visits != DIAGRAM_FALSE && own == DIAGRAM_FALSE;
}

static bool
look_at_comer(struct heir *h, enum comer who)
{
	static const unsigned theirs[] = { PROCEDURE_ISSUE, PROCEDURE_RENEW, PROCEDURE_UNLOCK, PROCEDURE_CHANGE_PIN,
	    PROCEDURE_REVOKE };
	bool (*told)[CERT_COUNT + 1] = h->told_procedure[who];
	uint32_t visits, first = DIAGRAM_FALSE;
	struct buf list = { 0 };
	unsigned cert;
	size_t i;

	for (i = 0; i < sizeof(theirs) / sizeof(*theirs); i++)
		for (cert = CERT_COUNT + 1; cert-- > 0; ) {
			if ((cert < CERT_COUNT && theirs[i] > PROCEDURE_RENEW) || told[theirs[i]][cert] ||
			    told[theirs[i]][CERT_COUNT] || !nobody_ends(h, &comers[who], theirs[i], cert, &visits))
				continue;
			told[theirs[i]][cert] = true;
			first = first == DIAGRAM_FALSE ? visits : first;
			buf_printf(&list, "%s%s%s%s", list.len > 0 ? ", " : "",
			    fact_info(FACT_PROCEDURE)->words[theirs[i]], cert < CERT_COUNT ? ":" : "",
			    cert < CERT_COUNT ? fact_info(FACT_CERTIFICATES)->words[cert] : "");
		}
	if (list.len > 0)
		tell_holder(h, &comers[who], buf_text(&list), first);
	buf_free(&list);
	return first != DIAGRAM_FALSE;
}

/* What stops who comes for themselves stops others likely, too. */
static void
look_at_comers(struct heir *h)
{
	unsigned who;

	if (!look_at_comer(h, COMER_SELF))
		for (who = COMER_SELF + 1; who < COMER_COUNT; who++)
			(void)look_at_comer(h, (enum comer)who);
}

/* --- the date on the form that came with the notice --- */

static int32_t
is_past(const struct view *v, const void *ctx)
{
	const int32_t last = v->facts.value[FACT_REPLY_EXPIRES];

	(void)ctx;
	return last != FACT_NONE && last < v->today;
}

/*
 * Where what is inherited looks at it, its rules, by whatever words, do so here, too; a rule of another name is the
 * municipality's own. With a life of its own the letter's last day is the promise's.
 */
static void
look_at_form(struct heir *h)
{
	struct deciding *d = &h->base;
	uint32_t late = view_function(&d->view, (uint64_t)1 << FACT_REPLY_EXPIRES, is_past, NULL);
	size_t i;

	late = rule_and(d, late, view_word(&d->view, FACT_REPLY, 1u << REPLY_ENCLOSED));
	late = rule_and(d, late, view_word(&d->view, FACT_VISITOR, 1u << VISITOR_PROXY | 1u << VISITOR_HOUSEHOLD));
	late = rule_and(d, rule_and(d, late, view_word(&d->view, FACT_VISIT, 1u << 0)), h->real);
	if (h->told_form || h->profile->inquiry.life != LIFE_NONE ||
	    rule_and(d, d->out[OUTCOME_PROCEED], late) != DIAGRAM_FALSE)
		return;
	late = rule_and(d, late, h->own.out[OUTCOME_PROCEED]);
	for (i = 0; i < h->own.pick_count; i++) {
		const struct rule *r = h->own.picks[i].rule;

		if (rule_and(d, h->own.picks[i].becomes[OUTCOME_PROCEED], late) == DIAGRAM_FALSE ||
		    ini_value(&h->profile->files[1], "rule", r->name, "source") == NULL)
			continue;
		h->told_form = true;
		if (check_departs(h->profile, profile_promises[PROMISE_REPLY_EXPIRED], h->used))
			return;
		h->found++;
		fault_add(h->faults, h->profile->file, check_blame(h->profile, "", r),
		    "[%s] によって、期限(reply-expires)の過ぎた同封の回答書で、"
		    "手続を終えることになります。全国の決まりです。"
		    "市区町村の決まりなら [municipality] に departs = reply-expired と書きます", r->full);
		return;
	}
}

/* --- PINs --- */

/* The section that says which PINs there are, or that one is off. */
static int
line_of_pins(const struct profile *p)
{
	const struct ini *own = &p->files[0];
	size_t i;

	for (i = 0; i < own->count; i++)
		if (strcmp(own->entries[i].kind, "pins") == 0)
			return own->entries[i].line;
	return check_blame(p, "", NULL);
}

/* But for cards that the municipality's own facts tell apart, which may be of another law. */
static void
look_at_pins(struct heir *h)
{
	struct deciding *d = &h->base;
	uint32_t usual = h->real, less = DIAGRAM_FALSE, more = DIAGRAM_FALSE;
	unsigned k;
	size_t i;

	for (i = 0; i < h->profile->own_count; i++)
		usual = rule_and(d, usual, view_word(&h->own.view, (enum fact)(FACT_OWN + i), 1u << ANSWER_NO));
	for (k = 0; k < PIN_COUNT; k++) {
		less = rule_or(d, less, rule_and(d, h->base.has[k], rule_not(d, h->own.has[k])));
		more = rule_or(d, more, rule_and(d, h->own.has[k], rule_not(d, h->base.has[k])));
	}
	less = rule_and(d, less, usual);
	if (h->told_pins || rule_or(d, less, rule_and(d, more, usual)) == DIAGRAM_FALSE)
		return;
	h->told_pins = true;
	if (check_departs(h->profile, profile_promises[PROMISE_PINS], h->used))
		return;
	h->found++;
	fault_add(h->faults, h->profile->file, line_of_pins(h->profile), less != DIAGRAM_FALSE ?
	    "[pins] によって、全国の決まりではカードにある暗証番号がないことになります。"
	    "市区町村の決まりなら [municipality] に departs = pins と書きます" :
	    "[pins] によって、全国の決まりではカードにない暗証番号があることになります。"
	    "市区町村の決まりなら [municipality] に departs = pins と書きます");
}

static void
look_at_day(struct heir *h, const struct profile *base, struct date day, bool *sound)
{
	struct deciding *d = &h->base;
	size_t i;

	rule_look_at_heir(d, base, &h->own, h->profile, (struct moment){ .date = day, .hour = -1 });
	h->real = rule_and(d, view_consistent(&d->view), view_born(&d->view));
	for (i = 0; i < d->gate_count; i++)
		if (d->gates[i].rule != NULL && d->gates[i].rule->kind == RULE_REFUSE)
			look_at_gate(h, &d->gates[i]);
	look_at_comers(h);
	look_at_form(h);
	look_at_pins(h);
	*sound = *sound && view_sound(&d->view) && view_sound(&h->own.view);
	view_close(&d->view);
}

size_t
heir_check(const struct profile *p, const struct profile *base, const struct check_days *days, uint64_t *used,
    bool *sound, struct faults *faults)
{
	struct heir *h = calloc(1, sizeof(*h));
	size_t i, found;

	if (h == NULL) {
		*sound = false;
		return 0;
	}
	h->profile = p;
	h->faults = faults;
	h->used = used;
	for (i = 0; i < days->count && *sound; i++)
		look_at_day(h, base, days->day[i], sound);
	found = h->found;
	free(h);
	return found;
}
