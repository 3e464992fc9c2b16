/* A counter for tests: the real program in practice mode, in a folder of its own, on a day that stands still. */
#ifndef MADOGUCHI_TEST_COUNTER_H
#define MADOGUCHI_TEST_COUNTER_H

#include "tests/screens/harness.h"
#include "tests/unit/scratch.h"

#define COUNTER_AT "2026-11-20T10:31"

/* What is printed on the face of the card "about-to-expire" on that day. */
#define COUNTER_CHECK_B "61012020321101"

#define KEY_ENTER "\r"
#define KEY_ESC "\033"
#define KEY_UP "\033OA"
#define KEY_DOWN "\033OB"
#define KEY_RIGHT "\033OC"
#define KEY_LEFT "\033OD"
#define KEY_F1 "\033OP"
#define KEY_F2 "\033OQ"
#define KEY_F3 "\033OR"
#define KEY_F4 "\033OS"
#define KEY_F5 "\033[15~"
#define KEY_F6 "\033[17~"
#define KEY_F7 "\033[18~"
#define KEY_F8 "\033[19~"
#define KEY_F9 "\033[20~"
#define KEY_F10 "\033[21~"
#define KEY_F11 "\033[23~"

struct counter { struct scratch scratch; struct harness *h; };
struct store;

/*
 * How it is started: TERM, --lang, --profile, --at, --config, and the terminal. Zeroed is the usual way. over_pcsc: the
 * card is the one behind the daemon of this test's own environment, and so are the folders. two_readers: two are plugged
 * in, without a daemon. work: it isn't practice. other: the card is another's, on a reader of its own
 * (other-reader.h), and this is work. through: the command, ended with NULL, that runs the program; muffled: and
 * swallows its idle marks. plain: with --plain.
 */
struct counter_terminal {
	const char *kind, *lang, *profile, *at, *config, *const *through;
	bool over_pcsc, two_readers, muffled, work, plain;
	const char *other;		/* the reader's file */
	bool traced;			/* into the folder's file of that name */
	struct harness_terminal terminal;
};

/* A folder with keys and this practice card; the program in it, idle, in whatever language. */
void counter_make(struct counter *, const char *card);
void counter_open_in(struct counter *, const char *card, const struct counter_terminal *);

/* All practice cards, for every folder that is made from here on: making them takes longest where many are used. */
void counter_make_all_cards(void);

/* The same on the card behind a daemon, once it was noticed. */
void counter_open_over_pcsc(struct counter *, const struct counter_terminal *);

/* Opens with this practice card on the reader; NULL: none. Idle at home. */
void counter_open(struct counter *, const char *card);

/* The same folder again, after the program has ended. */
void counter_open_again(struct counter *, const char *card);

/* Gives this counter a residents' record of two: the holder of the card, written otherwise, and another. */
void counter_import_residents(struct counter *);

/* And one of these lines, the header among them. */
void counter_import(struct counter *, const char *csv);

/* Ends the program with F10, from home or from the middle of a visit, where it asks; expects status 0. */
void counter_close(struct counter *);
void counter_leave(struct counter *);
void counter_free(struct counter *);

/* For cmocka, where the group's state is a counter: opened with the card "about-to-expire", or only its folder made; freed. */
int counter_setup(void **state);
int counter_setup_folder(void **state);
int counter_teardown(void **state);

/* What it keeps its cases in, as another program opens it. */
struct store *counter_open_store(const struct counter *);

/* --- a visit, typed ---------------------------------------------------------------------------- */

/* The question that stands in the left half is this one. */
bool counter_asks(struct counter *, const char *question);

/* Presses a key until the screen shows this; fails the test where it never does. */
void counter_press_until(struct counter *, const char *key, const char *shown);

/* Answers the rules' questions for a holder in good order, one of them otherwise, while there are any. */
void counter_answer(struct counter *, const char *question, const char *answer);

/* From home to who the holder is, the questions before it answered as counter_answer does. */
void counter_to_holder(struct counter *, const char *question, const char *answer);

/* From home to whose card it is, where a proxy comes. */
void counter_proxy_comes(struct counter *);

/* A proxy's first visit by the national rules, with the smallest number of keys; the letter isn't posted yet. */
void counter_order_letter(struct counter *);

/* From home to the summary: both certificates, the holder, attributes by 照合番号B. */
void counter_to_summary(struct counter *);

/*
 * From the summary of a visit that hasn't heard the card yet to the first PIN: the card's word by 照合番号B, agreed
 * to.
 */
void counter_prove(struct counter *);

/* Puts a practice card on the empty reader, by typing its name. */
void counter_change_card(struct counter *, const char *name);

/* From home to the first PIN. */
void counter_to_pins(struct counter *);

/* This one for signing, as it is asked for, and the card's own for the other. */
void counter_type_pins(struct counter *, const char *sign);

/* From home until the steps run and this is shown; more is typed at once. */
void counter_to_steps(struct counter *, const char *shown);

/* The renewal has ended well: home, and the program's end. */
void counter_close_renewed(struct counter *);

#endif
