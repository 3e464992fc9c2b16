/*
 * What a renewal of both certificates costs the terminal: the time outside the card, the CA and the disk, the
 * commands beside the fewest that could do it, and how often the disk is waited for.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../faults/world.h"
#include "card/virtual/virtual.h"
#include "tests/bench/figure.h"
#include "tests/bench/timing.h"

#define RUNS 15

static const struct scenario renewal = { "renew both", "renew", CERT_BOTH, 0, CERT_BOTH, 0 };

/* Time and calls of one of the places that are not ours. */
struct part { double seconds; unsigned calls; };
static struct part card, ca, disk;

/*
 * The fewest: power-up twice with SELECT JPKI and GET DATA of the number (4), the card's last day (1), SELECT of the
 * training application and both halves of the channel twice (6), the card's word behind SELECT and VERIFY, its file
 * selected and read (4), two PINs (2), which certificates there are (1) and both of them, about 1300 bytes in
 * pieces of 256 (12), two key pairs (2) and their public keys of 294 bytes in pieces of 239 behind a SELECT (6), two
 * certificates of about 1300 bytes in pieces of 239 behind a SELECT, written and read back (26), the switch (1), and the
 * status of both pairs (2).
 */
#define FEWEST 67

static void
add(struct part *p, double since)
{
	p->seconds += timing_now() - since;
	p->calls++;
}

/* --- the card, timed --------------------------------------------------------------------------- */

struct timed_wire { struct wire base; struct wire *inner; };

static enum err
power_on(struct wire *w)
{
	struct wire *inner = ((struct timed_wire *)w)->inner;

	return inner->ops->power_on(inner);
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t n, unsigned char *answer, size_t cap, size_t *len)
{
	struct wire *inner = ((struct timed_wire *)w)->inner;
	const double since = timing_now();
	const enum err e = inner->ops->transmit(inner, command, n, answer, cap, len);

	add(&card, since);
	return e;
}

static void
power_off(struct wire *w)
{
	struct wire *inner = ((struct timed_wire *)w)->inner;

	inner->ops->power_off(inner);
}

static void
state(struct wire *w, struct wire_state *st)
{
	struct wire *inner = ((struct timed_wire *)w)->inner;

	inner->ops->state(inner, st);
}

static const struct wire_ops wire_ops = { .name = "timed", .power_on = power_on, .transmit = transmit,
    .power_off = power_off, .state = state };

/* --- the CA, timed ----------------------------------------------------------------------------- */

struct timed_issuer { struct issuer base; struct issuer *inner; };

static enum err
request(struct issuer *i, const struct cert_request *q, struct cert *cert, char reason[ISSUER_REASON_MAX])
{
	struct issuer *inner = ((struct timed_issuer *)i)->inner;
	const double since = timing_now();
	const enum err e = inner->ops->request(inner, q, cert, reason);

	add(&ca, since);
	return e;
}

static enum err
confirm(struct issuer *i, const struct issuer_switch *sw, size_t n, const struct issuer_cause *cause)
{
	struct issuer *inner = ((struct timed_issuer *)i)->inner;
	const double since = timing_now();
	const enum err e = inner->ops->confirm(inner, sw, n, cause);

	add(&ca, since);
	return e;
}

static enum err
ca_cert(struct issuer *i, enum cert_kind kind, struct cert *cert)
{
	struct issuer *inner = ((struct timed_issuer *)i)->inner;

	return inner->ops->ca_cert(inner, kind, cert);
}

static const struct issuer_ops issuer_ops = { .name = "timed", .request = request, .confirm = confirm, .ca_cert = ca_cert };

/* --- the store's disk, timed through the VFS of the fault tests --------------------------------- */

static void
timed_sync(bool begins)
{
	static double since;

	if (begins)
		since = timing_now();
	else
		add(&disk, since);
}

static double
one_run(const char *made, const char *folder, const char *number, unsigned *commands, unsigned *syncs)
{
	struct mishap none = { .place = FAULT_NOWHERE };
	struct timed_wire wire = { .base = { .ops = &wire_ops } };
	struct timed_issuer issuer = { .base = { .ops = &issuer_ops } };
	struct fault_issuer fi;
	struct fault_wire fw;
	struct desk_result result;
	struct desk_pins pins;
	struct world w;
	struct desk desk;
	double since, all;
	enum err e;

	world_copy(made, folder);
	world_open(&w, folder, number);
	world_desk(&w, &fw, &fi, &none, &desk);
	wire.inner = w.wire;
	issuer.inner = w.issuer;
	desk.wire = &wire.base;
	desk.issuer = &issuer.base;
	world_pins(&renewal, &pins);
	card = ca = disk = (struct part){ 0, 0 };
	since = timing_now();
	e = desk_perform(&desk, number, &pins, &result);
	all = timing_now() - since - card.seconds - ca.seconds - disk.seconds;
	*commands = card.calls;
	*syncs = disk.calls;
	world_close(&w);
	if (e != ERR_NONE) {
		(void)fprintf(stderr, "renewal: %s\n", err_name(e));
		exit(1);
	}
	return all;
}

int
main(void)
{
	char base[] = "/tmp/madoguchi-bench-XXXXXX", made[WORLD_PATH], folder[WORLD_PATH], number[CASE_NUMBER_MAX];
	double host[RUNS], middle;
	unsigned i, commands = 0, syncs = 0;

	if (mkdtemp(base) == NULL)
		return 2;
	(void)snprintf(made, sizeof(made), "%s/made", base);
	(void)mkdir(made, 0700);
	fault_vfs_register();
	fault_vfs_watch_syncs(timed_sync);
	world_make(made, &renewal, number);
	for (i = 0; i < RUNS; i++) {
		(void)snprintf(folder, sizeof(folder), "%s/run%u", base, i);
		(void)mkdir(folder, 0700);
		host[i] = one_run(made, folder, number, &commands, &syncs);
	}
	middle = timing_median(host, RUNS);
	(void)figure("a renewal outside card, CA and disk", "ms", middle * 1e3, 0, 0);
	(void)figure("its APDUs, the fewest possible", "", commands, FEWEST, 0);
	(void)figure("its fsyncs of the store", "", syncs, 0, 0);
	world_empty(base);
	(void)rmdir(base);
	return 0;
}
