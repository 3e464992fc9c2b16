/* Makes the counter beside the authority's terminal, and watches every byte that goes to its card. */
#include "audit/verify.h"
#include "tests/card/terminal-world.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct scratch certs;
static struct profile *profile;

int
world_make_certs(void **state)
{
	const char *top = getenv("top_srcdir");
	static struct faults faults;
	char command[512];

	(void)state;
	scratch_new(&certs);
	(void)snprintf(command, sizeof(command), "sh %s/tests/card/other-ca.sh %s", top != NULL ? top : ".",
	    certs.folder);
	if (system(command) != 0)
		return -1;
	(void)snprintf(command, sizeof(command), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	return profile_open(command, "national", &profile, &faults) == ERR_NONE ? 0 : -1;
}

int
world_remove_certs(void **state)
{
	(void)state;
	profile_free(&profile);
	scratch_free(&certs);
	return 0;
}

/* --- the wire ------------------------------------------------------------------------------------ */

static struct world *
world_of(struct wire *w)
{
	return (struct world *)(void *)((char *)w - offsetof(struct world, wire));
}

static void
note(struct world *w, const unsigned char *c, size_t len)
{
	w->changes += c[1] == 0x24 || c[1] == 0x2c || c[1] == 0x32 || c[1] == 0xd6 || (c[0] & 0x0c) != 0;
	if (c[1] != 0x20 || len <= 5)
		return;
	assert_true(w->sent_count < WORLD_SENT_MAX && len - 5 < sizeof(w->sent[0].bytes));
	memset(&w->sent[w->sent_count], 0, sizeof(w->sent[0]));
	memcpy(w->sent[w->sent_count++].bytes, c + 5, len - 5);
}

static enum err
transmit(struct wire *wire, const unsigned char *command, size_t len, unsigned char *answer, size_t cap, size_t *n)
{
	struct world *w = world_of(wire);

	if (w->kill_after > 0 && --w->kill_after == 0)
		(void)raise(SIGKILL);
	if (w->pull_after > 0 && --w->pull_after == 0)
		w->pulled = true;
	if (w->pulled)
		return ERR_CARD_REMOVED;
	note(w, command, len);
	return w->inner->ops->transmit(w->inner, command, len, answer, cap, n);
}

static enum err
power_on(struct wire *wire)
{
	struct world *w = world_of(wire);

	return w->pulled ? ERR_CARD_NONE : w->inner->ops->power_on(w->inner);
}

static void
power_off(struct wire *wire)
{
	world_of(wire)->inner->ops->power_off(world_of(wire)->inner);
}

static void
state_of(struct wire *wire, struct wire_state *s)
{
	world_of(wire)->inner->ops->state(world_of(wire)->inner, s);
}

static const struct wire_ops ops = {
	.name = "world", .power_on = power_on, .transmit = transmit, .power_off = power_off, .state = state_of,
};

/* --- the counter --------------------------------------------------------------------------------- */

static struct moment
now(void *ctx)
{
	return ((struct world *)ctx)->at;
}

void
world_cert(const char *name, struct cert *out)
{
	char path[256];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s.der", certs.folder, name);
	f = fopen(path, "rb");
	assert_non_null(f);
	out->len = fread(out->der, 1, sizeof(out->der), f);
	(void)fclose(f);
	assert_in_range(out->len, 500, sizeof(out->der) - 1);
}

void
world_put(struct world *w, enum cert_kind kind, const char *name)
{
	struct cert c = { .len = 0 };

	if (*name != '\0')
		world_cert(name, &c);
	other_card_put_cert(&w->card, kind == CERT_SIGN, *name != '\0' ? c.der : NULL, c.len);
}

void
world_put_ca(struct world *w, enum cert_kind kind, const char *name)
{
	struct cert c;

	world_cert(name, &c);
	other_card_put(&w->card, OTHER_JPKI, kind == CERT_SIGN ? 0x02 : 0x0b, c.der, c.len);
}

static void
open_store(struct world *w)
{
	char uri[160];

	(void)snprintf(uri, sizeof(uri), "sqlite:%s/store.db", w->folder.folder);
	assert_int_equal(store_open(uri, MODE_WORK, &w->desk.store), ERR_NONE);
}

int
world_setup(void **state)
{
	struct world *w = calloc(1, sizeof(*w));

	scratch_new_fast(&w->folder);
	w->at = (struct moment){ { 2026, 11, 20 }, 11, 0, 0 };
	w->desk = (struct desk){ .mode = MODE_WORK, .clock = { now, w }, .clerk = "sato", .counter = "01",
	    .roles = ROLES_UNSTATED, .city_code = "13101", .profile = profile, .wire = &w->wire };
	open_store(w);
	other_card_make(&w->card);
	world_put(w, CERT_SIGN, "sign-old");
	world_put(w, CERT_AUTH, "auth-old");
	world_put_ca(w, CERT_SIGN, "ca-sign");
	world_put_ca(w, CERT_AUTH, "ca-auth");
	w->inner = other_wire_new(&w->card, false);
	w->wire.ops = &ops;
	*state = w;
	return 0;
}

int
world_teardown(void **state)
{
	struct world *w = *state;
	int64_t lines, broken;

	assert_int_equal(audit_verify(w->desk.store, &lines, &broken), ERR_NONE);
	store_close(&w->desk.store);
	wire_free(&w->inner);
	reception_free(&w->r);
	scratch_free(&w->folder);
	free(w);
	return 0;
}

void
world_restart(struct world *w, const char *clerk)
{
	store_close(&w->desk.store);
	open_store(w);
	w->desk.clerk = clerk;
	memset(&w->taken, 0, sizeof(w->taken));
}

static struct actor
sato(const struct world *w)
{
	return (struct actor){ .clerk = w->desk.clerk, .counter = "01", .at = w->at, .roles = ROLES_UNSTATED };
}

void
world_open_case(struct world *w, const char *words)
{
	static struct personal hanako;
	const struct actor actor = sato(w);
	char why[FACTS_WHY_MAX];

	reception_free(&w->r);
	memset(&w->r, 0, sizeof(w->r));
	w->r.profile = profile;
	(void)snprintf(hanako.person.name, sizeof(hanako.person.name), "番号　花子");
	hanako.person.born = (struct date){ 1990, 1, 15 };
	hanako.person.sex = SEX_FEMALE;
	if (facts_read_words(&w->r.facts, NULL, words, why) != ERR_NONE)
		fail_msg("%s", why);
	facts_assume(&w->r.facts);
	assert_int_equal(reception_open(w->desk.store, &actor, &w->r, &hanako), ERR_NONE);
	if (w->r.file.state != CASE_APPROVED)
		fail_msg("%s: %s", words, w->r.file.decision);
	memcpy(w->number, w->r.file.number, sizeof(w->number));
}

void
world_hand_over(struct world *w)
{
	reception_free(&w->r);
	memset(&w->r, 0, sizeof(w->r));
	assert_int_equal(desk_hand_over(&w->desk, w->number, NULL, &w->r), ERR_NONE);
	assert_int_equal(w->r.file.state, CASE_HANDED_OVER);
}

enum err
world_take_back(struct world *w)
{
	memset(&w->taken.proof, 0, sizeof(w->taken.proof));	/* put on anew */
	return desk_take_back(&w->desk, w->number, &w->pins, &w->taken);
}

enum case_state
world_state(struct world *w)
{
	struct case_file f;

	assert_int_equal(case_load(w->desk.store, w->number, &f), ERR_NONE);
	return f.state;
}

const char *
world_codes(const struct world *w)
{
	static char out[256];
	size_t i;

	out[0] = '\0';
	for (i = 0; i < w->taken.verdict.count; i++) {
		if (w->taken.verdict.lines[i].difference == HANDOVER_AS_WANTED)
			continue;
		if (out[0] != '\0')
			strcat(out, " ");
		strcat(out, handover_code(w->taken.verdict.lines[i].difference));
	}
	return out;
}
