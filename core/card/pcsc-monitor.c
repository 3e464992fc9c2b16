/* The thread that watches readers and cards come and go, asleep in SCardGetStatusChange all the while. */
#include <string.h>

#include "card/pcsc-private.h"
#include "base/text.h"

#define DOWN_MS 1000		/* between two looks whether pcscd is back */
#define PNP "\\\\?PnP?\\Notification"

/* One look at the readers, as SCardGetStatusChange wants it; the last entry is the pseudo reader for plugging. */
struct look {
	char names[PCSC_READERS_MAX][MAX_READERNAME];
	SCARD_READERSTATE states[PCSC_READERS_MAX + 1];
	size_t n;
	unsigned holds;		/* ours, when the wait began */
};

/* --- what is told ----------------------------------------------------------------------------- */

static bool
has_card(const struct look *l, size_t i)
{
	return i < l->n && (l->states[i].dwEventState & SCARD_STATE_PRESENT) != 0;
}

/* The reader asked for; else the one in use as long as nothing speaks for another, else the first with a card. */
static size_t
choose(const struct pcsc *p, const struct look *l)
{
	const char (*const names)[MAX_READERNAME] = (const char (*)[MAX_READERNAME])l->names;
	size_t i, now;

	if (p->wanted[0] != '\0')
		return pcsc_find(names, l->n, p->wanted);
	now = p->chosen[0] != '\0' ? pcsc_find(names, l->n, p->chosen) : l->n;
	if (has_card(l, now))
		return now;
	for (i = 0; i < l->n; i++)
		if (has_card(l, i))
			return i;
	return now < l->n ? now : 0;
}

/* Whether somebody else has the reader. Our own hold, however short it was, is not meant. */
static bool
taken(const struct pcsc *p, const struct look *l, DWORD seen)
{
	return (seen & (SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE)) != 0 && !p->holding && l->holds == p->holds;
}

static void
tell(struct pcsc *p, const struct wire_state *fresh)
{
	const struct wire_state *old = &p->state;
	const bool same = p->looked && old->fault == fresh->fault && old->card == fresh->card &&
	    old->changes == fresh->changes && old->readers == fresh->readers && strcmp(old->reader, fresh->reader) == 0;

	p->state = *fresh;
	p->looked = true;
	if (!same)
		pcsc_signal(p);
}

static void
tell_fault(struct pcsc *p, enum err fault)
{
	struct wire_state s = { .fault = fault };

	(void)pthread_mutex_lock(&p->lock);
	s.changes = p->state.changes + p->state.card;
	memcpy(s.reader, p->state.reader, sizeof(s.reader));
	p->reader_count = 0;
	p->seen = 0;
	tell(p, &s);
	(void)pthread_mutex_unlock(&p->lock);
}

/* Lock held. */
static void
tell_none(struct pcsc *p)
{
	const bool unknown = p->wanted[0] != '\0' && p->reader_count > 0;
	struct wire_state s = {
		.fault = p->chosen[0] != '\0' ? ERR_READER_GONE : unknown ? ERR_READER_UNKNOWN : ERR_READER_NONE,
	};

	s.changes = p->state.changes + p->state.card;
	s.readers = (unsigned)p->reader_count;
	memcpy(s.reader, p->state.reader, sizeof(s.reader));
	p->seen = 0;
	tell(p, &s);
}

/* pcscd counts insertions and removals in the upper half: a card that was swapped between two looks shows there. */
static bool
swapped(const struct pcsc *p, const char *name, bool card, DWORD seen)
{
	return card != p->state.card || (card && (seen >> 16 != p->seen >> 16 || strcmp(p->chosen, name) != 0));
}

static void
tell_readers(struct pcsc *p, const struct look *l)
{
	struct wire_state s = { .fault = ERR_NONE, .readers = (unsigned)l->n };
	size_t i;
	DWORD seen;

	(void)pthread_mutex_lock(&p->lock);
	memcpy(p->readers, l->names, sizeof(p->readers));
	p->reader_count = l->n;
	for (i = 0; i < l->n; i++)
		p->reader_card[i] = has_card(l, i);
	if ((i = choose(p, l)) >= l->n)
		tell_none(p);
	else {
		seen = l->states[i].dwEventState;
		s.card = has_card(l, i);
		s.changes = p->state.changes + swapped(p, l->names[i], s.card, seen);
		p->others = taken(p, l, seen);
		if (p->others && (seen & SCARD_STATE_EXCLUSIVE) != 0)
			s.fault = ERR_READER_BUSY;
		memcpy(p->chosen, l->names[i], sizeof(p->chosen));
		text_clean(p->chosen, strlen(p->chosen), s.reader, sizeof(s.reader));
		p->seen = seen;
		tell(p, &s);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

/* --- what is seen ----------------------------------------------------------------------------- */

static LONG
list(SCARDCONTEXT context, struct look *l)
{
	char names[PCSC_READERS_MAX * MAX_READERNAME + 1];
	DWORD len = sizeof(names);
	LONG rv = SCardListReaders(context, NULL, names, &len);
	size_t i;

	memset(l, 0, sizeof(*l));
	if (rv == SCARD_E_NO_READERS_AVAILABLE)
		rv = SCARD_S_SUCCESS;
	else if (rv == SCARD_S_SUCCESS)
		l->n = pcsc_names(names, len, l->names);
	for (i = 0; i < l->n; i++)
		l->states[i].szReader = l->names[i];
	l->states[l->n].szReader = PNP;
	l->states[l->n].dwCurrentState = (DWORD)l->n << 16;	/* what was listed, so that none slips in between */
	return rv;
}

/* What was seen is known now: the next wait is for something else. */
static void
remember(struct pcsc *p, struct look *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		l->states[i].dwCurrentState = l->states[i].dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
	(void)pthread_mutex_lock(&p->lock);
	l->holds = p->holds;
	(void)pthread_mutex_unlock(&p->lock);
}

static bool
list_is_stale(const struct look *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->states[i].dwEventState & SCARD_STATE_UNKNOWN)
			return true;
	return (l->states[l->n].dwEventState & SCARD_STATE_CHANGED) != 0;
}

/* True when the readers have to be listed anew; somebody may have asked for it. */
static bool
asked(struct pcsc *p)
{
	bool yes;

	(void)pthread_mutex_lock(&p->lock);
	yes = p->quit || p->relook;
	(void)pthread_mutex_unlock(&p->lock);
	return yes;
}

/* No failures: somebody called, or a reader left while it was looked at. Either way the readers are listed anew. */
static LONG
listed_anew(LONG rv)
{
	return rv == SCARD_E_CANCELLED || rv == SCARD_E_UNKNOWN_READER || rv == SCARD_E_TIMEOUT ? SCARD_S_SUCCESS : rv;
}

/* Lists the readers and watches them until the list is out of date. */
static LONG
watch_list(struct pcsc *p, SCARDCONTEXT context)
{
	struct look l;
	LONG rv;

	if ((rv = list(context, &l)) != SCARD_S_SUCCESS)
		return rv;
	remember(p, &l);
	if (l.n > 0 && (rv = SCardGetStatusChange(context, 0, l.states, (DWORD)l.n)) != SCARD_S_SUCCESS)
		return listed_anew(rv);
	do {
		tell_readers(p, &l);
		remember(p, &l);
		if (asked(p))
			break;
		rv = SCardGetStatusChange(context, INFINITE, l.states, (DWORD)l.n + 1);
	} while (rv == SCARD_S_SUCCESS && !list_is_stale(&l));
	return listed_anew(rv);
}

static void
set_watch(struct pcsc *p, SCARDCONTEXT context)
{
	(void)pthread_mutex_lock(&p->lock);
	p->watch = context;
	(void)pthread_mutex_unlock(&p->lock);
}

/* True to go on; whoever asked for another look has been heard. */
static bool
go_on(struct pcsc *p)
{
	bool on;

	(void)pthread_mutex_lock(&p->lock);
	on = !p->quit;
	if (p->relook) {
		p->relook = false;
		(void)pthread_cond_broadcast(&p->changed);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return on;
}

/* As long as pcscd lives. */
static enum err
watch(struct pcsc *p)
{
	SCARDCONTEXT context;
	LONG rv;

	if ((rv = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context)) != SCARD_S_SUCCESS)
		return pcsc_err(rv);
	set_watch(p, context);
	while (rv == SCARD_S_SUCCESS && go_on(p))
		rv = watch_list(p, context);
	set_watch(p, 0);
	(void)SCardReleaseContext(context);
	return pcsc_err(rv);
}

void *
pcsc_monitor(void *arg)
{
	struct pcsc *p = arg;

	while (go_on(p)) {
		enum err e = watch(p);

		if (e == ERR_NONE)
			continue;
		tell_fault(p, e == ERR_PCSC_DENIED ? e : ERR_PCSC_DOWN);
		(void)pthread_mutex_lock(&p->lock);
		if (!p->quit)
			(void)pcsc_wait(p, DOWN_MS);
		(void)pthread_mutex_unlock(&p->lock);
	}
	(void)pthread_mutex_lock(&p->lock);
	p->monitoring = false;
	pcsc_leave(p);
	return NULL;
}
