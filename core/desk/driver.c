/* Which driver writes to the card at hand, and the keys that it wants. */
#include "desk/run-private.h"

#include "card/perso/training/training.h"

/* Those of the program; a new one is a folder beside perso/training and a line here. */
static const struct perso_ops *const compiled_in[] = { &training_driver, NULL };

enum err
desk_find_driver(const struct desk *desk, struct card *card, const struct perso_ops **ops, struct perso_able *able)
{
	return perso_find(desk->drivers != NULL ? desk->drivers : compiled_in, card, ops, able);
}

/* Everybody knows the keys that specifications print: they are good for practice only. */
enum err
driver_keys(const struct desk *desk, const struct perso_able *able)
{
	if (!able->keyed)
		return ERR_NONE;
	if (desk->keys == NULL)
		return ERR_CHANNEL_KEYS;
	return desk->mode != MODE_TRAINING && sm_keys_published(desk->keys) ? ERR_KEYS_PUBLISHED : ERR_NONE;
}
