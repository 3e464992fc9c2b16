/* The folder of a test, and the store in it. */
#include "config.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "audit/verify.h"

struct scratch scratch;
struct store *store;

size_t
fixture_wrong(const struct faults *f)
{
	static const char warning[] = "注意: ";
	size_t i, wrong = f->count;

	for (i = 0; i < fault_kept(f); i++)
		wrong -= strncmp(f->list[i].message, warning, strlen(warning)) == 0;
	return wrong;
}

int
fixture_setup_folder(void **state)
{
	(void)state;
	scratch_new(&scratch);
	return 0;
}

int
fixture_setup_store(void **state)
{
	(void)state;
	scratch_new_fast(&scratch);
	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &store), ERR_NONE);
	return 0;
}

int
fixture_teardown(void **state)
{
	int64_t lines, broken;
	enum err chain = ERR_NONE;

	(void)state;
	if (store != NULL)
		chain = audit_verify(store, &lines, &broken);
	store_close(&store);
	scratch_free(&scratch);
	assert_int_equal(chain, ERR_NONE);
	return 0;
}

static bool
see_int(void *ctx, const struct store_value *v, size_t n)
{
	assert_int_equal(n, 1);
	*(int64_t *)ctx = store_as_int(&v[0]);
	return true;
}

int64_t
fixture_number(struct store *s, const char *sql)
{
	int64_t value = -1;

	assert_int_equal(store_run(s, sql, NULL, 0, see_int, &value), ERR_NONE);
	return value;
}

int64_t
fixture_count_audit(const char *event, const char *reason)
{
	const struct store_value values[] = { store_text(event), store_text(reason) };
	int64_t n = -1;

	assert_int_equal(store_run(store, "SELECT count(*) FROM audit WHERE event = ?1 AND reason = ?2", values, 2, see_int,
	    &n), ERR_NONE);
	return n;
}

bool
fixture_store_has(const char *bytes)
{
	static const char *const names[] = { "s.db", "s.db-wal" };
	static char all[1 << 20];
	bool found = false;
	size_t i, n;
	FILE *in;

	for (i = 0; i < 2; i++) {
		if ((in = fopen(scratch_path(&scratch, names[i]), "rb")) == NULL)
			continue;
		n = fread(all, 1, sizeof(all), in);
		found = found || memmem(all, n, bytes, strlen(bytes)) != NULL;
		(void)fclose(in);
	}
	return found;
}
