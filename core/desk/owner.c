/* Tells live procedures from dead ones by machine, boot, process and its start. Source: proc(5), kill(2). */
#include "desk/owner.h"

#include <openssl/evp.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

static bool
slurp(const char *path, char *out, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd == -1)
		return false;
	n = read(fd, out, size - 1);
	(void)close(fd);
	if (n <= 0)
		return false;
	out[n] = '\0';
	return true;
}

/* Field 22 of /proc/PID/stat; the name in field 2 may hold blanks and brackets, so count from its last bracket. */
static bool
start_of(int64_t pid, int64_t *start)
{
	char path[64], stat[1024], *p;
	int field;

	(void)snprintf(path, sizeof(path), "/proc/%lld/stat", (long long)pid);
	if (!slurp(path, stat, sizeof(stat)) || (p = strrchr(stat, ')')) == NULL)
		return false;
	for (field = 2; field < 22 && p != NULL; field++)
		p = strchr(p + 1, ' ');
	if (p == NULL)
		return false;
	*start = strtoll(p, NULL, 10);
	return true;
}

/*
 * Two machines may have one name: "/" and eight digits tell them apart. They are of a digest, since the machine's own
 * id isn't to be shown (machine-id(5)).
 */
#define MARK 9
static void
name_machine(char *host, size_t size)
{
	static const char *const file = "/etc/machine-id";
	unsigned char digest[32];
	char id[64];
	size_t n = strlen(host);

	if (n + MARK < size && slurp(file, id, sizeof(id)) &&
	    EVP_Q_digest(NULL, "SHA256", NULL, id, strlen(id), digest, NULL) == 1)
		(void)snprintf(host + n, size - n, "/%02x%02x%02x%02x", digest[0], digest[1], digest[2], digest[3]);
}

enum err
owner_self(struct owner *o)
{
	char host[sizeof(o->host) - MARK] = "";

	memset(o, 0, sizeof(*o));
	if (gethostname(host, sizeof(host) - 1) == -1 ||
	    !slurp("/proc/sys/kernel/random/boot_id", o->boot, sizeof(o->boot)))
		return ERR_IO;
	o->boot[strcspn(o->boot, "\n")] = '\0';
	text_clean(host, strlen(host), o->host, sizeof(o->host));
	name_machine(o->host, sizeof(o->host));
	o->pid = getpid();
	return start_of(o->pid, &o->start) ? ERR_NONE : ERR_IO;
}

/* By its whole name, or by the bare one of older records. */
static bool
same_machine(const struct owner *o, const struct owner *self)
{
	const size_t n = strlen(o->host);

	return strcmp(o->host, self->host) == 0 ||
	    (strchr(o->host, '/') == NULL && strncmp(self->host, o->host, n) == 0 && self->host[n] == '/');
}

bool
owner_alive(const struct owner *o)
{
	struct owner self;
	int64_t start;

	if (o->pid == 0)
		return false;
	if (owner_self(&self) != ERR_NONE || !same_machine(o, &self))
		return true;
	if (strcmp(o->boot, self.boot) != 0 || owner_is_self(o))
		return false;
	if (start_of(o->pid, &start))
		return start == o->start;
	/* Where /proc shows only one's own processes, another account's is there, but can't be asked for its start. */
	return kill((pid_t)o->pid, 0) == -1 && errno == EPERM;
}

bool
owner_elsewhere(const struct owner *o)
{
	struct owner self;

	return o->pid != 0 && owner_self(&self) == ERR_NONE && !same_machine(o, &self);
}

bool
owner_is_self(const struct owner *o)
{
	struct owner self;

	return owner_self(&self) == ERR_NONE && same_machine(o, &self) && strcmp(o->boot, self.boot) == 0 &&
	    o->pid == self.pid && o->start == self.start;
}
