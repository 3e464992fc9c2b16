/* A wire that plays a script: what must be sent, and what is answered. For tests. */
#ifndef MADOGUCHI_SCRIPTED_WIRE_H
#define MADOGUCHI_SCRIPTED_WIRE_H

#include "card/card.h"
#include "card/wire.h"

/*
 * command and answer are hexadecimal; a command that ends in '*' stands for any that begins so. A NULL answer loses
 * it: transmit returns fail. A row with a NULL command ends the script.
 */
struct scripted_row { const char *command, *answer; enum err fail; };

/* The wire fails the running test when something else than the next row is sent. */
struct wire *scripted_wire_new(const struct scripted_row *);

/* Begins another script; the one before must have been played to its end. */
void scripted_wire_play(struct wire *, const struct scripted_row *);

/* Fails the running test unless the whole script was played. */
void scripted_wire_assert_done(struct wire *);

bool scripted_wire_powered(struct wire *);

/* An opened card without a number, on a wire that plays these rows next; and its end, when they were all played. */
struct wire *scripted_wire_open_card(struct card *, const struct scripted_row *);
void scripted_wire_close_card(struct card *, struct wire *);

#endif
