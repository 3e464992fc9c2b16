/* Writes the trace: a line is one write. Only headers, lengths and status words are looked at; the rest isn't touched. */
#include "card/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LINE 400

struct trace {
	int fd;
	int64_t opened;
	pthread_mutex_t lock;		/* holds what follows */
	struct wire_state last;
	bool seen;
};

static int64_t
microseconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t
trace_now(const struct trace *t)
{
	return t != NULL ? microseconds() - t->opened : 0;
}

/* A line that began at a time. There is nowhere to say that it can't be written. */
__attribute__((format(printf, 3, 4)))
static void
put(const struct trace *t, int64_t at, const char *fmt, ...)
{
	char line[LINE];
	va_list ap;
	int n = snprintf(line, sizeof(line), "%6lld.%03lld ", (long long)(at / 1000000), (long long)(at / 1000 % 1000)), m;

	va_start(ap, fmt);
	m = vsnprintf(line + n, sizeof(line) - (size_t)n - 1, fmt, ap);
	va_end(ap);
	n += m < (int)sizeof(line) - n - 1 ? m : (int)sizeof(line) - n - 2;
	line[n++] = '\n';
	(void)!write(t->fd, line, (size_t)n);
}

/* A device, a pipe or another's file is refused: what was meant for a helper isn't written just anywhere. */
static int
open_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);
	struct stat st;

	if (fd == -1)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && fchmod(fd, 0600) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

enum err
trace_open(const char *path, struct moment now, struct trace **out)
{
	struct trace *t = calloc(1, sizeof(*t));
	char at[24];

	*out = NULL;
	if (t == NULL)
		return ERR_MEMORY;
	if ((t->fd = open_file(path)) == -1) {
		free(t);
		return ERR_TRACE;
	}
	(void)pthread_mutex_init(&t->lock, NULL);
	t->opened = microseconds();
	moment_format(now, at, sizeof(at));
	put(t, 0, "trace of process %ld from %s", (long)getpid(), at);
	*out = t;
	return ERR_NONE;
}

void
trace_close(struct trace **t)
{
	if (*t == NULL)
		return;
	(void)close((*t)->fd);
	(void)pthread_mutex_destroy(&(*t)->lock);
	free(*t);
	*t = NULL;
}

/* Lc and Le of a command, 0 where it has none. Source: ISO/IEC 7816-4, 5.1. */
static void
lengths(const unsigned char *c, size_t len, size_t *lc, size_t *le)
{
	const bool extended = len >= 7 && c[4] == 0;
	const size_t head = extended ? 7 : 5, field = len < 5 ? 0 : extended ? (size_t)(c[5] << 8 | c[6]) : c[4];

	*lc = *le = 0;
	if (len == head)
		*le = field != 0 ? field : extended ? 65536 : 256;
	else if (len > head) {
		*lc = field;
		if (len == head + field + 1)
			*le = c[len - 1] != 0 ? c[len - 1] : 256;
		if (len == head + field + 2)
			*le = (size_t)(c[len - 2] << 8 | c[len - 1]);
	}
}

void
trace_command(struct trace *t, int64_t began, const unsigned char *c, size_t len, const unsigned char *answer,
    size_t answer_len, enum err e)
{
	char head[64], sizes[48] = "", end[64];
	size_t lc, le, n = 0;
	int64_t took;

	if (t == NULL || len < 4)
		return;
	took = trace_now(t) - began;
	lengths(c, len, &lc, &le);
	if (lc > 0)
		n = (size_t)snprintf(sizes, sizeof(sizes), " Lc=%zu", lc);
	if (le > 0)
		(void)snprintf(sizes + n, sizeof(sizes) - n, " Le=%zu", le);
	(void)snprintf(head, sizeof(head), "%02x %02x %02x %02x", c[0], c[1], c[2], c[3]);
	if (e == ERR_NONE && answer_len >= 2)
		(void)snprintf(end, sizeof(end), "%02x%02x %zu bytes", answer[answer_len - 2], answer[answer_len - 1],
		    answer_len - 2);
	else
		(void)snprintf(end, sizeof(end), "%s", e != ERR_NONE ? err_name(e) : "no status word");
	put(t, began, "%s%s -> %s, %lld.%03lld ms", head, sizes, end, (long long)(took / 1000), (long long)(took % 1000));
}

void
trace_power(struct trace *t, int64_t began, bool on, enum err e)
{
	int64_t took;

	if (t == NULL)
		return;
	took = trace_now(t) - began;
	put(t, began, "power %s -> %s, %lld.%03lld ms", on ? "on" : "off", err_name(e), (long long)(took / 1000),
	    (long long)(took % 1000));
}

static bool
same(const struct wire_state *a, const struct wire_state *b)
{
	return a->fault == b->fault && a->card == b->card && a->changes == b->changes && a->readers == b->readers &&
	    strcmp(a->reader, b->reader) == 0;
}

void
trace_state(struct trace *t, const struct wire_state *s)
{
	if (t == NULL)
		return;
	(void)pthread_mutex_lock(&t->lock);
	if (!t->seen || !same(s, &t->last))
		put(t, trace_now(t), "reader \"%s\" of %u: %s, %s, change %lu", s->reader, s->readers,
		    s->card ? "card" : "no card", err_name(s->fault), s->changes);
	t->last = *s;
	t->seen = true;
	(void)pthread_mutex_unlock(&t->lock);
}
