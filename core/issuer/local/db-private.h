/* The SQLite database of the embedded CA's book. */
#ifndef MADOGUCHI_ISSUER_LOCAL_DB_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_DB_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct book;

/*
 * Opens the book of the CA called name, creating it at first use. ERR_MODE_MIXED: another CA's book; ERR_STORE_NEWER:
 * made by a newer program; ERR_STORE_LOCKED: another program keeps it locked; ERR_STORE_CORRUPT, ERR_DISK_FULL. All
 * functions on a book return these errors too.
 */
enum err book_open(const char *path, const char *name, struct book **);
void book_close(struct book **);

/* BEGIN IMMEDIATE … COMMIT. book_end commits if e is ERR_NONE (durable when it returns ERR_NONE), else rolls back. */
enum err book_begin(struct book *);
enum err book_end(struct book *, enum err e);

/* A value to bind: bytes unless NULL, else number. */
struct book_value { const void *bytes; size_t len; int64_t number; };

/* Receives a row; returning false ends the query. */
typedef bool book_on_row(void *ctx, sqlite3_stmt *);

/* Runs one statement with its values (?1, ?2 …) and passes its rows to row, which may be NULL. */
enum err book_run(struct book *, const char *sql, const struct book_value *, int n, book_on_row *row, void *ctx);

/* A row callback that stores one number; ctx is an int64_t *. */
bool book_take_number(void *ctx, sqlite3_stmt *);

#endif
