/* One certificate, one CA certificate: signature, names, dates, purpose. */
#include "card/chain.h"

#include <openssl/objects.h>
#include <openssl/x509v3.h>
#include <string.h>

static const char *const codes[] = {
	[CHAIN_SOUND] = "sound", [CHAIN_BROKEN] = "broken", [CHAIN_CA_BROKEN] = "ca-broken",
	[CHAIN_CA_DATES] = "ca-dates", [CHAIN_NAME] = "name", [CHAIN_SIGNATURE] = "signature",
	[CHAIN_OTHER_KIND] = "other-kind",
};
_Static_assert(sizeof(codes) / sizeof(*codes) == CHAIN_FAULT_COUNT, "a fault of a chain has no code");

/* The public service's policies and those of its test cards; practice cards have their own. Source: sources(7) C6. */
static const struct { enum cert_kind kind; const char *oid; } policies[] = {
	{ CERT_SIGN, "1.2.392.200149.8.5.1.1.20" }, { CERT_SIGN, "1.2.392.200149.8.5.1.0.20" },
	{ CERT_AUTH, "1.2.392.200149.8.5.1.3.30" },
	{ CERT_SIGN, "2.999.1764.1" }, { CERT_AUTH, "2.999.1764.2" },
};

/* One whole certificate with nothing behind it; NULL when it isn't. */
static X509 *
parse(const struct cert *c)
{
	const unsigned char *p = c->der;
	struct cert_info info;
	X509 *x;

	if (cert_parse(c, &info) != ERR_NONE || (x = d2i_X509(NULL, &p, (long)c->len)) == NULL)
		return NULL;
	if ((X509_get_extension_flags(x) & EXFLAG_INVALID) != 0) {
		X509_free(x);
		return NULL;
	}
	return x;
}

static bool
is_ca(X509 *ca)
{
	return X509_check_ca(ca) == 1 && (X509_get_key_usage(ca) & KU_KEY_CERT_SIGN) != 0 &&
	    X509_NAME_cmp(X509_get_subject_name(ca), X509_get_issuer_name(ca)) == 0 &&
	    X509_verify(ca, X509_get0_pubkey(ca)) == 1;
}

static bool
in_term(const struct cert *ca, struct moment at)
{
	struct cert_info info;

	return cert_parse(ca, &info) == ERR_NONE && moment_compare(info.not_before, at) <= 0 &&
	    moment_compare(at, info.not_after) <= 0;
}

/* All generations of the authority have one name: the key's identifier tells them apart. */
static bool
is_issuer(X509 *x, X509 *ca)
{
	const ASN1_OCTET_STRING *wanted = X509_get0_authority_key_id(x), *has = X509_get0_subject_key_id(ca);

	return X509_NAME_cmp(X509_get_issuer_name(x), X509_get_subject_name(ca)) == 0 &&
	    (wanted == NULL || has == NULL || ASN1_OCTET_STRING_cmp(wanted, has) == 0);
}

static bool
is_policy_of(enum cert_kind kind, const char *oid)
{
	size_t i;

	for (i = 0; i < sizeof(policies) / sizeof(*policies); i++)
		if (policies[i].kind == kind && strcmp(policies[i].oid, oid) == 0)
			return true;
	return false;
}

static bool
has_policy(const X509 *x, enum cert_kind kind)
{
	CERTIFICATEPOLICIES *all = X509_get_ext_d2i(x, NID_certificate_policies, NULL, NULL);
	bool found = false;
	char oid[80];
	int i;

	for (i = 0; i < sk_POLICYINFO_num(all); i++)
		found |= OBJ_obj2txt(oid, sizeof(oid), sk_POLICYINFO_value(all, i)->policyid, 1) > 0 &&
		    is_policy_of(kind, oid);
	CERTIFICATEPOLICIES_free(all);
	return found;
}

/* Who signs can't deny it; who logs in need not. */
static bool
is_kind(X509 *x, enum cert_kind kind)
{
	const uint32_t usage = X509_get_key_usage(x);
	const bool binds = (usage & KU_NON_REPUDIATION) != 0;

	return usage != UINT32_MAX && (usage & KU_DIGITAL_SIGNATURE) != 0 && binds == (kind == CERT_SIGN) &&
	    X509_check_ca(x) != 1 && has_policy(x, kind);
}

static enum chain_fault
check(X509 *x, X509 *ca, enum cert_kind kind)
{
	if ((X509_get_extension_flags(x) & EXFLAG_CRITICAL) != 0)
		return CHAIN_BROKEN;
	if (!is_issuer(x, ca))
		return CHAIN_NAME;
	if (X509_verify(x, X509_get0_pubkey(ca)) != 1)
		return CHAIN_SIGNATURE;
	return is_kind(x, kind) ? CHAIN_SOUND : CHAIN_OTHER_KIND;
}

enum chain_fault
chain_check(const struct cert *c, const struct cert *ca, enum cert_kind kind, struct moment at)
{
	X509 *x = parse(c), *y = parse(ca);
	enum chain_fault fault;

	if (x == NULL)
		fault = CHAIN_BROKEN;
	else if (y == NULL || !is_ca(y))
		fault = CHAIN_CA_BROKEN;
	else if (!in_term(ca, at))
		fault = CHAIN_CA_DATES;
	else
		fault = check(x, y, kind);
	X509_free(x);
	X509_free(y);
	return fault;
}

const char *
chain_code(enum chain_fault f)
{
	return codes[(unsigned)f < CHAIN_FAULT_COUNT ? f : CHAIN_BROKEN];
}
