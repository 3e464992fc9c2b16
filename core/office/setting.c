/* Options first, then the configuration file, then what is usual: what was said first holds. */
#include "office/setting.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/person-columns.h"
#include "base/text-gate.h"
#include "office/setting-private.h"

#define CONFIG_PATH "/etc/madoguchi/madoguchi.ini"

static enum err
copy(char *out, size_t size, const char *text)
{
	size_t len = strlen(text);

	if (len >= size)
		return ERR_TOO_LONG;
	memcpy(out, text, len + 1);
	return ERR_NONE;
}

static enum err
take_lang(struct setting *s, const char *value)
{
	if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0)
		return ERR_USAGE;
	s->lang = *value == 'e' ? LANG_EN : LANG_JA;
	s->lang_said = true;
	return ERR_NONE;
}

static enum err
take_wire(struct setting *s, const char *value)
{
	if (strcmp(value, "process") != 0 && strcmp(value, "pcsc") != 0)
		return ERR_USAGE;
	s->wire = value[1] == 'r' ? SETTING_WIRE_PROCESS : SETTING_WIRE_PCSC;
	return ERR_NONE;
}

static enum err
take_at(struct setting *s, const char *value)
{
	return moment_parse(value, &s->at);
}

/* Minutes; a day at most. */
static enum err
take_lock_after(struct setting *s, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (*end != '\0' || n < 0 || n > 1440)
		return ERR_USAGE;
	s->lock_after = (int)n;
	return ERR_NONE;
}

static enum err
take_pinpad(struct setting *s, const char *value)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return ERR_USAGE;
	s->keyboard_only = *value == 'n';
	return ERR_NONE;
}

static enum err
take_audit_syslog(struct setting *s, const char *value)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return ERR_USAGE;
	s->audit_syslog = *value == 'y';
	return ERR_NONE;
}

static enum err
take_envelope_number(struct setting *s, const char *value)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return ERR_USAGE;
	s->envelope_number = *value == 'y';
	return ERR_NONE;
}

static enum err
take_purge_second(struct setting *s, const char *value)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return ERR_USAGE;
	s->purge_second = *value == 'y';
	return ERR_NONE;
}

static enum err
take_columns(struct setting *s, const char *value)
{
	return person_columns_sound(value, COLUMN_OF_PERSONS) ? copy(s->columns, sizeof(s->columns), value) : ERR_USAGE;
}

static enum err
take_booking_columns(struct setting *s, const char *value)
{
	return person_columns_sound(value, COLUMN_COUNT) ?
	    copy(s->booking_columns, sizeof(s->booking_columns), value) : ERR_USAGE;
}

/* A VFS as memdb acknowledges what it keeps nowhere: which one SQLite writes by is no setting. */
static enum err
take_store(struct setting *s, const char *value)
{
	return strncmp(value, "sqlite:", 7) == 0 && strchr(value, '?') != NULL ? ERR_USAGE :
	    copy(s->store, sizeof(s->store), value);
}

static enum err
take_printer(struct setting *s, const char *value)
{
	return text_word_sound(value) ? copy(s->printer, sizeof(s->printer), value) : ERR_USAGE;
}

static enum err
take_tray(struct setting *s, const char *value)
{
	return text_word_sound(value) ? copy(s->tray, sizeof(s->tray), value) : ERR_USAGE;
}

static enum err
take_spooler(struct setting *s, const char *value)
{
	return *value == '/' ? copy(s->spooler, sizeof(s->spooler), value) : ERR_USAGE;
}

static enum err
take_training(struct setting *s, const char *value)
{
	(void)value;
	s->mode = MODE_TRAINING;
	return ERR_NONE;
}

static enum err
take_plain(struct setting *s, const char *value)
{
	(void)value;
	s->plain = true;
	return ERR_NONE;
}

static enum err
take_help(struct setting *s, const char *value)
{
	(void)value;
	s->help = true;
	return ERR_NONE;
}

static enum err
take_version(struct setting *s, const char *value)
{
	(void)value;
	s->version = true;
	return ERR_NONE;
}

/*
 * take, or a piece of text in its place. flag: without a value; practice: refused without --training; own: a clerk's
 * own choice, in an office too.
 */
struct option {
	const char *name;
	bool flag, practice, own;
	bool no_key;		/* isn't in the configuration file */
	bool only_key;		/* is there alone */
	enum err (*take)(struct setting *, const char *value);
	size_t offset, size;
};

#define TEXT(member) .offset = offsetof(struct setting, member), .size = sizeof(((struct setting *)0)->member)

static const struct option options[] = {
	{ .name = "as-written", .only_key = true, TEXT(as_written) },
	{ .name = "at", .practice = true, .no_key = true, .take = take_at },
	{ .name = "audit-anchors", .only_key = true, TEXT(audit_anchors) },
	{ .name = "audit-key", .only_key = true, TEXT(audit_key) },
	{ .name = "audit-module", .only_key = true, TEXT(audit_module) },
	{ .name = "audit-pin-file", .only_key = true, TEXT(audit_pin_file) },
	{ .name = "audit-syslog", .only_key = true, .take = take_audit_syslog },
	{ .name = "audit-token", .only_key = true, TEXT(audit_token) },
	{ .name = "booking-columns", .only_key = true, .take = take_booking_columns },
	{ .name = "booking-words", .only_key = true, TEXT(booking_words) },
	{ .name = "ca", .only_key = true, TEXT(ca) },
	{ .name = "ca-module", .only_key = true, TEXT(ca_module) },
	{ .name = "ca-pin-file", .only_key = true, TEXT(ca_pin_file) },
	{ .name = "ca-token", .only_key = true, TEXT(ca_token) },
	{ .name = "card", .practice = true, .no_key = true, TEXT(card) },
	{ .name = "card-keys", .only_key = true, TEXT(card_keys) },
	{ .name = "card-work", .only_key = true, .take = setting_take_card_work },
	{ .name = "columns", .only_key = true, .take = take_columns },
	{ .name = "config", .no_key = true, TEXT(config) },
	{ .name = "counter", .only_key = true, TEXT(counter) },
	{ .name = "envelope-number", .only_key = true, .take = take_envelope_number },
	{ .name = "help", .flag = true, .own = true, .no_key = true, .take = take_help },
	{ .name = "lang", .own = true, .take = take_lang },
	{ .name = "lock-after", .only_key = true, .take = take_lock_after },
	{ .name = "pinpad", .only_key = true, .take = take_pinpad },
	{ .name = "plain", .flag = true, .own = true, .no_key = true, .take = take_plain },
	{ .name = "printer", .only_key = true, .take = take_printer },
	{ .name = "profile", TEXT(profile) },
	{ .name = "purge-second", .only_key = true, .take = take_purge_second },
	{ .name = "reader", .own = true, TEXT(reader) },
	{ .name = "retention", .only_key = true, TEXT(retention) },
	{ .name = "spooler", .only_key = true, .take = take_spooler },
	{ .name = "store", .take = take_store },
	{ .name = "trace", .own = true, .no_key = true, TEXT(trace) },
	{ .name = "training", .flag = true, .no_key = true, .take = take_training },
	{ .name = "tray", .only_key = true, .take = take_tray },
	{ .name = "unlock-command", .only_key = true, TEXT(unlock_command) },
	{ .name = "version", .flag = true, .own = true, .no_key = true, .take = take_version },
	{ .name = "wire", .take = take_wire },
};

#define OPTION_COUNT (sizeof(options) / sizeof(*options))
_Static_assert(OPTION_COUNT <= SETTING_KEYS_MAX, "more settings than there is room for");
_Static_assert(OPTION_COUNT <= 64, "more settings than bits of those that are given");

void
setting_keys(const char *out[SETTING_KEYS_MAX + 1])
{
	size_t i, n = 0;

	for (i = 0; i < OPTION_COUNT; i++)
		if (!options[i].no_key)
			out[n++] = options[i].name;
	out[n] = NULL;
}

/* The option that an argument begins, and what stands behind its '='. */
static const struct option *
find_option(const char *arg, const char **value)
{
	size_t i, len;

	*value = NULL;
	if (strncmp(arg, "--", 2) != 0)
		return NULL;
	len = strcspn(arg + 2, "=");
	if (arg[2 + len] == '=')
		*value = arg + 2 + len + 1;
	for (i = 0; i < OPTION_COUNT; i++) {
		if (!options[i].only_key && strlen(options[i].name) == len &&
		    strncmp(options[i].name, arg + 2, len) == 0)
			return &options[i];
	}
	return NULL;
}

static enum err
take_option(struct setting *s, const struct option *o, const char *value)
{
	if (o->flag != (value == NULL) || (value != NULL && *value == '\0'))
		return ERR_USAGE;
	return o->take != NULL ? o->take(s, value) : copy((char *)s + o->offset, o->size, value);
}

static enum err
take_options(struct setting *s, int *argc, char **argv, uint64_t *given, char fault[SETTING_FAULT_MAX])
{
	const struct option *o;
	const char *value;
	int i, left = 1;
	enum err e;

	for (i = 1; i < *argc && strcmp(argv[i], "--") != 0; i++) {
		if ((o = find_option(argv[i], &value)) == NULL) {
			argv[left++] = argv[i];
			continue;
		}
		*given |= UINT64_C(1) << (o - options);
		(void)snprintf(fault, SETTING_FAULT_MAX, "--%s", o->name);
		if (!o->flag && value == NULL && i + 1 < *argc)
			value = argv[++i];
		if ((e = take_option(s, o, value)) != ERR_NONE)
			return e;
	}
	while (i < *argc)
		argv[left++] = argv[i++];
	argv[left] = NULL;
	*argc = left;
	*fault = '\0';
	return ERR_NONE;
}

static enum err
check_practice(const struct setting *s, uint64_t given, char fault[SETTING_FAULT_MAX])
{
	size_t i;

	for (i = 0; i < OPTION_COUNT && s->mode != MODE_TRAINING; i++) {
		if ((given & UINT64_C(1) << i) != 0 && (options[i].practice ||
		    (options[i].take == take_wire && s->wire == SETTING_WIRE_PROCESS))) {
			(void)snprintf(fault, SETTING_FAULT_MAX, "--%s", options[i].name);
			return ERR_NOT_TRAINING;
		}
	}
	return ERR_NONE;
}

/*
 * What is root's to say in an office isn't a clerk's. A trace goes to a folder of the office by a plain name, and never
 * into another file that is there.
 */
static enum err
check_office(struct setting *s, uint64_t given, char fault[SETTING_FAULT_MAX])
{
	char name[SETTING_PATH_MAX];
	size_t i;

	if (s->office != OFFICE_INSIDE)
		return ERR_NONE;
	for (i = 0; i < OPTION_COUNT; i++) {
		if ((given & UINT64_C(1) << i) != 0 && !options[i].own) {
			(void)snprintf(fault, SETTING_FAULT_MAX, "--%s", options[i].name);
			return ERR_OFFICE_OPTION;
		}
	}
	if (s->trace[0] == '\0')
		return ERR_NONE;
	(void)snprintf(fault, SETTING_FAULT_MAX, "--trace");
	if (s->trace[0] == '.' || strchr(s->trace, '/') != NULL)
		return ERR_OFFICE_OPTION;
	if (snprintf(name, sizeof(name), "trace-%s", s->trace) >= (int)sizeof(name))
		return ERR_TOO_LONG;
	*fault = '\0';
	return setting_path(s->state, name, s->trace, sizeof(s->trace));
}

/* The file named, or the machine's (work only), or the one that was installed with us. */
static enum err
find_config(struct setting *s)
{
	enum err e;

	if (s->config[0] == '\0' && s->mode == MODE_WORK && access(CONFIG_PATH, F_OK) == 0)
		return copy(s->config, sizeof(s->config), CONFIG_PATH);
	if (s->config[0] != '\0')
		return ERR_NONE;
	e = setting_path(s->share, s->mode == MODE_TRAINING ? "training.ini" : "madoguchi.ini", s->config,
	    sizeof(s->config));
	if (e == ERR_NONE && access(s->config, F_OK) != 0)
		s->config[0] = '\0';
	return e;
}

/* A key of [madoguchi], unless an option has said otherwise. */
static enum err
take_key(struct setting *s, const struct ini_entry *entry, uint64_t given)
{
	size_t i;

	for (i = 0; i < OPTION_COUNT; i++) {
		if (!options[i].no_key && strcmp(options[i].name, entry->key) == 0)
			return (given & UINT64_C(1) << i) != 0 ? ERR_NONE : take_option(s, &options[i], entry->value);
	}
	return ERR_CONFIG;
}

/* The keys of [kind], or of [kind name]. */
static enum err
take_keys(struct setting *s, const struct ini *ini, const char *kind, const char *name, uint64_t given,
    char fault[SETTING_FAULT_MAX])
{
	size_t i;

	for (i = 0; i < ini->count; i++) {
		const struct ini_entry *entry = &ini->entries[i];

		if (entry->key == NULL || strcmp(entry->kind, kind) != 0 || strcmp(entry->name, name) != 0 ||
		    take_key(s, entry, given) == ERR_NONE)
			continue;
		(void)snprintf(fault, SETTING_FAULT_MAX, "%.256s:%d: %.64s", s->config, entry->line, entry->key);
		return ERR_CONFIG;
	}
	return ERR_NONE;
}

static enum err
read_config(struct setting *s, uint64_t given, char fault[SETTING_FAULT_MAX])
{
	const char *keys[SETTING_KEYS_MAX + 1];
	struct ini ini = { 0 };
	enum err e;

	setting_keys(keys);
	if ((e = find_config(s)) != ERR_NONE ||
	    (s->config[0] != '\0' && (e = setting_read_file(s->config, keys, &ini, fault)) != ERR_NONE))
		return e;
	if ((e = setting_refuse_elsewhere(s, &ini, CONFIG_PATH, fault)) == ERR_NONE &&
	    (e = take_keys(s, &ini, "madoguchi", "", given, fault)) == ERR_NONE &&
	    (e = take_keys(s, &ini, "terminal", s->address, given, fault)) == ERR_NONE &&
	    (e = take_keys(s, &ini, "counter", s->counter, given, fault)) == ERR_NONE &&
	    (e = setting_find_card_work(s, &ini, fault)) == ERR_NONE)
		e = setting_find_roles(s, keys, &ini, CONFIG_PATH, fault);
	ini_free(&ini);
	return e;
}

/* The clerk's own password, or what PAM asks besides: the sudoers of "office init" has the office's account ask it. */
static void
name_unlock_command(struct setting *s)
{
	if (s->clerk[0] == '-' || s->clerk[strspn(s->clerk, "abcdefghijklmnopqrstuvwxyz0123456789._-")] != '\0')
		return;		/* it goes through a shell */
	(void)snprintf(s->unlock_command, sizeof(s->unlock_command), "sudo -k -u %s /usr/bin/true", s->clerk);
}

static enum err
fill_in(struct setting *s, char fault[SETTING_FAULT_MAX])
{
	char path[SETTING_PATH_MAX];
	enum err e;

	if (s->wire == SETTING_WIRE_PROCESS && s->mode != MODE_TRAINING) {	/* the file said so */
		(void)snprintf(fault, SETTING_FAULT_MAX, "wire");
		return ERR_NOT_TRAINING;
	}
	if (s->lock_after < 0)
		s->lock_after = s->mode == MODE_TRAINING ? 0 : 5;
	if (s->office == OFFICE_INSIDE && s->unlock_command[0] == '\0')
		name_unlock_command(s);
	if (s->wire == SETTING_WIRE_USUAL)
		s->wire = s->mode == MODE_TRAINING ? SETTING_WIRE_PROCESS : SETTING_WIRE_PCSC;
	if (s->spooler[0] == '\0')
		(void)copy(s->spooler, sizeof(s->spooler), SETTING_SPOOLER);
	if (s->profile[0] == '\0')
		(void)copy(s->profile, sizeof(s->profile), "national");
	if (s->ca[0] == '\0')
		(void)copy(s->ca, sizeof(s->ca), s->mode == MODE_TRAINING ? "madoguchi training" : "madoguchi");
	if (s->retention[0] == '\0' && (e = setting_path(s->share, "profiles/retention", s->retention,
	    sizeof(s->retention))) != ERR_NONE)
		return e;
	if (s->store[0] != '\0')
		return ERR_NONE;
	if ((e = setting_path(s->data, "store.db", path, sizeof(path))) != ERR_NONE)
		return e;
	if (snprintf(s->store, sizeof(s->store), "sqlite:%s", path) >= (int)sizeof(s->store))
		return ERR_TOO_LONG;
	return ERR_NONE;
}

enum err
setting_read(struct setting *s, int *argc, char **argv, char fault[SETTING_FAULT_MAX])
{
	const char *keys[SETTING_KEYS_MAX + 1];
	uint64_t given = 0;
	enum err e;

	setting_keys(keys);
	memset(s, 0, sizeof(*s));
	s->lock_after = -1;
	s->terminal = SETTING_TERMINAL_UNSAID;
	*fault = '\0';
	if ((e = take_options(s, argc, argv, &given, fault)) != ERR_NONE ||
	    (e = check_practice(s, given, fault)) != ERR_NONE ||
	    (e = setting_find_office(s, keys, CONFIG_PATH, fault)) != ERR_NONE ||
	    (e = setting_find_places(s)) != ERR_NONE || (e = check_office(s, given, fault)) != ERR_NONE ||
	    (e = read_config(s, given, fault)) != ERR_NONE)
		return e;
	return fill_in(s, fault);
}
