/* Takes what was typed apart. A beginning is looked up as a range: LIKE and GLOB don't use the index (measured). */
#include "people/search.h"

#include <string.h>

#include "base/fold.h"
#include "base/text-kana.h"
#include "base/text.h"

static bool
read_born(const char *text, char born[16])
{
	struct date d;

	if (date_parse_partly(text, &d) != ERR_NONE)
		return false;
	date_format_iso(d, born, 16);
	return true;
}

/* A date behind the last blank is taken off. */
static void
take_born(char *text, char born[16])
{
	char *blank = strrchr(text, ' ');

	if (read_born(text, born))
		*text = '\0';
	else if (blank != NULL && read_born(blank + 1, born))
		*blank = '\0';
}

bool
person_search_read(struct person_search *p, const char *text)
{
	char narrow[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1];

	memset(p, 0, sizeof(*p));
	text_narrow(text, narrow, sizeof(narrow));
	take_born(narrow, p->born);
	fold_name(narrow, FOLD_SOUND, p->key, sizeof(p->key));
	if (text_romaji(narrow, kana, sizeof(kana)))
		fold_name(kana, FOLD_SOUND, p->kana, sizeof(p->kana));
	if (p->key[0] != '\0')
		p->values[p->n++] = store_text(p->key);
	if (p->kana[0] != '\0')
		p->values[p->n++] = store_text(p->kana);
	if (p->born[0] != '\0')
		p->values[p->n++] = store_text(p->born);
	return p->n > 0 && (p->key[0] != '\0' || narrow[0] == '\0');
}

int
person_search_sql(const struct person_search *p, const char *table, const char *column, size_t first, struct buf *sql)
{
	static const char *const keys[] = { "kana_key", "name_key", "kana_key" };
	const int branches = p->key[0] == '\0' ? 1 : p->kana[0] == '\0' ? 2 : 3;
	const size_t born = first + p->n - 1;
	int i;

	for (i = 0; i < branches; i++) {
		buf_printf(sql, "%sSELECT %s FROM %s WHERE ", i > 0 ? " UNION ALL " : "", column, table);
		if (p->key[0] != '\0')
			buf_printf(sql, "%s >= ?%zu AND %s < ?%zu || '\xf4\x8f\xbf\xbf'", keys[i], first + (i == 2),
			    keys[i], first + (i == 2));
		if (p->born[0] != '\0')
			buf_printf(sql, "%sborn = ?%zu", p->key[0] != '\0' ? " AND " : "", born);
	}
	return branches;
}
