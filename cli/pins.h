/* PINs from a descriptor: never from arguments, environment or files. */
#ifndef MADOGUCHI_CLI_PINS_H
#define MADOGUCHI_CLI_PINS_H

#include "desk/desk.h"

/*
 * Reads lines to the end, byte by byte into the secrets: sign=, auth=, juki=, assist= (what the card shall hold in the
 * end), old-sign= … (what it holds now), check-b= (照合番号B). A pipe, a socket or a terminal (its echo is off meanwhile,
 * an empty line ends); anything else is ERR_PIN_SOURCE. An unknown, repeated or overlong line is ERR_USAGE. The caller
 * wipes with desk_pins_wipe, also after a failure.
 */
enum err pins_read(int fd, struct desk_pins *);

#endif
