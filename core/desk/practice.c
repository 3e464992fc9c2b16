/* Makes a practice card with certificates of the training CA; a kill at any moment leaves none or a whole one. */
#include "desk/practice.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "card/virtual/virtual.h"
#include "desk/practice-private.h"

#define PATH_SIZE 4096
#define KEY_SIZE 2048
#define COUNTER "C01"

/* One card in the making. It is whole as "ready", the CA confirms its certificates, and then it gets its name. */
struct making {
	const struct practice_plan *plan;
	const char *folder;
	const struct profile *profile;
	int lock;			/* the folder, open and locked */
	struct issuer *issuer;
	const struct sm_keys *keys;
	struct moment at;
	char path[PATH_SIZE], draft[PATH_SIZE], ready[PATH_SIZE];
};

static bool
put_path(char out[PATH_SIZE], const char *folder, const char *name, const char *ending)
{
	int n = snprintf(out, PATH_SIZE, "%s/%s%s", folder, name, ending);

	return n > 0 && n < PATH_SIZE;
}

static bool
there(const char *path)
{
	return access(path, F_OK) == 0;
}

static enum err
request(const struct making *m, enum cert_kind kind, const struct virtual_spec *spec, struct date issued,
    struct date expires, const unsigned char *pkcs8, size_t len, struct cert *cert)
{
	struct cert_request req = {
		.kind = kind, .at = { issued, 10, 0, 0 }, .expires = expires, .person = spec->person,
		.counter = COUNTER,
	};
	struct jis_pairs proposed = { .count = 0 };
	char reason[ISSUER_REASON_MAX];
	enum err e;

	/* Nobody is asked for the certificate that a card of practice was born with. */
	if ((e = jis_lacking(spec->person.name, &proposed)) != ERR_NONE ||
	    (e = jis_lacking(spec->person.address, &proposed)) != ERR_NONE)
		return e;
	req.agreed = &proposed;
	memcpy(req.city_code, spec->city_code, sizeof(req.city_code));
	if ((e = virtual_public_key(pkcs8, len, req.spki, sizeof(req.spki), &req.spki_len)) != ERR_NONE ||
	    (e = cert_hash(req.spki, req.spki_len, req.id)) != ERR_NONE)
		return e;
	return m->issuer->ops->request(m->issuer, &req, cert, reason);
}

static enum err
add_pair(const struct making *m, enum cert_kind kind, const struct virtual_spec *spec, struct date issued,
    struct date expires)
{
	unsigned char pkcs8[KEY_SIZE];
	struct cert cert;
	size_t len;
	enum err e;

	if ((e = virtual_new_key(pkcs8, sizeof(pkcs8), &len)) == ERR_NONE &&
	    (e = request(m, kind, spec, issued, expires, pkcs8, len, &cert)) == ERR_NONE)
		e = virtual_install(m->draft, kind, &cert, pkcs8, len);
	OPENSSL_cleanse(pkcs8, sizeof(pkcs8));
	return e;
}

/* A card made anew is another card, as at the counter: the terminal has seen the counters of the one before. */
static enum err
draw_number(char number[17])
{
	unsigned char drawn[8];
	size_t i;

	if (RAND_bytes(drawn, sizeof(drawn)) != 1)
		return ERR_CRYPTO;
	for (i = 0; i < sizeof(drawn); i++)
		number[4 + i] = (char)('0' + drawn[i] % 10);
	return ERR_NONE;
}

static enum err
make_draft(const struct making *m)
{
	struct date issued, expires[CERT_COUNT];
	struct virtual_spec spec;
	struct cert ca[CERT_COUNT];
	enum err e;
	unsigned k;

	(void)unlink(m->draft);		/* what a kill has left; its certificates were never confirmed */
	if ((e = practice_plan_spec(m->plan, m->profile, m->at, &spec, &issued, expires)) != ERR_NONE ||
	    (e = draw_number(spec.number)) != ERR_NONE)
		goto out;
	spec.keys = m->keys;
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		e = m->issuer->ops->ca_cert(m->issuer, (enum cert_kind)k, &ca[k]);
	if (e == ERR_NONE)
		e = virtual_make(m->draft, &spec, ca);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if ((m->plan->certs & CERT_BIT(k)) != 0)
			e = add_pair(m, (enum cert_kind)k, &spec, issued, expires[k]);
out:
	OPENSSL_cleanse(&spec, sizeof(spec));
	return e;
}

/* A new name, made durable: what the CA is told next must not outlive it. */
static enum err
name(const struct making *m, const char *from, const char *to)
{
	return rename(from, to) == -1 || fsync(m->lock) == -1 ? ERR_IO : ERR_NONE;
}

/* The certificates' requests are known by their keys, so that a making cut short here is gone on with. */
static enum err
confirm(const struct making *m)
{
	unsigned char hashes[CERT_COUNT][CERT_HASH];
	const struct issuer_cause cause = { .at = m->at };
	struct issuer_switch pairs[CERT_COUNT] = { { .kind = CERT_SIGN } };
	unsigned mask, k;
	size_t n = 0;
	enum err e;

	if ((e = virtual_key_hashes(m->ready, hashes, &mask)) != ERR_NONE)
		return e;
	for (k = 0; k < CERT_COUNT; k++) {
		if ((mask & CERT_BIT(k)) == 0)
			continue;
		pairs[n].kind = (enum cert_kind)k;
		memcpy(pairs[n++].id, hashes[k], CERT_HASH);
	}
	return n > 0 ? m->issuer->ops->confirm(m->issuer, pairs, n, &cause) : ERR_NONE;
}

static enum err
make(const struct making *m)
{
	enum err e = ERR_NONE;

	if (there(m->path))
		return ERR_NONE;	/* another program was faster */
	if (there(m->ready) && (e = confirm(m)) != ERR_NONE)
		(void)unlink(m->ready);	/* of another CA, or broken: begin anew */
	if (!there(m->ready) && ((e = make_draft(m)) != ERR_NONE || (e = name(m, m->draft, m->ready)) != ERR_NONE ||
	    (e = confirm(m)) != ERR_NONE))
		return e;
	return name(m, m->ready, m->path);
}

static enum err
lock_folder(const char *folder, int *lock)
{
	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		return errno == ENOSPC ? ERR_DISK_FULL : ERR_IO;
	if ((*lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) == -1)
		return ERR_IO;
	while (flock(*lock, LOCK_EX) == -1)
		if (errno != EINTR) {
			(void)close(*lock);
			return ERR_IO;
		}
	return ERR_NONE;
}

enum err
practice_card_file(const char *folder, const char *name_of, const struct profile *profile, struct issuer *issuer,
    const struct sm_keys *keys, struct moment at, char *path, size_t size)
{
	struct making m = { .plan = practice_plan(name_of), .folder = folder, .profile = profile, .issuer = issuer,
	    .keys = keys, .at = at };
	enum err e;

	if (m.plan == NULL)
		return ERR_PRACTICE_CARD;
	if (!put_path(m.path, folder, name_of, ".card") || !put_path(m.draft, folder, name_of, ".draft") ||
	    !put_path(m.ready, folder, name_of, ".ready") || strlen(m.path) >= size)
		return ERR_TOO_LONG;
	memcpy(path, m.path, strlen(m.path) + 1);
	if (there(path))
		return ERR_NONE;
	if ((e = lock_folder(folder, &m.lock)) != ERR_NONE)
		return e;
	e = make(&m);
	(void)close(m.lock);
	return e;
}

enum err
practice_card_forget(const char *folder, const char *name_of)
{
	char path[PATH_SIZE];

	if (practice_plan(name_of) == NULL)
		return ERR_PRACTICE_CARD;
	if (!put_path(path, folder, name_of, ".card"))
		return ERR_TOO_LONG;
	return unlink(path) == -1 && errno != ENOENT ? ERR_IO : ERR_NONE;
}
