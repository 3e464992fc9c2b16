/* One path, typed as far as the card's turn, and then somebody else's card is put on: nothing but its word is asked. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "card/virtual/virtual.h"
#include "tests/screens/path-type.h"
#include "tests/screens/row-card.h"

#define CARD "expired"		/* by its name alone: it is made like the row's own, but for number and name */
#define FILE_OF_CARD PATH_DATA "cards/" CARD ".card"
#define KEY_B 0x15		/* of 券面事項入力補助AP; see core/card/reference.c */
#define KEY_ASSIST 0x11
#define ENTERS_MAX 3

/* What the cards of this path were sent, but for what only asks: VERIFYs that open a card's word, and all others. */
struct sent { unsigned asked, opened, other; };

static bool
only_asks(const unsigned c[4], bool data)
{
	return c[0] == 0x00 && (c[1] == 0xa4 || c[1] == 0xb0 || c[1] == 0xca || (c[1] == 0x20 && !data));
}

/* "     0.012 00 20 00 95 Lc=14 -> 9000 0 bytes, 0.102 ms" */
static void
count_line(const char *line, struct sent *sent)
{
	unsigned c[4];

	if (sscanf(line, " %*d.%*d %2x %2x %2x %2x", &c[0], &c[1], &c[2], &c[3]) != 4)
		return;
	if (only_asks(c, strstr(line, "Lc=") != NULL))
		sent->asked++;
	else if (c[0] == 0x00 && c[1] == 0x20 && ((c[3] & 0x1f) == KEY_B || (c[3] & 0x1f) == KEY_ASSIST))
		sent->opened++;
	else
		sent->other++;
}

static struct sent
read_trace(void)
{
	FILE *f = fopen(scratch_path(&path_counter.scratch, "trace"), "r");
	struct sent sent = { 0 };
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof line, f) != NULL)
		count_line(line, &sent);
	(void)fclose(f);
	return sent;
}

static void
make_stranger(const struct path *p)
{
	struct desk_context *context = path_open_desk(path_counter.scratch.folder, p->want.at, DESK_ISSUER);

	assert_true(row_card_make(scratch_path(&path_counter.scratch, FILE_OF_CARD), context->desk.issuer,
	    context->desk.keys, &p->want, &row_card_strangers, p->profile));
	desk_close(&context);
}

/* The row's own card makes room where it was there from the beginning. */
static void
put_on(void)
{
	if (!harness_shows(path_counter.h, "カードなし"))
		harness_press(path_counter.h, KEY_F9);
	counter_change_card(&path_counter, CARD);
}

/* Bound by its number: seen without a try, as often as one asks. */
static void
refused_by_its_number(void)
{
	int n;

	for (n = 0; n < 2; n++) {
		harness_expect(path_counter.h, "この受付のカードではありません");
		harness_press(path_counter.h, KEY_ENTER);
		harness_expect(path_counter.h, "カードに書く前の確認");
		harness_press(path_counter.h, KEY_ENTER);
	}
}

static void
to_its_word(void)
{
	int n;

	for (n = 0; n < ENTERS_MAX && !typist_on(&path_typist, "本人の確認"); n++) {
		if (typist_on(&path_typist, "カードに書く前の確認") && typist_outcome(&path_typist) == OUTCOME_ASK) {
			harness_press(path_counter.h, KEY_ESC);	/* another kind of card */
			(void)typist_talk(&path_typist);
		}
		harness_press(path_counter.h, KEY_ENTER);
	}
	harness_expect(path_counter.h, "カードの表にある照合番号B");
}

/* The other way to open its word leads no further. */
static void
refused_by_its_word(void)
{
	to_its_word();
	harness_press(path_counter.h, TYPIST_CHECK_B KEY_ENTER);
	harness_expect(path_counter.h, "別の人のカードです。この手続はできません");
	harness_press(path_counter.h, KEY_ENTER);
	harness_expect(path_counter.h, "別の人のカードです。この手続はできません");
	harness_press(path_counter.h, KEY_ESC);
	to_its_word();
	harness_press(path_counter.h, KEY_F2);
	harness_press(path_counter.h, TYPIST_PIN KEY_ENTER);
	harness_expect(path_counter.h, "別の人のカードです。この手続はできません");
}

/* Once the row's own card has been heard it is the visit's: the stranger's is told by its number, before any PIN. */
static void
refused_beside_the_own(void)
{
	harness_press(path_counter.h, KEY_ESC);
	harness_press(path_counter.h, KEY_F9);
	counter_change_card(&path_counter, PATH_CARD);
	to_its_word();
	harness_press(path_counter.h, TYPIST_CHECK_B KEY_ENTER);
	harness_expect(path_counter.h, "受付の人のカードです");
	harness_press(path_counter.h, KEY_ENTER);
	harness_refuse(path_counter.h, "受付の人のカードです");
	harness_press(path_counter.h, KEY_ESC);
	put_on();
	refused_by_its_number();
}

static bool
note_refusal(void *ctx, const struct case_history *h)
{
	if (strcmp(h->event, "holder-refused") == 0 && strcmp(h->why, "holder-other") == 0)
		(*(unsigned *)ctx)++;
	return true;
}

/* Once for each time its word was heard; the case has no card, and stands where it stood. */
static void
expect_on_record(const struct path *p, const char *number)
{
	struct desk_context *context = path_open_desk(path_counter.scratch.folder, p->want.at, DESK_STORE);
	static struct case_file file;
	unsigned refusals = 0;

	assert_int_equal(case_load(context->desk.store, number, &file), ERR_NONE);
	assert_true(file.state == CASE_APPROVED || file.state == CASE_RECEIVED);	/* received: the kind of card is open */
	assert_string_equal(file.card, "");
	assert_int_equal(case_history(context->desk.store, number, note_refusal, &refusals), ERR_NONE);
	assert_int_equal(refusals, 2);
	desk_close(&context);
}

static void
read_keys(const char *card, struct path_keys *keys)
{
	assert_int_equal(virtual_key_hashes(scratch_path(&path_counter.scratch, card), keys->hash, &keys->there),
	    ERR_NONE);
}

static void
type_stranger(struct path *p)
{
	char row[TYPIST_ROW], number[CASE_NUMBER_MAX] = "";
	struct sent sent;
	/* A revocation writes no key and asks for no PIN: its own card, once seen, is all it wants. */
	const bool ends_at_once = p->want.value[FACT_PROCEDURE] == PROCEDURE_REVOKE;
	bool bound;

	if (path_come(p) != TYPIST_CONFIRM)
		path_give_up("no confirmation");
	put_on();
	bound = harness_shows(path_counter.h, "この受付のカードではありません");
	if (bound) {
		refused_by_its_number();
	} else {
		refused_by_its_word();
		if (!ends_at_once)
			refused_beside_the_own();
	}
	harness_row(path_counter.h, 1, row, sizeof row);
	(void)sscanf(row, " %11s", number);
	harness_press(path_counter.h, KEY_ESC);
	counter_leave(&path_counter);
	sent = read_trace();
	assert_true(sent.asked > 0);
	assert_int_equal(sent.other, 0);
	if (bound)
		return;
	/* Twice the stranger's, the row's own, and that at reception. */
	assert_in_range(sent.opened, ends_at_once ? 2 : 3, 4);
	expect_on_record(p, number);
}

void
path_stranger(void **state)
{
	struct path *p = *state;
	struct path_keys before = { .there = 0 }, after = { .there = 0 };

	p->traced = true;
	path_furnish(p);
	make_stranger(p);
	read_keys(FILE_OF_CARD, &before);
	type_stranger(p);
	read_keys(FILE_OF_CARD, &after);
	assert_memory_equal(&before, &after, sizeof before);
	counter_free(&path_counter);
}
