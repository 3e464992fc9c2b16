/* The protocol of vpcd, the virtual reader of vsmartcard for pcscd: messages preceded by two bytes of length. */
#ifndef MADOGUCHI_VPCD_H
#define MADOGUCHI_VPCD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define VPCD_PORT 35963
#define VPCD_MESSAGE_MAX 65535

/* A message of one byte is one of these; a longer one is a command APDU. */
enum vpcd_control { VPCD_POWER_OFF = 0, VPCD_POWER_ON = 1, VPCD_RESET = 2, VPCD_ATR = 4 };

/* fd -1: closed. */
struct vpcd { int fd; size_t have; unsigned char buf[2 + VPCD_MESSAGE_MAX]; };

/* Connects to vpcd on this machine only, which inserts the card. ERR_PCSC_DOWN if nothing listens there. */
enum err vpcd_connect(struct vpcd *, unsigned port);

/* Closes the connection, which removes the card. Harmless if closed. */
void vpcd_close(struct vpcd *);

/* Receives what has arrived, once fd is readable. ERR_READER_GONE if the other end has closed. */
enum err vpcd_receive(struct vpcd *);

/* The next complete message; false if there is none. *message is valid until vpcd_done. */
bool vpcd_next(struct vpcd *, const unsigned char **message, size_t *len);
void vpcd_done(struct vpcd *);

enum err vpcd_send(struct vpcd *, const unsigned char *message, size_t len);

#endif
