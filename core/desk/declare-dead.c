/* Work on another host that is gone for good: no process can know that, so somebody who answers for it says so. */
#include "desk/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/journal.h"

static enum err
declare_within(struct store *s, const struct actor *a, const struct case_file *f, const char *host)
{
	struct journal_head head;
	char why[CASE_WHY_MAX], since[24];
	enum err e = journal_head_of(s, f->number, &head);

	if (e != ERR_NONE || !owner_alive(&head.owner))
		return e;
	if (!owner_elsewhere(&head.owner) || strcmp(head.owner.host, host) != 0)
		return ERR_CASE_LIVE;
	moment_format(head.begun, since, sizeof(since));
	(void)snprintf(why, sizeof(why), "%s %s %s", head.owner.host, head.clerk, since);
	if ((e = journal_give_up(s, head.id)) != ERR_NONE)
		return e;
	return case_remark(s, a, f, "terminal-gone", why);
}

enum err
desk_declare_dead(struct desk *desk, const char *number, const char *host)
{
	const struct actor actor = desk_actor(desk);
	struct case_file *f = malloc(sizeof(*f));
	enum err e;

	if (f == NULL)
		return ERR_MEMORY;
	if ((e = case_load(desk->store, number, f)) == ERR_NONE &&
	    (e = desk_allow(desk, ACT_DECLARE_DEAD, number)) == ERR_NONE && (e = store_begin(desk->store)) == ERR_NONE)
		e = case_settle(desk->store, &actor, number, declare_within(desk->store, &actor, f, host));
	free(f);
	return e;
}
