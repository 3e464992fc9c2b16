/* How each of the eleven practice cards came to be; for core/desk/practice*.c alone. */
#ifndef MADOGUCHI_DESK_PRACTICE_PRIVATE_H
#define MADOGUCHI_DESK_PRACTICE_PRIVATE_H

#include "card/virtual/virtual.h"
#include "desk/practice.h"

/* Months count from the moment of practice; negative ones are past. All people are invented. */
struct practice_plan {
	const char *number;		/* the card's own; what stands in its middle is drawn when it is made */
	const char *name, *kana, *address;	/* the address without where it begins */
	enum sex sex;
	const char *code;		/* the 4 digits on its face */
	int age;			/* years, roughly */
	int birthday;			/* months to a birthday */
	int issued;			/* months to the day on which card and certificates were made */
	bool term_before;		/* from a whole term of certificates before now: their end is what it's about */
	int card_terms;			/* of certificates until the card ends: 2, as an adult's, or a minor's 1 */
	int stay;			/* months to the end of a foreign resident's stay and card; 0: none */
	unsigned certs;			/* mask of CERT_BIT */
	unsigned pins_missing, pins_locked;	/* masks of 1u << pin_kind */
	bool damaged;
};

/* The plan of a card; NULL when the name is none of the eleven. */
const struct practice_plan *practice_plan(const char *name);

/*
 * The card as it left the factory, and until when its certificates run by the rules of the moment of practice: whatever
 * they are, the card is in the state of its name.
 */
enum err practice_plan_spec(const struct practice_plan *, const struct profile *, struct moment at,
    struct virtual_spec *, struct date *issued, struct date expires[CERT_COUNT]);

#endif
