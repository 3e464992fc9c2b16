/* Changing a PIN whose old one is known (暗証番号の変更). Real cards allow it too: it needs no privileged command. */
#include "desk/run-private.h"

static const struct step steps[] = {
	{ "change", { "暗証番号の変更 (署名用)", "暗証番号の変更 (利用者証明用)", "暗証番号の変更 (住民基本台帳用)",
	    "暗証番号の変更 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_OLD, step_change, 0 },
	{ "change-common", { [PIN_JUKI] = "暗証番号の変更 (住民基本台帳用、カード共通)" }, PLACE_CARD, REPEAT_OLD, step_change_common,
	    1u << PIN_JUKI },
	{ .code = NULL },
};

const struct procedure change_procedure = { "change-pin", steps };
