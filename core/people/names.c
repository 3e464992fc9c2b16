/* A name as written on one side is held against the names that the other side has, and the other way round. */
#include "people/names-private.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/person-name.h"

struct split { char plain[PERSON_NAME_MAX + 1], inner[PERSON_NAME_MAX + 1]; bool found, square, behind; };

static struct split
split(const char *name)
{
	struct split s = { .found = false };

	s.found = person_name_brackets(name, s.plain, s.inner, &s.square, &s.behind);
	return s;
}

bool
names_same(const char *one, const char *other)
{
	char a[PERSON_NAME_MAX + 1], b[PERSON_NAME_MAX + 1];

	fold_name(one, FOLD_SPELLING, a, sizeof(a));
	fold_name(other, FOLD_SPELLING, b, sizeof(b));
	return a[0] != '\0' && strcmp(a, b) == 0;
}

static void
tell(char told[PERSON_TOLD_MAX], const char *text, enum person_field as)
{
	size_t at;

	if (told == NULL)
		return;
	at = strlen(told);
	(void)snprintf(told + at, PERSON_TOLD_MAX - at, "%s%s=%s", at > 0 ? " " : "", text, person_field_name(as));
}

/* 番号［佐藤］花子 against 番号 花子 with 佐藤; square brackets say by themselves that it is a former name. */
static bool
with_former(const char *name, const struct person *p, char told[PERSON_TOLD_MAX])
{
	const struct split s = split(name), its = split(p->name);
	const char *former = p->former[0] != '\0' ? p->former : its.found && its.square ? its.inner : "";

	if (!s.found || !(s.square || s.behind) || !names_same(s.plain, its.found && its.square ? its.plain : p->name))
		return false;
	if (former[0] == '\0' ? !s.square : !names_same(s.inner, former))
		return false;
	if (told != NULL)
		fold_told(s.plain, p->name, told, PERSON_TOLD_MAX);
	if (p->former[0] != '\0')
		tell(told, s.inner, PERSON_FORMER);
	return true;
}

/* A name's parts in the orders in which cards set them; an alias stands behind a name, never alone. */
static const struct { enum person_field part[3]; size_t n; } orders[] = {
	{ { PERSON_LATIN }, 1 },
	{ { PERSON_NAME, PERSON_ALIAS }, 2 },
	{ { PERSON_LATIN, PERSON_ALIAS }, 2 },
	{ { PERSON_LATIN, PERSON_NAME }, 2 },
	{ { PERSON_NAME, PERSON_LATIN }, 2 },
	{ { PERSON_LATIN, PERSON_NAME, PERSON_ALIAS }, 3 },
	{ { PERSON_NAME, PERSON_LATIN, PERSON_ALIAS }, 3 },
};

static bool
with_others(const char *name, const struct person *p, char told[PERSON_TOLD_MAX])
{
	char whole[3 * PERSON_NAME_MAX + 3], part[PERSON_ADDRESS_MAX + 1], plain[2 * PERSON_NAME_MAX + 2];
	const struct split s = split(name);
	size_t i, k, at;

	if (s.found && s.square)
		return false;
	/* Round brackets say nothing by themselves; what is in them stands behind all else. */
	(void)snprintf(plain, sizeof(plain), "%s %s", s.found ? s.plain : name, s.inner);
	for (i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		for (k = 0, at = 0; k < orders[i].n; k++) {
			person_field_text(p, orders[i].part[k], part, sizeof(part));
			if (part[0] == '\0')
				break;
			at += (size_t)snprintf(whole + at, sizeof(whole) - at, "%s%s", k > 0 ? " " : "", part);
		}
		if (k == orders[i].n && names_same(plain, whole))
			break;
	}
	if (i == sizeof(orders) / sizeof(*orders))
		return false;
	for (k = 0; k < orders[i].n; k++) {
		person_field_text(p, orders[i].part[k], part, sizeof(part));
		if (orders[i].part[k] != PERSON_NAME)
			tell(told, part, orders[i].part[k]);
	}
	return true;
}

bool
names_say_same(const struct person *a, const struct person *b, char told[PERSON_TOLD_MAX])
{
	const struct split one = split(a->name), other = split(b->name);

	if (told != NULL)
		told[0] = '\0';
	if (!one.found && !other.found && names_same(a->name, b->name)) {
		if (told != NULL)
			fold_told(a->name, b->name, told, PERSON_TOLD_MAX);
		return true;
	}
	if (one.found && other.found && names_same(one.plain, other.plain) && names_same(one.inner, other.inner))
		return true;
	return with_former(a->name, b, told) || with_former(b->name, a, told) || with_others(a->name, b, told) ||
	    with_others(b->name, a, told);
}
