/* The operators' log: what went wrong and when, in codes, without personal data. */
#ifndef MADOGUCHI_BASE_LOG_H
#define MADOGUCHI_BASE_LOG_H

#include "base/actor.h"
#include "base/err.h"

struct log;

/* Opens the file for adding to, mode 0600. ERR_IO, ERR_DISK_FULL, ERR_MEMORY. The caller owns it. */
enum err log_open(const char *path, struct log **);
void log_close(struct log **);

/*
 * Adds one line: moment, process, clerk, what was done ("perform"), case number or "", the failure's name. Best effort:
 * a log that can't be written stops nobody's work. log may be NULL.
 */
void log_failure(struct log *, const struct actor *, const char *what, const char *subject, enum err);

#endif
