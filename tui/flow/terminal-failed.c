/* The card that came back couldn't be read as it was asked to: what the clerk can do about it. */
#include "tui/flow/terminal.h"

#include <stdio.h>

#include "base/lang.h"
#include "card/reference.h"
#include "tui/app/dialog.h"
#include "tui/app/jobs.h"
#include "tui/flow/own-card.h"

void
terminal_forget(struct app *app)
{
	visit_forget_pins(&app->visit);
	secret_wipe(&app->visit.secrets.check_b);
	app->visit.secrets.last_tries = 0;
	app->visit.secrets.holder_confirmed = false;
}

static void
read_on(struct app *app)
{
	app->visit.again(app);
}

static void
accept_last(struct app *app)
{
	app->visit.secrets.last_tries |= REFERENCE_BIT(app->work.taken.failed.reference);
	app->visit.again(app);
}

/* The clerk has looked at the card's face. */
static void
confirm_holder(struct app *app)
{
	app->visit.secrets.holder_confirmed = true;
	app->visit.again(app);
}

static void
read_anew(struct app *app)
{
	terminal_forget(app);
	app->visit.again(app);
}

/* Its tries are asked for where somebody types, and what the reader's keys can do. */
bool
terminal_looked(struct app *app, enum err e)
{
	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return false;
	}
	own_card_looked(app);
	return true;
}

static void
looked_for_b(struct app *app, void *state, enum err e)
{
	(void)state;
	if (!terminal_looked(app, e))
		return;
	app->visit.recorded = true;
	app->visit.taking = TAKING_ASKED;
	app_open(app, app_screen(app, SCREEN_PERSON));
}

/* What opens the card's word is asked for on the holder's screen, which says how many tries are left. */
static void
ask_b(struct app *app)
{
	terminal_forget(app);
	app_ask(app, job_look, looked_for_b);
}

/* The one that didn't fit, alone. */
static void
ask_again(struct app *app)
{
	const struct desk_result *r = &app->work.taken.failed;

	app->visit.card.tries[r->reference] = r->left;
	visit_plan(&app->visit, 1u << reference_pin(r->reference), 0, 0, app->visit.again);
	app_open(app, app_screen(app, SCREEN_PIN));
}

static const struct dialog_choice remedies[ERR_COUNT] = {
	[ERR_PIN_WRONG] = { .label = "もう一度入力する", .act = ask_again, .otherwise = read_on, .esc = "戻る" },
	[ERR_PIN_LAST_TRY] = { .label = "これで確かめる", .act = accept_last, .otherwise = read_anew, .esc = "戻る" },
	[ERR_PIN_LOCKED] = { .label = "読み直す", .act = read_on, .otherwise = read_on, .esc = "戻る" },
	[ERR_HOLDER_UNCONFIRMED] = { .label = "同じ人である", .act = confirm_holder, .otherwise = read_anew,
	    .esc = "戻る" },
	[ERR_PERSON_TWIN] = { .label = "この受付の人である", .act = confirm_holder, .otherwise = read_anew,
	    .esc = "戻る" },
	[ERR_B_WRONG] = { .label = "照合番号Bを入力する", .act = ask_b },
};

/* What tells the two apart, as far as anything does. */
static void
one_words(const struct person *p, char *out, size_t size)
{
	static const enum person_field fields[] = { PERSON_NAME, PERSON_KANA, PERSON_ADDRESS };
	char field[PERSON_ADDRESS_MAX + 1];
	size_t i, at = 0;

	for (i = 0; i < sizeof fields / sizeof fields[0] && at < size; i++) {
		person_field_text(p, fields[i], field, sizeof field);
		at += (size_t)snprintf(out + at, size - at, "%s%s", at > 0 && field[0] != '\0' ? " " : "", field);
	}
}

static void
twin_words(const struct person *p, const struct person *twin, char *out, size_t size)
{
	char one[900], other[900];

	one_words(p, one, sizeof one);
	one_words(twin, other, sizeof other);
	(void)snprintf(out, size, tr("受付の人: %s。もう一人: %s"), one, other);
}

void
terminal_failed(struct app *app, enum err e, void (*again)(struct app *))
{
	const struct desk_result *r = &app->work.taken.failed;
	char more[2048];

	app->visit.again = again;
	if (e == ERR_PIN_MISSING && r->reference == REFERENCE_B) {
		ask_b(app);
		return;
	}
	desk_failed_words(e, r, more, sizeof more);
	if (e == ERR_HOLDER_UNCONFIRMED)
		(void)snprintf(more, sizeof more, tr("カード: %s"), r->heard.name);
	if (e == ERR_PERSON_TWIN)
		twin_words(&app->work.open.file.person, &r->twin, more, sizeof more);
	if (e != ERR_PIN_LAST_TRY && e != ERR_HOLDER_UNCONFIRMED && e != ERR_PERSON_TWIN)
		terminal_forget(app);
	dialog_fail(app, e, more, remedies[e].label != NULL ? &remedies[e] : NULL);
}
