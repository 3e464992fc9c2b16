/* Tells live procedures from dead ones by host, boot, process and its start. Source: proc(5). */
#include "desk/owner.h"

#include <fcntl.h>
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

enum err
owner_self(struct owner *o)
{
	char host[sizeof(o->host)] = "";

	memset(o, 0, sizeof(*o));
	if (gethostname(host, sizeof(host) - 1) == -1 ||
	    !slurp("/proc/sys/kernel/random/boot_id", o->boot, sizeof(o->boot)))
		return ERR_IO;
	o->boot[strcspn(o->boot, "\n")] = '\0';
	text_clean(host, strlen(host), o->host, sizeof(o->host));
	o->pid = getpid();
	return start_of(o->pid, &o->start) ? ERR_NONE : ERR_IO;
}

bool
owner_alive(const struct owner *o)
{
	struct owner self;
	int64_t start;

	if (o->pid == 0)
		return false;
	if (owner_self(&self) != ERR_NONE || strcmp(o->host, self.host) != 0)
		return true;
	if (strcmp(o->boot, self.boot) != 0 || owner_is_self(o))
		return false;
	return start_of(o->pid, &start) && start == o->start;
}

bool
owner_elsewhere(const struct owner *o)
{
	struct owner self;

	return o->pid != 0 && owner_self(&self) == ERR_NONE && strcmp(o->host, self.host) != 0;
}

bool
owner_is_self(const struct owner *o)
{
	struct owner self;

	return owner_self(&self) == ERR_NONE && strcmp(o->host, self.host) == 0 && strcmp(o->boot, self.boot) == 0 &&
	    o->pid == self.pid && o->start == self.start;
}
