/* One byte at a time, in three states: outside quotes, inside them, and behind a closing one. */
#include "config.h"

#include "base/csv.h"

#include <string.h>

#include "base/text.h"

enum place { PLAIN, QUOTED, CLOSED };

static int
get(struct csv *c)
{
	int byte = c->pending > 0 ? c->ahead[--c->pending] : getc(c->in);

	if (byte != EOF)
		c->bytes++;
	if (byte == '\n')
		c->lines++;
	return byte;
}

/* The first byte, behind a BOM where there is one; what only began like one is given back. */
static int
get_first(struct csv *c)
{
	int byte = get(c);

	if (c->bytes != 1 || byte != 0xef)
		return byte;
	c->ahead[1] = getc(c->in);
	c->ahead[0] = getc(c->in);
	c->pending = 2;
	if (c->ahead[1] != 0xbb || c->ahead[0] != 0xbf)
		return byte;
	c->pending = 0;
	c->bytes += 2;
	return get(c);
}

static void
put(struct csv *c, size_t *at, int byte)
{
	if (byte == '\0')
		c->fault = "使えない文字があります";
	else if (*at + 1 == sizeof(c->record))
		c->fault = "1行が長すぎます";
	else
		c->record[(*at)++] = (char)byte;
}

static void
end_field(struct csv *c, size_t *at, size_t *begin)
{
	if (c->n == CSV_FIELDS_MAX) {
		c->fault = "項目が多すぎます";
		return;
	}
	c->record[*at] = '\0';
	if (!text_valid(c->record + *begin, *at - *begin))
		c->fault = "文字コードが UTF-8 ではありません";
	c->fields[c->n++] = c->record + *begin;
	if (*at + 1 < sizeof(c->record))
		++*at;
	else
		c->fault = "1行が長すぎます";
	*begin = *at;
}

/* One byte of a record; false when it ends it. */
static bool
take(struct csv *c, int byte, enum place *place, size_t *at, size_t *begin)
{
	switch (*place) {
	case QUOTED:
		if (byte == '"')
			*place = CLOSED;
		else
			put(c, at, byte);
		return true;
	case CLOSED:
		if (byte == '"') {	/* two stand for one */
			*place = QUOTED;
			put(c, at, byte);
			return true;
		}
		*place = PLAIN;
		if (byte != ',' && byte != '\r' && byte != '\n')
			c->fault = "引用符の後に余分な文字があります";
		break;
	case PLAIN:
		if (byte == '"' && *at == *begin) {
			*place = QUOTED;
			return true;
		}
		if (byte == '"')
			c->fault = "項目の途中に引用符があります";
		break;
	}
	if (byte == '\n') {
		if (*at > *begin && c->record[*at - 1] == '\r')
			--*at;
		end_field(c, at, begin);
		return false;
	}
	if (byte == ',')
		end_field(c, at, begin);
	else
		put(c, at, byte);
	return true;
}

/* To the end of the record, or of the line that has a fault. */
static void
read_record(struct csv *c, int byte)
{
	enum place place = PLAIN;
	size_t at = 0, begin = 0;

	for (; byte != EOF; byte = get(c)) {
		if (c->fault == NULL && !take(c, byte, &place, &at, &begin))
			return;
		if (c->fault != NULL && byte == '\n')
			return;
	}
	if (place == QUOTED && c->fault == NULL)
		c->fault = "引用符が閉じていません";
	else if (c->fault == NULL)
		(void)take(c, '\n', &place, &at, &begin);
}

enum csv_got
csv_next(struct csv *c)
{
	int byte;

	do {
		c->n = 0;
		c->fault = NULL;
		c->line = c->lines + 1;
		if ((byte = get_first(c)) == EOF)
			return CSV_END;
		read_record(c, byte);
		if (c->fault != NULL)
			return CSV_FAULT;
	} while (c->n == 1 && c->fields[0][0] == '\0');
	return CSV_RECORD;
}

void
csv_wipe(struct csv *c)
{
	explicit_bzero(c->record, sizeof(c->record));
}
