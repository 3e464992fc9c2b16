/* Renewal (更新): new keys and certificates beside the old, one switch, then the old are revoked. */
#include "desk/run-private.h"

const struct step renew_steps[] = {
	{ "reset", { "暗証番号の再設定 (署名用)", "暗証番号の再設定 (利用者証明用)", "暗証番号の再設定 (住民基本台帳用)",
	    "暗証番号の再設定 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_FRESH, step_reset, 0 },
	{ "reset-common", { [PIN_JUKI] = "暗証番号の再設定 (住民基本台帳用、カード共通)" }, PLACE_CARD, REPEAT_FRESH, step_reset_common,
	    1u << PIN_JUKI },
	{ "verify", { "暗証番号の照合 (署名用)", "暗証番号の照合 (利用者証明用)", "暗証番号の照合 (住民基本台帳用)",
	    "暗証番号の照合 (券面事項入力補助用)" }, PLACE_CARD, REPEAT_VERIFY, step_verify, 0 },
	{ "old", { "いまの証明書の確認" }, PLACE_CARD, REPEAT_ONCE, step_old, 0 },
	{ "generate", { "鍵の生成 (署名用)", "鍵の生成 (利用者証明用)" }, PLACE_CARD, REPEAT_CERT, step_generate, 0 },
	{ "request", { "証明書の発行 (署名用)", "証明書の発行 (利用者証明用)" }, PLACE_ISSUER, REPEAT_CERT, step_request, 0 },
	{ "write", { "証明書の書込み (署名用)", "証明書の書込み (利用者証明用)" }, PLACE_CARD, REPEAT_CERT, step_write, 0 },
	{ "switch", { "新しい証明書への切替え" }, PLACE_CARD, REPEAT_ONCE, step_switch, 0 },
	{ "read-back", { "書込みの読返し" }, PLACE_CARD, REPEAT_ONCE, step_read_back, 0 },
	{ "confirm", { "認証局への確認と古い証明書の失効" }, PLACE_ISSUER, REPEAT_ONCE, step_confirm, 0 },
	{ .code = NULL },
};

const struct procedure renew_procedure = { .writes = true, .steps = renew_steps };
