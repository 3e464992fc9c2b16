/* Holds anchors against the log, in the order in which they were written. */
#include "audit/verify-private.h"

#include <stdlib.h>
#include <string.h>

#include "audit/anchor-private.h"

/*
 * A line before which an older copy must have been put back: anchors know lines from least to most that aren't these.
 */
struct other { int64_t least, most; };

struct anchors {
	struct verify *v;
	int64_t matched;		/* the last line that an anchor and the log agree on, before they differ */
	struct other other;		/* least 0: none, as yet */
	int64_t foreign, forged;
	enum err e;
};

struct line_hash { unsigned char hash[CHAIN_HASH]; char at[HEAD_AT]; bool found; };

static bool
see_hash(void *ctx, const struct store_value *v, size_t n)
{
	struct line_hash *l = ctx;

	(void)n;
	l->found = v[0].len == CHAIN_HASH && store_read_text(&v[1], l->at, sizeof(l->at));
	if (l->found)
		memcpy(l->hash, v[0].bytes, CHAIN_HASH);
	return false;
}

static enum err
is_known(struct verify *v, const struct head_said *said, bool *known)
{
	const struct store_value values[] = { store_int(said->line) };
	struct line_hash l = { .found = false };
	enum err e = store_run(v->store, "SELECT hash, at FROM audit WHERE line = ?1", values, 1, see_hash, &l);

	*known = l.found && memcmp(l.hash, said->hash, CHAIN_HASH) == 0 && strcmp(l.at, said->at) == 0;
	return e;
}

/* The line, behind the last that both know, that tells of a restoring and may explain what differs. 0: none does. */
static enum err
find_restored(const struct anchors *a, int64_t *line)
{
	const struct store_value values[] = { store_int(a->matched), store_int(a->other.least) };

	*line = 0;
	return store_get_int(a->v->store, "SELECT coalesce(min(line), 0) FROM audit WHERE event = 'store-restored'"
	    " AND line > ?1 AND line <= ?2", values, 2, line);
}

static enum err
tell_other(struct anchors *a)
{
	const int64_t end = a->v->head.end.line;
	int64_t restored;
	enum err e;

	if (a->other.least == 0 || (e = find_restored(a, &restored)) != ERR_NONE)
		return a->other.least == 0 ? ERR_NONE : e;
	if (restored > 0 && !a->v->broken)
		verify_tell(a->v, AUDIT_RESTORED, restored, restored);
	else if (a->other.least > end)
		verify_tell(a->v, AUDIT_BEHIND, end + 1, a->other.most);
	else if (!a->v->rewritten)
		verify_tell(a->v, AUDIT_FORKED, a->matched + 1, a->other.most);
	a->other = (struct other){ 0, 0 };
	return ERR_NONE;
}

static enum err
take(struct anchors *a, const char *text)
{
	unsigned char signature[KEY_SIGNATURE];
	struct head_said said;
	bool known;
	enum err e;

	if (!anchor_take(text, &said, signature))
		return ERR_NONE;
	if (strcmp(said.store, a->v->head.end.store) != 0) {
		a->foreign++;
		return ERR_NONE;
	}
	if ((e = is_known(a->v, &said, &known)) != ERR_NONE)
		return e;
	if (!known && !verify_signed(a->v, &said, signature)) {
		a->forged++;
		return ERR_NONE;
	}
	if (!known) {
		if (a->other.least == 0 || said.line < a->other.least)
			a->other.least = said.line;
		if (said.line > a->other.most)
			a->other.most = said.line;
		return ERR_NONE;
	}
	if (said.line > a->v->proof->anchored_to)
		a->v->proof->anchored_to = said.line;
	/* What was anchored behind the fork is of the line of work that holds. */
	if (a->other.least != 0 && said.line >= a->other.least && (e = tell_other(a)) != ERR_NONE)
		return e;
	if (a->other.least == 0 && said.line > a->matched)
		a->matched = said.line;
	return ERR_NONE;
}

enum err
verify_anchors(struct verify *v, FILE *in)
{
	struct anchors a = { .v = v };
	char *line = NULL;
	size_t size = 0;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && getline(&line, &size, in) > 0)
		e = take(&a, line);
	if (e == ERR_NONE && ferror(in) != 0)
		e = ERR_IO;
	free(line);
	if (e == ERR_NONE)
		e = tell_other(&a);
	if (e != ERR_NONE)
		return e;
	if (a.foreign > 0)
		verify_tell(v, AUDIT_FOREIGN, 0, a.foreign);
	if (a.forged > 0)
		verify_tell(v, AUDIT_FORGED, 0, a.forged);
	if (v->proof->anchored_to < v->head.end.line)
		verify_tell(v, AUDIT_NOT_ANCHORED, v->proof->anchored_to + 1, v->head.end.line);
	return ERR_NONE;
}
