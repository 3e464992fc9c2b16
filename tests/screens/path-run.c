/* One path, typed into the real program in a terminal: reception, the verdict, PINs, the card, what was kept of it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "card/virtual/virtual.h"
#include "tests/screens/path-type.h"
#include "tui/app/words.h"

#define NEW_SIGN_PIN "NEWPIN99"
#define NEW_PIN "7305"
#define ENTERS_MAX 3
#define PINS_MAX 12		/* four PINs: the old one, and twice the new one */

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
		harness_expect(path_counter.h, words);
	}
}

static void
expect_summary(const struct decision *d)
{
	char fee[32];

	harness_expect(path_counter.h, TYPIST_NAME);
	(void)snprintf(fee, sizeof fee, "%d円", d->fee_known ? d->yen : 0);
	harness_expect(path_counter.h, fee);
	expect_days(d, " まで");
}

/* The applicant's screen has no title; it names one PIN. NULL: it isn't there. */
static const char *
pin_asked(const struct path *p)
{
	const bool on_paper = p->want.value[FACT_VISITOR] == VISITOR_PROXY ||
	    p->want.value[FACT_VISITOR] == VISITOR_HOUSEHOLD;
	bool fresh = typist_sees(&path_typist, "新しい暗証番号") ||
	    (!on_paper && typist_sees(&path_typist, "もう一度入力"));
	char row[TYPIST_ROW];
	unsigned k;

	harness_row(path_counter.h, 3, row, sizeof row);
	if (row[0] != '\0')
		return NULL;
	if (typist_sees(&path_typist, "このまま使う"))
		return KEY_F5;		/* an easy one, as it stands on the paper */
	for (k = 0; k < PIN_COUNT && !typist_sees(&path_typist, pin_label((enum pin_kind)k)); k++)
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

	if (harness_shows(path_counter.h, "カードなし")) {
		harness_press(path_counter.h, KEY_F9);
		harness_expect(path_counter.h, "リーダーに置くカード");
		harness_press(path_counter.h, PATH_CARD);
		harness_press(path_counter.h, KEY_ENTER);
	}
	for (n = 0; n < ENTERS_MAX && typist_on(&path_typist, "カードに書く前の確認"); n++) {
		if (typist_outcome(&path_typist) == OUTCOME_ASK) {
			harness_press(path_counter.h, KEY_ESC);	/* another kind of card */
			(void)typist_talk(&path_typist);
		}
		harness_press(path_counter.h, KEY_ENTER);
	}
	if (!typist_on(&path_typist, "本人の確認"))
		return;		/* heard before, in this visit */
	harness_press(path_counter.h, TYPIST_CHECK_B KEY_ENTER);
	harness_expect(path_counter.h, "受付の人のカードです");
	harness_press(path_counter.h, KEY_ENTER);
}

/* Nobody has worked at the terminal: the card is as it should be then where nothing had to be changed on it. */
static bool
given_back(void)
{
	harness_press(path_counter.h, KEY_F2);
	if (!typist_on(&path_typist, "統合端末からの受取り"))
		return true;
	harness_expect(path_counter.h, "完了していません");
	return false;
}

static void
work(struct path *p)
{
	const char *pin;
	int n;

	expect_summary(&p->told);
	confirm();
	if (typist_on(&path_typist, "統合端末ですること") && !given_back()) {
		p->handed = true;
		return;
	}
	for (n = 0; n < PINS_MAX && (pin = pin_asked(p)) != NULL; n++)
		harness_press(path_counter.h, pin);
	if (p->wrong != 0) {
		harness_press(path_counter.h, KEY_ENTER);
		harness_expect(path_counter.h, "暗証番号が合わないことを記録しました");
		return;
	}
	harness_expect(path_counter.h, "が終わりました");
	expect_days(&p->decision, " まで有効");
	harness_press(path_counter.h, KEY_ENTER);
	if (harness_shows(path_counter.h, "シュレッダーにかけましたか"))
		harness_press(path_counter.h, KEY_ENTER);
	harness_expect(path_counter.h, "完了 1");
}

static void
read_keys(struct path_keys *keys)
{
	assert_int_equal(virtual_key_hashes(scratch_path(&path_counter.scratch, PATH_DATA "cards/" PATH_CARD ".card"),
	    keys->hash, &keys->there), ERR_NONE);
}

static void
answer_in_writing(void)
{
	if (!typist_pick(&path_typist, "書面で回答した"))
		path_give_up("a disclosure that can't be answered");
	harness_press(path_counter.h, KEY_ENTER);
	harness_expect(path_counter.h, "記録しました: 書面で回答");
	harness_expect(path_counter.h, "完了");
}

static void
leave(void)
{
	harness_type(path_counter.h, KEY_F10);
	harness_idle(path_counter.h);
	harness_type(path_counter.h, KEY_ENTER);
	assert_int_equal(harness_end(&path_counter.h), 0);
}

static void
type_path(struct path *p)
{
	enum typist_end end = path_come(p);

	if (end == TYPIST_CONFIRM)
		work(p);
	else if (end == TYPIST_RECORDED)
		answer_in_writing();
	else if (end != TYPIST_ASKED)
		path_record(&p->told);
	if (end == TYPIST_ASKED)
		leave();
	else
		counter_close(&path_counter);
}

void
path_run(void **state)
{
	static const struct decision nothing;
	struct path *p = *state;
	struct path_keys before, after;
	struct desk_context *context;

	path_furnish(p);
	read_keys(&before);
	type_path(p);
	read_keys(&after);
	path_expect_keys(p->handed ? &nothing : &p->decision, &before, &after);
	context = path_open_desk(path_counter.scratch.folder, p->want.at, DESK_STORE);
	if (p->decision.outcome != OUTCOME_ASK)
		path_expect_case(p, &context->desk);
	desk_close(&context);
	counter_free(&path_counter);
}
