/* National promises: what holds in every municipality, proved for all facts at once, or departed from with a source. */
#include "rule/profile-check-private.h"

#include <string.h>

#include "rule/rule-private.h"

static uint32_t
action_node(const struct deciding *d, enum action_kind kind, unsigned which)
{
	size_t i;

	for (i = 0; i < d->case_action_count; i++) {
		const struct action *a = &d->case_actions[i].action;

		if (a->kind == kind && (kind == ACTION_RESET_PIN ? (unsigned)a->pin : (unsigned)a->cert) == which)
			return d->case_actions[i].node;
	}
	return DIAGRAM_FALSE;
}

/* Under 15 however the age is counted. Source: sources(7) N2. */
static int32_t
is_under_15(const struct view *v, const void *ctx)
{
	(void)ctx;
	return v->today < date_days(date_age_reached(date_from_days(v->facts.value[FACT_BORN]), 15));
}

static uint32_t
sign_under_15(struct deciding *d)
{
	return rule_and(d, action_node(d, ACTION_ISSUE, CERT_SIGN),
	    view_function(&d->view, (uint64_t)1 << FACT_BORN, is_under_15, NULL));
}

static uint32_t
sign_of_ward(struct deciding *d)
{
	return rule_and(d, action_node(d, ACTION_ISSUE, CERT_SIGN), view_word(&d->view, FACT_WARD, 1u << ANSWER_YES));
}

/* A PIN is set anew (not changed by who knows it) although nobody has shown anything but the card. */
static uint32_t
pin_without_papers(struct deciding *d)
{
	const uint32_t change = view_word(&d->view, FACT_PROCEDURE, 1u << PROCEDURE_CHANGE_PIN);
	uint32_t set = DIAGRAM_FALSE;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		set = rule_or(d, set, action_node(d, ACTION_RESET_PIN, k));
	return rule_and(d, set, rule_not(d, change));
}

static uint32_t
proxy_without_reply(struct deciding *d)
{
	uint32_t alone = view_word(&d->view, FACT_VISITOR, 1u << VISITOR_PROXY);

	alone = rule_and(d, alone, view_word(&d->view, FACT_REPLY, 1u << REPLY_NONE));
	alone = rule_and(d, alone, view_word(&d->view, FACT_PROCEDURE,
	    1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_WITH_PINS));
	return rule_and(d, alone, d->out[OUTCOME_PROCEED]);
}

/* papers: what is taken to have been brought: everything, or the applicant's card alone. */
static const struct {
	const char *ja;
	enum rule_papers papers;
	uint32_t (*broken)(struct deciding *);
} promises[PROMISE_COUNT] = {
	[PROMISE_UNDER_15] = { "15歳未満の方に署名用電子証明書を発行することになります", PAPERS_ALL, sign_under_15 },
	[PROMISE_WARD] = { "成年被後見人の方に署名用電子証明書を発行することになります", PAPERS_ALL, sign_of_ward },
	[PROMISE_IDENTITY] = { "カードのほかに本人確認書類がなくても、暗証番号を設定することになります", PAPERS_CARD_ONLY,
	    pin_without_papers },
	[PROMISE_PROXY_REPLY] = { "任意代理人が、回答書なしで手続を終えることになります", PAPERS_ALL, proxy_without_reply },
};

/* The rule by which it is broken: the first whose visits are among those. */
static const struct rule *
culprit(struct deciding *d, uint32_t broken)
{
	size_t i;

	for (i = 0; i < d->pick_count; i++)
		if (rule_and(d, d->picks[i].becomes[OUTCOME_PROCEED], broken) != DIAGRAM_FALSE)
			return d->picks[i].rule;
	return NULL;
}

static void
tell(const struct profile *p, size_t promise, const struct rule *r, struct faults *faults)
{
	const bool own = r != NULL && strcmp(r->file, p->file) == 0;

	fault_add(faults, p->file, own ? r->line : 0, "[%s] によって、%s。全国の決まりです。"
	    "市区町村の決まりなら [municipality] に departs = %s と書きます", r != NULL ? r->full : "rule",
	    promises[promise].ja, profile_promises[promise]);
}

size_t
promise_check(const struct profile *p, struct date day, unsigned *told, bool *sound, struct faults *faults)
{
	static const enum rule_papers ways[] = { PAPERS_ALL, PAPERS_CARD_ONLY };
	struct deciding d;
	size_t found = 0, i, k;

	for (k = 0; k < 2; k++) {
		rule_look_at_whole(&d, p, day, ways[k]);
		for (i = 0; i < PROMISE_COUNT; i++) {
			uint32_t broken;

			if (promises[i].papers != ways[k] || ((p->departs | *told) >> i & 1) != 0)
				continue;
			if ((broken = promises[i].broken(&d)) == DIAGRAM_FALSE)
				continue;
			tell(p, i, culprit(&d, broken), faults);
			*told |= 1u << i;
			found++;
		}
		*sound = *sound && view_sound(&d.view);
		view_close(&d.view);
	}
	return found;
}
