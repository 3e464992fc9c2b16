/* Reads a settings file: the guard looks at every line first, iniparser reads what it has passed. */
#include "config.h"

#include "base/ini-scan-private.h"

#include <fcntl.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The guard has told every fault with its line; iniparser would print to standard error. */
static int
say_nothing(const char *fmt, ...)
{
	(void)fmt;
	return 0;
}

static bool
write_all(int fd, const char *text, size_t len)
{
	ssize_t n;

	for (; len > 0; text += n, len -= (size_t)n)
		if ((n = write(fd, text, len)) <= 0)
			return false;
	return true;
}

/*
 * Hands the text to iniparser, which reads files only, so that what it reads is what was checked: not the file a second
 * time, which may have changed.
 */
static dictionary *
load(const struct buf *text)
{
	char path[32];
	dictionary *d = NULL;
	int fd;

	if ((fd = memfd_create("ini", MFD_CLOEXEC)) == -1)
		return NULL;
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	iniparser_set_error_callback(say_nothing);
	if (write_all(fd, buf_text(text), text->len))
		d = iniparser_load(path);
	(void)close(fd);
	return d;
}

/* Only getstring: the readers of numbers crash on a section's name (CVE-2023-33461). */
static const char *
value_of(const dictionary *d, const struct ini_entry *e)
{
	char key[2 * INI_LINE_MAX + 4];

	(void)snprintf(key, sizeof(key), "%s%s%s:%s", e->kind, e->name[0] != '\0' ? " " : "", e->name, e->key);
	return iniparser_getstring(d, key, NULL);
}

/* Offsets first: the strings may move while they grow. */
static size_t
keep(struct buf *strings, const char *s)
{
	size_t at = strings->len;

	buf_add(strings, s, strlen(s) + 1);
	return at;
}

static enum err
fill(const struct ini_scan *scan, const dictionary *d, struct ini *ini)
{
	struct buf strings = { 0 };
	size_t (*at)[4], i;
	enum err e = ERR_MEMORY;

	at = calloc(scan->count + 1, sizeof(*at));
	ini->entries = calloc(scan->count + 1, sizeof(*ini->entries));
	if (at == NULL || ini->entries == NULL)
		goto out;
	for (i = 0; i < scan->count; i++) {
		const struct ini_entry *from = &scan->entries[i];
		const char *value = from->key != NULL ? value_of(d, from) : NULL;

		at[i][0] = keep(&strings, from->kind);
		at[i][1] = keep(&strings, from->name);
		at[i][2] = keep(&strings, from->key != NULL ? from->key : "");
		at[i][3] = keep(&strings, value != NULL ? value : "");
	}
	if (buf_check(&strings) != ERR_NONE)
		goto out;
	for (i = 0; i < scan->count; i++)
		ini->entries[i] = (struct ini_entry){ .kind = strings.text + at[i][0], .name = strings.text + at[i][1],
		    .key = scan->entries[i].key != NULL ? strings.text + at[i][2] : NULL,
		    .value = scan->entries[i].key != NULL ? strings.text + at[i][3] : NULL, .line = scan->entries[i].line };
	ini->count = scan->count;
	ini->strings = strings.text;
	strings = (struct buf){ 0 };
	e = ERR_NONE;
out:
	if (e != ERR_NONE)
		ini_free(ini);
	buf_free(&strings);
	free(at);
	return e;
}

enum err
ini_read_text(const char *file, const char *text, size_t len, const struct ini_shape *shapes, struct ini *ini,
    struct faults *faults)
{
	struct ini_scan scan = { .file = file, .shapes = shapes, .faults = faults };
	dictionary *d = NULL;
	enum err e;

	*ini = (struct ini){ 0 };
	if ((e = ini_scan(&scan, text, len)) != ERR_NONE)
		goto out;
	if ((d = load(&scan.plain)) == NULL) {
		fault_add(faults, file, 0, "ファイルを読み取れません");
		e = ERR_CONFIG;
		goto out;
	}
	e = fill(&scan, d, ini);
out:
	if (d != NULL)
		iniparser_freedict(d);
	ini_scan_free(&scan);
	return e;
}

static enum err
read_whole(int fd, char *text, size_t size, size_t *len)
{
	ssize_t n;

	for (*len = 0; *len < size; *len += (size_t)n)
		if ((n = read(fd, text + *len, size - *len)) <= 0)
			return n == 0 ? ERR_NONE : ERR_IO;
	return ERR_NONE;
}

enum err
ini_read_file(const char *path, const struct ini_shape *shapes, struct ini *ini, struct faults *faults)
{
	char *text = NULL;
	struct stat st;
	enum err e = ERR_IO;
	size_t len;
	int fd;

	*ini = (struct ini){ 0 };
	/* Not blocking: a pipe in the file's place would wait for ever. */
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) == -1 || fstat(fd, &st) == -1) {
		fault_add(faults, path, 0, "ファイルを開けません");
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		fault_add(faults, path, 0, "普通のファイルではありません");
		goto out;
	}
	if ((text = malloc(INI_FILE_MAX + 1)) == NULL) {
		e = ERR_MEMORY;
		goto out;
	}
	if ((e = read_whole(fd, text, INI_FILE_MAX + 1, &len)) == ERR_NONE)
		e = ini_read_text(path, text, len, shapes, ini, faults);
	ini->owner = st.st_uid;
	ini->mode = st.st_mode;
out:
	free(text);
	if (fd != -1)
		(void)close(fd);
	return e;
}

void
ini_free(struct ini *ini)
{
	free(ini->entries);
	free(ini->strings);
	*ini = (struct ini){ 0 };
}

const char *
ini_value(const struct ini *ini, const char *kind, const char *name, const char *key)
{
	const struct ini_entry *e;
	size_t i;

	for (i = 0; i < ini->count; i++) {
		e = &ini->entries[i];
		if (e->key != NULL && strcmp(e->key, key) == 0 && strcmp(e->kind, kind) == 0 && strcmp(e->name, name) == 0)
			return e->value;
	}
	return NULL;
}
