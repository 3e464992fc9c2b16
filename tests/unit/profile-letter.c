/* Until when a letter may be answered, and when somebody has to say the day. */
#include "rule/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define RENEW "procedure=renew reason=expiry visitor=proxy "

static const struct date today = { 2026, 11, 20 };

static const struct { const char *life, *words, *until; bool by_hand; } rows[] = {
	{ "none", RENEW "auth-expires=2026-12-20", "", false },
	{ "form", RENEW "auth-expires=2026-12-20", "", true },
	{ "30 days", RENEW, "2026-12-20", false },
	{ "2 months", RENEW, "2027-01-20", false },
	/* The first of both that ends; one that isn't there ends never. */
	{ "certificate", RENEW "sign-expires=2027-01-20 auth-expires=2026-12-20", "2026-12-20", false },
	{ "certificate", RENEW "sign-expires=2026-12-19 auth-expires=2026-12-20", "2026-12-19", false },
	{ "certificate", RENEW "sign-expires=none auth-expires=2026-12-20", "2026-12-20", false },
	{ "certificate", RENEW "sign-expires=none auth-expires=none", "", false },
	/* The form that came with the notice has a day of its own, this letter hasn't. */
	{ "certificate", RENEW "reply=enclosed reply-expires=2026-12-01 sign-expires=none auth-expires=2026-12-20",
	    "2026-12-20", false },
	/* Nobody knows, or it has passed. */
	{ "certificate", RENEW, "", true },
	{ "certificate", RENEW "auth-expires=none", "", true },
	{ "certificate", RENEW "sign-expires=none", "", true },
	{ "certificate", RENEW "sign-expires=none auth-expires=2026-11-20", "2026-11-20", false },
	{ "certificate", RENEW "sign-expires=none auth-expires=2026-11-19", "2026-11-19", true },
	/* Of a certificate that isn't asked for nothing needs to be known. */
	{ "certificate", RENEW "certificates=auth auth-expires=none", "", false },
	{ "certificate", RENEW "certificates=auth sign-expires=none", "", true },
	{ "certificate", RENEW "certificates=sign sign-expires=none", "", false },
	{ "certificate", RENEW "certificates=sign auth-expires=none", "", true },
};

static void
a_letter_has_its_last_day(void **state)
{
	const struct inquiry_style *style;
	char text[256], why[FACTS_WHY_MAX], until[16];
	struct profile *p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct facts f = { 0 };
		bool by_hand;

		(void)snprintf(text, sizeof(text), "[municipality]\nname = x\nsource = y\n[inquiry]\nlife = %s\n",
		    rows[i].life);
		assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
		if (facts_read_words(&f, NULL, rows[i].words, why) != ERR_NONE)
			fail_msg("%s", why);
		style = profile_letter(p, &f, today);
		date_format_iso(profile_reply_until(p, style, today, &f), until, sizeof(until));
		by_hand = profile_until_by_hand(p, style, today, &f);
		if (strcmp(until, rows[i].until) != 0 || by_hand != rows[i].by_hand)
			fail_msg("%s, %s: until \"%s\"%s", rows[i].life, rows[i].words, until,
			    by_hand ? " by hand" : "");
		profile_free(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_letter_has_its_last_day) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
