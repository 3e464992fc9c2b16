/* What madoguchi-page says of a page: characters that the font lacks, a text that doesn't fit. */
#include "config.h"

#include "forms/print-child-private.h"

#include <stdlib.h>
#include <string.h>

#include "forms/field.h"
#include "base/text.h"

/* "U+845B U+E0101" as characters. */
static bool
read_codes(const char *p, struct print_fault *f)
{
	size_t at = 0;
	char *end;
	long c;

	if (strlen(p) >= sizeof(f->codes))
		return false;
	memcpy(f->codes, p, strlen(p) + 1);
	for (; strncmp(p, "U+", 2) == 0; p = *end == ' ' ? end + 1 : end) {
		c = strtol(p + 2, &end, 16);
		if (end == p + 2 || c < 0x20 || c > 0x10ffff || at + 5 > sizeof(f->character))
			return false;
		at += text_encode((uint32_t)c, f->character + at);
	}
	f->character[at] = '\0';
	return *p == '\0' && at > 0;
}

static bool
read_line(char *line, struct print_faults *faults)
{
	struct print_fault f = { .character = "" };
	char *rest = line, *word = strsep(&rest, " "), *field = strsep(&rest, " ");
	size_t i;

	if (field == NULL || *field == '\0' || strlen(field) >= sizeof(f.field))
		return false;
	memcpy(f.field, field, strlen(field) + 1);
	if (strcmp(word, "fit") == 0 ? rest != NULL :
	    strcmp(word, "glyph") != 0 || rest == NULL || !read_codes(rest, &f))
		return false;
	for (i = 0; i < faults->count && i < PRINT_FAULTS_MAX; i++)
		if (strcmp(faults->list[i].field, f.field) == 0 && strcmp(faults->list[i].codes, f.codes) == 0)
			return true;
	if (faults->count < PRINT_FAULTS_MAX)
		faults->list[faults->count] = f;
	faults->count++;
	return true;
}

enum err
print_report(const struct buf *b, struct print_faults *faults)
{
	char *copy = strdup(buf_text(b)), *rest = copy, *line;
	enum err e = ERR_NONE;

	if (copy == NULL)
		return ERR_MEMORY;
	while (e == ERR_NONE && (line = strsep(&rest, "\n")) != NULL)
		if (*line != '\0' && !read_line(line, faults))
			e = ERR_DATA;
	free(copy);
	return e;
}

const char *
print_field_label(const struct print_fault *f)
{
	const struct field *field = field_by_key(f->field);

	return field != NULL ? field->label : f->field;
}
