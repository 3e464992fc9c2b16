/* The prefectures by their codes, and the great cities, before whose names the prefecture is often left out. */
#include "people/place.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/text-gate.h"
#include "base/text-utf8.h"
#include "people/compare.h"

/* JIS X 0401, from 01 on. */
static const char *const prefectures[] = {
	"北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
	"栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
	"石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
	"滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
	"岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
	"佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
};
enum { PREFECTURES = sizeof(prefectures) / sizeof(*prefectures) };

/* 地方自治法第二百五十二条の十九第一項の指定都市の指定に関する政令. */
static const char *const great_cities[] = {
	"大阪市", "名古屋市", "京都市", "横浜市", "神戸市", "北九州市", "札幌市", "川崎市", "福岡市", "広島市",
	"仙台市", "千葉市", "さいたま市", "静岡市", "堺市", "新潟市", "浜松市", "岡山市", "相模原市", "熊本市",
};
enum { GREAT_CITIES = sizeof(great_cities) / sizeof(*great_cities) };

#define DISTRICT "郡"
#define DISTRICT_BYTES 30		/* the longest one's name */

/* What stands behind this beginning; NULL where the folded text begins otherwise. */
static const char *
behind(const char *text, const char *beginning)
{
	char folded[PERSON_NAME_MAX + 1];
	size_t len;

	fold_name(beginning, FOLD_SPELLING, folded, sizeof(folded));
	len = strlen(folded);
	return len > 0 && strncmp(text, folded, len) == 0 ? text + len : NULL;
}

/* The first of a list that the text begins with; count: none. */
static unsigned
beginning_of(const char *text, const char *const *list, unsigned count)
{
	unsigned i;

	for (i = 0; i < count && behind(text, list[i]) == NULL; i++)
		;
	return i;
}

static unsigned
prefecture_of(const char *code)
{
	if (code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9')
		return PREFECTURES;
	return (unsigned)((code[0] - '0') * 10 + code[1] - '0') - 1 < PREFECTURES ?
	    (unsigned)((code[0] - '0') * 10 + code[1] - '0') - 1 : PREFECTURES;
}

/* 西多摩郡瑞穂町 is 瑞穂町. */
static const char *
behind_district(const char *text)
{
	const char *district = strstr(text, DISTRICT);

	return district != NULL && district - text <= DISTRICT_BYTES ? district + strlen(DISTRICT) : text;
}

static bool
begins_with_name(const char *text, const char *name)
{
	return behind(text, name) != NULL || behind(behind_district(text), name) != NULL;
}

enum address_place
address_place(const char *address, const char *code, const char *name)
{
	const unsigned mine = prefecture_of(code);
	char text[PERSON_ADDRESS_MAX + 1];
	unsigned its;

	fold_name(address, FOLD_SPELLING, text, sizeof(text));
	if (mine == PREFECTURES || name[0] == '\0' || text[0] == '\0')
		return PLACE_UNTOLD;
	its = beginning_of(text, prefectures, PREFECTURES);
	if (its < PREFECTURES)
		return its == mine && begins_with_name(behind(text, prefectures[its]), name) ? PLACE_HERE :
		    PLACE_ELSEWHERE;
	if (begins_with_name(text, name))
		return PLACE_HERE;
	return beginning_of(text, great_cities, GREAT_CITIES) < GREAT_CITIES ? PLACE_ELSEWHERE : PLACE_UNTOLD;
}

void
place_begins(const char *code, const char *name, char *out, size_t size)
{
	const unsigned mine = prefecture_of(code);

	(void)snprintf(out, size, "%s%s", mine < PREFECTURES ? prefectures[mine] : "", mine < PREFECTURES ? name : "");
}

/* A register's own character, which a card writes otherwise: nothing can compare the two. */
static bool
has_undrawn(const char *text)
{
	size_t left = strlen(text), n;
	uint32_t c;

	for (; left > 0; text += n, left -= n) {
		n = text_decode(text, left, &c);
		if (text_class(c) == TEXT_UNDRAWN)
			return true;
	}
	return false;
}

enum address_face
address_face(const struct person *card, const struct person *record)
{
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(card, record, v);
	if (v[PERSON_ADDRESS] == PERSON_ONE_SIDED || v[PERSON_ADDRESS] == PERSON_UNTOLD ||
	    v[PERSON_ADDRESS] == PERSON_UNREAD)
		return FACE_UNTOLD;
	if (v[PERSON_ADDRESS] != PERSON_DIFFERENT)
		return FACE_CURRENT;
	return has_undrawn(card->address) || has_undrawn(record->address) ? FACE_UNTOLD : FACE_OUTDATED;
}
