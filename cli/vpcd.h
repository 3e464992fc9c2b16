/* The socket of vpcd, vsmartcard's reader for pcscd: two bytes of length, then a message. */
#ifndef MADOGUCHI_VPCD_H
#define MADOGUCHI_VPCD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define VPCD_PORT 35963
#define VPCD_MESSAGE_MAX 65535

/* A message of one byte is one of these; any longer one is a command to the card. */
enum vpcd_control { VPCD_POWER_OFF = 0, VPCD_POWER_ON = 1, VPCD_RESET = 2, VPCD_ATR = 4 };

/* fd -1 is closed. */
struct vpcd { int fd; size_t have; unsigned char buf[2 + VPCD_MESSAGE_MAX]; };

/* Connects to a reader on this machine, never to another: that is a card going in. ERR_PCSC_DOWN where none listens. */
enum err vpcd_connect(struct vpcd *, unsigned port);

/* Closes, which is the card coming out. Harmless when closed. */
void vpcd_close(struct vpcd *);

/* Takes in what has come, once fd is readable. ERR_READER_GONE when the other end has closed. */
enum err vpcd_receive(struct vpcd *);

/* The next whole message, or false; *message lives until vpcd_done. */
bool vpcd_next(struct vpcd *, const unsigned char **message, size_t *len);
void vpcd_done(struct vpcd *);

enum err vpcd_send(struct vpcd *, const unsigned char *message, size_t len);

#endif
