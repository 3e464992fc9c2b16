/* Reads the stop days of the national system: which days, what is said of them, which procedures they stop. */
#include "rule/stop-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rule/facts.h"
#include "rule/profile.h"
#include "base/lang.h"

static const char *const keys[] = { "days", "procedures", "text", "source", "from", "until", NULL };
static const struct ini_shape shapes[] = { { "stop", true, keys }, { .kind = NULL } };

/* What is recorded and answered on paper needs no system: a reported key is taken down, and revoked when it is back. */
#define ALL (((1u << PROCEDURE_COUNT) - 1) & ~(1u << PROCEDURE_REPORT_KEY | 1u << PROCEDURE_DISCLOSURE))

struct reading { const char *path; struct faults *faults; size_t found; };

static void
fault(struct reading *r, int line, const char *value, const char *what)
{
	fault_add(r->faults, r->path, line, "「%s」%s", value, tr(what));
	r->found++;
}

static void
read_day(struct reading *r, const struct ini_entry *e, struct date *day)
{
	if (date_parse(e->value, day) != ERR_NONE)
		fault(r, e->line, e->value, "という日はありません。2026-04-01 のように書きます");
}

static void
read_procedures(struct reading *r, const struct ini_entry *e, uint32_t *mask)
{
	char list[INI_LINE_MAX], *rest = list, *word;

	(void)snprintf(list, sizeof(list), "%s", e->value);
	for (*mask = 0; (word = strsep(&rest, ",")) != NULL;) {
		enum procedure_kind kind;

		word += strspn(word, " \t");
		word[strcspn(word, " \t")] = '\0';
		if ((kind = procedure_by_code(word)) == PROCEDURE_COUNT)
			fault(r, e->line, word, "という手続はありません");
		else
			*mask |= 1u << kind;
	}
}

static void
read_key(struct reading *r, const struct ini_entry *e, struct stop *s)
{
	const char *wrong;

	if (strcmp(e->key, "days") == 0) {
		if (calendar_read_days(e->value, &s->days, &wrong) != ERR_NONE)
			fault(r, e->line, e->value, "という days は読み取れません");
	} else if (strcmp(e->key, "procedures") == 0)
		read_procedures(r, e, &s->procedures);
	else if (strcmp(e->key, "text") == 0)
		s->text = e->value;
	else if (strcmp(e->key, "source") == 0)
		s->source = e->value;
	else
		read_day(r, e, strcmp(e->key, "from") == 0 ? &s->from : &s->until);
}

static void
check(struct reading *r, const struct stop *s, const struct ini_entry *section)
{
	if (s->days.count == 0)
		fault(r, section->line, section->name, "に days がありません");
	if (s->text[0] == '\0')
		fault(r, section->line, section->name, "に text がありません");
	if (s->source[0] == '\0')
		fault(r, section->line, section->name, "に source がありません");
}

enum err
stop_read_file(const char *path, struct stop_days *out, struct faults *faults)
{
	struct reading r = { .path = path, .faults = faults };
	const struct ini_entry *section = NULL;
	enum err e;
	size_t i;

	*out = (struct stop_days){ .count = 0 };
	if ((e = ini_read_file(path, shapes, &out->file, faults)) != ERR_NONE)
		return e == ERR_CONFIG || e == ERR_IO ? ERR_PROFILE : e;
	for (i = 0; i < out->file.count; i++) {
		const struct ini_entry *entry = &out->file.entries[i];

		if (entry->key != NULL) {
			read_key(&r, entry, &out->list[out->count - 1]);
			continue;
		}
		if (section != NULL)
			check(&r, &out->list[out->count - 1], section);
		if (out->count == STOPS_MAX) {
			fault(&r, entry->line, entry->name, "で停止日の節が多すぎます");
			return ERR_PROFILE;
		}
		section = entry;
		out->list[out->count++] = (struct stop){ .text = "", .source = "", .procedures = ALL };
	}
	if (section != NULL)
		check(&r, &out->list[out->count - 1], section);
	return r.found > 0 ? ERR_PROFILE : ERR_NONE;
}

enum err
stop_read(const char *profile, const char *dir, struct stop_days *out, struct faults *faults)
{
	const char *slash = strrchr(profile, '/');
	char path[512];
	int n;

	n = snprintf(path, sizeof(path), "%.*s%s", slash != NULL ? (int)(slash - profile + 1) : 0, profile,
	    PROFILE_STOPS);
	if ((size_t)n >= sizeof(path) || access(path, F_OK) != 0)
		n = snprintf(path, sizeof(path), "%s/%s", dir, PROFILE_STOPS);
	if ((size_t)n >= sizeof(path))
		return ERR_TOO_LONG;
	if (access(path, F_OK) == 0)
		return stop_read_file(path, out, faults);
	*out = (struct stop_days){ .missing = true };
	return ERR_NONE;
}

void
stop_free(struct stop_days *s)
{
	ini_free(&s->file);
	*s = (struct stop_days){ .count = 0 };
}

bool
stop_holds(const struct stop *s, struct date day)
{
	return (!date_given(s->from) || date_compare(day, s->from) >= 0) &&
	    (!date_given(s->until) || date_compare(day, s->until) <= 0) && calendar_holds(&s->days, day);
}

bool
stop_any(const struct stop_days *s, struct date day)
{
	size_t i;

	for (i = 0; i < s->count && !stop_holds(&s->list[i], day); i++)
		;
	return i < s->count;
}
