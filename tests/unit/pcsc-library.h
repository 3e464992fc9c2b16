/* A PC/SC library of the tests' own: it stands before libpcsclite's when the program is linked. */
#ifndef MADOGUCHI_TEST_PCSC_LIBRARY_H
#define MADOGUCHI_TEST_PCSC_LIBRARY_H

#include "card/pcsc-private.h"

/* As the test wants it to be; before a wire looks the fields may be set as they are, then by lib_set alone. */
struct lib {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool up, cancel, hang, no_answer, busy_exclusive, busy_shared, busy_transaction, t0;
	bool in_use, hang_service, hang_connect;
	struct pcsc *late;		/* whose job has taken too long as soon as a call hangs; NULL: nobody's */
	struct timespec limit;		/* by when it would have had to be done */
	LONG service;			/* what a service that is up says to whoever comes */
	struct { const char *name; bool card; unsigned events; } readers[3];
	size_t n;
	LONG transmit;			/* what SCardTransmit returns */
	unsigned connects, shared_connects, cold, unpowered, transactions, contexts, commands;
	unsigned max_apdu;		/* dwMaxAPDUDataSize; 0: the reader has no such property */
	unsigned keys;			/* what its own keys are good for: a mask of WIRE_TYPES */
	unsigned slow_ms;		/* that long somebody types */
	const unsigned char *typed;	/* two bytes: what a question for a PIN ends with; NULL: with nothing */
	DWORD asked;			/* the last question's code, and the question */
	unsigned char question[PCSC_ASK_MAX];
	size_t question_len;
};
extern struct lib lib;

/* The control codes of its features. */
enum { LIB_TLV = 9, LIB_VERIFY, LIB_MODIFY };

void lib_reset(void);			/* up, without a reader */

/* Changes a flag and lets everyone look again. */
void lib_set(bool *flag, bool value);

void lib_plug(const char *reader, bool card);
void lib_unplug_all(void);

/* A card is put or taken in the nth reader; events: how often one came or went meanwhile. */
void lib_put(size_t reader, bool card, unsigned events);

/* One of the counters, read safely. */
unsigned lib_count(const unsigned *field);

#endif
