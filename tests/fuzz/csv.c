/* Comma-separated values as any file may have them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "fuzz.h"
#include "base/text.h"

/* A record's fields lie in its bytes, each whole text; lines only go on; a fault has its words. */
static void
check(const struct csv *c, enum csv_got got, int line_before)
{
	size_t i;

	if (c->line <= line_before || (got == CSV_FAULT) != (c->fault != NULL) || c->n > CSV_FIELDS_MAX)
		abort();
	if (got != CSV_RECORD)
		return;
	for (i = 0; i < c->n; i++) {
		if (c->fields[i] < c->record || c->fields[i] + strlen(c->fields[i]) >= c->record + sizeof(c->record) ||
		    !text_valid(c->fields[i], strlen(c->fields[i])))
			abort();
	}
}

/* What a record was made of stands in the file, behind what was read before; rows without anything lie between. */
static size_t
check_source(struct csv *c, const uint8_t *bytes, size_t len, size_t at)
{
	size_t n;
	const unsigned char *source = csv_source(c, &n);
	const uint8_t *found = source != NULL ? memmem(bytes + at, len - at, source, n) : NULL;

	if (source != NULL && (n == 0 || found == NULL))
		abort();
	return source != NULL ? (size_t)(found - bytes) + n : at;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct csv c;
	enum csv_got got;
	size_t at = 0;
	int line = 0;

	memset(&c, 0, sizeof(c));
	if (len == 0 || (c.source.in = fmemopen((void *)(uintptr_t)bytes, len, "r")) == NULL)
		return 0;
	while ((got = csv_next(&c)) != CSV_END) {
		check(&c, got, line);
		at = check_source(&c, bytes, len, at);
		line = c.line;
	}
	if (c.source.bytes != (int64_t)len)
		abort();
	(void)fclose(c.source.in);
	csv_end(&c);
	return 0;
}
