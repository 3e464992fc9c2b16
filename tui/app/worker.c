/* The one thread that touches card, CA and store. Jobs go in under a lock, notes come back through a pipe. */
#include "tui/app/worker.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct worker {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t given;
	struct desk *desk;
	worker_job *job;
	void *ctx;
	bool ending;
	bool busy;		/* the screen's thread only */
	int pipe[2];
};

/* A note is shorter than PIPE_BUF, so it is written whole. */
static void
tell(struct worker *w, const struct note *note)
{
	(void)!write(w->pipe[1], note, sizeof *note);
}

static void
tell_step(void *ctx, unsigned step, const char *name, enum step_phase phase)
{
	(void)name;
	tell(ctx, &(struct note){ .kind = NOTE_STEP, .step = step, .phase = phase });
}

static void
tell_asks(void *ctx, enum wire_typing typing, bool now)
{
	tell(ctx, &(struct note){ .kind = NOTE_ASKS, .asks = now ? WIRE_TYPES(typing) : 0 });
}

static worker_job *
await(struct worker *w, void **ctx)
{
	worker_job *job;

	(void)pthread_mutex_lock(&w->lock);
	while (w->job == NULL && !w->ending)
		(void)pthread_cond_wait(&w->given, &w->lock);
	job = w->job;
	*ctx = w->ctx;
	w->job = NULL;
	(void)pthread_mutex_unlock(&w->lock);
	return job;
}

static void *
work(void *arg)
{
	struct worker *w = arg;
	worker_job *job;
	void *ctx;

	while ((job = await(w, &ctx)) != NULL)
		tell(w, &(struct note){ .kind = NOTE_DONE, .err = job(w->desk, ctx) });
	return NULL;
}

/* Signals are the screen's: the new thread inherits a mask that blocks them all. */
static bool
begin(struct worker *w)
{
	sigset_t all, before;
	bool made;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	made = pthread_create(&w->thread, NULL, work, w) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return made;
}

enum err
worker_start(struct desk *desk, struct worker **out)
{
	struct worker *w;

	*out = NULL;
	if ((w = calloc(1, sizeof *w)) == NULL)
		return ERR_MEMORY;
	w->desk = desk;
	(void)pthread_mutex_init(&w->lock, NULL);
	(void)pthread_cond_init(&w->given, NULL);
	if (pipe(w->pipe) == -1) {
		free(w);
		return ERR_IO;
	}
	(void)fcntl(w->pipe[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(w->pipe[1], F_SETFD, FD_CLOEXEC);
	(void)fcntl(w->pipe[0], F_SETFL, O_NONBLOCK);
	desk->progress = tell_step;
	desk->ctx = w;
	if (desk->wire != NULL) {
		desk->wire->asks = tell_asks;
		desk->wire->asks_ctx = w;
	}
	if (!begin(w)) {
		(void)close(w->pipe[0]);
		(void)close(w->pipe[1]);
		free(w);
		return ERR_MEMORY;
	}
	*out = w;
	return ERR_NONE;
}

void
worker_stop(struct worker **wp)
{
	struct worker *w = *wp;

	*wp = NULL;
	if (w == NULL)
		return;
	(void)pthread_mutex_lock(&w->lock);
	w->ending = true;
	(void)pthread_cond_signal(&w->given);
	(void)pthread_mutex_unlock(&w->lock);
	(void)pthread_join(w->thread, NULL);
	(void)pthread_cond_destroy(&w->given);
	(void)pthread_mutex_destroy(&w->lock);
	(void)close(w->pipe[0]);
	(void)close(w->pipe[1]);
	free(w);
}

int
worker_fd(const struct worker *w)
{
	return w->pipe[0];
}

bool
worker_busy(const struct worker *w)
{
	return w != NULL && w->busy;
}

void
worker_give(struct worker *w, worker_job *job, void *ctx)
{
	w->busy = true;
	(void)pthread_mutex_lock(&w->lock);
	w->job = job;
	w->ctx = ctx;
	(void)pthread_cond_signal(&w->given);
	(void)pthread_mutex_unlock(&w->lock);
}

bool
worker_take(struct worker *w, struct note *note)
{
	if (read(w->pipe[0], note, sizeof *note) != (ssize_t)sizeof *note)
		return false;
	if (note->kind == NOTE_DONE)
		w->busy = false;
	return true;
}
