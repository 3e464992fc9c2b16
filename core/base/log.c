/* One line is one write to a file opened for adding, so that the lines of several programs don't mix. */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

struct log { int fd; };

enum err
log_open(const char *path, struct log **out)
{
	struct log *log = malloc(sizeof(*log));

	*out = NULL;
	if (log == NULL)
		return ERR_MEMORY;
	if ((log->fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0) {
		free(log);
		return errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_IO;
	}
	*out = log;
	return ERR_NONE;
}

void
log_close(struct log **log)
{
	if (*log == NULL)
		return;
	(void)close((*log)->fd);
	free(*log);
	*log = NULL;
}

void
log_failure(struct log *log, const struct actor *a, const char *what, const char *subject, enum err e)
{
	char at[24], line[256], clean[256];
	int n;

	if (log == NULL)
		return;
	moment_format(a->at, at, sizeof(at));
	n = snprintf(line, sizeof(line), "%s %ld %.32s %.32s %.16s %s", at, (long)getpid(), a->clerk, what,
	    *subject != '\0' ? subject : "-", err_name(e));
	if (n < 0)
		return;
	text_clean(line, (size_t)n < sizeof(line) ? (size_t)n : sizeof(line) - 1, clean, sizeof(clean) - 1);
	n = snprintf(line, sizeof(line), "%s\n", clean);
	if (n > 0 && write(log->fd, line, (size_t)n) != n)
		return;	/* there is nowhere to say so */
}
