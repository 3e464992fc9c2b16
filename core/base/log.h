/* The operators' log: what went wrong and when, in codes, without personal data. */
#ifndef MADOGUCHI_BASE_LOG_H
#define MADOGUCHI_BASE_LOG_H

#include "base/actor.h"
#include "base/err.h"

struct log;

/* Opens the file for appending, mode 0600. ERR_IO, ERR_DISK_FULL, ERR_MEMORY. Close it with log_close. */
enum err log_open(const char *path, struct log **);
void log_close(struct log **);

/*
 * Adds a line: moment, process, clerk, what was being done ("perform"), case number or "", name of the error. Best
 * effort: a log that cannot be written stops no work. log may be NULL.
 */
void log_failure(struct log *, const struct actor *, const char *what, const char *subject, enum err);

#endif
