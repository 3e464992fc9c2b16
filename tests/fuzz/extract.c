/*
 * An extract's file with any bytes, in each encoding: whoever is read of it is what the gate lets in and what is read
 * as the same again, and so is what stands in a store after the record's own import, which some of the files are given
 * to: its transactions take a hundred times as long.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/person-key.h"
#include "base/text-lost.h"
#include "base/text.h"
#include "fuzz.h"
#include "people/parse-private.h"
#include "training-folder.h"

#define PAYLOAD_MAX 1024

/* What the first byte chooses: how the file is said to be written, and how wide its characters are. */
static const struct way { enum charset said; int width; bool big; } ways[] = {
	{ CHARSET_GUESS, 1, false }, { CHARSET_UTF_8, 1, false }, { CHARSET_CP932, 1, false },
	{ CHARSET_EUC_JP, 1, false }, { CHARSET_UTF_16LE, 2, false }, { CHARSET_UTF_16BE, 2, true },
	{ CHARSET_GUESS, 2, false }, { CHARSET_UTF_8, 3, false },
};

/* Lines with the payload in one field each, where all else is sound; what is refused refuses nobody else. */
static const char *const lines[] = {
	"name,kana,former-name,former-kana,alias,latin-name,sex,born,postcode,address\n",
	"@,,,,,,,1990-02-03,,x\n", "x,@,,,,,,1990-02-03,,x\n", "x,,@,,,,,1990-02-03,,x\n", "x,,x,@,,,,1990-02-03,,x\n",
	"x,,,,@,,,1990-02-03,,x\n", "x,,,,,@,,1990-02-03,,x\n", "x,,,,,,@,1990-02-03,,x\n", "x,,,,,,,@,,x\n",
	"x,,,,,,,1990-02-03,@,x\n", "x,,,,,,,1990-02-03,,@\n",
};

#define LINES (sizeof(lines) / sizeof(*lines))

static const struct actor clerk = { "bango", "hall", { { 2026, 11, 25 }, 8, 30, 0 }, ROLES_UNSTATED };
static struct store *store;

static void
must(bool held)
{
	if (!held)
		abort();
}

/* A character in front of none of a wide encoding's bytes. */
static void
put_ascii(FILE *out, const struct way *w, char c)
{
	if (w->width == 2 && w->big)
		(void)fputc('\0', out);
	(void)fputc(c, out);
	if (w->width == 2 && !w->big)
		(void)fputc('\0', out);
}

/* The payload as it is, in whole units; of width 3 it is code points, three bytes each, so that most are characters. */
static void
put_payload(FILE *out, const struct way *w, const uint8_t *bytes, size_t len)
{
	char text[8];
	size_t i;

	if (w->width < 3) {
		(void)fwrite(bytes, 1, len / (size_t)w->width * (size_t)w->width, out);
		return;
	}
	for (i = 0; i + 3 <= len; i += 3) {
		const uint32_t c = ((uint32_t)bytes[i] << 16 | (uint32_t)bytes[i + 1] << 8 | bytes[i + 2]) % 0x110000;

		(void)fwrite(text, 1, text_encode(c, text), out);
	}
}

static FILE *
file_of(const struct way *w, const uint8_t *bytes, size_t len, char **kept, size_t *size)
{
	FILE *out = open_memstream(kept, size);
	const char *p;
	size_t i;

	must(out != NULL);
	for (i = 0; i < LINES; i++)
		for (p = lines[i]; *p != '\0'; p++)
			if (*p == '@')
				put_payload(out, w, bytes, len);
			else
				put_ascii(out, w, *p);
	(void)fclose(out);
	return fmemopen(*kept, *size, "r");
}

/* The last digit is right: the remainder by 11 of the others, weighed from 6 to 2 and again. */
static bool
checks(const char *digits)
{
	static const int weights[] = { 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };
	int i, sum = 0;

	for (i = 0; i < 11; i++)
		sum += weights[i] * (digits[i] - '0');
	return (sum % 11 < 2 ? 0 : 11 - sum % 11) == digits[11] - '0';
}

/* An individual number that nothing interrupts, in either width, or among more digits. A + makes it a telephone's. */
static bool
holds_a_number(const char *text)
{
	static char narrow[64 << 10];
	const char *p;
	size_t n, i;

	must(strlen(text) < sizeof(narrow));
	text_narrow(text, narrow, sizeof(narrow));
	for (p = narrow; *p != '\0'; p += n) {
		p += strcspn(p, "0123456789");
		n = strspn(p, "0123456789");
		for (i = 0; i + 12 <= n && n != 13; i++)	/* a company has 13 */
			if (checks(p + i) && (p == narrow || p[-1] != '+'))
				return true;
	}
	return false;
}

static void
try_text(const char *text, int most)
{
	char again[PERSON_ADDRESS_MAX + 1];
	const size_t len = strlen(text);
	struct text_lost lost;

	must(!text_lost(text, 0, &lost));
	must(text_valid(text, len) && text_sound(text, len, NULL) && text_chars(text) <= most);
	must(text_take(text, len, again, sizeof(again)) == ERR_NONE && strcmp(text, again) == 0);
	must(!holds_a_number(text));
}

static const enum person_field fields[] = { PERSON_NAME, PERSON_KANA, PERSON_FORMER, PERSON_FORMER_KANA, PERSON_ALIAS,
    PERSON_LATIN, PERSON_POSTCODE, PERSON_ADDRESS };

#define FIELDS (sizeof(fields) / sizeof(*fields))

/* A person's texts, in that order. */
static void
try_texts(const char *const texts[FIELDS])
{
	struct person p = { .sex = SEX_UNKNOWN };
	char shown[PERSON_ADDRESS_MAX + 1];
	size_t i;

	for (i = 0; i < FIELDS; i++) {
		try_text(texts[i], fields[i] == PERSON_ADDRESS ? PERSON_ADDRESS_CHARS : PERSON_NAME_CHARS);
		must(person_read(&p, fields[i], texts[i]) == NULL);
		person_field_text(&p, fields[i], shown, sizeof(shown));
		must(strcmp(shown, texts[i]) == 0);
	}
	must(p.name[0] != '\0' && p.address[0] != '\0' && (p.former[0] != '\0' || p.former_kana[0] == '\0'));
}

static void
try_born(const char *text)
{
	struct date born;

	must(date_parse_partly(text, &born) == ERR_NONE && date_told(born));
	must(date_compare(date_earliest(born), clerk.at.date) <= 0);
}

/* Its fields in the order of the columns below; behind them what it is found by. */
static bool
try_row(void *ctx, const struct store_value *v, size_t n)
{
	const char *texts[FIELDS];
	size_t i;

	(void)ctx;
	for (i = 0; i < FIELDS; i++)
		texts[i] = store_as_text(&v[i]);
	try_texts(texts);
	try_born(store_as_text(&v[i]));
	for (i++; i < n; i++)
		must(text_valid(store_as_text(&v[i]), strlen(store_as_text(&v[i]))));
	return true;
}

static void
try_stored(void)
{
	must(store_run(store, "SELECT name, kana, former, former_kana, alias, latin, postcode, address, born, kana_key,"
	    " name_key, former_key, former_kana_key, alias_key, latin_key FROM resident_row", NULL, 0, try_row, NULL) ==
	    ERR_NONE);
}

/* --- the parse alone ----------------------------------------------------------------------------- */

static enum err
begin(void *ctx)
{
	*(int64_t *)ctx = 0;
	return ERR_NONE;
}

static enum err
try_person(void *ctx, const struct person *p)
{
	const char *const texts[FIELDS] = { p->name, p->kana, p->former, p->former_kana, p->alias, p->latin,
	    p->postcode, p->address };
	struct person_keys keys;
	char born[16];

	++*(int64_t *)ctx;
	try_texts(texts);
	date_format_iso(p->born, born, sizeof(born));
	try_born(born);
	person_keys(p, &keys);
	must(text_valid(keys.name, strlen(keys.name)) && text_valid(keys.kana, strlen(keys.kana)));
	must(text_valid(keys.former, strlen(keys.former)) && text_valid(keys.former_kana, strlen(keys.former_kana)));
	must(text_valid(keys.alias, strlen(keys.alias)) && text_valid(keys.latin, strlen(keys.latin)));
	return ERR_NONE;
}

/* --- a file --------------------------------------------------------------------------------------- */

static void
try_file(FILE *in, enum charset said, bool stored)
{
	static struct columns_rest rest;
	static struct faults faults;
	const struct residents_how how = { .charset = said, .rest = &rest };
	int64_t count = 0;
	const struct parse parse = { .in = in, .name = "x.csv", .how = &how, .faults = &faults,
	    .today = clerk.at.date };
	const struct parse_sink sink = { begin, try_person, &count };
	char *left = NULL;
	size_t size;
	enum err e;

	must(in != NULL && (rest.out = open_memstream(&left, &size)) != NULL);
	memset(&faults, 0, sizeof(faults));
	e = stored ? residents_import(store, &clerk, in, "x.csv", &how, &faults, &count) : parse_here(&parse, &sink);
	must(e == ERR_NONE ? count > 0 : count == 0);
	must((e == ERR_NONE || e == ERR_DATA) && (e == ERR_NONE || faults.count > 0));
	(void)fclose(rest.out);
	(void)fclose(in);
	must(!holds_a_number(left));	/* nor is one written down beside it */
	free(left);
	if (!stored)
		return;
	must(!store_in_transaction(store));
	try_stored();
}

static void
end(void)
{
	store_close(&store);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct way *w;
	bool stored;
	char *kept = NULL;
	size_t size;

	if (len < 2 || len > PAYLOAD_MAX)
		return 0;
	stored = (bytes[0] & 0x78) == 0x78;
	if (stored && store == NULL) {
		training_folder_make();
		must(store_open(scratch_path(&training_folder, "s.db"), MODE_TRAINING, &store) == ERR_NONE);
		must(atexit(end) == 0);
	}
	w = &ways[bytes[0] % (sizeof(ways) / sizeof(*ways))];
	try_file(file_of(w, bytes + 1, len - 1, &kept, &size), w->said, stored);
	free(kept);
	if ((bytes[0] & 0x80) != 0)	/* and as a whole file, header and all */
		try_file(fmemopen((void *)(uintptr_t)(bytes + 1), len - 1, "r"), w->said, stored);
	return 0;
}
