/*
 * The wire over PC/SC: a real reader, or a virtual one behind pcscd.
 *
 * Two threads of its own make all PC/SC calls, because a silent card blocks SCardTransmit (sources(7) C7). After 5
 * seconds, or at the end of the session's time, the caller gets ERR_CARD_SILENT (ERR_READER_BUSY if another program
 * holds the reader, ERR_PCSC_SILENT if pcscd does not answer) even if the call still hangs. Nothing is polled, except
 * pcscd once a second while it is down. Signals are left to the caller's threads.
 */
#ifndef MADOGUCHI_PCSC_H
#define MADOGUCHI_PCSC_H

#include "card/wire.h"

#define PCSC_READERS_MAX 16	/* pcsc-lite has no more */

/*
 * reader is a reader's name or the beginning of it; NULL or "": the first reader with a card. Makes no PC/SC call and
 * does not wait, so ERR_MEMORY and ERR_IO are the only errors. Problems of pcscd or reader are reported by the wire's
 * state.
 */
enum err pcsc_wire_new(const char *reader, struct wire **);

/* A connected reader; its name is valid UTF-8 without control characters. */
struct pcsc_reader { char name[WIRE_READER_MAX]; bool card; };

/* Lists the connected readers, at most max; returns their number. Unlike state(), waits for the first look. */
size_t pcsc_wire_readers(struct wire *, struct pcsc_reader *, size_t max);

/* Switches to another reader, named as above. Only between power_off and power_on. */
enum err pcsc_wire_choose(struct wire *, const char *reader);

#endif
