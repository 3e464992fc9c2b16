/* Figures as they are written: members of an object, lines of text, records of CSV. */
#ifndef MADOGUCHI_TALLY_OUT_H
#define MADOGUCHI_TALLY_OUT_H

#include "base/buf.h"
#include "case/tally.h"
#include "case/waiting.h"

/* The figures in the order in which a day goes, then what was done, certificates and fees. */
size_t tally_columns(void);
const char *tally_column_name(size_t column);		/* in the language of the program */
long tally_column(const struct tally *, size_t column);
bool tally_column_chief(size_t column);			/* one of the few that stand side by side on a terminal */

/* Adds the members numbers, bookings and waiting: how many, and the minutes of each step. */
void tally_waiting_json(struct buf *, const struct waiting *);

/* Adds the members opened, begun, events, done, certificates and yen to an object. */
void tally_json(struct buf *, const struct tally *);

#endif
