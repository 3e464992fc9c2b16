/* What the clerk chooses where the card writes its holder otherwise than the case. */
#include "tui/flow/written.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/dialog.h"
#include "tui/app/jobs.h"
#include "tui/flow/navigate.h"
#include "tui/flow/perform.h"

/* An edit, which a colleague has to look at where a second approval is needed. */
static void
taken(struct app *app, enum err e)
{
	if (e == ERR_NONE)
		perform_proved(app);
	else if (e == ERR_NOT_SECONDED)
		navigate_recorded(app, ERR_NONE, app->visit.number, err_what(e, lang_now()));
	else
		dialog_fail(app, e, NULL, NULL);
}

void
written_take(struct app *app)
{
	app_work(app, job_take_card, taken);
}

static void
recorded(struct app *app, enum err e)
{
	navigate_recorded(app, e == ERR_UNCHANGED ? ERR_NONE : e, app->visit.number,
	    tr("券面が古いと記録しました。先に住民窓口で券面を直してもらってください"));
}

/* The municipality's rules say whether the work goes on with such a face. */
static void
recorded_moved(struct app *app, enum err e)
{
	navigate_recorded(app, e == ERR_UNCHANGED ? ERR_NONE : e, app->visit.number,
	    tr("券面が古いと記録しました。規則のとおりに進めるか、先に券面を直してもらいます"));
}

void
written_outdated(struct app *app, bool address_alone)
{
	struct case_action *deed = &app->work.deed;

	*deed = (struct case_action){ .event = EVENT_CORRECT, .brings_facts = true };
	memcpy(deed->number, app->visit.number, sizeof deed->number);
	deed->facts.at.hour = -1;
	facts_set(&deed->facts, FACT_CARD_FACE, fact_word(FACT_CARD_FACE, "outdated"));
	app_work(app, job_deed, address_alone ? recorded_moved : recorded);
}
