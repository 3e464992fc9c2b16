/* An extract of the residents' record: imported whole, looked up by clerks, erased. Personal data all of it. */
#ifndef MADOGUCHI_PEOPLE_RESIDENTS_H
#define MADOGUCHI_PEOPLE_RESIDENTS_H

#include <stdio.h>

#include "audit/audit.h"
#include "base/fault.h"
#include "base/person.h"

#define RESIDENTS_BYTES_MAX (256 << 20)

struct resident { int64_t id; struct person person; };	/* id: until the next import */

/*
 * Replaces the extract by a CSV file (RFC 4180, UTF-8) with a header line. Its columns, in any order, are 氏名 (name),
 * 生年月日 (born), 住所 (address) and, where it has them, フリガナ (kana), 性別 (sex), 郵便番号 (postcode); another column
 * is a fault. Every line is checked; with any fault nothing is changed: ERR_DATA, the faults with name and line in
 * faults. An individual number (個人番号) is never taken: a column of that name or a field of 12 digits ends the reading
 * at once. *count is the residents that are there now. Others go on working meanwhile and see the old extract until the
 * new one takes its place whole, with its line in the log. ERR_OVERTAKEN where another import or an erasure began while it
 * ran: nothing was changed by it. ERR_ROLE without ACT_RESIDENTS; ERR_TOO_LONG beyond RESIDENTS_BYTES_MAX; ERR_IO.
 */
enum err residents_import(struct store *, const struct actor *, FILE *, const char *name, struct faults *,
    int64_t *count);

/*
 * Those whom text finds (person-search.h), by kana; NULL: all. limit 0: 100. That somebody looked, and at how many,
 * is on record. ERR_ROLE without ACT_MOVE. row gets them after that was recorded.
 */
enum err residents_find(struct store *, const struct actor *, const char *text, int limit,
    bool (*row)(void *, const struct resident *), void *ctx);

/* One of them, with source PERSON_RECORD; ERR_PERSON_UNKNOWN where there is none. On record as well. */
enum err residents_get(struct store *, const struct actor *, int64_t id, struct person *);

/*
 * Whose kana p's is: that of the one resident with p's name (written otherwise at most), birth date and no other sex.
 * "" where nobody or more than one has them. The caller puts on record what he takes; inside his transaction.
 */
enum err residents_kana(struct store *, const struct person *p, char kana[PERSON_NAME_MAX + 1]);

/*
 * Erases the extract; *count is how many there were. Nobody finds it any more before its rows are erased bit by bit:
 * on a failure after that the next erasure, or import, erases the rest. ERR_ROLE without ACT_RESIDENTS.
 */
enum err residents_erase(struct store *, const struct actor *, int64_t *count);

#endif
