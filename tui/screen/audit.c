/* The audit log, the newest lines first: of one case or clerk where asked; or what is unusual of looks at records. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "audit/event.h"
#include "base/case-number.h"
#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/gate.h"
#include "tui/app/jobs.h"
#include "tui/widget/lineedit.h"
#include "tui/widget/listbox.h"
#include "tui/app/words.h"

struct audit_state {
	struct lineedit line;
	struct listbox list;
	bool listed;
	bool looks;		/* the unusual looks instead of lines */
	char texts[VISIT_ROWS_MAX][160];
};

/* The state behind it, what a look was for, or why it was refused. */
static const char *
outcome_words(const char *reason)
{
	const enum lookup_purpose purpose = lookup_purpose_by_code(reason);
	enum case_state state = flow_state_by_code(reason);
	const size_t len = strcspn(reason, ",");
	unsigned e;

	if (state != CASE_STATE_COUNT)
		return flow_state_name(state, lang_now());
	if (purpose != LOOKUP_PURPOSE_COUNT)
		return tr(lookup_purpose_words(purpose));
	for (e = 0; e < ERR_COUNT; e++) {
		if (strlen(err_name((enum err)e)) == len && strncmp(err_name((enum err)e), reason, len) == 0)
			return err_what((enum err)e, lang_now());
	}
	return reason_words(reason);
}

/* What a refusal names behind its code: the other case of paper-other,letter:26-000002-1. */
static const char *
other_case(const char *reason)
{
	const char *number = strrchr(reason, ':');

	return number != NULL && case_number_check(number + 1) == ERR_NONE ? number + 1 : "";
}

/* Who it was the log doesn't know: the same person is told by the same digits. */
static void
show_looks(struct audit_state *s, const struct audit_work *w)
{
	size_t i;

	for (i = 0; i < w->look_count; i++) {
		const struct lookup_shown *l = &w->looks[i];

		(void)snprintf(s->texts[i], sizeof s->texts[i], tr("%s  %-8.8s %4ld回  %s  %s"), l->day, l->clerk,
		    l->times, tr(lookup_oddity_words(l->oddity)), l->person);
		listbox_add(&s->list, s->texts[i], NULL, (int)i);
	}
}

static void
show(struct app *app, void *state)
{
	struct audit_state *s = state;
	const struct audit_work *w = &app->work.audit;
	size_t i;

	s->listed = true;
	s->list = (struct listbox){ .count = 0 };
	if (s->looks) {
		show_looks(s, w);
		return;
	}
	for (i = 0; i < w->count; i++) {
		const struct audit_shown *l = &w->lines[i];

		(void)snprintf(s->texts[i], sizeof s->texts[i], "%04d-%02d-%02d %02d:%02d  %-8.8s %-11s %s  %s%s%s",
		    l->at.date.year, l->at.date.month, l->at.date.day, l->at.hour, l->at.minute, l->clerk, l->subject,
		    event_name(l->event, lang_now()), other_case(l->reason), *other_case(l->reason) != '\0' ? " " : "",
		    outcome_words(l->reason));
		listbox_add(&s->list, s->texts[i], NULL, (int)i);
	}
}

static void
load(struct app *app, const struct audit_state *s)
{
	text_narrow(s->line.text, app->work.text, sizeof app->work.text);
	app_ask(app, s->looks ? job_lookups : job_audit, NULL);
}

static void
enter(struct app *app, void *state)
{
	load(app, state);
}

static void
search(struct app *app, void *state)
{
	if (gate_takes(app, &((struct audit_state *)state)->line))
		load(app, state);
}

static void
turn(struct app *app, void *state)
{
	struct audit_state *s = state;

	if (!gate_takes(app, &s->line))
		return;
	s->looks = !s->looks;
	s->listed = false;
	load(app, s);
}

/* What the anchors outside the store know of it, where the settings name any. */
static const char *
anchors_words(const struct audit_work *w, char *out, size_t size)
{
	out[0] = '\0';
	if (w->anchors[0] == '\0')
		(void)snprintf(out, size, "%s", tr("控え(アンカー)の設定はありません"));
	else if (!w->anchored)
		(void)snprintf(out, size, "%s", tr("控え(アンカー)を読めません"));
	else
		(void)snprintf(out, size, tr("控え(アンカー)とは%ld行目まで合っています"), (long)w->proof.anchored_to);
	return out;
}

static void
verified(struct app *app, enum err e)
{
	const struct audit_work *w = &app->work.audit;
	char said[256], anchors[96];

	if (e != ERR_NONE && e != ERR_AUDIT_BROKEN && e != ERR_AUDIT_KEY) {
		app_refuse(app, e);
		return;
	}
	if (e == ERR_NONE)
		(void)snprintf(said, sizeof said, tr("%ld行に書き換えはありません。%s"), (long)w->proof.lines,
		    anchors_words(w, anchors, sizeof anchors));
	else
		(void)snprintf(said, sizeof said, tr("%ld行目が合いません: %s"), (long)w->proof.broken_at,
		    tr(audit_found_words(w->found)));
	app_say(app, said);
}

static void
verify(struct app *app, void *state)
{
	(void)state;
	app_work(app, job_audit_verify, verified);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct audit_state *s = state;
	bool taken;

	(void)app;
	if (listbox_moves(p))
		return listbox_press(&s->list, p, &taken);
	if (!lineedit_press(&s->line, p))
		return false;
	s->listed = false;
	return true;
}

/* The line in focus with its number, its clerk's whole name and its codes, as the help desk asks for them. */
static void
draw_whole(const struct app *app, const struct audit_state *s, int y)
{
	const struct listbox_row *row = listbox_focus(&s->list);
	const struct audit_shown *l;

	if (row == NULL)
		return;
	if (s->looks) {
		(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_FAINT,
		    app->work.audit.looks[row->value].clerk);
		return;
	}
	l = &app->work.audit.lines[row->value];
	(void)draw_format(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_FAINT, tr("%ld行目  %s  %s %s"), l->line, l->clerk, l->event,
	    l->reason);
}

static void
draw(struct app *app, void *state)
{
	struct audit_state *s = state;
	int y = FRAME_BODY, x;

	x = FRAME_LEFT + draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, tr("番号か職員")) + 2;
	app_cursor(app, y, lineedit_draw(&s->line, y, x, 30));
	if (!s->listed)
		return;
	if (s->looks && s->list.count == 0) {
		(void)draw_text(y + 2, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("ふつうでない見方はありません"));
		return;
	}
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, draw_rows() - FRAME_FOOT - y - 4, draw_cols() - 2),
	    FRAME_LEFT - 2);
	draw_whole(app, s, draw_rows() - FRAME_FOOT - 1);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "絞る", .help = "入力した受付番号か職員の行だけにします。空にすると全部です", .act = search },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "見方",
	    .help = "人の記録の見方で、ふつうでないものだけを出します。もう一度で戻ります",
	    .act = turn },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "確かめる",
	    .help = "記録が書き換えられていないかを、はじめから、控え(アンカー)があればそれとも比べて確かめます",
	    .act = verify },
	{ .label = NULL },
};

const struct screen audit_screen = {
	.name = "audit",
	.title = "監査の記録",
	.help = "だれが、いつ、どの案件に何をしたかの記録です。新しいものが上です。氏名などの個人情報は入っていません。",
	.keys = keys,
	.state_size = sizeof(struct audit_state),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
