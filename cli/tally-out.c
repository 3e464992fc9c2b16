#include "cli/tally-out.h"

#include "base/json.h"
#include "base/lang.h"

static const struct { const char *ja; enum case_event event; bool chief; } events[] = {
	{ "照会を申請", EVENT_INQUIRE, true }, { "照会書を発送", EVENT_POST, false },
	{ "返戻", EVENT_RETURNED_UNDELIVERED, false }, { "回答を受領", EVENT_REPLY_RECEIVED, false },
	{ "不足", EVENT_FOUND_INCOMPLETE, true }, { "預かり", EVENT_KEEP, false },
	{ "カードを返却", EVENT_CARD_RETURNED, false }, { "完了", EVENT_CARD_WORK_DONE, true },
	{ "不受理", EVENT_REFUSE, true }, { "取下げ", EVENT_WITHDRAW, false }, { "期限切れ", EVENT_EXPIRE, false },
	{ "取消し", EVENT_CANCEL, false }, { "訂正", EVENT_CORRECT, false },
};

#define EVENTS (sizeof(events) / sizeof(*events))
#define FIRST_EVENT 1				/* behind the cases received */
#define FIRST_DONE (FIRST_EVENT + EVENTS)
#define FIRST_CERT (FIRST_DONE + TALLY_PROCEDURES)
#define YEN (FIRST_CERT + CERT_COUNT)

size_t
tally_columns(void)
{
	return YEN + 1;
}

const char *
tally_column_name(size_t i)
{
	if (i < FIRST_EVENT)
		return tr("受付");
	if (i < FIRST_DONE)
		return tr(events[i - FIRST_EVENT].ja);
	if (i < FIRST_CERT)
		return tr(fact_info(FACT_PROCEDURE)->ja_words[i - FIRST_DONE]);
	return i < YEN ? cert_name((enum cert_kind)(i - FIRST_CERT), lang_now()) : tr("手数料(円)");
}

long
tally_column(const struct tally *t, size_t i)
{
	if (i < FIRST_EVENT)
		return t->opened;
	if (i < FIRST_DONE)
		return tally_times(t, events[i - FIRST_EVENT].event);
	if (i < FIRST_CERT)
		return t->done[i - FIRST_DONE];
	return i < YEN ? t->certificates[i - FIRST_CERT] : t->yen;
}

bool
tally_column_chief(size_t i)
{
	return i < FIRST_EVENT || i == YEN || (i < FIRST_DONE && events[i - FIRST_EVENT].chief);
}

void
tally_json(struct buf *b, const struct tally *t)
{
	unsigned i;

	json_number(b, "opened", t->opened);
	json_object(b, "begun");
	for (i = 0; i < CASE_STATE_COUNT; i++)
		if (t->begun[i] > 0)
			json_number(b, flow_state_code((enum case_state)i), t->begun[i]);
	json_object_end(b);
	json_object(b, "events");
	for (i = 0; i < CASE_EVENT_COUNT; i++)
		if (t->events[i] > 0)
			json_number(b, flow_event_code((enum case_event)i), t->events[i]);
	json_object_end(b);
	json_object(b, "done");
	for (i = 0; i < TALLY_PROCEDURES; i++)
		json_number(b, fact_info(FACT_PROCEDURE)->words[i], t->done[i]);
	json_object_end(b);
	json_object(b, "certificates");
	for (i = 0; i < CERT_COUNT; i++)
		json_number(b, cert_code((enum cert_kind)i), t->certificates[i]);
	json_object_end(b);
	json_number(b, "yen", t->yen);
}

void
tally_waiting_json(struct buf *b, const struct waiting *w)
{
	unsigned i;

	json_object(b, "numbers");
	json_number(b, "drawn", w->drawn);
	json_number(b, "called", w->called);
	json_number(b, "away", w->away);
	json_object_end(b);
	json_object(b, "bookings");
	for (i = 0; i < BOOKING_STATE_COUNT; i++)
		json_number(b, booking_state_code((enum booking_state)i), w->bookings[i]);
	json_object_end(b);
	json_object(b, "waiting");
	for (i = 0; i < WAITING_STEP_COUNT; i++) {
		const struct waiting_time *t = &w->steps[i];

		if (t->count == 0)
			continue;
		json_object(b, waiting_code((enum waiting_step)i));
		json_number(b, "count", t->count);
		json_number(b, "average", (int64_t)(t->average + 0.5));
		json_number(b, "median", t->median);
		json_number(b, "longest", t->longest);
		json_object_end(b);
	}
	json_object_end(b);
}
