/* Opens what a desk works with, in the order in which it is needed, and closes it all in one place. */
#include "desk/kit.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "card/key-file.h"
#include "card/pcsc.h"
#include "card/virtual.h"
#include "desk/practice.h"
#include "issuer/local.h"

/* GlobalPlatform's published test keys, 40 41 … 4F all three: known to everybody, so for practice alone. */
static void
set_practice_keys(struct sm_keys *keys)
{
	unsigned char i;

	keys->len = 16;
	for (i = 0; i < keys->len; i++)
		keys->enc[i] = keys->mac[i] = keys->dek[i] = (unsigned char)(0x40 + i);
}

static enum err
open_issuer(struct desk_kit *kit)
{
	char folder[SETTING_PATH_MAX];
	enum err e = setting_path(kit->setting.data, "ca", folder, sizeof(folder));

	if (e != ERR_NONE)
		return e;
	/* Opening a CA that isn't there yet makes its keys. */
	if (access(folder, F_OK) != 0 && !clerk_may(kit->desk.roles, ACT_CARD) && !clerk_may(kit->desk.roles, ACT_CA))
		return ERR_ROLE;
	return local_ca_open(folder, kit->setting.ca, desk_actor(&kit->desk).at, &kit->desk.issuer);
}

static enum err
open_profile(struct desk_kit *kit)
{
	char dir[SETTING_PATH_MAX];
	struct faults *faults;
	enum err e = setting_path(kit->setting.share, "profiles", dir, sizeof(dir));

	if (e != ERR_NONE)
		return e;
	if ((faults = calloc(1, sizeof(*faults))) == NULL)
		return ERR_MEMORY;
	e = profile_open(dir, kit->setting.profile, &kit->profile, faults);
	free(faults);
	if (e != ERR_NONE)
		return e == ERR_MEMORY ? e : ERR_PROFILE;
	kit->desk.profile = kit->profile;
	/* Practice cards are of one place, whatever municipality is practised. */
	if (kit->setting.mode != MODE_TRAINING && profile_city_code(kit->profile)[0] != '\0')
		kit->desk.city_code = profile_city_code(kit->profile);
	return ERR_NONE;
}

static enum err
open_wire(struct desk_kit *kit)
{
	if (kit->setting.wire == SETTING_WIRE_PCSC)
		return pcsc_wire_new(kit->setting.reader, &kit->desk.wire);
	if ((kit->desk.wire = virtual_wire_new()) == NULL)
		return ERR_MEMORY;
	return kit->setting.card[0] != '\0' ? desk_put_practice_card(kit, kit->setting.card, NULL, 0) : ERR_NONE;
}

enum err
desk_put_practice_card(struct desk_kit *kit, const char *name, char *path, size_t size)
{
	char own[SETTING_PATH_MAX];
	enum err e;

	if (kit->setting.mode != MODE_TRAINING || kit->setting.wire != SETTING_WIRE_PROCESS)
		return ERR_NOT_TRAINING;
	if ((e = desk_allow(&kit->desk, ACT_PRACTISE, "")) != ERR_NONE)
		return e;
	if (path == NULL) {
		path = own;
		size = sizeof(own);
	}
	e = practice_card_file(kit->cards, name, kit->desk.issuer, &kit->keys, desk_actor(&kit->desk).at, path, size);
	return e != ERR_NONE ? e : virtual_wire_put(kit->desk.wire, path);
}

static void
fill_in(struct desk_kit *kit, struct clock clock)
{
	kit->desk.mode = kit->setting.mode;
	kit->desk.clock = clock;
	kit->desk.clerk = kit->setting.clerk;
	kit->desk.counter = kit->setting.counter;
	kit->desk.roles = kit->setting.roles;
	kit->desk.city_code = "00000";
	if (kit->setting.mode == MODE_TRAINING) {
		kit->desk.city_code = "13101";	/* where the holders of the practice cards live; a CA refuses none */
		set_practice_keys(&kit->keys);
		kit->desk.keys = &kit->keys;
	}
}

/* Of work; those of practice were filled in. Neither takes the other's. */
static enum err
open_keys(struct desk_kit *kit)
{
	enum err e;

	if (kit->setting.card_keys[0] == '\0')
		return ERR_NONE;
	if (kit->setting.mode == MODE_TRAINING)
		return ERR_MODE_MIXED;
	secret_lock(&kit->keys, sizeof(kit->keys));
	if ((e = key_file_read(kit->setting.card_keys, &kit->keys)) == ERR_NONE)
		kit->desk.keys = &kit->keys;
	return e;
}

const char *
desk_open_where(const struct setting *s, enum err e)
{
	return e == ERR_KEY_FILE || e == ERR_KEY_FORMAT || e == ERR_KEYS_PUBLISHED ? s->card_keys : "";
}

/* The log is opened first, so that what comes can be told there; without it work goes on. */
static enum err
open_parts(struct desk_kit *kit, unsigned parts)
{
	char path[SETTING_PATH_MAX];
	enum err e;

	if ((e = setting_make_folders(&kit->setting)) != ERR_NONE)
		return e;
	if (setting_path(kit->setting.state, "madoguchi.log", path, sizeof(path)) == ERR_NONE)
		(void)log_open(path, &kit->log);
	if ((e = setting_path(kit->setting.data, "cards", kit->cards, sizeof(kit->cards))) != ERR_NONE)
		return e;
	if ((parts & DESK_KEYS) != 0 && (e = open_keys(kit)) != ERR_NONE)
		return e;
	if ((parts & DESK_STORE) != 0 &&
	    (e = store_open(kit->setting.store, kit->setting.mode, &kit->desk.store)) != ERR_NONE)
		return e;
	if ((parts & ~(unsigned)DESK_PROFILE) != 0 && (e = desk_allow(&kit->desk, ACT_LOOK, "")) != ERR_NONE)
		return e;
	/* Making a practice card takes the CA that issues what it holds. */
	if (((parts & DESK_ISSUER) != 0 || ((parts & DESK_WIRE) != 0 && kit->setting.card[0] != '\0')) &&
	    (e = open_issuer(kit)) != ERR_NONE)
		return e;
	if ((parts & DESK_PROFILE) != 0 && (e = open_profile(kit)) != ERR_NONE)
		return e;
	return (parts & DESK_WIRE) != 0 ? open_wire(kit) : ERR_NONE;
}

enum err
desk_open(const struct setting *setting, struct clock clock, unsigned parts, struct desk_kit **out)
{
	struct desk_kit *kit = calloc(1, sizeof(*kit));
	enum err e;

	*out = NULL;
	if (kit == NULL)
		return ERR_MEMORY;
	kit->setting = *setting;
	fill_in(kit, clock);
	if ((e = open_parts(kit, parts)) != ERR_NONE) {
		const struct actor actor = desk_actor(&kit->desk);

		log_failure(kit->log, &actor, "open", "", e);
		desk_close(&kit);
	}
	*out = kit;
	return e;
}

void
desk_close(struct desk_kit **kit)
{
	if (*kit == NULL)
		return;
	wire_free(&(*kit)->desk.wire);
	issuer_free(&(*kit)->desk.issuer);
	store_close(&(*kit)->desk.store);
	profile_free(&(*kit)->profile);
	log_close(&(*kit)->log);
	OPENSSL_cleanse(*kit, sizeof(**kit));
	free(*kit);
	*kit = NULL;
}
