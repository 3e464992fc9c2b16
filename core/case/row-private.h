/* Reads a case from a row of the store; for this room only. */
#ifndef MADOGUCHI_CASE_ROW_PRIVATE_H
#define MADOGUCHI_CASE_ROW_PRIVATE_H

#include "case/case.h"

/* The columns that case_row_read expects, in its order. */
#define CASE_ROW_SELECT \
	"SELECT c.number, c.state, c.procedure, c.certificates, c.pins, c.facts, c.decision, c.outcome, c.profile," \
	" c.card, c.claimed_by, c.opened_at, c.changed_at, p.name, p.kana, p.address, p.postcode, p.born, p.sex, p.source," \
	" x.name, x.address, x.relation, c.visited_at, c.sheet, c.second_needed, c.worked_by, c.seconded_by, c.fee," \
	" p.former, p.former_kana, p.alias, p.latin, c.letter" \
	" FROM cases c LEFT JOIN person p ON p.number = c.number LEFT JOIN proxy x ON x.number = c.number"

/* False if a value is out of bounds: the store was changed by something else. */
bool case_row_read(const struct store_value *columns, size_t n, struct case_file *);

#endif
