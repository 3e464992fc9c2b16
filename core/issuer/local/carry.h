/* The embedded CA's book carried in a backup of the store, and brought back out of it. */
#ifndef MADOGUCHI_ISSUER_LOCAL_CARRY_H
#define MADOGUCHI_ISSUER_LOCAL_CARRY_H

#include "issuer/local/inspect.h"

/* Until it is let go nobody else writes to the book: what is copied in between is of one moment. ERR_STORE_LOCKED. */
enum err local_book_hold(struct book *);
void local_book_let_go(struct book *);

/*
 * Writes a book that is held, and how far the lists of its folder have come, into an SQLite file, as tables of its own.
 * No keys.
 */
enum err local_book_pack(struct book *, const char *folder, const char *file);

/* What a book that came out of a file had not, and what it brought: certificates, and ends of certificates. */
struct book_merged { bool any; int64_t kept_issued, kept_ended, brought_issued, brought_ended; };

/*
 * Merges the book in a file into that of a CA, which is made where it is lost: nothing that was issued is lost, nothing
 * that was revoked becomes valid, by book or by list, and numbers and times only grow. All of it or nothing; doing it
 * again does no more. any is false where the file has no book. ERR_CA_OTHER: it is another CA's.
 */
enum err local_book_merge(const char *folder, const char *name, const char *file, struct book_merged *);

/* Takes the book out of a file again. */
enum err local_book_unpack(const char *file);

#endif
