/* Reads PINs from a descriptor: never from arguments, environment or files. */
#ifndef MADOGUCHI_CLI_PINS_H
#define MADOGUCHI_CLI_PINS_H

#include "cli/cmd.h"

/*
 * Reads lines up to the end, byte by byte into the secrets: sign=, auth=, juki=, assist= (the PINs after the
 * procedure), old-sign= … (the present PINs), check-b= (照合番号B). fd must be a pipe, a socket or a terminal (read
 * without echo; an empty line ends): else ERR_PIN_SOURCE. ERR_USAGE: unknown, repeated or overlong line. The caller
 * wipes with desk_pins_wipe, also after an error.
 */
enum err pins_read(int fd, struct desk_pins *);

/* One value, typed on a terminal without echo; the line's end isn't part of it. ERR_PIN_SOURCE: fd is no terminal. */
enum err pins_read_one(int fd, struct secret *);

/* pins_read for a command: on error the detail says what is wrong with the descriptor or its lines. */
enum err call_pins(struct call *, int fd, struct desk_pins *);

#endif
