/* How long visitors waited and how long their cases were worked on, step by step, from what is on record. */
#ifndef MADOGUCHI_CASE_WAITING_H
#define MADOGUCHI_CASE_WAITING_H

#include "case/booking.h"

/* From one to the next, each within a day; what took days, as a letter does, isn't counted. */
enum waiting_step {
	WAITING_NUMBER,		/* a number was drawn -> it was called */
	WAITING_BOOKED,		/* the time of a booking -> its turn; 0 for who was served before it */
	WAITING_DECIDED,	/* called -> the case was decided and opened */
	WAITING_WORK,		/* opened -> card work began, here or at the terminal */
	WAITING_DONE,		/* card work began -> it was done */
	WAITING_HANDED,		/* done -> the card was given to who said the holder's name and birth date */
	WAITING_STEP_COUNT
};

const char *waiting_code(enum waiting_step);			/* "number" */
const char *waiting_name(enum waiting_step, enum lang);		/* 番号札から呼出しまで */

/* Whole minutes, rounded down; count 0: it never happened. */
struct waiting_time { int count, median, longest; double average; };

/* Numbers of the days: drawn, called, called in vain; bookings by state. */
struct waiting {
	struct waiting_time steps[WAITING_STEP_COUNT];
	int drawn, called, away, bookings[BOOKING_STATE_COUNT];
};

/* Of the days from the first to the last, both included. ERR_MEMORY. */
enum err waiting_days(struct store *, struct date from, struct date to, struct date today, struct waiting *);

#endif
