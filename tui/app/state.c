/* What is so now: which screen is on top, whether a job runs, what this clerk may do. */
#include "tui/app/app.h"

#include <string.h>

const struct screen *
app_top(const struct app *app)
{
	return app->depth > 0 ? app->stack[app->depth - 1].screen : NULL;
}

void *
app_state(struct app *app)
{
	return app->depth > 0 ? app->stack[app->depth - 1].state : NULL;
}

bool
app_busy(const struct app *app)
{
	return worker_busy(app->worker);
}

bool
app_may(const struct app *app, enum act act)
{
	return app->desk == NULL || clerk_may(app->desk->roles, act);
}

bool
app_over_pcsc(const struct app *app)
{
	return app->wire != NULL && strcmp(app->wire->ops->name, "pcsc") == 0;
}

bool
app_alone(const struct app *app)
{
	size_t i;

	for (i = 0; i < app->depth; i++) {
		if (app->stack[i].screen->alone)
			return true;
	}
	return false;
}
