/* Writes what the embedded CA makes into a folder, for programs we didn't write to judge (tests/check-certs.sh). */
#include <openssl/pem.h>
#include <stdio.h>

#include "ca.h"

static const char *folder;
static struct moment now;	/* the machine's: certtool judges by no other */

static void
check(bool ok, const char *what)
{
	if (ok)
		return;
	(void)fprintf(stderr, "%s failed\n", what);
	exit(1);
}

static FILE *
create(enum cert_kind kind, const char *file)
{
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s-%s.pem", folder, cert_code(kind), file);
	check((f = fopen(path, "w")) != NULL, path);
	return f;
}

static void
write_cert(enum cert_kind kind, const char *file, const struct cert *c)
{
	X509 *x = ca_x509(c);
	FILE *f = create(kind, file);

	check(PEM_write_X509(f, x) == 1 && fclose(f) == 0, file);
	X509_free(x);
}

static void
write_list(struct issuer *ca, enum cert_kind kind)
{
	unsigned char der[8192];
	const unsigned char *p = der;
	FILE *f = create(kind, "crl");
	X509_CRL *crl;
	size_t len;

	check(local_ca_crl(ca, kind, now, der, sizeof(der), &len) == ERR_NONE, "crl");
	check((crl = d2i_X509_CRL(NULL, &p, (long)len)) != NULL && PEM_write_X509_CRL(f, crl) == 1 && fclose(f) == 0, "crl");
	X509_CRL_free(crl);
}

/* A first issue and a renewal: the old certificate is revoked, the new one valid. */
static void
renew(struct issuer *ca, enum cert_kind kind)
{
	EVP_PKEY *first = ca_key(2048), *second = ca_key(2048);
	struct cert_request old = ca_request(kind, first), fresh = ca_request(kind, second);
	struct issuer_switch s = { .kind = kind };
	char reason[ISSUER_REASON_MAX];
	struct cert_info info;
	struct cert c;

	old.at.date = date_add_months(now.date, -58);
	old.expires = date_add_months(now.date, 2);
	fresh.at = now;
	fresh.expires = date_add_months(now.date, 60);
	memcpy(s.id, old.id, sizeof(s.id));
	check(ca->ops->request(ca, &old, &c, reason) == ERR_NONE && ca->ops->confirm(ca, &s, 1, ca_at(now)) == ERR_NONE, "issue");
	check(cert_parse(&c, &info) == ERR_NONE, "parse");
	write_cert(kind, "old", &c);
	memcpy(s.id, fresh.id, sizeof(s.id));
	memcpy(s.old_serial, info.serial, info.serial_len);
	s.old_serial_len = info.serial_len;
	check(ca->ops->request(ca, &fresh, &c, reason) == ERR_NONE && ca->ops->confirm(ca, &s, 1, ca_at(now)) == ERR_NONE, "renew");
	write_cert(kind, "new", &c);
	EVP_PKEY_free(first);
	EVP_PKEY_free(second);
}

int
main(int argc, char *argv[])
{
	char path[512];
	struct issuer *ca;
	struct cert c;
	unsigned k;

	check(argc == 3, "usage: write-certs FOLDER SECONDS-SINCE-1970:");
	folder = argv[1];
	now = moment_from_unix(strtoll(argv[2], NULL, 10));
	(void)snprintf(path, sizeof(path), "%s/ca", folder);
	check(local_ca_open(path, CA_NAME, now, &ca) == ERR_NONE, "open");
	for (k = 0; k < CERT_COUNT; k++) {
		check(ca->ops->ca_cert(ca, (enum cert_kind)k, &c) == ERR_NONE, "ca");
		write_cert((enum cert_kind)k, "ca", &c);
		renew(ca, (enum cert_kind)k);
		write_list(ca, (enum cert_kind)k);
	}
	issuer_free(&ca);
	return 0;
}
