/* What follows from procedure and outcome: the fee and the steps. */
#include "rule/rule-private.h"

#define LOST (1u << STATE_UNKNOWN | 1u << STATE_MISMATCH | 1u << STATE_LOCKED)

void
rule_look_at_fee(struct deciding *d)
{
	uint32_t rest = rule_not(d, rule_or(d, d->out[OUTCOME_REFUSED], d->out[OUTCOME_CONSULT])), when;
	const struct rule *r;
	size_t n = 0;

	while (rest != DIAGRAM_FALSE && (r = rule_next(d, RULE_FEE, &n)) != NULL) {
		when = view_ask(d->day, r->when);
		d->fee[r - d->day->profile->rules] = when = rule_and(d, rest, when);
		rest = rule_and(d, rest, rule_not(d, when));
	}
}

static void
add(struct deciding *d, struct action action, uint32_t node)
{
	if (node != DIAGRAM_FALSE)
		d->case_actions[d->case_action_count++] = (struct case_action){ action, node };
}

static uint32_t
procedure(struct deciding *d, unsigned mask)
{
	return view_word(&d->view, FACT_PROCEDURE, mask);
}

static uint32_t
pin_lost(struct deciding *d, unsigned pin)
{
	return pin == PIN_SIGN ? view_word(&d->view, FACT_SIGN_PIN, LOST) :
	    pin == PIN_AUTH ? view_word(&d->view, FACT_AUTH_PIN, LOST) : DIAGRAM_FALSE;
}

static int32_t
is_valid(const struct view *v, const void *ctx)
{
	enum fact f = *(const enum fact *)ctx;

	return v->facts.value[f] != FACT_NONE && v->facts.value[f] >= v->today;
}

/* There is a certificate to be revoked. Source: sources(7) N8. */
static uint32_t
valid(struct deciding *d, unsigned cert)
{
	enum fact f = cert == CERT_SIGN ? FACT_SIGN_EXPIRES : FACT_AUTH_EXPIRES;

	return view_function(&d->view, (uint64_t)1 << f, is_valid, &f);
}

/*
 * A PIN that is known is checked, one that isn't is set anew (sources(7) N9); to change one, the old one is checked first.
 */
static void
look_at_pin(struct deciding *d, unsigned pin, uint32_t checked, uint32_t *check, uint32_t *set)
{
	uint32_t goes = d->out[OUTCOME_PROCEED], wanted, unlock, change, lost;

	wanted = rule_and(d, goes, view_pin(&d->view, pin));
	unlock = rule_and(d, wanted, procedure(d, 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_WITH_PINS));
	change = rule_and(d, wanted, procedure(d, 1u << PROCEDURE_CHANGE_PIN));
	checked = rule_and(d, goes, checked);
	lost = pin_lost(d, pin);
	*check = rule_and(d, rule_and(d, rule_or(d, checked, change), rule_not(d, lost)), d->has[pin]);
	*set = rule_and(d, rule_or(d, rule_or(d, unlock, change), rule_and(d, checked, lost)), d->has[pin]);
}

/* [action]: papers to copy, a second approval, further PINs to check. */
static uint32_t
extra(struct deciding *d, struct action action)
{
	uint32_t node = DIAGRAM_FALSE, on, when;
	const struct rule *r;
	size_t n = 0;
	unsigned o;

	while ((r = rule_next(d, RULE_ACTION, &n)) != NULL) {
		if (r->action.kind != action.kind || r->action.pin != action.pin)
			continue;
		for (o = 0, on = DIAGRAM_FALSE; o < OUTCOME_COUNT; o++)
			if ((r->on >> o & 1) != 0)
				on = rule_or(d, on, d->out[o]);
		when = view_ask(&d->view, r->when);
		node = rule_or(d, node, rule_and(d, on, when));
	}
	return node;
}

/* One more PIN to check, if the card has it; who ends certificates or fills in a form types none. */
static uint32_t
further(struct deciding *d, struct action verify)
{
	const uint32_t ends = procedure(d, 1u << PROCEDURE_REVOKE | 1u << PROCEDURE_REPORT_KEY | 1u << PROCEDURE_DISCLOSURE);

	return rule_and(d, rule_and(d, extra(d, verify), rule_not(d, ends)), d->has[verify.pin]);
}

static uint32_t
to_pay(struct deciding *d)
{
	uint32_t node = DIAGRAM_FALSE;
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_FEE, &n)) != NULL)
		if (r->yen > 0)
			node = rule_or(d, node, rule_and(d, d->out[OUTCOME_PROCEED], d->fee[r - d->day->profile->rules]));
	return node;
}

void
rule_look_at_actions(struct deciding *d)
{
	uint32_t goes = d->out[OUTCOME_PROCEED], issue[CERT_COUNT], revoke, check[PIN_COUNT], set[PIN_COUNT];
	uint32_t made, ended, bare;
	unsigned k;

	made = rule_and(d, goes, procedure(d, 1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW));
	ended = rule_and(d, goes, procedure(d, 1u << PROCEDURE_REVOKE | 1u << PROCEDURE_REPORT_KEY));
	bare = rule_and(d, goes, procedure(d, 1u << PROCEDURE_WITHOUT_PINS));
	add(d, (struct action){ .kind = ACTION_COPY_DOCUMENTS }, extra(d, (struct action){ .kind = ACTION_COPY_DOCUMENTS }));
	add(d, (struct action){ .kind = ACTION_SECOND_APPROVAL }, extra(d, (struct action){ .kind = ACTION_SECOND_APPROVAL }));
	for (k = 0; k < CERT_COUNT; k++)
		issue[k] = rule_and(d, made, d->view.for_cert[k]);
	for (k = 0; k < PIN_COUNT; k++) {
		struct action verify = { .kind = ACTION_VERIFY_PIN, .pin = (enum pin_kind)k };

		look_at_pin(d, k, k < CERT_COUNT ? issue[k] : DIAGRAM_FALSE, &check[k], &set[k]);
		check[k] = rule_or(d, check[k], rule_and(d, further(d, verify), rule_not(d, set[k])));
		add(d, verify, check[k]);
	}
	for (k = 0; k < PIN_COUNT; k++)
		add(d, (struct action){ .kind = ACTION_RESET_PIN, .pin = (enum pin_kind)k }, set[k]);
	for (k = 0; k < CERT_COUNT; k++) {
		uint32_t old = issue[k];

		if (k == CERT_SIGN)	/* a card without PINs has none */
			old = rule_or(d, old, bare);
		/* Who asks for its end needn't know its last day: the card may be lost, and the PIN that opens it. */
		revoke = rule_or(d, rule_and(d, ended, d->view.for_cert[k]), rule_and(d, old, valid(d, k)));
		add(d, (struct action){ .kind = ACTION_REVOKE, .cert = (enum cert_kind)k }, revoke);
	}
	for (k = 0; k < CERT_COUNT; k++)
		add(d, (struct action){ .kind = ACTION_ISSUE, .cert = (enum cert_kind)k }, issue[k]);
	add(d, (struct action){ .kind = ACTION_COLLECT_FEE }, to_pay(d));
	add(d, (struct action){ .kind = ACTION_POST_INQUIRY }, d->out[OUTCOME_INQUIRY]);
	add(d, (struct action){ .kind = ACTION_KEEP_CARD }, d->out[OUTCOME_KEEP]);
	add(d, (struct action){ .kind = ACTION_RETURN_CARD }, d->out[OUTCOME_KEEP]);
}
