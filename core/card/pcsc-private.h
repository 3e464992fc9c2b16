/* What the files of the PC/SC wire share; for core/card/pcsc*.c and their test alone. */
#ifndef MADOGUCHI_CARD_PCSC_PRIVATE_H
#define MADOGUCHI_CARD_PCSC_PRIVATE_H

#include <pthread.h>
#include <winscard.h>

#include "card/apdu.h"
#include "card/pcsc.h"

enum pcsc_job { PCSC_ON, PCSC_TRANSMIT, PCSC_OFF, PCSC_RELOOK };

/* A job on its way: none, handed over (or running), done and waiting to be fetched. */
enum pcsc_phase { PCSC_IDLE, PCSC_WANTED, PCSC_DONE };

struct pcsc {
	struct wire wire;
	pthread_mutex_t lock;		/* holds everything below but the worker's own */
	pthread_cond_t changed;
	unsigned owners;		/* the caller and the threads: the last one out frees */
	bool quit;
	int event;			/* eventfd */
	unsigned limit_ms;		/* of one job */
	struct timespec first_look_by;	/* from then on a pcscd that hasn't answered is silent */
	bool bounded;			/* the session has to end by session_end */
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
	bool abandoned;			/* the caller went away: end the session when it comes back */
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
};

void *pcsc_worker(void *);	/* threads; each owns a share */
void *pcsc_monitor(void *);

/* All with the lock held. */
void pcsc_signal(struct pcsc *);			/* the state has changed */
bool pcsc_wait(struct pcsc *, unsigned ms);		/* for changed; false when the time is over */
struct timespec pcsc_deadline(unsigned ms);
bool pcsc_wait_until(struct pcsc *, const struct timespec *);

void pcsc_leave(struct pcsc *);				/* lock held on entry, gone on return */

/* The failure behind a PC/SC return code; SCARD_S_SUCCESS is ERR_NONE. */
enum err pcsc_err(LONG);

/* The reader meant by name among n: exact, else by its beginning; n when none is. */
size_t pcsc_find(const char (*readers)[MAX_READERNAME], size_t n, const char *name);

/* Names of SCardListReaders' multi-string into readers; their number. */
size_t pcsc_names(const char *list, size_t len, char (*readers)[MAX_READERNAME]);

/* A feature's control code in the answer to GET_FEATURE_REQUEST, 0 when it isn't there (PC/SC part 10, 2.2). */
DWORD pcsc_feature(const unsigned char *, size_t len, unsigned char tag);

/* Whether the reader's TLV properties promise extended lengths (PC/SC part 10, dwMaxAPDUDataSize). */
bool pcsc_extended(const unsigned char *, size_t len);

#endif
