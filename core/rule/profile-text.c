/* The resolved profile as text that can be read by itself, and its hash: what a case keeps. */
#include "rule/profile-build-private.h"

#include <string.h>

static void
write_line(struct buf *text, const struct stated *s)
{
	bool quote = strpbrk(s->value, ";#") != NULL;

	buf_printf(text, quote ? "%s = \"%s\"\n" : "%s = %s\n", s->key, s->value);
}

static void
write_section(struct buf *text, const struct stated *s, const char *code)
{
	buf_printf(text, "%s[%s%s%s]\n", text->len > 0 ? "\n" : "", s->kind, s->name[0] != '\0' ? " " : "", s->name);
	if (strcmp(s->kind, "municipality") == 0)
		buf_printf(text, "profile = %s\n", code);
}

/* What says where something comes from, not what it is. */
static bool
is_used_up(const struct stated *s)
{
	return (strcmp(s->kind, "municipality") == 0 && (strcmp(s->key, "inherit") == 0 || strcmp(s->key, "profile") == 0)) ||
	    (strcmp(s->kind, "class") == 0 && strcmp(s->key, "inherit") == 0);
}

enum err
profile_write(struct build *b)
{
	unsigned char hash[CERT_HASH];
	struct buf text = { 0 };
	enum err e;
	size_t i;

	for (i = 0; i < b->count; i++)
		if (b->stated[i].key == NULL && !b->stated[i].made)
			write_section(&text, &b->stated[i], b->profile->code);
		else if (!b->stated[i].made && !is_used_up(&b->stated[i]))
			write_line(&text, &b->stated[i]);
	if ((e = buf_check(&text)) == ERR_NONE)
		e = cert_hash(text.text, text.len, hash);
	if (e != ERR_NONE) {
		buf_free(&text);
		return e;
	}
	cert_hex(hash, sizeof(hash), b->profile->hash, sizeof(b->profile->hash));
	b->profile->text = text.text;
	return ERR_NONE;
}
