/* An extract of the residents' record: imported as a whole, searched by clerks, erased. All of it is personal data. */
#ifndef MADOGUCHI_PEOPLE_RESIDENTS_H
#define MADOGUCHI_PEOPLE_RESIDENTS_H

#include <stdio.h>

#include "audit/lookup.h"
#include "base/person.h"
#include "people/columns.h"

#define RESIDENTS_BYTES_MAX (256 << 20)
#define RESIDENTS_MAX 4000000	/* lines with somebody: more than the largest municipality has */

struct resident { int64_t id; struct person person; };	/* id: valid until the next import */

/* Zeroed: as usual. */
struct residents_how {
	enum charset charset;		/* CHARSET_GUESS: it is found */
	const char *columns;		/* what the file calls them (person-columns.h); NULL: the usual names alone */
	/*
	 * Texts, separated by commas, that have a sign of a lossy conversion (base/text-lost.h) and are right:
	 * "ジョー？, ■荘". Elsewhere in name, former name, alias or address such a sign is a fault. NULL: it always is.
	 */
	const char *as_written;
	struct columns_rest *rest;	/* all lines without a fault are imported; NULL: all or none */
	int64_t most;			/* people; 0: RESIDENTS_MAX */
};

/*
 * Replaces the extract by a CSV file (csv.h) with a header line. how may be NULL. Columns, in any
 * order and spelling: 氏名 (name), 生年月日 (born; in part or unsaid, too), 住所 (address) and, optionally, フリガナ
 * (kana), 旧氏, 旧氏カナ, 通称, 英字氏名 (former-name, former-kana, alias, latin-name), 性別 (sex), 郵便番号
 * (postcode), or 姓 and 名, セイ and メイ; any other column is a fault. Every line is checked; if there is a fault,
 * nothing changes: ERR_DATA, with file name and line in faults. With rest, all other lines are imported.
 * Individual numbers (個人番号) are never read: a column of that name, and a field that holds one (base/text-number.h),
 * in one that is read also among more digits, is a fault. *count: residents imported.
 *
 * Clerks keep working and see the old extract until the new one replaces it in one step, together with its audit line.
 * ERR_OVERTAKEN: another import or an erasure began meanwhile, and this one changed nothing. ERR_ROLE without
 * ACT_RESIDENTS; ERR_TOO_LONG, told in faults, over RESIDENTS_BYTES_MAX or more people than most; ERR_IO.
 */
enum err residents_import(struct store *, const struct actor *, FILE *, const char *name,
    const struct residents_how *, struct faults *, int64_t *count);

/*
 * Finds residents by text (people/search.h; NULL: all), ordered by kana. limit 0: 100. The search and the number of
 * results are recorded before row is called. ERR_ROLE without ACT_MOVE.
 */
enum err residents_find(struct store *, const struct actor *, const struct lookup *, const char *text, int limit,
    bool (*row)(void *, const struct resident *), void *ctx);

/* Reads one resident, with source PERSON_RECORD. Recorded too. ERR_PERSON_UNKNOWN if there is no such id. */
enum err residents_get(struct store *, const struct actor *, const struct lookup *, int64_t id, struct person *);

/*
 * Another resident with the same birth date, whose name is that of the chosen one, or may be, since a character of one
 * of them can't be compared (PERSON_BY_EYE): twins may have such names. count: how many there are, the first in twin,
 * before all others one who agrees with known (what else is known of who is meant: the case's person, or the card's
 * word; may have no name), letter for letter as names are compared. None where known agrees so with the chosen one and
 * with no other; of two of one name, where known lives where the chosen one does, and the other doesn't. What is found
 * is recorded as a search before.
 */
enum err residents_twin(struct store *, const struct actor *, const struct lookup *, const struct person *known,
    const struct person *chosen, struct person *twin, unsigned *count);

/*
 * The kana of the only resident with the birth date, the name and no conflicting sex; "" if none or several match, or
 * may (PERSON_BY_EYE), and if the one has another address or a former name that p hasn't, or hasn't one that p has:
 * then it may be somebody else of that name. A name spelled otherwise, or with former name, alias or Latin name beside
 * it, is one as person_compare says. The caller records what it takes; inside its transaction.
 */
enum err residents_kana(struct store *, const struct person *p, char kana[PERSON_NAME_MAX + 1]);

/*
 * What is left of extracts that aren't in force: how many residents, with those of an import that goes on or was
 * killed; and cleared away: an import that goes on ends with ERR_OVERTAKEN. ERR_ROLE without ACT_RESIDENTS.
 */
enum err residents_left(struct store *, int64_t *count);
enum err residents_clear(struct store *, const struct actor *);

/*
 * Erases the extract; *count: how many residents it had. Nobody finds them from the first moment; the rows are then
 * deleted in steps. After an error the next erasure or import deletes the rest. ERR_ROLE without ACT_RESIDENTS.
 */
enum err residents_erase(struct store *, const struct actor *, int64_t *count);

#endif
