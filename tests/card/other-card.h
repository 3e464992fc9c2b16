/*
 * A card that isn't ours, for tests: files, PINs, counters and status words after public notes on real ones (sources(7)
 * C1 to C4). It shares no line with the training card and has nothing of its privileged half. What differs from card to
 * card, and what breaks, is set; a PIN that is changed stays changed as long as the struct lives.
 */
#ifndef MADOGUCHI_TEST_OTHER_CARD_H
#define MADOGUCHI_TEST_OTHER_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OTHER_FILE_MAX 4096
#define OTHER_FILES_MAX 24
#define OTHER_FAULTS_MAX 8
#define OTHER_ANSWER_MAX 65538

enum other_ap { OTHER_NONE, OTHER_ISD, OTHER_JPKI, OTHER_TEXT, OTHER_JUKI, OTHER_COMMON, OTHER_AP_COUNT };

/* What a VERIFY opens; common is the resident register's second reference. */
enum other_pin { OTHER_SIGN, OTHER_AUTH, OTHER_ASSIST, OTHER_B, OTHER_JUKI_PIN, OTHER_JUKI_COMMON, OTHER_PIN_COUNT };
#define OTHER_PIN_BIT(p) (1u << (p))

struct other_file {
	enum other_ap ap;
	unsigned fid;
	unsigned opened_by;		/* a mask of OTHER_PIN_BIT, one of which is verified; 0: free */
	unsigned char bytes[OTHER_FILE_MAX];
	size_t len;
};

/* Whoever reads or queries this EF is answered sw, so many times. */
struct other_fault { enum other_ap ap; unsigned fid; uint16_t sw; unsigned times; };

struct other_card {
	/* the card */
	struct other_file files[OTHER_FILES_MAX];
	size_t file_count;
	struct { char value[17]; int left; bool absent; } pins[OTHER_PIN_COUNT];
	char number[17], expires[9];	/* GET DATA 0045 and 00F2 at the issuer's domain; "": 6A88 */

	/* how it differs */
	bool tagged_data;		/* GET DATA gives the value in its tag */
	bool short_only;		/* 6700 to an extended length */
	bool exact_le;			/* 6Cxx to an Le that isn't what is there */
	size_t portion;			/* 61xx: an answer longer than this comes in portions; 0: whole */
	bool sfi_by_itself;		/* a short identifier doesn't make its EF the current one */

	/* what breaks */
	struct other_fault faults[OTHER_FAULTS_MAX];
	unsigned stumbles;		/* that many commands answer 6F00, then no more */
	bool dead;			/* every command answers 6F00 */

	/* what was sent, over all power-ups */
	unsigned commands, selects, verifies, changes;

	/* of this power-up */
	bool powered;
	enum other_ap ap;
	int ef;				/* the current one's place among the files, a PIN's behind them; -1: none */
	unsigned verified;
	unsigned char rest[OTHER_FILE_MAX];
	size_t rest_len;
};

/* As issued: PINs of practice (MADO1234 and 1234), all counters full, the holder's four attributes, no certificates. */
void other_card_make(struct other_card *);

/* A file's bytes, instead of those it held; an empty one is still there. */
void other_card_put(struct other_card *, enum other_ap, unsigned fid, const void *bytes, size_t len);

/* The certificate (DER, or what a broken card has left of it) and that the card says it holds it; NULL: neither. */
void other_card_put_cert(struct other_card *, bool sign, const unsigned char *der, size_t len);

/* The holder, in UTF-8; born "19900115", sex "1" or "2". */
void other_card_put_person(struct other_card *, const char *name, const char *address, const char *born, const char *sex);

/* Off and on: every login is gone. */
void other_card_power(struct other_card *, bool on);

/* Answers one command; always at least a status word. cap is OTHER_ANSWER_MAX. */
size_t other_card_answer(struct other_card *, const unsigned char *command, size_t len, unsigned char *answer);

const unsigned char *other_card_atr(size_t *len);

#endif
