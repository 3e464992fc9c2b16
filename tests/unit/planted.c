/*
 * Mistakes that a municipality's file can have although each line of it is well-formed: check, or the reading itself,
 * has to find them. Each stands alone in a file that inherits the national rules.
 */
#include "rule/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEAD "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n"
#define SAYS "text = 例\nsource = 例市\n"
#define OWN_UNDER_15 "[refuse under-15]\noff = yes\n[refuse x-own]\ncertificate = sign\n"

static const struct { const char *what, *text; } planted[] = {
	/* What the nation promises. */
	{ "a child's signature certificate", "[refuse under-15]\noff = yes\n" },
	{ "a ward's signature certificate", "[refuse ward]\noff = yes\n" },
	{ "a child of 14 takes a word too few",
	    "[refuse under-15]\ncertificate = sign\nwhen = issuing and age < 14\n" SAYS },
	{ "only where a child is first issued",
	    "[refuse under-15]\ncertificate = sign\nwhen = procedure = issue and minor\n" SAYS },
	{ "a ward's only in a renewal",
	    "[refuse ward]\ncertificate = sign\nwhen = procedure = renew and ward = yes\n" SAYS },
	{ "under-15 refuses the other certificate",
	    "[refuse under-15]\ncertificate = auth\nwhen = issuing and minor\n" SAYS },
	{ "a child by the wrong side of 15",
	    "[refuse under-15]\ncertificate = sign\nwhen = issuing and age > 15\n" SAYS },
	{ "under-15 ended last year",
	    "[refuse under-15]\ncertificate = sign\nwhen = issuing and minor\n"
	    "until = 2025-12-31\n" SAYS },
	{ "under-15 begins in the past", OWN_UNDER_15 "when = issuing and minor\nfrom = 2020-06-01\n" SAYS },
	{ "under-15 ends one day", OWN_UNDER_15 "when = issuing and minor\nuntil = 2035-12-31\n" SAYS },
	{ "under-15 from a day in the past", OWN_UNDER_15 "when = issuing and minor and today >= 2020-06-01\n" SAYS },
	{ "under-15 until a day", OWN_UNDER_15 "when = issuing and minor and today <= 2035-12-31\n" SAYS },
	{ "under-15 but on one day", OWN_UNDER_15 "when = issuing and minor and today != 2035-12-31\n" SAYS },
	{ "the holder unlocks without papers",
	    "[rule own]\nwhen = visitor = self and procedure = unlock\noutcome = proceed\n"
	    "needs = card\n" SAYS },
	{ "a lost PIN without papers",
	    "[rule own]\nwhen = visitor = self and issuing\noutcome = proceed\nneeds = card\n" SAYS },
	{ "the identity for a lost PIN is off",
	    "[need pin-lost-identity]\ncode = identity\nwho = applicant\ndocuments = card\n"
	    "when = pin-lost\n" SAYS },
	{ "papers only for an unlock booked",
	    "[need unlock-identity]\ncode = identity\nwho = applicant\ndocuments = A | B\n"
	    "when = booked = yes\n" SAYS },
	{ "a proxy goes on without a reply",
	    "[rule own]\nwhen = visitor = proxy and issuing\noutcome = proceed\n"
	    "needs = card, proxy-identity-a\n" SAYS },
	{ "a proxy's second visit without it",
	    "[need reply]\nmet = reply in posted, enclosed, none\n" SAYS },
	{ "a proxy unlocks at once",
	    "[rule own]\nwhen = visitor = proxy and procedure = unlock\noutcome = proceed\n"
	    "needs = card, proxy-identity-a, applicant-identity\n" SAYS },
	{ "a proxy is issued at once",
	    "[rule own]\nwhen = visitor = proxy and procedure = issue\noutcome = proceed\n"
	    "needs = card, proxy-identity-a, applicant-identity\n" SAYS },
	{ "a proxy renews at once",
	    "[rule own]\nwhen = visitor = proxy and procedure = renew\noutcome = proceed\n"
	    "needs = card, proxy-identity-a, applicant-identity\n" SAYS },
	{ "a reply is needed only while it lives",
	    "[need reply]\nmet = reply in posted, enclosed\nwhen = reply != none\n" SAYS },
	/* Whose papers. */
	{ "a guardian's paper from the holder alone",
	    "[rule own]\nwhen = visitor = self and procedure = revoke\noutcome = proceed\n"
	    "needs = card-or-identity, guardian-two\n" SAYS },
	{ "a proxy's paper from a guardian",
	    "[rule own]\nwhen = visitor = guardian and procedure = revoke\noutcome = proceed\n"
	    "needs = card, proxy-identity-a\n" SAYS },
	{ "a parent's paper from a proxy",
	    "[rule own]\nwhen = visitor = proxy and procedure = revoke\noutcome = proceed\n"
	    "needs = card, parent-authority\n" SAYS },
	{ "a need of a class without documents",
	    "[class Z]\ntitle = z\n[need own]\ncode = identity\nwho = applicant\n"
	    "documents = Z\n" SAYS
	    "[rule own]\nwhen = visitor = self and procedure = revoke\noutcome = proceed\n"
	    "needs = card, own\n" SAYS },
	{ "a need that contradicts its rule",
	    "[need own]\ncode = pledge\nmet = visitor = proxy\n" SAYS
	    "[rule own]\nwhen = visitor = self and procedure = revoke\noutcome = proceed\n"
	    "needs = card, own\n" SAYS },
	{ "a need that is never",
	    "[need own]\ncode = pledge\nmet = pledge = yes\nwhen = never\n" SAYS
	    "[rule own]\nwhen = visitor = self and procedure = revoke\noutcome = proceed\n"
	    "needs = card, own\n" SAYS },
	{ "a need that no rule has", "[need own]\ncode = pledge\nmet = pledge = yes\n" SAYS },
	{ "a definition that nobody uses", "[define]\nown = visitor = self\n" },
	{ "not brought",
	    "[rule own]\n"
	    "when = visitor = self and procedure = revoke and not brought applicant: A\n"
	    "outcome = consult\n" SAYS },
	{ "not brought, by a name",
	    "[define]\nbare = not brought applicant: A\n[refuse own]\ncode = visitor-not-allowed\n"
	    "when = visitor = self and bare\n" SAYS },
	/* Letters. */
	{ "a letter without a second visit",
	    "[rule own]\nwhen = visitor = self and procedure = revoke and visit = 1\n"
	    "outcome = inquiry\nvisits = 2\n" SAYS
	    "[rule own-second]\nwhen = visitor = self and procedure = revoke\n"
	    "outcome = consult\n" SAYS },
	{ "a letter of one visit",
	    "[rule own]\nwhen = by-proxy and procedure = renew and visit = 1\noutcome = inquiry\n"
	    "needs = card, proxy-identity-a\n" SAYS },
	{ "otherwise a letter, where none is posted",
	    "[rule proxy-first]\noff = yes\n[rule own]\n"
	    "when = visitor = self and procedure = revoke\noutcome = proceed\n"
	    "otherwise = inquiry\nneeds = card\n" SAYS },
	{ "a letter for a procedure that has none",
	    "[rule proxy-first]\noff = yes\n[letter own]\nwhen = procedure = unlock\n"
	    "form = 照会書\nsource = 例市\n" },
	{ "a letter behind one for all",
	    "[letter own]\nmail = 書留\nsource = 例市\n[letter own-too]\nwhen = procedure = unlock\n"
	    "mail = 普通郵便\nsource = 例市\n" },
	{ "a letter that changes while it is under way",
	    "[letter own]\nwhen = visit = 1\nmail = 書留\nsource = 例市\n" },
	{ "a letter by its own deadline",
	    "[letter own]\nwhen = today < deadline\nmail = 書留\nsource = 例市\n" },
	{ "a life from posting that has none", "[inquiry]\nlife = form\nlife-from = posting\n" },
	{ "a last day moved on by a counter that isn't there",
	    "[inquiry]\nlife = 30 days\nlife-open = hall\n" },
	{ "a last day moved on by a counter without hours",
	    "[inquiry]\nlife = 30 days\nlife-open = hall\n[counter hall]\nlabel = 本庁\nsource = 例市\n" },
	{ "booked both early and late enough",
	    "[refuse own]\ncode = no-reservation\nwhen = booked-on > today - 2 workdays and "
	    "booked-on <= today - 3 workdays\n" SAYS },
	/* What a section that replaces an inherited one loses. */
	{ "a proxy's paper from next year on, and none till then",
	    "[need proxy-identity-a]\nfrom = 2027-04-01\ncode = identity\nwho = proxy\ndocuments = A\n" SAYS },
	{ "a fee from next year on, and none till then",
	    "[fee card-reissued]\nfrom = 2027-04-01\nwhen = procedure = issue and reason = card-reissued\n"
	    "yen = 500\n" SAYS },
	{ "a rule that ends, and nothing behind it",
	    "[rule proxy-enclosed]\nuntil = 2027-03-31\nwhen = by-proxy and enclosed-one-visit\n"
	    "outcome = proceed\nneeds = card, proxy-identity-a, reply-complete, power-of-attorney, "
	    "pin-concealed\n" SAYS },
	{ "the family register of a ward",
	    "[need parent-authority]\ncode = authority\nwho = guardian\ndocuments = parent-paper\n"
	    "unless = same-household = yes\n" SAYS },
	{ "a telling that lost its condition", "[tell stay-last-day]\n" SAYS },
	/* Papers that help nobody. */
	{ "the papers of the first visit at the first visit",
	    "[need proxy-identity-a]\ncode = identity\nwho = proxy\ndocuments = A\nsame = yes\n" SAYS },
	{ "the card as its holder's second paper",
	    "[need unlock-identity]\ncode = identity\nwho = applicant\ndocuments = card | A\n" SAYS },
	{ "two lesser papers and not two better ones",
	    "[need proxy-identity-a]\ncode = identity\nwho = proxy\ndocuments = B+B\n" SAYS },
	{ "a better and a lesser one and not two better ones",
	    "[need guardian-two]\ncode = identity\nwho = guardian\ndocuments = A+B\n" SAYS },
	/* Hours. */
	{ "the third Wednesday behind all weekdays",
	    "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-17:15, 3rd-wed 8:30-12:00\nsource = 例市\n" },
	{ "the late Monday of a public holiday",
	    "[counter hall]\nlabel = 本庁\nhours = 2nd-mon 8:30-19:00, weekday 8:30-17:15\nsource = 例市\n" },
	{ "public holidays from Monday to Friday",
	    "[counter hall]\nlabel = 本庁\nhours = mon-fri 8:30-17:15\nsource = 例市\n" },
	{ "closed whenever it is open",
	    "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-17:15\nclosed = mon-fri\nsource = 例市\n" },
	{ "one of two counters at New Year",
	    "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-17:15\nclosed = 12-29..01-03\nsource = 例市\n"
	    "[counter branch]\nlabel = 支所\nhours = weekday 9:00-12:00\nsource = 例市\n" },
	{ "served only who has moved",
	    "[counter hall]\nlabel = 本庁\nserves = moved-on < today - 14 days\nsource = 例市\n" },
	{ "served only who has moved, and who moved lately elsewhere",
	    "[counter hall]\nlabel = 本庁\nserves = moved-on < today - 14 days\nsource = 例市\n"
	    "[counter moved]\nlabel = 転入\nserves = moved-on >= today - 14 days\nsource = 例市\n" },
	/* What is never looked at. */
	{ "an own catch-all", "[rule own]\noutcome = consult\n" SAYS },
	{ "an own fee for all", "[fee own]\nyen = 100\n" SAYS },
	{ "a rule behind its twin",
	    "[rule own]\nwhen = visitor = self and procedure = revoke\noutcome = proceed\n"
	    "needs = card\n" SAYS
	    "[rule own-too]\nwhen = procedure = revoke and visitor = self\n"
	    "outcome = consult\n" SAYS },
	{ "a rule behind a wider one",
	    "[rule own]\nwhen = procedure = revoke\noutcome = proceed\nneeds = card\n" SAYS
	    "[rule own-too]\nwhen = procedure = revoke and visitor = proxy\n"
	    "outcome = consult\n" SAYS },
	{ "an age that nobody has",
	    "[refuse own]\ncode = visitor-not-allowed\nwhen = age < 15 and age >= 16\n" SAYS },
	{ "the afternoon",
	    "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-12:00, weekday 13:00-17:15\n"
	    "source = 例市\n" },
	{ "the first Thursday behind all weekdays",
	    "[counter hall]\nlabel = 本庁\nhours = mon-fri 8:30-17:15, 1st-thu 8:30-19:00\n"
	    "source = 例市\n" },
	{ "one label on two counters",
	    "[counter hall]\nlabel = 本庁 | 市役所\nsource = 例市\n[counter house]\nlabel = 市役所\n"
	    "source = 例市\n" },
	{ "a gap of a month",
	    "[fee own]\nyen = 100\nwhen = issuing\nuntil = 2026-03-31\n" SAYS
	    "[fee own-new]\nyen = 200\nwhen = issuing\nfrom = 2026-05-01\n" SAYS },
	{ "a fact that nobody asks for", "[fact x-own]\ntext = 例\nstage = card\nsource = 例市\n" },
	{ "a fact by a name that may become ours",
	    "[fact own]\ntext = 例\nstage = card\nsource = 例市\n[refuse own]\ncode = visitor-not-allowed\n"
	    "when = own = yes\n" SAYS },
	{ "a fact at no stage",
	    "[fact x-own]\ntext = 例\nsource = 例市\n[refuse own]\ncode = visitor-not-allowed\n"
	    "when = x-own = yes\n" SAYS },
	{ "a fact that nobody has defined",
	    "[refuse own]\ncode = visitor-not-allowed\nwhen = x-own = yes\n" SAYS },
	{ "a fact that is yes and no",
	    "[fact x-own]\ntext = 例\nstage = card\nsource = 例市\n[refuse own]\ncode = visitor-not-allowed\n"
	    "when = x-own = yes and x-own = no\n" SAYS },
	{ "a class without what it hasn't", "[class B]\nwithout = passport\n" },
	{ "a class without what nobody knows", "[class A]\nwithout = driving-license\n" },
	{ "a licence whose PIN is verified",
	    "[document driving-licence]\nverified-for = proxy\nsource = 例市\n" },
	{ "the holder's card as their own proof",
	    "[document my-number-card]\nverified-for = applicant\nsource = 例市\n" },
	{ "a document with two names alike", "[documents B]\nown = 学生証\n" },
	{ "a definition in a circle", "[define]\na = not b\nb = a\n" },
};

/* What looks like one of those mistakes, and says that it is meant. */
static const struct { const char *what, *text; } meant[] = {
	{ "a need that is always", "[need parent-authority]\ncode = authority\nwho = guardian\n"
	    "documents = parent-paper\nwhen = always\nunless = guardianship != parent\n" SAYS },
	{ "a fee until one day, and another from the next",
	    "[fee card-reissued]\nfrom = 2027-04-01\nwhen = procedure = issue and reason = card-reissued\n"
	    "yen = 500\n" SAYS "[fee reissued-before]\nuntil = 2027-03-31\n"
	    "when = procedure = issue and reason = card-reissued\nyen = 200\n" SAYS },
	{ "a fee of another name from one day on",
	    "[fee reissued]\nfrom = 2027-04-01\nwhen = procedure = issue and reason = card-reissued\n"
	    "yen = 500\n" SAYS },
	{ "the first day of what had one", "[refuse abroad-elsewhere]\ncode = not-resident\nfrom = 2024-06-01\n"
	    "when = resident = abroad and honseki-here = no\n" SAYS },
	{ "the same paper at the second visit", "[need own]\ncode = identity\nwho = proxy\ndocuments = A\n"
	    "same = yes\nwhen = visit = 2\n" SAYS "[rule own]\nwhen = by-proxy and procedure = revoke\n"
	    "outcome = proceed\nneeds = card, own\n" SAYS },
	{ "two lesser papers or a better one",
	    "[need proxy-identity-a]\ncode = identity\nwho = proxy\ndocuments = B+B | A\n" SAYS },
	{ "the third Wednesday before all weekdays", "[counter hall]\nlabel = 本庁\n"
	    "hours = 3rd-wed&weekday 8:30-12:00, weekday 8:30-17:15\nsource = 例市\n" },
	{ "the third Wednesday, or the day behind it", "[counter hall]\nlabel = 本庁\n"
	    "hours = 3rd-wed-moved 8:30-12:00, weekday 8:30-17:15\nsource = 例市\n" },
	{ "the late Monday, public holiday or not", "[counter hall]\nlabel = 本庁\n"
	    "hours = 2nd-mon&daily 8:30-19:00, weekday 8:30-17:15\nsource = 例市\n" },
	{ "any Monday, and no public holiday", "[counter hall]\nlabel = 本庁\nhours = mon-fri 8:30-17:15\n"
	    "closed = holiday\nsource = 例市\n" },
	{ "Saturday and Sunday, public holiday or not", "[counter hall]\nlabel = 本庁\n"
	    "hours = weekday 8:30-17:15, sat-sun 9:00-12:00\nsource = 例市\n" },
	{ "one of two counters at New Year, as an extra day", "[counter hall]\nlabel = 本庁\n"
	    "hours = weekday 8:30-17:15\nclosed = 12-29..01-03\nsource = 例市\n[counter branch]\nlabel = 支所\n"
	    "hours = weekday 9:00-12:00\nclosed = 12-31..01-03\nextra = 12-29..12-30 9:00-12:00\n"
	    "source = 例市\n" },
	{ "served who has not moved lately", "[counter hall]\nlabel = 本庁\n"
	    "serves = not moved-on >= today - 14 days\nsource = 例市\n" },
	{ "served who moved lately at one of two counters", "[counter hall]\nlabel = 本庁\nsource = 例市\n"
	    "[counter moved]\nlabel = 転入\nserves = moved-on >= today - 14 days\nsource = 例市\n" },
	{ "a need that is off", "[need acts-authority]\noff = yes\n" },
	{ "two needs that are off, first and last of a rule", "[need disclosure-photo]\noff = yes\n"
	    "[need disclosure-other]\noff = yes\n" },
	{ "a class anew, of what has its names", "[class A]\ninherit = no\n[documents A]\npassport =\n"
	    "driving-licence =\nmy-number-card =\n" },
	{ "listed again where it is", "[documents A]\npassport =\n" },
};

static struct faults faults;

/* A municipality's own file with this text, which inherits the national one; and what profile check says of it. */
static enum err
open_own(const char *own, struct profile **p)
{
	char dir[512], text[2048];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	(void)snprintf(text, sizeof(text), HEAD "%s", own);
	(void)scratch_write(&scratch, "own.ini", text);
	faults.count = 0;
	return profile_open(dir, scratch_path(&scratch, "own.ini"), p, &faults);
}

static enum err
check_own_text(const char *own)
{
	struct profile *p = NULL;
	enum err e = open_own(own, &p);

	if (e == ERR_NONE)
		e = profile_check(p, &faults);
	profile_free(&p);
	return e;
}

static void
planted_mistakes_are_found(void **state)
{
	const size_t all = sizeof(planted) / sizeof(*planted);
	size_t i, found = 0;

	(void)state;
	for (i = 0; i < all; i++) {
		const enum err e = check_own_text(planted[i].text);

		found += e == ERR_PROFILE;
		if (e != ERR_PROFILE)
			print_message("not found: %s\n", planted[i].what);
		else if (strstr(faults.list[0].file, "own.ini") == NULL)
			fail_msg("%s is blamed on %s", planted[i].what, faults.list[0].file);
	}
	print_message("%zu of %zu found\n", found, all);
	assert_in_range(all, 40, SIZE_MAX);
	assert_int_equal(found, all);
}

/* And what is meant passes, so that it can be kept apart. */
static void
what_is_meant_passes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(meant) / sizeof(*meant); i++) {
		const enum err e = check_own_text(meant[i].text);

		if (e != ERR_NONE)
			fail_msg("%s: %s", meant[i].what, faults.count > 0 ? faults.list[0].message : "nothing said");
	}
}

/* What a line says that can't be read: where it is, and what to write. */
static void
a_fault_says_what_to_write(void **state)
{
	static const struct { const char *text, *says[2]; } rows[] = {
		{ "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-17:15 last 17:30\nsource = 例市\n",
		    { "「last 17:30」", "weekday 8:30-17:15 last 17:00" } },
		{ "[counter hall]\nlabel = 本庁\nhours = weekday 17:15-8:30\nsource = 例市\n", { "「17:15-8:30」" } },
		{ "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-12:00 13:00-17:15\nsource = 例市\n",
		    { "「13:00-17:15」", "lunch" } },
		{ "[counter hall]\nlabel = 本庁\nhours = daily 8:30-17:15\nclosed = wed 13:00-17:15\nsource = 例市\n",
		    { "時間は書けません" } },
		{ "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-17:15\nclosed = 02-30\nsource = 例市\n",
		    { "「02-30」" } },
		{ "[counter hall]\nlabel = 本庁\nbooked = yes\nsource = 例市\n", { "always" } },
		{ "[refuse own]\ncode = visitor-not-allowed\nwhen = reason = stolen\n" SAYS,
		    { "stolen", "card-reissued" } },
		{ "[refuse own]\ncode = visitor-not-allowed\nwhen = guardianship = 保佐人\n" SAYS,
		    { "「保佐人」", "curator" } },
		{ "[refuse own]\ncode = visitor-not-allowed\nwhen = visitor = proxy, household\n" SAYS,
		    { "「,」", " in " } },
		{ "[refuse own]\ncode = visitor-not-allowed\nwhen = visitor in proxy household\n" SAYS,
		    { "「household」", "and" } },
		{ "[need proxy-identity-a]\ncode = identity\nwho = proxy\ndocuments = A, B\n" SAYS,
		    { "「A, B」", "A | B" } },
		{ "[fee own]\nyen = 0\nwhen = brought applicant: police\n" SAYS, { "「police」", "A+B" } },
		{ "[documents B]\nown =\n", { "own", "名前" } },
	};
	struct profile *p;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(open_own(rows[i].text, &p), ERR_PROFILE);
		for (k = 0; k < 2 && rows[i].says[k] != NULL; k++)
			if (strstr(faults.list[0].message, rows[i].says[k]) == NULL)
				fail_msg("%s: %s", rows[i].text, faults.list[0].message);
		assert_non_null(strstr(faults.list[0].file, "own.ini"));
	}
}

/* Back from a card without PINs new ones are set: for whoever shows papers, and for no proxy alone. */
static void
switching_back_sets_pins(void **state)
{
	static const struct { const char *text; bool found; } rows[] = {
		{ "visitor = proxy and procedure = with-pins\noutcome = proceed\nneeds = card, proxy-identity-a,"
		    " applicant-identity\n", true },
		{ "visitor = self and procedure = with-pins\noutcome = proceed\nneeds = card\n", true },
		{ "visitor = self and procedure = with-pins and booked = yes\noutcome = proceed\nneeds = card,"
		    " unlock-identity\n", false },
	};
	char text[1024];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), "[rule own]\nwhen = %s" SAYS, rows[i].text);
		if ((check_own_text(text) == ERR_PROFILE) != rows[i].found)
			fail_msg("%s: %s", rows[i].text, faults.count > 0 ? faults.list[0].message : "nothing found");
	}
}

/* What a base has for its heirs, who needn't use all of it, is a fault in none of them; of one's own each is. */
static void
what_is_inherited_may_be_unused(void **state)
{
	static const char departs[] = "departs = under-15, ward, identity, proxy-reply\n",
	    rules[] = "[rule a]\nwhen = visitor = self\noutcome = proceed\n" SAYS "[rule b]\noutcome = consult\n" SAYS,
	    unused[] = "[fact x-own]\ntext = 例\nstage = card\nsource = 例市\n"
	    "[fact x-too]\ntext = 二\nstage = card\nsource = 例市\n[define]\nown = visitor = self\n"
	    "[need own]\ncode = pledge\nmet = pledge = yes\n" SAYS
	    "[reason x-own]\ntext = 例\nenglish = own\nsource = 例市\n"
	    "[letter own]\nform = 照会書\nsource = 例市\n";
	static const struct { const char *base, *own; size_t faults; } rows[] = {
		{ unused, "", 0 }, { "", unused, 6 },
		{ unused, "[fact x-mine]\ntext = 三\nstage = card\nsource = 例市\n", 1 },
	};
	char text[2048];
	struct profile *p;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), "[municipality]\nname = 基\nsource = 基\n%s%s%s", departs, rules,
		    rows[i].base);
		(void)scratch_write(&scratch, "base.ini", text);
		(void)snprintf(text, sizeof(text), "[municipality]\nname = 例市\nsource = 例市\ninherit = base\n%s%s",
		    departs, rows[i].own);
		(void)scratch_write(&scratch, "own.ini", text);
		for (k = 0; k < 2; k++) {
			const size_t wrong = k == 0 ? 0 : rows[i].faults;

			faults.count = 0;
			if (profile_open(scratch.folder, k == 0 ? "base" : "own", &p, &faults) != ERR_NONE)
				fail_msg("%s", faults.list[0].message);
			assert_int_equal(profile_check(p, &faults), wrong == 0 ? ERR_NONE : ERR_PROFILE);
			if (faults.count != wrong)
				fail_msg("%zu %zu: %zu, %s", i, k, faults.count, faults.list[0].message);
			profile_free(&p);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(planted_mistakes_are_found, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_meant_passes, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_fault_says_what_to_write, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(switching_back_sets_pins, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_inherited_may_be_unused, fixture_setup_folder,
		    fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
