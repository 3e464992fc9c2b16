/* Opens what a desk works with, in the order in which it is needed, and closes it all in one place. */
#include "desk/context.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/keep.h"
#include "card/perso/training/key-file.h"
#include "card/pcsc.h"
#include "card/trace.h"
#include "card/virtual/virtual.h"
#include "desk/practice.h"
#include "issuer/local/local.h"

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
open_issuer(struct desk_context *context)
{
	const struct local_token token = { context->setting.ca_module, context->setting.ca_token,
	    context->setting.ca_pin_file };
	char folder[SETTING_PATH_MAX];
	enum err e = setting_path(context->setting.data, "ca", folder, sizeof(folder));

	if (e != ERR_NONE)
		return e;
	/* Opening a CA that isn't there yet makes its keys. */
	if (access(folder, F_OK) != 0 && !clerk_may(context->desk.roles, ACT_CARD) && !clerk_may(context->desk.roles, ACT_CA))
		return ERR_ROLE;
	return local_ca_open_token(folder, context->setting.ca, desk_actor(&context->desk).at,
	    token.module[0] != '\0' ? &token : NULL, &context->desk.issuer);
}

static enum err
open_profile(struct desk_context *context)
{
	char dir[SETTING_PATH_MAX];
	struct faults *faults;
	enum err e = setting_path(context->setting.share, "profiles", dir, sizeof(dir));

	if (e != ERR_NONE)
		return e;
	if ((faults = calloc(1, sizeof(*faults))) == NULL)
		return ERR_MEMORY;
	e = profile_open(dir, context->setting.profile, &context->profile, faults);
	free(faults);
	if (e != ERR_NONE)
		return e == ERR_MEMORY ? e : e == ERR_IO ? ERR_PROFILE_MISSING : ERR_PROFILE;
	context->desk.profile = context->profile;
	/* Practice cards have one code, wherever their holders live. */
	if (context->setting.mode != MODE_TRAINING && profile_city_code(context->profile)[0] != '\0')
		context->desk.city_code = profile_city_code(context->profile);
	return ERR_NONE;
}

static enum err
open_wire(struct desk_context *context)
{
	const bool pcsc = context->setting.wire == SETTING_WIRE_PCSC;
	enum err e;

	if (context->setting.trace[0] != '\0' && (e = trace_open(context->setting.trace,
	    desk_actor(&context->desk).at, &context->trace)) != ERR_NONE)
		return e;
	if (pcsc && (e = pcsc_wire_new(context->setting.reader, &context->desk.wire)) != ERR_NONE)
		return e;
	if (!pcsc && (context->desk.wire = virtual_wire_new()) == NULL)
		return ERR_MEMORY;
	context->desk.wire->trace = context->trace;
	context->desk.wire->keyboard_only = context->setting.keyboard_only;
	if (pcsc)
		return ERR_NONE;
	return context->setting.card[0] != '\0' ? desk_put_practice_card(context, context->setting.card, NULL, 0) : ERR_NONE;
}

enum err
desk_put_practice_card(struct desk_context *context, const char *name, char *path, size_t size)
{
	char own[SETTING_PATH_MAX];
	enum err e;

	if (context->setting.mode != MODE_TRAINING || context->setting.wire != SETTING_WIRE_PROCESS)
		return ERR_NOT_TRAINING;
	if ((e = desk_allow(&context->desk, ACT_PRACTISE, "")) != ERR_NONE)
		return e;
	if (path == NULL) {
		path = own;
		size = sizeof(own);
	}
	e = practice_card_file(context->cards, name, context->desk.profile, context->desk.issuer, &context->keys,
	    desk_actor(&context->desk).at, path, size);
	return e != ERR_NONE ? e : virtual_wire_put(context->desk.wire, path);
}

static void
fill_in(struct desk_context *context, struct clock clock)
{
	context->desk.mode = context->setting.mode;
	context->desk.clock = clock;
	context->desk.clerk = context->setting.clerk;
	context->desk.counter = context->setting.counter;
	context->desk.roles = context->setting.roles;
	context->desk.terminal = context->setting.terminal;
	context->desk.city_code = "00000";
	if (context->setting.mode == MODE_TRAINING) {
		context->desk.city_code = "13101";	/* where the holders of the practice cards live; a CA refuses none */
		set_practice_keys(&context->keys);
		context->desk.keys = &context->keys;
	}
}

/* Of work; those of practice were filled in. Neither takes the other's. */
static enum err
open_keys(struct desk_context *context)
{
	enum err e;

	if (context->setting.card_keys[0] == '\0')
		return ERR_NONE;
	if (context->setting.mode == MODE_TRAINING)
		return ERR_MODE_MIXED;
	secret_lock(&context->keys, sizeof(context->keys));
	if ((e = key_file_read(context->setting.card_keys, &context->keys)) == ERR_NONE)
		context->desk.keys = &context->keys;
	return e;
}

/* What could not be opened, or the first fault in it: it was read without a place for its faults. */
static const char *
profile_where(const struct setting *s, enum err e)
{
	static char where[2 * SETTING_PATH_MAX + sizeof(s->profile) + 32];
	const bool file = strchr(s->profile, '/') != NULL || strstr(s->profile, ".ini") != NULL;
	struct faults *faults = calloc(1, sizeof(*faults));
	struct profile *p = NULL;
	char dir[SETTING_PATH_MAX];

	(void)snprintf(where, sizeof(where), "%s%s%s%s", file ? "" : s->share, file ? "" : "/profiles/",
	    s->profile, file ? "" : ".ini");
	if (e == ERR_PROFILE && faults != NULL && setting_path(s->share, "profiles", dir, sizeof(dir)) == ERR_NONE &&
	    profile_open(dir, s->profile, &p, faults) != ERR_NONE && faults->count > 0)
		(void)snprintf(where, sizeof(where), "%s:%d: %s", faults->list[0].file, faults->list[0].line,
		    faults->list[0].message);
	profile_free(&p);
	free(faults);
	return where;
}


const char *
desk_open_where(const struct setting *s, enum err e)
{
	static char command[sizeof(s->account) + 32];

	if (e == ERR_PROFILE || e == ERR_PROFILE_MISSING)
		return profile_where(s, e);
	if (e == ERR_TRACE)
		return s->trace;
	if (e == ERR_OFFICE_OUTSIDE) {
		(void)snprintf(command, sizeof(command), "sudo -u %s madoguchi", s->account);
		return command;
	}
	if (e == ERR_PRACTICE_CARD)
		return s->card;
	if (e == ERR_TOKEN_MODULE)
		return s->ca_module[0] != '\0' ? s->ca_module : s->audit_module;
	if (e == ERR_TOKEN_MISSING)
		return s->ca_module[0] != '\0' ? s->ca_token : s->audit_token;
	if (e == ERR_TOKEN_PIN_FILE || e == ERR_TOKEN_PIN)
		return s->ca_module[0] != '\0' ? s->ca_pin_file : s->audit_pin_file;
	return e == ERR_KEY_FILE || e == ERR_KEY_FORMAT || e == ERR_KEYS_PUBLISHED ? s->card_keys : "";
}

static enum err
open_store(struct desk_context *context, bool inspect)
{
	const struct actor actor = desk_actor(&context->desk);
	struct audit_keeping keeping;
	enum err e;

	if ((e = audit_keeping_of(&context->setting, &keeping)) != ERR_NONE ||
	    (e = store_open(context->setting.store, context->setting.mode, &context->desk.store)) != ERR_NONE)
		return e;
	e = audit_keep(context->desk.store, &actor, &keeping);
	return inspect && (e == ERR_AUDIT_BROKEN || e == ERR_AUDIT_KEY || e == ERR_AUDIT_UNSIGNED ||
	    e == ERR_AUDIT_ANCHOR) ? ERR_NONE : e;
}

/* The log is opened first, so that what comes can be told there; without it work goes on. */
static enum err
open_parts(struct desk_context *context, unsigned parts)
{
	const bool card = (parts & DESK_WIRE) != 0 && context->setting.card[0] != '\0';
	char path[SETTING_PATH_MAX];
	enum err e;

	if ((e = setting_make_folders(&context->setting)) != ERR_NONE)
		return e;
	if (setting_path(context->setting.state, "madoguchi.log", path, sizeof(path)) == ERR_NONE)
		(void)log_open(path, &context->log);
	if ((e = setting_path(context->setting.data, "cards", context->cards, sizeof(context->cards))) != ERR_NONE)
		return e;
	if ((parts & DESK_KEYS) != 0 && (e = open_keys(context)) != ERR_NONE)
		return e;
	if ((parts & DESK_STORE) != 0 &&
	    (e = open_store(context, (parts & DESK_INSPECT) != 0)) != ERR_NONE)
		return e;
	if ((parts & ~(unsigned)DESK_PROFILE) != 0 && (e = desk_allow(&context->desk, ACT_LOOK, "")) != ERR_NONE)
		return e;
	/* Making a practice card takes the CA that issues what it holds, and the place where its holder lives. */
	if (((parts & DESK_ISSUER) != 0 || card) && (e = open_issuer(context)) != ERR_NONE)
		return e;
	if (((parts & DESK_PROFILE) != 0 || card) && (e = open_profile(context)) != ERR_NONE)
		return e;
	return (parts & DESK_WIRE) != 0 ? open_wire(context) : ERR_NONE;
}

enum err
desk_open(const struct setting *setting, struct clock clock, unsigned parts, struct desk_context **out)
{
	struct desk_context *context = calloc(1, sizeof(*context));
	enum err e;

	*out = NULL;
	if (context == NULL)
		return ERR_MEMORY;
	context->setting = *setting;
	fill_in(context, clock);
	if (setting->office == OFFICE_OUTSIDE && setting->mode == MODE_WORK && (parts & ~(unsigned)DESK_PROFILE) != 0) {
		desk_close(&context);
		return ERR_OFFICE_OUTSIDE;
	}
	if ((e = open_parts(context, parts)) != ERR_NONE) {
		const struct actor actor = desk_actor(&context->desk);

		log_failure(context->log, &actor, "open", "", e);
		desk_close(&context);
	}
	*out = context;
	return e;
}

void
desk_close(struct desk_context **context)
{
	if (*context == NULL)
		return;
	wire_free(&(*context)->desk.wire);
	trace_close(&(*context)->trace);
	issuer_free(&(*context)->desk.issuer);
	store_close(&(*context)->desk.store);
	profile_free(&(*context)->profile);
	log_close(&(*context)->log);
	OPENSSL_cleanse(*context, sizeof(**context));
	free(*context);
	*context = NULL;
}
