/* Runs the real program in a pseudo-terminal and reads its screen. Never sleeps: waits for the program's idle mark. */
#ifndef MADOGUCHI_HARNESS_H
#define MADOGUCHI_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct harness;

/*
 * The terminal: says answers all that it is asked ("": nothing does, NULL: it does so itself) and must last; 0 is 24 by
 * 80. memory, where it isn't NULL, is opened, so that it can be looked into. line, where it isn't NULL, is between the
 * terminal and the program. wide: what Unicode leaves open is drawn in two cells (wide.h). Zeroed is the usual one.
 */
struct line;
struct memory;
struct harness_terminal {
	const char *says;
	bool wide;
	int rows, cols;
	struct memory *memory;
	const struct line *line;
};

/*
 * argv ends with NULL; env holds "NAME=value", ended with NULL, and goes before a bare environment of an
 * xterm-256color. Fails the test on error.
 */
struct harness *harness_start(const char *const *argv, const char *const *env, const struct harness_terminal *);

void harness_type(struct harness *, const char *bytes);		/* and goes on at once */
void harness_paste(struct harness *, const char *text);		/* the same, marked if the terminal was asked to */
struct buf;
void harness_record(struct harness *, struct buf *keys);	/* what is typed goes there too; NULL: no more */
void harness_idle(struct harness *);				/* until the program has nothing left to do */
void harness_until(struct harness *, const char *text);		/* until it is shown, idle or not */
void harness_until_gone(struct harness *, const char *text);	/* until it is shown no more */
void harness_until_drawn(struct harness *, const char *text);	/* until it is shown and nothing is being drawn */
void harness_until_seen(struct harness *, const char *screen);	/* until harness_see sees the same */
void harness_press(struct harness *, const char *bytes);	/* type, then idle */
void harness_press_lent(struct harness *, const char *bytes);	/* the same, read by a command that has the terminal */
void harness_quiet(struct harness *);				/* until nothing has come for a while */
void harness_set_size(struct harness *, int rows, int cols);		/* the terminal's, and goes on at once */
void harness_resize(struct harness *, int rows, int cols);	/* and idle */

bool harness_echoes(const struct harness *);	/* the terminal is as a shell has it */
int harness_pty(const struct harness *);	/* the program's end of the line, see pty.h */
int harness_rows(const struct harness *);

/* One row as UTF-8, without the blanks at its end. */
void harness_row(struct harness *, int y, char *out, size_t size);

/* The whole screen and its cursor, at the end of what was seen; lines that cross it are made of -, however drawn. */
void harness_see(struct harness *, struct buf *seen);
bool harness_shows(struct harness *, const char *text);
bool harness_on(struct harness *, const char *text);		/* in the cursor's line */
void harness_expect(struct harness *, const char *text);	/* fails the test with the screen in its words */
void harness_refuse(struct harness *, const char *text);	/* the same when it is shown */
const char *harness_screen(const struct harness *);	/* the name of the one that was open when last all was drawn */
bool harness_cursor(struct harness *, int *y, int *x);	/* true where it can be seen */

/*
 * What begins in a cell, 0 for nothing, and how it looks: a colour's letter of KRGYBMCW, or 'r' reverse, 'u' underlined,
 * 'b' bold, ' ' plain.
 */
uint32_t harness_cell(struct harness *, int y, int x, char *look);

void harness_fail(struct harness *, const char *why);	/* fails the test with the screen in its words */

/* Everything the program ever wrote, and how much; a terminal that isn't a test's gets no idle marks: not counted. */
bool harness_wrote_since(struct harness *, size_t from, const char *bytes);	/* behind so many bytes */
static inline bool
harness_wrote(struct harness *h, const char *bytes)
{
	return harness_wrote_since(h, 0, bytes);
}
const char *harness_all(struct harness *, size_t *len);
size_t harness_bytes(struct harness *);

int harness_pid(const struct harness *);
void harness_kill(struct harness *, int sig);

/* Waits for the program's end and frees; its exit status, or 128 and its signal. */
int harness_end(struct harness **);

/* Milliseconds of a clock that only goes forward. */
long harness_now(void);

#endif
