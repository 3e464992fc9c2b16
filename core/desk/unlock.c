/* Setting a PIN anew without knowing the old one (暗証番号の再設定・ロック解除). */
#include "desk/run-private.h"

static const struct step steps[] = {
	{ "verify", { "暗証番号の照合 (署名用)", "暗証番号の照合 (利用者証明用)", "暗証番号の照合 (住民基本台帳用)",
	    "暗証番号の照合 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_VERIFY, step_verify, 0 },
	{ "reset", { "暗証番号の再設定 (署名用)", "暗証番号の再設定 (利用者証明用)", "暗証番号の再設定 (住民基本台帳用)",
	    "暗証番号の再設定 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_FRESH, step_reset, 0 },
	{ "reset-common", { [PIN_JUKI] = "暗証番号の再設定 (住民基本台帳用、カード共通)" }, PLACE_CARD, REPEAT_FRESH, step_reset_common,
	    1u << PIN_JUKI },
	{ .code = NULL },
};

const struct procedure unlock_procedure = { .writes = true, .steps = steps };
