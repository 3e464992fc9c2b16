/* Makes, copies and opens the worlds in which faults are tried. */
#include "world.h"

#include <dirent.h>
#include <fcntl.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "card/virtual/virtual.h"
#include "issuer/local/local.h"

const struct sm_keys world_keys = {
	.enc = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 },
	.mac = { 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 },
	.dek = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 },
	.len = 16,
};

static const char *const pins_before[PIN_COUNT] = { "MADO1234", "1234", "2345", "3456" };
static const char *const pins_after[PIN_COUNT] = { "NEW5678A", "5678", "6789", "7890" };

static const struct person hanako = {
	.name = "番号\u3000花子", .kana = "バンゴウ ハナコ", .address = "神奈川県川崎市川崎区見本町一丁目2番3号",
	.postcode = "210-0000", .born = { 1990, 1, 15 }, .sex = SEX_FEMALE,
};

static const struct moment then = { { 2022, 1, 20 }, 10, 0, 0 };

static struct moment
at_the_counter(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
}

/* A test that can't set itself up says where and stops: it must not look like a promise kept. */
static void
need(enum err e, const char *what)
{
	if (e == ERR_NONE)
		return;
	(void)fprintf(stderr, "faults: %s: %s\n", what, err_name(e));
	_exit(2);
}

static void
path_in(char out[WORLD_PATH], const char *folder, const char *name)
{
	(void)snprintf(out, WORLD_PATH, "%s/%s", folder, name);
}

static void
install_old(const char *card, struct issuer *ca, enum cert_kind kind)
{
	struct cert_request q = { .kind = kind, .at = then, .expires = { 2027, 1, 15 }, .person = hanako,
	    .city_code = "14131", .counter = "01" };
	struct issuer_switch sw = { .kind = kind };
	unsigned char pkcs8[2048], *p = q.spki;
	const unsigned char *in = pkcs8;
	char reason[ISSUER_REASON_MAX];
	struct cert cert;
	EVP_PKEY *key;
	size_t len;

	need(virtual_new_key(pkcs8, sizeof(pkcs8), &len), "key");
	key = d2i_AutoPrivateKey(NULL, &in, (long)len);
	q.spki_len = (size_t)i2d_PUBKEY(key, &p);
	EVP_PKEY_free(key);
	need(cert_hash(q.spki, q.spki_len, q.id), "hash");
	memcpy(sw.id, q.id, sizeof(sw.id));
	need(ca->ops->request(ca, &q, &cert, reason), "request");
	need(ca->ops->confirm(ca, &sw, 1, &(struct issuer_cause){ .at = then }), "confirm");
	need(virtual_install(card, kind, &cert, pkcs8, len), "install");
}

static void
make_card(const char *path, const struct scenario *sc, struct issuer *ca)
{
	struct virtual_spec spec = { .number = "9900000000000017", .city_code = "14131", .expires = { 2032, 1, 15 },
	    .person = hanako, .check_b = "02011520321234", .keys = &world_keys };
	struct cert ca_certs[CERT_COUNT];
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		need(secret_set(&spec.pins[k], pins_before[k], strlen(pins_before[k])), "pin");
		spec.locked[k] = sc->locked & 1u << k;
	}
	for (k = 0; k < CERT_COUNT; k++)
		need(ca->ops->ca_cert(ca, (enum cert_kind)k, &ca_certs[k]), "ca certificate");
	need(virtual_make(path, &spec, ca_certs), "card");
	for (k = 0; k < CERT_COUNT; k++)
		if (sc->held & CERT_BIT(k))
			install_old(path, ca, (enum cert_kind)k);
}

static void
make_case(const char *folder, const struct scenario *sc, char number[CASE_NUMBER_MAX])
{
	const struct actor actor = { .clerk = "tester", .counter = "01", .at = at_the_counter(NULL), .roles = ROLES_UNSTATED };
	struct case_file *file = calloc(1, sizeof(*file));
	char uri[WORLD_PATH + 32];
	struct store *store;

	(void)snprintf(uri, sizeof(uri), "sqlite:%s/store.db", folder);
	need(store_open(uri, MODE_TRAINING, &store), "store");
	(void)snprintf(file->procedure, sizeof(file->procedure), "%s", sc->procedure);
	file->certificates = sc->certificates;
	file->pins = sc->pins;
	file->person = hanako;
	need(case_open(store, &actor, file, CASE_APPROVED), "case");
	memcpy(number, file->number, CASE_NUMBER_MAX);
	need(case_set_person(store, &actor, number, &hanako), "person");
	store_close(&store);
	free(file);
}

void
world_make_keys(const char *folder, unsigned n)
{
	unsigned char key[2048];
	char path[WORLD_PATH];
	size_t len;
	FILE *f;

	(void)mkdir(folder, 0700);
	while (n-- > 0) {
		(void)snprintf(path, sizeof(path), "%s/%02u.der", folder, n);
		if (virtual_new_key(key, sizeof(key), &len) != ERR_NONE || (f = fopen(path, "wb")) == NULL ||
		    fwrite(key, 1, len, f) != len || fclose(f) != 0)
			need(ERR_IO, path);
	}
}

void
world_make_ca(const char *folder)
{
	struct issuer *ca;

	need(local_ca_open(folder, "madoguchi training", then, &ca), "ca");
	issuer_free(&ca);
}

void
world_make(const char *folder, const struct scenario *sc, char number[CASE_NUMBER_MAX])
{
	char ca_path[WORLD_PATH], card[WORLD_PATH];
	struct issuer *ca;

	path_in(ca_path, folder, "ca");
	path_in(card, folder, "card");
	need(local_ca_open(ca_path, "madoguchi training", then, &ca), "ca");
	make_card(card, sc, ca);
	issuer_free(&ca);
	make_case(folder, sc, number);
}

void
world_copy_file(const char *from, const char *to)
{
	char bytes[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t n;

	while (in != -1 && out != -1 && (n = read(in, bytes, sizeof(bytes))) > 0)
		if (write(out, bytes, (size_t)n) != n)
			need(ERR_IO, to);
	(void)close(in);
	(void)close(out);
}

void
world_copy(const char *from, const char *to)
{
	char a[WORLD_PATH], b[WORLD_PATH];
	struct dirent *d;
	struct stat st;
	DIR *dir = opendir(from);

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		path_in(a, from, d->d_name);
		path_in(b, to, d->d_name);
		if (stat(a, &st) == 0 && S_ISDIR(st.st_mode)) {
			(void)mkdir(b, 0700);
			world_copy(a, b);
		} else
			world_copy_file(a, b);
	}
	if (dir != NULL)
		(void)closedir(dir);
}

void
world_empty(const char *folder)
{
	char path[WORLD_PATH + 300];
	struct dirent *d;
	DIR *dir = opendir(folder);

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", folder, d->d_name);
		if (unlink(path) == -1) {
			world_empty(path);
			(void)rmdir(path);
		}
	}
	if (dir != NULL)
		(void)closedir(dir);
}

void
world_open(struct world *w, const char *folder, const char *number)
{
	char path[WORLD_PATH + 32];

	memset(w, 0, sizeof(*w));
	(void)snprintf(w->folder, sizeof(w->folder), "%s", folder);
	(void)snprintf(w->number, sizeof(w->number), "%s", number);
	(void)snprintf(path, sizeof(path), "sqlite:%s/store.db?vfs=fault", folder);
	need(store_open(path, MODE_TRAINING, &w->store), "store");
	path_in(path, folder, "ca");
	need(local_ca_open(path, "madoguchi training", at_the_counter(NULL), &w->issuer), "ca");
	path_in(path, folder, "card");
	if ((w->wire = virtual_wire_new()) == NULL)
		need(ERR_MEMORY, "wire");
	need(virtual_wire_put(w->wire, path), "card");
}

void
world_close(struct world *w)
{
	wire_free(&w->wire);
	issuer_free(&w->issuer);
	store_close(&w->store);
}

void
world_desk(struct world *w, struct fault_wire *wire, struct fault_issuer *issuer, struct mishap *fault, struct desk *desk)
{
	fault_wire_init(wire, w->wire, fault);
	fault_issuer_init(issuer, w->issuer, fault);
	*desk = (struct desk){
		.store = w->store, .issuer = &issuer->base, .wire = &wire->base, .mode = MODE_TRAINING, .keys = &world_keys,
		.clock = { at_the_counter, NULL }, .clerk = "tester", .counter = "01", .roles = ROLES_UNSTATED, .city_code = "14131",
	};
}

void
world_pins(const struct scenario *sc, struct desk_pins *pins)
{
	unsigned k;

	memset(pins, 0, sizeof(*pins));
	pins->holder_confirmed = true;
	for (k = 0; k < PIN_COUNT; k++) {
		const char *pin = sc->pins & 1u << k ? pins_after[k] : pins_before[k];

		need(secret_set(&pins->pin[k], pin, strlen(pin)), "pin");
		need(secret_set(&pins->old[k], pins_before[k], strlen(pins_before[k])), "pin");
	}
}
