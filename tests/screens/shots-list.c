/* The screens that look things up: lists, search, figures, the audit log, the residents' record, documents. */
#include <stdio.h>
#include <string.h>

#include "tests/screens/shot.h"
#include "tui/flow/decide.h"
#include "tui/screen/screens.h"

static void
home_figures(void)
{
	struct figures *f = &shot_app.figures;

	f->today.events[EVENT_CARD_WORK_DONE] = 12;
	f->today.begun[CASE_INQUIRY_ORDERED] = 3;
	f->today.begun[CASE_INCOMPLETE] = 2;
	f->counts[INQUIRY_DUE] = f->counts[INQUIRY_RETURNED] = 1;
	f->counts[INQUIRY_WAITING] = 14;
	shot_app.half_done = 1;
	shot_app.oldest = (struct half_done){ .number = "26-000123-4", .name = "番号　花子",
	    .procedure = "renew", .step = "新しい証明書への切替え" };
	shot_type("8");
	shot_press(PRESS_HOME);
	shot_press(PRESS_DOWN);
}

static void
add_line(const char *number, const char *name, const char *visitor, enum case_state state, struct date day,
    const char *by)
{
	struct case_line *l = &shot_app.work.lines[shot_app.work.line_count++];

	memset(l, 0, sizeof *l);
	(void)snprintf(l->number, sizeof l->number, "%s", number);
	(void)snprintf(l->procedure, sizeof l->procedure, "renew");
	(void)snprintf(l->visitor, sizeof l->visitor, "%s", visitor);
	(void)snprintf(l->name, sizeof l->name, "%s", name);
	(void)snprintf(l->claimed_by, sizeof l->claimed_by, "%s", by);
	l->state = state;
	l->day = day;
}

static void
fill_lines(void)
{
	shot_app.work.line_count = 0;
	add_line("26-000101-0", "番号　花子", "household", CASE_POSTED, (struct date){ 2026, 11, 20 }, "");
	add_line("26-000102-8", "𠮷田　葛\U000E0100之介マクシミリアン・アレクサンダー・フォン", "proxy", CASE_POSTED,
	    (struct date){ 2026, 11, 20 }, "tanaka");
	add_line("26-000103-6", "", "", CASE_INQUIRY_ORDERED, (struct date){ 0, 0, 0 }, "");
}

static void
lists(void)
{
	home_figures();
	app_open(&shot_app, &list_screen);
	shot_press(PRESS_TAB);
	fill_lines();
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

static void
search(void)
{
	app_open(&shot_app, &search_screen);
	shot_type("ばんごう");
}

static void
search_purpose(void)
{
	search();
	shot_press(PRESS_ENTER);
}

static void
search_found(void)
{
	search_purpose();
	shot_press(PRESS_ENTER);
	fill_lines();
	shot_app.work.lines[0].born = (struct date){ 1984, 12, 24 };
	shot_app.work.lines[1].born = (struct date){ 1948, 5, 0 };
	(void)snprintf(shot_app.work.lines[0].name, sizeof shot_app.work.lines[0].name, "番号　\ue000子");
	app_show(&shot_app);
}

static void
tally(void)
{
	struct tally_work *t = &shot_app.work.tally;

	app_open(&shot_app, &tally_screen);
	t->figures = (struct tally){ .opened = 21, .done = { 1, 8, 2, 1, 0 }, .certificates = { 8, 9 }, .yen = 400 };
	t->figures.events[EVENT_CARD_WORK_DONE] = 12;
	t->figures.events[EVENT_INQUIRE] = 3;
	t->figures.begun[CASE_INCOMPLETE] = 2;
	t->figures.begun[CASE_REFUSED] = 1;
	t->reasons[0] = (struct tally_reason){ CASE_INCOMPLETE, "identity", 2 };
	t->reasons[1] = (struct tally_reason){ CASE_REFUSED, "not-resident", 1 };
	t->reason_count = 2;
	app_show(&shot_app);
}

/* A week of clerks, more than the screen has lines for, and the end of it. */
static void
tally_apart(void)
{
	struct tally_work *t = &shot_app.work.tally;
	int i;

	app_open(&shot_app, &tally_screen);
	shot_press(PRESS_TAB);
	for (i = 0; i < 3; i++)
		shot_press(PRESS_F3);
	for (t->part_count = 0; t->part_count < 20; t->part_count++) {
		struct tally_part *p = &t->parts[t->part_count];

		(void)snprintf(p->label, sizeof p->label, "clerk%02zu", t->part_count);
		p->opened = (int)t->part_count * 3;
		p->done = (int)t->part_count * 2;
	}
	app_show(&shot_app);
}

/* Why visitors were turned away, and how long they waited: behind the ages. */
static void
tally_reasons_apart(void)
{
	int i;

	tally();
	for (i = 0; i < 8; i++)
		shot_press(PRESS_F3);
	shot_app.work.tally.part_count = 0;
	app_show(&shot_app);
}

static void
tally_waiting_apart(void)
{
	struct waiting *w = &shot_app.work.tally.waiting;

	tally_reasons_apart();
	shot_press(PRESS_F3);
	w->steps[WAITING_NUMBER] = (struct waiting_time){ 12, 9, 31, 11.4 };
	w->steps[WAITING_BOOKED] = (struct waiting_time){ 5, 0, 6, 1.2 };
	w->steps[WAITING_DONE] = (struct waiting_time){ 17, 4, 9, 4.6 };
	app_show(&shot_app);
}

static void
tally_visits(void)
{
	struct waiting *w = &shot_app.work.tally.waiting;

	tally();
	*w = (struct waiting){ .drawn = 12, .called = 12 };
	w->bookings[BOOKING_CAME] = 5;
	w->bookings[BOOKING_MISSED] = 1;
	w->steps[WAITING_NUMBER] = (struct waiting_time){ 12, 9, 31, 11.4 };
	app_show(&shot_app);
}

static void
tally_apart_end(void)
{
	tally_apart();
	shot_press(PRESS_PAGE_DOWN);
}

static void
audit(void)
{
	static const char *const events[] = { "case-decided", "refused", "case-posted" };
	static const char *const reasons[] = { "inquiry-ordered", "not-seconded", "posted" };
	struct audit_work *w = &shot_app.work.audit;
	size_t i;

	app_open(&shot_app, &audit_screen);
	shot_type("tanaka");
	for (i = 0; i < 3; i++) {
		w->lines[i] = (struct audit_shown){ .line = (long)(1203 - i),
		    .at = { { 2026, 11, 20 }, 10, 31 - (int)i, 0 }, .clerk = "tanaka", .subject = "26-000123-4" };
		(void)snprintf(w->lines[i].reason, sizeof w->lines[i].reason, "%s", reasons[i]);
		(void)snprintf(w->lines[i].event, sizeof w->lines[i].event, "%s", events[i]);
	}
	w->count = 3;
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

static void
residents(void)
{
	struct person *p = shot_app.work.residents;

	shot_put_card();
	decide_begin(&shot_app, &(struct choice){ PROCEDURE_RENEW, CERT_BOTH, 0, false });
	app_open(&shot_app, &visitor_screen);
	app_open(&shot_app, &person_screen);
	shot_name_person("番号　花子", "東京都千代田区霞が関2-1-2");
	shot_app.visit.person.source = PERSON_CARD;
	shot_press(PRESS_F4);
	memset(p, 0, 2 * sizeof *p);
	(void)snprintf(p[0].name, sizeof p[0].name, "番號　花子");
	(void)snprintf(p[0].kana, sizeof p[0].kana, "バンゴウ ハナコ");
	(void)snprintf(p[0].address, sizeof p[0].address, "東京都千代田区霞が関三丁目１番２号");
	(void)snprintf(p[0].postcode, sizeof p[0].postcode, "100-0013");
	p[0].born = (struct date){ 1984, 12, 24 };
	p[0].sex = SEX_FEMALE;
	(void)snprintf(p[1].name, sizeof p[1].name, "番号　花代");
	(void)snprintf(p[1].former, sizeof p[1].former, "佐藤");
	(void)snprintf(p[1].alias, sizeof p[1].alias, "山田　花");
	p[1].born = (struct date){ 1951, 3, 3 };
	shot_app.work.resident_count = 2;
	app_show(&shot_app);
}

static void
compare(void)
{
	residents();
	app_open_with(&shot_app, &compare_screen, &(struct compare_with){ .person = &shot_app.work.residents[0] });
}

static void
record_of_another(void)
{
	residents();
	app_open_with(&shot_app, &compare_screen, &(struct compare_with){ .person = &shot_app.work.residents[1] });
}

static void
fill(char *out, size_t size, const char *one)
{
	size_t n = 0, len = strlen(one);

	for (; n + len < size && n / len < 90; n += len)
		memcpy(out + n, one, len + 1);
}

/* More than the screen has rows for. */
static void
record_of_long_names(void)
{
	struct person *p = &shot_app.work.residents[0];

	residents();
	fill(p->name, sizeof p->name, "番");
	fill(p->kana, sizeof p->kana, "バ");
	fill(p->former, sizeof p->former, "号");
	fill(p->alias, sizeof p->alias, "花");
	fill(p->latin, sizeof p->latin, "N");
	fill(p->address, sizeof p->address, "市");
	shot_app.visit.person = *p;
	app_open_with(&shot_app, &compare_screen, &(struct compare_with){ .person = p });
}

static void
record_with_a_twin(void)
{
	struct person *p = shot_app.work.residents;

	residents();
	p[1] = p[0];
	p[1].former[0] = p[1].alias[0] = '\0';
	(void)snprintf(p[0].name, sizeof p[0].name, "番号　〓子");
	(void)snprintf(p[0].kana, sizeof p[0].kana, "バンゴウ ハナエ");
	app_open_with(&shot_app, &compare_screen, &(struct compare_with){ .person = &p[0], .twin = &p[1], .twins = 1 });
}

/* The case's person beside what the card says of its holder. */
static void
hear_card(const char *name, bool like)
{
	struct person *p = &shot_app.visit.person;

	shot_choose("renew", CERT_BOTH, 0);
	*p = (struct person){ .name = "番号　花子", .kana = "バンゴウ ハナコ", .address = "東京都千代田区霞が関2-1-2",
	    .born = { 1986, 1, 20 }, .sex = SEX_FEMALE };
	shot_app.visit.person_known = shot_app.visit.recorded = true;
	shot_app.work.word.holder = *p;
	(void)snprintf(shot_app.work.word.holder.name, sizeof p->name, "%s", name);
	shot_app.work.word.holder.kana[0] = '\0';
	app_open_with(&shot_app, &compare_screen,
	    &(struct compare_with){ .person = &shot_app.work.word.holder, .proof = true, .like = like });
}

/* The former name is the person's; name in Latin letters and alias stand beside the name. */
static void
card_with_names(void)
{
	struct person *p = &shot_app.visit.person;
	struct person card = { .name = "BANGO HANAKO　番號　花子（山田　花）", .former = "佐藤",
	    .address = "東京都千代田区霞が関2-1-2", .born = { 1986, 1, 20 }, .sex = SEX_FEMALE };

	shot_choose("renew", CERT_BOTH, 0);
	*p = card;
	(void)snprintf(p->name, sizeof p->name, "番号　花子");
	(void)snprintf(p->kana, sizeof p->kana, "バンゴウ ハナコ");
	(void)snprintf(p->former_kana, sizeof p->former_kana, "サトウ");
	(void)snprintf(p->alias, sizeof p->alias, "山田　花");
	(void)snprintf(p->latin, sizeof p->latin, "BANGO HANAKO");
	shot_app.visit.person_known = shot_app.visit.recorded = true;
	app_open_with(&shot_app, &compare_screen,
	    &(struct compare_with){ .person = &card, .proof = true, .like = true });
}

static void
card_agrees(void)
{
	hear_card("番号花子", true);
}

static void
card_of_another(void)
{
	hear_card("見本　太郎", false);
}

/* What was told without the former name that the card has; and the record's, which the card doesn't have yet. */
static void
card_writes_otherwise(void)
{
	struct person card = { .name = "渡\u9089　葵", .former = "髙﨑", .address = "東京都千代田区一番町２５番",
	    .born = { 1988, 1, 20 }, .sex = SEX_FEMALE };

	shot_choose("renew", CERT_BOTH, 0);
	shot_app.visit.person = card;
	(void)snprintf(shot_app.visit.person.name, sizeof card.name, "渡辺 葵");
	shot_app.visit.person.former[0] = '\0';
	shot_app.visit.person_known = shot_app.visit.recorded = true;
	app_open_with(&shot_app, &compare_screen,
	    &(struct compare_with){ .person = &card, .proof = true, .like = true, .written = true });
}

/* Another address than the card's: told, so that it becomes the card's; and the record's, which decides. */
static void
card_of_another_place(enum person_source source, bool written)
{
	struct person card = { .name = "番号　花子", .address = "東京都千代田区霞が関2-1-2", .born = { 1986, 1, 20 },
	    .sex = SEX_FEMALE };

	shot_choose("renew", CERT_BOTH, 0);
	shot_app.visit.person = card;
	(void)snprintf(shot_app.visit.person.address, sizeof card.address, "東京都千代田区永田町1-7");
	shot_app.visit.person.source = source;
	card.source = PERSON_CARD;
	shot_app.visit.person_known = shot_app.visit.recorded = true;
	app_open_with(&shot_app, &compare_screen,
	    &(struct compare_with){ .person = &card, .proof = true, .like = true, .written = written });
}

static void
card_has_another_address(void)
{
	card_of_another_place(PERSON_TOLD, true);
}

static void
record_has_another_address(void)
{
	card_of_another_place(PERSON_RECORD, false);
}

/* As long as a name and an address may be. */
static struct person
long_person(void)
{
	struct person p = { .former = "佐藤", .born = { 1986, 1, 20 }, .sex = SEX_FEMALE, .source = PERSON_RECORD };
	size_t i;

	for (i = 0; i < PERSON_NAME_CHARS - 4; i++)
		(void)strcat(p.name, i == 2 ? "　" : "花");
	for (i = 0; i < PERSON_ADDRESS_CHARS; i++)
		(void)strcat(p.address, "﨑");
	return p;
}

static void
confirm_long(void)
{
	shot_choose("renew", CERT_BOTH, 1u << PIN_SIGN);
	shot_app.visit.person = long_person();
	app_open(&shot_app, &confirm_screen);
}

static void
card_with_long_names(void)
{
	struct person card = long_person();

	shot_choose("renew", CERT_BOTH, 0);
	shot_app.visit.person = card;
	card.source = PERSON_CARD;
	shot_app.visit.person_known = shot_app.visit.recorded = true;
	app_open_with(&shot_app, &compare_screen,
	    &(struct compare_with){ .person = &card, .proof = true, .like = true });
}

static void
card_is_older(void)
{
	struct person card = { .name = "番号　花子", .address = "東京都千代田区霞が関2-1-2", .born = { 1986, 1, 20 },
	    .sex = SEX_FEMALE };

	shot_app.visit.person = card;
	(void)snprintf(shot_app.visit.person.former, sizeof card.former, "佐藤");
	shot_app.visit.person.source = PERSON_RECORD;
	shot_app.visit.person_known = shot_app.visit.recorded = true;
	app_open_with(&shot_app, &compare_screen,
	    &(struct compare_with){ .person = &card, .proof = true, .face = true });
}

static void
consent(void)
{
	struct jis_pairs *p = &shot_app.work.consent.pairs;

	shot_choose("renew", 3, 0);
	shot_name_person("𠮷田　葛\U000E0100之介\ue000", "東京都千代田区霞が関2-1-2㈱");
	p->count = 0;
	(void)jis_lacking("𠮷田　葛\U000E0100之介\ue000　㈱", p);
	app_open(&shot_app, &consent_screen);
}

static void
visitor_document(void)
{
	shot_choose("renew", CERT_BOTH, 1u << PIN_SIGN);
	decide_answer(&shot_app, FACT_VISITOR, VISITOR_SELF);
	decide_answer(&shot_app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&shot_app, FACT_WARD, ANSWER_NO);
	decide_answer(&shot_app, FACT_AUTH_PIN, STATE_KNOWN);
	shot_name_person("番号　花子", "神奈川県川崎市川崎区宮本町1番地");
	decide_person(&shot_app);
	app_open(&shot_app, &visitor_screen);
}

/* The page's list ends in 等: no row can be taken for what isn't on it, and who is asked is told. */
static void
visitor_document_unlisted(void)
{
	visitor_document();
	shot_press(PRESS_END);
	shot_press(PRESS_ENTER);
}

/* Its name has no place in its line. */
static void
visitor_document_long(void)
{
	visitor_document();
	shot_press(PRESS_DOWN);
}

const struct shot list_shots[] = {
	{ "consent", 24, 80, consent },
	{ "home-figures", 24, 80, home_figures },
	{ "list", 24, 80, lists },
	{ "search", 24, 80, search },
	{ "search-found", 24, 80, search_found },
	{ "search-purpose", 24, 80, search_purpose },
	{ "tally", 24, 80, tally },
	{ "tally-by-clerk", 24, 80, tally_apart },
	{ "tally-by-clerk-end", 24, 80, tally_apart_end },
	{ "tally-reasons", 24, 80, tally_reasons_apart },
	{ "tally-waiting", 24, 80, tally_waiting_apart },
	{ "tally-visits", 24, 80, tally_visits },
	{ "audit", 24, 80, audit },
	{ "resident", 24, 80, residents },
	{ "compare", 24, 80, compare },
	{ "compare-twin", 24, 80, record_with_a_twin },
	{ "compare-record-of-another", 24, 80, record_of_another },
	{ "compare-record-long", 24, 80, record_of_long_names },
	{ "compare-card", 24, 80, card_agrees },
	{ "compare-card-address", 24, 80, card_has_another_address },
	{ "compare-record-address", 24, 80, record_has_another_address },
	{ "confirm-long", 24, 80, confirm_long },
	{ "compare-card-long", 24, 80, card_with_long_names },
	{ "compare-card-names", 24, 80, card_with_names },
	{ "compare-card-of-another", 24, 80, card_of_another },
	{ "compare-card-older", 24, 80, card_is_older },
	{ "compare-card-written", 24, 80, card_writes_otherwise },
	{ "visitor-document", 24, 80, visitor_document },
	{ "visitor-document-long", 24, 80, visitor_document_long },
	{ "visitor-document-unlisted", 24, 80, visitor_document_unlisted },
	{ .name = NULL },
};

const struct shot list_shots_english[] = {
	{ "consent-en", 24, 80, consent },
	{ "home-figures-en", 24, 80, home_figures },
	{ "list-en", 24, 80, lists },
	{ "tally-waiting-en", 24, 80, tally_waiting_apart },
	{ .name = NULL },
};
