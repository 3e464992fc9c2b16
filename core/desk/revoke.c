/* Revocation at the holder's request (失効申請): first at the CA, then the card lets the pair go. */
#include "desk/run-private.h"

static const struct step steps[] = {
	{ "held", { "いまの証明書の確認" }, PLACE_CARD, REPEAT_ONCE, step_held, 0 },
	{ "revoke", { "認証局での失効" }, PLACE_ISSUER, REPEAT_ONCE, step_revoke, 0 },
	{ "deactivate", { "カードからの取外し" }, PLACE_CARD, REPEAT_ONCE, step_deactivate, 0 },
	{ .code = NULL },
};

const struct procedure revoke_procedure = { .writes = true, .steps = steps };
