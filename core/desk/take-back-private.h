/* Shared by the files that take a case back. Only core/desk includes this. */
#ifndef MADOGUCHI_DESK_TAKE_BACK_PRIVATE_H
#define MADOGUCHI_DESK_TAKE_BACK_PRIVATE_H

#include "card/card.h"
#include "desk/hand-over.h"

/* A taking back on its way. */
struct taking {
	struct desk *desk;
	struct case_file file;
	struct reception reception;		/* for the last days by the rules */
	struct desk_pins *pins;
	struct desk_taken *out;
	struct card card;
	char on_reader[CASE_CARD_MAX];
	struct handover_certs found;
};

/* Whose card it is: out->seen.card; with what was typed, where the card itself doesn't tell. */
enum err take_back_identify(struct taking *);

/* What was read before the hand-over from another card is forgotten. */
void take_back_forget_another(struct taking *);

/* Verifies a value that was typed, once; what the card refuses is on record. */
enum err take_back_verify(struct taking *, enum reference);

/* Certificates, who issued them, and the tries left: out->seen. */
enum err take_back_see(struct taking *);

/*
 * What the signature certificate says of its holder, held against the case: out->proof.said, and whether anything is
 * another. A certificate that names nobody says nothing.
 */
enum err take_back_holder(struct taking *, const struct cert *);

/* Nothing seen yet, today. */
void take_back_clear(struct desk *, struct desk_taken *);

/* The last days by the rules for the day on which each requested certificate was issued. r is zeroed. */
enum err take_back_until(struct desk *, const char *number, struct reception *r, struct desk_taken *);

/* Records the verdict in one transaction: done, the differences, or that nothing was proved. by: "card" or "print". */
enum err take_back_settle(struct desk *, const struct case_file *, const struct desk_taken *, const char *by,
    const struct handover_certs *);

#endif
