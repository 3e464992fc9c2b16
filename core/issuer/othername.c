/* Writes a person into otherNames. */
#include "issuer/othername-private.h"

#include <stdio.h>
#include <string.h>

#include "base/era.h"
#include "base/person-name.h"

#define NAME_CHARS 100
#define ADDRESS_CHARS 200
#define BORN_SIZE 40

struct values { struct jis_text name, address; char born[BORN_SIZE], sex[2]; };

static const char sexes[] = { [SEX_MALE] = '1', [SEX_FEMALE] = '2', [SEX_UNKNOWN] = '3' };

/*
 * 1 Meiji, 2 Taisho, 3 Showa, 4 Heisei, 5 Reiwa. 0: unknown; so for a later era, which has no digit published, for an
 * unsaid date, and for a year known alone that saw two, where nobody told which. Parts that nobody knows are zeros.
 */
static enum err
write_born(struct date born, char out[BORN_SIZE])
{
	static const char letters[] = "MTSHR";
	const struct era *era;
	const char *at;

	if (!date_given_soundly(born) && !date_is_unsaid(born))
		return ERR_DATA;
	era = era_of_partly(born);
	at = era != NULL ? strchr(letters, era->letter) : NULL;
	(void)snprintf(out, BORN_SIZE, "%c%04d%02d%02d", at != NULL ? '1' + (int)(at - letters) : '0', born.year,
	    born.month > 0 ? born.month : 0, date_bare(born).day);
	return ERR_NONE;
}

static enum err
write_values(const struct person *p, const struct jis_pairs *agreed, struct values *v)
{
	char spaced[2 * PERSON_NAME_MAX];
	enum err e;

	if ((unsigned)p->sex >= sizeof(sexes) || p->address[0] == '\0')
		return ERR_DATA;
	v->sex[0] = sexes[p->sex];
	v->sex[1] = '\0';
	if ((e = person_name_set(p->name, spaced, sizeof(spaced))) != ERR_NONE ||
	    (e = jis_substitute(spaced, NAME_CHARS, agreed, &v->name)) != ERR_NONE ||
	    (e = jis_substitute(p->address, ADDRESS_CHARS, agreed, &v->address)) != ERR_NONE)
		return e;
	return write_born(p->born, v->born);
}

enum err
othername_check(const struct person *p, const struct jis_pairs *agreed)
{
	struct values v;

	return write_values(p, agreed, &v);
}

static GENERAL_NAME *
make_one(const char *oid, const char *value)
{
	GENERAL_NAME *name = GENERAL_NAME_new();
	ASN1_OBJECT *type = OBJ_txt2obj(oid, 1);
	ASN1_TYPE *any = ASN1_TYPE_new();
	ASN1_UTF8STRING *s = ASN1_UTF8STRING_new();

	if (name != NULL && type != NULL && any != NULL && s != NULL && ASN1_STRING_set(s, value, -1) == 1) {
		ASN1_TYPE_set(any, V_ASN1_UTF8STRING, s);
		s = NULL;
		if (GENERAL_NAME_set0_othername(name, type, any) == 1)
			return name;
	}
	ASN1_UTF8STRING_free(s);
	ASN1_TYPE_free(any);
	ASN1_OBJECT_free(type);
	GENERAL_NAME_free(name);
	return NULL;
}

GENERAL_NAMES *
othername_make(const struct person *p, const struct jis_pairs *agreed)
{
	struct values v;
	const struct { const char *oid, *value; } names[OTHERNAME_COUNT] = {
		{ "1.2.392.200149.8.5.5.1", v.name.text },
		{ "1.2.392.200149.8.5.5.4", v.born },
		{ "1.2.392.200149.8.5.5.3", v.sex },
		{ "1.2.392.200149.8.5.5.5", v.address.text },
		{ "1.2.392.200149.8.5.5.2", v.name.marks },
		{ "1.2.392.200149.8.5.5.6", v.address.marks },
	};
	GENERAL_NAMES *all;
	size_t i;

	if (write_values(p, agreed, &v) != ERR_NONE || (all = GENERAL_NAMES_new()) == NULL)
		return NULL;
	for (i = 0; i < OTHERNAME_COUNT; i++) {
		GENERAL_NAME *one = make_one(names[i].oid, names[i].value);

		if (one == NULL || sk_GENERAL_NAME_push(all, one) == 0) {
			GENERAL_NAME_free(one);
			GENERAL_NAMES_free(all);
			return NULL;
		}
	}
	return all;
}
