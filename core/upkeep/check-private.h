/* What the checks of a store share, and what journals say of certificates. */
#ifndef MADOGUCHI_UPKEEP_CHECK_PRIVATE_H
#define MADOGUCHI_UPKEEP_CHECK_PRIVATE_H

#include "audit/audit.h"
#include "base/cert.h"
#include "upkeep/check.h"

struct checking {
	void (*fault)(void *, const struct check_fault *);
	void *ctx;
	enum check check;
	bool found;
};

/* A fault, of a case ("": of none) and a certificate (len 0: of none). */
void check_tell(struct checking *, enum check, const char *number, const unsigned char *serial, size_t len);

enum said_outcome { SAID_OPEN, SAID_DONE, SAID_UNDONE };

/* A pair of keys that a case's journal has, and its certificate once the CA had given it. */
struct said_cert {
	unsigned char key[CERT_HASH];		/* the request's id */
	char number[CASE_NUMBER_MAX];
	enum cert_kind kind;
	enum said_outcome outcome;		/* of its procedure */
	bool partly;				/* undone, but its history says that the card has the new certificate */
	bool given;				/* the rest is of its certificate */
	unsigned char hash[CERT_HASH];		/* of its DER */
	unsigned char serial[CERT_SERIAL_MAX];
	size_t serial_len;
};

/* A certificate that a case's procedure ends, by its serial or by its key. */
struct said_end {
	unsigned char name[CERT_HASH];
	size_t len;				/* CERT_HASH: a key; less: a serial */
	char number[CASE_NUMBER_MAX];
	enum said_outcome outcome;
	struct date on;				/* when the procedure ended; no date: it hasn't */
};

/* Certificates sorted by key, ends by name. said_free frees both. */
struct said {
	struct said_cert *certs;
	struct said_end *ends;
	size_t n_certs, n_ends, cap_certs, cap_ends;
};

/* ERR_STORE_CORRUPT: a journal holds what no program of ours writes; *number names the case. */
enum err said_read(struct store *, struct said *, char number[CASE_NUMBER_MAX]);
void said_free(struct said *);

/* The first with that key or name, or NULL; those behind it with the same follow in the array. */
const struct said_cert *said_cert_of(const struct said *, const unsigned char key[CERT_HASH]);
const struct said_end *said_end_of(const struct said *, const unsigned char *name, size_t len);

#endif
