/* The caller's side of the PC/SC wire: hands work over, waits so long and no longer. */
#include "card/pcsc.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "card/pcsc-private.h"
#include "base/secret.h"
#include "base/text.h"

#define LIMIT_MS 5000
#define GENERATE_MS 120000	/* a card looks for primes as long as it takes, and its reader waits */
#define TYPE_MS 180000		/* longer than any reader waits for keys */
#define FREE_MS 2000		/* then a hanging thread is left to free what it uses */

static struct pcsc *
pcsc_of(struct wire *w)
{
	return (struct pcsc *)(void *)w;
}

/* --- waiting ---------------------------------------------------------------------------------- */

struct timespec
pcsc_deadline(unsigned ms)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += ms / 1000;
	t.tv_nsec += (long)(ms % 1000) * 1000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000;
	}
	return t;
}

static bool
before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

bool
pcsc_wait_until(struct pcsc *p, const struct timespec *t)
{
	return pthread_cond_timedwait(&p->changed, &p->lock, t) != ETIMEDOUT;
}

bool
pcsc_wait(struct pcsc *p, unsigned ms)
{
	const struct timespec t = pcsc_deadline(ms);

	return pcsc_wait_until(p, &t);
}

void
pcsc_signal(struct pcsc *p)
{
	const uint64_t one = 1;
	ssize_t n = write(p->event, &one, sizeof(one));

	(void)n;	/* it can only be full, and then it is readable anyway */
	(void)pthread_cond_broadcast(&p->changed);
}

static void
quiet(struct pcsc *p)
{
	uint64_t count;
	ssize_t n = read(p->event, &count, sizeof(count));

	(void)n;	/* nothing to read: it was quiet */
}

/* --- jobs ------------------------------------------------------------------------------------- */

/* GENERATE ASYMMETRIC KEY PAIR (ISO/IEC 7816-8). */
static bool
generates(const struct pcsc *p)
{
	return p->command_len > 1 && (p->command[1] == 0x46 || p->command[1] == 0x47);
}

static unsigned
limit_of(const struct pcsc *p, enum pcsc_job job)
{
	if (job == PCSC_TYPE_VERIFY || job == PCSC_TYPE_MODIFY)
		return p->type_ms;
	return job == PCSC_TRANSMIT && generates(p) ? p->generate_ms : p->limit_ms;
}

/*
 * Hands a job over and waits for it, lock held. While an abandoned one still hangs nothing else can be done: the
 * session it belongs to ends when it comes back.
 */
static enum err
ask(struct pcsc *p, enum pcsc_job job)
{
	const struct timespec now = pcsc_deadline(0);

	if (p->phase != PCSC_IDLE)
		return p->when_late;
	if (job == PCSC_TRANSMIT && p->bounded && !before(&now, &p->session_end))
		return ERR_CARD_SILENT;
	p->job_by = pcsc_deadline(limit_of(p, job));
	if (job == PCSC_TRANSMIT && p->bounded && before(&p->session_end, &p->job_by))
		p->job_by = p->session_end;
	p->job = job;
	p->phase = PCSC_WANTED;
	p->when_late = ERR_CARD_SILENT;
	(void)pthread_cond_broadcast(&p->changed);
	while (p->phase != PCSC_DONE)
		if (!pcsc_wait_until(p, &p->job_by) && p->phase != PCSC_DONE) {
			p->abandoned = true;
			return p->when_late;
		}
	p->phase = PCSC_IDLE;
	return p->result;
}

static enum err
power_on(struct wire *w)
{
	struct pcsc *p = pcsc_of(w);
	enum err e;

	(void)pthread_mutex_lock(&p->lock);
	while (!p->looked && pcsc_wait_until(p, &p->first_look_by))
		continue;
	p->bounded = w->session_ms > 0;
	p->session_ms = w->session_ms;
	p->session_end = pcsc_deadline(p->session_ms);
	if (!p->looked)
		e = ERR_PCSC_SILENT;
	else if (p->state.fault != ERR_NONE && p->state.fault != ERR_READER_BUSY)
		e = p->state.fault;
	else if (!p->state.card)
		e = ERR_CARD_NONE;
	else
		e = ask(p, PCSC_ON);
	(void)pthread_mutex_unlock(&p->lock);
	return e;
}

static enum err
exchange(struct pcsc *p, enum pcsc_job job, const unsigned char *command, size_t len, unsigned char *answer,
    size_t cap, size_t *answer_len)
{
	enum err e;

	(void)pthread_mutex_lock(&p->lock);
	if (p->phase == PCSC_IDLE) {
		memcpy(p->command, command, len);
		p->command_len = len;
	}
	e = ask(p, job);
	if (job != PCSC_TRANSMIT)
		p->session_end = pcsc_deadline(p->session_ms);	/* who typed took none of the card's time */
	if (e == ERR_NONE && p->answer_len > cap)
		e = ERR_CARD_ANSWER;
	if (e == ERR_NONE) {
		memcpy(answer, p->answer, p->answer_len);
		*answer_len = p->answer_len;
		OPENSSL_cleanse(p->answer, p->answer_len);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return e;
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len,
    unsigned char *answer, size_t cap, size_t *answer_len)
{
	struct pcsc *p = pcsc_of(w);

	return len > sizeof(p->command) ? ERR_TOO_LONG :
	    exchange(p, PCSC_TRANSMIT, command, len, answer, cap, answer_len);
}

static enum err
type(struct wire *w, enum wire_typing typing, const unsigned char header[4], unsigned digits, unsigned char *answer,
    size_t cap, size_t *answer_len)
{
	unsigned char question[PCSC_ASK_MAX];
	const size_t len = pcsc_ask(typing, header, digits, question);

	if (len == 0)
		return ERR_TOO_LONG;
	return exchange(pcsc_of(w), typing == WIRE_VERIFY ? PCSC_TYPE_VERIFY : PCSC_TYPE_MODIFY, question, len,
	    answer, cap, answer_len);
}

static void
power_off(struct wire *w)
{
	struct pcsc *p = pcsc_of(w);

	(void)pthread_mutex_lock(&p->lock);
	(void)ask(p, PCSC_OFF);
	(void)pthread_mutex_unlock(&p->lock);
}

static void
state(struct wire *w, struct wire_state *s)
{
	struct pcsc *p = pcsc_of(w);
	const struct timespec now = pcsc_deadline(0);

	(void)pthread_mutex_lock(&p->lock);
	quiet(p);
	*s = p->state;
	if (!p->looked && !before(&now, &p->first_look_by))
		s->fault = ERR_PCSC_SILENT;
	(void)pthread_mutex_unlock(&p->lock);
}

static int
event_fd(struct wire *w)
{
	return pcsc_of(w)->event;
}

/* --- beginning and end ------------------------------------------------------------------------ */

void
pcsc_leave(struct pcsc *p)
{
	const bool last = --p->owners == 0;

	(void)pthread_cond_broadcast(&p->changed);
	(void)pthread_mutex_unlock(&p->lock);
	if (!last)
		return;
	(void)pthread_cond_destroy(&p->changed);
	(void)pthread_mutex_destroy(&p->lock);
	(void)close(p->event);
	OPENSSL_cleanse(p, sizeof(*p));
	free(p);
}

static void
release(struct wire *w)
{
	struct pcsc *p = pcsc_of(w);
	const struct timespec deadline = pcsc_deadline(FREE_MS);

	(void)pthread_mutex_lock(&p->lock);
	p->quit = true;
	(void)pthread_cond_broadcast(&p->changed);
	while (p->owners > 1 && pcsc_wait_until(p, &deadline))
		continue;
	pcsc_leave(p);
}

static const struct wire_ops ops = {
	.name = "pcsc",
	.power_on = power_on,
	.transmit = transmit,
	.type = type,
	.power_off = power_off,
	.state = state,
	.event_fd = event_fd,
	.free = release,
};

/* A detached thread that takes no signals; lock held. */
static bool
start(struct pcsc *p, void *(*body)(void *))
{
	sigset_t all, before;
	pthread_t thread;
	bool ok;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	ok = pthread_create(&thread, NULL, body, p) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (ok) {
		(void)pthread_detach(thread);
		p->owners++;
	}
	return ok;
}

static enum err
make(struct pcsc **out)
{
	pthread_condattr_t attr;
	struct pcsc *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return ERR_MEMORY;
	if ((p->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) == -1) {
		free(p);
		return ERR_IO;
	}
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_condattr_init(&attr);
	(void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&p->changed, &attr);
	(void)pthread_condattr_destroy(&attr);
	p->wire.ops = &ops;
	p->owners = 1;
	p->limit_ms = LIMIT_MS;
	p->generate_ms = GENERATE_MS;
	p->type_ms = TYPE_MS;
	p->first_look_by = pcsc_deadline(LIMIT_MS);
	secret_lock(p->command, sizeof(p->command));	/* a VERIFY passes through it */
	*out = p;
	return ERR_NONE;
}

enum err
pcsc_wire_new(const char *reader, struct wire **out)
{
	struct pcsc *p;
	bool ok;
	enum err e;

	*out = NULL;
	if (reader != NULL && strlen(reader) >= sizeof(p->wanted))
		return ERR_TOO_LONG;
	if ((e = make(&p)) != ERR_NONE)
		return e;
	if (reader != NULL)
		memcpy(p->wanted, reader, strlen(reader) + 1);
	(void)pthread_mutex_lock(&p->lock);
	ok = start(p, pcsc_worker) && (p->monitoring = start(p, pcsc_monitor));
	(void)pthread_mutex_unlock(&p->lock);
	if (!ok) {
		release(&p->wire);
		return ERR_IO;
	}
	*out = &p->wire;
	return ERR_NONE;
}

size_t
pcsc_wire_readers(struct wire *w, struct pcsc_reader *out, size_t max)
{
	struct pcsc *p = pcsc_of(w);
	size_t i, n;

	(void)pthread_mutex_lock(&p->lock);
	while (!p->looked && pcsc_wait_until(p, &p->first_look_by))
		continue;
	n = p->reader_count < max ? p->reader_count : max;
	for (i = 0; i < n; i++) {
		text_clean(p->readers[i], strlen(p->readers[i]), out[i].name, sizeof(out[i].name));
		out[i].card = p->reader_card[i];
	}
	(void)pthread_mutex_unlock(&p->lock);
	return n;
}

enum err
pcsc_wire_choose(struct wire *w, const char *reader)
{
	struct pcsc *p = pcsc_of(w);
	enum err e;

	if (strlen(reader) >= sizeof(p->wanted))
		return ERR_TOO_LONG;
	(void)pthread_mutex_lock(&p->lock);
	memcpy(p->wanted, reader, strlen(reader) + 1);
	p->relook = true;
	e = ask(p, PCSC_RELOOK);
	(void)pthread_mutex_unlock(&p->lock);
	return e;
}
