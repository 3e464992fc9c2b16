/*
 * The wire over PC/SC: a real reader, or a virtual one behind pcscd. Every PC/SC call is made by two threads of its
 * own, since a silent card holds SCardTransmit for as long as it is silent (sources(7) C7): the caller gets
 * ERR_CARD_SILENT after 5 seconds (or when the session's time is over) while the call may still hang; ERR_READER_BUSY
 * where another program holds the reader meanwhile, ERR_PCSC_SILENT where pcscd itself doesn't answer. Readers and cards that come and go wake it; nothing
 * is polled, but for pcscd itself while it is down (once a second). Signals stay with the caller's threads.
 */
#ifndef MADOGUCHI_PCSC_H
#define MADOGUCHI_PCSC_H

#include "card/wire.h"

#define PCSC_READERS_MAX 16	/* pcsc-lite has no more */

/*
 * reader is a reader's name, or its beginning; NULL or "": the first one with a card on it. Makes no PC/SC call and
 * doesn't wait: ERR_MEMORY or ERR_IO only. What is wrong with pcscd or the reader is told by the state.
 */
enum err pcsc_wire_new(const char *reader, struct wire **);

/* A reader that is plugged in; its name is UTF-8 and cleaned. */
struct pcsc_reader { char name[WIRE_READER_MAX]; bool card; };

/* All of them; their number, at most max. Waits for the first look, which state() doesn't. */
size_t pcsc_wire_readers(struct wire *, struct pcsc_reader *, size_t max);

/* Another reader from now on, by name as above. Only between power_off and power_on. */
enum err pcsc_wire_choose(struct wire *, const char *reader);

#endif
