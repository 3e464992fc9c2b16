/* The parts of an office; for this room only. */
#ifndef MADOGUCHI_OFFICE_SETUP_PRIVATE_H
#define MADOGUCHI_OFFICE_SETUP_PRIVATE_H

#include <sys/types.h>

#include "base/buf.h"
#include "office/setup.h"

struct setup_part {
	const char *code, *ja, *en, *path;
	const char *text;			/* of a file: the template in SHARE/office */
	mode_t mode;
	const char *tool;			/* proves a file before it is put in place: "visudo -cf" */
	enum setup_state (*look)(const struct setup_part *, const struct setup *);
	enum err (*make)(const struct setup_part *, const struct setup *);
};

/* A file made of its template, with @account@ and the like filled in. */
enum setup_state setup_file_look(const struct setup_part *, const struct setup *);
enum err setup_file_make(const struct setup_part *, const struct setup *);

/* The same, but what stands in it is root's to say: settings and keys. */
enum setup_state setup_settings_look(const struct setup_part *, const struct setup *);
enum setup_state setup_keys_look(const struct setup_part *, const struct setup *);

/* The template and a line for each clerk's folder of readers; the folders themselves. */
enum setup_state setup_readers_look(const struct setup_part *, const struct setup *);
enum err setup_readers_make(const struct setup_part *, const struct setup *);

enum setup_state setup_group_look(const struct setup_part *, const struct setup *);
enum err setup_group_make(const struct setup_part *, const struct setup *);
enum setup_state setup_account_look(const struct setup_part *, const struct setup *);
enum err setup_account_make(const struct setup_part *, const struct setup *);
enum setup_state setup_home_look(const struct setup_part *, const struct setup *);
enum err setup_home_make(const struct setup_part *, const struct setup *);

/* What the settings name: tokens, by their modules and files of PINs; a printer, by what CUPS keeps. */
enum setup_state setup_token_look(const struct setup_part *, const struct setup *);
enum setup_state setup_spooler_look(const struct setup_part *, const struct setup *);

/* Runs a program with these words, without input and output; whether it ended well. Never through a shell. */
bool setup_run(const char *const *words);

#endif
