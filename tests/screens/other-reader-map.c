/* The file by which a test and the program share a reader. */
#include "config.h"	/* syscall(2) */

#include "tests/screens/other-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
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

	if (pthread_mutexattr_init(&lock) != 0 || pthread_mutexattr_setpshared(&lock, PTHREAD_PROCESS_SHARED) != 0 ||
	    pthread_mutexattr_setrobust(&lock, PTHREAD_MUTEX_ROBUST) != 0 || pthread_mutex_init(&r->lock, &lock) != 0)
		abort();
	(void)pthread_mutexattr_destroy(&lock);
	other_card_make(&r->card);
	return r;
}

void
other_reader_lock(struct other_reader *r)
{
	if (pthread_mutex_lock(&r->lock) == EOWNERDEAD)
		(void)pthread_mutex_consistent(&r->lock);
}

void
other_reader_ring(struct other_reader *r)
{
	__atomic_add_fetch(&r->bell, 1, __ATOMIC_SEQ_CST);
	(void)syscall(SYS_futex, &r->bell, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

void
other_reader_wait(struct other_reader *r, uint32_t heard)
{
	(void)syscall(SYS_futex, &r->bell, FUTEX_WAIT, heard, NULL, NULL, 0);
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
	other_reader_lock(r);
	r->there = there;
	r->changes++;
	other_card_power(&r->card, false);
	(void)pthread_mutex_unlock(&r->lock);
	other_reader_ring(r);
}

void
other_reader_type(struct other_reader *r, const char *digits)
{
	other_reader_lock(r);
	(void)strcpy(r->digits, digits);
	(void)pthread_mutex_unlock(&r->lock);
	other_reader_ring(r);
}

void
other_reader_say(struct other_reader *r, uint16_t sw)
{
	other_reader_lock(r);
	r->own = sw;
	(void)pthread_mutex_unlock(&r->lock);
	other_reader_ring(r);
}
