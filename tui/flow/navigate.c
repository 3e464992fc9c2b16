/* From the verdict to the screen that comes next. */
#include "tui/flow/navigate.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/flow/decide.h"
#include "tui/app/dialog.h"
#include "tui/flow/entry.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"

bool
navigate_to_inquiry(const struct app *app)
{
	const struct decision *d = &app->visit.reception.decision;

	return d->outcome == OUTCOME_INQUIRY ||
	    (d->outcome == OUTCOME_INCOMPLETE && d->otherwise == OUTCOME_INQUIRY);
}

/* What was settled for holds until the verdict is another. */
enum outcome
navigate_goal(const struct app *app)
{
	const struct visit *v = &app->visit;

	return v->settled && v->settled_at == v->reception.decision.outcome ? v->goal : OUTCOME_PROCEED;
}

static void
open_person(struct app *app)
{
	if (app->visit.card_known && app->reader.card)
		app_open(app, app_screen(app, SCREEN_PERSON));
	else
		entry_open_person(app);
}

static bool
somebody_else(const struct app *app)
{
	const struct facts *f = &app->visit.reception.facts;

	return facts_known(f, FACT_VISITOR) && f->value[FACT_VISITOR] != VISITOR_SELF;
}

/* The case's own screen is where everything else about it begins. */
static void
recorded(struct app *app, enum err e)
{
	char said[128], number[CASE_NUMBER_MAX];
	bool refused = navigate_goal(app) == OUTCOME_REFUSED;

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	(void)snprintf(number, sizeof number, "%s", app->work.number);
	(void)snprintf(said, sizeof said, tr("受付番号 %s で記録しました"), number);
	app_home(app);
	if (!refused)
		navigate_case(app, number);
	app_say(app, said);
}

bool
navigate_asks_until(const struct app *app)
{
	const struct profile *p = decide_profile(app);
	const struct facts *f = &app->visit.reception.facts;
	const struct date today = app_now(app).date;

	return navigate_goal(app) == OUTCOME_INQUIRY &&
	    profile_until_by_hand(p, profile_letter(p, f, today), today, f);
}

void
navigate_record(struct app *app)
{
	app->work.goal = navigate_goal(app);
	app->work.until = navigate_asks_until(app) ? app->visit.until : (struct date){ 0 };
	app_work(app, job_record, recorded);
}

static bool
settle(struct app *app, enum outcome goal)
{
	if (goal == OUTCOME_INQUIRY || goal == OUTCOME_KEEP)
		app_open(app, app_screen(app, SCREEN_RECORD));
	else
		navigate_record(app);
	return true;
}

bool
navigate_card_tells(const struct app *app, enum fact asked)
{
	const struct visit *v = &app->visit;

	return asked == FACT_BORN && !v->person_known && v->card_known && app->reader.card;
}

bool
navigate_on(struct app *app)
{
	const struct visit *v = &app->visit;
	const struct decision *d = &v->reception.decision;
	enum outcome goal = navigate_goal(app);
	bool named = goal == OUTCOME_PROCEED || goal == OUTCOME_INQUIRY || goal == OUTCOME_KEEP;

	if (d->outcome == OUTCOME_ASK ? !navigate_card_tells(app, decide_next(app)) :
	    goal == OUTCOME_PROCEED && d->outcome != OUTCOME_PROCEED)
		return false;
	if (named && !v->person_known)
		open_person(app);
	else if (named && somebody_else(app) && v->proxy.name[0] == '\0')
		entry_open_proxy(app);
	else if (navigate_asks_until(app) && !date_given(v->until))
		entry_open_until(app);
	else if (goal == OUTCOME_PROCEED && !procedure_on_paper(procedure_by_code(v->procedure)))
		app_open(app, app_screen(app, SCREEN_CONFIRM));
	else
		return settle(app, goal);
	return true;
}

void
navigate_settle_for(struct app *app, enum outcome goal)
{
	struct visit *v = &app->visit;

	v->settled = true;
	v->settled_at = v->reception.decision.outcome;
	v->goal = goal;
	(void)navigate_on(app);
}

const char *
navigate_fact_name(const struct app *app, const struct facts *f, enum fact fact)
{
	const char *name = profile_fact_name(decide_profile(app), fact);

	return name[0] != '\0' ? name : f->own[fact - FACT_OWN];
}

void
navigate_answer_words(const struct app *app, const struct facts *f, enum fact fact, char *out, size_t size)
{
	const struct fact_info *info = fact_info(fact);
	int32_t value = f->value[fact];
	size_t n = 0;
	int i;

	out[0] = '\0';
	if (!facts_known(f, fact))
		return;
	if (info->type == FACT_DATE && value == FACT_NONE)
		(void)snprintf(out, size, "%s", tr("なし"));
	else if (info->type == FACT_DATE)
		date_words(date_from_days(value), out, size);
	else if (info->type == FACT_CHOICE) {
		(void)snprintf(out, size, "%s", profile_word(decide_profile(app), fact, value));
		if (out[0] == '\0')	/* a reason that the profile hasn't */
			facts_word(f, fact, out, size);
	}
	for (i = 0; info->type == FACT_SET && info->words[i] != NULL && n < size; i++) {
		if (value & 1 << i)
			n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? "+" : "", tr(info->ja_words[i]));
	}
}

void
navigate_case(struct app *app, const char *number)
{
	app_open_with(app, app_screen(app, SCREEN_CASE), number);
}

void
navigate_recorded(struct app *app, enum err e, const char *number, const char *words)
{
	char opened[CASE_NUMBER_MAX];

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	(void)snprintf(opened, sizeof opened, "%s", number);	/* home forgets the visit */
	app_home(app);
	navigate_case(app, opened);
	app_say(app, words);
}
