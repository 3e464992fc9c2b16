/* Writes JSON into a buffer: commas, quotes and escapes are kept here, order and names are the caller's. */
#ifndef MADOGUCHI_BASE_JSON_H
#define MADOGUCHI_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"

/*
 * key is NULL inside an array. A comma goes before a value when the last byte written is not an opening one, so
 * there is no state to keep. Strings are escaped, so that the output holds nothing but plain text (TEXT_PLAIN): controls,
 * bidi, selectors, private use as \\uXXXX (RFC 8259, 7); bytes that aren't UTF-8 become \\ufffd.
 */
void json_object(struct buf *, const char *key);
void json_object_end(struct buf *);
void json_array(struct buf *, const char *key);
void json_array_end(struct buf *);
void json_string(struct buf *, const char *key, const char *value);	/* NULL is null */
void json_number(struct buf *, const char *key, int64_t);
void json_bool(struct buf *, const char *key, bool);
void json_null(struct buf *, const char *key);
void json_raw(struct buf *, const char *key, const char *object);	/* an object, closed at its end; else null */
void json_date(struct buf *, const char *key, struct date);		/* null when not given */
void json_moment(struct buf *, const char *key, struct moment);		/* so is this */

#endif
