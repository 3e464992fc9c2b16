/* What carries APDUs to a card: a PC/SC reader, or the training card in this process. */
#ifndef MADOGUCHI_WIRE_H
#define MADOGUCHI_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define WIRE_READER_MAX 128

/* What stands on the desk at this moment. */
struct wire_state {
	enum err fault;			/* ERR_NONE, or what wire_failed() knows: ERR_PCSC_DOWN, ERR_READER_NONE … */
	bool card;			/* a card is on the reader */
	unsigned long changes;		/* grows with every insertion and removal */
	unsigned readers;		/* plugged in; told over PC/SC only */
	char reader[WIRE_READER_MAX];	/* UTF-8, cleaned; "" where there is none */
};

struct wire;

struct wire_ops {
	const char *name;	/* "process", "pcsc" */
	/* Powers the card up and begins the one transaction; its login states are gone. */
	enum err (*power_on)(struct wire *);
	/*
	 * Sends the encoded command, receives the answer with its status word. ERR_CARD_REMOVED,
	 * ERR_READER_GONE, ERR_CARD_SILENT, ERR_CARD_ANSWER (over cap): what the card did is then unknown.
	 */
	enum err (*transmit)(struct wire *, const unsigned char *command, size_t len,
	    unsigned char *answer, size_t cap, size_t *answer_len);
	/* Ends the transaction and cuts the card's power. Harmless when it is off. */
	void (*power_off)(struct wire *);
	/* From any thread, without waiting for a card. */
	void (*state)(struct wire *, struct wire_state *);
	/* A descriptor that becomes readable when the state has changed; state() makes it quiet again. */
	int (*event_fd)(struct wire *);
	void (*free)(struct wire *);
};

/* The first member of every driver's own struct. */
struct wire {
	const struct wire_ops *ops;
	bool extended;		/* the reader passes extended lengths */
	/*
	 * The longest that the next session may take in all, from its power_on, in milliseconds by the driver's own clock
	 * (then ERR_CARD_SILENT); 0: each command has its limit, and their sum none.
	 */
	unsigned session_ms;
	struct trace *trace;	/* NULL: none is kept; not the wire's own */
};

void wire_free(struct wire **);

/* The operations, each told to the trace. Everything that isn't a driver goes through these. */
enum err wire_power_on(struct wire *);
enum err wire_transmit(struct wire *, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len);
void wire_power_off(struct wire *);
void wire_state(struct wire *, struct wire_state *);

/* Whether it is the wire that failed, or who answers at its end; everything else is a word of the card. */
bool wire_failed(enum err);

#endif
