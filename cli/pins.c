/* PINs go from the descriptor straight into their place: no buffer of ours or of stdio ever holds one. */
#include "cli/pins.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define KEY_MAX 16
#define OLD "old-"

/* One byte; 0 at the end, -1 on a fault. */
static int
get(int fd, unsigned char *byte)
{
	ssize_t n;

	do
		n = read(fd, byte, 1);
	while (n < 0 && errno == EINTR);
	return (int)n;
}

/* Where a line of this name goes; NULL for none. */
static struct secret *
place_of(struct desk_pins *pins, const char *key)
{
	struct secret *places = pins->pin;
	enum pin_kind kind;

	if (strcmp(key, "check-b") == 0)
		return &pins->check_b;
	if (strncmp(key, OLD, sizeof(OLD) - 1) == 0) {
		places = pins->old;
		key += sizeof(OLD) - 1;
	}
	kind = pin_by_code(key);
	return kind < PIN_COUNT ? &places[kind] : NULL;
}

/* Up to '=': 1; the end or an empty line: 0; anything else: -1. */
static int
read_key(int fd, char key[KEY_MAX])
{
	unsigned char byte;
	size_t n = 0;
	int got;

	while ((got = get(fd, &byte)) == 1 && byte != '=') {
		if (byte == '\r')
			continue;
		if (byte == '\n' || n == KEY_MAX - 1)
			return byte == '\n' && n == 0 ? 0 : -1;
		key[n++] = (char)byte;
	}
	key[n] = '\0';
	return got == 1 ? 1 : got == 0 && n == 0 ? 0 : -1;
}

static enum err
read_pin(int fd, struct secret *s)
{
	unsigned char byte = 0;
	enum err e = ERR_NONE;
	int got;

	while ((got = get(fd, &byte)) == 1 && byte != '\n' && e == ERR_NONE) {
		if (!secret_push(s, byte))
			e = ERR_PIN_FORMAT;
	}
	if (s->len > 0 && s->bytes[s->len - 1] == '\r')
		(void)secret_pop(s);
	OPENSSL_cleanse(&byte, sizeof(byte));
	return got < 0 ? ERR_IO : e;
}

static enum err
read_lines(int fd, struct desk_pins *pins)
{
	char key[KEY_MAX];
	struct secret *place;
	enum err e;
	int got;

	while ((got = read_key(fd, key)) == 1) {
		if ((place = place_of(pins, key)) == NULL || place->len > 0)
			return ERR_USAGE;
		if ((e = read_pin(fd, place)) != ERR_NONE)
			return e;
	}
	return got == 0 ? ERR_NONE : ERR_USAGE;
}

/* What was typed ahead is thrown away, and nothing is shown. */
static enum err
quietly(int fd, enum err (*read_them)(int, void *), void *into)
{
	struct termios before, quiet;
	enum err e;

	if (tcgetattr(fd, &before) != 0)
		return read_them(fd, into);
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	if (tcsetattr(fd, TCSAFLUSH, &quiet) != 0)
		return ERR_IO;
	e = read_them(fd, into);
	(void)tcsetattr(fd, TCSAFLUSH, &before);
	return e;
}

static enum err
all_lines(int fd, void *pins)
{
	return read_lines(fd, pins);
}

static enum err
one_line(int fd, void *secret)
{
	return read_pin(fd, secret);
}

enum err
pins_read(int fd, struct desk_pins *pins)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !(S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode) || isatty(fd)))
		return ERR_PIN_SOURCE;
	return quietly(fd, all_lines, pins);
}

enum err
pins_read_one(int fd, struct secret *secret)
{
	secret_wipe(secret);
	return isatty(fd) ? quietly(fd, one_line, secret) : ERR_PIN_SOURCE;
}
