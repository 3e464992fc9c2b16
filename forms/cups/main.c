/*
 * madoguchi-print: a request on standard input, with the PDF behind it; what became of it on standard output. The only
 * program that loads libcups. It asks nobody for a password and speaks to the spooler's socket on this machine alone.
 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/confine.h"
#include "forms/cups/talk.h"

static enum spool_exit
read_all(struct buf *in)
{
	char piece[16384];
	ssize_t n;

	while ((n = read(STDIN_FILENO, piece, sizeof(piece))) != 0) {
		if (n < 0 && errno != EINTR)
			return SPOOL_FAILED;
		if (n > 0)
			buf_add(in, piece, (size_t)n);
	}
	return buf_check(in) == ERR_NONE ? SPOOL_DONE : SPOOL_FAILED;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	ssize_t n;

	for (; len > 0; len -= n > 0 ? (size_t)n : 0, bytes += n > 0 ? n : 0)
		if ((n = write(fd, bytes, len)) < 0 && errno != EINTR)
			return false;
	return true;
}

/* libcups reads it again where the spooler asks first who we are. */
static int
as_file(const char *bytes, size_t len)
{
	const int fd = memfd_create("pdf", MFD_CLOEXEC);

	return fd >= 0 && write_all(fd, bytes, len) && lseek(fd, 0, SEEK_SET) == 0 ? fd : -1;
}

int
main(void)
{
	const struct rlimit no_core = { 0, 0 };
	struct buf in = { 0 }, out = { 0 };
	struct spool_request r;
	struct spool_job job = { .id = 0 };
	enum spool_exit status;
	size_t pdf;
	int fd = -1;

	(void)setrlimit(RLIMIT_CORE, &no_core);
	(void)clearenv();
	closefrom(STDERR_FILENO + 1);
	(void)confine_program(NULL, false);
	if ((status = read_all(&in)) == SPOOL_DONE) {
		if (spool_request_read(buf_text(&in), in.len, &r, &pdf) != ERR_NONE)
			status = SPOOL_MALFORMED;
		else if (r.act == SPOOL_SEND && (fd = as_file(in.text + pdf, in.len - pdf)) < 0)
			status = SPOOL_FAILED;
		else
			status = talk(&r, fd, &job);
	}
	spool_job_write(&job, &out);
	if (!write_all(STDOUT_FILENO, buf_text(&out), out.len))
		status = SPOOL_FAILED;
	buf_free(&in);
	buf_free(&out);
	_exit((int)status);	/* libcups keeps memory to the end, which a leak checker would tell */
}
