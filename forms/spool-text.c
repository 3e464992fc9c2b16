/* What is said to madoguchi-print and by it, as lines of text; each side checks what the other says. */
#include "forms/spool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text-gate.h"

#define FIRST "madoguchi-print 1"

static const char *const acts[SPOOL_ACT_COUNT] = {
	[SPOOL_SEND] = "send", [SPOOL_RELEASE] = "release", [SPOOL_ASK] = "ask", [SPOOL_CANCEL] = "cancel",
};
static const struct { const char *code, *name; } states[SPOOL_STATE_COUNT] = {
	[SPOOL_GONE] = { "gone", "記録がない" }, [SPOOL_WAITING] = { "waiting", "順番待ち" },
	[SPOOL_HELD] = { "held", "出す合図を待っている" }, [SPOOL_PRINTING] = { "printing", "印刷中" },
	[SPOOL_STOPPED] = { "stopped", "中断中" }, [SPOOL_CANCELLED] = { "cancelled", "取り消した" },
	[SPOOL_ABORTED] = { "aborted", "途中でやめた" }, [SPOOL_PRINTED] = { "printed", "印刷した" },
};

const char *
spool_state_code(enum spool_state s)
{
	return states[s].code;
}

const char *
spool_state_name(enum spool_state s)
{
	return states[s].name;
}

void
spool_request_write(const struct spool_request *r, struct buf *b)
{
	buf_printf(b, FIRST "\nact %s\nserver %s\nprinter %s\ntray %s\nname %s\njob %d\n\n", acts[r->act], r->server,
	    r->printer, r->tray, r->name, r->job);
}

/* The rest of the line that begins with key and a blank; *p goes to the next line. */
static bool
take(const char **p, const char *end, const char *key, char *out, size_t size)
{
	const char *nl = memchr(*p, '\n', (size_t)(end - *p));
	const size_t len = strlen(key);

	if (nl == NULL || (size_t)(nl - *p) < len + 1 || memcmp(*p, key, len) != 0 || (*p)[len] != ' ' ||
	    (size_t)(nl - *p) - len - 1 >= size || memchr(*p, '\0', (size_t)(nl - *p)) != NULL)
		return false;
	*p += len + 1;
	memcpy(out, *p, (size_t)(nl - *p));
	out[nl - *p] = '\0';
	*p = nl + 1;
	return true;
}

static bool
number(const char *text, int *n)
{
	char *end;
	const long value = strtol(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || value > 0x7fffffff)
		return false;
	*n = (int)value;
	return true;
}

enum err
spool_request_read(const char *bytes, size_t len, struct spool_request *r, size_t *pdf)
{
	const char *p = bytes, *end = bytes + len;
	char act[16], job[16];
	int n = 0;

	memset(r, 0, sizeof(*r));
	if (len < sizeof(FIRST) || memcmp(p, FIRST "\n", sizeof(FIRST)) != 0)
		return ERR_DATA;
	p += sizeof(FIRST);
	if (!take(&p, end, "act", act, sizeof(act)) || !take(&p, end, "server", r->server, sizeof(r->server)) ||
	    !take(&p, end, "printer", r->printer, sizeof(r->printer)) ||
	    !take(&p, end, "tray", r->tray, sizeof(r->tray)) || !take(&p, end, "name", r->name, sizeof(r->name)) ||
	    !take(&p, end, "job", job, sizeof(job)) || p == end || *p != '\n' || !number(job, &r->job) ||
	    r->server[0] != '/' || r->name[0] == '\0' ||
	    !text_word_sound(r->printer) || (r->tray[0] != '\0' && !text_word_sound(r->tray)))
		return ERR_DATA;
	while (n < SPOOL_ACT_COUNT && strcmp(acts[n], act) != 0)
		n++;
	if (n == SPOOL_ACT_COUNT)
		return ERR_DATA;
	r->act = (enum spool_act)n;
	*pdf = (size_t)(p + 1 - bytes);
	return ERR_NONE;
}

void
spool_job_write(const struct spool_job *j, struct buf *b)
{
	buf_printf(b, "job %d\nstate %s\nprinter %s\nreasons %s\n", j->id, states[j->state].code,
	    j->printer_stopped ? "stopped" : "open", j->reasons);
}

enum err
spool_job_read(const struct buf *b, struct spool_job *j)
{
	const char *p = buf_text(b), *end = p + b->len;
	char id[16], state[16], printer[16];
	int n = 0;

	memset(j, 0, sizeof(*j));
	if (!take(&p, end, "job", id, sizeof(id)) || !take(&p, end, "state", state, sizeof(state)) ||
	    !take(&p, end, "printer", printer, sizeof(printer)) ||
	    !take(&p, end, "reasons", j->reasons, sizeof(j->reasons)) || p != end || !number(id, &j->id))
		return ERR_DATA;
	while (n < SPOOL_STATE_COUNT && strcmp(states[n].code, state) != 0)
		n++;
	if (n == SPOOL_STATE_COUNT)
		return ERR_DATA;
	j->state = (enum spool_state)n;
	j->printer_stopped = strcmp(printer, "stopped") == 0;
	return ERR_NONE;
}
