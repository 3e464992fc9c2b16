/* Types a path into the real program, as far as its talk goes: reception, the letter, the second visit. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "card/virtual/virtual.h"
#include "tests/faults/world.h"
#include "tests/screens/path-type.h"
#include "tests/screens/row-card.h"

#define KEYS 4			/* for the cards of a row, its own and another's */

struct counter path_counter;
struct typist path_typist;

static struct scratch base, pool;
static char number[CASE_NUMBER_MAX];	/* of the letter that was posted */

void
path_make_base(void)
{
	const struct moment before_all = { { 2026, 2, 1 }, 9, 0, 0 };
	struct desk_context *context;

	scratch_new_fast(&base);
	context = path_open_desk(base.folder, before_all, DESK_ISSUER);
	desk_close(&context);
	scratch_new_fast(&pool);
	world_make_keys(pool.folder, KEYS);
	virtual_set_key_pool(pool.folder);
}

void
path_free_base(void)
{
	virtual_set_key_pool(NULL);
	scratch_free(&pool);
	scratch_free(&base);
}

static void
press(void *ctx, const char *keys)
{
	(void)ctx;
	harness_press(path_counter.h, keys);
}

static void
read_row(void *ctx, int y, char *out, size_t size)
{
	(void)ctx;
	harness_row(path_counter.h, y, out, size);
}

static void
stand_before(const struct path *p, const struct facts *want)
{
	path_typist = (struct typist){ .type = press, .row = read_row, .profile = p->profile, .want = want };
}

/* The card of the row, in a folder with nothing else but the CA. */
void
path_furnish(const struct path *p)
{
	struct desk_context *context;
	char command[256];

	scratch_new_fast(&path_counter.scratch);
	(void)snprintf(command, sizeof command, "cp -a %s/. %s/", base.folder, path_counter.scratch.folder);
	assert_int_equal(system(command), 0);
	context = path_open_desk(path_counter.scratch.folder, p->want.at, DESK_ISSUER);
	assert_true(row_card_make(scratch_path(&path_counter.scratch, PATH_DATA "cards/" PATH_CARD ".card"),
	    context->desk.issuer, context->desk.keys, &p->want, &row_card_own,
	    p->profile));
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

	(void)snprintf(config, sizeof config, "%s", scratch_path(&path_counter.scratch, "madoguchi.ini"));
	write_config(p, f, config);
	path_write_moment(f->at, at);
	counter_open_in(&path_counter, card ? PATH_CARD : NULL, &(struct counter_terminal){ .at = at,
	    .config = config, .traced = p->traced });
}

void
path_give_up(const char *what)
{
	harness_fail(path_counter.h, path_typist.fault[0] != '\0' ? path_typist.fault : what);
}

/* Home has the switch of the national system. */
static void
turn_system(const struct facts *f)
{
	int n;

	for (n = 0; n < f->value[FACT_SYSTEM]; n++) {
		if (!typist_pick(&path_typist, "全国のシステム"))
			path_give_up("no switch of the national system");
	}
}

/* By what lies on the reader where it offers that; else by the list. */
static void
begin(const struct facts *f, bool card)
{
	turn_system(f);
	harness_press(path_counter.h, KEY_F2);
	if (card && typist_choose(&path_typist))
		return;
	if (typist_on(&path_typist, "選択"))
		harness_press(path_counter.h, KEY_ESC);	/* not for these certificates */
	if (card)
		harness_press(path_counter.h, KEY_F9);
	harness_press(path_counter.h, KEY_F2);
	if (!typist_choose(&path_typist))
		path_give_up("the procedure isn't offered");
}

/* Everything that the rules find missing stands there, and nothing else. */
static void
expect_missing(const struct decision *d)
{
	char line[TYPIST_ROW];
	size_t i, shown = 0;
	int y;

	for (y = TYPIST_FIRST_ROW; y <= TYPIST_LAST_ROW; y++) {
		typist_left(&path_typist, y, line, sizeof line, NULL);
		if (strncmp(line, "未 ", strlen("未 ")) != 0)
			continue;
		for (i = 0; i < d->missing_count; i++) {
			if (typist_begins(d->missing[i].text, line + strlen("未 ")))
				break;
		}
		if (i == d->missing_count)
			path_give_up("something is called missing that isn't");
		shown++;
	}
	if (shown != d->missing_count)
		path_give_up("not all that is missing stands there");
}

/* One of the values that a fact can have, until there are no more: a day soon, one long ago, none. */
static bool
value_of(const struct facts *f, enum fact fact, int n, int32_t *value)
{
	const struct fact_info *info = fact_info(fact);
	const int32_t days[] = { date_days(date_add_months(f->at.date, 12)), date_days(date_add_months(f->at.date, -480)),
	    FACT_NONE };

	if (info->type == FACT_DATE && n < 3)
		*value = days[n];
	else if (info->type == FACT_CHOICE && info->words[n] != NULL)
		*value = n;
	else
		return false;
	return true;
}

/* Any answer to what the row leaves open, if only the outcome stays. False: there is none. */
static bool
settle(struct facts *f, enum fact asked, enum outcome outcome)
{
	static struct decision d;
	int32_t value;
	int n;

	for (n = 0; asked != FACT_COUNT && value_of(f, asked, n, &value); n++) {
		facts_set(f, asked, value);
		if (rule_decide(path_typist.profile, f, f->at, &d) == ERR_NONE && d.outcome == outcome)
			return true;
	}
	return false;
}

/* The screens may ask more than what decides in the end. */
static enum typist_end
talk_on(enum outcome outcome)
{
	static struct facts all;
	enum typist_end end = typist_talk(&path_typist);

	all = *path_typist.want;
	while (end == TYPIST_ASKED && outcome != OUTCOME_ASK && settle(&all, path_typist.asked, outcome)) {
		path_typist.want = &all;
		end = typist_talk(&path_typist);
	}
	return end;
}

static enum typist_end
talk(const struct decision *d)
{
	enum typist_end end = talk_on(d->outcome);

	if (end == TYPIST_FAULT || (end == TYPIST_ASKED && d->outcome != OUTCOME_ASK))
		path_give_up(end == TYPIST_ASKED ? fact_info(path_typist.asked)->ja : "");
	if (end == TYPIST_RECORDED ? d->outcome != OUTCOME_PROCEED : typist_outcome(&path_typist) != d->outcome)
		path_give_up(outcome_code(d->outcome));
	if (end == TYPIST_VERDICT && d->outcome == OUTCOME_INCOMPLETE)
		expect_missing(d);
	return end;
}

/* As it stands: to whoever it is about where that has to be known, and on record. */
void
path_record(const struct decision *d)
{
	harness_press(path_counter.h, KEY_F2);
	if (!typist_on(&path_typist, "案件") && !typist_on(&path_typist, "はじめ"))
		(void)talk(d);
	if (typist_on(&path_typist, "記録の前の確認"))
		harness_press(path_counter.h, KEY_ENTER);
	harness_expect(path_counter.h, "で記録しました");
}

static void
post_letter(void)
{
	char row[TYPIST_ROW];

	harness_expect(path_counter.h, "照会書発送待ち");
	harness_row(path_counter.h, 1, row, sizeof row);
	(void)sscanf(row, " %11s", number);
	if (!typist_pick(&path_typist, "照会書を発送した"))
		path_give_up("a letter that can't be posted");
	typist_fill(&path_typist);
	harness_expect(path_counter.h, "記録しました: 照会書を発送");
}

/* What the clerk sees of the reply; some things are asked only in some places. */
static void
tick(const char *words, bool it_is)
{
	if (it_is)
		(void)typist_pick(&path_typist, words);
}

static void
check_reply(const struct facts *f)
{
	static const char *const shut[] = { "目隠しシール", "封筒に封入封緘", "隠していない" };
	int n;

	harness_expect(path_counter.h, "開く前に確かめてください");
	if (f->value[FACT_REPLY] == REPLY_NONE) {
		harness_press(path_counter.h, KEY_F3);
		return;
	}
	tick("すべての欄に記入がある", f->value[FACT_REPLY_COMPLETE] == ANSWER_YES);
	tick("本人の自署である", f->value[FACT_REPLY_COMPLETE] == ANSWER_YES);
	tick("押印がある", f->value[FACT_REPLY_COMPLETE] == ANSWER_YES);
	tick("委任状に記入がある", f->value[FACT_POWER_OF_ATTORNEY] == ANSWER_YES);
	for (n = 0; n < 3 && !harness_shows(path_counter.h, shut[f->value[FACT_CONCEALED]]); n++)
		tick("暗証番号の隠し方", true);
	harness_press(path_counter.h, KEY_ENTER);
}

static void
come_again(const struct path *p)
{
	turn_system(&p->want);
	harness_press(path_counter.h, KEY_F3);
	harness_press(path_counter.h, number);
	harness_press(path_counter.h, KEY_ENTER);
	if (!typist_pick(&path_typist, "来庁: 回答書と書類を確かめて進める"))
		path_give_up("the case can't be gone on with");
	harness_expect(path_counter.h, "開く前に確かめてください");
	if (p->first.value[FACT_VISITOR] != p->want.value[FACT_VISITOR])
		harness_press(path_counter.h, KEY_F4);
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
	path_record(&d);
	post_letter();
	counter_close(&path_counter);
}

enum typist_end
path_come(struct path *p)
{
	const bool second = p->want.value[FACT_VISIT] == 1,
	    card = second ? row_card_brought(&p->said) : row_card_fits(&p->said);

	if (second)
		first_visit(p);
	stand_before(p, &p->said);
	open_at(p, &p->said, card);
	if (second)
		come_again(p);
	else
		begin(&p->said, card);
	return talk(&p->told);
}
