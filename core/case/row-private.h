/* A case as a row of the store: for this room only. */
#ifndef MADOGUCHI_CASE_ROW_PRIVATE_H
#define MADOGUCHI_CASE_ROW_PRIVATE_H

#include "case/case.h"

/* The columns that case_row_read takes, in its order. */
#define CASE_ROW_SELECT \
	"SELECT c.number, c.state, c.procedure, c.certificates, c.pins, c.facts, c.decision, c.outcome, c.profile," \
	" c.card, c.claimed_by, c.opened_at, c.changed_at, p.name, p.kana, p.address, p.postcode, p.born, p.sex, p.source," \
	" x.name, x.address, x.relation, c.visited_at, c.sheet, c.second_needed, c.worked_by, c.seconded_by" \
	" FROM cases c LEFT JOIN person p ON p.number = c.number LEFT JOIN proxy x ON x.number = c.number"

/* False where a value doesn't fit its place: the store isn't as we wrote it. */
bool case_row_read(const struct store_value *columns, size_t n, struct case_file *);

/* Copies a column into its place; false when it is too long. */
bool case_row_text(const struct store_value *, char *out, size_t size);

/* The day of a moment; false where it is none. */
bool case_row_day(const struct store_value *, struct date *);

/* Reads a moment that may not have come yet (""): *out stays as it is. False where it is none. */
bool case_row_read_moment(const struct store_value *, struct moment *out);

/* The value of a moment; it stands in text, which is at least 24 long. */
struct store_value case_row_moment(struct moment, char text[24]);

#endif
