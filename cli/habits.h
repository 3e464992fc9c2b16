/* What municipalities do differently, as questions, and the profile that the answers make: madoguchi-profile(5). */
#ifndef MADOGUCHI_CLI_HABITS_H
#define MADOGUCHI_CLI_HABITS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/date.h"

#define HABIT_ANSWER_MAX 400		/* bytes, with the NUL */
#define HABIT_CHOICES_MAX 6
#define HABIT_PARTS_MAX 5
#define HABIT_COUNTERS_MAX 12
#define HABITS_MAX 40

/*
 * Lines of a section. "@" alone on a line is the source; "%s" in one is the answer; "%p" and "%j" are the papers and
 * the words of the answer to proxy-paper.
 */
struct habit_part { const char *section, *lines; };

/*
 * A need that a rule of national.ini asks beside its own, or in place of one; need NULL: that one falls away; both
 * NULL: the rule isn't used. rule NULL: no more.
 */
struct habit_need { const char *rule, *need, *in_place_of; };

struct habit_choice {
	const char *code, *ja;
	struct habit_part parts[HABIT_PARTS_MAX];	/* section NULL: no more */
	struct habit_need needs[4];
};

/* What an answer to proxy-paper asks to be shown. */
struct habit_papers { const char *code, *papers; };

/* That a habit was answered so: by one of these codes, with blanks between. */
struct habit_answer { const char *key, *codes; };

/* A national promise that isn't kept where each of these was answered so; key NULL: no more. */
struct habit_departure { const char *promise; struct habit_answer where[2]; };

/* Two answers that can't both be; why, in Japanese. */
struct habit_clash { struct habit_answer one, other; const char *why; };

enum habit_kind { HABIT_CHOICE, HABIT_TEXT, HABIT_NUMBER, HABIT_CODE };

/* Of a text or number choices[0] has what it writes; an empty text and a number 0 write nothing. */
struct habit {
	const char *key, *title, *why;		/* in Japanese */
	enum habit_kind kind;
	const char *usual;			/* the answer of an empty line; NULL: it has to be said */
	int most;				/* of a number */
	struct habit_choice choices[HABIT_CHOICES_MAX];
};

extern const struct habit habits[];		/* key NULL behind the last; first name, then source */
extern const struct habit_papers habit_first_papers[];		/* code NULL behind the last: it asks for none */
extern const struct habit_departure habit_departures[];	/* promise NULL behind the last */
extern const struct habit_clash habit_clashes[];		/* why NULL behind the last */
extern const struct habit habit_counter[];	/* of one counter; the first its name */

/* The answers, by place; of counters each its own. */
struct habit_answers {
	char main[HABITS_MAX][HABIT_ANSWER_MAX];
	char counter[HABIT_COUNTERS_MAX][8][HABIT_ANSWER_MAX];
	size_t counters;
};

/* Whether that answers it; the choice as its code, a number without blanks, into out. */
bool habit_takes(const struct habit *, const char *answer, char out[HABIT_ANSWER_MAX]);

/* Whether these answers break that promise, so that the profile has to say so. */
bool habits_depart(const struct habit_answers *, const struct habit_departure *);

/* The first two answers that can't both be; NULL: none. An empty answer isn't given yet. */
const struct habit_clash *habits_clash(const struct habit_answers *);

/* Writes the profile of answers that go together. day: of its making, as a comment. An empty answer is as usual. */
void habits_write(const struct habit_answers *, struct date day, struct buf *);

/* Its counters alone, as habits_write has them. */
void habits_write_counters(const struct habit_answers *, struct buf *);

#endif
