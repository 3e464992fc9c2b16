/* The SQLite file under the embedded CA's book. */
#ifndef MADOGUCHI_ISSUER_LOCAL_DB_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_DB_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct book;

/*
 * Opens the book of the CA called name, made at first use. ERR_MODE_MIXED for another CA's, ERR_STORE_NEWER for one of
 * a newer program's, ERR_STORE_LOCKED when another program doesn't let go of it, ERR_STORE_CORRUPT, ERR_DISK_FULL.
 * Everything that works on a book answers with these too.
 */
enum err book_open(const char *path, const char *name, struct book **);
void book_close(struct book **);

/* BEGIN IMMEDIATE … COMMIT; durable when commit returns ERR_NONE. end commits when e is ERR_NONE, else rolls back. */
enum err book_begin(struct book *);
enum err book_end(struct book *, enum err e);

/* A value to bind: bytes where there are any, else the number. */
struct book_value { const void *bytes; size_t len; int64_t number; };

/* Gets a row of a statement; false ends the reading. */
typedef bool book_on_row(void *ctx, sqlite3_stmt *);

/* Runs one statement with its values (?1, ?2 …) and hands out its rows; row may be NULL. */
enum err book_run(struct book *, const char *sql, const struct book_value *, int n, book_on_row *row, void *ctx);

/* A row of one number: ctx is an int64_t *. */
bool book_take_number(void *ctx, sqlite3_stmt *);

#endif
