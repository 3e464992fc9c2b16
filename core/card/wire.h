/* What carries APDUs to a card: a PC/SC reader, or the training card in this process. */
#ifndef MADOGUCHI_WIRE_H
#define MADOGUCHI_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define WIRE_READER_MAX 128

/* What stands on the desk at this moment. */
struct wire_state {
	enum err fault;			/* ERR_NONE, or ERR_PCSC_DOWN, ERR_READER_NONE, ERR_READER_GONE … */
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
struct wire { const struct wire_ops *ops; bool extended; /* the reader passes extended lengths */ };

void wire_free(struct wire **);

/* Whether it is the wire that failed, or who answers at its end; everything else is a word of the card. */
bool wire_failed(enum err);

#endif
