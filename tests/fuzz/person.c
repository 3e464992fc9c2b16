/* Names and fields of a person as a file or a terminal may bring them. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "people/search.h"
#include "base/fold.h"
#include "base/text-kana.h"
#include "base/text.h"

static void
must(bool held)
{
	if (!held)
		abort();
}

/* What is folded is whole, and folded for good. */
static void
try_fold(const char *text)
{
	char key[PERSON_NAME_MAX + 1], again[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1];

	fold_name(text, FOLD_SOUND, key, sizeof(key));
	fold_name(key, FOLD_SOUND, again, sizeof(again));
	must(text_valid(key, strlen(key)) && strcmp(key, again) == 0);
	fold_name(text, FOLD_SPELLING, key, sizeof(key));
	fold_name(key, FOLD_SPELLING, again, sizeof(again));
	must(strcmp(key, again) == 0);
	fold_told(text, key, again, sizeof(again));
	must(text_valid(again, strlen(again)));
	text_katakana(text, kana, sizeof(kana));
	must(text_valid(key, strlen(key)) && text_valid(kana, strlen(kana)));
	if (text_romaji(text, kana, sizeof(kana)))
		must(text_valid(kana, strlen(kana)) && kana[0] != '\0');
}

/* What a field is shown as is read as the same again. */
static void
try_fields(const char *text)
{
	char shown[PERSON_ADDRESS_MAX + 1], again[PERSON_ADDRESS_MAX + 1];
	struct person p, q;
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		memset(&p, 0, sizeof(p));
		q = p;
		if (person_read(&p, (enum person_field)f, text) != NULL)
			continue;
		person_field_text(&p, (enum person_field)f, shown, sizeof(shown));
		must(person_read(&q, (enum person_field)f, shown) == NULL);
		person_field_text(&q, (enum person_field)f, again, sizeof(again));
		must(strcmp(shown, again) == 0);
	}
}

static void
try_search(const char *text)
{
	struct person_search s;
	struct buf sql = { 0 };

	if (person_search_read(&s, text, (struct date){ 2026, 11, 20 })) {
		must(s.n >= 1 && s.n <= PERSON_SEARCH_VALUES);
		must(person_search_sql(&s, "person", "number", 1, &sql) >= 1);
		must(strchr(buf_text(&sql), '\'') != NULL || s.key_count == 0);
	}
	buf_free(&sql);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *text = fuzz_text(bytes, len);

	if (text == NULL)
		return 0;
	try_fold(text);
	try_fields(text);
	try_search(text);
	free(text);
	return 0;
}
