/* From the summary to the result: PINs, card work, and the way on after a failure. */
#include "tui/flow/perform.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "card/reference.h"
#include "tui/app/dialog.h"
#include "tui/app/jobs.h"
#include "tui/flow/decide.h"
#include "tui/flow/navigate.h"
#include "tui/flow/own-card.h"
#include "tui/flow/terminal.h"

static void
open_steps(struct app *app)
{
	app_open(app, app_screen(app, SCREEN_STEPS));
	perform_run(app);
}

static void
ask_pins(struct app *app)
{
	struct case_file f;
	unsigned known, fresh, old;

	visit_case(&app->visit, &f);
	desk_pins_wanted(&f, &known, &fresh, &old);
	visit_plan(&app->visit, known, fresh, old, open_steps);
	if (app->visit.plan.count > 0)
		app_open(app, app_screen(app, SCREEN_PIN));
	else
		open_steps(app);
}

enum err
perform_refuses(const struct app *app)
{
	return app->practice.on && !app->visit.card.can_write ? ERR_CARD_NOT_PRACTICE : ERR_NONE;
}

/* A PIN whose value is known is changed by the public command that every card has. */
enum err
perform_lacks(const struct app *app)
{
	const struct visit *v = &app->visit;
	enum err e = perform_refuses(app);

	if (e != ERR_NONE || v->card.can_write || procedure_by_code(v->procedure) == PROCEDURE_CHANGE_PIN)
		return e;
	return ERR_CARD_NOT_TRAINING;
}

/* The visit is on record: it goes on from its case. */
static void
stop_at_case(struct app *app, enum err e)
{
	char number[CASE_NUMBER_MAX];

	memcpy(number, app->visit.number, sizeof number);
	app_home(app);
	navigate_case(app, number);
	app_refuse(app, e);
}

static void
open_checked(struct app *app)
{
	app_open(app, app_screen(app, SCREEN_CHECKED));
}

void
perform_check(struct app *app, unsigned pins)
{
	app->visit.checks = pins;
	visit_plan(&app->visit, pins, 0, 0, open_checked);
	app_replace(app, app_screen(app, SCREEN_PIN));
}

void
perform_begin(struct app *app)
{
	const struct visit *v = &app->visit;
	enum err e = terminal_does(app) ? ERR_NONE : perform_lacks(app);
	const bool heard = v->word.card[0] != '\0' && strcmp(v->word.card, v->card.identity) == 0;

	if (e != ERR_NONE)
		stop_at_case(app, e);
	else if (heard || (terminal_does(app) && (!app->reader.card || terminal_without_card(v))))
		perform_proved(app);
	else
		app_open(app, app_screen(app, SCREEN_PERSON));
}

/* A card that told what the case didn't know may have filled its name in. */
static bool
lacks(const struct person *p)
{
	struct jis_pairs pairs = { .count = 0 };

	(void)jis_lacking(p->name, &pairs);
	(void)jis_lacking(p->former, &pairs);
	(void)jis_lacking(p->alias, &pairs);
	(void)jis_lacking(p->latin, &pairs);
	(void)jis_lacking(p->address, &pairs);
	return pairs.count > 0;
}

/* The holder has nothing more to agree to. */
static void
go_on(struct app *app)
{
	if (terminal_does(app))
		terminal_hand_over(app);
	else
		ask_pins(app);
}

void
perform_note_consent(struct app *app)
{
	app->visit.substitutes = app->work.consent.pairs;
	app->visit.substitutes_agreed = app->work.consent.agreed;
}

static void
consent_known(struct app *app, enum err e)
{
	if (e == ERR_NONE)
		perform_note_consent(app);
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
	else if (app->work.consent_wanted)
		app_open(app, app_screen(app, SCREEN_CONSENT));
	else
		go_on(app);
}

static void
ask_consent(struct app *app)
{
	memcpy(app->work.number, app->visit.number, sizeof app->work.number);
	app_work(app, job_consent, consent_known);
}

void
perform_agreed(struct app *app)
{
	app->work.consent.agreed = true;
	perform_note_consent(app);
	go_on(app);
}

/* Most names are whole: then nobody has to look. */
bool
perform_lacks_letters(const struct app *app)
{
	const struct visit *v = &app->visit;

	return visit_issues(v) && (lacks(&v->person) || lacks(&v->reception.file.person) || lacks(&v->word.holder));
}

static void
work_on(struct app *app)
{
	if (perform_lacks_letters(app))
		ask_consent(app);
	else
		go_on(app);
}

static void
mended(struct app *app, enum err e)
{
	if (e == ERR_NOT_SECONDED) {
		stop_at_case(app, e);
	} else if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
	} else {
		app->visit.card_refused = false;
		work_on(app);
	}
}

/* The card works by what is on record. */
void
perform_proved(struct app *app)
{
	if (app->visit.card_refused)
		app_work(app, job_mend, mended);
	else
		work_on(app);
}

/*
 * A card that wasn't known to the visit tells its facts: verdict and summary are computed anew. True: it was known. One
 * that nothing tells from others is another each time.
 */
static bool
take_card(struct app *app)
{
	struct visit *v = &app->visit;
	const bool same = v->card_known && strcmp(v->card.identity, app->work.card.identity) == 0;

	own_card_looked(app);
	v->card_unsure = false;
	if (!same && !v->at_rest && facts_known(&v->reception.facts, FACT_PROCEDURE)) {
		own_card_tell(app, &v->reception.facts);
		decide_again(app);
	}
	return same && v->card.identity[0] != '\0';
}

void
perform_refuse_card(struct app *app)
{
	static const struct dialog_choice back = { .label = "はじめのカードを置いて、続ける" };
	char whose[512];

	own_card_whose(&app->visit, whose, sizeof whose);
	if (app_top(app)->alone) {
		app_flush(app);		/* what was typed meanwhile was meant for it */
		app_close(app);
	}
	dialog_fail(app, ERR_CARD_OTHER, whose, &back);
}

static void
take_looked(struct app *app, enum err e, const char *known, const char *fresh)
{
	if (e != ERR_NONE)
		app_refuse(app, e);
	else if (!own_card_is(&app->visit, &app->work.card))
		perform_refuse_card(app);
	else
		app_say(app, take_card(app) ? known : fresh);
}

static void
put_on(struct app *app, void *state, enum err e)
{
	(void)state;
	take_looked(app, e, tr("カードを確かめました"), tr("カードを読みました"));
}

static void
looked(struct app *app, void *state, enum err e)
{
	(void)state;
	take_looked(app, e, tr("カードを確かめました。よければもう一度 Enter を押してください"),
	    tr("カードを読みました。よければもう一度 Enter を押してください"));
}

bool
perform_sure(struct app *app)
{
	const struct visit *v = &app->visit;

	if (!app->reader.card) {
		app_refuse(app, ERR_CARD_NONE);
		return false;
	}
	if (v->card_known && !v->card_unsure && own_card_is(v, &v->card))
		return true;
	app_ask(app, job_look, looked);
	return false;
}

void
perform_card(struct app *app, void *state)
{
	(void)state;
	if (app->reader.card) {
		app_ask(app, job_look, put_on);
		return;
	}
	desk_pins_wipe(&app->visit.secrets);
	app_say(app, tr("カードが離れました。同じカードを置いてください"));
}

/*
 * Only the value that the card refused is asked again: what a PIN is now once, what it shall be twice. Where the reader
 * would have asked for both, there is no new one yet.
 */
static void
ask_again(struct app *app)
{
	const bool old = app->work.result.old;
	const enum pin_kind pin = reference_pin(app->work.result.reference);
	const unsigned bit = 1u << pin, untyped = app->visit.secrets.pin[pin].len == 0 ? bit : 0;
	const unsigned fresh = app->visit.pins & (old ? untyped : bit);

	app_close(app);
	secret_wipe(old ? &app->visit.secrets.old[pin] : &app->visit.secrets.pin[pin]);
	visit_plan(&app->visit, old ? 0 : bit & ~fresh, fresh, old ? bit : 0, open_steps);
	app_open(app, app_screen(app, SCREEN_PIN));
}

/* The card on the reader isn't the one whose word was heard. */
static void
hear_again(struct app *app)
{
	memset(&app->visit.word, 0, sizeof app->visit.word);
	app_close(app);
	perform_begin(app);
}

/* The card has told what the case's certificate lacks. */
static void
consent_first(struct app *app)
{
	desk_pins_wipe(&app->visit.secrets);
	app_close(app);
	ask_consent(app);
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
	navigate_recorded(app, e, app->visit.number,
	    tr("暗証番号が合わないことを記録しました。3行目と、できることを見てください"));
}

/* A PIN from a paper doesn't fit: the case goes on as the rules say, with everything that was entered. */
static void
by_the_rules(struct app *app)
{
	const struct desk_result *r = &app->work.result;

	desk_pins_wipe(&app->visit.secrets);
	app->work.deed = (struct case_action){ .pin = reference_pin(r->reference), .locked = r->left == 0 };
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
	app_open(app, app_screen(app, SCREEN_CARD));
}

/* The way on after a failure; what isn't listed leads back to the summary, and so does Esc. */
static const struct dialog_choice remedies[ERR_COUNT] = {
	[ERR_PIN_WRONG] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_LAST_TRY] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_FORMAT] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_LATE] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_GIVEN_UP] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_MISMATCH] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_MISSING] = { .label = "もう一度入力する", .act = ask_again },
	[ERR_PIN_LOCKED] = { .label = "カードの確認からやり直す", .act = look_again },
	[ERR_PIN_DIFFERS] = { .label = "カードの確認からやり直す", .act = look_again },
	[ERR_CARD_NOT_PRACTICE] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CARD_NOT_TRAINING] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CARD_DAMAGED] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CARD_REMOVED] = { .label = "カードを置いて、続ける", .act = begin_again },
	[ERR_CARD_NONE] = { .label = "カードを置いて、続ける", .act = begin_again },
	[ERR_CARD_OTHER] = { .label = "はじめのカードを置いて、続ける", .act = begin_again },
	[ERR_HOLDER_OTHER] = { .label = "はじめに戻る", .act = give_up },
	[ERR_HOLDER_WRITTEN] = { .label = "カードを読んで確かめる", .act = hear_again },
	[ERR_FACE_CURRENT] = { .label = "カードを読んで確かめる", .act = hear_again },
	[ERR_PERSON_UNLIKE] = { .label = "カードを読んで確かめる", .act = hear_again },
	[ERR_PERSON_TWIN] = { .label = "カードを読んで確かめる", .act = hear_again },
	[ERR_CARD_FACE] = { .label = "はじめに戻る", .act = give_up },
	[ERR_SUBSTITUTES] = { .label = "代わりの文字を確かめる", .act = consent_first },
	[ERR_HALF_DONE] = { .label = "はじめに戻る", .act = give_up },
	[ERR_CASE_STATE] = { .label = "はじめに戻る", .act = give_up },
};

/* What the card said of the tries is shown where the PIN is asked for again. */
static void
note_tries(struct app *app, enum err e)
{
	const struct desk_result *r = &app->work.result;

	if (r->reference < REFERENCE_B && (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED || e == ERR_PIN_LAST_TRY ||
	    e == ERR_PIN_DIFFERS))
		app->visit.card.tries[r->reference] = r->left;
}

/* A PIN from a paper may not fit for good, or may have been mistyped: only the clerk can tell. */
static bool
from_paper(const struct app *app, enum err e)
{
	return app->visit.by_staff && app->work.result.reference < REFERENCE_B &&
	    (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED);
}

static struct dialog_choice
remedy(const struct app *app, enum err e)
{
	const struct desk_result *r = &app->work.result;
	struct dialog_choice choice = { .label = "戻って、もう一度行う", .act = begin_again };

	if (remedies[e].label != NULL)
		choice = remedies[e];
	if (choice.act == ask_again && r->reference == REFERENCE_B)
		choice = (struct dialog_choice){ .label = "戻って、もう一度行う", .act = begin_again };
	if (e == ERR_PIN_MISSING && r->reference == REFERENCE_B)
		choice = (struct dialog_choice){ .label = "照合番号Bを入力する", .act = hear_again };
	choice.otherwise = begin_again;
	choice.esc = "戻る";
	if (!from_paper(app, e))
		return choice;
	choice = (struct dialog_choice){ .label = "規則のとおりに進める", .act = by_the_rules, .otherwise = begin_again,
	    .esc = "戻る" };
	if (e == ERR_PIN_WRONG) {
		choice.otherwise = ask_again;
		choice.esc = "入力し直す";
	}
	return choice;
}

static void
fail(struct app *app, enum err e)
{
	const struct desk_result *r = &app->work.result;
	const struct dialog_choice choice = remedy(app, e);
	char more[ISSUER_REASON_MAX + 1024];
	size_t n;

	note_tries(app, e);
	desk_failed_words(e, r, more, sizeof more);
	n = strlen(more);
	if (from_paper(app, e) && e == ERR_PIN_WRONG)
		(void)snprintf(more + n, sizeof more - n, "%s", tr("。打ち間違いのときは Esc で、それだけ入力し直します"));
	if (e == ERR_CARD_OTHER && !app_alone(app))
		own_card_whose(&app->visit, more, sizeof more);
	if (e == ERR_CA_REFUSED)
		(void)snprintf(more, sizeof more, "%s", r->reason);
	n = strlen(more);
	desk_pins_words(r, more + n, sizeof more - n);
	if (choice.act != ask_again && choice.otherwise != ask_again)
		desk_pins_wipe(&app->visit.secrets);
	dialog_fail(app, e, more, &choice);
}

static void
performed(struct app *app, enum err e)
{
	app->visit.secrets.last_tries = 0;
	if (e != ERR_NONE) {
		fail(app, e);
		return;
	}
	desk_pins_wipe(&app->visit.secrets);
	app_replace(app, app_screen(app, SCREEN_RESULT));
}

void
perform_run(struct app *app)
{
	memset(app->visit.phases, 0, sizeof app->visit.phases);
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", app->visit.number);
	app->visit.secrets.holder_confirmed = app->visit.confirmed;
	app->visit.secrets.address_confirmed = app->visit.person.address[0] != '\0' &&
	    strcmp(app->visit.address_confirmed, app->visit.person.address) == 0;
	app->visit.secrets.word = app->visit.word;
	own_card_forget_opened(app);
	app_work(app, job_perform, performed);
}
