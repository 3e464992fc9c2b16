/* A case's letters follow its events: inside their transaction, so that letter, case and audit always agree. */
#include "case/inquiry.h"

#include <string.h>

#include "case/within-private.h"
#include "case/mail.h"

static enum err
run(struct store *s, const char *sql, const struct case_step *step, const char *a, const char *b)
{
	const struct store_value values[] = { store_text(step->number), store_text(a), store_text(b) };

	return store_run(s, sql, values, b != NULL ? 3 : a != NULL ? 2 : 1, NULL, NULL);
}

#define LAST " WHERE number = ?1 AND letter = (SELECT max(letter) FROM inquiry WHERE number = ?1)"

/* A letter that never went out gives its place to the next one. */
static enum err
order(struct store *s, const struct case_step *step, const char *at)
{
	const struct particulars *p = step->particulars;
	char until[16] = "";
	enum err e;

	if (date_given(p->until))
		date_format_iso(p->until, until, sizeof(until));
	if ((e = run(s, "DELETE FROM inquiry WHERE number = ?1 AND posted_at = ''", step, NULL, NULL)) != ERR_NONE)
		return e;
	return store_run(s, "INSERT INTO inquiry (number, letter, channel, ordered_at, reply_until)"
	    " VALUES (?1, (SELECT coalesce(max(letter), 0) + 1 FROM inquiry WHERE number = ?1), ?2, ?3, ?4)",
	    (struct store_value[]){ store_text(step->number), store_text(p->by_telephone ? "telephone" : "counter"),
	    store_text(at), store_text(until) }, 4, NULL, NULL);
}

static enum err
post(struct store *s, const struct case_step *step, const char *at)
{
	const struct particulars *p = step->particulars;
	char until[16];
	enum err e;

	if (p->mail_number[0] != '\0' && !mail_number_sound(p->mail_number))
		return ERR_MAIL_NUMBER;
	e = run(s, "UPDATE inquiry SET posted_at = ?2, mail_number = ?3" LAST, step, at, p->mail_number);
	if (e != ERR_NONE || !date_given(p->until))
		return e;
	date_format_iso(p->until, until, sizeof(until));
	return run(s, "UPDATE inquiry SET reply_until = ?2" LAST, step, until, NULL);
}

/* Nobody's day ends early: a reply may still come today. */
static enum err
expire(struct store *s, const struct actor *a, const struct case_step *step)
{
	struct inquiry last;
	enum err e = inquiry_last(s, step->number, &last);

	if (e != ERR_NONE)
		return e;
	return date_given(last.until) && date_compare(last.until, a->at.date) >= 0 ? ERR_CASE_STATE : ERR_NONE;
}

static enum err
take_back(struct store *s, const struct case_step *step)
{
	switch (step->from) {
	case CASE_INQUIRY_ORDERED:
		return run(s, "DELETE FROM inquiry WHERE number = ?1 AND posted_at = ''", step, NULL, NULL);
	case CASE_POSTED:
		return run(s, "UPDATE inquiry SET posted_at = '', mail_number = ''" LAST, step, NULL, NULL);
	case CASE_RETURNED:
		return run(s, "UPDATE inquiry SET returned_at = ''" LAST, step, NULL, NULL);
	case CASE_REPLY_RECEIVED:
		return run(s, "UPDATE inquiry SET answered_at = ''" LAST, step, NULL, NULL);
	default:
		return ERR_NONE;
	}
}

static enum err
write_event(struct store *s, const struct actor *a, const struct case_step *step, const char *at)
{
	if (step->to == CASE_INQUIRY_ORDERED && (step->event == EVENT_INQUIRE || step->event == CASE_EVENT_COUNT))
		return order(s, step, at);
	switch (step->event) {
	case EVENT_POST:
		return post(s, step, at);
	case EVENT_RETURNED_UNDELIVERED:
		return run(s, "UPDATE inquiry SET returned_at = ?2" LAST, step, at, NULL);
	case EVENT_REPLY_RECEIVED:
		return run(s, "UPDATE inquiry SET answered_at = ?2" LAST, step, at, NULL);
	case EVENT_EXPIRE:
		return expire(s, a, step);
	case EVENT_CANCEL:
		return take_back(s, step);
	default:
		return ERR_NONE;
	}
}

enum err
inquiry_follow(struct store *s, const struct actor *a, const struct case_step *step)
{
	const struct store_value open[] = { store_text(step->number), store_int(flow_waits(step->to)) };
	char at[24];
	enum err e;

	if (step->from == step->to && step->event != CASE_EVENT_COUNT)
		return ERR_NONE;
	moment_format(a->at, at, sizeof(at));
	if ((e = write_event(s, a, step, at)) != ERR_NONE || step->from == step->to)
		return e;
	/* Only the last letter is ever waited for. */
	return store_run(s, "UPDATE inquiry SET is_open = CASE WHEN letter = (SELECT max(letter) FROM inquiry"
	    " WHERE number = ?1) THEN ?2 ELSE 0 END WHERE number = ?1", open, 2, NULL, NULL);
}

void
inquiry_reply_facts(const struct inquiry_style *style, const struct reply_check *check, struct facts *facts)
{
	static const char *const shut[] = {
		[SHUT_STICKER] = "sticker", [SHUT_ENVELOPE] = "envelope", [SHUT_NOT] = "none",
	};
	const bool complete = check->filled && (check->own_hand || !(style->signature || style->seal)) &&
	    (check->sealed || !style->seal);

	facts_set(facts, FACT_REPLY_COMPLETE, complete ? ANSWER_YES : ANSWER_NO);
	facts_set(facts, FACT_POWER_OF_ATTORNEY, check->attorney ? ANSWER_YES : ANSWER_NO);
	facts_set(facts, FACT_CONCEALED, fact_word(FACT_CONCEALED, shut[check->shut]));
}
