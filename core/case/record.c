/* What is done to a case goes on record: history and audit together, and refusals too. */
#include "case/within-private.h"

#include <stdio.h>
#include <string.h>

#include "audit/lookup.h"
#include "base/text.h"
#include "case/seal.h"

static bool
is_refusal(enum err e)
{
	return e == ERR_CASE_STATE || e == ERR_CASE_CLAIMED || e == ERR_CASE_LIVE || e == ERR_CARD_OTHER || e == ERR_HALF_DONE ||
	    e == ERR_ROLE || e == ERR_NOT_SECONDED || e == ERR_SAME_CLERK || e == ERR_CASE_CHANGED ||
	    e == ERR_HOLDER_UNCONFIRMED || e == ERR_AT_TERMINAL || e == ERR_PRINT_CLERK ||
	    e == ERR_HOLDER_OTHER || e == ERR_HOLDER_UNKNOWN;
}

enum err
case_settle(struct store *s, const struct actor *a, const char *number, enum err e)
{
	const enum err ended = store_end(s, e);

	return is_refusal(e) ? audit_refuse(s, a, number, e, err_name(e)) : ended;
}

static enum err
add_history(struct store *s, const struct actor *a, const char *number, const char *event, enum case_state state,
    const char *why)
{
	char at[24];
	const struct store_value values[] = { store_text(number), store_moment(a->at, at), store_text(a->clerk),
	    store_text(a->counter != NULL ? a->counter : ""), store_text(event), store_text(flow_state_code(state)),
	    store_text(why) };

	return store_run(s, "INSERT INTO case_history (number, at, clerk, counter, event, state, why)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", values, 7, NULL, NULL);
}

enum err
case_check_texts(const char *const texts[], size_t n)
{
	struct text_fault fault;
	size_t i;

	for (i = 0; i < n; i++)
		if (!text_sound(texts[i], strlen(texts[i]), &fault))
			return text_fault_err(&fault);
	return ERR_NONE;
}

/* reason: for the audit log */
static enum err
record(struct store *s, const struct actor *a, const char *number, const char *event, enum case_state state,
    const char *why, const char *reason)
{
	char code[48], digest[CASE_SEAL];
	enum err e;

	(void)snprintf(code, sizeof(code), "case-%s", event);
	if ((e = case_check_texts(&why, 1)) != ERR_NONE ||
	    (e = add_history(s, a, number, event, state, why)) != ERR_NONE ||
	    (e = case_seal(s, number, why, digest)) != ERR_NONE)
		return e;
	return audit_write_of(s, a, code, number, reason, digest);
}

enum err
case_record(struct store *s, const struct actor *a, const char *number, const char *event, enum case_state state,
    const char *why)
{
	return record(s, a, number, event, state, why, flow_state_code(state));
}

enum err
case_record_approval(struct store *s, const struct actor *a, const char *number, enum case_state state, const char *why,
    int64_t version)
{
	char reason[64];

	(void)snprintf(reason, sizeof(reason), "%s,version:%lld", flow_state_code(state), (long long)version);
	return record(s, a, number, flow_event_code(EVENT_SECOND), state, why, reason);
}

enum err
case_look(struct store *s, const struct actor *a, const struct case_file *f)
{
	const struct lookup why = { .number = f->number };
	char whose[LOOKUP_WHOSE];

	lookup_whose(&f->person, whose);
	return audit_look(s, a, "record-shown", &why, whose);
}
