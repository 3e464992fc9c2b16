/* What the authority's terminal may have done otherwise: each is found and named, and what isn't shown is not believed. */
#include "case/handover.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct date today = { 2026, 11, 30 }, wanted_day = { 2032, 4, 1 };

/* Both certificates renewed on the day of the hand-over, and everything as it should be. */
static void
set_up(struct handover_want *w, struct handover_seen *s)
{
	unsigned i;

	*w = (struct handover_want){ .day = today, .fresh = CERT_BOTH, .before_known = true };
	*s = (struct handover_seen){ .card = HANDOVER_SAME_CARD, .today = today };
	for (i = 0; i < CERT_COUNT; i++) {
		w->until[i] = wanted_day;
		w->before[i].present = true;
		w->before[i].serial_len = 1;
		w->before[i].serial[0] = (unsigned char)(1 + i);
		s->certs[i].read = HANDOVER_READ;
		s->certs[i].present = true;
		s->certs[i].serial_len = 1;
		s->certs[i].serial[0] = (unsigned char)(11 + i);
		s->certs[i].from = today;
		s->certs[i].until = wanted_day;
	}
	for (i = 0; i < PIN_COUNT; i++)
		w->tries[i] = s->tries[i] = pin_format((enum pin_kind)i)->tries;
}

static void other_card(struct handover_want *w, struct handover_seen *s) { (void)w; s->card = HANDOVER_OTHER_CARD; }
static void other_holder(struct handover_want *w, struct handover_seen *s) { (void)w; s->card = HANDOVER_OTHER_HOLDER; }
static void auth_unread(struct handover_want *w, struct handover_seen *s) { (void)w; s->certs[CERT_AUTH].read = HANDOVER_UNREAD; }
static void sign_unread(struct handover_want *w, struct handover_seen *s) { (void)w; s->certs[CERT_SIGN].read = HANDOVER_UNREAD; }

static void
nothing_done(struct handover_want *w, struct handover_seen *s)
{
	unsigned i;

	for (i = 0; i < CERT_COUNT; i++)
		s->certs[i].serial[0] = w->before[i].serial[0];
}

static void
only_auth(struct handover_want *w, struct handover_seen *s)
{
	s->certs[CERT_SIGN].serial[0] = w->before[CERT_SIGN].serial[0];
}

static void
sign_off(struct handover_want *w, struct handover_seen *s)
{
	(void)w;
	s->certs[CERT_SIGN].present = false;
	s->certs[CERT_SIGN].read = HANDOVER_ABSENT;
}

static void
one_day_short(struct handover_want *w, struct handover_seen *s)
{
	(void)w;
	s->certs[CERT_AUTH].until.day--;
	s->certs[CERT_AUTH].until = (struct date){ 2032, 3, 31 };
}

static void
of_yesterday(struct handover_want *w, struct handover_seen *s)
{
	(void)w;
	s->certs[CERT_AUTH].from = (struct date){ 2026, 11, 29 };
}

static void
of_tomorrow(struct handover_want *w, struct handover_seen *s)
{
	(void)w;
	s->certs[CERT_AUTH].from = (struct date){ 2026, 12, 1 };
}

static void broken(struct handover_want *w, struct handover_seen *s) { (void)w; s->certs[CERT_AUTH].read = HANDOVER_BROKEN; }
static void foreign(struct handover_want *w, struct handover_seen *s) { (void)w; s->certs[CERT_AUTH].foreign = true; }

static void
revoke_sign(struct handover_want *w, struct handover_seen *s)
{
	w->fresh = 0;
	w->gone = CERT_BIT(CERT_SIGN);
	s->certs[CERT_AUTH].serial[0] = w->before[CERT_AUTH].serial[0];
	sign_off(w, s);
}

static void
revoked_not(struct handover_want *w, struct handover_seen *s)
{
	revoke_sign(w, s);
	s->certs[CERT_SIGN].present = true;
	s->certs[CERT_SIGN].read = HANDOVER_UNREAD;
}

static void
revoked_both(struct handover_want *w, struct handover_seen *s)
{
	revoke_sign(w, s);
	s->certs[CERT_AUTH].present = false;
	s->certs[CERT_AUTH].read = HANDOVER_ABSENT;
}

static void
auth_too(struct handover_want *w, struct handover_seen *s)
{
	w->fresh = CERT_BIT(CERT_SIGN);
	(void)s;
}

static void
reset(struct handover_want *w, struct handover_seen *s)
{
	w->fresh = 0;
	w->pins = 1u << PIN_SIGN;
	w->tries[PIN_SIGN] = 0;
	nothing_done(w, s);
}

static void
still_locked(struct handover_want *w, struct handover_seen *s)
{
	reset(w, s);
	s->tries[PIN_SIGN] = 0;
}

static void
not_full(struct handover_want *w, struct handover_seen *s)
{
	reset(w, s);
	s->tries[PIN_SIGN] = 4;
}

/* The counter was full before: it shows nothing. */
static void
was_full(struct handover_want *w, struct handover_seen *s)
{
	reset(w, s);
	w->tries[PIN_SIGN] = 5;
}

static void
was_full_but_taken(struct handover_want *w, struct handover_seen *s)
{
	was_full(w, s);
	s->verified = 1u << PIN_SIGN;
}

/* The other one was only forgotten: nothing shows that it was set. */
static void
two_pins(struct handover_want *w, struct handover_seen *s)
{
	reset(w, s);
	w->pins |= 1u << PIN_AUTH;
}

static void
two_pins_taken(struct handover_want *w, struct handover_seen *s)
{
	two_pins(w, s);
	s->verified = 1u << PIN_AUTH;
}

static void
renewed_without_pin(struct handover_want *w, struct handover_seen *s)
{
	(void)s;
	w->pins = 1u << PIN_SIGN;
}

static void
as_wanted(struct handover_want *w, struct handover_seen *s)
{
	(void)w;
	(void)s;
}

/* Only the signature certificate was wanted, and nobody typed its PIN. */
static void
sign_alone_unread(struct handover_want *w, struct handover_seen *s)
{
	w->fresh = CERT_BIT(CERT_SIGN);
	s->certs[CERT_AUTH].serial[0] = w->before[CERT_AUTH].serial[0];
	s->certs[CERT_SIGN].read = HANDOVER_UNREAD;
}

static const struct {
	const char *what;
	void (*happened)(struct handover_want *, struct handover_seen *);
	bool done;
	const char *code;	/* of the one difference; NULL: none */
} trials[] = {
	{ "as wanted", as_wanted, true, NULL },
	{ "the signature certificate not looked at", sign_unread, true, NULL },
	{ "the one certificate that can be read not looked at", auth_unread, false, NULL },
	{ "the signature certificate alone, not looked at", sign_alone_unread, false, NULL },
	{ "another card", other_card, false, "other-card" },
	{ "another holder", other_holder, false, "other-holder" },
	{ "nothing", nothing_done, false, "not-renewed" },
	{ "one certificate only", only_auth, false, "one-certificate" },
	{ "one certificate, the other lost", sign_off, false, "one-certificate" },
	{ "a day short", one_day_short, false, "other-date" },
	{ "issued the day before", of_yesterday, false, "issued-earlier" },
	{ "valid from tomorrow", of_tomorrow, false, "issued-later" },
	{ "half written", broken, false, "certificate-broken" },
	{ "by another CA", foreign, false, "other-issuer" },
	{ "revoked as wanted", revoke_sign, true, NULL },
	{ "not revoked", revoked_not, false, "still-there" },
	{ "both revoked", revoked_both, false, "certificate-gone" },
	{ "the other certificate too", auth_too, false, "not-asked-for" },
	{ "the PIN reset", reset, true, NULL },
	{ "the PIN still locked", still_locked, false, "pin-locked" },
	{ "the PIN not reset", not_full, false, "pin-not-reset" },
	{ "the PIN reset that was full", was_full, false, NULL },
	{ "two PINs reset, of which one was full", two_pins, false, NULL },
	{ "two PINs reset, and the full one taken", two_pins_taken, true, NULL },
	{ "renewed, and no PIN set that was full", renewed_without_pin, false, NULL },
	{ "the PIN reset that was full, and taken", was_full_but_taken, true, NULL },
};

static void
each_is_found_and_named(void **state)
{
	struct handover_want w;
	struct handover_seen s;
	struct handover_verdict v;
	const char *code;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(trials) / sizeof(*trials); i++) {
		set_up(&w, &s);
		trials[i].happened(&w, &s);
		handover_judge(&w, &s, &v);
		code = NULL;
		for (k = 0; k < v.count && code == NULL; k++)
			if (v.lines[k].difference != HANDOVER_AS_WANTED)
				code = handover_code(v.lines[k].difference);
		if (v.done != trials[i].done || (code == NULL) != (trials[i].code == NULL) ||
		    (code != NULL && strcmp(code, trials[i].code) != 0))
			fail_msg("%s: done %d, %s", trials[i].what, v.done, code != NULL ? code : "nothing");
	}
}

/* A visit that was handed over without a card on a reader: what was before is unknown, and nothing is made up. */
static void
without_a_look_before(void **state)
{
	struct handover_want w;
	struct handover_seen s;
	struct handover_verdict v;
	unsigned i;

	(void)state;
	set_up(&w, &s);
	w.before_known = false;
	for (i = 0; i < CERT_COUNT; i++)
		w.before[i].serial_len = 0;
	for (i = 0; i < PIN_COUNT; i++)
		w.tries[i] = -1;
	handover_judge(&w, &s, &v);
	assert_true(v.done);
	w.fresh = 0;
	w.pins = 1u << PIN_AUTH;
	handover_judge(&w, &s, &v);
	assert_false(v.done);		/* a full counter may have been full before */
}

static void
every_word_is_there(void **state)
{
	unsigned i;

	(void)state;
	for (i = 0; i < HANDOVER_DIFFERENCE_COUNT; i++) {
		assert_true(handover_code((enum handover_difference)i)[0] != '\0');
		assert_true(handover_words((enum handover_difference)i, LANG_JA)[0] != '\0');
		assert_true(handover_words((enum handover_difference)i, LANG_EN)[0] != '\0');
	}
	for (i = 0; i < TERMINAL_REFUSAL_COUNT; i++) {
		assert_int_equal(terminal_refusal_by_code(terminal_refusal_code((enum terminal_refusal)i)), i);
		assert_true(terminal_refusal_name((enum terminal_refusal)i, LANG_JA)[0] != '\0');
	}
	assert_int_equal(terminal_refusal_by_code("of its own"), TERMINAL_REFUSAL_COUNT);
}

/* Every difference, alone and behind one that says nothing: three of them leave it to the terminal's print. */
static void
what_speaks_against_a_print(void **state)
{
	char codes[128];
	unsigned d;

	(void)state;
	assert_false(handover_against_print(""));
	for (d = HANDOVER_AS_WANTED + 1; d < HANDOVER_DIFFERENCE_COUNT; d++) {
		const char *code = handover_code((enum handover_difference)d);
		const bool silent = d == DIFFERENT_CARD || d == DIFFERENT_HOLDER || d == DIFFERENT_STILL_THERE;

		assert_int_equal(handover_against_print(code), !silent);
		(void)snprintf(codes, sizeof(codes), "still-there,%s", code);
		assert_int_equal(handover_against_print(codes), !silent);
		(void)snprintf(codes, sizeof(codes), "%s,still-there", code);
		assert_int_equal(handover_against_print(codes), !silent);
	}
	assert_true(handover_against_print("still"));
	assert_true(handover_against_print("still-there-and-more"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_found_and_named),
		cmocka_unit_test(without_a_look_before),
		cmocka_unit_test(every_word_is_there),
		cmocka_unit_test(what_speaks_against_a_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
