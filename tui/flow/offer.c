/* Asks the rules about a procedure with nothing known but card, counter and day. */
#include "tui/flow/offer.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/words.h"
#include "tui/flow/verdict.h"

static bool
ask_rules(const struct app *app, const struct choice *c, struct facts *f, struct decision *d)
{
	*f = (struct facts){ .known = 0 };
	decide_chosen(app, f, c);
	return rule_decide(app->profile, f, app_now(app), d) == ERR_NONE && d->outcome == OUTCOME_REFUSED &&
	    d->reason_count > 0;
}

static bool
is_shut(const struct app *app, struct moment *next)
{
	const int n = profile_find_counter(app->profile, app->place.counter_code);

	*next = (struct moment){ .hour = -1 };
	return n >= 0 && !profile_counter_open(app->profile, (size_t)n, app_now(app), next);
}

static bool
is_hours(const char *code)
{
	return strcmp(code, "counter-closed") == 0 || strcmp(code, "after-last-acceptance") == 0;
}

static void
next_words(struct moment next, char *out, size_t size)
{
	char day[64];

	out[0] = '\0';
	date_words(next.date, day, sizeof day);
	if (day[0] != '\0')
		(void)snprintf(out, size, tr("%s %d:%02dから"), day, next.hour, next.minute);
}

/* Until when it is so, where that is known; else why in few words. */
static void
until_words(const struct app *app, const struct facts *f, const struct decision *d, char *out, size_t size)
{
	const char *code = d->reasons[0].code;
	struct moment next;

	out[0] = '\0';
	if (strcmp(code, "window-not-open") == 0)
		verdict_window(app->profile, f, d, out, size);
	else if (is_shut(app, &next))
		next_words(next, out, size);
	if (out[0] == '\0')
		(void)snprintf(out, size, "%s", reason_words_of(app->profile, code));
}

bool
offer_refused(const struct app *app, const struct choice *c, char note[OFFER_NOTE])
{
	char until[96];
	struct decision d;
	struct facts f;

	if (!ask_rules(app, c, &f, &d))
		return false;
	until_words(app, &f, &d, until, sizeof until);
	(void)snprintf(note, OFFER_NOTE, tr("できません(%s)"), until);
	return true;
}

void
offer_say_why(struct app *app, const struct choice *c)
{
	char until[96], said[APP_MESSAGE];
	struct decision d;
	struct facts f;

	if (!ask_rules(app, c, &f, &d))
		return;
	if (is_hours(d.reasons[0].code)) {
		(void)snprintf(said, sizeof said, tr("%s。F3で断りを記録(並んでいた方は責任者が入れます)"),
		    d.reasons[0].text);
		app_say(app, said);
		return;
	}
	until_words(app, &f, &d, until, sizeof until);
	(void)snprintf(said, sizeof said, tr("%s(%s)。F3で断りを記録"), d.reasons[0].text, until);
	app_say(app, said);
}

bool
offer_counter_shut(const struct app *app, char *out, size_t size)
{
	struct moment next;
	char since[96];

	if (!is_shut(app, &next))
		return false;
	next_words(next, since, sizeof since);
	(void)snprintf(out, size, tr("いまは受付時間外です。次の受付: %s"), since[0] != '\0' ? since : tr("未定"));
	return true;
}
