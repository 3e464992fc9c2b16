/* What stands around every screen. The same thing always stands in the same place. */
#include "tui/app/frame.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/widget/keybar.h"
#include "tui/term/term.h"

/* What is the clerk's at the right end of line 1: so much at least, so that the time stands still, and at most. */
#define CLERK_CELLS 10
#define CLERK_CELLS_MAX 16

int
frame_rows(void)
{
	return draw_rows() - FRAME_BODY - FRAME_FOOT;
}

/* Practice is said by a word on every screen, so that it can't be taken for work. */
static int
draw_name(const struct app *app, int y)
{
	int x = 1 + draw_text(y, 1, 20, LOOK_STRONG, "madoguchi");

	if (app->practice.on)
		x += 1 + draw_text(y, x + 1, 10, LOOK_FOCUS, tr("練習"));
	return x;
}

/* The column at which what stands before it ends. */
static int
draw_clerk(const struct app *app, int y)
{
	const int end = draw_cols() - 1;
	size_t cells;

	(void)text_fit(app->place.clerk, CLERK_CELLS_MAX, &cells);
	(void)draw_text(y, end - (int)cells, (int)cells, LOOK_PLAIN, app->place.clerk);
	return end - 1 - (cells > CLERK_CELLS ? (int)cells : CLERK_CELLS);
}

static void
draw_place(const struct app *app)
{
	struct moment now = app_now(app);
	char date[64], at[128];
	int x = draw_name(app, 0) + 2, end = draw_clerk(app, 0);

	if (lang_now() == LANG_JA)
		date_format_era(now.date, date, sizeof date);
	else
		date_format_iso(now.date, date, sizeof date);
	(void)snprintf(at, sizeof at, "%s %02d:%02d", date, now.hour < 0 ? 0 : now.hour, now.minute);
	draw_right(0, end, LOOK_PLAIN, at);
	(void)draw_format(0, x, end - (int)text_cells(at) - 2 - x, LOOK_PLAIN, "%s %s",
	    app->place.municipality,
	    app->place.counter);
}

static const char *
reader_words(const struct app *app)
{
	if (app->reader.fault != ERR_NONE)
		return err_what(app->reader.fault, lang_now());
	return app->reader.card ? tr("置かれています") : tr("置かれていません");
}

/* In the middle of a visit there is place for what is wrong only; "" when nothing is. */
static const char *
trouble_words(const struct app *app)
{
	static const char *const words[ERR_COUNT] = {
		[ERR_PCSC_DOWN] = "pcscd停止", [ERR_PCSC_SILENT] = "pcscd応答なし", [ERR_PCSC_DENIED] = "リーダー許可なし",
		[ERR_READER_UNKNOWN] = "リーダーなし", [ERR_READER_BUSY] = "リーダー使用中", [ERR_READER_GONE] = "リーダーなし",
		[ERR_READER_NONE] = "リーダーなし",
	};

	if (app->reader.fault != ERR_NONE)
		return tr(words[app->reader.fault] != NULL ? words[app->reader.fault] : "リーダー異常");
	return !app->reader.card ? tr("カードなし") : app->card_other ? tr("別のカード") : "";
}

static int
draw_trouble(const struct app *app, int end)
{
	const char *words = trouble_words(app);

	draw_right(1, end, LOOK_STRONG, words);
	return words[0] != '\0' ? end - (int)text_cells(words) - 2 : end;
}

static const char *
system_words(const struct app *app)
{
	static const char *const words[] = { "認証局: 応答あり", "認証局: 混み合っています", "認証局: 止まっています" };

	return tr(words[app->system]);
}

/* Who was called, before anything else is known of them: "12番 予約10:30 番号　花子 様". */
static void
arrival_words(const struct arrival *a, char *out, size_t size)
{
	size_t n = 0;

	out[0] = '\0';
	if (a->ticket > 0)
		n = (size_t)snprintf(out, size, tr("番号札%d番"), a->ticket);
	if (a->booking > 0 && n < size)
		n += (size_t)snprintf(out + n, size - n, tr("%s予約%d:%02d"), n > 0 ? " " : "", a->at.hour,
		    a->at.minute);
	if (a->booking > 0 && n < size) {
		out[n++] = ' ';
		(void)snprintf(out + n, size - n, tr("%s 様"), a->person.name);
	}
}

static void
draw_case(const struct app *app)
{
	const struct visit *v = &app->visit;
	char name[160], who[PERSON_NAME_MAX + 64] = "";
	int x = FRAME_LEFT - 2, end = draw_cols() - 1, tail;

	arrival_words(&app->arrival, who, sizeof who);
	if (v->procedure[0] == '\0' && who[0] != '\0') {
		x += draw_format(1, x, end / 2, LOOK_PLAIN, tr("カード: %s"), reader_words(app)) + 4;
		(void)draw_text(1, x, end - x, LOOK_PERSON, who);
		return;
	}
	if (v->procedure[0] == '\0') {
		x += draw_format(1, x, end / 2, LOOK_PLAIN, tr("カード: %s"), reader_words(app)) + 4;
		x += draw_text(1, x, end - x, LOOK_PLAIN, system_words(app)) + 4;
		if (app->half_done > 0)
			(void)draw_format(1, x, end - x, LOOK_STRONG, app->depth > 1 ? tr("途中の処理: %u件") :
			    tr("途中の処理: %u件 (F4)"), app->half_done);
		return;
	}
	end = draw_trouble(app, end);
	visit_name(v, name, sizeof name);
	if (v->person_known)
		(void)snprintf(who, sizeof who, tr("%s 様"), v->person.name);
	if (v->number[0] != '\0')
		x += draw_text(1, x, end - x, LOOK_PLAIN, v->number) + 2;
	/* Whose it is stands there however much is done for them; a name longer than that leaves half of the line. */
	tail = who[0] != '\0' ? (int)text_cells(who) + 3 : 0;
	x += draw_text(1, x, end - x - (tail < (end - x) / 2 ? tail : (end - x) / 2), LOOK_STRONG, name) + 3;
	(void)draw_text(1, x, end - x, LOOK_PERSON, who);
}

/* The one question that matters: can we finish today? */
static void
draw_verdict(const struct app *app)
{
	const struct visit *v = &app->visit;
	int tail = (int)text_cells(v->way_out), x = FRAME_LEFT - 2, room = draw_cols() - 2 - (tail > 0 ? tail + 2 : 0);

	if (v->verdict[0] == '\0')
		return;
	x += draw_text(2, x, room, v->verdict_look, v->verdict) + 2;
	(void)draw_text(2, x, draw_cols() - x, LOOK_PLAIN, v->way_out);
}

void
frame_draw(struct app *app, const struct screen *s, const void *state)
{
	(void)state;
	if (app_alone(app)) {
		(void)draw_name(app, 0);
		return;
	}
	draw_place(app);
	draw_case(app);
	draw_verdict(app);
	draw_rule(FRAME_BODY - 1);
	(void)draw_format(FRAME_BODY - 1, 2, draw_cols() - 4, LOOK_STRONG, " %s ", tr(s->title));
	draw_rule(draw_rows() - 2);
}

/* While the reader asks for a PIN, a screen that isn't drawn meanwhile says so here. */
static const char *
message_of(const struct app *app)
{
	if (app->visit.asks != 0 && !app_top(app)->live)
		return tr("リーダーのボタンで、暗証番号を入力してください");
	return app->waiting && app->message[0] == '\0' ? tr("処理をしています。お待ちください") : app->message;
}

static void
draw_message(const struct app *app)
{
	const char *message = message_of(app);
	int rows = (int)text_cells(message) > draw_cols() - 2 ? 2 : 1, y = draw_rows() - FRAME_FOOT - rows + 1;

	if (message[0] != '\0') {
		draw_blank(y, 0, rows, draw_cols());
		(void)draw_wrap(y, 1, draw_cols() - 2, rows, LOOK_STRONG, message);
	}
}

void
frame_draw_wait(struct app *app)
{
	if (app->waiting || app->visit.asks != 0)
		draw_message(app);
	term_show(app->cursor_y, app->cursor_x);
}

void
frame_draw_foot(struct app *app)
{
	const struct screen *s = app_top(app);

	draw_message(app);
	draw_blank(draw_rows() - 1, 0, 1, draw_cols());
	keybar_draw(draw_rows() - 1, s->keys, app_keys, app, app_state(app));
}

void
frame_draw_small(struct app *app)
{
	(void)app;
	(void)draw_wrap(0, 0, draw_cols(), draw_rows(), LOOK_PLAIN,
	    tr("画面が小さすぎます。80桁24行以上に広げてください。広げればすぐ続けます"));
	term_show(0, 0);
}
