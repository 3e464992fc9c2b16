/* Takes what was typed apart. A beginning is looked up as a range: LIKE and GLOB don't use the index (measured). */
#include "people/search.h"

#include <string.h>

#include "base/era.h"
#include "base/fold.h"
#include "base/person-name.h"
#include "base/text-kana.h"
#include "base/text.h"

/*
 * Those whose day, or day and month, nobody knows have their own values: alone, and with the era that was told of them,
 * which is that of the first or of the last day that is looked for.
 */
enum { BORN_FROM, BORN_TO, BORN_MONTH, BORN_YEAR, BORN_MONTH_ERA, BORN_YEAR_ERA, BORN_MONTH_TO, BORN_YEAR_TO };

static struct date
looked_for(struct date d, unsigned value)
{
	const struct date from = date_earliest(d), to = date_latest(d);
	const struct date year = { .year = d.year };
	const struct date month = { d.year, d.month > 0 || d.day < 0 ? from.month : 0, 0 };

	switch (value) {
	case BORN_FROM:
		return d.day < 0 ? from : d;
	case BORN_TO:
		return to;
	case BORN_MONTH:
		return month;
	case BORN_MONTH_ERA:
		return era_kept(month, era_of(from));
	case BORN_YEAR_ERA:
		return era_kept(year, era_of(from));
	case BORN_MONTH_TO:
		return era_kept((struct date){ d.year, month.month > 0 ? to.month : 0, 0 }, era_of(to));
	case BORN_YEAR_TO:
		return era_kept(year, era_of(to));
	default:
		return year;
	}
}

static enum err
read_born(const char *text, struct date latest, char born[PERSON_SEARCH_BORN][16])
{
	struct date d;
	enum err e = date_parse_born(text, latest, &d);
	unsigned i;

	if (e == ERR_NONE && date_given(latest) && date_compare(date_earliest(d), latest) > 0)
		e = ERR_BORN_LATER;
	if (e != ERR_NONE)
		return e;
	for (i = 0; i < PERSON_SEARCH_BORN; i++)
		date_format_iso(date_is_unsaid(d) ? d : looked_for(d, i), born[i], sizeof(born[0]));
	return ERR_NONE;
}

/* No name begins with a digit, or with an era and one. */
static bool
begins_a_date(const char *word)
{
	size_t len;
	const bool in_era = era_named(word, &len) != NULL;
	const char *number = word + len + strspn(word + len, " ");

	return (*number >= '0' && *number <= '9') || (in_era && strstr(number, "年") != NULL);
}

static bool
meant_for_a_date(const char *text)
{
	const char *blank = strrchr(text, ' ');

	return begins_a_date(text) || (blank != NULL && begins_a_date(blank + 1));
}

/* A date behind the last blank is taken off; why it can't be, where one is meant. */
static enum err
take_born(char *text, struct date latest, char born[PERSON_SEARCH_BORN][16])
{
	char *blank = strrchr(text, ' ');
	enum err whole, e;

	if ((whole = e = read_born(text, latest, born)) == ERR_NONE)
		*text = '\0';
	else if (blank != NULL && (e = read_born(blank + 1, latest, born)) == ERR_NONE)
		*blank = '\0';
	if (!meant_for_a_date(text))
		return ERR_NONE;
	return e != ERR_NONE && e != ERR_DATE ? e : whole != ERR_NONE && whole != ERR_DATE ? whole : ERR_DATE;
}

static void
add_key(struct person_search *p, const char *name, bool romaji)
{
	struct person_search_key *k = &p->keys[p->key_count];
	size_t i;

	fold_name(name, FOLD_SOUND, k->text, sizeof(k->text));
	k->romaji = romaji;
	for (i = 0; i < p->key_count && (p->keys[i].romaji != romaji || strcmp(p->keys[i].text, k->text) != 0); i++)
		;
	if (k->text[0] != '\0' && i == p->key_count)
		p->key_count++;
}

static void
add_keys(struct person_search *p, const char *name)
{
	char kana[PERSON_NAME_MAX + 1];

	add_key(p, name, false);
	if (text_romaji(name, kana, sizeof(kana)))
		add_key(p, kana, true);
}

bool
person_search_read(struct person_search *p, const char *text, struct date latest)
{
	char narrow[PERSON_NAME_MAX + 1], plain[PERSON_NAME_MAX + 1], inner[PERSON_NAME_MAX + 1];
	bool square, behind;
	size_t i;

	memset(p, 0, sizeof(*p));
	text_narrow(text, narrow, sizeof(narrow));
	p->fault = take_born(narrow, latest, p->born);
	add_keys(p, narrow);
	if (person_name_brackets(narrow, plain, inner, &square, &behind))
		add_keys(p, plain);
	for (i = 0; i < p->key_count; i++)
		p->values[p->n++] = store_text(p->keys[i].text);
	for (i = 0; i < PERSON_SEARCH_BORN && p->born[i][0] != '\0'; i++)
		p->values[p->n++] = store_text(p->born[i]);
	return p->fault == ERR_NONE && p->n > 0 && (p->key_count > 0 || narrow[0] == '\0');
}

/* Which names are looked up by what was typed. Of the rare ones the indexes hold nothing but those that are there. */
static const struct { const char *key; bool romaji, rare; } looked_up[] = {
	{ "kana_key", .romaji = true },
	{ "name_key", .romaji = false },
	{ "former_key", .rare = true },
	{ "former_kana_key", .romaji = true, .rare = true },
	{ "alias_key", .romaji = true, .rare = true },
	{ "latin_key", .rare = true },
};

#define UNSAID "0000-00-00"	/* date_unsaid as the store has it */
#define LOOKED_UP (sizeof(looked_up) / sizeof(*looked_up))

int
person_search_sql(const struct person_search *p, const char *table, const char *column, size_t first, struct buf *sql)
{
	const size_t born = first + p->n - PERSON_SEARCH_BORN;
	int branches = 0;
	size_t i, k;

	if (p->key_count == 0) {
		buf_printf(sql, "SELECT %s FROM %s WHERE born BETWEEN ?%zu AND ?%zu UNION ALL SELECT %s FROM %s"
		    " WHERE born IN (?%zu, ?%zu, ?%zu, ?%zu, ?%zu, ?%zu) AND born NOT BETWEEN ?%zu AND ?%zu", column,
		    table, born + BORN_FROM, born + BORN_TO, column, table, born + BORN_MONTH, born + BORN_YEAR,
		    born + BORN_MONTH_ERA, born + BORN_YEAR_ERA, born + BORN_MONTH_TO, born + BORN_YEAR_TO,
		    born + BORN_FROM, born + BORN_TO);
		return 1;
	}
	for (i = 0; i < LOOKED_UP * p->key_count; i++) {
		const char *key = looked_up[i % LOOKED_UP].key;

		k = i / LOOKED_UP;
		if (p->keys[k].romaji && !looked_up[i % LOOKED_UP].romaji)
			continue;
		buf_printf(sql, "%sSELECT %s FROM %s WHERE %s >= ?%zu AND %s < ?%zu || '\xf4\x8f\xbf\xbf'",
		    branches++ > 0 ? " UNION ALL " : "", column, table, key, first + k, key, first + k);
		if (looked_up[i % LOOKED_UP].rare)
			buf_printf(sql, " AND %s <> ''", key);
		if (p->born[BORN_FROM][0] != '\0')
			buf_printf(sql, " AND (born BETWEEN ?%zu AND ?%zu OR born IN (?%zu, ?%zu, ?%zu, ?%zu, ?%zu,"
			    " ?%zu, '" UNSAID "'))", born + BORN_FROM, born + BORN_TO, born + BORN_MONTH,
			    born + BORN_YEAR, born + BORN_MONTH_ERA, born + BORN_YEAR_ERA, born + BORN_MONTH_TO, born + BORN_YEAR_TO);
	}
	return branches;
}
