/* National promises: what holds in every municipality, proved for all facts at once, or departed from with a source. */
#include "rule/profile-check-private.h"

#include <string.h>

#include "rule/rule-private.h"

/* --- parts --- */

static uint32_t
word(struct deciding *d, enum fact f, uint32_t words)
{
	return view_word(&d->view, f, words);
}

static uint32_t
action_node(const struct deciding *d, enum action_kind kind, unsigned which)
{
	size_t i;

	for (i = 0; i < d->case_action_count; i++) {
		const struct action *a = &d->case_actions[i].action;

		if (a->kind == kind && (kind == ACTION_ISSUE ? (unsigned)a->cert : (unsigned)a->pin) == which)
			return d->case_actions[i].node;
	}
	return DIAGRAM_FALSE;
}

/* Nothing more is asked of the visitor: it is done today, or the card stays here until it can be done. */
static uint32_t
ends(struct deciding *d)
{
	return rule_or(d, d->out[OUTCOME_PROCEED], d->out[OUTCOME_KEEP]);
}

/* Work on the card is done. */
static uint32_t
works(struct deciding *d)
{
	return rule_and(d, ends(d), word(d, FACT_PROCEDURE,
	    1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_WITH_PINS));
}

static uint32_t
by_proxy(struct deciding *d)
{
	return word(d, FACT_VISITOR, 1u << VISITOR_PROXY | 1u << VISITOR_HOUSEHOLD);
}

/* Who acts for an applicant who can't; an accompanied one who can has company and no more. */
static uint32_t
by_guardian(struct deciding *d)
{
	const uint32_t can_not = rule_or(d, view_under_15(&d->view), word(d, FACT_WARD, 1u << ANSWER_YES));

	return rule_or(d, word(d, FACT_VISITOR, 1u << VISITOR_GUARDIAN),
	    rule_and(d, word(d, FACT_VISITOR, 1u << VISITOR_SELF_GUARDIAN), can_not));
}

static uint32_t
without_reply(struct deciding *d)
{
	return word(d, FACT_REPLY, 1u << REPLY_NONE);
}

static uint32_t
moves_today(struct deciding *d)
{
	return word(d, FACT_TRIGGER, ~(1u << TRIGGER_NONE));
}

/* A PIN is set anew, not changed by who knows it. */
static uint32_t
set_anew(struct deciding *d)
{
	static const enum fact known[] = { FACT_SIGN_PIN, FACT_AUTH_PIN };
	const uint32_t change = word(d, FACT_PROCEDURE, 1u << PROCEDURE_CHANGE_PIN);
	uint32_t set = DIAGRAM_FALSE, one;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		one = action_node(d, ACTION_RESET_PIN, k);
		set = rule_or(d, set, rule_and(d, one, rule_not(d, rule_and(d, change,
		    k < CERT_COUNT ? word(d, known[k], 1u << STATE_KNOWN) : DIAGRAM_TRUE))));
	}
	return set;
}

/* --- what is broken, and where --- */

static uint32_t
sign_under_15(struct deciding *d)
{
	return rule_and(d, action_node(d, ACTION_ISSUE, CERT_SIGN), view_under_15(&d->view));
}

static uint32_t
sign_of_ward(struct deciding *d)
{
	return rule_and(d, action_node(d, ACTION_ISSUE, CERT_SIGN), word(d, FACT_WARD, 1u << ANSWER_YES));
}

/* Who needs a reply. A household member may go on with a notice of moving of the same day. Source: sources(7) N11. */
static uint32_t
wants_reply(struct deciding *d)
{
	const uint32_t moves = rule_and(d, word(d, FACT_VISITOR, 1u << VISITOR_HOUSEHOLD), moves_today(d));

	return rule_and(d, by_proxy(d), rule_not(d, moves));
}

static uint32_t
by_letter(struct deciding *d)
{
	return rule_and(d, ends(d), wants_reply(d));
}

/* A proxy's letter, which the applicant alone can answer, is enough beside an issue; what came with a notice isn't. */
static uint32_t
pin_without_papers(struct deciding *d)
{
	const uint32_t unlock = word(d, FACT_PROCEDURE, 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_WITH_PINS);

	uint32_t enclosed = rule_and(d, by_letter(d), word(d, FACT_VISIT, 1u << 0));

	enclosed = rule_and(d, enclosed, word(d, FACT_REPLY, 1u << REPLY_ENCLOSED));
	return rule_and(d, set_anew(d), rule_or(d, rule_or(d, unlock, without_reply(d)), enclosed));
}

static uint32_t
done_without_papers(struct deciding *d)
{
	return ends(d);
}

static uint32_t
without_card(struct deciding *d)
{
	return rule_and(d, ends(d), word(d, FACT_PROCEDURE, 1u << PROCEDURE_ISSUE |
	    1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_CHANGE_PIN |
	    1u << PROCEDURE_WITHOUT_PINS | 1u << PROCEDURE_WITH_PINS));
}

static uint32_t
lesser_guardian(struct deciding *d)
{
	return rule_and(d, rule_and(d, d->out[OUTCOME_PROCEED], by_guardian(d)), without_reply(d));
}

/* Neither do the office's own records show it, nor a notice of moving of the same day. */
static uint32_t
unshown(struct deciding *d)
{
	uint32_t node = rule_and(d, rule_and(d, ends(d), by_guardian(d)), without_reply(d));

	node = rule_and(d, node, word(d, FACT_AUTHORITY_ON_RECORD, 1u << ANSWER_NO));
	return rule_and(d, node, word(d, FACT_TRIGGER, 1u << TRIGGER_NONE));
}

/* For a parent the household, the family register that is kept here and a pledge may say it. */
static uint32_t
without_authority(struct deciding *d)
{
	static const enum fact shown[] = { FACT_SAME_HOUSEHOLD, FACT_HONSEKI_HERE, FACT_PLEDGE };
	uint32_t node = unshown(d);
	size_t i;

	for (i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		node = rule_and(d, node, word(d, shown[i], 1u << ANSWER_NO));
	return node;
}

static uint32_t
without_register(struct deciding *d)
{
	return rule_and(d, unshown(d), word(d, FACT_GUARDIANSHIP, ~(1u << GUARDIANSHIP_PARENT)));
}

static uint32_t
without_acts(struct deciding *d)
{
	return rule_and(d, unshown(d), word(d, FACT_GUARDIANSHIP, 1u << GUARDIANSHIP_CURATOR |
	    1u << GUARDIANSHIP_ASSISTANT | 1u << GUARDIANSHIP_VOLUNTARY));
}

/* At neither of two visits has the proxy shown more than a lesser paper. */
static uint32_t
lesser_proxy(struct deciding *d)
{
	const uint32_t done = rule_and(d, ends(d), by_proxy(d)), second = word(d, FACT_VISIT, 1u << 1);
	const uint32_t sent = check_forget_visit(&d->view, rule_and(d, d->out[OUTCOME_INQUIRY], rule_not(d, second)));

	return rule_or(d, rule_and(d, done, rule_and(d, rule_not(d, second), rule_not(d, moves_today(d)))),
	    rule_and(d, rule_and(d, done, second), sent));
}

static uint32_t
proxy_without_reply(struct deciding *d)
{
	return rule_and(d, rule_and(d, ends(d), wants_reply(d)), without_reply(d));
}

static uint32_t
with_reply(struct deciding *d, uint32_t flaw)
{
	return rule_and(d, by_letter(d), rule_and(d, rule_not(d, without_reply(d)), flaw));
}

static uint32_t
reply_incomplete(struct deciding *d)
{
	return with_reply(d, word(d, FACT_REPLY_COMPLETE, 1u << ANSWER_NO));
}

static uint32_t
reply_late(struct deciding *d)
{
	return with_reply(d, view_late(&d->view));
}

static uint32_t
reply_without_power(struct deciding *d)
{
	return with_reply(d, word(d, FACT_POWER_OF_ATTORNEY, 1u << ANSWER_NO));
}

/* Source: sources(7) N12. */
static uint32_t
pins_in_sight(struct deciding *d)
{
	uint32_t typed = DIAGRAM_FALSE;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		typed = rule_or(d, typed, rule_or(d, action_node(d, ACTION_VERIFY_PIN, k),
		    action_node(d, ACTION_RESET_PIN, k)));
	return rule_and(d, rule_and(d, rule_and(d, works(d), by_proxy(d)), typed),
	    word(d, FACT_CONCEALED, 1u << CONCEALED_NONE));
}

static uint32_t
while_it_stands(struct deciding *d)
{
	return rule_and(d, d->out[OUTCOME_PROCEED], rule_and(d, works(d), word(d, FACT_SYSTEM, 1u << SYSTEM_DOWN)));
}

/* A card stays here with its holder's consent, and while there is something to wait for. Source: sources(7), KG. */
static uint32_t
keeps_for_nothing(struct deciding *d)
{
	return rule_and(d, d->out[OUTCOME_KEEP], rule_or(d, word(d, FACT_KEEP_CONSENT, 1u << ANSWER_NO),
	    word(d, FACT_SYSTEM, 1u << SYSTEM_UP)));
}

/* Who comes for themselves, without the card, to end, to report or to see. */
static uint32_t
lesser_applicant(struct deciding *d)
{
	return rule_and(d, rule_and(d, ends(d), word(d, FACT_VISITOR, 1u << VISITOR_SELF)), word(d, FACT_PROCEDURE,
	    1u << PROCEDURE_REVOKE | 1u << PROCEDURE_REPORT_KEY | 1u << PROCEDURE_DISCLOSURE));
}

#define ALL { BRINGS_ALL, BRINGS_ALL, BRINGS_ALL }

static const struct promise_row {
	const char *ja;
	enum rule_brings papers[HOLDER_HOUSEHOLD];	/* what is taken to have been brought */
	uint32_t (*broken)(struct deciding *);
} promises[PROMISE_PROVED] = {
	[PROMISE_UNDER_15] = { "15歳未満の方に署名用電子証明書を発行することになります", ALL, sign_under_15 },
	[PROMISE_WARD] = { "成年被後見人の方に署名用電子証明書を発行することになります", ALL, sign_of_ward },
	[PROMISE_IDENTITY] = { "カードのほかに本人確認書類がなくても、暗証番号を設定することになります",
	    { BRINGS_CARD, BRINGS_ALL, BRINGS_ALL }, pin_without_papers },
	[PROMISE_PAPERS] = { "カードも本人確認書類も示さない方の手続を終えることになります",
	    { BRINGS_NOTHING, BRINGS_NOTHING, BRINGS_NOTHING }, done_without_papers },
	[PROMISE_CARD] = { "本人のマイナンバーカードがなくても手続を終えることになります",
	    { BRINGS_ALL_BUT_CARD, BRINGS_ALL, BRINGS_ALL }, without_card },
	[PROMISE_GUARDIAN_IDENTITY] = { "法定代理人が、本人確認書類B 1点までで手続を終えることになります",
	    { BRINGS_ALL, BRINGS_LESSER, BRINGS_ALL }, lesser_guardian },
	[PROMISE_AUTHORITY] = { "法定代理人が、代理権の書類なしで手続を終えることになります",
	    { BRINGS_ALL, BRINGS_IDENTITY, BRINGS_ALL }, without_authority },
	[PROMISE_WARD_AUTHORITY] = { "後見人等が、登記事項証明書なしで手続を終えることになります",
	    { BRINGS_ALL, BRINGS_NO_REGISTER, BRINGS_ALL }, without_register },
	[PROMISE_ACTS] = { "保佐人・補助人・任意後見人が、代理行為目録(代理権目録)なしで手続を終えることになります",
	    { BRINGS_ALL, BRINGS_NO_ACTS, BRINGS_ALL }, without_acts },
	[PROMISE_PROXY_IDENTITY] = { "代理人が、本人確認書類B 1点までで手続を終えることになります",
	    { BRINGS_ALL, BRINGS_ALL, BRINGS_LESSER }, lesser_proxy },
	[PROMISE_PROXY_REPLY] = { "任意代理人か同一世帯員が、回答書なしで手続を終えることになります", ALL,
	    proxy_without_reply },
	[PROMISE_REPLY_COMPLETE] = { "すべての欄に記入していない回答書で、手続を終えることになります", ALL,
	    reply_incomplete },
	[PROMISE_REPLY_EXPIRED] = { "期限の過ぎた回答書で、手続を終えることになります", ALL, reply_late },
	[PROMISE_POWER_OF_ATTORNEY] = { "委任状の欄に記入していない回答書で、手続を終えることになります", ALL,
	    reply_without_power },
	[PROMISE_PIN_CONCEALED] = { "暗証番号が隠されていない回答書で、手続を終えることになります", ALL,
	    pins_in_sight },
	[PROMISE_SYSTEM_DOWN] = { "全国のシステムが止まっているときに、手続を終えることになります", ALL,
	    while_it_stands },
	[PROMISE_KEEP] = { "同意のない方のカードか、全国のシステムが動いているときのカードを預かることになります", ALL,
	    keeps_for_nothing },
	[PROMISE_LESSER_PAPERS] = {
	    "本人が、カードもなく本人確認書類B 1点までで、失効や開示の手続を終えることになります",
	    { BRINGS_LESSER, BRINGS_ALL, BRINGS_ALL }, lesser_applicant },
};

/* The rule by which it is broken: the first whose visits are among those; else what keeps the card instead. */
static const struct rule *
culprit(struct deciding *d, uint32_t broken)
{
	const struct rule *r;
	size_t i, n = 0;

	for (i = 0; i < d->pick_count; i++)
		if (rule_and(d, d->picks[i].becomes[OUTCOME_PROCEED], broken) != DIAGRAM_FALSE)
			return d->picks[i].rule;
	while ((r = rule_next(d, RULE_INSTEAD, &n)) != NULL)
		if (r->outcome == OUTCOME_KEEP && rule_and(d, view_ask(&d->view, r->when), broken) != DIAGRAM_FALSE)
			return r;
	return NULL;
}

static void
tell(const struct profile *p, size_t promise, const struct rule *r, struct faults *faults)
{
	const char *code = profile_promises[promise];

	fault_add(faults, p->file, check_blame(p, code, r), "[%s] によって、%s。全国の決まりです。"
	    "市区町村の決まりなら [municipality] に departs = %s と書きます", r != NULL ? r->full : "rule",
	    tr(promises[promise].ja), code);
}

static bool
same_papers(size_t a, size_t b)
{
	return memcmp(promises[a].papers, promises[b].papers, sizeof(promises[a].papers)) == 0;
}

/* It, or another of the same code. */
static bool
is_told(unsigned told, size_t promise)
{
	size_t i;

	for (i = 0; i < PROMISE_PROVED; i++)
		if ((told >> i & 1) != 0 && strcmp(profile_promises[i], profile_promises[promise]) == 0)
			return true;
	return false;
}

/* Those with the same papers as the first, of which nothing was told yet. */
static size_t
prove(const struct profile *p, struct date day, size_t first, size_t lesser, unsigned *told, uint64_t *used,
    bool *sound, struct faults *faults)
{
	struct rule_papers papers = { .lesser = lesser };
	size_t found = 0, i;
	struct deciding d;
	uint32_t real;

	memcpy(papers.of, promises[first].papers, sizeof(papers.of));
	rule_look_at_whole(&d, p, day, papers);
	real = view_consistent(&d.view);
	for (i = first; i < PROMISE_PROVED; i++) {
		uint32_t broken;

		if (!same_papers(first, i) || is_told(*told, i))
			continue;
		broken = promises[i].broken(&d);
		if ((broken = rule_and(&d, broken, real)) == DIAGRAM_FALSE)
			continue;
		*told |= 1u << i;
		if (check_departs(p, profile_promises[i], used))
			continue;
		tell(p, i, culprit(&d, broken), faults);
		found++;
	}
	*sound = *sound && view_sound(&d.view);
	view_close(&d.view);
	return found;
}

/* Where one lesser paper is shown, each that some rule could tell from others. */
static size_t
prove_all(const struct profile *p, struct date day, size_t first, unsigned *told, uint64_t *used, bool *sound,
    struct faults *faults)
{
	size_t found = 0, i;

	for (i = 0; i < HOLDER_HOUSEHOLD && promises[first].papers[i] != BRINGS_LESSER; i++)
		;
	if (i == HOLDER_HOUSEHOLD)
		return prove(p, day, first, 0, told, used, sound, faults);
	for (i = 0; i <= p->documents.kind_count && *sound && !is_told(*told, first); i++)
		if (rule_brings_lesser(p, i, day) && !(promises[first].papers[HOLDER_APPLICANT] == BRINGS_LESSER &&
		    i < p->documents.kind_count && (p->documents.kinds[i].classes & p->documents.card) != 0))
			found += prove(p, day, first, i, told, used, sound, faults);
	return found;
}

size_t
promise_check(const struct profile *p, struct date day, unsigned *told, uint64_t *used, bool *sound,
    struct faults *faults)
{
	size_t found = 0, i, k;

	for (i = 0; i < PROMISE_PROVED && *sound; i++) {
		for (k = 0; k < i && !same_papers(k, i); k++)
			;
		if (k == i)
			found += prove_all(p, day, i, told, used, sound, faults);
	}
	return found;
}
