/* The decision as JSON. Source: the interface, "decide". */
#include "config.h"

#include <string.h>

#include "base/json.h"
#include "rule/rule.h"

static const char *const actions[ACTION_COUNT] = {
	[ACTION_COPY_DOCUMENTS] = "copy-documents",
	[ACTION_SECOND_APPROVAL] = "second-approval",
	[ACTION_VERIFY_PIN] = "verify-pin",
	[ACTION_RESET_PIN] = "reset-pin",
	[ACTION_REVOKE] = "revoke",
	[ACTION_ISSUE] = "issue",
	[ACTION_COLLECT_FEE] = "collect-fee",
	[ACTION_POST_INQUIRY] = "post-inquiry",
	[ACTION_KEEP_CARD] = "keep-card",
	[ACTION_RETURN_CARD] = "return-card-by-mail",
};

void
action_code(const struct action *a, char out[32])
{
	const char *of = a->kind == ACTION_VERIFY_PIN || a->kind == ACTION_RESET_PIN ? pin_format(a->pin)->code :
	    a->kind == ACTION_REVOKE || a->kind == ACTION_ISSUE ? cert_code(a->cert) : NULL;
	char *end = stpcpy(out, actions[a->kind]);

	if (of != NULL)
		(void)stpcpy(stpcpy(end, ":"), of);
}

static void
write_certificates(struct buf *b, const char *key, unsigned mask)
{
	unsigned k;

	json_array(b, key);
	for (k = 0; k < CERT_COUNT; k++)
		if ((mask & CERT_BIT(k)) != 0)
			json_string(b, NULL, cert_code((enum cert_kind)k));
	json_array_end(b);
}

static void
write_missing(struct buf *b, const struct decision *d)
{
	size_t i;

	json_array(b, "missing");
	for (i = 0; i < d->missing_count; i++) {
		const struct missing *m = &d->missing[i];

		json_object(b, NULL);
		json_string(b, "code", m->code);
		json_string(b, "who", m->who);
		json_string(b, "need", m->need);
		json_string(b, "have", m->have);
		json_string(b, "text", m->text);
		json_object_end(b);
	}
	json_array_end(b);
}

static void
write_reasons(struct buf *b, const struct decision *d)
{
	size_t i;

	json_array(b, "reasons");
	for (i = 0; i < d->reason_count; i++) {
		json_object(b, NULL);
		json_string(b, "code", d->reasons[i].code);
		json_string(b, "text", d->reasons[i].text);
		json_string(b, "source", d->reasons[i].source);
		json_object_end(b);
	}
	json_array_end(b);
}

static void
write_lists(struct buf *b, const struct decision *d)
{
	char code[32];
	size_t i;

	json_array(b, "ask");
	for (i = 0; i < d->ask_count; i++)
		json_string(b, NULL, profile_fact(d->profile, d->ask[i])->key);
	json_array_end(b);
	json_array(b, "actions");
	for (i = 0; i < d->action_count; i++) {
		action_code(&d->actions[i], code);
		json_string(b, NULL, code);
	}
	json_array_end(b);
}

static void
write_fee(struct buf *b, const struct decision *d)
{
	if (!d->fee_known) {
		json_null(b, "fee");
		return;
	}
	json_object(b, "fee");
	json_number(b, "yen", d->yen);
	json_string(b, "code", d->fee_code);
	json_string(b, "text", d->fee_text);
	json_object_end(b);
}

static void
write_letter(struct buf *b, const struct decision *d)
{
	if (d->letter == NULL)
		return;
	json_object(b, "letter");
	json_string(b, "form", d->letter->form);
	json_string(b, "encloses", d->letter->encloses[0] != '\0' ? d->letter->encloses : NULL);
	json_string(b, "mail", d->letter->mail);
	json_date(b, "until", d->letter_until);
	json_object_end(b);
}

static void
write_tell(struct buf *b, const struct decision *d)
{
	size_t i;

	json_array(b, "tell");
	for (i = 0; i < d->tell_count; i++) {
		json_object(b, NULL);
		json_string(b, "code", d->tell[i].code);
		json_string(b, "text", d->tell[i].text);
		if (date_given(d->tell[i].until))
			json_date(b, "until", d->tell[i].until);
		json_object_end(b);
	}
	json_array_end(b);
}

void
decision_json(const struct decision *d, struct buf *b)
{
	json_object(b, NULL);
	json_string(b, "profile", profile_code(d->profile));
	json_string(b, "outcome", outcome_code(d->outcome));
	if (d->otherwise != OUTCOME_COUNT)
		json_string(b, "otherwise", outcome_code(d->otherwise));
	write_certificates(b, "certificates", d->certificates);
	write_certificates(b, "refused-certificates", d->refused);
	json_object(b, "visit");
	json_number(b, "this", d->visit);
	json_number(b, "of", d->visits);
	json_object_end(b);
	write_missing(b, d);
	write_lists(b, d);
	write_reasons(b, d);
	write_fee(b, d);
	json_object(b, "expiry");
	json_date(b, "sign", d->expiry[CERT_SIGN]);
	json_date(b, "auth", d->expiry[CERT_AUTH]);
	json_object_end(b);
	write_letter(b, d);
	write_tell(b, d);
	json_object_end(b);
}
