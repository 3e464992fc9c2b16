/* The screen when it is left alone. */
#include "tui/app/lock.h"

#include <stdio.h>
#include <time.h>

#include "tui/app/app.h"

static int64_t
system_seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_BOOTTIME, &t);
	return t.tv_sec;
}

static int64_t
seconds(const struct lock *l)
{
	return l->seconds != NULL ? l->seconds() : system_seconds();
}

void
lock_start(struct app *app, const struct setting *s)
{
	app->lock.after = 60 * (int64_t)s->lock_after;
	(void)snprintf(app->lock.command, sizeof app->lock.command, "%s", s->unlock_command);
	lock_touch(app);
}

void
lock_touch(struct app *app)
{
	app->lock.touched = seconds(&app->lock);
}

bool
lock_on(const struct app *app)
{
	size_t i;

	for (i = 0; i < app->depth; i++) {
		if (app->stack[i].screen == app_screen(app, SCREEN_LOCK))
			return true;
	}
	return false;
}

/* While it waits for something else than a key it isn't the clerk's being away that counts. */
static bool
idle(const struct app *app)
{
	return app->lock.after > 0 && !app_busy(app) && !lock_on(app);
}

int
lock_wait(const struct app *app)
{
	int64_t left = app->lock.touched + app->lock.after - seconds(&app->lock);

	if (!idle(app))
		return -1;
	return left > 0 ? (int)left * 1000 : 0;
}

void
lock_look(struct app *app)
{
	if (idle(app) && lock_wait(app) == 0)
		lock_now(app);
}

void
lock_now(struct app *app)
{
	visit_forget_pins(&app->visit);
	secret_wipe(&app->visit.secrets.check_b);
	app_cover(app, app_screen(app, SCREEN_LOCK));
}
