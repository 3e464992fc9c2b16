/*
 * A trace of what passes to a card and back, for whoever helps from afar: headers, lengths, status words, times, readers
 * and what happened to them. What a command or an answer contains is never in it: no PIN, nothing of a person.
 */
#ifndef MADOGUCHI_TRACE_H
#define MADOGUCHI_TRACE_H

#include "base/date.h"
#include "card/wire.h"

struct trace;

/*
 * Opens the file for adding to, mode 0600; ERR_TRACE for what isn't a plain file of one's own, ERR_MEMORY. Times count
 * from here, by a clock that nobody sets; now is written once.
 */
enum err trace_open(const char *path, struct moment now, struct trace **);
void trace_close(struct trace **);

/* Microseconds since it was opened. NULL: 0. Everything below is best effort, from any thread, and NULL does nothing. */
int64_t trace_now(const struct trace *);

/* One command that began at that time, and how it ended. */
void trace_command(struct trace *, int64_t began, const unsigned char *command, size_t len, const unsigned char *answer,
    size_t answer_len, enum err);

/* Power on or off, begun at that time. */
void trace_power(struct trace *, int64_t began, bool on, enum err);

/* The reader as it is seen; written where it differs from what was written last. */
void trace_state(struct trace *, const struct wire_state *);

#endif
