/* A paper that comes out of a printer: sent held, on record, let go; and what became of it, by its job. */
#include "forms/print-job-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading { struct print_sent *sent; const char *code; };

/* "ricoh 12" */
static bool
read_job(const char *why, struct print_sent *j)
{
	const char *blank = strchr(why, ' ');
	char *end;
	long id;

	if (blank == NULL || (size_t)(blank - why) >= sizeof(j->printer))
		return false;
	id = strtol(blank + 1, &end, 10);
	if (*end != '\0' || id <= 0 || id > 0x7fffffff)
		return false;
	memcpy(j->printer, why, (size_t)(blank - why));
	j->printer[blank - why] = '\0';
	j->id = (int)id;
	return true;
}

static bool
see_event(void *ctx, const struct case_history *h)
{
	const struct reading *r = ctx;
	const char *colon = strchr(h->event, ':');

	if (colon == NULL || strcmp(colon + 1, r->code) != 0)
		return true;
	if (strncmp(h->event, "printed:", 8) == 0) {
		r->sent->printed++;
		if (read_job(h->why, r->sent)) {
			r->sent->which = r->sent->printed;
			r->sent->ended = false;
		}
	} else if (strncmp(h->event, "print-", 6) == 0) {
		r->sent->ended = true;
		r->sent->lost = strncmp(h->event + 6, "lost", 4) == 0;
	}
	return true;
}

static enum err
find(struct store *s, const char *number, enum paper paper, struct print_sent *j)
{
	struct reading r = { .sent = j, .code = paper_code(paper) };

	memset(j, 0, sizeof(*j));
	j->number = number;
	j->paper = paper;
	return case_history(s, number, see_event, &r);
}

static enum err
with_spooler(const struct print_sent *j, const struct printing *p, enum spool_act act, const struct buf *pdf)
{
	struct print_target *t = p->printer;
	struct spool_request r = { .act = act, .job = act == SPOOL_SEND ? 0 : t->job.id };
	const char *printer = act == SPOOL_SEND ? t->printer : t->on;

	if (strlen(t->server) >= sizeof(r.server) || strlen(printer) >= sizeof(r.printer) ||
	    (t->tray != NULL && strlen(t->tray) >= sizeof(r.tray)))
		return ERR_TOO_LONG;
	memcpy(r.server, t->server, strlen(t->server) + 1);
	memcpy(r.printer, printer, strlen(printer) + 1);
	if (act == SPOOL_SEND && t->tray != NULL)
		memcpy(r.tray, t->tray, strlen(t->tray) + 1);
	(void)snprintf(r.name, sizeof(r.name), "%s %s %d", j->number, paper_code(j->paper),
	    act == SPOOL_SEND ? j->printed + 1 : j->which);
	return spool_do(p->libexec, &r, pdf, &t->job);
}

/* The job that was sent last, in the target. */
static void
aim(const struct print_sent *j, struct print_target *t)
{
	t->job = (struct spool_job){ .id = j->id };
	memcpy(t->on, j->printer, sizeof(t->on));
}

enum err
print_job_prepare(struct store *s, const char *number, enum paper paper, const struct printing *p,
    struct print_sent *j)
{
	struct print_target *t = p->printer;
	enum err e = find(s, number, paper, j);

	if (e != ERR_NONE || j->id == 0 || j->ended)
		return e;
	aim(j, t);
	if ((e = with_spooler(j, p, SPOOL_ASK, NULL)) != ERR_NONE)
		return e;
	if (t->job.state == SPOOL_HELD)		/* it never came out, and won't */
		return with_spooler(j, p, SPOOL_CANCEL, NULL);
	if (t->again || t->job.state == SPOOL_CANCELLED || t->job.state == SPOOL_ABORTED)
		return ERR_NONE;
	return ERR_SPOOL_AGAIN;
}

enum err
print_job_send(const struct print_sent *j, const struct printing *p, const struct buf *pdf)
{
	struct print_target *t = p->printer;
	enum err e = with_spooler(j, p, SPOOL_SEND, pdf);

	if (e == ERR_NONE)
		(void)snprintf(t->on, sizeof(t->on), "%s", t->printer);
	return e;
}

void
print_job_drop(const struct print_sent *j, const struct printing *p)
{
	struct print_sent sent = *j;

	sent.which = j->printed + 1;
	(void)with_spooler(&sent, p, SPOOL_CANCEL, NULL);
}

static enum err
remark(struct store *s, const struct actor *a, const struct case_file *f, const char *what, enum paper paper)
{
	char event[32];
	enum err e = store_begin(s);

	(void)snprintf(event, sizeof(event), "print-%s:%s", what, paper_code(paper));
	return e != ERR_NONE ? e : case_settle(s, a, f->number, case_remark(s, a, f, event, ""));
}

static enum err
let_go(struct store *s, const struct case_file *f, const struct print_sent *j, const struct printing *p)
{
	struct print_target *t = p->printer;
	const struct spool_job before = t->job;
	enum err e = with_spooler(j, p, SPOOL_RELEASE, NULL);

	if (e != ERR_NONE) {		/* it waits until it is asked for again */
		t->job = before;
		t->job.state = SPOOL_HELD;
		return ERR_NONE;
	}
	if (t->job.state != SPOOL_GONE)
		return ERR_NONE;
	return (e = remark(s, p->actor, f, "lost", j->paper)) != ERR_NONE ? e : ERR_SPOOL_GONE;
}

enum err
print_job_let_go(struct store *s, const struct case_file *f, enum paper paper, const struct print_sent *j,
    const struct printing *p)
{
	struct print_sent sent = *j;

	sent.paper = paper;
	sent.which = j->printed + 1;
	return let_go(s, f, &sent, p);
}

/* Of a case that is closed, too: its paper may still lie at a printer. */
static enum err
take_back(struct store *s, const struct case_file *f, const struct print_sent *j, const struct printing *p)
{
	enum err e = with_spooler(j, p, SPOOL_CANCEL, NULL);

	return e != ERR_NONE || p->printer->job.state != SPOOL_CANCELLED ? e :
	    remark(s, p->actor, f, "cancelled", j->paper);
}

enum err
print_job(struct store *s, const char *number, enum paper paper, const struct printing *p, bool cancel)
{
	struct case_file *f;
	struct print_sent j;
	enum err e;

	if ((e = audit_allow(s, p->actor, ACT_PRINT, number)) != ERR_NONE ||
	    (e = case_check_claim(s, p->actor, number)) != ERR_NONE)
		return e;
	if ((f = calloc(1, sizeof(*f))) == NULL)
		return ERR_MEMORY;
	if ((e = case_load(s, number, f)) == ERR_NONE && (e = find(s, number, paper, &j)) == ERR_NONE) {
		aim(&j, p->printer);
		if (j.id == 0)
			e = ERR_SPOOL_NO_JOB;
		else if (j.ended)
			p->printer->job.state = j.lost ? SPOOL_GONE : SPOOL_CANCELLED;
		else if (cancel)
			e = take_back(s, f, &j, p);
		else if ((e = with_spooler(&j, p, SPOOL_ASK, NULL)) == ERR_NONE && p->printer->job.state == SPOOL_HELD)
			e = let_go(s, f, &j, p);
	}
	free(f);
	return e;
}
