/* Makes distinguished names from tables of their parts. */
#include "issuer/certname-private.h"

#include <openssl/objects.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

#define PARTS_MAX 6
#define OPAQUE 8	/* random octets in the subject of an authentication certificate, which names nobody */

struct part { int nid; const char *value; };

static const char *const units[CERT_COUNT] = {
	[CERT_SIGN] = "CA for digital signature",
	[CERT_AUTH] = "CA for user authentication",
};

/* By the first two digits of the municipality's code. Source: JIS X 0401. */
static const char *const prefectures[] = {
	"Japan",	/* of 00000 alone: practice that belongs to no municipality */
	"Hokkaido", "Aomori-ken", "Iwate-ken", "Miyagi-ken", "Akita-ken", "Yamagata-ken", "Fukushima-ken", "Ibaraki-ken",
	"Tochigi-ken", "Gunma-ken", "Saitama-ken", "Chiba-ken", "Tokyo-to", "Kanagawa-ken", "Niigata-ken", "Toyama-ken",
	"Ishikawa-ken", "Fukui-ken", "Yamanashi-ken", "Nagano-ken", "Gifu-ken", "Shizuoka-ken", "Aichi-ken", "Mie-ken",
	"Shiga-ken", "Kyoto-fu", "Osaka-fu", "Hyogo-ken", "Nara-ken", "Wakayama-ken", "Tottori-ken", "Shimane-ken",
	"Okayama-ken", "Hiroshima-ken", "Yamaguchi-ken", "Tokushima-ken", "Kagawa-ken", "Ehime-ken", "Kochi-ken",
	"Fukuoka-ken", "Saga-ken", "Nagasaki-ken", "Kumamoto-ken", "Oita-ken", "Miyazaki-ken", "Kagoshima-ken", "Okinawa-ken",
};

static unsigned
prefecture_number(const char *code)
{
	return (unsigned)(code[0] - '0') * 10 + (unsigned)(code[1] - '0');
}

bool
certname_city_code(const char *code)
{
	return strlen(code) == 5 && strspn(code, "0123456789") == 5 &&
	    prefecture_number(code) < sizeof(prefectures) / sizeof(*prefectures) &&
	    (prefecture_number(code) != 0 || strcmp(code, "00000") == 0);
}

static const char *
prefecture(const char *code)
{
	return certname_city_code(code) ? prefectures[prefecture_number(code)] : NULL;
}

static X509_NAME *
make(const struct part *parts, size_t n)
{
	X509_NAME *name = X509_NAME_new();
	size_t i;

	for (i = 0; i < n && name != NULL; i++) {
		int type = parts[i].nid == NID_countryName ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING;

		if (parts[i].value == NULL || X509_NAME_add_entry_by_NID(name, parts[i].nid, type,
		    (const unsigned char *)parts[i].value, -1, -1, 0) != 1) {
			X509_NAME_free(name);
			return NULL;
		}
	}
	return name;
}

X509_NAME *
certname_authority(enum cert_kind kind, const char *ca)
{
	const struct part parts[] = {
		{ NID_countryName, "JP" },
		{ NID_organizationName, ca },
		{ NID_organizationalUnitName, units[kind] },
	};

	return make(parts, sizeof(parts) / sizeof(*parts));
}

X509_NAME *
certname_organisation(const char *ca)
{
	const struct part parts[] = { { NID_countryName, "JP" }, { NID_organizationName, ca } };

	return make(parts, sizeof(parts) / sizeof(*parts));
}

X509_NAME *
certname_crl_point(enum cert_kind kind, const char *ca, const char *city_code)
{
	char point[32];
	const struct part parts[] = {
		{ NID_countryName, "JP" },
		{ NID_organizationName, ca },
		{ NID_organizationalUnitName, units[kind] },
		{ NID_organizationalUnitName, "CRL Distribution Points" },
		{ NID_organizationalUnitName, prefecture(city_code) },
		{ NID_commonName, point },
	};

	(void)snprintf(point, sizeof(point), "%s CRLDP", city_code);
	return make(parts, sizeof(parts) / sizeof(*parts));
}

/* The moment of the request, a number in sequence and the counter. */
static X509_NAME *
subject_sign(const struct cert_request *req, unsigned sequence)
{
	const struct moment *at = &req->at;
	char cn[64];
	const struct part parts[] = {
		{ NID_countryName, "JP" },
		{ NID_localityName, prefecture(req->city_code) },
		{ NID_localityName, req->city_code },
		{ NID_commonName, cn },
	};

	(void)snprintf(cn, sizeof(cn), "%04d%02d%02d%02d%02d%02d%05u%s", at->date.year, at->date.month, at->date.day,
	    at->hour, at->minute, at->second, sequence % 100000, req->counter);
	return make(parts, sizeof(parts) / sizeof(*parts));
}

static X509_NAME *
subject_auth(const struct cert_request *req)
{
	unsigned char random[OPAQUE];
	char hex[2 * OPAQUE + 1], cn[64];
	const struct part parts[] = { { NID_countryName, "JP" }, { NID_commonName, cn } };

	if (RAND_bytes(random, sizeof(random)) != 1)
		return NULL;
	cert_hex(random, sizeof(random), hex, sizeof(hex));
	(void)snprintf(cn, sizeof(cn), "%s%s", hex, req->city_code);
	return make(parts, sizeof(parts) / sizeof(*parts));
}

X509_NAME *
certname_subject(const struct cert_request *req, unsigned sequence)
{
	return req->kind == CERT_SIGN ? subject_sign(req, sequence) : subject_auth(req);
}
