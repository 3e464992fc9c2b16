/* Draws what a card holds. */
#include "tui/flow/card-view.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"
#include "tui/flow/perform.h"
#include "tui/widget/draw.h"

/* Of a state, in what its word says. */
static const enum look looks[] = {
	[VIEW_ABSENT] = LOOK_STRONG, [VIEW_NEEDS_PIN] = LOOK_STRONG, [VIEW_VALID] = LOOK_GOOD,
	[VIEW_EXPIRING] = LOOK_LATER, [VIEW_EXPIRED] = LOOK_BAD, [VIEW_BROKEN] = LOOK_BAD, [VIEW_NOT_YET] = LOOK_BAD,
	[VIEW_UNTRUSTED] = LOOK_BAD,
};

static int
draw_cert(int y, const struct card_view *c, enum cert_kind kind)
{
	char until[64];

	date_words(c->certs[kind].expires, until, sizeof until);
	if (c->certs[kind].state == VIEW_NEEDS_PIN)
		(void)snprintf(until, sizeof until, "%s", tr("暗証番号を確かめると分かります"));
	(void)draw_text(y, FRAME_LEFT, 28, LOOK_PLAIN, cert_name(kind, lang_now()));
	(void)draw_text(y, FRAME_LEFT + 28, 17, looks[c->certs[kind].state], cert_state_words(c->certs[kind].state));
	(void)draw_text(y, FRAME_LEFT + 46, draw_cols() - FRAME_LEFT - 46, LOOK_PLAIN, until);
	return y + 1;
}

/* The resident register's PIN is two references; the second has a line of its own where it isn't as the first. */
static int
draw_tries(int y, const struct card_view *c)
{
	static const char *const short_names[] = {
		[PIN_SIGN] = "署名用", [PIN_AUTH] = "利用者証明用", [PIN_JUKI] = "住民基本台帳用",
		    [PIN_ASSIST] = "券面事項入力補助用", [REFERENCE_JUKI_COMMON] = "住民基本台帳用(カード共通)",
	};
	const unsigned count = c->tries[REFERENCE_JUKI] == c->tries[REFERENCE_JUKI_COMMON] ? PIN_COUNT : REFERENCE_B;
	unsigned k;

	(void)draw_text(y, FRAME_LEFT, 25, LOOK_PLAIN, tr("暗証番号の残り回数"));
	for (k = 0; k < count; k++) {
		int left = c->tries[k], row = y + (int)k / 2, x = FRAME_LEFT + 28 + (int)k % 2 * 20;

		x += 1 + draw_text(row, x, 30, LOOK_PLAIN, tr(short_names[k]));
		if (left > 0)
			(void)draw_format(row, x, 10, LOOK_STRONG, c->odd & 1u << k ? "%d ?" : "%d", left);
		else
			(void)draw_text(row, x, 10, left == 0 ? LOOK_BAD : LOOK_STRONG, left == 0 ? tr("ロック") : left == VIEW_UNREAD ?
			    tr("不明") : tr("なし"));
	}
	return y + ((int)count + 1) / 2;
}

/* What of it isn't to be believed as it stands, or isn't there to see. */
static int
draw_doubts(int y, const struct card_view *c)
{
	int room = draw_cols() - FRAME_LEFT;

	if (c->unread != ERR_NONE)
		(void)draw_format(y++, FRAME_LEFT, room, LOOK_STRONG,
		    tr("読めないところがありました。置き直しても続くときは管理者に知らせてください [%s]"), err_name(c->unread));
	if (c->odd != 0)
		(void)draw_text(y++, FRAME_LEFT, room, LOOK_STRONG,
		    tr("? は、あるはずのない残り回数です。マイナンバーカードか確かめてください"));
	return y;
}

static int
draw_itself(int y, const struct app *app, const struct card_view *c)
{
	char until[64];

	date_words(c->expires, until, sizeof until);
	(void)draw_text(y, FRAME_LEFT, 28, LOOK_PLAIN, tr("カードそのもの"));
	(void)draw_text(y, FRAME_LEFT + 28, 17, LOOK_STRONG, !date_given(c->expires) ? tr("期限は券面で確認") :
	    date_compare(app_now(app).date, c->expires) > 0 ? tr("切れています") : tr("有効"));
	(void)draw_text(y, FRAME_LEFT + 46, 34, LOOK_PLAIN, until);
	return y + 1;
}

#define WRITES (1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_REVOKE)

/* Where its card work is done. */
static int
draw_place(int y, const struct app *app)
{
	const int room = draw_cols() - FRAME_LEFT;
	enum err e = perform_refuses(app);

	if (e != ERR_NONE) {
		(void)draw_text(y, FRAME_LEFT, room, LOOK_STRONG, err_what(e, lang_now()));
		return y + 2 + draw_wrap(y + 1, FRAME_LEFT, room - FRAME_LEFT, 2, LOOK_PLAIN, err_next(e, lang_now()));
	}
	if ((app->terminal & WRITES) == WRITES)
		(void)draw_text(y++, FRAME_LEFT, room, LOOK_STRONG,
		    tr("発行、更新、再設定、失効の書込みは、統合端末で行います"));
	else if (app->terminal == 0 && perform_lacks(app) != ERR_NONE)
		(void)draw_text(y++, FRAME_LEFT, room, LOOK_STRONG, err_what(ERR_CARD_NOT_TRAINING, lang_now()));
	return y;
}

int
card_view_draw(int y, const struct app *app)
{
	const struct card_view *c = &app->visit.card;

	y = draw_itself(y, app, c);
	y = draw_cert(y, c, CERT_SIGN);
	y = draw_cert(y, c, CERT_AUTH) + 1;
	y = draw_doubts(draw_tries(y, c), c) + 1;
	return draw_place(y, app);
}
