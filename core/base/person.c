/* The fields of a person: their names, and how each is read and shown. */
#include "base/person.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>

#include "base/text-kana.h"
#include "base/text.h"

static const struct { const char *code, *name; } fields[PERSON_FIELD_COUNT] = {
	[PERSON_NAME] = { "name", "氏名" },
	[PERSON_KANA] = { "kana", "フリガナ" },
	[PERSON_FORMER] = { "former-name", "旧氏" },
	[PERSON_FORMER_KANA] = { "former-kana", "旧氏カナ" },
	[PERSON_ALIAS] = { "alias", "通称" },
	[PERSON_LATIN] = { "latin-name", "英字氏名" },
	[PERSON_SEX] = { "sex", "性別" },
	[PERSON_BORN] = { "born", "生年月日" },
	[PERSON_POSTCODE] = { "postcode", "郵便番号" },
	[PERSON_ADDRESS] = { "address", "住所" },
};

static const char *const sources[] = {
	[PERSON_TOLD] = "told",
	[PERSON_CARD] = "card",
	[PERSON_RECORD] = "record",
};

static const struct { const char *code, *name; } sexes[] = {
	[SEX_UNKNOWN] = { "unknown", "" },
	[SEX_MALE] = { "male", "男" },
	[SEX_FEMALE] = { "female", "女" },
};

/* As lists and cards write it, in small letters; the digits are the card's (sources(7) C4) and ISO/IEC 5218's. */
static const struct { const char *word; enum sex sex; } sex_words[] = {
	{ "male", SEX_MALE }, { "m", SEX_MALE }, { "1", SEX_MALE }, { "男", SEX_MALE }, { "男性", SEX_MALE },
	{ "female", SEX_FEMALE }, { "f", SEX_FEMALE }, { "2", SEX_FEMALE }, { "女", SEX_FEMALE },
	{ "女性", SEX_FEMALE },
	{ "unknown", SEX_UNKNOWN }, { "0", SEX_UNKNOWN }, { "9", SEX_UNKNOWN }, { "不明", SEX_UNKNOWN },
	{ "", SEX_UNKNOWN },
};

const char *
person_field_code(enum person_field f)
{
	return (unsigned)f < PERSON_FIELD_COUNT ? fields[f].code : "";
}

const char *
person_field_name(enum person_field f)
{
	return (unsigned)f < PERSON_FIELD_COUNT ? fields[f].name : "";
}

enum person_field
person_field_by_code(const char *code)
{
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT && strcmp(fields[f].code, code) != 0; f++)
		;
	return (enum person_field)f;
}

bool
person_field_shown(const struct person *p, enum person_field f)
{
	const char *rare[PERSON_FIELD_COUNT] = { [PERSON_FORMER] = p->former, [PERSON_FORMER_KANA] = p->former_kana,
	    [PERSON_ALIAS] = p->alias, [PERSON_LATIN] = p->latin };

	return (unsigned)f < PERSON_FIELD_COUNT && (rare[f] == NULL || rare[f][0] != '\0');
}

const char *
person_names_fault(const struct person *p, bool typed)
{
	if (p->former[0] == '\0' && p->former_kana[0] != '\0')
		return "旧氏カナがありますが、旧氏がありません";
	if (typed && p->former[0] != '\0' && p->former_kana[0] == '\0')
		return "旧氏がありますが、旧氏カナがありません";
	return NULL;
}

bool
person_given(const struct person *p)
{
	return p->name[0] != '\0' || p->kana[0] != '\0' || p->former[0] != '\0' || p->former_kana[0] != '\0' ||
	    p->alias[0] != '\0' || p->latin[0] != '\0' || p->address[0] != '\0' || p->postcode[0] != '\0' ||
	    date_told(p->born) || p->sex != SEX_UNKNOWN;
}

const char *
person_sex_code(enum sex s)
{
	return (unsigned)s <= SEX_FEMALE ? sexes[s].code : sexes[SEX_UNKNOWN].code;
}

const char *
person_source_code(enum person_source s)
{
	return (unsigned)s <= PERSON_RECORD ? sources[s] : sources[PERSON_TOLD];
}

enum person_source
person_source_by_code(const char *code)
{
	unsigned s;

	for (s = PERSON_RECORD; s > PERSON_TOLD && strcmp(sources[s], code) != 0; s--)
		;
	return (enum person_source)s;
}

/* --- read -------------------------------------------------------------------------------------- */

static const char too_long[] = "長すぎます", longer_than_name[] = "長すぎます。100文字までです",
    longer_than_address[] = "長すぎます。200文字までです";

/* Through the gate, without blanks at both ends; why not, or NULL. */
static const char *
take(const char *text, char *out, size_t size)
{
	size_t len = strlen(text);

	text_trim(&text, &len);
	switch (text_take_personal(text, len, out, size)) {
	case ERR_NONE:
		return NULL;
	case ERR_TOO_LONG:
		return too_long;
	case ERR_INDIVIDUAL_NUMBER:
		return "個人番号(12桁)か照合番号B(14桁)らしい数字があります。どちらも読み込みません";
	default:
		return "使えない文字があります";
	}
}

/* No register has pictures, nor a mark (U+3099) without the letter that it belongs to. */
static bool
is_of_registers(uint32_t c, bool begins)
{
	return !uc_is_property_emoji_presentation(c) &&
	    !(begins && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M));
}

static bool
all_of_registers(const char *text)
{
	const size_t len = strlen(text);
	uint32_t c;
	size_t i;

	for (i = 0; i < len;) {
		const bool begins = i == 0;

		i += text_decode(text + i, len - i, &c);
		if (c >= 0x300 && !is_of_registers(c, begins))
			return false;
	}
	return true;
}

static const char *
read_text(char *place, size_t size, int chars_max, const char *text)
{
	char out[PERSON_ADDRESS_MAX + 1];
	const char *fault = take(text, out, size);

	if (fault == too_long || (fault == NULL && text_chars(out) > chars_max))
		return chars_max == PERSON_NAME_CHARS ? longer_than_name : longer_than_address;
	if (fault == NULL && !all_of_registers(out))
		return "氏名や住所の字ではありません。絵文字と、前に字のない濁点などは読み込みません";
	if (fault == NULL)
		memcpy(place, out, strlen(out) + 1);
	return fault;
}

static const char *
read_name(struct person *p, const char *text)
{
	char out[PERSON_NAME_MAX + 1];
	const char *fault = read_text(out, sizeof(out), PERSON_NAME_CHARS, text);

	if (fault == NULL && out[0] == '\0')
		return "氏名がありません";
	if (fault == NULL)
		memcpy(p->name, out, strlen(out) + 1);
	return fault;
}

static bool
is_kana(uint32_t c)
{
	return c == ' ' || (c >= 0x30a1 && c <= 0x30fe);
}

/* Katakana with single blanks, as nearly all of a register have them, stay as they are. */
static bool
is_plain_kana(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	while (*p != '\0') {
		if (p[0] == 0xe3 && ((p[1] == 0x82 && p[2] >= 0xa1) || (p[1] == 0x83 && p[2] >= 0x80 && p[2] <= 0xbe)))
			p += 3;
		else if (*p == ' ' && p[1] != ' ' && p[1] != '\0' && p > (const unsigned char *)text)
			p++;
		else
			return false;
	}
	return true;
}

/* Blanks between family and given name become one; a hyphen behind kana is a long vowel, at their end, too. */
static const char *
read_kana(char place[PERSON_NAME_MAX + 1], const char *text)
{
	char trimmed[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1], out[PERSON_NAME_MAX + 1];
	const char *fault = read_text(trimmed, sizeof(trimmed), PERSON_NAME_CHARS, text);
	size_t i, len, at = 0;
	uint32_t c, last = ' ';

	if (fault != NULL)
		return fault;
	if (is_plain_kana(trimmed)) {
		memcpy(place, trimmed, strlen(trimmed) + 1);
		return NULL;
	}
	text_katakana(trimmed, kana, sizeof(kana));
	len = strlen(kana);
	for (i = 0; i < len; last = c) {
		i += text_decode(kana + i, len - i, &c);
		if (text_is_hyphen(c) && last != ' ')
			c = U'ー';
		if (!is_kana(c))
			return "フリガナはカタカナで書きます";
		if (!(c == ' ' && last == ' '))
			at += text_encode(c, out + at);		/* of PERSON_NAME_CHARS none has four bytes */
	}
	memcpy(place, out, at);
	place[at] = '\0';
	return NULL;
}

/* A family name without the brackets that cards and certificates set it in. */
static const char *
read_former(struct person *p, const char *text)
{
	char out[PERSON_NAME_MAX + 1], narrow[PERSON_NAME_MAX + 1];
	const char *fault = read_text(out, sizeof(out), PERSON_NAME_CHARS, text);

	if (fault != NULL)
		return fault;
	text_narrow(out, narrow, sizeof(narrow));
	if (narrow[strcspn(narrow, "[]()")] != '\0')
		return "旧氏は括弧を付けずに書きます";
	memcpy(p->former, out, strlen(out) + 1);
	return NULL;
}

/* Letters of Europe's languages as passports and residence cards have them, with what stands between names. */
static bool
is_latin(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) ||
	    (c >= 0x1e00 && c <= 0x1eff) || (c < 0x80 && c != 0 && strchr(" '-.,", (int)c) != NULL);
}

static const char *
read_latin(struct person *p, const char *text)
{
	char out[PERSON_NAME_MAX + 1], narrow[PERSON_NAME_MAX + 1];
	const char *fault = read_text(out, sizeof(out), PERSON_NAME_CHARS, text);
	size_t i, len;
	uint32_t c;

	if (fault != NULL)
		return fault;
	text_narrow(out, narrow, sizeof(narrow));
	for (i = 0, len = strlen(narrow); i < len;) {
		i += text_decode(narrow + i, len - i, &c);
		if (!is_latin(c))
			return "英字氏名はローマ字で書きます";
	}
	memcpy(p->latin, narrow, len + 1);
	return NULL;
}

static const char *
read_sex(struct person *p, const char *text)
{
	char word[16], trimmed[16];
	size_t i;

	if (take(text, trimmed, sizeof(trimmed)) != NULL)
		return "性別は 男、女、不明 のどれかです";
	text_narrow(trimmed, word, sizeof(word));
	for (i = 0; word[i] != '\0'; i++)
		word[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] - 'A' + 'a' : word[i]);
	for (i = 0; i < sizeof(sex_words) / sizeof(*sex_words); i++) {
		if (strcmp(sex_words[i].word, word) == 0) {
			p->sex = sex_words[i].sex;
			return NULL;
		}
	}
	return "性別は 男、女、不明 のどれかです";
}

/* What spreadsheets make of an empty cell that is shown as a date: the day 0. Nobody who lives was born then. */
static bool
is_empty_cell(struct date d)
{
	return date_compare(d, (struct date){ 1900, 1, 0 }) == 0 || date_compare(d, (struct date){ 1899, 12, 30 }) == 0;
}

static const char *
read_born(struct person *p, const char *text)
{
	char trimmed[128];
	const char *fault = take(text, trimmed, sizeof(trimmed));
	struct date born = { 0 };
	const enum err e = fault == NULL && trimmed[0] != '\0' ? date_parse_partly(trimmed, &born) : ERR_NONE;

	if (e == ERR_DATE_ERA)
		return "生年月日の元号が決まりません。S610124 のように元号か西暦を付けてください";
	if (fault != NULL || e != ERR_NONE)
		return "生年月日が日付として読み取れません。"
		    "S55.5.1、1980-05-01、昭和23年00月00日、年月日不詳 のように書きます";
	if (is_empty_cell(born))
		return "生年月日が、表計算ソフトの空のセルの日付です。分からなければ 年月日不詳 と書いてください";
	p->born = born;
	return NULL;
}

/* 〒, blanks and any hyphen are passed over. */
static bool
joins_digits(uint32_t c)
{
	return c == ' ' || c == 0x3012 || text_is_hyphen(c) || c == 0x30fc;
}

static const char *
read_postcode(struct person *p, const char *text)
{
	static const char fault[] = "郵便番号は7桁の数字です";
	char narrow[64], digits[8];
	size_t i, n, len, at = 0;
	uint32_t c;

	text_katakana(text, narrow, sizeof(narrow));
	len = strlen(narrow);
	for (i = 0; i < len; i += n) {
		n = text_decode(narrow + i, len - i, &c);
		if (joins_digits(c))
			continue;
		if (c < '0' || c > '9' || at == 7)
			return fault;
		digits[at++] = (char)c;
	}
	if (at == 6)
		return "郵便番号は7桁の数字です。先頭の0が落ちていないか確かめてください";
	if (at != 0 && at != 7)
		return fault;
	digits[at] = '\0';
	p->postcode[0] = '\0';
	if (at > 0) {
		memcpy(p->postcode, digits, 3);
		p->postcode[3] = '-';
		memcpy(p->postcode + 4, digits + 3, 5);
	}
	return NULL;
}

const char *
person_read(struct person *p, enum person_field f, const char *text)
{
	switch (f) {
	case PERSON_NAME:
		return read_name(p, text);
	case PERSON_KANA:
		return read_kana(p->kana, text);
	case PERSON_FORMER:
		return read_former(p, text);
	case PERSON_FORMER_KANA:
		return read_kana(p->former_kana, text);
	case PERSON_ALIAS:
		return read_text(p->alias, sizeof(p->alias), PERSON_NAME_CHARS, text);
	case PERSON_LATIN:
		return read_latin(p, text);
	case PERSON_SEX:
		return read_sex(p, text);
	case PERSON_BORN:
		return read_born(p, text);
	case PERSON_POSTCODE:
		return read_postcode(p, text);
	case PERSON_ADDRESS:
		return read_text(p->address, sizeof(p->address), PERSON_ADDRESS_CHARS, text);
	case PERSON_FIELD_COUNT:
		break;
	}
	return "その項目はありません";
}

bool
person_too_long(const char *fault)
{
	return fault == longer_than_name || fault == longer_than_address;
}

static bool
takes_kana(uint32_t c)
{
	char one[8] = "", kana[16];
	uint32_t as = 0;

	(void)text_encode(c, one);
	text_katakana(one, kana, sizeof(kana));
	(void)text_decode(kana, strlen(kana), &as);
	return is_kana(as) || text_is_hyphen(c) || c == 0x3000 || (c >= 0x3099 && c <= 0x309c) || c == 0xff9e ||
	    c == 0xff9f;
}

bool
person_takes(enum person_field f, uint32_t c, bool begins)
{
	const uint32_t narrow = c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + 0x21 : c;

	if (!is_of_registers(c, begins))
		return false;

	switch (f) {
	case PERSON_KANA:
	case PERSON_FORMER_KANA:
		return takes_kana(c);
	case PERSON_FORMER:
		return narrow >= 0x80 || narrow == 0 || strchr("[]()", (int)narrow) == NULL;
	case PERSON_LATIN:
		return is_latin(narrow) || c == 0x3000;
	case PERSON_POSTCODE:
		return (narrow >= '0' && narrow <= '9') || joins_digits(narrow) || c == 0x3000;
	default:
		return true;
	}
}

void
person_field_text(const struct person *p, enum person_field f, char *out, size_t size)
{
	const char *texts[PERSON_FIELD_COUNT] = { [PERSON_NAME] = p->name, [PERSON_KANA] = p->kana,
	    [PERSON_FORMER] = p->former, [PERSON_FORMER_KANA] = p->former_kana, [PERSON_ALIAS] = p->alias,
	    [PERSON_LATIN] = p->latin,
	    [PERSON_SEX] = (unsigned)p->sex <= SEX_FEMALE ? sexes[p->sex].name : "", [PERSON_POSTCODE] = p->postcode,
	    [PERSON_ADDRESS] = p->address };

	out[0] = '\0';
	if (f == PERSON_BORN)
		date_format_era(p->born, out, size);
	else if ((unsigned)f < PERSON_FIELD_COUNT && texts[f] != NULL)
		(void)snprintf(out, size, "%s", texts[f]);
}

unsigned
person_forget(struct person *p, unsigned gone)
{
	char text[PERSON_ADDRESS_MAX + 1];
	unsigned f, had = 0;

	gone &= PERSON_MAY_LACK;
	if ((gone & PERSON_BIT(PERSON_FORMER)) != 0)
		gone |= PERSON_BIT(PERSON_FORMER_KANA);
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if ((gone & PERSON_BIT(f)) == 0)
			continue;
		person_field_text(p, (enum person_field)f, text, sizeof(text));
		had |= text[0] != '\0' ? PERSON_BIT(f) : 0;
		(void)person_read(p, (enum person_field)f, "");
	}
	return had;
}
