/*
 * The fault matrix: for every procedure, at every command to the card, every request to the CA and every write of the
 * store, everything that can happen there; then recovery, with the card and without it first; then the promises.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "card/virtual/virtual.h"
#include "world.h"

static const struct scenario scenarios[] = {
	{ "renew both", "renew", CERT_BOTH, 0, CERT_BOTH, 0 },
	{ "renew auth", "renew", CERT_BIT(CERT_AUTH), 0, CERT_BOTH, 0 },
	{ "renew both, a PIN forgotten", "renew", CERT_BOTH, 1u << PIN_SIGN, CERT_BOTH, 1u << PIN_SIGN },
	{ "issue both", "issue", CERT_BOTH, 0, 0, 0 },
	{ "issue sign after a move", "issue", CERT_BIT(CERT_SIGN), 0, CERT_BIT(CERT_AUTH), 0 },
	{ "unlock sign and auth", "unlock", 0, 1u << PIN_SIGN | 1u << PIN_AUTH, CERT_BOTH, 1u << PIN_SIGN | 1u << PIN_AUTH },
	{ "unlock juki and assist", "unlock", 0, 1u << PIN_JUKI | 1u << PIN_ASSIST, CERT_BOTH, 1u << PIN_JUKI },
	{ "change sign", "change-pin", 0, 1u << PIN_SIGN, CERT_BOTH, 0 },
	{ "change juki", "change-pin", 0, 1u << PIN_JUKI, CERT_BOTH, 0 },
	{ "change auth and assist", "change-pin", 0, 1u << PIN_AUTH | 1u << PIN_ASSIST, CERT_BOTH, 0 },
	{ "revoke both", "revoke", CERT_BOTH, 0, CERT_BOTH, 0 },
	{ "revoke auth", "revoke", CERT_BIT(CERT_AUTH), 0, CERT_BOTH, 0 },
};

static const enum fault_kind card_kinds[] = {
	FAULT_REMOVED_BEFORE, FAULT_REMOVED_AFTER, FAULT_GONE_BEFORE, FAULT_GONE_AFTER, FAULT_SILENT_BEFORE, FAULT_SILENT_AFTER,
	FAULT_TRUNCATED, FAULT_WRONG_STATUS, FAULT_RANDOM, FAULT_KILL_BEFORE, FAULT_KILL_AFTER,
};
static const enum fault_kind ca_kinds[] = {
	FAULT_REFUSED, FAULT_SILENT_BEFORE, FAULT_SILENT_AFTER, FAULT_TRUNCATED, FAULT_RANDOM, FAULT_KILL_BEFORE, FAULT_KILL_AFTER,
	FAULT_OTHER_DAY, FAULT_FORGED,
};
static const enum fault_kind store_kinds[] = { FAULT_FULL, FAULT_KILL_BEFORE, FAULT_KILL_AFTER };

static const struct { const enum fault_kind *kinds; size_t n; } kinds[] = {
	[FAULT_CARD] = { card_kinds, sizeof(card_kinds) / sizeof(*card_kinds) },
	[FAULT_CA] = { ca_kinds, sizeof(ca_kinds) / sizeof(*ca_kinds) },
	[FAULT_STORE] = { store_kinds, sizeof(store_kinds) / sizeof(*store_kinds) },
};

struct tally { unsigned long tried, broken, finished, undone, needed; };

/* The procedure with a fault in it. Everything is opened anew, as a program that starts would. */
static enum err
perform(const struct scenario *sc, const char *folder, const char *number, struct mishap *f)
{
	struct fault_issuer issuer;
	struct fault_wire wire;
	struct desk_result result;
	struct desk_pins pins;
	struct world w;
	struct desk desk;
	enum err e;

	world_open(&w, folder, number);
	world_desk(&w, &wire, &issuer, f, &desk);
	world_pins(sc, &pins);
	fault_vfs_set(f);
	e = desk_perform(&desk, number, &pins, &result);
	fault_vfs_set(NULL);
	world_close(&w);
	return e;
}

/* A fault that kills needs a process to kill. */
static void
perform_apart(const struct scenario *sc, const char *folder, const char *number, struct mishap *f)
{
	pid_t pid;
	int status;

	if (f->kind != FAULT_KILL_BEFORE && f->kind != FAULT_KILL_AFTER) {
		(void)perform(sc, folder, number, f);
		return;
	}
	(void)fflush(stdout);
	if ((pid = fork()) == 0) {
		(void)perform(sc, folder, number, f);
		_exit(0);
	}
	(void)waitpid(pid, &status, 0);
}

static bool
count_half_done(void *ctx, const struct half_done *h)
{
	(void)h;
	++*(int *)ctx;
	return true;
}

static enum recovery
recover(struct desk *desk, const char *number, bool with_card)
{
	enum recovery ended = RECOVERY_CARD_NEEDED;
	struct desk_result result;
	struct case_file *file = calloc(1, sizeof(*file));
	int open = 0;

	(void)desk_half_done(desk, count_half_done, &open);
	if (open > 0)
		(void)desk_recover(desk, number, with_card, &ended, &result);
	else if (file != NULL && case_load(desk->store, number, file) == ERR_NONE)
		ended = file->state == CASE_DONE ? RECOVERY_FINISHED : RECOVERY_UNDONE;
	free(file);
	return ended;
}

/* Recovers and judges; with_card_first false: tries without the card, then with it. */
static void
judge(const struct scenario *sc, const char *made, const char *folder, const char *number, const struct mishap *f,
    bool with_card_first, struct tally *t)
{
	struct mishap none = { .place = FAULT_NOWHERE };
	enum recovery ended = RECOVERY_CARD_NEEDED;
	struct fault_issuer issuer;
	struct fault_wire wire;
	const char *broken = NULL;
	struct world w;
	struct desk desk;

	world_open(&w, folder, number);
	world_desk(&w, &wire, &issuer, &none, &desk);
	if (!with_card_first && (ended = recover(&desk, number, false)) != RECOVERY_CARD_NEEDED)
		broken = world_broken(sc, made, &w, ended);
	t->needed += !with_card_first && ended == RECOVERY_CARD_NEEDED;
	if (broken == NULL && ended == RECOVERY_CARD_NEEDED)
		broken = (ended = recover(&desk, number, true)) == RECOVERY_CARD_NEEDED ? "recovery came to no end" :
		    world_broken(sc, made, &w, ended);
	world_close(&w);
	t->tried++;
	t->finished += ended == RECOVERY_FINISHED;
	t->undone += ended == RECOVERY_UNDONE;
	if (broken != NULL) {
		t->broken++;
		printf("BROKEN %s, %s %u %s, %s: %s\n", sc->name, fault_place_names[f->place], f->nth, fault_kind_names[f->kind],
		    with_card_first ? "with the card" : "without it first", broken);
	}
}

static void
one(const struct scenario *sc, const char *made, const char *folder, const char *number, enum fault_place place,
    enum fault_kind kind, unsigned nth, bool with_card_first, struct tally *t)
{
	struct mishap f = { .place = place, .kind = kind, .nth = nth, .noise = nth * 7919u + kind };

	world_empty(folder);
	world_copy(made, folder);
	perform_apart(sc, folder, number, &f);
	judge(sc, made, folder, number, &f, with_card_first, t);
}

static bool real_keys;

static void
use_pool(const char *base, const char *name)
{
	char path[WORLD_PATH];

	(void)snprintf(path, sizeof(path), "%s/%s", base, name);
	virtual_set_key_pool(real_keys ? NULL : path);
}

/* How many of each place a run without a fault goes by; it must end well. */
static bool
count(const struct scenario *sc, const char *made, const char *folder, const char *number, struct mishap *f, struct tally *t)
{
	enum err e;

	world_empty(folder);
	world_copy(made, folder);
	if ((e = perform(sc, folder, number, f)) != ERR_NONE) {
		printf("BROKEN %s: fails without a fault: %s\n", sc->name, err_name(e));
		t->broken++;
		return false;
	}
	if (f->asked_powered > 0) {
		printf("BROKEN %s: the CA is asked while the card is powered\n", sc->name);
		t->broken++;
	}
	judge(sc, made, folder, number, f, true, t);
	return true;
}

static void
run_scenario(const struct scenario *sc, const char *base, unsigned stride, struct tally *t)
{
	char made[WORLD_PATH], folder[WORLD_PATH], number[CASE_NUMBER_MAX];
	struct mishap f = { .place = FAULT_NOWHERE };
	unsigned place, nth;
	size_t k;

	(void)snprintf(made, sizeof(made), "%s/made", base);
	(void)snprintf(folder, sizeof(folder), "%s/run", base);
	(void)mkdir(made, 0700);
	(void)mkdir(folder, 0700);
	world_empty(made);
	use_pool(base, "before");
	world_make(made, sc, number);
	use_pool(base, "runs");
	if (!count(sc, made, folder, number, &f, t))
		return;
	for (place = FAULT_CARD; place <= FAULT_STORE; place++)
		for (k = 0; k < kinds[place].n; k++)
			for (nth = 1 + (unsigned)k % stride; nth <= f.seen[place]; nth += stride) {
				one(sc, made, folder, number, (enum fault_place)place, kinds[place].kinds[k], nth, true, t);
				one(sc, made, folder, number, (enum fault_place)place, kinds[place].kinds[k], nth, false, t);
			}
	printf("%-28s %4u card commands, %2u requests, %3u writes\n", sc->name, f.seen[FAULT_CARD], f.seen[FAULT_CA],
	    f.seen[FAULT_STORE]);
}

/*
 * usage: matrix [-r] [-s STRIDE] [-p PART/PARTS]
 * -r makes real keys; -s takes every STRIDEth place only; -p does one part of the scenarios, for several processors.
 */
int
main(int argc, char **argv)
{
	unsigned stride = 1, part = 0, parts = 1, i;
	char base[] = "/dev/shm/madoguchi-faults-XXXXXX", path[WORLD_PATH];
	struct tally t = { 0 };
	int c;

	while ((c = getopt(argc, argv, "rs:p:")) != -1)
		if (c == 'r')
			real_keys = true;
		else if ((c == 's' && (sscanf(optarg, "%u", &stride) != 1 || stride == 0)) ||
		    (c == 'p' && (sscanf(optarg, "%u/%u", &part, &parts) != 2 || parts == 0)) || c == '?')
			return 2;
	if (mkdtemp(base) == NULL)
		return 2;
	(void)snprintf(path, sizeof(path), "%s/before", base);
	world_make_keys(path, 2);
	(void)snprintf(path, sizeof(path), "%s/runs", base);
	world_make_keys(path, 4);
	fault_vfs_register();
	for (i = 0; i < sizeof(scenarios) / sizeof(*scenarios); i++)
		if (i % parts == part)
			run_scenario(&scenarios[i], base, stride, &t);
	world_empty(base);
	(void)rmdir(base);
	printf("%lu faults tried: %lu finished, %lu undone, %lu needed the card; %lu broke a promise\n", t.tried, t.finished,
	    t.undone, t.needed, t.broken);
	return t.broken == 0 && t.tried > 0 ? 0 : 1;
}
