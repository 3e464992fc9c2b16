/* Reads a case from its row. What the store hands out is from outside: bounded and checked. */
#include "case/row-private.h"

#include <string.h>

enum {
	NUMBER, STATE, PROCEDURE, CERTIFICATES, PINS, FACTS, DECISION, OUTCOME, PROFILE, CARD, CLAIMED_BY, OPENED,
	CHANGED, NAME, KANA, ADDRESS, POSTCODE, BORN, SEX, SOURCE, PROXY_NAME, PROXY_ADDRESS, PROXY_RELATION, VISITED,
	SHEET, SECOND_NEEDED, WORKED_BY, SECONDED_BY, FEE, FORMER, FORMER_KANA, ALIAS, LATIN,
	LETTER, COLUMN_COUNT
};

static bool
read_person(const struct store_value *v, struct person *p)
{
	int64_t sex = store_as_int(&v[SEX]);

	if (v[NAME].type == STORE_NULL)
		return true;	/* nothing is known, or it was erased */
	if (sex < SEX_UNKNOWN || sex > SEX_FEMALE)
		return false;
	p->sex = (enum sex)sex;
	p->source = person_source_by_code(store_as_text(&v[SOURCE]));
	if (v[BORN].len > 0 && date_parse_partly(store_as_text(&v[BORN]), &p->born) != ERR_NONE)
		return false;
	return store_read_text(&v[NAME], p->name, sizeof(p->name)) && store_read_text(&v[KANA], p->kana, sizeof(p->kana)) &&
	    store_read_text(&v[ADDRESS], p->address, sizeof(p->address)) &&
	    store_read_text(&v[POSTCODE], p->postcode, sizeof(p->postcode)) &&
	    store_read_text(&v[FORMER], p->former, sizeof(p->former)) &&
	    store_read_text(&v[FORMER_KANA], p->former_kana, sizeof(p->former_kana)) &&
	    store_read_text(&v[ALIAS], p->alias, sizeof(p->alias)) &&
	    store_read_text(&v[LATIN], p->latin, sizeof(p->latin));
}

bool
case_row_read(const struct store_value *v, size_t n, struct case_file *f)
{
	memset(f, 0, sizeof(*f));
	if (n != COLUMN_COUNT)
		return false;
	f->state = flow_state_by_code(store_as_text(&v[STATE]));
	f->certificates = (unsigned)store_as_int(&v[CERTIFICATES]);
	f->pins = (unsigned)store_as_int(&v[PINS]);
	f->fee = store_as_int(&v[FEE]);
	f->letter = store_as_int(&v[LETTER]) != 0;
	f->sheet = store_as_int(&v[SHEET]) != 0;
	f->second.needed = store_as_int(&v[SECOND_NEEDED]) != 0;
	/* A case of the first version has none yet. */
	if (moment_parse(store_as_text(&v[v[VISITED].len > 0 ? VISITED : OPENED]), &f->visited) != ERR_NONE)
		return false;
	return f->state != CASE_STATE_COUNT && store_read_text(&v[NUMBER], f->number, sizeof(f->number)) &&
	    store_read_text(&v[PROCEDURE], f->procedure, sizeof(f->procedure)) &&
	    store_read_text(&v[FACTS], f->facts, sizeof(f->facts)) &&
	    store_read_text(&v[DECISION], f->decision, sizeof(f->decision)) &&
	    store_read_text(&v[OUTCOME], f->outcome, sizeof(f->outcome)) &&
	    store_read_text(&v[PROFILE], f->profile_hash, sizeof(f->profile_hash)) &&
	    store_read_text(&v[CARD], f->card, sizeof(f->card)) &&
	    store_read_text(&v[CLAIMED_BY], f->claimed_by, sizeof(f->claimed_by)) &&
	    moment_parse(store_as_text(&v[OPENED]), &f->opened) == ERR_NONE &&
	    moment_parse(store_as_text(&v[CHANGED]), &f->changed) == ERR_NONE && read_person(v, &f->person) &&
	    store_read_text(&v[PROXY_NAME], f->proxy.name, sizeof(f->proxy.name)) &&
	    store_read_text(&v[PROXY_ADDRESS], f->proxy.address, sizeof(f->proxy.address)) &&
	    store_read_text(&v[PROXY_RELATION], f->proxy.relation, sizeof(f->proxy.relation)) &&
	    store_read_text(&v[WORKED_BY], f->second.worked_by, sizeof(f->second.worked_by)) &&
	    store_read_text(&v[SECONDED_BY], f->second.by, sizeof(f->second.by));
}

bool
case_fact(const char *facts, enum fact f, char *out, size_t size)
{
	const char *key = fact_info(f)->key, *line, *end;
	const size_t n = strlen(key);
	size_t len;

	out[0] = '\0';
	for (line = facts; *line != '\0'; line = end + (*end == '\n')) {
		end = line + strcspn(line, "\n");
		if (strncmp(line, key, n) != 0 || line[n] != '=')
			continue;
		len = (size_t)(end - line) - n - 1;
		if (len >= size)
			return false;
		memcpy(out, line + n + 1, len);
		out[len] = '\0';
		return true;
	}
	return false;
}
