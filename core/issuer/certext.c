/* Makes each extension from OpenSSL's own structures: its configuration language would write Japanese as Latin-1. */
#include "issuer/certext.h"

#include <openssl/objects.h>

#include "issuer/certname-private.h"
#include "issuer/othername-private.h"

/* What an extension is made from; req is NULL for a CA's own. */
struct source { const struct certreq_ca *ca; const struct cert_request *req; };

static bool
add(X509 *x, int nid, void *value, bool critical)
{
	return value != NULL && X509_add1_ext_i2d(x, nid, value, critical, X509V3_ADD_DEFAULT) == 1;
}

/* Takes name over. */
static GENERAL_NAMES *
directory_names(X509_NAME *name)
{
	GENERAL_NAMES *all = GENERAL_NAMES_new();
	GENERAL_NAME *one = GENERAL_NAME_new();

	if (name == NULL || all == NULL || one == NULL || sk_GENERAL_NAME_push(all, one) == 0) {
		X509_NAME_free(name);
		GENERAL_NAME_free(one);
		GENERAL_NAMES_free(all);
		return NULL;
	}
	GENERAL_NAME_set0_value(one, GEN_DIRNAME, name);
	return all;
}

AUTHORITY_KEYID *
certext_authority_key(const struct certreq_ca *ca, bool with_name)
{
	const ASN1_OCTET_STRING *id = X509_get0_subject_key_id(ca->cert);
	AUTHORITY_KEYID *key = AUTHORITY_KEYID_new();

	if (id == NULL || key == NULL || (key->keyid = ASN1_OCTET_STRING_dup(id)) == NULL)
		goto fail;
	if (!with_name)
		return key;
	key->issuer = directory_names(X509_NAME_dup(X509_get_issuer_name(ca->cert)));
	key->serial = ASN1_INTEGER_dup(X509_get0_serialNumber(ca->cert));
	if (key->issuer != NULL && key->serial != NULL)
		return key;
fail:
	AUTHORITY_KEYID_free(key);
	return NULL;
}

static bool
add_authority_key(X509 *x, const struct source *from)
{
	AUTHORITY_KEYID *key = certext_authority_key(from->ca, true);
	bool ok = add(x, NID_authority_key_identifier, key, false);

	AUTHORITY_KEYID_free(key);
	return ok;
}

/* A named bit list: its trailing zeros are left off, as DER wants. Bits by RFC 5280, 4.2.1.3. */
static bool
add_bits(X509 *x, int one, int two)
{
	ASN1_BIT_STRING *bits = ASN1_BIT_STRING_new();
	bool ok = bits != NULL && ASN1_BIT_STRING_set_bit(bits, one, 1) == 1 && ASN1_BIT_STRING_set_bit(bits, two, 1) == 1 &&
	    add(x, NID_key_usage, bits, true);

	ASN1_BIT_STRING_free(bits);
	return ok;
}

static bool
add_usage(X509 *x, const struct source *from)
{
	enum { DIGITAL_SIGNATURE = 0, NON_REPUDIATION = 1 };

	return add_bits(x, DIGITAL_SIGNATURE, from->req->kind == CERT_SIGN ? NON_REPUDIATION : DIGITAL_SIGNATURE);
}

static bool
add_ca_usage(X509 *x, const struct source *from)
{
	enum { KEY_CERT_SIGN = 5, CRL_SIGN = 6 };

	(void)from;
	return add_bits(x, KEY_CERT_SIGN, CRL_SIGN);
}

static bool
add_names(X509 *x, int nid, GENERAL_NAMES *names)
{
	bool ok = add(x, nid, names, false);

	GENERAL_NAMES_free(names);
	return ok;
}

static bool
add_person(X509 *x, const struct source *from)
{
	const struct cert_request *req = from->req;

	return req->kind != CERT_SIGN ||
	    add_names(x, NID_subject_alt_name, othername_make(&req->person, req->agreed));
}

static bool
add_issuer_name(X509 *x, const struct source *from)
{
	return add_names(x, NID_issuer_alt_name, directory_names(certname_organisation(from->ca->name)));
}

static bool
add_organisation(X509 *x, const struct source *from)
{
	return add_names(x, NID_subject_alt_name, directory_names(certname_organisation(from->ca->name)));
}

/* A directory name and no address: the list goes to those who are entitled to it (公的個人認証法 art. 17). */
static bool
add_point(X509 *x, X509_NAME *name)
{
	CRL_DIST_POINTS *points = CRL_DIST_POINTS_new();
	DIST_POINT *point = DIST_POINT_new();
	GENERAL_NAMES *names = directory_names(name);
	bool ok = false;

	if (points == NULL || point == NULL || names == NULL || (point->distpoint = DIST_POINT_NAME_new()) == NULL)
		goto out;
	point->distpoint->type = 0;
	point->distpoint->name.fullname = names;
	names = NULL;
	if (sk_DIST_POINT_push(points, point) == 0)
		goto out;
	point = NULL;
	ok = add(x, NID_crl_distribution_points, points, false);
out:
	GENERAL_NAMES_free(names);
	DIST_POINT_free(point);
	CRL_DIST_POINTS_free(points);
	return ok;
}

static bool
add_crl_point(X509 *x, const struct source *from)
{
	return add_point(x, certname_crl_point(from->req->kind, from->ca->name, from->req->city_code));
}

static bool
add_ca_crl_point(X509 *x, const struct source *from)
{
	return add_point(x, certname_authority(from->ca->kind, from->ca->name));
}

static bool
add_policy(X509 *x, const struct source *from)
{
	const char *oid = from->req->kind == CERT_SIGN ? CERTREQ_POLICY_SIGN : CERTREQ_POLICY_AUTH;
	CERTIFICATEPOLICIES *policies = CERTIFICATEPOLICIES_new();
	POLICYINFO *policy = POLICYINFO_new();
	bool ok = false;

	if (policies == NULL || policy == NULL || (policy->policyid = OBJ_txt2obj(oid, 1)) == NULL ||
	    sk_POLICYINFO_push(policies, policy) == 0)
		goto out;
	policy = NULL;
	ok = add(x, NID_certificate_policies, policies, true);
out:
	POLICYINFO_free(policy);
	CERTIFICATEPOLICIES_free(policies);
	return ok;
}

static bool
add_basic(X509 *x, const struct source *from)
{
	BASIC_CONSTRAINTS *basic = BASIC_CONSTRAINTS_new();
	bool ok;

	(void)from;
	if (basic != NULL)
		basic->ca = 1;
	ok = add(x, NID_basic_constraints, basic, true);
	BASIC_CONSTRAINTS_free(basic);
	return ok;
}

/* SHA-1 of the public key is a name here and protects nothing. Source: RFC 5280, 4.2.1.2 (1). */
static bool
add_subject_key(X509 *x, const struct source *from)
{
	ASN1_OCTET_STRING *id = ASN1_OCTET_STRING_new();
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned int len = 0;
	bool ok;

	(void)from;
	ok = id != NULL && X509_pubkey_digest(x, EVP_sha1(), hash, &len) == 1 &&
	    ASN1_OCTET_STRING_set(id, hash, (int)len) == 1 && add(x, NID_subject_key_identifier, id, false);
	ASN1_OCTET_STRING_free(id);
	return ok;
}

typedef bool adder(X509 *, const struct source *);

static adder *const holder_order[] = {
	add_authority_key, add_usage, add_person, add_issuer_name, add_crl_point, add_policy, add_subject_key, NULL,
};

static adder *const authority_order[] = {
	add_ca_usage, add_organisation, add_basic, add_ca_crl_point, add_subject_key, NULL,
};

static bool
add_all(X509 *x, adder *const order[], const struct source *from)
{
	for (; *order != NULL; order++)
		if (!(*order)(x, from))
			return false;
	return true;
}

bool
certext_add(X509 *x, const struct certreq_ca *ca, const struct cert_request *req)
{
	return add_all(x, holder_order, &(struct source){ ca, req });
}

bool
certext_add_authority(X509 *x, const struct certreq_ca *ca)
{
	return add_all(x, authority_order, &(struct source){ ca, NULL });
}
