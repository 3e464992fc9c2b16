/* The gate for text, with any bytes: nothing barred is taken or sent out, and taking again changes nothing. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/person.h"
#include "base/text-lost.h"
#include "rule/facts.h"
#include "fuzz.h"

static void
expect(bool is)
{
	if (!is)
		abort();
}

static void
try_in(const char *text, size_t len)
{
	static char out[FUZZ_MAX + 1], again[FUZZ_MAX + 1];
	struct text_fault fault = { 0 };
	enum err e = text_take(text, len, out, sizeof(out));

	expect((e == ERR_CHARACTER || e == ERR_UTF8 || e == ERR_INDIVIDUAL_NUMBER) == !text_sound(text, len, &fault));
	if (e != ERR_NONE) {
		expect(out[0] == '\0' && (e == ERR_TOO_LONG || fault.at > 0));
		text_mend(text, len, out, sizeof(out));
	}
	expect(text_sound(out, strlen(out), NULL) && text_valid(out, strlen(out)));
	expect(text_take(out, strlen(out), again, sizeof(again)) == ERR_NONE && strcmp(out, again) == 0);
}

static void
try_out(const char *text, size_t len, size_t size)
{
	static char out[FUZZ_MAX + 1];
	struct buf json = { 0 };
	uint32_t c;
	size_t i;

	text_clean(text, len, out, size);
	expect(strlen(out) < size && strlen(out) <= len && text_characters_sound(out, strlen(out), NULL));
	expect(text_cells(out) <= 2 * len);
	json_string(&json, NULL, text);
	for (i = 0; i < json.len;) {
		i += text_decode(json.text + i, json.len - i, &c);
		expect(text_class(c) == TEXT_PLAIN);
	}
	buf_free(&json);
}

/* What the doors keep. */
static void
try_doors(const char *text)
{
	static struct personal p;
	static struct facts f;
	char why[FACTS_WHY_MAX];
	unsigned field;

	memset(&p, 0, sizeof(p));
	memset(&f, 0, sizeof(f));
	for (field = 0; field < PERSON_FIELD_COUNT; field++)
		(void)person_read(&p.person, (enum person_field)field, text);
	(void)facts_read(&f, &p, text, why);
	expect(text_sound(p.person.name, strlen(p.person.name), NULL) && text_sound(p.person.kana, strlen(p.person.kana), NULL));
	expect(text_sound(p.person.address, strlen(p.person.address), NULL) && text_sound(f.counter, strlen(f.counter), NULL));
	expect(f.held_count == 0 || text_sound(f.held[0].label, strlen(f.held[0].label), NULL));
}

/* What a conversion lost is told by itself. */
static void
try_lost(const char *text, size_t len)
{
	char words[TEXT_LOST_WORDS_MAX];
	struct text_lost lost = { .to = 0 };
	size_t before;

	for (before = 0; text_lost(text, lost.to, &lost); before = lost.to) {
		expect(lost.from >= before && lost.from < lost.to && lost.to <= len && lost.at > 0);
		(void)text_lost_words(text, &lost, LANG_JA, words);
		expect(text_valid(words, strlen(words)) && strstr(words, "文字目の ") != NULL);
	}
}

/* The bytes again as code points, three to a character, so that most of them are characters. */
static char *
characters(const uint8_t *bytes, size_t len)
{
	char *out = malloc(len / 3 * 4 + 1);
	size_t i, at = 0;

	for (i = 0; out != NULL && i + 3 <= len; i += 3)
		at += text_encode(((uint32_t)bytes[i] << 16 | (uint32_t)bytes[i + 1] << 8 | bytes[i + 2]) % 0x110000, out + at);
	if (out != NULL)
		out[at] = '\0';
	return out;
}

static void
try_text(const char *text, size_t len)
{
	try_in(text, len);
	try_out(text, len, FUZZ_MAX + 1);
	try_out(text, len, len / 2 + 1);
	try_doors(text);
	try_lost(text, strlen(text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *text, *more;

	if (len > FUZZ_MAX)
		return 0;
	if ((text = fuzz_text(bytes, len)) != NULL)
		try_text(text, len);
	if ((more = characters(bytes, len / 2)) != NULL)
		try_text(more, strlen(more));
	free(text);
	free(more);
	return 0;
}
