/* The eleven practice cards as a table: whose they are, when they were made, what is wrong with them. */
#include "desk/practice-private.h"

#include <stdio.h>
#include <string.h>

#include "base/era.h"
#include "people/place.h"
#include "rule/validity.h"

#define CITY "13101"
#define PLACE "東京都千代田区"
#define PIN_BIT(pin) (1u << (pin))

static const struct practice_card cards[] = {
	{ "about-to-expire", "電子証明書の期限が近い", "certificates about to expire" },
	{ "expired", "電子証明書の期限が切れた", "certificates expired" },
	{ "no-sign", "署名用電子証明書がない", "no signature certificate" },
	{ "one-locked", "署名用の暗証番号がロックされた", "signature PIN locked" },
	{ "both-locked", "署名用と利用者証明用の暗証番号がロックされた", "signature and authentication PINs locked" },
	{ "under-15", "15歳未満(利用者証明用だけ)", "under 15, authentication certificate only" },
	{ "foreign", "外国人住民(在留期間がカードの期限)", "foreign resident, card ends with the stay" },
	{ "card-expired", "カードそのものの期限が切れた", "the card itself expired" },
	{ "name-changed", "氏名が変わり、署名用が失効した(券面は古いまま)",
	    "name changed, signature certificate gone, face outdated" },
	{ "damaged", "ICチップが壊れた", "chip damaged" },
	{ "former-name", "旧氏があり、氏名に電子証明書に入らない字がある",
	    "former name, a character that certificates lack" },
	{ NULL, NULL, NULL },
};

/* In the order of the cards. */
static const struct practice_plan plans[] = {
	{ .number = "9010203040506011", .name = "番号　花子", .kana = "バンゴウ　ハナコ", .sex = SEX_FEMALE,
	    .address = "霞が関二丁目１番２号", .code = "1101", .age = 41,
	    .birthday = 2, .issued = 3, .term_before = true, .card_terms = 2, .certs = CERT_BOTH },
	{ .number = "9010203040506022", .name = "見本　太郎", .kana = "ミホン　タロウ", .sex = SEX_MALE,
	    .address = "丸の内三丁目５番１号", .code = "2202", .age = 58,
	    .birthday = -1, .term_before = true, .card_terms = 2, .certs = CERT_BOTH },
	{ .number = "9010203040506033", .name = "例題　幸子", .kana = "レイダイ　サチコ", .sex = SEX_FEMALE,
	    .address = "神田駿河台四丁目６番", .code = "3303", .age = 36,
	    .birthday = 5, .issued = -30, .card_terms = 2, .certs = CERT_BIT(CERT_AUTH) },
	{ .number = "9010203040506044", .name = "練習　一郎", .kana = "レンシュウ　イチロウ", .sex = SEX_MALE,
	    .address = "飯田橋一丁目７番８号", .code = "4404", .age = 29,
	    .birthday = 8, .issued = -20, .card_terms = 2, .certs = CERT_BOTH, .pins_locked = PIN_BIT(PIN_SIGN) },
	{ .number = "9010203040506055", .name = "試験　次郎", .kana = "シケン　ジロウ", .sex = SEX_MALE,
	    .address = "九段南一丁目２番１号", .code = "5505", .age = 72,
	    .birthday = 3, .issued = -40, .card_terms = 2, .certs = CERT_BOTH,
	    .pins_locked = PIN_BIT(PIN_SIGN) | PIN_BIT(PIN_AUTH) },
	{ .number = "9010203040506066", .name = "手本　ゆい", .kana = "テホン　ユイ", .sex = SEX_FEMALE,
	    .address = "麹町二丁目８番", .code = "6606", .age = 9,
	    .birthday = 4, .issued = -10, .card_terms = 1, .certs = CERT_BIT(CERT_AUTH),
	    .pins_missing = PIN_BIT(PIN_SIGN) },
	{ .number = "9010203040506077", .name = "MIHON MARIA ANNA", .kana = "", .sex = SEX_FEMALE,
	    .address = "外神田六丁目１番", .code = "7707", .age = 33,
	    .birthday = 10, .issued = -12, .card_terms = 2, .stay = 7, .certs = CERT_BOTH },
	{ .number = "9010203040506088", .name = "期限　正", .kana = "キゲン　タダシ", .sex = SEX_MALE,
	    .address = "内神田二丁目１番２号", .code = "8808", .age = 47,
	    .birthday = -1, .term_before = true, .card_terms = 1, .certs = CERT_BOTH },
	{ .number = "9010203040506099", .name = "旧姓　美咲", .kana = "キュウセイ　ミサキ", .sex = SEX_FEMALE,
	    .address = "三番町９番", .code = "9909", .age = 31,
	    .birthday = 6, .issued = -24, .card_terms = 2, .certs = CERT_BIT(CERT_AUTH) },
	{ .number = "9010203040506100", .name = "破損　和夫", .kana = "ハソン　カズオ", .sex = SEX_MALE,
	    .address = "富士見一丁目１１番", .code = "0010", .age = 64,
	    .birthday = 1, .issued = -30, .card_terms = 2, .damaged = true },
	{ .number = "9010203040506111", .name = "渡\u9089\U000e0103［髙﨑］　葵", .kana = "ワタナベ　アオイ",
	    .sex = SEX_FEMALE, .address = "一番町２５番", .code = "1122", .age = 39,
	    .birthday = 2, .issued = 3, .term_before = true, .card_terms = 2, .certs = CERT_BOTH },
};

_Static_assert(sizeof(plans) / sizeof(*plans) + 1 == sizeof(cards) / sizeof(*cards), "a practice card has no plan");

const struct practice_card *
practice_cards(void)
{
	return cards;
}

const struct practice_plan *
practice_plan(const char *name)
{
	const struct practice_card *c;

	for (c = cards; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return &plans[c - cards];
	return NULL;
}

static struct person
person_of(const struct practice_plan *p, const char *place, struct date today)
{
	struct person person = { .postcode = "100-0000", .sex = p->sex };

	(void)snprintf(person.name, sizeof(person.name), "%s", p->name);
	(void)snprintf(person.kana, sizeof(person.kana), "%s", p->kana);
	(void)snprintf(person.address, sizeof(person.address), "%s%s", place[0] != '\0' ? place : PLACE, p->address);
	person.born = date_add_months(date_add_months(today, p->birthday), -12 * p->age);
	return person;
}

/* 照合番号B: birth as YYMMDD of the era, the year in which the card expires, the 4 digits (sources(7) C4). */
static void
put_check_b(char out[15], struct date born, struct date expires, const char *code)
{
	const struct era *era = era_of(born);
	unsigned year = (unsigned)(era != NULL ? born.year - era->first.year + 1 : 0);

	(void)snprintf(out, 15, "%02u%02u%02u%04u%.4s", year % 100, (unsigned)born.month % 100,
	    (unsigned)born.day % 100, (unsigned)expires.year % 10000, code);
}

static enum err
put_pins(const struct practice_plan *p, struct virtual_spec *spec)
{
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++) {
		const char *pin = k == PIN_SIGN ? "MADO1234" : "1234";

		spec->locked[k] = (p->pins_locked & PIN_BIT(k)) != 0;
		if ((p->pins_missing & PIN_BIT(k)) == 0)
			e = secret_set(&spec->pins[k], pin, strlen(pin));
	}
	return e;
}

void
practice_place(const struct profile *profile, char *out, size_t size)
{
	out[0] = '\0';
	if (profile != NULL)
		place_begins(profile_city_code(profile), profile_name(profile), out, size);
}

static struct date
issued_on(const struct practice_plan *p, const struct validity_line *line, struct date today)
{
	return date_add_months(today, p->issued - (p->term_before ? 12 * line->birthdays : 0));
}

enum err
practice_plan_spec(const struct practice_plan *p, const struct profile *profile, struct moment at,
    struct virtual_spec *spec, struct date *issued, struct date expires[CERT_COUNT])
{
	const struct validity_line *line = profile != NULL ? profile_validity(profile, at.date) : &validity_usual;
	char place[PRACTICE_PLACE_MAX];
	struct validity v;

	practice_place(profile, place, sizeof(place));
	*spec = (struct virtual_spec){ .city_code = CITY, .damaged = p->damaged,
	    .person = person_of(p, place, at.date) };
	*issued = issued_on(p, line, at.date);
	spec->expires = p->stay != 0 ? date_add_months(at.date, p->stay) :
	    date_nth_birthday_after(spec->person.born, *issued, p->card_terms * line->birthdays);
	v = (struct validity){ .issued = *issued, .born = spec->person.born, .card_expires = spec->expires };
	expires[CERT_AUTH] = validity_auth(line, &v);
	expires[CERT_SIGN] = validity_sign(line, &v, expires[CERT_AUTH]);
	(void)snprintf(spec->number, sizeof(spec->number), "%s", p->number);
	put_check_b(spec->check_b, spec->person.born, spec->expires, p->code);
	return put_pins(p, spec);
}
