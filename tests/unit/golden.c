/* Tables of what is said: read, compared, written anew. */
#include "golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static bool update;
static const char *alone;

/* A text as it stands in its table, and without what is said. */
struct text { struct buf title, whole, bare; };

void
golden_begin(int argc, char **argv)
{
	update = argc > 1 && strcmp(argv[1], "--update") == 0;
	alone = argc > 1 && !update ? argv[1] : NULL;
}

static bool
is_title(const char *line)
{
	return strchr("#\n", line[0]) == NULL && line[1] == ' ';
}

/* Reads on to the end of the next text; what stands before its title goes to before. */
static bool
next(FILE *in, struct text *t, struct buf *before)
{
	char line[4096];

	buf_clear(&t->title);
	buf_clear(&t->whole);
	buf_clear(&t->bare);
	while (fgets(line, sizeof(line), in) != NULL) {
		if (t->title.len == 0)
			buf_puts(is_title(line) ? &t->title : before, line);
		else if (line[0] == '\n')
			break;
		else {
			buf_puts(&t->whole, line);
			if (strncmp(line, "> ", 2) != 0)
				buf_puts(&t->bare, line);
		}
	}
	return t->title.len > 0;
}

static void
compare_all(FILE *in, void (*say)(char, const char *, struct buf *), struct buf *out)
{
	struct text t = { 0 };
	struct buf said = { 0 };

	while (next(in, &t, out)) {
		buf_clear(&said);
		say(buf_text(&t.title)[0], buf_text(&t.bare), &said);
		buf_printf(out, "%s%s\n", buf_text(&t.title), buf_text(&said));
		if (!update && strcmp(buf_text(&said), buf_text(&t.whole)) != 0)
			fail_msg("%s%s-- is now\n%s", buf_text(&t.title), buf_text(&t.whole), buf_text(&said));
	}
	buf_free(&t.title);
	buf_free(&t.whole);
	buf_free(&t.bare);
	buf_free(&said);
}

void
golden_check(const char *name, void (*say)(char sign, const char *text, struct buf *out))
{
	const char *top = getenv("top_srcdir");
	struct buf out = { 0 };
	char path[512];
	FILE *file;

	if (alone != NULL && strcmp(alone, name) != 0)
		return;
	(void)snprintf(path, sizeof(path), "%s/tests/unit/%s.table", top != NULL ? top : ".", name);
	if ((file = fopen(path, "r")) == NULL)
		fail_msg("there is no %s", path);
	compare_all(file, say, &out);
	(void)fclose(file);
	if (update && ((file = fopen(path, "w")) == NULL || fputs(buf_text(&out), file) < 0 || fclose(file) != 0))
		fail_msg("%s can't be written", path);
	buf_free(&out);
}
