/* Carries APDUs to a card: a PC/SC reader, or the training card in this process. */
#ifndef MADOGUCHI_WIRE_H
#define MADOGUCHI_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define WIRE_READER_MAX 128

/* The reader and card at this moment. */
struct wire_state {
	enum err fault;			/* ERR_NONE, or an error of wire_failed(): ERR_PCSC_DOWN … */
	bool card;			/* a card is on the reader */
	unsigned long changes;		/* grows with every insertion and removal */
	unsigned readers;		/* number connected; PC/SC only */
	char reader[WIRE_READER_MAX];	/* UTF-8, cleaned; "" where there is none */
};

/* What a reader's own keys are asked for (PC/SC part 10): one PIN for VERIFY, or a new one, typed twice, for CHANGE. */
enum wire_typing { WIRE_VERIFY, WIRE_MODIFY };
#define WIRE_TYPES(typing) (1u << (typing))

struct wire;

struct wire_ops {
	const char *name;	/* "process", "pcsc" */
	/* Powers the card up and begins a transaction; nothing is verified then. */
	enum err (*power_on)(struct wire *);
	/*
	 * Sends an encoded command and receives the answer with its status word. After ERR_CARD_REMOVED,
	 * ERR_READER_GONE, ERR_CARD_SILENT or ERR_CARD_ANSWER (longer than cap) it is unknown what the card did.
	 */
	enum err (*transmit)(struct wire *, const unsigned char *command, size_t len,
	    unsigned char *answer, size_t cap, size_t *answer_len);
	/*
	 * Has the reader ask for a PIN of so many digits on its own keys, put them as ASCII behind header (CLA INS P1
	 * P2) and Lc, and send that. The answer is the card's, or the reader's own: 6400 nobody typed in its time,
	 * 6401 given up with its key, 6402 the two new ones differ, 6403 too short or too long. Failures as
	 * transmit's. How long it waits is the reader's. NULL: a wire without keys.
	 */
	enum err (*type)(struct wire *, enum wire_typing, const unsigned char header[4], unsigned digits,
	    unsigned char *answer, size_t cap, size_t *answer_len);
	/* Ends the transaction and cuts the card's power. Harmless when it is off. */
	void (*power_off)(struct wire *);
	/* Reads the state. Callable from any thread; does not wait for a card. */
	void (*state)(struct wire *, struct wire_state *);
	/* A descriptor that is readable when the state has changed; state() resets it. */
	int (*event_fd)(struct wire *);
	void (*free)(struct wire *);
};

/* The first member of every driver's own struct. */
struct wire {
	const struct wire_ops *ops;
	bool extended;		/* the reader passes extended lengths */
	unsigned types;		/* what its keys can be asked for since the last power_on: a mask of WIRE_TYPES */
	bool keyboard_only;	/* set by whoever opens the wire: never asked for */
	/* Told before the reader asks and when it has; on the thread that uses the wire. NULL: nobody is. */
	void (*asks)(void *ctx, enum wire_typing, bool now);
	void *asks_ctx;
	/*
	 * Time limit of the next session, from power_on, in milliseconds; ERR_CARD_SILENT after it. 0: only each
	 * single command has a limit.
	 */
	unsigned session_ms;
	struct trace *trace;	/* NULL: no trace; owned by the caller */
};

void wire_free(struct wire **);

/* The operations with tracing. All code except drivers calls these. */
enum err wire_power_on(struct wire *);
enum err wire_transmit(struct wire *, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len);
void wire_power_off(struct wire *);
enum err wire_type(struct wire *, enum wire_typing, const unsigned char header[4], unsigned digits,
    unsigned char *answer, size_t cap, size_t *answer_len);
void wire_state(struct wire *, struct wire_state *);

/* A mask of WIRE_TYPES: what may be asked for on the reader's keys, as its last power-on told. */
unsigned wire_types(const struct wire *);

/* True for errors of wire, reader or pcscd; false for what the card itself answered. */
bool wire_failed(enum err);

#endif
