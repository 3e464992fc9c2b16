/* The file by which a test and the program share a reader. */
#include "tests/screens/other-reader.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static struct other_reader *
map(const char *path, int flags)
{
	int fd = open(path, O_RDWR | O_CLOEXEC | flags, 0600);
	void *at;

	if (fd == -1 || ftruncate(fd, sizeof(struct other_reader)) == -1)
		abort();
	at = mmap(NULL, sizeof(struct other_reader), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		abort();
	(void)close(fd);
	return at;
}

struct other_reader *
other_reader_map(const char *path)
{
	return map(path, 0);
}

struct other_reader *
other_reader_new(const char *path)
{
	struct other_reader *r = map(path, O_CREAT | O_EXCL);
	pthread_mutexattr_t lock;
	pthread_condattr_t changed;

	if (pthread_mutexattr_init(&lock) != 0 || pthread_mutexattr_setpshared(&lock, PTHREAD_PROCESS_SHARED) != 0 ||
	    pthread_mutex_init(&r->lock, &lock) != 0 || pthread_condattr_init(&changed) != 0 ||
	    pthread_condattr_setpshared(&changed, PTHREAD_PROCESS_SHARED) != 0 ||
	    pthread_cond_init(&r->changed, &changed) != 0)
		abort();
	(void)pthread_mutexattr_destroy(&lock);
	(void)pthread_condattr_destroy(&changed);
	other_card_make(&r->card);
	return r;
}

void
other_reader_free(struct other_reader **r)
{
	if (*r != NULL)
		(void)munmap(*r, sizeof(**r));
	*r = NULL;
}

void
other_reader_put(struct other_reader *r, bool there)
{
	(void)pthread_mutex_lock(&r->lock);
	r->there = there;
	r->changes++;
	other_card_power(&r->card, false);
	(void)pthread_cond_broadcast(&r->changed);
	(void)pthread_mutex_unlock(&r->lock);
}
