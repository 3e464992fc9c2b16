/* The eleven practice cards: each teaches its situation, and none is ever half made. */
#include "desk/practice.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "card/jpki.h"
#include "card/text-ap.h"
#include "card/virtual/virtual.h"
#include "issuer/local/local.h"
#include "tests/unit/scratch.h"

static const struct moment at = { { 2026, 11, 23 }, 10, 30, 0 };
static const struct sm_keys keys = {
	.enc = "invented-enc-key", .mac = "invented-mac-key", .dek = "invented-dek-key", .len = 16,
};

struct bench {
	struct scratch scratch;
	char cards[96], ca[96], path[200];
	struct issuer *issuer;
	struct wire *wire;
	struct desk desk;
};

/* A CA and keys, made once: making them anew for each test takes a while. */
static struct scratch pool;

static void
put_key(unsigned n)
{
	unsigned char key[2048];
	char name[16];
	size_t len;

	assert_int_equal(virtual_new_key(key, sizeof(key), &len), ERR_NONE);
	(void)snprintf(name, sizeof(name), "%u.der", n);
	scratch_save(scratch_path(&pool, name), key, len);
}

static int
make_pool(void **state)
{
	struct issuer *issuer;
	char ca[96];
	unsigned n;

	(void)state;
	scratch_new(&pool);
	(void)snprintf(ca, sizeof(ca), "%s/ca", pool.folder);
	assert_int_equal(local_ca_open(ca, "madoguchi training", at, &issuer), ERR_NONE);
	issuer_free(&issuer);
	for (n = 0; n < 4; n++)		/* two for a making that is killed, two for the next */
		put_key(n);
	return 0;
}

static int
drop_pool(void **state)
{
	(void)state;
	scratch_free(&pool);
	return 0;
}

/* A CA that has issued nothing yet. */
static void
fresh_ca(struct bench *b, const char *name)
{
	char command[300];

	issuer_free(&b->issuer);
	(void)snprintf(b->ca, sizeof(b->ca), "%s/%s", b->scratch.folder, name);
	(void)snprintf(command, sizeof(command), "cp -a '%s/ca' '%s'", pool.folder, b->ca);
	assert_int_equal(system(command), 0);
	assert_int_equal(local_ca_open(b->ca, "madoguchi training", at, &b->issuer), ERR_NONE);
}

static struct moment
now(void *ctx)
{
	(void)ctx;
	return at;
}

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	scratch_new(&b->scratch);
	(void)snprintf(b->cards, sizeof(b->cards), "%s/cards", b->scratch.folder);
	fresh_ca(b, "ca");
	assert_non_null(b->wire = virtual_wire_new());
	b->desk = (struct desk){ .issuer = b->issuer, .wire = b->wire, .keys = &keys, .clock = { now, NULL },
	    .clerk = "tester", .roles = ROLES_UNSTATED };
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	virtual_set_key_pool(NULL);
	wire_free(&b->wire);
	issuer_free(&b->issuer);
	scratch_free(&b->scratch);
	free(b);
	return 0;
}

static enum err
take(struct bench *b, const char *name)
{
	return practice_card_file(b->cards, name, b->desk.profile, b->issuer, &keys, at, b->path, sizeof(b->path));
}

/* What a clerk sees of each card: certificates without and with the PIN, and the tries left. */
static const struct situation {
	const char *name;
	enum err open;
	enum cert_view_state sign, auth;
	int months;		/* to the authentication certificate's end */
	int sign_tries, auth_tries;
	bool card_expired;
} situations[] = {
	{ "about-to-expire", ERR_NONE, VIEW_EXPIRING, VIEW_EXPIRING, 2, 5, 3, false },
	{ "expired", ERR_NONE, VIEW_EXPIRED, VIEW_EXPIRED, -1, 5, 3, false },
	{ "no-sign", ERR_NONE, VIEW_ABSENT, VIEW_VALID, 29, 5, 3, false },
	{ "one-locked", ERR_NONE, VIEW_NEEDS_PIN, VIEW_VALID, 32, 0, 3, false },
	{ "both-locked", ERR_NONE, VIEW_NEEDS_PIN, VIEW_VALID, 15, 0, 0, false },
	{ "under-15", ERR_NONE, VIEW_ABSENT, VIEW_VALID, 40, -1, 3, false },
	{ "foreign", ERR_NONE, VIEW_VALID, VIEW_VALID, 7, 5, 3, false },
	{ "card-expired", ERR_NONE, VIEW_EXPIRED, VIEW_EXPIRED, -1, 5, 3, true },
	{ "name-changed", ERR_NONE, VIEW_ABSENT, VIEW_VALID, 30, 5, 3, false },
	{ "damaged", ERR_CARD_DAMAGED, VIEW_ABSENT, VIEW_ABSENT, 0, 0, 0, false },
	{ "former-name", ERR_NONE, VIEW_EXPIRING, VIEW_EXPIRING, 2, 5, 3, false },
};

static void
look(struct bench *b, const struct situation *s)
{
	bool open = s->sign != VIEW_ABSENT && s->sign_tries > 0;
	struct card_view view;
	struct desk_pins pins = { .last_tries = 0 };
	int left;

	assert_int_equal(secret_set(&pins.pin[PIN_SIGN], "MADO1234", 8), ERR_NONE);
	assert_int_equal(desk_look(&b->desk, open ? &pins : NULL, &view, &left), s->open);
	if (s->open != ERR_NONE)
		return;
	assert_int_equal(view.certs[CERT_SIGN].state, s->sign);
	assert_int_equal(view.certs[CERT_AUTH].state, s->auth);
	assert_int_equal(date_compare(view.certs[CERT_AUTH].expires, date_add_months(at.date, s->months)), 0);
	assert_int_equal(view.tries[PIN_SIGN], s->sign_tries);
	assert_int_equal(view.tries[PIN_AUTH], s->auth_tries);
	assert_int_equal(view.tries[PIN_JUKI], 3);
	assert_int_equal(view.tries[PIN_ASSIST], 3);
	assert_true(view.can_write);
	assert_int_equal(date_compare(view.expires, at.date) < 0, s->card_expired);
	assert_true(date_compare(view.certs[CERT_AUTH].expires, view.expires) <= 0);
}

static void
each_card_teaches_its_situation(void **state)
{
	struct bench *b = *state;
	const struct practice_card *c = practice_cards();
	size_t i;

	for (i = 0; i < sizeof(situations) / sizeof(*situations); i++, c++) {
		assert_string_equal(c->name, situations[i].name);
		assert_true(c->ja[0] != '\0' && c->en[0] != '\0');
		fresh_ca(b, c->name);	/* which knows nothing of the pool's keys */
		virtual_set_key_pool(pool.folder);
		assert_int_equal(take(b, c->name), ERR_NONE);
		assert_int_equal(virtual_wire_put(b->wire, b->path), ERR_NONE);
		look(b, &situations[i]);
	}
	assert_null(c->name);
}

/* Certificates that run twice as long are about to expire, or have, on these cards all the same. */
static void
another_law_leaves_them_their_situation(void **state)
{
	static const char text[] = "[municipality]\nname = 先例市\nsource = 例\n"
	    "[validity]\nbirthdays = 10\nrenewed = 11\nsource = 例\n";
	static struct faults faults;
	struct situation longer[sizeof(situations) / sizeof(*situations)];
	struct bench *b = *state;
	struct profile *p;
	size_t i;

	assert_int_equal(profile_read_text(text, &p, &faults), ERR_NONE);
	b->desk.profile = p;
	memcpy(longer, situations, sizeof(situations));
	for (i = 0; i < sizeof(longer) / sizeof(*longer); i++) {
		if (longer[i].months > 7)	/* neither at its end nor with the stay */
			longer[i].months += 60;
		fresh_ca(b, longer[i].name);
		virtual_set_key_pool(pool.folder);
		assert_int_equal(take(b, longer[i].name), ERR_NONE);
		assert_int_equal(virtual_wire_put(b->wire, b->path), ERR_NONE);
		look(b, &longer[i]);
	}
	b->desk.profile = NULL;
	profile_free(&p);
}

static void
holder_is_read_by_pin_or_by_b(void **state)
{
	struct bench *b = *state;
	struct card_word word;
	struct desk_pins pins = { .last_tries = 0 };
	int left;

	virtual_set_key_pool(pool.folder);
	assert_int_equal(take(b, "about-to-expire"), ERR_NONE);
	assert_int_equal(virtual_wire_put(b->wire, b->path), ERR_NONE);
	assert_int_equal(secret_set(&pins.pin[PIN_ASSIST], "1234", 4), ERR_NONE);
	assert_int_equal(desk_person(&b->desk, "", false, &pins, &word, &left), ERR_NONE);
	assert_string_equal(word.holder.name, "番号　花子");
	assert_int_equal(word.holder.sex, SEX_FEMALE);
	assert_int_equal(date_compare(word.holder.born, (struct date){ 1986, 1, 23 }), 0);
	/* 昭和61年1月23日, 2032年まで, 1101 */
	assert_int_equal(secret_set(&pins.check_b, "61012320321101", 14), ERR_NONE);
	assert_int_equal(desk_person(&b->desk, "", true, &pins, &word, &left), ERR_NONE);
	assert_string_equal(word.holder.address, "東京都千代田区霞が関二丁目１番２号");
}

static void
a_card_is_made_once(void **state)
{
	struct bench *b = *state;
	struct stat first, second;

	virtual_set_key_pool(pool.folder);
	assert_int_equal(take(b, "no-sign"), ERR_NONE);
	assert_int_equal(stat(b->path, &first), 0);
	assert_int_equal(first.st_mode & 0777, 0600);
	assert_int_equal(take(b, "no-sign"), ERR_NONE);
	assert_int_equal(stat(b->path, &second), 0);
	assert_int_equal(first.st_ino, second.st_ino);
	assert_int_equal(take(b, "no-such-card"), ERR_PRACTICE_CARD);
	assert_int_equal(take(b, "../no-sign"), ERR_PRACTICE_CARD);
	assert_int_equal(practice_card_file(b->cards, "expired", NULL, b->issuer, &keys, at, b->path, 10), ERR_TOO_LONG);
}

/* The counters of the one before were seen; under the same number a card that begins at 1 again would pass for a copy. */
static void
a_card_made_anew_is_another(void **state)
{
	struct bench *b = *state;
	struct card_view first, second;
	int left;

	virtual_set_key_pool(pool.folder);
	assert_int_equal(take(b, "no-sign"), ERR_NONE);
	assert_int_equal(virtual_wire_put(b->wire, b->path), ERR_NONE);
	assert_int_equal(desk_look(&b->desk, NULL, &first, &left), ERR_NONE);
	assert_int_equal(unlink(b->path), 0);
	assert_int_equal(take(b, "no-sign"), ERR_NONE);
	assert_int_equal(virtual_wire_put(b->wire, b->path), ERR_NONE);
	assert_int_equal(desk_look(&b->desk, NULL, &second, &left), ERR_NONE);
	assert_int_equal(strlen(second.identity), strlen(first.identity));
	assert_string_not_equal(second.identity, first.identity);
}

struct count { const char *path; unsigned valid, others; bool strange; };

static bool
tally(void *ctx, const struct local_ca_row *row)
{
	unsigned char hashes[CERT_COUNT][CERT_HASH];
	struct count *c = ctx;
	struct cert_info info;
	unsigned mask;

	if (row->state != ISSUER_VALID) {
		c->others++;
		return true;
	}
	c->valid++;
	if (virtual_key_hashes(c->path, hashes, &mask) != ERR_NONE || cert_parse(&row->cert, &info) != ERR_NONE ||
	    memcmp(hashes[row->kind], info.spki_hash, CERT_HASH) != 0)
		c->strange = true;
	return true;
}

/* Every certificate that counts is on the card. */
static unsigned
valid_and_on_card(struct bench *b)
{
	struct count c = { .path = b->path };

	assert_int_equal(local_ca_list(b->issuer, tally, &c), ERR_NONE);
	assert_false(c.strange);
	return c.valid;
}

/* An issuer that dies at one of its calls, before or after it did what it was asked. */
struct deadly { struct issuer issuer; struct issuer *real; int calls_left; bool after; };

static void
die_here(struct deadly *d, bool after)
{
	if (d->after == after && d->calls_left == 0)
		(void)raise(SIGKILL);
}

static enum err
deadly_request(struct issuer *i, const struct cert_request *req, struct cert *cert, char reason[ISSUER_REASON_MAX])
{
	struct deadly *d = (struct deadly *)(void *)i;
	enum err e;

	d->calls_left--;
	die_here(d, false);
	e = d->real->ops->request(d->real, req, cert, reason);
	die_here(d, true);
	return e;
}

static enum err
deadly_confirm(struct issuer *i, const struct issuer_switch *s, size_t n, const struct issuer_cause *cause)
{
	struct deadly *d = (struct deadly *)(void *)i;
	enum err e;

	d->calls_left--;
	die_here(d, false);
	e = d->real->ops->confirm(d->real, s, n, cause);
	die_here(d, true);
	return e;
}

static enum err
deadly_ca_cert(struct issuer *i, enum cert_kind kind, struct cert *cert)
{
	struct deadly *d = (struct deadly *)(void *)i;

	return d->real->ops->ca_cert(d->real, kind, cert);
}

static const struct issuer_ops deadly_ops = {
	.name = "deadly", .request = deadly_request, .confirm = deadly_confirm, .ca_cert = deadly_ca_cert,
};

/* In a process of its own; it comes back only if it wasn't killed. */
static void
make_and_die(struct bench *b, int call, bool after)
{
	struct deadly d = { .issuer = { &deadly_ops }, .calls_left = call, .after = after };
	pid_t pid = fork();
	int status;

	assert_true(pid != -1);
	if (pid == 0) {
		if (local_ca_open(b->ca, "madoguchi training", at, &d.real) == ERR_NONE)
			(void)practice_card_file(b->cards, "about-to-expire", NULL, &d.issuer, &keys, at, b->path,
			    sizeof(b->path));
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void
a_kill_leaves_none_or_a_whole_card(void **state)
{
	struct bench *b = *state;
	char ca[8];
	int i;

	for (i = 0; i < 6; i++) {	/* two requests and one confirmation, each before and after */
		(void)snprintf(ca, sizeof(ca), "ca%d", i);
		fresh_ca(b, ca);
		virtual_set_key_pool(pool.folder);
		make_and_die(b, 1 + i / 2, i % 2 == 1);
		virtual_set_key_pool(pool.folder);
		(void)virtual_new_key((unsigned char[2048]){ 0 }, 2048, &(size_t){ 0 });
		(void)virtual_new_key((unsigned char[2048]){ 0 }, 2048, &(size_t){ 0 });
		assert_int_equal(take(b, "about-to-expire"), ERR_NONE);
		assert_int_equal(valid_and_on_card(b), 2);
		assert_int_equal(virtual_wire_put(b->wire, b->path), ERR_NONE);
		look(b, &situations[0]);
		assert_int_equal(unlink(b->path), 0);
	}
}

static void
what_another_ca_began_is_made_anew(void **state)
{
	struct bench *b = *state;
	char ready[300];

	virtual_set_key_pool(pool.folder);
	assert_int_equal(take(b, "about-to-expire"), ERR_NONE);
	(void)snprintf(ready, sizeof(ready), "%s/about-to-expire.ready", b->cards);
	assert_int_equal(rename(b->path, ready), 0);
	fresh_ca(b, "other-ca");
	assert_int_equal(take(b, "about-to-expire"), ERR_NONE);
	assert_int_equal(access(ready, F_OK), -1);
	assert_int_equal(valid_and_on_card(b), 2);
}

#define BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH(each_card_teaches_its_situation),
		BENCH(another_law_leaves_them_their_situation),
		BENCH(holder_is_read_by_pin_or_by_b),
		BENCH(a_card_is_made_once),
		BENCH(a_card_made_anew_is_another),
		BENCH(a_kill_leaves_none_or_a_whole_card),
		BENCH(what_another_ca_began_is_made_anew),
	};

	return cmocka_run_group_tests(tests, make_pool, drop_pool);
}
