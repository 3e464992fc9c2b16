/* Finds the open cases of the card that lies on the reader. */
#include "case/case.h"

#include "base/buf.h"
#include "case/flow.h"
#include "store/store.h"

struct finding { bool (*row)(void *, const struct case_of_card *); void *ctx; enum err e; };

static bool
hand_out(void *ctx, const struct store_value *v, size_t n)
{
	struct finding *f = ctx;
	struct case_of_card c = { .state = flow_state_by_code(store_as_text(&v[1])) };

	(void)n;
	if (c.state != CASE_STATE_COUNT && store_read_text(&v[0], c.number, sizeof(c.number)) &&
	    store_read_text(&v[2], c.procedure, sizeof(c.procedure)))
		return f->row(f->ctx, &c);
	f->e = ERR_STORE_CORRUPT;
	return false;
}

/* By the states that aren't ends, of which there is an index: the cases of years aren't looked through. */
enum err
case_of_card(struct store *s, const char *card, bool (*row)(void *, const struct case_of_card *), void *ctx)
{
	const struct store_value values[] = { store_text(card) };
	struct finding f = { .row = row, .ctx = ctx };
	struct buf sql = { .len = 0 };
	const char *comma = "";
	unsigned state;
	enum err e;

	if (*card == '\0')
		return ERR_NONE;
	buf_puts(&sql, "SELECT c.number, c.state, c.procedure FROM cases c LEFT JOIN handover h ON h.number = c.number"
	    " AND h.ended_at = '' WHERE c.state IN (");
	for (state = 0; state < CASE_STATE_COUNT; state++) {
		if (flow_ended((enum case_state)state))
			continue;
		buf_printf(&sql, "%s'%s'", comma, flow_state_code((enum case_state)state));
		comma = ", ";
	}
	buf_puts(&sql, ") AND (c.card = ?1 OR (c.card = '' AND h.card = ?1)) ORDER BY c.number");
	if ((e = buf_check(&sql)) == ERR_NONE)
		e = store_run(s, sql.text, values, 1, hand_out, &f);
	buf_free(&sql);
	return e != ERR_NONE ? e : f.e;
}
