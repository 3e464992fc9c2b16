/* Changing a PIN whose old one is known (暗証番号の変更). Real cards allow it too: it needs no privileged command. */
#include "desk/run-private.h"

/* All are verified before any is changed: a slip in one is asked again, and the others are as they were. */
static const struct step steps[] = {
	{ "verify", { "暗証番号の照合 (署名用)", "暗証番号の照合 (利用者証明用)", "暗証番号の照合 (住民基本台帳用)",
	    "暗証番号の照合 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_VERIFY, step_verify, 0 },
	{ "check-old", { "いまの暗証番号の照合 (署名用)", "いまの暗証番号の照合 (利用者証明用)", "いまの暗証番号の照合 (住民基本台帳用)",
	    "いまの暗証番号の照合 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_OLD, step_check_old, 0 },
	{ "change", { "暗証番号の変更 (署名用)", "暗証番号の変更 (利用者証明用)", "暗証番号の変更 (住民基本台帳用)",
	    "暗証番号の変更 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_OLD, step_change, 0 },
	{ "change-common", { [PIN_JUKI] = "暗証番号の変更 (住民基本台帳用、カード共通)" }, PLACE_CARD, REPEAT_OLD, step_change_common,
	    1u << PIN_JUKI },
	{ .code = NULL },
};

const struct procedure change_procedure = { .steps = steps };
