/* From the summary to the result: PINs, card work, and the way on after a failure. */
#include "tui/flow/perform.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/dialog.h"
#include "tui/app/jobs.h"
#include "tui/screen/screens.h"

static void
open_steps(struct app *app)
{
	app_open(app, &steps_screen);
	perform_run(app);
}

void
perform_ask_pins(struct app *app)
{
	struct case_file f;
	unsigned known, fresh, old;

	visit_case(&app->visit, &f);
	desk_pins_wanted(&f, &known, &fresh, &old);
	visit_plan(&app->visit, known, fresh, old, open_steps);
	app_open(app, &pin_screen);
}

void
perform_card(struct app *app, void *state)
{
	(void)state;
	if (app->reader.card)
		return;
	desk_pins_wipe(&app->visit.secrets);
	app_say(app, tr("カードが離れました。同じカードを置いてください"));
}

/* Only the PIN that failed is asked again. */
static void
ask_again(struct app *app)
{
	enum pin_kind pin = app->work.result.pin;
	unsigned bit = 1u << pin;

	app_close(app);
	secret_wipe(&app->visit.secrets.pin[pin]);
	visit_plan(&app->visit, app->visit.pins & bit ? 0 : bit, app->visit.pins & bit, 0, open_steps);
	app_open(app, &pin_screen);
}

/* Back to the summary: Enter there begins again, PINs and all. */
static void
begin_again(struct app *app)
{
	desk_pins_wipe(&app->visit.secrets);
	app_close(app);
}

static void
refused(struct app *app, enum err e)
{
	char number[CASE_NUMBER_MAX];

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	memcpy(number, app->visit.number, sizeof number);
	app_home(app);
	case_screen_open(app, number);
	app_say(app, tr("暗証番号が合わないことを記録しました。3行目と、できることを見てください"));
}

/* A PIN from a paper doesn't fit: the case goes on as the rules say, with everything that was entered. */
static void
by_the_rules(struct app *app)
{
	const struct desk_result *r = &app->work.result;

	desk_pins_wipe(&app->visit.secrets);
	app->work.deed = (struct case_action){ .pin = r->pin, .locked = r->left == 0 };
	memcpy(app->work.deed.number, app->visit.number, sizeof app->work.deed.number);
	app_work(app, job_pin_refused, refused);
}

static void
give_up(struct app *app)
{
	app_home(app);
}

static void
look_again(struct app *app)
{
	app_home(app);
	app_open(app, &card_screen);
}

/* The way on after a failure; what isn't listed leads back to the summary, and so does Esc. */
static const struct dialog_choice remedies[ERR_COUNT] = {
	[ERR_PIN_WRONG] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_LAST_TRY] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_FORMAT] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_MISSING] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_LOCKED] = { .label = "カードの確認からやり直す", .act = look_again },
	[ERR_CARD_NOT_TRAINING] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CARD_DAMAGED] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CARD_REMOVED] = { .label = "カードを置いて、続ける", .act = begin_again },
	[ERR_CARD_NONE] = { .label = "カードを置いて、続ける", .act = begin_again },
	[ERR_CARD_OTHER] = { .label = "はじめのカードを置いて、続ける", .act = begin_again },
	[ERR_HOLDER_OTHER] = { .label = "はじめに戻る", .act = give_up },
	[ERR_HALF_DONE] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CASE_STATE] = { .label = "はじめに戻る", .act = give_up },
};

static void
fail(struct app *app, enum err e)
{
	const struct desk_result *r = &app->work.result;
	struct dialog_choice choice = { .label = "戻って、もう一度行う", .act = begin_again };
	char more[ISSUER_REASON_MAX + 512] = "";
	size_t n;

	if (remedies[e].label != NULL)
		choice = remedies[e];
	if (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED || e == ERR_PIN_LAST_TRY)
		app->visit.card.tries[r->pin] = e == ERR_PIN_LOCKED ? 0 : r->left;
	if (e == ERR_PIN_WRONG && r->left == 0)
		choice = remedies[ERR_PIN_LOCKED];
	if (e == ERR_PIN_WRONG || e == ERR_PIN_LAST_TRY)
		(void)snprintf(more, sizeof more, tr("残り %d 回です"), r->left);
	if (app->visit.by_staff && (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED)) {
		choice = (struct dialog_choice){ .label = "規則のとおりに進める", .act = by_the_rules };
		(void)snprintf(more, sizeof more, tr("残り %d 回です。打ち間違いのときは Esc で戻ります"), r->left);
	}
	if (e == ERR_CA_REFUSED)
		(void)snprintf(more, sizeof more, "%s", r->reason);
	n = strlen(more);
	desk_pins_words(r, more + n, sizeof more - n);
	if (choice.act != ask_again)
		desk_pins_wipe(&app->visit.secrets);
	choice.otherwise = begin_again;
	dialog_fail(app, e, more, &choice);
}

static void
performed(struct app *app, enum err e)
{
	app->visit.secrets.last_try = false;
	if (e != ERR_NONE) {
		fail(app, e);
		return;
	}
	desk_pins_wipe(&app->visit.secrets);
	app_replace(app, &result_screen);
}

void
perform_run(struct app *app)
{
	memset(app->visit.phases, 0, sizeof app->visit.phases);
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", app->visit.number);
	app->visit.secrets.holder_confirmed = app->visit.confirmed;
	app_work(app, job_perform, performed);
}
