/* One path, typed into the real program in a terminal: reception, the verdict, PINs, the card, what was kept of it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "card/virtual/virtual.h"
#include "desk/context.h"
#include "case/reception.h"
#include "tests/screens/counter.h"
#include "tests/screens/path.h"
#include "tests/screens/row-card.h"
#include "tests/screens/typist.h"
#include "tui/app/words.h"

#define DATA ".local/share/madoguchi/training/"
#define CARD "about-to-expire"
#define NEW_SIGN_PIN "NEWPIN99"
#define NEW_PIN "7305"
#define ENTERS_MAX 3
#define PINS_MAX 12		/* four PINs: the old one, and twice the new one */

static struct scratch base;
static struct counter c;
static struct typist typist;
static char number[CASE_NUMBER_MAX];	/* of the letter that was posted */

void
path_make_base(void)
{
	const struct moment before_all = { { 2026, 2, 1 }, 9, 0, 0 };
	struct desk_context *context;

	scratch_new_fast(&base);
	context = path_open_desk(base.folder, before_all, DESK_ISSUER);
	desk_close(&context);
}

void
path_free_base(void)
{
	scratch_free(&base);
}

static void
press(void *ctx, const char *keys)
{
	(void)ctx;
	harness_press(c.h, keys);
}

static void
read_row(void *ctx, int y, char *out, size_t size)
{
	(void)ctx;
	harness_row(c.h, y, out, size);
}

static void
stand_before(const struct path *p, const struct facts *want)
{
	typist = (struct typist){ .type = press, .row = read_row, .profile = p->profile, .want = want };
}

/* The card of the row, in a folder with nothing else but the CA. */
static void
furnish(const struct path *p)
{
	struct desk_context *context;
	char command[256];

	scratch_new_fast(&c.scratch);
	(void)snprintf(command, sizeof command, "cp -a %s/. %s/", base.folder, c.scratch.folder);
	assert_int_equal(system(command), 0);
	context = path_open_desk(c.scratch.folder, p->want.at, DESK_ISSUER);
	assert_true(row_card_make(scratch_path(&c.scratch, DATA "cards/" CARD ".card"), context->desk.issuer,
	    context->desk.keys, &p->want));
	desk_close(&context);
}

static void
write_config(const struct path *p, const struct facts *f, const char *path)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	(void)fprintf(file, "[madoguchi]\nprofile = %s\nwire = process\nca = madoguchi training\nlock-after = 0\n",
	    p->profile_name);
	if (f->counter[0] != '\0')
		(void)fprintf(file, "counter = %s\n", f->counter);
	assert_int_equal(fclose(file), 0);
}

static void
open_at(const struct path *p, const struct facts *f, bool card)
{
	char at[32], config[128];

	(void)snprintf(config, sizeof config, "%s", scratch_path(&c.scratch, "madoguchi.ini"));
	write_config(p, f, config);
	path_write_moment(f->at, at);
	counter_open_in(&c, card ? CARD : NULL, &(struct counter_terminal){ .at = at, .config = config });
}

static void
give_up(const char *what)
{
	harness_fail(c.h, typist.fault[0] != '\0' ? typist.fault : what);
}

/* Home has the switch of the national system. */
static void
turn_system(const struct facts *f)
{
	int n;

	for (n = 0; n < f->value[FACT_SYSTEM]; n++) {
		if (!typist_pick(&typist, "全国のシステム"))
			give_up("no switch of the national system");
	}
}

/* By what lies on the reader where it offers that; else by the list. */
static void
begin(const struct facts *f, bool card)
{
	turn_system(f);
	harness_press(c.h, KEY_F2);
	if (card && typist_choose(&typist))
		return;
	if (typist_on(&typist, "選択"))
		harness_press(c.h, KEY_ESC);	/* not for these certificates */
	if (card)
		harness_press(c.h, KEY_F9);
	harness_press(c.h, KEY_F2);
	if (!typist_choose(&typist))
		give_up("the procedure isn't offered");
}

/* Everything that the rules find missing stands there, and nothing else. */
static void
expect_missing(const struct decision *d)
{
	char line[TYPIST_ROW];
	size_t i, shown = 0;
	int y;

	for (y = TYPIST_FIRST_ROW; y <= TYPIST_LAST_ROW; y++) {
		typist_left(&typist, y, line, sizeof line, NULL);
		if (strncmp(line, "未 ", strlen("未 ")) != 0)
			continue;
		for (i = 0; i < d->missing_count; i++) {
			if (strncmp(d->missing[i].text, line + strlen("未 "), strlen(line + strlen("未 "))) == 0)
				break;
		}
		if (i == d->missing_count)
			give_up("something is called missing that isn't");
		shown++;
	}
	if (shown != d->missing_count)
		give_up("not all that is missing stands there");
}

static enum typist_end
talk(const struct decision *d)
{
	enum typist_end end = typist_talk(&typist);

	if (end == TYPIST_FAULT || (end == TYPIST_ASKED && d->outcome != OUTCOME_ASK))
		give_up(end == TYPIST_ASKED ? fact_info(typist.asked)->ja : "");
	if (typist_outcome(&typist) != d->outcome)
		give_up(outcome_code(d->outcome));
	if (end == TYPIST_VERDICT && d->outcome == OUTCOME_INCOMPLETE)
		expect_missing(d);
	return end;
}

/* The last days of what will be made, and was made. */
static void
expect_days(const struct decision *d, const char *behind)
{
	char day[64], words[128];
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (!date_given(d->expiry[k]) || (d->refused & CERT_BIT(k)) != 0)
			continue;
		date_words(d->expiry[k], day, sizeof day);
		(void)snprintf(words, sizeof words, "%s%s", day, behind);
		harness_expect(c.h, words);
	}
}

static void
expect_summary(const struct decision *d)
{
	char fee[32];

	harness_expect(c.h, TYPIST_NAME);
	(void)snprintf(fee, sizeof fee, "%d円", d->fee_known ? d->yen : 0);
	harness_expect(c.h, fee);
	expect_days(d, " まで");
}

/* The applicant's screen has no title; it names one PIN. NULL: it isn't there. */
static const char *
pin_asked(const struct path *p)
{
	const bool on_paper = p->want.value[FACT_VISITOR] == VISITOR_PROXY ||
	    p->want.value[FACT_VISITOR] == VISITOR_HOUSEHOLD;
	bool fresh = typist_sees(&typist, "新しい暗証番号") || (!on_paper && typist_sees(&typist, "もう一度入力"));
	char row[TYPIST_ROW];
	unsigned k;

	harness_row(c.h, 3, row, sizeof row);
	if (row[0] != '\0')
		return NULL;
	if (typist_sees(&typist, "このまま使う"))
		return KEY_F5;		/* an easy one, as it stands on the paper */
	for (k = 0; k < PIN_COUNT && !typist_sees(&typist, pin_label((enum pin_kind)k)); k++)
		;
	if (k == PIN_COUNT)
		return NULL;
	fresh = fresh || (p->wrong & 1u << k) != 0;
	return k == PIN_SIGN ? fresh ? NEW_SIGN_PIN KEY_ENTER : TYPIST_SIGN_PIN KEY_ENTER :
	    fresh ? NEW_PIN KEY_ENTER : TYPIST_PIN KEY_ENTER;
}

/* From the summary: the card is put there if it isn't yet, and looked at. */
static void
confirm(void)
{
	int n;

	if (harness_shows(c.h, "カードなし")) {
		harness_press(c.h, KEY_F9);
		harness_expect(c.h, "リーダーに置くカード");
		harness_press(c.h, CARD);
		harness_press(c.h, KEY_ENTER);
	}
	for (n = 0; n < ENTERS_MAX && typist_on(&typist, "カードに書く前の確認"); n++)
		harness_press(c.h, KEY_ENTER);
	if (!typist_on(&typist, "本人の確認"))
		return;		/* heard before, in this visit */
	harness_press(c.h, TYPIST_CHECK_B KEY_ENTER);
	harness_expect(c.h, "受付の人のカードです");
	harness_press(c.h, KEY_ENTER);
}

static void
work(const struct path *p)
{
	const char *pin;
	int n;

	expect_summary(&p->told);
	confirm();
	for (n = 0; n < PINS_MAX && (pin = pin_asked(p)) != NULL; n++)
		harness_press(c.h, pin);
	if (p->wrong != 0) {
		harness_press(c.h, KEY_ENTER);
		harness_expect(c.h, "暗証番号が合わないことを記録しました");
		return;
	}
	harness_expect(c.h, "が終わりました");
	expect_days(&p->decision, " まで有効");
	harness_press(c.h, KEY_ENTER);
	if (harness_shows(c.h, "シュレッダーにかけましたか"))
		harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "完了 1");
}

/* As it stands: to whoever it is about where that has to be known, and on record. */
static void
record(const struct decision *d)
{
	harness_press(c.h, KEY_F2);
	if (!typist_on(&typist, "案件") && !typist_on(&typist, "はじめ"))
		(void)talk(d);
	if (typist_on(&typist, "記録の前の確認"))
		harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "で記録しました");
}

static void
post_letter(void)
{
	char row[TYPIST_ROW];

	harness_expect(c.h, "照会書発送待ち");
	harness_row(c.h, 1, row, sizeof row);
	(void)sscanf(row, " %11s", number);
	if (!typist_pick(&typist, "照会書を発送した"))
		give_up("a letter that can't be posted");
	typist_fill(&typist);
	harness_expect(c.h, "記録しました: 照会書を発送");
}

/* What the clerk sees of the reply; some things are asked only in some places. */
static void
tick(const char *words, bool it_is)
{
	if (it_is)
		(void)typist_pick(&typist, words);
}

static void
check_reply(const struct facts *f)
{
	static const char *const shut[] = { "目隠しシール", "封筒に封入封緘", "隠していない" };
	int n;

	harness_expect(c.h, "開く前に確かめてください");
	if (f->value[FACT_REPLY] == REPLY_NONE) {
		harness_press(c.h, KEY_F3);
		return;
	}
	tick("すべての欄に記入がある", f->value[FACT_REPLY_COMPLETE] == ANSWER_YES);
	tick("本人の自署である", f->value[FACT_REPLY_COMPLETE] == ANSWER_YES);
	tick("押印がある", f->value[FACT_REPLY_COMPLETE] == ANSWER_YES);
	tick("委任状に記入がある", f->value[FACT_POWER_OF_ATTORNEY] == ANSWER_YES);
	for (n = 0; n < 3 && !harness_shows(c.h, shut[f->value[FACT_CONCEALED]]); n++)
		tick("暗証番号の隠し方", true);
	harness_press(c.h, KEY_ENTER);
}

static void
come_again(const struct path *p)
{
	turn_system(&p->want);
	harness_press(c.h, KEY_F3);
	harness_press(c.h, number);
	harness_press(c.h, KEY_ENTER);
	if (!typist_pick(&typist, "来庁: 回答書と書類を確かめて進める"))
		give_up("the case can't be gone on with");
	check_reply(&p->want);
}

static void
first_visit(struct path *p)
{
	static struct decision d;

	assert_int_equal(rule_decide(p->profile, &p->first, p->first.at, &d), ERR_NONE);
	stand_before(p, &p->first);
	open_at(p, &p->first, false);
	begin(&p->first, false);
	(void)talk(&d);
	record(&d);
	post_letter();
	counter_close(&c);
}

static void
read_keys(struct path_keys *keys)
{
	assert_int_equal(virtual_key_hashes(scratch_path(&c.scratch, DATA "cards/" CARD ".card"), keys->hash, &keys->there),
	    ERR_NONE);
}

static void
leave(void)
{
	harness_type(c.h, KEY_F10);
	harness_idle(c.h);
	harness_type(c.h, KEY_ENTER);
	assert_int_equal(harness_end(&c.h), 0);
}

static void
type_path(struct path *p)
{
	const bool second = p->want.value[FACT_VISIT] == 1,
	    card = second ? row_card_brought(&p->said) : row_card_fits(&p->said);
	enum typist_end end;

	if (second)
		first_visit(p);
	stand_before(p, &p->said);
	open_at(p, &p->said, card);
	if (second)
		come_again(p);
	else
		begin(&p->said, card);
	end = talk(&p->told);
	if (end == TYPIST_CONFIRM)
		work(p);
	else if (end != TYPIST_ASKED)
		record(&p->told);
	if (end == TYPIST_ASKED)
		leave();
	else
		counter_close(&c);
}

void
path_run(void **state)
{
	struct path *p = *state;
	struct path_keys before, after;
	struct desk_context *context;

	furnish(p);
	read_keys(&before);
	type_path(p);
	read_keys(&after);
	path_expect_keys(&p->decision, &before, &after);
	context = path_open_desk(c.scratch.folder, p->want.at, DESK_STORE);
	if (p->decision.outcome != OUTCOME_ASK)
		path_expect_case(p, &context->desk);
	desk_close(&context);
	counter_free(&c);
}
