/* What the terminal remembers of the cards it has spoken to: each one's highest sequence counter, in the store. */
#include "desk/run-private.h"

/* A statement of its own is on disk when it has run; of two terminals on one store the second finds the first's row. */
static enum err
advance(void *ctx, const unsigned char *number, size_t len, uint32_t sequence)
{
	struct store *s = ctx;
	unsigned char card[CERT_HASH];
	enum err e;

	if ((e = cert_hash(number, len, card)) != ERR_NONE)
		return e;
	e = store_run(s, "INSERT INTO card_counter (card, sequence) VALUES (?1, ?2)"
	    " ON CONFLICT (card) DO UPDATE SET sequence = excluded.sequence"
	    " WHERE excluded.sequence > card_counter.sequence",
	    (struct store_value[]){ store_blob(card, sizeof(card)), store_int(sequence) }, 2, NULL, NULL);
	if (e != ERR_NONE)
		return e;
	return store_changed(s) == 1 ? ERR_NONE : ERR_CARD_REPLAY;
}

struct perso_replay
desk_replay(struct store *s)
{
	return (struct perso_replay){ advance, s };
}
