/* A name as written on one side is held against the names that the other side has, and the other way round. */
#include "people/names-private.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/jis.h"
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
	char a[PERSON_NAME_MAX + 1];

	fold_name(one, FOLD_SPELLING, a, sizeof(a));
	return strstr(a, JIS_GETA) == NULL && fold_agree(one, other);
}

static bool
agree(enum names_agree how, const char *one, const char *other)
{
	return names_same(one, other) || (how == NAMES_UNREAD && fold_may_agree(one, other));
}

static void
tell(struct names_found *found, const char *text, enum person_field as, bool lone)
{
	const size_t at = strlen(found->told);

	*(lone ? &found->lone : &found->both) |= PERSON_BIT(as);
	(void)snprintf(found->told + at, sizeof(found->told) - at, "%s%s=%s%s", at > 0 ? " " : "", text,
	    person_field_name(as), lone ? "(片方だけ)" : "");
}

/*
 * 番号［佐藤］花子 against 番号 花子 with 佐藤. Square brackets, and any within a name, say by themselves that it is a
 * former name.
 */
static bool
with_former(const char *name, const struct person *p, enum names_agree how, struct names_found *found)
{
	const struct split s = split(name), its = split(p->name);
	const bool both = its.found && (its.square || its.behind);
	const char *former = p->former[0] != '\0' ? p->former : both ? its.inner : "";

	if (!s.found || !(s.square || s.behind) || !agree(how, s.plain, both ? its.plain : p->name))
		return false;
	if (former[0] != '\0' && !agree(how, s.inner, former))
		return false;
	fold_told(s.plain, p->name, found->told, sizeof(found->told));
	if (p->former[0] != '\0' || !both)
		tell(found, s.inner, PERSON_FORMER, former[0] == '\0');
	return true;
}

/* A name's parts in the orders in which cards set them; an alias stands behind a name, never alone. */
static const struct order { enum person_field part[3]; size_t n; } orders[] = {
	{ { PERSON_LATIN }, 1 },
	{ { PERSON_NAME, PERSON_ALIAS }, 2 },
	{ { PERSON_LATIN, PERSON_ALIAS }, 2 },
	{ { PERSON_LATIN, PERSON_NAME }, 2 },
	{ { PERSON_NAME, PERSON_LATIN }, 2 },
	{ { PERSON_LATIN, PERSON_NAME, PERSON_ALIAS }, 3 },
	{ { PERSON_NAME, PERSON_LATIN, PERSON_ALIAS }, 3 },
};

#define WHOLE_MAX (3 * PERSON_NAME_MAX + 3)

/* One of the orders that makes this text of the person's names, which then are whole; NULL for none. */
static const struct order *
order_of(const char *text, const struct person *p, enum names_agree how, char whole[WHOLE_MAX])
{
	char part[PERSON_ADDRESS_MAX + 1];
	size_t i, k, at;

	for (i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		for (k = 0, at = 0; k < orders[i].n; k++) {
			person_field_text(p, orders[i].part[k], part, sizeof(part));
			if (part[0] == '\0')
				break;
			at += (size_t)snprintf(whole + at, WHOLE_MAX - at, "%s%s", k > 0 ? " " : "", part);
		}
		if (k == orders[i].n && agree(how, text, whole))
			return &orders[i];
	}
	return NULL;
}

/* Round brackets say nothing by themselves; what is in them stands behind all else, and is an alias if unknown. */
static bool
with_others(const char *name, const struct person *p, enum names_agree how, struct names_found *found)
{
	static const struct order alone = { { PERSON_NAME }, 1 };
	char part[PERSON_ADDRESS_MAX + 1], plain[2 * PERSON_NAME_MAX + 2], whole[WHOLE_MAX];
	const struct split s = split(name);
	const struct order *order;
	bool lone = false;
	size_t k;

	if (s.found && s.square)
		return false;
	(void)snprintf(plain, sizeof(plain), "%s %s", s.found ? s.plain : name, s.inner);
	if ((order = order_of(plain, p, how, whole)) == NULL && s.found && !s.behind && p->alias[0] == '\0') {
		lone = !split(p->name).found;
		order = !lone ? NULL : agree(how, s.plain, p->name) ? &alone : order_of(s.plain, p, how, whole);
	}
	if (order == NULL)
		return false;
	fold_told(lone ? s.plain : plain, order == &alone ? p->name : whole, found->told, sizeof(found->told));
	for (k = 0; k < order->n; k++) {
		person_field_text(p, order->part[k], part, sizeof(part));
		if (order->part[k] != PERSON_NAME)
			tell(found, part, order->part[k], false);
	}
	if (lone)
		tell(found, s.inner, PERSON_ALIAS, true);
	return true;
}

bool
names_say_same(const struct person *a, const struct person *b, enum names_agree how, struct names_found *found)
{
	const struct split one = split(a->name), other = split(b->name);

	*found = (struct names_found){ .both = 0 };
	if ((!one.found && !other.found && agree(how, a->name, b->name)) || (one.found && other.found &&
	    agree(how, one.plain, other.plain) && agree(how, one.inner, other.inner))) {
		fold_told(a->name, b->name, found->told, sizeof(found->told));
		return true;
	}
	return with_former(a->name, b, how, found) || with_former(b->name, a, how, found) ||
	    with_others(a->name, b, how, found) || with_others(b->name, a, how, found);
}
