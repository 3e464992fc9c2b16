/* Reads the six otherNames of a signature certificate; whatever isn't one of them is passed over. */
#include "card/cert-holder.h"

#include <openssl/objects.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "base/person-name.h"
#include "base/text-gate.h"
#include "base/text.h"

#define UNDER "1.2.392.200149.8.5.5."

/* An ASN.1 string ends nowhere but at its length. */
static bool
made_of(const char *value, size_t len, const char *signs)
{
	size_t i;

	for (i = 0; i < len && value[i] != '\0' && strchr(signs, value[i]) != NULL; i++)
		;
	return i == len;
}

static void
take_text(const char *value, size_t len, char *out, size_t size)
{
	if (len < size)
		text_mend(value, len, out, size);
}

/* 0 and 1 alone, and no more of them than characters may be. */
static void
take_marks(const char *value, size_t len, char *out, size_t size)
{
	if (len >= size || !made_of(value, len, "01"))
		return;
	memcpy(out, value, len);
	out[len] = '\0';
}

/* A digit for the era, which the year doesn't need, then YYYYMMDD; zeros for what nobody knows. */
static void
take_born(const char *value, size_t len, struct date *out)
{
	struct date d = { 0, 0, 0 };
	size_t i;

	if (len != 9 || !made_of(value, len, "0123456789"))
		return;
	for (i = 1; i < 5; i++)
		d.year = d.year * 10 + value[i] - '0';
	d.month = (value[5] - '0') * 10 + value[6] - '0';
	d.day = (value[7] - '0') * 10 + value[8] - '0';
	if (d.year > 0 && date_given_soundly(d))
		*out = d;
}

static void
take_sex(const char *value, size_t len, enum sex *out)
{
	if (len == 1 && (*value == '1' || *value == '2'))
		*out = *value == '1' ? SEX_MALE : SEX_FEMALE;
}

static void
take(struct cert_holder *h, const char *oid, const char *value, size_t len)
{
	struct person *p = &h->person;

	if (strncmp(oid, UNDER, sizeof(UNDER) - 1) != 0 || oid[sizeof(UNDER) - 1] == '\0' || oid[sizeof(UNDER)] != '\0')
		return;
	switch (oid[sizeof(UNDER) - 1]) {
	case '1':
		take_text(value, len, h->name, sizeof(h->name));
		break;
	case '2':
		take_marks(value, len, h->name_marks, sizeof(h->name_marks));
		break;
	case '3':
		take_sex(value, len, &p->sex);
		break;
	case '4':
		take_born(value, len, &p->born);
		break;
	case '5':
		take_text(value, len, p->address, sizeof(p->address));
		break;
	case '6':
		take_marks(value, len, h->address_marks, sizeof(h->address_marks));
		break;
	default:
		break;
	}
}

static void
take_names(const GENERAL_NAMES *all, struct cert_holder *h)
{
	ASN1_OBJECT *type;
	ASN1_TYPE *any;
	char oid[80];
	int i;

	for (i = 0; i < sk_GENERAL_NAME_num(all); i++) {
		if (GENERAL_NAME_get0_otherName(sk_GENERAL_NAME_value(all, i), &type, &any) != 1 ||
		    any->type != V_ASN1_UTF8STRING || OBJ_obj2txt(oid, sizeof(oid), type, 1) <= 0)
			continue;
		take(h, oid, (const char *)ASN1_STRING_get0_data(any->value.utf8string),
		    (size_t)ASN1_STRING_length(any->value.utf8string));
	}
}

bool
cert_read_holder(const struct cert *c, struct cert_holder *h)
{
	const unsigned char *p = c->der;
	GENERAL_NAMES *all = NULL;
	X509 *x;

	memset(h, 0, sizeof(*h));
	h->person.source = PERSON_CARD;
	if ((x = d2i_X509(NULL, &p, (long)c->len)) != NULL)
		all = X509_get_ext_d2i(x, NID_subject_alt_name, NULL, NULL);
	take_names(all, h);
	GENERAL_NAMES_free(all);
	X509_free(x);
	memcpy(h->person.name, h->name, sizeof(h->person.name));
	person_name_part(&h->person);
	return h->name[0] != '\0' || h->person.address[0] != '\0' || date_told(h->person.born);
}
