/* madoguchictl profile: checks a municipality's file, shows it resolved. */
#include "cli/call-profile.h"

#include <stdlib.h>
#include <string.h>

/* The stop days of the national system are checked with each profile, and by their own name alone. */
static bool
is_stops(const char *name)
{
	const char *slash = strrchr(name, '/');

	return strcmp(slash != NULL ? slash + 1 : name, PROFILE_STOPS) == 0;
}

static enum err
check_stops(const struct profile *p, struct faults *faults)
{
	if (!profile_lacks_stops(p))
		return ERR_NONE;
	fault_add(faults, PROFILE_STOPS, 0,
	    "全国のシステムの停止日のファイルが、規則のそばにも、入れた場所にもありません");
	return ERR_PROFILE;
}

static enum err
check_one(struct call *c, const char *name)
{
	struct faults *faults = calloc(1, sizeof(*faults));
	struct profile *p = NULL;
	enum err e;

	if (faults == NULL)
		return ERR_MEMORY;
	if (is_stops(name))
		e = profile_check_stops(name, faults);
	else if ((e = call_profile(c, name, &p, faults)) == ERR_NONE &&
	    (e = profile_check(p, c->clock.now(c->clock.ctx).date, faults)) == ERR_NONE)
		e = check_stops(p, faults);
	call_faults(c, faults);
	c->told = c->told || faults->count > 0;
	profile_free(&p);
	free(faults);
	return e;
}

static enum err
check_run(struct call *c)
{
	enum err e = call_words(c, 1, 1000), one;
	int i;

	if (e != ERR_NONE)
		return e;
	for (i = 0; i < c->argc; i++)
		if ((one = check_one(c, c->argv[i])) != ERR_NONE)
			e = one;
	return e;
}

static enum err
show_run(struct call *c)
{
	struct profile *p = NULL;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = call_profile(c, c->argv[0], &p, NULL)) != ERR_NONE)
		return e;
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "profile", profile_code(p));
		json_string(&c->out, "name", profile_name(p));
		json_string(&c->out, "hash", profile_hash(p));
		json_string(&c->out, "text", profile_text(p));
		json_object_end(&c->out);
		call_line(c);
	} else
		call_lines(c, profile_text(p));
	profile_free(&p);
	return ERR_NONE;
}

const struct command profile_check_command = {
	.name = "profile check",
	.usage = "FILE...",
	.text = "自治体の規則ファイルの誤りを、行ごとに示す",
	.account = AS_ONESELF,
	.run = check_run,
};

const struct command profile_show_command = {
	.name = "profile show",
	.usage = "[--json] NAME",
	.text = "引き継いだものも含めて、規則をすべて示す",
	.account = AS_ONESELF,
	.run = show_run,
};
