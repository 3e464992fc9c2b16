/* PINs for a command of madoguchictl, and what is wrong with the descriptor or its lines. */
#include <sys/stat.h>

#include "cli/pins.h"

enum err
call_pins(struct call *c, int fd, struct desk_pins *pins)
{
	struct stat st;
	enum err e;

	if (fstat(fd, &st) != 0)
		return call_fail(c, ERR_USAGE,
		    tr("--pin-fd %d: 開かれていない番号です。3<&0 のようにつないでください"), fd);
	if ((e = pins_read(fd, pins)) == ERR_USAGE)
		return call_fail(c, e, "%s",
		    tr("--pin-fd: sign=、auth=、juki=、assist=、old-sign= など、check-b= の行を1回ずつ"));
	return e != ERR_NONE ? call_fail(c, e, "--pin-fd") : e;
}
