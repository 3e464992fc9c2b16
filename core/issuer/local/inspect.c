/* Opens the book for those who only read it. */
#include "issuer/local/inspect.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "issuer/local/files-private.h"
#include "issuer/local/local-private.h"
#include "issuer/local/published-private.h"

#define PATH_SIZE 4096

enum err
local_book_open(const char *folder, const char *name, struct book **book)
{
	char path[PATH_SIZE];
	int dir, n = snprintf(path, sizeof(path), "%s/book.db", folder);
	bool any;
	enum err e;

	*book = NULL;
	if (n < 0 || (size_t)n >= sizeof(path))
		return ERR_TOO_LONG;
	if (access(folder, F_OK) != 0)
		return ERR_NONE;
	if ((e = local_folder_open(folder, &dir)) != ERR_NONE)
		return e;
	any = published_any(dir);
	(void)close(dir);
	if (access(path, F_OK) != 0)
		return any ? ERR_CA_BOOK : ERR_NONE;
	return book_open(path, name, book);
}

void
local_book_close(struct book **book)
{
	book_close(book);
}

static bool
see_ok(void *ctx, sqlite3_stmt *st)
{
	const char *said = (const char *)sqlite3_column_text(st, 0);

	*(bool *)ctx = said != NULL && strcmp(said, "ok") == 0;
	return false;
}

enum err
local_book_sound(struct book *book)
{
	bool sound = false;
	enum err e = book_run(book, "PRAGMA integrity_check(1)", NULL, 0, see_ok, &sound);

	return e == ERR_NONE && !sound ? ERR_STORE_CORRUPT : e;
}

enum err
local_book_authority(struct book *book, enum cert_kind kind, struct cert *cert)
{
	return book_authority(book, kind, cert);
}

static enum err
give(enum err e, const struct book_entry *entry, bool *found, struct local_ca_row *row)
{
	*found = e == ERR_NONE && entry->number != 0;
	if (*found)
		local_row(entry, row);
	return e;
}

enum err
local_book_request(struct book *book, const unsigned char id[CERT_HASH], bool *found, struct local_ca_row *row)
{
	struct book_entry entry;
	const enum err e = book_by_request(book, id, &entry);

	return give(e, &entry, found, row);
}

enum err
local_book_serial(struct book *book, const unsigned char *serial, size_t len, bool *found, struct local_ca_row *row)
{
	struct book_entry entry;
	const enum err e = book_by_serial(book, serial, len, &entry);

	return give(e, &entry, found, row);
}
