/* A reader in this process: training cards are put on it and pulled off it from any thread. */
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "card/virtual/parts-private.h"

/* The mutex guards what a card's being there is; the card itself belongs to the thread that speaks to it. */
struct process_wire {
	struct wire wire;
	pthread_mutex_t lock;
	char *path;			/* the card's file; NULL: none is there */
	unsigned long changes;
	int event;

	struct virtual_card *card;	/* powered; NULL: none is */
	unsigned long powered_at;	/* changes when it was */
};

static struct process_wire *
own(struct wire *w)
{
	return (struct process_wire *)(void *)w;
}

/* Takes the lock itself. path is the wire's from then on. */
static void
change(struct process_wire *p, char *path)
{
	const uint64_t one = 1;

	(void)pthread_mutex_lock(&p->lock);
	if (path != NULL || p->path != NULL)
		p->changes++;
	free(p->path);
	p->path = path;
	(void)!write(p->event, &one, sizeof(one));
	(void)pthread_mutex_unlock(&p->lock);
}

static bool
still_there(struct process_wire *p)
{
	bool there;

	(void)pthread_mutex_lock(&p->lock);
	there = p->path != NULL && p->changes == p->powered_at;
	(void)pthread_mutex_unlock(&p->lock);
	return there;
}

static void
power_off(struct wire *w)
{
	virtual_close(&own(w)->card);
}

/* The file is read afresh and is this wire's alone until the power goes: another program may have had it. */
static enum err
power_on(struct wire *w)
{
	struct process_wire *p = own(w);
	char *path;
	enum err e;

	power_off(w);
	(void)pthread_mutex_lock(&p->lock);
	path = p->path != NULL ? strdup(p->path) : NULL;
	e = p->path == NULL ? ERR_CARD_NONE : path == NULL ? ERR_MEMORY : ERR_NONE;
	p->powered_at = p->changes;
	(void)pthread_mutex_unlock(&p->lock);
	if (e == ERR_NONE)
		e = virtual_open(path, &p->card);
	free(path);
	return e;
}

/* A card that was pulled while it worked has done its work, but nobody hears of it. */
static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	unsigned char whole[APDU_ANSWER_MAX + 2];
	struct process_wire *p = own(w);
	size_t n;

	*answer_len = 0;
	if (p->card == NULL || !still_there(p)) {
		power_off(w);
		return ERR_CARD_REMOVED;
	}
	n = virtual_answer(p->card, command, len, whole, sizeof(whole));
	if (!still_there(p)) {
		power_off(w);
		return ERR_CARD_REMOVED;
	}
	if (n > cap)
		return ERR_CARD_ANSWER;
	memcpy(answer, whole, n);
	*answer_len = n;
	return ERR_NONE;
}

static void
state(struct wire *w, struct wire_state *s)
{
	struct process_wire *p = own(w);
	uint64_t count;

	*s = (struct wire_state){ .fault = ERR_NONE };
	(void)snprintf(s->reader, sizeof(s->reader), "%s", "練習用カードリーダー");
	(void)pthread_mutex_lock(&p->lock);
	(void)!read(p->event, &count, sizeof(count));
	s->card = p->path != NULL;
	s->changes = p->changes;
	(void)pthread_mutex_unlock(&p->lock);
}

static int
event_fd(struct wire *w)
{
	return own(w)->event;
}

static void
free_wire(struct wire *w)
{
	struct process_wire *p = own(w);

	power_off(w);
	(void)close(p->event);
	(void)pthread_mutex_destroy(&p->lock);
	free(p->path);
	free(p);
}

static const struct wire_ops process_ops = {
	.name = "process",
	.power_on = power_on,
	.transmit = transmit,
	.power_off = power_off,
	.state = state,
	.event_fd = event_fd,
	.free = free_wire,
};

struct wire *
virtual_wire_new(void)
{
	struct process_wire *p;

	if ((p = calloc(1, sizeof(*p))) == NULL)
		return NULL;
	p->wire.ops = &process_ops;
	p->wire.extended = true;
	if ((p->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) == -1) {
		free(p);
		return NULL;
	}
	(void)pthread_mutex_init(&p->lock, NULL);
	return &p->wire;
}

/* The file is looked at here, so that a broken one is told of before anybody waits for its card. */
enum err
virtual_wire_put(struct wire *w, const char *path)
{
	struct virtual_state *s;
	char *copy;
	enum err e;

	if ((s = malloc(sizeof(*s))) == NULL)
		return ERR_MEMORY;
	e = virtual_file_read(path, s);
	OPENSSL_cleanse(s, sizeof(*s));
	free(s);
	if (e != ERR_NONE)
		return e;
	if ((copy = strdup(path)) == NULL)
		return ERR_MEMORY;
	change(own(w), copy);
	return ERR_NONE;
}

void
virtual_wire_pull(struct wire *w)
{
	change(own(w), NULL);
}
