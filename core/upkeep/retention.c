/* Reads how long things are kept, and counts fiscal years. */
#include "upkeep/retention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini.h"
#include "case/flow.h"
#include "rule/facts.h"

#define YEARS_MAX 99
#define DAYS_MAX 3660
#define APRIL 4

static const char *const keys[] = { "source", "years", NULL }, *const day_keys[] = { "days", "source", NULL };
static const struct ini_shape shapes[] = {
	[RETENTION_CASE] = { "case", true, keys },
	[RETENTION_PAPER] = { "paper", true, keys },
	[RETENTION_LOOKS] = { "looks", false, keys },
	[RETENTION_BOOKINGS] = { "bookings", false, day_keys },
	{ NULL, false, NULL },
};

struct reading { const char *path; const char *const *papers; struct retention *r; struct faults *faults; bool sound; };

static void
fault(struct reading *in, int line, const char *kind, const char *name, const char *what)
{
	in->sound = false;
	fault_add(in->faults, in->path, line, "[%s%s%s]: %s", kind, *name != '\0' ? " " : "", name, what);
}

static bool
is_among(const char *const *list, const char *name)
{
	while (*list != NULL && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

/* A case that is done is known by its procedure. */
static bool
is_case_kind(const char *name)
{
	const enum case_state state = flow_state_by_code(name);

	return procedure_by_code(name) != PROCEDURE_COUNT ||
	    (state != CASE_STATE_COUNT && state != CASE_DONE && flow_ended(state));
}

static bool
is_kind(const struct reading *in, enum retention_of of, const char *name)
{
	return of == RETENTION_LOOKS || of == RETENTION_BOOKINGS ||
	    (of == RETENTION_CASE ? is_case_kind(name) : is_among(in->papers, name));
}

static void
take_years(struct reading *in, const struct ini_entry *entry, struct retention_kind *k)
{
	char *end;
	const long years = strtol(entry->value, &end, 10);
	const long least = k->of == RETENTION_CASE && strcmp(k->name, flow_state_code(CASE_REFUSED)) == 0 ? 1 : 0;

	k->years = (int)years;
	if (end == entry->value || *end != '\0' || years < 0 || years > YEARS_MAX)
		fault(in, entry->line, entry->kind, entry->name, "years は 0 から 99 までの数です");
	else if (years < least)
		fault(in, entry->line, entry->kind, entry->name, "審査請求ができるあいだ(1年)は消せません");
}

static void
take_days(struct reading *in, const struct ini_entry *entry, struct retention_kind *k)
{
	char *end;
	const long days = strtol(entry->value, &end, 10);

	k->days = (int)days;
	if (end == entry->value || *end != '\0' || days < 0 || days > DAYS_MAX)
		fault(in, entry->line, entry->kind, entry->name, "days は 0 から 3660 までの数です");
}

static void
take_section(struct reading *in, const struct ini *ini, const struct ini_entry *entry, enum retention_of of)
{
	struct retention_kind *k = &in->r->kinds[in->r->count];
	const char *source = ini_value(ini, entry->kind, entry->name, "source");

	if (!is_kind(in, of, entry->name) || in->r->count == RETENTION_KINDS_MAX ||
	    snprintf(k->name, sizeof(k->name), "%s", entry->name) >= (int)sizeof(k->name)) {
		fault(in, entry->line, entry->kind, entry->name, "その種類はありません");
		return;
	}
	if (source == NULL || *source == '\0')
		fault(in, entry->line, entry->kind, entry->name, "source(何による期間か)がありません");
	if (of != RETENTION_BOOKINGS && ini_value(ini, entry->kind, entry->name, "years") == NULL)
		fault(in, entry->line, entry->kind, entry->name, "years がありません");
	if (of == RETENTION_BOOKINGS && ini_value(ini, entry->kind, entry->name, "days") == NULL)
		fault(in, entry->line, entry->kind, entry->name, "days がありません");
	k->of = of;
	in->r->count++;
}

static void
take(struct reading *in, const struct ini *ini)
{
	size_t i;
	unsigned of;

	for (i = 0; i < ini->count; i++) {
		const struct ini_entry *entry = &ini->entries[i];

		for (of = 0; strcmp(shapes[of].kind, entry->kind) != 0; of++)
			;
		if (entry->key == NULL)
			take_section(in, ini, entry, (enum retention_of)of);
		else if (strcmp(entry->key, "years") == 0 && in->r->count > 0)
			take_years(in, entry, &in->r->kinds[in->r->count - 1]);
		else if (strcmp(entry->key, "days") == 0 && in->r->count > 0)
			take_days(in, entry, &in->r->kinds[in->r->count - 1]);
	}
}

static void
must_have(struct reading *in, enum retention_of of, const char *name)
{
	if (retention_find(in->r, of, name) == NULL)
		fault(in, 0, shapes[of].kind, name, "この節がありません");
}

static void
look_for_all(struct reading *in)
{
	const char *const *paper;
	unsigned k;

	for (k = 0; k < PROCEDURE_COUNT; k++)
		must_have(in, RETENTION_CASE, fact_info(FACT_PROCEDURE)->words[k]);
	for (k = 0; k < CASE_STATE_COUNT; k++) {
		if (k != CASE_DONE && flow_ended((enum case_state)k))
			must_have(in, RETENTION_CASE, flow_state_code((enum case_state)k));
	}
	for (paper = in->papers; *paper != NULL; paper++)
		must_have(in, RETENTION_PAPER, *paper);
	must_have(in, RETENTION_LOOKS, "");
	must_have(in, RETENTION_BOOKINGS, "");
}

enum err
retention_read(const char *path, const char *const *papers, struct retention *r, struct faults *faults)
{
	struct reading in = { path, papers, r, faults, true };
	struct ini ini = { 0 };
	enum err e;

	memset(r, 0, sizeof(*r));
	if ((e = ini_read_file(path, shapes, &ini, faults)) != ERR_NONE)
		return e;
	take(&in, &ini);
	look_for_all(&in);
	ini_free(&ini);
	return in.sound ? ERR_NONE : ERR_CONFIG;
}

const struct retention_kind *
retention_find(const struct retention *r, enum retention_of of, const char *name)
{
	size_t i;

	for (i = 0; i < r->count; i++) {
		if (r->kinds[i].of == of && strcmp(r->kinds[i].name, name) == 0)
			return &r->kinds[i];
	}
	return NULL;
}

struct date
retention_limit(const struct retention_kind *k, struct date today)
{
	if (k->of == RETENTION_BOOKINGS)
		return date_add_days(today, -k->days);
	if (k->years == 0)
		return today;
	return (struct date){ today.year - (today.month < APRIL ? 1 : 0) - k->years, APRIL, 1 };
}
