/* Bookings: who comes when and for what, as the booking system's list has it. Personal data that end in time. */
#ifndef MADOGUCHI_CASE_BOOKING_H
#define MADOGUCHI_CASE_BOOKING_H

#include <stdio.h>

#include "base/fault.h"
#include "base/recode.h"
#include "case/case.h"

#define BOOKING_REFERENCE_MAX 64
#define BOOKING_COUNTER_MAX 96
#define BOOKING_LINES_MAX 20000		/* of one list */
#define BOOKING_BYTES_MAX (16 << 20)

enum booking_state { BOOKING_OPEN, BOOKING_CAME, BOOKING_MISSED, BOOKING_CANCELLED, BOOKING_STATE_COUNT };

const char *booking_state_code(enum booking_state);		/* "missed" */
const char *booking_state_name(enum booking_state, enum lang);	/* 来庁なし */

struct booking {
	int64_t id;
	char reference[BOOKING_REFERENCE_MAX];	/* of the system that took it; "" where it has none */
	struct moment at;
	char counter[BOOKING_COUNTER_MAX];	/* as the list calls it; "": it doesn't say */
	char procedure[16], visitor[16];	/* the facts' words; "": it doesn't say */
	struct person person;			/* name; kana and birth date where the list has them */
	enum booking_state state;		/* one still open when its day is over was missed */
	struct moment came;
	char number[CASE_NUMBER_MAX];		/* of the case that came of it; "" */
	int ticket;				/* the number drawn for it; 0: none */
};

/* Of the days from the first to the last, both included, in their order. today: to tell what was missed. */
enum err booking_list(struct store *, struct date from, struct date to, struct date today,
    bool (*row)(void *, const struct booking *), void *ctx);

/* ERR_BOOKING: there is none. */
enum err booking_load(struct store *, int64_t id, struct date today, struct booking *);

/* How many there are of the days, by state. */
enum err booking_counts(struct store *, struct date from, struct date to, struct date today,
    int counts[BOOKING_STATE_COUNT]);

/*
 * Whoever was booked is here, or doesn't come, or called it off; BOOKING_OPEN takes that back. On record, with the
 * booking's number here. ERR_BOOKING; ERR_BOOKING_DONE: a case came of it, or it is so already; ERR_ROLE.
 */
enum err booking_mark(struct store *, const struct actor *, int64_t id, enum booking_state);

/* Marks all that are still open on a day or before it as missed. *count: how many. */
enum err booking_close(struct store *, const struct actor *, struct date day, int64_t *count);

/*
 * In the transaction that opens a case: it came of the booking, and of the number that was drawn; 0: of none.
 * ERR_BOOKING, ERR_TICKET_NONE: there is no such.
 */
enum err booking_follow(struct store *, const struct actor *, const char *number, int64_t booking, int ticket);

/*
 * Those of before a day that still say whose they are: how many, of which days; and made to say it no longer. What is
 * left are figures. The latter in the caller's transaction.
 */
enum err booking_before(struct store *, struct date day, int64_t *count, struct date *first, struct date *last);
enum err booking_forget(struct store *, struct date day);

/* Zeroed: as usual. */
struct booking_how {
	enum charset charset;		/* CHARSET_GUESS: it is found */
	const char *columns;		/* what the list calls them (base/person-columns.h); NULL: the usual names */
	const char *words;		/* what it calls procedures and visitors: booking_words_sound; NULL: as we do */
	const char *as_written;		/* people/residents.h */
	struct columns_rest *rest;	/* people/columns.h: all lines without a fault are taken; NULL: all or none */
};

/* "更新手続き=renew, ご家族=household, 交付=-": a facts' word for another's; - is nothing of ours, and left out. */
bool booking_words_sound(const char *words);

/* other: left out by booking_how.words, or of a day that is past. rest: left out for a fault, with booking_how.rest. */
struct booking_sums { int64_t added, changed, same, other, rest; };

/*
 * Takes a list (CSV, as residents_import reads it) with a header line: 氏名 and 予約日時, or 予約日 and 予約時刻, and
 * where it has them 予約番号, 手続, 来庁する方, 窓口, フリガナ, 生年月日. What is on record already, by its 予約番号 or
 * else by moment and name, is changed where it is open, and never doubled. Any fault: nothing is taken; ERR_DATA, with
 * file and line in faults; with how->rest all other lines are. Individual numbers are faults. ERR_ROLE without
 * ACT_OPEN; ERR_TOO_LONG.
 */
enum err booking_import(struct store *, const struct actor *, FILE *, const char *name, const struct booking_how *,
    struct faults *, struct booking_sums *);

#endif
