/* Parts of the settings, a file each; for this room only. */
#ifndef MADOGUCHI_OFFICE_SETTING_PRIVATE_H
#define MADOGUCHI_OFFICE_SETTING_PRIVATE_H

#include "base/ini.h"
#include "office/setting.h"

/* The keys of [madoguchi] in a configuration file, those of the one table of settings; ended by NULL. */
#define SETTING_KEYS_MAX 40
void setting_keys(const char *out[SETTING_KEYS_MAX + 1]);

/*
 * Sets the roles of the account clerk. [clerks] of the machine's own file takes precedence over that of ini, the file
 * that was read (NULL: none); without either, ROLES_UNSTATED. In work the file must be owned by root or by one of its
 * own administrators and writable by nobody else: else ERR_ROLES_FILE. ERR_CONFIG: the machine's file cannot be read.
 * Practice uses ini only. fault: the file and what is wrong.
 */
enum err setting_find_roles(struct setting *, const char *const *keys, const struct ini *, const char *machine,
    char fault[SETTING_FAULT_MAX]);

/* The keys of [card-work]: procedures. Ends in NULL. */
extern const char *const setting_card_work_keys[];

/*
 * Sets terminal: by the key card-work, ERR_USAGE for a value other than here and terminal; then, if that key was
 * not there (SETTING_TERMINAL_UNSAID), by the mode, since in work what writes to a card is the terminal's; then by
 * [card-work], ERR_CONFIG with fault.
 */
#define SETTING_TERMINAL_UNSAID (~0u)
enum err setting_take_card_work(struct setting *, const char *value);
enum err setting_find_card_work(struct setting *, const struct ini *, char fault[SETTING_FAULT_MAX]);

/* Sets clerk_name from passwd(5)'s field: what stands before its first comma. */
void setting_take_name(struct setting *, const char *gecos);

/*
 * [office] of the machine's own file: sets office, account and home, and inside enters it (office.h), before anything
 * else is read from the environment. Practice inside is refused, ERR_OFFICE_OPTION: it is each clerk's own.
 */
enum err setting_find_office(struct setting *, const char *const *keys, const char *machine,
    char fault[SETTING_FAULT_MAX]);

/* ERR_CONFIG where another file than the machine's has [office]. */
enum err setting_refuse_elsewhere(const struct setting *, const struct ini *, const char *machine,
    char fault[SETTING_FAULT_MAX]);

/* Reads a configuration file whose [madoguchi] has these keys (setting_keys); fault is its first fault. */
enum err setting_read_file(const char *path, const char *const *keys, struct ini *, char fault[SETTING_FAULT_MAX]);

#endif
