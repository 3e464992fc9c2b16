/*
 * Anchors: signed heads of the audit log as lines of text, outside the store; for this room. To the byte:
 * madoguchi-audit(5).
 */
#ifndef MADOGUCHI_AUDIT_ANCHOR_PRIVATE_H
#define MADOGUCHI_AUDIT_ANCHOR_PRIVATE_H

#include "audit/head-private.h"

#define ANCHOR_MAX 320

/* An anchor with its newline, and its length. */
size_t anchor_text(const struct head_said *, const unsigned char signature[KEY_SIGNATURE], char out[ANCHOR_MAX]);

/*
 * Reads one out of a line of text, whatever stands before it there, as a log's own time and host. False: there is
 * none.
 */
bool anchor_take(const char *line, struct head_said *, unsigned char signature[KEY_SIGNATURE]);

/*
 * A file that anchors are added to; made where it isn't there. ERR_AUDIT_ANCHOR. anchor_put: the line is in the file,
 * and on its disk.
 */
enum err anchor_open(const char *file, int *fd);
enum err anchor_put(int fd, const char *text, size_t len);

/* The end of that file, up to size - 1 bytes; "" if it can't be read, as one that may only be added to. */
void anchor_tail(const char *file, char *out, size_t size);

/* The same line to the system's log (its socket, as /dev/log). ERR_AUDIT_ANCHOR if nobody takes it. */
enum err anchor_tell(const char *socket_path, const char *at, const char *text, size_t len);

#endif
