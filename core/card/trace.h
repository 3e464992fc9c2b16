/*
 * A trace of the traffic with the card for remote support: headers, lengths, status words, times, reader events. The
 * contents of commands and answers are never written: no PIN, no personal data.
 */
#ifndef MADOGUCHI_TRACE_H
#define MADOGUCHI_TRACE_H

#include "base/date.h"
#include "card/wire.h"

struct trace;

/*
 * Opens the file for appending, mode 0600. ERR_TRACE: not a regular file of the user's own; ERR_MEMORY. Times count
 * from here by the monotonic clock; now is written once.
 */
enum err trace_open(const char *path, struct moment now, struct trace **);
void trace_close(struct trace **);

/* Microseconds since opening; 0 for NULL. Everything below is best effort, thread-safe, and does nothing for NULL. */
int64_t trace_now(const struct trace *);

/* Writes one command that began at that time, and its result. */
void trace_command(struct trace *, int64_t began, const unsigned char *command, size_t len, const unsigned char *answer,
    size_t answer_len, enum err);

/* Writes a power-on or power-off that began at that time. */
void trace_power(struct trace *, int64_t began, bool on, enum err);

/* Writes the state of the reader if it has changed since last time. */
void trace_state(struct trace *, const struct wire_state *);

#endif
