/* Versions of the residents' extract: one statement switches to a new one; the rows of old ones are deleted in batches. */
#include "people/extract-private.h"

#define HEAD "UPDATE resident_extract SET "

static enum err
run(struct store *s, const char *sql)
{
	return store_run(s, sql, NULL, 0, NULL, NULL);
}

static enum err
run_with(struct store *s, const char *sql, int64_t value)
{
	return store_run(s, sql, (const struct store_value[]){ store_int(value) }, 1, NULL, NULL);
}

/* -1 where there is no row. */
static enum err
read_number(struct store *s, const char *sql, int64_t *number)
{
	*number = -1;
	return store_get_int(s, sql, NULL, 0, number);
}

enum err
extract_begin(struct store *s, int64_t *generation)
{
	enum err e = store_begin(s);

	if (e != ERR_NONE)
		return e;
	return store_end(s, read_number(s, HEAD "latest = latest + 1 RETURNING latest", generation));
}

static enum err
check_latest(struct store *s, int64_t generation)
{
	int64_t latest;
	enum err e = read_number(s, "SELECT latest FROM resident_extract", &latest);

	return e == ERR_NONE && latest != generation ? ERR_OVERTAKEN : e;
}

enum err
extract_add_batch(struct store *s, int64_t generation, int64_t *batch)
{
	enum err e = check_latest(s, generation);

	*batch = -1;
	return e != ERR_NONE ? e : store_get_int(s, "INSERT INTO resident_batch (generation) VALUES (?1) RETURNING id",
	    (const struct store_value[]){ store_int(generation) }, 1, batch);
}

enum err
extract_put_in_force(struct store *s, int64_t generation)
{
	enum err e = check_latest(s, generation);

	return e != ERR_NONE ? e : run(s, HEAD "in_force = latest");
}

enum err
extract_give_up(struct store *s, int64_t generation)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : store_end(s, run_with(s, HEAD "latest = latest + 1 WHERE latest = ?1", generation));
}

enum err
extract_drop_latest(struct store *s)
{
	return run(s, HEAD "latest = latest + 1 WHERE latest <> in_force");
}

enum err
extract_empty(struct store *s)
{
	return run(s, HEAD "latest = latest + 1, in_force = latest + 1");
}

/* A batch goes with the last of its rows: one of an older store has all of them. */
static enum err
clear_some(struct store *s, int64_t *batch)
{
	enum err e = read_number(s, "SELECT b.id FROM resident_batch b, resident_extract e"
	    " WHERE b.generation <> e.in_force AND b.generation <> e.latest LIMIT 1", batch);
	const struct store_value values[] = { store_int(*batch), store_int(EXTRACT_BATCH) };

	if (e != ERR_NONE || *batch < 0)
		return e;
	e = store_run(s, "DELETE FROM resident_row WHERE id IN (SELECT id FROM resident_row WHERE batch = ?1 LIMIT ?2)",
	    values, 2, NULL, NULL);
	if (e == ERR_NONE && store_changed(s) < EXTRACT_BATCH)
		e = run_with(s, "DELETE FROM resident_batch WHERE id = ?1", *batch);
	return e;
}

enum err
extract_clear(struct store *s)
{
	int64_t batch;
	enum err e;

	while ((e = store_begin(s)) == ERR_NONE && (e = store_end(s, clear_some(s, &batch))) == ERR_NONE && batch >= 0)
		store_yield(s);
	return e;
}
