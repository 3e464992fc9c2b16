/* A reader with a card that isn't ours, a clock, a clerk: what a test shares with tests/screens/other-reader. */
#ifndef MADOGUCHI_TEST_OTHER_READER_H
#define MADOGUCHI_TEST_OTHER_READER_H

#include <pthread.h>
#include <time.h>

#include "tests/card/other-card.h"

#define OTHER_READER_FILE "OTHER_READER"	/* the variable with the file's path */

/* Mapped from a file by both. card is touched with the lock held, or while nothing runs. */
struct other_reader {
	pthread_mutex_t lock;
	uint32_t bell;			/* a futex, not a condition, which a program that is killed would leave held */
	bool there;			/* the card lies on it */
	unsigned changes;		/* how often one came or went */
	unsigned pull_after;		/* that many commands from now on it is pulled; 0: it stays */
	char clerk[33];			/* the account by whose name it is run; "": whoever runs it */
	bool keys;			/* it has keys of its own: VERIFY and MODIFY PIN DIRECT */
	char digits[17];		/* what somebody types on them, once it asks; "": nobody does yet */
	uint16_t own;			/* instead of digits: what the reader says by itself; 0: nothing */
	unsigned asked;			/* how often it has asked */
	time_t now;			/* the program's clock stands still here; 0: it is the system's */
	struct other_card card;
};

/* A new file with a card as issued, which isn't on the reader yet. The caller unmaps it with other_reader_free. */
struct other_reader *other_reader_new(const char *path);
struct other_reader *other_reader_map(const char *path);
void other_reader_free(struct other_reader **);

/* The lock, also where whoever held it was killed; and calls everybody who waits out of it, or waits for that. */
void other_reader_lock(struct other_reader *);
void other_reader_ring(struct other_reader *);
void other_reader_wait(struct other_reader *, uint32_t heard);

/* Somebody types on the reader's keys, or it says its own word. */
void other_reader_type(struct other_reader *, const char *digits);
void other_reader_say(struct other_reader *, uint16_t sw);

/* Puts the card on or takes it off. */
void other_reader_put(struct other_reader *, bool there);

#endif
