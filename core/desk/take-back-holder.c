/* What the terminal has certified of its holder, held against the case: name, address, birth date, sex, substitutes. */
#include "desk/take-back-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/person-name.h"
#include "card/cert-holder.h"
#include "case/certified.h"
#include "case/consent.h"
#include "people/compare.h"

/* What is too long for a certificate was refused before. */
static void
copy(char *out, size_t size, const char *text)
{
	const size_t len = strlen(text);

	if (len < size)
		memcpy(out, text, len + 1);
}

/* As certificates write the case's person: all names as one, with what the holder agreed to. */
static enum err
expect(struct taking *t, struct certified *as, struct person *out)
{
	const struct name_form form = t->desk->profile != NULL ? profile_name_form(t->desk->profile) :
	    person_name_usual;
	struct case_consent *consent = malloc(sizeof(*consent));
	enum err e;

	if (consent == NULL)
		return ERR_MEMORY;
	if ((e = case_consent(t->desk->store, &t->file, consent)) == ERR_NONE)
		e = certified_as(&t->file.person, NULL, &form, &consent->pairs, as);
	free(consent);
	*out = t->file.person;
	if (e != ERR_NONE)
		return e;
	copy(out->name, sizeof(out->name), as->name.text);
	copy(out->address, sizeof(out->address), as->address.text);
	out->former[0] = out->former_kana[0] = out->alias[0] = out->latin[0] = out->kana[0] = out->postcode[0] = '\0';
	person_name_part(out);
	return ERR_NONE;
}

/* The same text is the same, 〓 that was agreed to among it; what nobody can compare isn't. */
static enum person_verdict
text_verdict(const struct jis_text *wanted, const char *text, const char *marks, enum person_verdict v)
{
	const bool marked = strcmp(wanted->marks, marks) == 0 || marks[0] == '\0';

	if (wanted->text[0] == '\0' || text[0] == '\0')
		return v;
	if (strcmp(wanted->text, text) == 0)
		return marked ? PERSON_SAME : PERSON_OTHERWISE;
	return v == PERSON_UNREAD ? PERSON_DIFFERENT : v;
}

static void
judge(const struct certified *as, const struct cert_holder *h, struct desk_said *s)
{
	static const enum person_field names[] = { PERSON_FORMER, PERSON_ALIAS, PERSON_LATIN };
	enum person_verdict *v = s->verdict;
	size_t i;

	person_compare(&s->wanted, &s->said, v);
	v[PERSON_NAME] = text_verdict(&as->name, h->name, h->name_marks, v[PERSON_NAME]);
	v[PERSON_ADDRESS] = text_verdict(&as->address, h->person.address, h->address_marks, v[PERSON_ADDRESS]);
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(as->name.text, h->name) != 0 && (v[names[i]] == PERSON_ONE_SIDED ||
		    v[names[i]] == PERSON_UNREAD))
			v[names[i]] = PERSON_DIFFERENT;
}

enum err
take_back_holder(struct taking *t, const struct cert *cert)
{
	struct desk_said *s = &t->out->proof.said;
	struct cert_holder *h = malloc(sizeof(*h));
	struct certified *as = malloc(sizeof(*as));
	enum err e = h != NULL && as != NULL ? ERR_NONE : ERR_MEMORY;
	unsigned f;

	memset(s, 0, sizeof(*s));
	if (e == ERR_NONE && cert_read_holder(cert, h) && (e = expect(t, as, &s->wanted)) == ERR_NONE) {
		s->told = true;
		s->said = h->person;
		judge(as, h, s);
		for (f = 0; f < PERSON_FIELD_COUNT; f++)
			t->out->seen.certs[CERT_SIGN].says_other |= s->verdict[f] == PERSON_DIFFERENT;
	}
	free(as);
	free(h);
	return e;
}
