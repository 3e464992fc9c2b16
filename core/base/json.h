/* Writes JSON into a buffer. Commas, quotes and escapes are handled here; order and names are up to the caller. */
#ifndef MADOGUCHI_BASE_JSON_H
#define MADOGUCHI_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"

/*
 * key is NULL inside an array, else a name of the program's own, which is written as it is. A comma is added unless the
 * last byte written opens an object or array, so no state is kept. Strings are escaped until only plain text
 * (TEXT_PLAIN) is left: controls, bidi characters, selectors and private use become \\uXXXX (RFC 8259, 7), bytes that
 * are not UTF-8 \\ufffd.
 */
void json_object(struct buf *, const char *key);
void json_object_end(struct buf *);
void json_array(struct buf *, const char *key);
void json_array_end(struct buf *);
void json_string(struct buf *, const char *key, const char *value);	/* NULL is null */
void json_number(struct buf *, const char *key, int64_t);
void json_bool(struct buf *, const char *key, bool);
void json_null(struct buf *, const char *key);
/* a complete object; anything else is written as null */
void json_raw(struct buf *, const char *key, const char *object);
void json_date(struct buf *, const char *key, struct date);		/* null if not given */
void json_moment(struct buf *, const char *key, struct moment);		/* null if not given */

#endif
