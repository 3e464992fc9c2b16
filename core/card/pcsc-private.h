/* Shared by core/card/pcsc*.c and their test only. */
#ifndef MADOGUCHI_CARD_PCSC_PRIVATE_H
#define MADOGUCHI_CARD_PCSC_PRIVATE_H

#include <pthread.h>
#include <winscard.h>

#include "card/apdu.h"
#include "card/pcsc.h"

enum pcsc_job { PCSC_ON, PCSC_TRANSMIT, PCSC_TYPE_VERIFY, PCSC_TYPE_MODIFY, PCSC_OFF, PCSC_RELOOK };

/* No job; a job handed over or running; a job done whose result has not been fetched. */
enum pcsc_phase { PCSC_IDLE, PCSC_WANTED, PCSC_DONE };

struct pcsc {
	struct wire wire;
	pthread_mutex_t lock;		/* protects everything below except the worker's own fields */
	pthread_cond_t changed;
	unsigned owners;		/* reference count: the caller and the two threads */
	bool quit;
	int event;			/* eventfd */
	unsigned limit_ms;		/* of one job */
	unsigned generate_ms;		/* of one in which the card makes keys */
	unsigned type_ms;		/* of one that people type in: only against a reader that never comes back */
	struct timespec first_look_by;	/* a pcscd that hasn't answered by then counts as silent */
	bool bounded;			/* the session has to end by session_end */
	unsigned session_ms;
	struct timespec session_end;

	/* what the monitor saw */
	bool looked, monitoring, relook;
	struct wire_state state;
	char wanted[WIRE_READER_MAX], chosen[MAX_READERNAME];
	char readers[PCSC_READERS_MAX][MAX_READERNAME];
	bool reader_card[PCSC_READERS_MAX];
	size_t reader_count;
	DWORD seen;			/* the chosen reader's state, with its event counter */
	bool others;			/* another program has a session on it */
	SCARDCONTEXT watch;

	/* the one job */
	enum pcsc_job job;
	enum pcsc_phase phase;
	bool abandoned;			/* the caller gave up: the worker ends the session when the call returns */
	struct timespec job_by;		/* the caller gives it up then */
	enum err result, when_late;
	unsigned char command[APDU_COMMAND_MAX], answer[APDU_ANSWER_MAX + 2];
	size_t command_len, answer_len;
	bool holding;			/* we are connected, or about to be */
	unsigned holds;			/* times we were */

	/* the worker's own */
	bool open, shared;
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol;
	DWORD type_codes[2];		/* by wire_typing; 0: the reader doesn't offer it */
};

void *pcsc_worker(void *);	/* thread functions; each holds one reference */
void *pcsc_monitor(void *);

/* Call these with the lock held. */
void pcsc_signal(struct pcsc *);			/* the state has changed */
bool pcsc_wait(struct pcsc *, unsigned ms);		/* waits for changed; false on timeout */
struct timespec pcsc_deadline(unsigned ms);
bool pcsc_wait_until(struct pcsc *, const struct timespec *);

void pcsc_leave(struct pcsc *);	/* drops a reference; the lock is held on entry and released on return */

/* The error for a PC/SC return code; ERR_NONE for SCARD_S_SUCCESS. */
enum err pcsc_err(LONG);

/* The index of the reader with this name or, failing that, a name that begins so; n if there is none. */
size_t pcsc_find(const char (*readers)[MAX_READERNAME], size_t n, const char *name);

/* Splits the multi-string of SCardListReaders into readers; returns their number. */
size_t pcsc_names(const char *list, size_t len, char (*readers)[MAX_READERNAME]);

/* The control code of a feature in the answer to GET_FEATURE_REQUEST; 0 if absent (PC/SC part 10, 2.2). */
DWORD pcsc_feature(const unsigned char *, size_t len, unsigned char tag);

/*
 * The structure that asks for a PIN on the reader's keys (PC/SC part 10, PIN_VERIFY and PIN_MODIFY): header, then a
 * value of so many ASCII digits, left justified. out has PCSC_ASK_MAX bytes; the number of them used.
 */
#define PCSC_ASK_MAX 64
size_t pcsc_ask(enum wire_typing, const unsigned char header[4], unsigned digits, unsigned char out[PCSC_ASK_MAX]);

/* Whether the reader's TLV properties announce extended lengths (PC/SC part 10, dwMaxAPDUDataSize). */
bool pcsc_extended(const unsigned char *, size_t len);

#endif
