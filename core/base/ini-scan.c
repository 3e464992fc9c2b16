/* Looks at a settings file line by line and refuses what iniparser would cut, merge or pass over in silence. */
#include "config.h"

#include "base/ini-scan-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/text.h"

#define BLANK " \t"

static void
fault(struct ini_scan *s, int line, const char *message)
{
	fault_add(s->faults, s->file, line, "%s", tr(message));
	s->found++;
}

static void
fault_of(struct ini_scan *s, int line, const char *what, const char *message)
{
	fault_add(s->faults, s->file, line, "「%s」%s", what, tr(message));
	s->found++;
}

static char *
trim(char *s)
{
	size_t n;

	s += strspn(s, BLANK);
	for (n = strlen(s); n > 0 && strchr(BLANK, s[n - 1]) != NULL; n--)
		s[n - 1] = '\0';
	return s;
}

static bool
is_word(const char *s, bool capitals)
{
	const char *p;

	for (p = s; *p != '\0'; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '-' || (capitals && *p >= 'A' && *p <= 'Z')))
			return false;
	return p != s;
}

/* Of two words, capitals as small letters (FNV-1a): most texts are told apart by it, without comparing them. */
static uint32_t
hash_of(const char *kind, const char *word)
{
	const char *const parts[] = { kind, word };
	uint32_t hash = 2166136261u;
	const char *p;
	size_t i;

	for (i = 0; i < 2; i++)
		for (p = parts[i]; *p != '\0'; p++)
			hash = (hash ^ (unsigned char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p)) * 16777619u;
	return hash;
}

static bool
add_entry(struct ini_scan *s, struct ini_entry entry)
{
	if (s->count == INI_ENTRIES_MAX) {
		fault(s, entry.line, "項目が多すぎます");
		return false;
	}
	s->hashes[s->count] = hash_of(entry.kind, entry.key != NULL ? entry.key : entry.name);
	s->entries[s->count++] = entry;
	return true;
}

static const struct ini_shape *
find_shape(const struct ini_scan *s, const char *kind, const char *name)
{
	const struct ini_shape *shape;

	for (shape = s->shapes; shape->kind != NULL; shape++)
		if (strcmp(shape->kind, kind) == 0 && shape->named == (name[0] != '\0'))
			return shape;
	return NULL;
}

static void
check_new_section(struct ini_scan *s, const char *kind, const char *name, int line)
{
	const uint32_t hash = hash_of(kind, name);
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->hashes[i] == hash && s->entries[i].key == NULL && strcmp(s->entries[i].kind, kind) == 0 &&
		    strcasecmp(s->entries[i].name, name) == 0) {
			fault(s, line, "同じ節が2回あります");
			return;
		}
}

static void
scan_section(struct ini_scan *s, char *text, int line)
{
	char *end = strchr(text, ']'), *kind, *name;

	s->known = true;
	s->shape = NULL;
	if (end == NULL || end[1] != '\0') {
		fault(s, line, "節の見出しが「]」で終わっていません");
		return;
	}
	*end = '\0';
	kind = trim(text + 1);
	name = kind + strcspn(kind, BLANK);
	if (*name != '\0')
		*name++ = '\0';
	name = trim(name);
	if (!is_word(kind, false) || (name[0] != '\0' && !is_word(name, true))) {
		fault(s, line, "節の見出しに使えない文字があります");
		return;
	}
	if ((s->shape = find_shape(s, kind, name)) == NULL) {
		fault_of(s, line, kind, "という節はありません");
		return;
	}
	check_new_section(s, kind, name, line);
	s->section = s->count;
	if (!add_entry(s, (struct ini_entry){ .kind = kind, .name = name, .line = line })) {
		s->shape = NULL;	/* its keys have no section to stand in */
		return;
	}
	buf_printf(&s->plain, "[%s%s%s]\n", kind, name[0] != '\0' ? " " : "", name);
}

/* The value without its quotes; NULL after a fault. */
static char *
unquote(struct ini_scan *s, char *value, int line)
{
	size_t n = strlen(value);

	if (value[0] == '"') {
		if (n < 2 || value[n - 1] != '"') {
			fault(s, line, "引用符が閉じていないか、あとに何か続いています");
			return NULL;
		}
		value[n - 1] = '\0';
		value++;
	} else if (strpbrk(value, ";#") != NULL) {
		fault(s, line, "「;」や「#」のある値は \" \" で囲みます");
		return NULL;
	}
	if (strchr(value, '"') != NULL || value[0] == '\'') {
		fault(s, line, "値の中に引用符は使えません");
		return NULL;
	}
	if ((n = strlen(value)) > 0 && value[n - 1] == '\\') {
		fault(s, line, "次の行へ続けることはできません");
		return NULL;
	}
	return value;
}

static bool
key_allowed(const struct ini_shape *shape, const char *key)
{
	size_t i;

	if (shape->keys == NULL)
		return true;
	for (i = 0; shape->keys[i] != NULL; i++)
		if (strcmp(shape->keys[i], key) == 0)
			return true;
	return false;
}

static bool
key_new(const struct ini_scan *s, const char *key)
{
	const uint32_t hash = hash_of(s->entries[s->section].kind, key);
	size_t i;

	for (i = s->section + 1; i < s->count; i++)
		if (s->hashes[i] == hash && strcmp(s->entries[i].key, key) == 0)
			return false;
	return true;
}

static void
scan_key(struct ini_scan *s, char *text, int line)
{
	char *value = strchr(text, '='), *key;

	if (value == NULL) {
		fault(s, line, "「項目 = 値」の形ではありません");
		return;
	}
	*value++ = '\0';
	key = trim(text);
	if ((value = unquote(s, trim(value), line)) == NULL)
		return;
	if (!is_word(key, false)) {
		fault(s, line, "項目の名前に使えない文字があります");
		return;
	}
	if (s->shape == NULL) {
		if (!s->known)
			fault_of(s, line, key, "がどの節にも入っていません");
		return;
	}
	if (!key_allowed(s->shape, key)) {
		fault_of(s, line, key, "という項目はこの節にはありません");
		return;
	}
	if (!key_new(s, key)) {
		fault_of(s, line, key, "が同じ節に2回あります");
		return;
	}
	if (add_entry(s, (struct ini_entry){ .kind = s->entries[s->section].kind, .name = s->entries[s->section].name,
	    .key = key, .line = line }))
		buf_printf(&s->plain, "%s = \"%s\"\n", key, value);
}

/* A tab is a blank, between words and in a value. */
static bool
line_sound(struct ini_scan *s, char *text, size_t len, int line)
{
	char code[16];
	struct text_fault at;
	char *tab;

	if (len > INI_LINE_MAX) {
		fault(s, line, "行が長すぎます(1000バイトまで)");
		return false;
	}
	while ((tab = memchr(text, '\t', len)) != NULL)
		*tab = ' ';
	if (text_characters_sound(text, len, &at))
		return true;
	(void)snprintf(code, sizeof(code), "U+%04X", (unsigned)at.c);
	if (at.c == TEXT_BAD)
		fault(s, line, "文字コードが UTF-8 ではありません");
	else
		fault_of(s, line, code, "という使えない文字があります");
	return false;
}

static void
scan_line(struct ini_scan *s, char *text, size_t len, int line)
{
	if (!line_sound(s, text, len, line))
		return;
	text[len] = '\0';
	text = trim(text);
	if (text[0] == '\0' || text[0] == '#' || text[0] == ';')
		return;
	if (text[0] == '[')
		scan_section(s, text, line);
	else
		scan_key(s, text, line);
}

enum err
ini_scan(struct ini_scan *s, const char *text, size_t len)
{
	size_t at, n, more;
	int line = 1;

	if (len > INI_FILE_MAX) {
		fault(s, 0, "ファイルが大きすぎます");
		return ERR_CONFIG;
	}
	s->copy = malloc(len + 1);
	s->entries = calloc(INI_ENTRIES_MAX, sizeof(*s->entries));
	s->hashes = calloc(INI_ENTRIES_MAX, sizeof(*s->hashes));
	if (s->copy == NULL || s->entries == NULL || s->hashes == NULL)
		return ERR_MEMORY;
	memcpy(s->copy, text, len);
	s->copy[len] = '\0';
	for (at = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; at < len; at += more, line++) {
		const char *end = memchr(text + at, '\n', len - at);

		n = end != NULL ? (size_t)(end - text) - at : len - at;
		more = n + (end != NULL);
		if (n > 0 && text[at + n - 1] == '\r')
			n--;
		scan_line(s, s->copy + at, n, line);
	}
	return s->found > 0 ? ERR_CONFIG : buf_check(&s->plain);
}

void
ini_scan_free(struct ini_scan *s)
{
	buf_free(&s->plain);
	free(s->copy);
	free(s->entries);
	free(s->hashes);
}
