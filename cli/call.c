/* Takes a command's own options and words apart, and gathers what it has to say. */
#include "cli/cmd.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv-write.h"
#include "base/text.h"
#include "card/pcsc.h"

#define SEND_AT 65536
#define WHY_CELLS 1000		/* kanji of three bytes and two cells fit into a detail */

static void
remove_words(struct call *c, int at, int n)
{
	memmove(&c->argv[at], &c->argv[at + n], (size_t)(c->argc - at - n + 1) * sizeof(*c->argv));
	c->argc -= n;
}

/* The place of an option before "--", -1 where it isn't; *value stands behind its '='. */
static int
find(const struct call *c, const char *name, const char **value)
{
	size_t len = strlen(name);
	int i;

	for (i = 0; i < c->argc && strcmp(c->argv[i], "--") != 0; i++) {
		if (strncmp(c->argv[i], name, len) != 0 || (c->argv[i][len] != '\0' && c->argv[i][len] != '='))
			continue;
		*value = c->argv[i][len] == '=' ? c->argv[i] + len + 1 : NULL;
		return i;
	}
	return -1;
}

bool
call_flag(struct call *c, const char *name)
{
	const char *value;
	int at = find(c, name, &value);

	if (at < 0 || value != NULL)
		return false;
	remove_words(c, at, 1);
	return true;
}

enum err
call_value(struct call *c, const char *name, const char **value)
{
	int at = find(c, name, value);

	if (at < 0) {
		*value = NULL;
		return ERR_NONE;
	}
	if (*value == NULL && at + 1 < c->argc) {
		*value = c->argv[at + 1];
		remove_words(c, at, 1);
	}
	remove_words(c, at, 1);
	return *value != NULL && **value != '\0' ? ERR_NONE : call_fail(c, ERR_USAGE, "%s", name);
}

enum err
call_take(struct call *c, const char *name, const char *text, char *out, size_t size)
{
	char words[TEXT_FAULT_WORDS_MAX];
	const size_t len = strlen(text);
	struct text_fault fault;
	enum err e = text_take_field(name, text, len, out, size);

	if (e == ERR_NONE)
		return e;
	if (text_sound(text, len, &fault))
		return call_fail(c, e, "%s", name);
	return call_fail(c, e, "%s%s%s", name, *name != '\0' ? ": " : "", text_fault_words(&fault, lang_now(), words));
}

enum err
call_text(struct call *c, const char *name, char *out, size_t size)
{
	const char *value;
	enum err e = call_value(c, name, &value);

	out[0] = '\0';
	return e != ERR_NONE || value == NULL ? e : call_take(c, name, value, out, size);
}

enum err
call_pin_fd(struct call *c, int *fd)
{
	const char *value;
	char *end;
	long n;
	enum err e = call_value(c, "--pin-fd", &value);

	*fd = -1;
	if (e != ERR_NONE || value == NULL)
		return e;
	errno = 0;
	n = strtol(value, &end, 10);
	if (errno != 0 || *end != '\0' || n < 0 || n > 65535)
		return call_fail(c, ERR_USAGE, "--pin-fd");
	*fd = (int)n;
	return ERR_NONE;
}

enum err
call_day(struct call *c, const char *name, struct date *day)
{
	const char *value;
	enum err e = call_value(c, name, &value);

	if (e != ERR_NONE || value == NULL)
		return e;
	return date_parse(value, day) == ERR_NONE ? ERR_NONE : call_fail(c, ERR_DATE, "%s", name);
}

enum err
call_limit(struct call *c, int *limit)
{
	const char *value;
	char *end;
	long n;
	enum err e = call_value(c, "--limit", &value);

	if (e != ERR_NONE || value == NULL)
		return e;
	errno = 0;
	n = strtol(value, &end, 10);
	if (errno != 0 || *end != '\0' || n < 1 || n > 10000000)
		return call_fail(c, ERR_USAGE, "--limit");
	*limit = (int)n;
	return ERR_NONE;
}

void
call_faults(struct call *c, const struct faults *f)
{
	size_t i;

	for (i = 0; i < fault_kept(f); i++) {
		buf_printf(&c->out, "%s:%d: %s", f->list[i].file, f->list[i].line, f->list[i].message);
		call_line(c);
	}
	if (f->count > FAULTS_MAX) {
		buf_printf(&c->out, tr("ほかに %zu か所"), f->count - FAULTS_MAX);
		call_line(c);
	}
}

enum err
call_words(struct call *c, int min, int max)
{
	int i;

	for (i = 0; i < c->argc && strcmp(c->argv[i], "--") != 0; i++) {
		if (c->argv[i][0] == '-' && c->argv[i][1] != '\0')
			return call_fail(c, ERR_USAGE, "%s", c->argv[i]);
	}
	if (i < c->argc)
		remove_words(c, i, 1);
	return c->argc >= min && c->argc <= max ? ERR_NONE : ERR_USAGE;
}

enum err
call_why(struct call *c, struct lookup *why)
{
	const char *purpose = NULL;
	struct buf words = { 0 };
	unsigned p;
	enum err e;

	*why = (struct lookup){ NULL, LOOKUP_UNSAID };
	if ((e = call_value(c, "--case", &why->number)) != ERR_NONE || (e = call_value(c, "--purpose",
	    &purpose)) != ERR_NONE)
		return e;
	if (why->number != NULL && case_number_check(why->number) != ERR_NONE)
		return call_fail(c, ERR_CASE_NUMBER, "%s", why->number);
	if (purpose == NULL || (why->purpose = lookup_purpose_by_code(purpose)) != LOOKUP_PURPOSE_COUNT)
		return ERR_NONE;
	for (p = LOOKUP_UNSAID + 1; p < LOOKUP_PURPOSE_COUNT; p++)
		buf_printf(&words, " %s(%s)", lookup_purpose_code((enum lookup_purpose)p),
		    tr(lookup_purpose_words((enum lookup_purpose)p)));
	e = call_fail(c, ERR_USAGE, "--purpose%s", buf_text(&words));
	buf_free(&words);
	return e;
}

enum err
call_path(struct call *c, const char *path)
{
	if (c->setting->office != OFFICE_INSIDE || strcmp(path, "-") == 0)
		return ERR_NONE;
	return call_fail(c, ERR_OFFICE_PATH, "%s", path);
}

enum err
call_fail(struct call *c, enum err e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(c->detail, sizeof(c->detail), fmt, ap);
	va_end(ap);
	return e;
}

enum err
call_fault(struct call *c, enum err e, const char *why)
{
	c->whole = lang_now() == LANG_JA;	/* the rules speak Japanese alone */
	return call_fail(c, e, "%.*s", (int)text_fit(why, WHY_CELLS, NULL), why);
}

/* In place: what is cleaned is never longer. */
static void
clean_line(struct call *c)
{
	char *from = c->out.text + c->line, *to = from;
	const char *end = c->out.text + c->out.len;

	while (from < end) {
		char *tab = memchr(from, '\t', (size_t)(end - from));
		char *next = tab != NULL ? tab : c->out.text + c->out.len;
		const size_t n = (size_t)(next - from);

		memmove(to, from, n);
		text_clean(to, n, to, n + 1);
		to += strlen(to);
		if (tab != NULL)
			*to++ = '\t';
		from = next + (tab != NULL);
	}
	*to = '\0';
	c->out.len = (size_t)(to - c->out.text);
}

void
call_line(struct call *c)
{
	if (!c->out.failed && c->out.len > c->line)
		clean_line(c);
	call_json_line(c);
}

void
call_csv_begin(struct call *c)
{
	buf_puts(&c->out, CSV_MARK);
	c->line = c->out.len;
}

void
call_csv_head(struct call *c, const char *const *columns)
{
	size_t i;

	call_csv_begin(c);
	for (i = 0; columns[i] != NULL; i++)
		csv_put(&c->out, tr(columns[i]), i == 0);
	call_csv_line(c);
}

void
call_csv_line(struct call *c)
{
	if (!c->out.failed && c->out.len > c->line)
		clean_line(c);
	buf_puts(&c->out, "\r");		/* RFC 4180 ends records so */
	call_json_line(c);
}

void
call_json_line(struct call *c)
{
	if (c->out.failed)
		return;
	buf_puts(&c->out, "\n");
	if (c->out.len >= SEND_AT && !c->out.failed) {
		(void)fwrite(c->out.text, 1, c->out.len, stdout);
		buf_clear(&c->out);
	}
	c->line = c->out.len;
}

void
call_lines(struct call *c, const char *text)
{
	size_t n;

	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		buf_add(&c->out, text, n);
		call_line(c);
	}
}

enum err
call_reader(struct call *c, struct wire_state *state)
{
	struct pcsc_reader readers[PCSC_READERS_MAX];
	struct wire *wire = c->context->desk.wire;

	if (c->setting->wire == SETTING_WIRE_PCSC)
		(void)pcsc_wire_readers(wire, readers, PCSC_READERS_MAX);
	wire_state(wire, state);
	return state->fault;
}

void
call_name_readers(struct call *c)
{
	struct pcsc_reader readers[PCSC_READERS_MAX];
	size_t i, n = pcsc_wire_readers(c->context->desk.wire, readers, PCSC_READERS_MAX), at = 0;

	for (i = 0; i < n && at < sizeof(c->detail); i++)
		at += (size_t)snprintf(c->detail + at, sizeof(c->detail) - at, "%s%s", i > 0 ? ", " : "",
		    readers[i].name);
}

struct actor
call_actor(const struct call *c)
{
	const struct clock *clock = &c->clock;

	return (struct actor){ .clerk = c->setting->clerk, .counter = c->setting->counter, .at = clock->now(clock->ctx),
	    .roles = c->setting->roles };
}
