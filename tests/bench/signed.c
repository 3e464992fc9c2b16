/*
 * What signing costs: an event of the audit log, committed, with its signature beside one without, and with an anchor
 * in a file too; and a log of LINES verified. Each is the middle of many, on the same disk.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/verify.h"
#include "tests/bench/figure.h"
#include "tests/bench/timing.h"
#include "tests/unit/scratch.h"

#define EVENTS 400
#define LINES 100000

static const struct actor clerk = { "bench", "hall", { { 2026, 11, 25 }, 8, 30, 0 }, ROLES_UNSTATED };
static struct scratch scratch;

static void
need(bool good, const char *what)
{
	if (good)
		return;
	(void)fprintf(stderr, "signed: %s\n", what);
	exit(1);
}

static struct store *
open_kept(const char *name, bool is_signed, bool anchored)
{
	struct audit_keeping kept = { .key = "" };
	struct store *s;

	need(store_open(scratch_path(&scratch, name), MODE_WORK, &s) == ERR_NONE, name);
	(void)snprintf(kept.key, sizeof(kept.key), "%s/audit.key", scratch.folder);
	if (anchored)
		(void)snprintf(kept.anchors, sizeof(kept.anchors), "%s/anchors", scratch.folder);
	need(!is_signed || audit_keep(s, &clerk, &kept) == ERR_NONE, "audit_keep");
	return s;
}

static double
event(struct store *s)
{
	const double start = timing_now();

	need(store_begin(s) == ERR_NONE && audit_write(s, &clerk, "case-noted", "26-000001-3",
	    "received") == ERR_NONE &&
	    store_commit(s) == ERR_NONE, "an event");
	return timing_now() - start;
}

/* Turn about, so that what else the machine does slows all alike. */
static bool
events(void)
{
	static const char *const what[] = { "an audited event", "the same, signed", "signed and anchored" };
	struct store *stores[] = { open_kept("plain.db", false, false), open_kept("signed.db", true, false),
	    open_kept("anchored.db", true, true) };
	static double took[3][EVENTS];
	double plain = 0, middle;
	bool good = true;
	int i, k;

	for (i = 0; i < EVENTS; i++)
		for (k = 0; k < 3; k++)
			took[k][i] = event(stores[k]);
	for (k = 0; k < 3; k++) {
		middle = timing_median(took[k], EVENTS) * 1000;
		good = figure(what[k], "ms", middle, k > 0 ? plain : 0, 0) && good;
		plain = k == 0 ? middle : plain;
		store_close(&stores[k]);
	}
	return good;
}

static bool
verified(void)
{
	struct store *s = open_kept("long.db", true, false);
	int64_t lines, broken;
	double start;
	long i;

	need(store_begin(s) == ERR_NONE, "begin");
	for (i = 0; i < LINES; i++)
		need(audit_write(s, &clerk, "case-noted", "26-000001-3", "received") == ERR_NONE, "a line");
	need(store_commit(s) == ERR_NONE, "commit");
	start = timing_now();
	need(audit_verify(s, &lines, &broken) == ERR_NONE && lines > LINES, "verify");
	start = timing_now() - start;
	store_close(&s);
	return figure("100,000 lines of the audit log verified", "s", start, 0, 0);
}

int
main(void)
{
	bool good;

	scratch_new(&scratch);
	good = events();
	good = verified() && good;
	scratch_free(&scratch);
	return good ? 0 : 1;
}
