/*
 * Holds the embedded CA's book against the journals of the cases, both ways. Others may go on working: a case's journal
 * is written before the book and again after it, so the rows of the book are read before the journals, and what
 * journals say is looked up in the book after them.
 */
#include <stdlib.h>
#include <string.h>

#include "issuer/local/inspect.h"
#include "upkeep/check-private.h"

/* Of a row of the book, what the journals are asked. */
struct row {
	unsigned char key[CERT_HASH], serial[CERT_SERIAL_MAX];
	size_t serial_len;
	enum issuer_state state;
	char subject[ISSUER_SUBJECT_MAX], ended_by[ISSUER_SUBJECT_MAX];
};

struct holding {
	struct checking *c;
	struct check_sums *sums;
	struct book *book;
	struct cert authorities[CERT_COUNT];
	struct row *rows;
	size_t n, cap;
	struct said said;
	struct store *store;
	char own[AUDIT_SUBJECT_MAX];	/* "@" and the store's name */
	enum err e;
};

/* --- the book's rows for themselves ------------------------------------------------------------ */

static bool
row_fits(const struct holding *h, const struct local_ca_row *row)
{
	struct cert_info info;

	return cert_parse(&row->cert, &info) == ERR_NONE && info.serial_len == row->serial_len &&
	    memcmp(info.serial, row->serial, row->serial_len) == 0 &&
	    memcmp(info.spki_hash, row->request, CERT_HASH) == 0 &&
	    date_compare(info.not_after.date, row->expires) == 0 &&
	    cert_signed_by(&row->cert, &h->authorities[row->kind]) == ERR_NONE;
}

static bool
keep_row(void *ctx, const struct local_ca_row *row)
{
	struct holding *h = ctx;
	struct row *list = h->rows;

	if (h->n == h->cap) {
		h->cap = h->cap == 0 ? 256 : 2 * h->cap;
		if ((list = realloc(h->rows, h->cap * sizeof(*list))) == NULL) {
			h->e = ERR_MEMORY;
			return false;
		}
		h->rows = list;
	}
	list[h->n] = (struct row){ .serial_len = row->serial_len, .state = row->state };
	memcpy(list[h->n].key, row->request, CERT_HASH);
	memcpy(list[h->n].serial, row->serial, row->serial_len);
	memcpy(list[h->n].subject, row->subject, sizeof(row->subject));
	memcpy(list[h->n++].ended_by, row->ended_by, sizeof(row->ended_by));
	if (!row_fits(h, row))
		check_tell(h->c, CHECK_BOOK_ROW, "", row->serial, row->serial_len);
	return true;
}

/* --- from the book to the journals ------------------------------------------------------------- */

/* The number of a case of this store; false for no case, or another store's. */
static bool
own_case(const struct holding *h, const char *subject, char number[CASE_NUMBER_MAX])
{
	const size_t len = strcspn(subject, "@");

	if (len >= CASE_NUMBER_MAX || strcmp(subject + len, h->own) != 0)
		return false;
	memcpy(number, subject, len);
	number[len] = '\0';
	return true;
}

/* Whoever was erased has no journal to speak of any more. */
static enum err
erased(const struct holding *h, const char *number, bool *yes)
{
	int64_t n = 0;
	enum err e = store_get_int(h->store, "SELECT count(*) FROM case_history WHERE number = ?1 AND event = 'erased'",
	    (struct store_value[]){ store_text(number) }, 1, &n);

	*yes = n > 0;
	return e;
}

static bool
is_told(const struct holding *h, const struct row *row, const char *number)
{
	const struct said_cert *c = said_cert_of(&h->said, row->key), *end = h->said.certs + h->said.n_certs;

	for (; c != NULL && c < end && memcmp(c->key, row->key, CERT_HASH) == 0; c++)
		if (strcmp(c->number, number) == 0)
			return true;
	return false;
}

static bool
is_ended_as(const struct holding *h, const unsigned char *name, size_t len, const char *number)
{
	const struct said_end *s = said_end_of(&h->said, name, len), *end = h->said.ends + h->said.n_ends;

	for (; s != NULL && s < end && s->len == len && memcmp(s->name, name, len) == 0; s++)
		if (strcmp(s->number, number) == 0)
			return true;
	return false;
}

static enum err
ask_journals(struct holding *h, const struct row *row)
{
	const bool revoked = row->state == ISSUER_REVOKED && row->subject[0] != '\0';
	char number[CASE_NUMBER_MAX];
	bool gone;
	enum err e;

	if (row->subject[0] != '\0' && !own_case(h, row->subject, number))
		h->sums->elsewhere++;
	else if (row->subject[0] != '\0' && !is_told(h, row, number)) {
		if ((e = erased(h, number, &gone)) != ERR_NONE)
			return e;
		if (!gone)
			check_tell(h->c, CHECK_BOOK_ALONE, number, row->serial, row->serial_len);
	}
	if (!own_case(h, row->ended_by, number)) {
		if (revoked && row->ended_by[0] == '\0')
			check_tell(h->c, CHECK_BOOK_REVOKED, "", row->serial, row->serial_len);
		return ERR_NONE;
	}
	if (row->state != ISSUER_REVOKED || is_ended_as(h, row->serial, row->serial_len, number) ||
	    is_ended_as(h, row->key, CERT_HASH, number))
		return ERR_NONE;
	if ((e = erased(h, number, &gone)) == ERR_NONE && !gone)
		check_tell(h->c, CHECK_BOOK_REVOKED, number, row->serial, row->serial_len);
	return e;
}

/* --- from the journals to the book ------------------------------------------------------------- */

/* By its key or its serial. Where there is no CA there is no certificate. */
static enum err
find(const struct holding *h, const unsigned char *name, size_t len, bool *found, struct local_ca_row *row)
{
	*found = false;
	if (h->book == NULL)
		return ERR_NONE;
	return len == CERT_HASH ? local_book_request(h->book, name, found, row) :
	    local_book_serial(h->book, name, len, found, row);
}

static bool
outcome_fits(const struct said_cert *said, enum issuer_state state)
{
	switch (said->outcome) {
	case SAID_DONE:
		return state == ISSUER_VALID || state == ISSUER_REVOKED;
	case SAID_UNDONE:
		return state == ISSUER_DROPPED || state == ISSUER_REVOKED || (said->partly && state == ISSUER_VALID);
	case SAID_OPEN:
		break;
	}
	return true;
}

static enum err
ask_book(struct holding *h, const struct said_cert *said)
{
	const struct said_cert *last = h->said.certs + h->said.n_certs - 1;
	unsigned char hash[CERT_HASH];
	char number[CASE_NUMBER_MAX];
	struct local_ca_row row;
	bool found;
	enum err e = find(h, said->key, CERT_HASH, &found, &row);

	if (e != ERR_NONE)
		return e;
	if (said < last && memcmp(said->key, said[1].key, CERT_HASH) == 0)
		check_tell(h->c, CHECK_BOOK_TWICE, said->number, said->serial, said->serial_len);
	if (!found) {
		if (said->given)
			check_tell(h->c, CHECK_BOOK_LACKS, said->number, said->serial, said->serial_len);
		return ERR_NONE;
	}
	if ((e = cert_hash(row.cert.der, row.cert.len, hash)) != ERR_NONE)
		return e;
	if (row.kind != said->kind || (said->given && memcmp(hash, said->hash, CERT_HASH) != 0))
		check_tell(h->c, CHECK_BOOK_OTHER, said->number, row.serial, row.serial_len);
	if (row.subject[0] != '\0' && (!own_case(h, row.subject, number) || strcmp(number, said->number) != 0))
		check_tell(h->c, CHECK_BOOK_WHOSE, said->number, row.serial, row.serial_len);
	if (!outcome_fits(said, row.state))
		check_tell(h->c, CHECK_BOOK_STATE, said->number, row.serial, row.serial_len);
	return ERR_NONE;
}

/* What had run out when it was replaced isn't revoked. */
static enum err
ask_book_of_end(struct holding *h, const struct said_end *end)
{
	const size_t serial_len = end->len == CERT_HASH ? 0 : end->len;
	struct local_ca_row row;
	bool found;
	enum err e;

	if (end->outcome != SAID_DONE)
		return ERR_NONE;
	if ((e = find(h, end->name, end->len, &found, &row)) == ERR_NONE && !found)
		check_tell(h->c, CHECK_BOOK_LACKS, end->number, end->name, serial_len);
	else if (e == ERR_NONE && (row.state == ISSUER_VALID || row.state == ISSUER_PENDING) &&
	    date_compare(row.expires, end->on) >= 0)
		check_tell(h->c, CHECK_BOOK_VALID, end->number, row.serial, row.serial_len);
	return e;
}

static enum err
read_book(struct holding *h)
{
	unsigned k;
	enum err e = local_book_sound(h->book);

	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		e = local_book_authority(h->book, (enum cert_kind)k, &h->authorities[k]);
	if (e == ERR_NONE && (e = local_book_each(h->book, keep_row, h)) == ERR_NONE)
		e = h->e;
	return e;
}

static enum err
hold(struct holding *h)
{
	char number[CASE_NUMBER_MAX] = "";
	enum err e = h->book != NULL ? read_book(h) : ERR_NONE;
	size_t i;

	if (e != ERR_NONE)
		return e;
	if ((e = said_read(h->store, &h->said, number)) == ERR_STORE_CORRUPT) {
		check_tell(h->c, CHECK_FILE, number, NULL, 0);
		return ERR_NONE;
	}
	h->sums->certificates = (int64_t)h->n;
	for (i = 0; i < h->n && e == ERR_NONE; i++)
		e = ask_journals(h, &h->rows[i]);
	for (i = 0; i < h->said.n_certs && e == ERR_NONE; i++)
		e = ask_book(h, &h->said.certs[i]);
	for (i = 0; i < h->said.n_ends && e == ERR_NONE; i++)
		e = ask_book_of_end(h, &h->said.ends[i]);
	return e;
}

enum err
store_check_book(struct store *s, const char *folder, const char *name,
    void (*fault)(void *, const struct check_fault *), void *ctx, struct check_sums *sums)
{
	struct checking c = { .fault = fault, .ctx = ctx };
	struct holding h = { .c = &c, .sums = sums, .store = s };
	enum err e = local_book_open(folder, name, &h.book);

	sums->certificates = sums->elsewhere = 0;
	if (e == ERR_NONE && (e = audit_subject(s, "", h.own)) == ERR_NONE)
		e = hold(&h);
	if (e == ERR_STORE_CORRUPT) {
		check_tell(&c, CHECK_BOOK_FILE, "", NULL, 0);
		e = ERR_NONE;
	}
	said_free(&h.said);
	free(h.rows);
	local_book_close(&h.book);
	return e == ERR_NONE && c.found ? ERR_STORE_CORRUPT : e;
}
