/* Folds each of a person's names for the search. */
#include "base/person-key.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"

/* What stands behind the first blank; "" where family and given name aren't set apart. */
static const char *
given_name(const char *name)
{
	static const char wide[] = "\u3000";
	const char *blank = strchr(name, ' '), *space = strstr(name, wide);

	if (blank == NULL || (space != NULL && space < blank))
		return space != NULL ? space + strlen(wide) : "";
	return blank + 1;
}

static void
fold_former(const char *former, const char *name, char key[PERSON_NAME_MAX + 1])
{
	char whole[2 * PERSON_NAME_MAX + 1];

	key[0] = '\0';
	if (former[0] == '\0')
		return;
	(void)snprintf(whole, sizeof(whole), "%s%s", former, given_name(name));
	fold_name(whole, FOLD_SOUND, key, PERSON_NAME_MAX + 1);
}

void
person_keys(const struct person *p, struct person_keys *k)
{
	fold_name(p->name, FOLD_SOUND, k->name, sizeof(k->name));
	fold_name(p->kana, FOLD_SOUND, k->kana, sizeof(k->kana));
	fold_former(p->former, p->name, k->former);
	fold_former(p->former_kana, p->kana, k->former_kana);
	fold_name(p->alias, FOLD_SOUND, k->alias, sizeof(k->alias));
	fold_name(p->latin, FOLD_SOUND, k->latin, sizeof(k->latin));
}
