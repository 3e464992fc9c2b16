/* Files that an office needs outside its own folder: made of templates, root's, and put in place whole. */
#include "config.h"

#include "office/setup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office/office.h"
#include "office/setting-private.h"

#define FILE_MAX (64u << 10)

static enum err
read_file(const char *path, struct buf *out)
{
	FILE *in = fopen(path, "re");
	char piece[4096];
	size_t n;
	enum err e = ERR_NONE;

	if (in == NULL)
		return ERR_IO;
	while (out->len < FILE_MAX && (n = fread(piece, 1, sizeof(piece), in)) > 0)
		buf_add(out, piece, n);
	if (ferror(in) || out->len >= FILE_MAX)
		e = ERR_IO;
	(void)fclose(in);
	return e != ERR_NONE ? e : buf_check(out);
}

/* --- the template ------------------------------------------------------------------------------ */

static void
fill(const char *text, const struct setup *s, struct buf *out)
{
	const struct { const char *name, *value; } places[] = {
		{ "@account@", s->account }, { "@group@", s->group },
		{ "@bindir@", BINDIR }, { "@libexecdir@", s->libexec },
	};
	size_t i;

	while (*text != '\0') {
		for (i = 0; i < sizeof(places) / sizeof(*places); i++) {
			if (strncmp(text, places[i].name, strlen(places[i].name)) == 0)
				break;
		}
		if (i == sizeof(places) / sizeof(*places)) {
			buf_add(out, text++, 1);
			continue;
		}
		buf_puts(out, places[i].value);
		text += strlen(places[i].name);
	}
}

static enum err
wanted(const struct setup_part *p, const struct setup *s, struct buf *out)
{
	char path[SETTING_PATH_MAX];
	struct buf text = { 0 };
	int n = snprintf(path, sizeof(path), "%s/office/%s", s->share, p->text);
	enum err e = n < 0 || (size_t)n >= sizeof(path) ? ERR_TOO_LONG : read_file(path, &text);

	if (e == ERR_NONE)
		fill(buf_text(&text), s, out);
	buf_free(&text);
	return e != ERR_NONE ? e : buf_check(out);
}

/* --- in place ---------------------------------------------------------------------------------- */

static enum setup_state
look(const struct setup_part *p, const struct buf *text)
{
	struct buf there = { 0 };
	struct stat st;
	enum setup_state state = SETUP_DIFFERS;

	if (lstat(p->path, &st) != 0)
		return SETUP_MISSING;
	/* Of the folder only whose it is: polkit's own rules lie in one of polkitd's. */
	if (!S_ISREG(st.st_mode) || st.st_uid != 0 || (st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return SETUP_UNSAFE;
	if (text == NULL || (read_file(p->path, &there) == ERR_NONE && there.len == text->len &&
	    memcmp(there.text, text->text, text->len) == 0))
		state = SETUP_SOUND;
	buf_free(&there);
	return state;
}

enum setup_state
setup_file_look(const struct setup_part *p, const struct setup *s)
{
	struct buf text = { 0 };
	enum setup_state state = wanted(p, s, &text) == ERR_NONE ? look(p, &text) : SETUP_MISSING;

	buf_free(&text);
	return state;
}

static enum err
why(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_IO;
}

/* Root's, 0755, where the system hasn't made it; its parent is the system's. */
static enum err
make_folder_of(const char *path)
{
	char copy[SETTING_PATH_MAX];

	(void)snprintf(copy, sizeof(copy), "%s", path);
	if (mkdir(dirname(copy), 0755) != 0 && errno != EEXIST)
		return why();
	return ERR_NONE;
}

static enum err
write_part(const char *part, const struct buf *text, mode_t mode)
{
	const int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	enum err e = ERR_NONE;

	if (fd < 0)
		return why();
	if (write(fd, text->text, text->len) != (ssize_t)text->len || fchmod(fd, mode) != 0 || fsync(fd) != 0)
		e = why();
	if (close(fd) != 0 && e == ERR_NONE)
		e = why();
	return e;
}

/* A name with a dot: sudo and sshd read no such file. */
static enum err
put(const struct setup_part *p, const struct buf *text)
{
	char part[SETTING_PATH_MAX];
	const char *proof[] = { p->tool, "-cf", part, NULL };
	enum err e;

	if (snprintf(part, sizeof(part), "%s.part", p->path) >= (int)sizeof(part))
		return ERR_TOO_LONG;
	if ((e = make_folder_of(p->path)) != ERR_NONE)
		return e;
	(void)unlink(part);
	if ((e = write_part(part, text, p->mode)) == ERR_NONE && p->tool != NULL && !setup_run(proof))
		e = ERR_OFFICE_SETUP;
	if (e == ERR_NONE && rename(part, p->path) != 0)
		e = why();
	if (e != ERR_NONE)
		(void)unlink(part);
	return e;
}

enum err
setup_file_make(const struct setup_part *p, const struct setup *s)
{
	struct buf text = { 0 };
	enum err e = wanted(p, s, &text);

	if (e == ERR_NONE)
		e = put(p, &text);
	buf_free(&text);
	return e;
}

/* --- what root fills in ------------------------------------------------------------------------ */

enum setup_state
setup_settings_look(const struct setup_part *p, const struct setup *s)
{
	const char *keys[SETTING_KEYS_MAX + 1], *account;
	char fault[SETTING_FAULT_MAX];
	struct ini ini = { 0 };
	enum setup_state state = look(p, NULL);

	if (state != SETUP_SOUND || !office_is_roots(p->path))
		return state != SETUP_SOUND ? state : SETUP_UNSAFE;
	setting_keys(keys);
	if (setting_read_file(p->path, keys, &ini, fault) != ERR_NONE)
		return SETUP_DIFFERS;
	account = ini_value(&ini, "office", "", "account");
	state = account != NULL && strcmp(account, s->account) == 0 ? SETUP_SOUND : SETUP_DIFFERS;
	ini_free(&ini);
	return state;
}

/* A key that isn't bound to a clerk would open a shell as the office's account. */
static bool
is_bound(const char *line, const struct setup *s)
{
	char command[SETTING_PATH_MAX];

	(void)snprintf(command, sizeof(command), "restrict,pty,command=\"%s/madoguchi-login ", s->libexec);
	return strncmp(line, command, strlen(command)) == 0;
}

enum setup_state
setup_keys_look(const struct setup_part *p, const struct setup *s)
{
	struct buf text = { 0 };
	enum setup_state state = look(p, NULL);
	char *line, *rest = NULL;

	if (state != SETUP_SOUND || !office_is_roots(p->path))
		return state != SETUP_SOUND ? state : SETUP_UNSAFE;
	if (read_file(p->path, &text) != ERR_NONE)
		state = SETUP_DIFFERS;
	for (line = state == SETUP_SOUND ? strtok_r(text.text, "\n", &rest) : NULL; line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		line += strspn(line, " \t");
		if (*line != '#' && *line != '\0' && !is_bound(line, s))
			state = SETUP_UNSAFE;
	}
	buf_free(&text);
	return state;
}

/* --- readers ----------------------------------------------------------------------------------- */

static enum err
reader_lines(const struct setup_part *p, const struct setup *s, struct buf *text)
{
	const struct group *group;
	enum err e = wanted(p, s, text);
	char *const *name;

	if (e != ERR_NONE || (group = getgrnam(s->group)) == NULL)
		return e;
	for (name = group->gr_mem; *name != NULL; name++)
		buf_printf(text, "d " OFFICE_READERS "/%s 0710 %s %s -\n", *name, *name, s->account);
	return buf_check(text);
}

/* Lines that it has too few or too many are no fault of root's: clerks come and go. */
enum setup_state
setup_readers_look(const struct setup_part *p, const struct setup *s)
{
	struct buf text = { 0 };
	enum setup_state state = reader_lines(p, s, &text) == ERR_NONE ? look(p, &text) : SETUP_MISSING;

	buf_free(&text);
	return state == SETUP_DIFFERS ? SETUP_MISSING : state;
}

enum err
setup_readers_make(const struct setup_part *p, const struct setup *s)
{
	const char *create[] = { "/usr/bin/systemd-tmpfiles", "--create", p->path, NULL };
	struct buf text = { 0 };
	enum err e = reader_lines(p, s, &text);

	if (e == ERR_NONE && (e = put(p, &text)) == ERR_NONE)
		(void)setup_run(create);	/* else at the next start */
	buf_free(&text);
	return e;
}
