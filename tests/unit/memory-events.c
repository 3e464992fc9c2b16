/*
 * Memory that runs out while a case goes on: a letter, its reply, a card that is kept, posted or handed over. Nothing of
 * the event is there, or all of it.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "case/handover.h"
#include "case/reception.h"
#include "fixture.h"
#include "short-memory.h"
#include "upkeep/check.h"

static const struct actor sato = { .clerk = "sato", .counter = "", .at = { { 2026, 11, 20 }, 10, 30, 0 },
    .roles = ROLES_UNSTATED };
static struct profile *profile;
static struct reception reception;
static char number[CASE_NUMBER_MAX];

#define HOLDER " resident=yes card=valid card-face=current born=1990-02-03 ward=no sign-pin=known auth-pin=known" \
	" sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード"
#define PROXY " doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth"
static const char by_letter[] = "procedure=issue reason=moved visitor=proxy visit=1 system=up" HOLDER PROXY;
static const char to_keep[] = "procedure=issue reason=moved visitor=self visit=1 system=congested keep-consent=yes" HOLDER;
static const char at_once[] = "procedure=issue reason=moved visitor=self visit=1 system=up" HOLDER;
static const char replied[] = "visit=2 reply-complete=yes power-of-attorney=yes revocation-consent=yes booked=yes"
    " concealed=envelope doc=applicant:マイナンバーカード" PROXY;

static struct facts
facts_of(const char *words)
{
	struct facts f = { .known = 0 };
	char why[FACTS_WHY_MAX];

	assert_int_equal(facts_read_words(&f, NULL, words, why), ERR_NONE);
	return f;
}

static const struct personal hanako = { .person = { .name = "番号 花子" } };

static void
receive(const char *words)
{
	reception_free(&reception);
	reception = (struct reception){ .profile = profile, .facts = facts_of(words) };
	facts_assume(&reception.facts);
	assert_int_equal(reception_open(store, &sato, &reception, &hanako), ERR_NONE);
	memcpy(number, reception.file.number, sizeof(number));
}

static enum err
event(enum case_event e, const char *words, const struct particulars *particulars)
{
	static struct facts news;
	struct reception_news n = { .facts = &news, .why = "" };

	news = facts_of(words);
	if (particulars != NULL)
		n.particulars = *particulars;
	reception_free(&reception);
	return reception_event(store, &sato, number, e, &n, &reception);
}

/* --- the events, each with what has to be before it ------------------------------------------------ */

static void
ordered(void)
{
	receive(by_letter);
}

static enum err
post(void)
{
	static const struct particulars by_mail = { .mail_number = "123-45-67890-1" };

	return event(EVENT_POST, "", &by_mail);
}

static void
posted(void)
{
	ordered();
	assert_int_equal(post(), ERR_NONE);
}

static enum err
come_back(void)
{
	return event(EVENT_RETURNED_UNDELIVERED, "", NULL);
}

static enum err
inquire(void)
{
	return event(EVENT_INQUIRE, "", NULL);
}

static enum err
reply(void)
{
	return event(EVENT_REPLY_RECEIVED, replied, NULL);
}

static void
answered(void)
{
	posted();
	assert_int_equal(reply(), ERR_NONE);
}

static enum err
approve(void)
{
	return event(EVENT_APPROVE, "", NULL);
}

static enum err
shred(void)
{
	return event(EVENT_SHRED, "", NULL);
}

static void
approved(void)
{
	answered();
	assert_int_equal(approve(), ERR_NONE);
}

static enum err
refuse_pin(void)
{
	reception_free(&reception);
	return reception_pin_refused(store, &sato, number, PIN_SIGN, false, &reception);
}

static enum err
take_back_event(void)
{
	return event(EVENT_CANCEL, "", NULL);
}

static void
received(void)
{
	receive(at_once);
	assert_int_equal(reception.file.state, CASE_APPROVED);
}

static enum err
hand_over(void)
{
	static const struct handover_want unread = { .before_known = false };

	reception_free(&reception);
	return reception_hand_over(store, &sato, number, &unread, &reception);
}

static void
handed_over(void)
{
	received();
	assert_int_equal(hand_over(), ERR_NONE);
}

static enum err
be_refused(void)
{
	reception_free(&reception);
	return reception_terminal_refused(store, &sato, number, TERMINAL_PIN_WRONG, PIN_SIGN, &reception);
}

static void
kept(void)
{
	receive(to_keep);
	assert_int_equal(reception.file.state, CASE_KEPT);
}

static enum err
work_at_last(void)
{
	return event(EVENT_APPROVE, "system=up", NULL);
}

static void
worked(void)
{
	kept();
	assert_int_equal(case_event(store, &sato, number, EVENT_WITHDRAW, ""), ERR_NONE);
}

static enum err
give_back(void)
{
	static const struct particulars by_mail = { .way = "mail", .mail_number = "123-45-67890-1" };

	return event(EVENT_CARD_RETURNED, "", &by_mail);
}

/* --- each with too little memory ------------------------------------------------------------------- */

static int64_t history, lines;
static void (*before)(void);

static void
told(void *ctx, const struct check_fault *f)
{
	(void)ctx;
	fail_msg("%s: %s", f->number, check_code(f->check));
}

static void
count(void)
{
	history = fixture_number(store, "SELECT count(*) FROM case_history");
	lines = fixture_number(store, "SELECT count(*) FROM audit");
}

static void (*prepare)(void);

/* What failed has changed nothing, so that it can be tried again. */
static void
prepared(void)
{
	if (prepare != NULL)
		prepare();
	prepare = NULL;
	count();
}

/* As before after a failure; once it has happened, whole, as the store's own check has it. */
static void
see_nothing_half_done(enum err e)
{
	struct check_sums sums;

	assert_false(store_in_transaction(store));
	if (e == ERR_NONE) {
		assert_int_equal(store_check(store, told, NULL, &sums), ERR_NONE);
		prepare = before;
	}
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM case_history") == history, e != ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit") == lines, e != ERR_NONE);
}

static const struct { const char *name; void (*before)(void); enum err (*work)(void); } events[] = {
	{ "a letter is posted", ordered, post },
	{ "a letter comes back", posted, come_back },
	{ "another letter is ordered", posted, inquire },
	{ "a reply comes", posted, reply },
	{ "it is approved", answered, approve },
	{ "its sheet is shredded", answered, shred },
	{ "the reply is taken back", answered, take_back_event },
	{ "the card refuses its PIN", approved, refuse_pin },
	{ "a case is handed over", received, hand_over },
	{ "the terminal refuses it", handed_over, be_refused },
	{ "a kept card is worked on", kept, work_at_last },
	{ "a kept card is sent back", worked, give_back },
};

static void
try_all(const char *place)
{
	static struct faults faults;
	char dir[1024];
	size_t i;

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	assert_int_equal(profile_open(dir, place, &profile, &faults), ERR_NONE);
	for (i = 0; i < sizeof(events) / sizeof(*events); i++) {
		const struct shortage s = { .name = events[i].name, .before = prepared, .work = events[i].work,
		    .after = see_nothing_half_done };

		before = prepare = events[i].before;
		(void)memory_try_each(&s);
	}
}

static void
events_happen_or_do_not(void **state)
{
	(void)state;
	try_all("kawaguchi");		/* keeps cards */
}

static int
teardown(void **state)
{
	reception_free(&reception);
	profile_free(&profile);
	return fixture_teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(events_happen_or_do_not, fixture_setup_store, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
