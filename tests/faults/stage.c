/* The counter of tests that need one case and one card. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "card/virtual/virtual.h"

/* A CA and two keys, made once and copied for each test; a visit's own keys are made afresh. */
static char cache[64];

static void
drop_cache(void)
{
	world_empty(cache);
	(void)rmdir(cache);
}

static void
take_cache(const char *folder)
{
	char from[WORLD_PATH], to[WORLD_PATH];

	(void)snprintf(from, sizeof(from), "%s/ca", cache);
	(void)snprintf(to, sizeof(to), "%s/keys", cache);
	if (cache[0] == '\0') {
		(void)snprintf(cache, sizeof(cache), "%s/madoguchi-keys-XXXXXX", scratch_root("/dev/shm"));
		if (mkdtemp(cache) == NULL || atexit(drop_cache) != 0)
			_exit(2);
		(void)snprintf(from, sizeof(from), "%s/ca", cache);
		(void)snprintf(to, sizeof(to), "%s/keys", cache);
		world_make_ca(from);
		world_make_keys(to, 2);
	}
	virtual_set_key_pool(to);
	(void)snprintf(to, sizeof(to), "%s/ca", folder);
	(void)mkdir(to, 0700);
	world_copy(from, to);
}

int
stage_setup(void **state, const struct scenario *scene)
{
	struct stage *s = calloc(1, sizeof(*s));
	char number[CASE_NUMBER_MAX];

	if (s == NULL)
		return 1;
	*state = s;
	(void)snprintf(s->base, sizeof(s->base), "%s/madoguchi-stage-XXXXXX", scratch_root("/dev/shm"));
	if (mkdtemp(s->base) == NULL)
		return 1;
	fault_vfs_register();
	take_cache(s->base);
	world_make(s->base, scene, number);
	virtual_set_key_pool(NULL);
	world_open(&s->world, s->base, number);
	world_desk(&s->world, &s->wire, &s->issuer, &s->mishap, &s->desk);
	world_pins(scene, &s->pins);
	return case_load(s->desk.store, number, &s->file) != ERR_NONE;
}

int
stage_teardown(void **state)
{
	struct stage *s = *state;

	world_close(&s->world);
	world_empty(s->base);
	(void)rmdir(s->base);
	free(s);
	return 0;
}

void
stage_reopen(struct stage *s)
{
	world_close(&s->world);
	world_open(&s->world, s->base, s->file.number);
	world_desk(&s->world, &s->wire, &s->issuer, &s->mishap, &s->desk);
}

struct actor
stage_actor(const struct stage *s)
{
	return (struct actor){ .clerk = "tester", .counter = "01", .at = s->desk.clock.now(NULL),
	    .roles = ROLES_UNSTATED };
}

enum err
stage_perform(struct stage *s)
{
	return desk_perform(&s->desk, s->file.number, &s->pins, &s->result);
}
