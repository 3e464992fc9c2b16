/* Whose card came back from the authority's terminal: the card of the case by what it is, or by its holder's word. */
#include "desk/take-back-private.h"

#include <string.h>

#include "card/identity.h"
#include "card/reference.h"
#include "card/text-ap.h"
#include "desk/run-private.h"

/* A value that was typed, tried once; what the card refuses is on record. */
enum err
take_back_verify(struct taking *t, enum reference which)
{
	const struct actor actor = desk_actor(t->desk);
	const bool is_pin = which != REFERENCE_B;
	struct desk_result *failed = &t->out->failed;
	enum err e, recorded;

	failed->reference = which;
	e = desk_verify(&t->card, t->pins, which, false, &failed->left);
	if (e != ERR_PIN_WRONG && e != ERR_PIN_LOCKED && e != ERR_B_WRONG && e != ERR_B_LOCKED)
		return e;
	if ((recorded = store_begin(t->desk->store)) != ERR_NONE)
		return recorded;
	recorded = case_settle(t->desk->store, &actor, t->file.number,
	    case_remark(t->desk->store, &actor, &t->file, is_pin ? "pin-refused" : "holder-refused",
	    is_pin ? pin_format(reference_pin(which))->code : err_name(e)));
	return recorded != ERR_NONE ? recorded : e;
}

static enum err
hear(struct taking *t, struct card_word *word)
{
	const bool assist = t->pins->pin[PIN_ASSIST].len > 0 || desk_typed(t->pins, REFERENCE_ASSIST);
	const bool by_b = t->pins->check_b.len > 0 || !assist;
	enum err e;

	if (t->on_reader[0] != '\0' && strcmp(t->pins->word.card, t->on_reader) == 0) {
		*word = t->pins->word;
		return ERR_NONE;
	}
	if ((e = take_back_verify(t, by_b ? REFERENCE_B : REFERENCE_ASSIST)) == ERR_NONE &&
	    (e = text_ap_read(&t->card, &word->holder)) == ERR_NONE)
		memcpy(word->card, t->on_reader, sizeof(word->card));
	return e;
}

/* The card's word was heard, or what opens it was typed. */
static bool
can_hear(const struct taking *t)
{
	return t->pins->check_b.len > 0 || t->pins->pin[PIN_ASSIST].len > 0 || desk_typed(t->pins, REFERENCE_ASSIST) ||
	    (t->on_reader[0] != '\0' && strcmp(t->pins->word.card, t->on_reader) == 0);
}

static enum err
prove(struct taking *t, bool bound)
{
	struct card_word word = { .card = "" };
	enum err e;

	if ((e = hear(t, &word)) == ERR_NONE)
		e = holder_accept(t->desk, &t->file, &word, HOLDER_DONE | (bound ? HOLDER_BOUND : 0) |
		    (t->pins->holder_confirmed ? HOLDER_CONFIRMED : 0), &t->out->failed.twin);
	t->out->failed.heard = word.holder;
	t->out->holder_proved = e == ERR_NONE;
	if (e != ERR_HOLDER_OTHER)
		return e;
	t->out->seen.card = HANDOVER_OTHER_HOLDER;
	return ERR_NONE;
}

/*
 * The card that is bound to the case, by its number, which stays; a key that identifies a card goes with its
 * certificate. Where this doesn't tell, the holder's word decides: always where none is bound, since whoever handed the
 * case over may have had anybody's card there. Only that it isn't even that card is told without a word.
 */
enum err
take_back_identify(struct taking *t)
{
	const bool bound = t->file.card[0] != '\0';
	const char *wanted = bound ? t->file.card : t->out->want.card;
	const bool same = wanted[0] != '\0' && strcmp(wanted, t->on_reader) == 0;
	const bool by_key = card_identity_is_key(wanted) &&
	    (t->on_reader[0] == '\0' || card_identity_is_key(t->on_reader));

	t->out->holder_proved = bound && same;
	if (t->out->holder_proved)
		return ERR_NONE;
	if (wanted[0] == '\0' || same || by_key || (!bound && can_hear(t)))
		return prove(t, bound);
	t->out->seen.card = HANDOVER_OTHER_CARD;
	return ERR_NONE;
}

/* What was read before the hand-over was read from another card: it says nothing of this one. */
void
take_back_forget_another(struct taking *t)
{
	struct handover_want *w = &t->out->want;
	unsigned k;

	if (w->card[0] == '\0' || card_identity_is_key(w->card) || strcmp(w->card, t->on_reader) == 0)
		return;
	w->before_known = false;
	memset(w->before, 0, sizeof(w->before));
	for (k = 0; k < PIN_COUNT; k++)
		w->tries[k] = -1;
}
