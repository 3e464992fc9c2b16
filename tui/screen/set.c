/* Which PINs or which certificates: one or more, ticked with Space. */
#include "tui/screen/screens.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/widget/listbox.h"
#include "tui/flow/navigate.h"
#include "tui/flow/perform.h"

/* What it is opened with. */
struct set_choice { int procedure; unsigned chosen; };

struct set { struct listbox list; int procedure; enum fact fact; unsigned chosen; };

/* The PINs that a card has, as far as the rules tell before anything is known of the visit. */
static unsigned
pins_of(const struct app *app, int procedure)
{
	static struct facts facts;

	memset(&facts, 0, sizeof facts);
	if (procedure >= 0 && procedure < PROCEDURE_COUNT)
		facts_set(&facts, FACT_PROCEDURE, procedure);
	return profile_pins(app->profile, &facts, app_now(app).date);
}

/* What the card hasn't got can't be chosen. */
static bool
on_card(const struct app *app, const struct set *s, int i)
{
	const struct card_view *c = &app->visit.card;
	const enum fact fact = s->fact;

	if (fact == FACT_PINS && (pins_of(app, s->procedure) >> i & 1) == 0)
		return false;
	return !app->visit.card_known || (fact == FACT_PINS ? c->tries[i] != VIEW_NO_PIN : c->certs[i].state != VIEW_ABSENT);
}

static void
list(struct app *app, struct set *s)
{
	const struct fact_info *info = fact_info(s->fact);
	size_t at = s->list.at;
	int i;

	s->list = (struct listbox){ .numbers = true, .at = at };
	for (i = 0; info->words[i] != NULL; i++) {
		if (on_card(app, s, i))
			listbox_add(&s->list, tr(info->ja_words[i]), s->chosen & 1u << i ? tr("選択") : NULL, i);
	}
}

static void
begin(struct app *app, void *state, const void *what)
{
	const struct set_choice *choice = what;
	struct set *s = state;

	s->procedure = choice->procedure;
	s->fact = procedure_ends((enum procedure_kind)s->procedure) ? FACT_CERTIFICATES : FACT_PINS;
	s->chosen = choice->chosen;
	list(app, s);
}

/* Ticked at first: all certificates on the card that are to end; a card without PINs has no other PINs than these. */
static unsigned
ticked(const struct app *app, int procedure)
{
	unsigned all = 0, k;

	if (procedure == PROCEDURE_WITH_PINS)
		return pins_of(app, procedure) & ~(1u << PIN_SIGN);
	for (k = 0; k < CERT_COUNT && app->visit.card_known && procedure_ends((enum procedure_kind)procedure); k++)
		all |= app->visit.card.certs[k].state != VIEW_ABSENT ? CERT_BIT(k) : 0;
	return all;
}

void
set_screen_open(struct app *app, int procedure)
{
	app_open_with(app, &set_screen, &(struct set_choice){ .procedure = procedure,
	    .chosen = procedure == SET_CHECK ? 0 : ticked(app, procedure) });
}

void
set_screen_begin(struct app *app, const struct choice *c)
{
	if ((c->certificates | c->pins) == 0) {
		set_screen_open(app, (int)c->procedure);
		return;
	}
	decide_begin(app, c);
	app_open(app, &visitor_screen);
	(void)navigate_on(app);
}

static void
toggle(struct app *app, struct set *s)
{
	const struct listbox_row *row = listbox_focus(&s->list);

	if (row == NULL)
		return;
	s->chosen ^= 1u << row->value;
	list(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct set *s = state;
	bool taken = false, mine;

	if (p->key == PRESS_NONE && (p->c == ' ' || p->c == 0x3000)) {
		toggle(app, s);
		return true;
	}
	mine = listbox_press(&s->list, p, &taken);
	if (taken)
		toggle(app, s);
	return mine;
}

/* With nothing chosen it is the one that has the cursor. */
static void
go(struct app *app, void *state)
{
	struct set *s = state;

	if (s->chosen == 0)
		toggle(app, s);
	if (s->procedure == SET_CHECK) {
		perform_check(app, s->chosen);
		return;
	}
	decide_begin(app, &(struct choice){ .procedure = (enum procedure_kind)s->procedure,
	    .certificates = s->fact == FACT_PINS ? 0 : s->chosen, .pins = s->fact == FACT_PINS ? s->chosen : 0 });
	app_replace(app, &visitor_screen);
	(void)navigate_on(app);
}

static void
draw(struct app *app, void *state)
{
	struct set *s = state;
	int y = FRAME_BODY + 1;

	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, s->fact == FACT_PINS ?
	    tr("どの暗証番号ですか") : tr("どの電子証明書ですか"));
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, frame_rows() - 4, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
	(void)draw_text(y + 3 + (int)s->list.count, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
	    tr("数字かスペースキーで選び、Enter で進みます"));
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "次へ", .help = "選んだもので進みます", .act = go },
	{ .label = NULL },
};

const struct screen set_screen = {
	.name = "set",
	.title = "選択",
	.help = "手続をする暗証番号か電子証明書を選びます。いくつでも選べます。",
	.keys = keys,
	.state_size = sizeof(struct set),
	.begin = begin,
	.draw = draw,
	.press = press,
};
