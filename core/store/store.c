/* Statements and transactions, whatever kind of store it is. */
#include "store/driver-private.h"

void
store_close(struct store **s)
{
	if (*s == NULL)
		return;
	store_rollback(*s);
	if ((*s)->guard.freed != NULL)
		(*s)->guard.freed((*s)->guard.ctx);
	(*s)->driver->close(*s);
	*s = NULL;
}

void
store_set_guard(struct store *s, const struct store_guard *g)
{
	s->guard = *g;
}

const struct store_guard *
store_guard(const struct store *s)
{
	return &s->guard;
}

enum err
store_run(struct store *s, const char *sql, const struct store_value *values, size_t n, store_row *row, void *ctx)
{
	return s->driver->run(s, sql, values, n, row, ctx);
}

/* Reading to the end ends the statement: one that changes something and hands out a number makes the change only then. */
static bool
take_int(void *ctx, const struct store_value *columns, size_t n)
{
	*(int64_t *)ctx = n > 0 ? store_as_int(&columns[0]) : 0;
	return true;
}

enum err
store_get_int(struct store *s, const char *sql, const struct store_value *values, size_t n, int64_t *out)
{
	return store_run(s, sql, values, n, take_int, out);
}

int64_t
store_changed(struct store *s)
{
	return s->driver->changed(s);
}

bool
store_in_transaction(const struct store *s)
{
	return s->in_transaction;
}

enum err
store_begin(struct store *s)
{
	enum err e;

	if (s->in_transaction)
		return ERR_DATA;
	if ((e = s->driver->begin(s)) != ERR_NONE)
		return e;
	s->in_transaction = true;
	if (s->guard.begun != NULL && (e = s->guard.begun(s, s->guard.ctx)) != ERR_NONE)
		store_rollback(s);
	return e;
}

/*
 * After a commit whose answer was lost. Who is the only writer again knows that it has ended; then what it was to write
 * is there or never will be.
 */
static enum err
prove(struct store *s)
{
	bool done = false;
	enum err e;

	s->in_transaction = false;
	if (s->guard.proved == NULL || s->driver->begin(s) != ERR_NONE)
		return ERR_STORE_UNSURE;
	s->in_transaction = true;
	e = s->guard.proved(s, s->guard.ctx, &done);
	store_rollback(s);
	return e != ERR_NONE ? ERR_STORE_UNSURE : done ? ERR_NONE : ERR_STORE_SILENT;
}

/* A transaction that can't be committed is undone at once: nobody is left holding it. */
enum err
store_commit(struct store *s)
{
	enum err e;

	if (!s->in_transaction)
		return ERR_DATA;
	if ((s->guard.before != NULL && (e = s->guard.before(s, s->guard.ctx)) != ERR_NONE) ||
	    ((e = store_run(s, "COMMIT", NULL, 0, NULL, NULL)) != ERR_NONE && e != ERR_STORE_UNSURE))
		store_rollback(s);
	if (e == ERR_STORE_UNSURE)
		e = prove(s);
	s->in_transaction = false;
	if (e == ERR_NONE && s->guard.after != NULL)
		s->guard.after(s, s->guard.ctx);
	return e;
}

/* SQLite may have undone it by itself (a full disk): then ROLLBACK has nothing to do and says so. */
void
store_rollback(struct store *s)
{
	if (s->in_transaction)
		(void)store_run(s, "ROLLBACK", NULL, 0, NULL, NULL);
	s->in_transaction = false;
}

enum err
store_end(struct store *s, enum err e)
{
	if (e == ERR_NONE)
		return store_commit(s);
	store_rollback(s);
	return e;
}

void
store_yield(struct store *s)
{
	if (s->driver->yield != NULL && !s->in_transaction)
		s->driver->yield(s);
}

void
store_scrub(struct store *s)
{
	if (s->driver->scrub != NULL && !s->in_transaction)
		s->driver->scrub(s);
}

enum err
store_wipe(struct store *s)
{
	return s->in_transaction ? ERR_DATA : s->driver->wipe(s);
}

enum err
store_copy(struct store *s, const char *path, char *part)
{
	return s->driver->copy != NULL ? s->driver->copy(s, path, part) : ERR_STORE_TOOL;
}

bool
store_is_file(const struct store *s)
{
	return s->driver->copy != NULL;
}

const char *const *
store_checks(const struct store *s)
{
	static const char *const none[] = { NULL };

	return s->driver->checks != NULL ? s->driver->checks : none;
}
