/* Judges a request, then makes its certificate and signs it. */
#include "issuer/certreq.h"

#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <string.h>
#include <time.h>

#include "issuer/certext.h"
#include "issuer/certname-private.h"
#include "issuer/othername-private.h"
#include "base/text.h"

#define BITS 2048		/* 公的個人認証法施行規則 art. 2: RSA of 2048 bits or more; cards in use have just these */
#define CURVE "secp384r1"	/* of the next card, as announced (sources(7) C6) */
#define CURVE_SPKI 120		/* octets: named curve, point not compressed, the one form that is taken */
#define MONTHS_BEFORE 120	/* the CA's own term, around the day it is made */
#define MONTHS_AFTER 240

enum err
certreq_serial(unsigned char serial[CERTREQ_SERIAL])
{
	if (RAND_bytes(serial, CERTREQ_SERIAL) != 1)
		return ERR_CRYPTO;
	serial[0] = (serial[0] & 0x3f) | 0x40;
	return ERR_NONE;
}

/* DER can write a key in one way only; another would give one key two ids. */
static EVP_PKEY *
read_key(const struct cert_request *req)
{
	const unsigned char *p = req->spki;
	unsigned char *again = NULL;
	EVP_PKEY *key = NULL;
	int len;

	if (req->spki_len == 0 || req->spki_len > ISSUER_SPKI_MAX || (key = d2i_PUBKEY(NULL, &p, (long)req->spki_len)) == NULL)
		return NULL;
	len = i2d_PUBKEY(key, &again);
	if (len < 0 || (size_t)len != req->spki_len || memcmp(again, req->spki, req->spki_len) != 0) {
		EVP_PKEY_free(key);
		key = NULL;
	}
	OPENSSL_free(again);
	return key;
}

static bool
usual_rsa(const EVP_PKEY *key)
{
	BIGNUM *e = NULL;
	const bool ok = EVP_PKEY_get_id(key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) == BITS &&
	    EVP_PKEY_get_bn_param(key, "e", &e) == 1 && BN_is_word(e, RSA_F4);

	BN_free(e);
	return ok;
}

static bool
usual_curve(const EVP_PKEY *key, size_t spki_len)
{
	char name[sizeof(CURVE)] = "";

	return EVP_PKEY_get_id(key) == EVP_PKEY_EC && spki_len == CURVE_SPKI &&
	    EVP_PKEY_get_group_name(key, name, sizeof(name), NULL) == 1 && strcmp(name, CURVE) == 0;
}

static bool
strong_key(const struct cert_request *req)
{
	EVP_PKEY *key = read_key(req);
	EVP_PKEY_CTX *ctx = NULL;
	const bool ok = key != NULL && (usual_rsa(key) || usual_curve(key, req->spki_len)) &&
	    (ctx = EVP_PKEY_CTX_new(key, NULL)) != NULL && EVP_PKEY_public_check(ctx) == 1;

	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(key);
	return ok;
}

static bool
id_of_key(const struct cert_request *req)
{
	unsigned char hash[CERT_HASH];

	return req->spki_len <= ISSUER_SPKI_MAX && cert_hash(req->spki, req->spki_len, hash) == ERR_NONE &&
	    memcmp(hash, req->id, CERT_HASH) == 0;
}

/* The last day runs to its end in Japan. */
static int64_t
last_second(struct date day)
{
	return moment_to_unix((struct moment){ day, 23, 59, 59 });
}

static bool
term_allowed(const struct cert_request *req, const struct certreq_ca *ca)
{
	const struct date from = req->at.date, to = req->expires;
	time_t end;

	if (!date_valid(from) || !date_valid(to) || req->at.hour < 0 || req->at.hour > 23 || req->at.minute < 0 ||
	    req->at.minute > 59 || req->at.second < 0 || req->at.second > 59)
		return false;
	end = (time_t)last_second(to);
	return date_compare(from, to) <= 0 && date_compare(to, date_add_months(from, CERTREQ_MONTHS)) <= 0 &&
	    X509_cmp_time(X509_get0_notAfter(ca->cert), &end) > 0;
}

static bool
subject_allowed(const struct cert_request *req)
{
	size_t len = strnlen(req->counter, sizeof(req->counter));

	if (memchr(req->city_code, '\0', sizeof(req->city_code)) == NULL || !certname_city_code(req->city_code))
		return false;
	return req->kind != CERT_SIGN || (len < sizeof(req->counter) && text_valid(req->counter, len));
}

const char *
certreq_refusal(const struct certreq_ca *ca, const struct cert_request *req)
{
	enum err e;

	if (!id_of_key(req))
		return "申請の番号が公開鍵と合いません";
	if (!strong_key(req))
		return "公開鍵が RSA 2048 ビットでも P-384 でもないか、弱い鍵です";
	if (!term_allowed(req, ca))
		return "有効期間が認められる範囲にありません";
	if (!subject_allowed(req))
		return "市区町村コードか受付窓口の記号が正しくありません";
	if (req->kind != CERT_SIGN || (e = othername_check(&req->person, req->agreed)) == ERR_NONE)
		return NULL;
	if (e == ERR_SUBSTITUTES)
		return "証明書に入れられない文字に、代わりの文字への同意がありません";
	return "氏名、住所、生年月日のどれかが無いか、証明書に入りません";
}

/* UTCTime to 2049 and GeneralizedTime from 2050 on: ASN1_TIME_set chooses so. Source: RFC 5280, 4.1.2.5. */
static bool
set_term(X509 *x, int64_t from, int64_t to)
{
	return ASN1_TIME_set(X509_getm_notBefore(x), (time_t)from) != NULL &&
	    ASN1_TIME_set(X509_getm_notAfter(x), (time_t)to) != NULL;
}

static bool
set_serial(X509 *x, const unsigned char *serial)
{
	BIGNUM *n = BN_bin2bn(serial, CERTREQ_SERIAL, NULL);
	bool ok = n != NULL && BN_to_ASN1_INTEGER(n, X509_get_serialNumber(x)) != NULL;

	BN_free(n);
	return ok;
}

/* Takes the names over. */
static X509 *
begin(const unsigned char *serial, X509_NAME *issuer, X509_NAME *subject, EVP_PKEY *key)
{
	X509 *x = X509_new();

	if (x != NULL && (issuer == NULL || subject == NULL || key == NULL || X509_set_version(x, X509_VERSION_3) != 1 ||
	    !set_serial(x, serial) || X509_set_issuer_name(x, issuer) != 1 || X509_set_subject_name(x, subject) != 1 ||
	    X509_set_pubkey(x, key) != 1)) {
		X509_free(x);
		x = NULL;
	}
	X509_NAME_free(issuer);
	X509_NAME_free(subject);
	return x;
}

/* X509_sign keeps the trailing zero bits of the signature, which ASN1_BIT_STRING by itself would trim. */
static bool
sign(X509 *x, const struct certreq_ca *ca)
{
	return X509_sign(x, ca->key, EVP_sha256()) > 0;
}

enum err
certreq_issue(const struct certreq_ca *ca, const struct cert_request *req, const unsigned char serial[CERTREQ_SERIAL],
    unsigned sequence, X509 **out)
{
	EVP_PKEY *key = read_key(req);
	X509 *x = begin(serial, X509_NAME_dup(X509_get_subject_name(ca->cert)), certname_subject(req, sequence), key);

	EVP_PKEY_free(key);
	if (x == NULL || !set_term(x, moment_to_unix(req->at), last_second(req->expires)) || !certext_add(x, ca, req) ||
	    !sign(x, ca)) {
		X509_free(x);
		return ERR_CRYPTO;
	}
	*out = x;
	return ERR_NONE;
}

enum err
certreq_authority(struct certreq_ca *ca, struct moment at, const unsigned char serial[CERTREQ_SERIAL])
{
	const struct date from = date_add_months(at.date, -MONTHS_BEFORE);
	X509 *x = begin(serial, certname_authority(ca->kind, ca->name), certname_authority(ca->kind, ca->name), ca->key);

	if (x == NULL || !set_term(x, moment_to_unix((struct moment){ .date = from }),
	    last_second(date_add_months(at.date, MONTHS_AFTER))) || !certext_add_authority(x, ca) || !sign(x, ca)) {
		X509_free(x);
		return ERR_CRYPTO;
	}
	ca->cert = x;
	return ERR_NONE;
}

enum err
certreq_der(const X509 *x, struct cert *out)
{
	unsigned char *p = out->der;
	int len = i2d_X509(x, NULL);

	if (len <= 0 || len > CERT_DER_MAX)
		return len <= 0 ? ERR_CRYPTO : ERR_TOO_LONG;
	out->len = (size_t)i2d_X509(x, &p);
	return ERR_NONE;
}
