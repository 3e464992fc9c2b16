/* A case: who wants what, from reception to done, over days and clerks. */
#ifndef MADOGUCHI_CASE_H
#define MADOGUCHI_CASE_H

#include "audit.h"
#include "cert.h"
#include "flow.h"
#include "person.h"

#define CASE_NUMBER_MAX 12	/* "26-000123-4" and its NUL */
#define CASE_FACTS_MAX 8192
#define CASE_CARD_MAX 33	/* the card's number in hexadecimal */

struct case_file {
	char number[CASE_NUMBER_MAX];
	enum case_state state;
	char procedure[16];			/* the fact's word */
	unsigned certificates;			/* mask of CERT_BIT */
	unsigned pins;				/* mask of 1u << pin_kind: set anew (or changed) in this procedure */
	char facts[CASE_FACTS_MAX];		/* key=value, a line each, as facts_parse reads them */
	char decision[CASE_FACTS_MAX];		/* the decision's JSON of the last deciding */
	char profile_hash[65];
	char card[CASE_CARD_MAX];		/* "" until a card was bound */
	char claimed_by[33];
	struct moment opened, changed;
	struct person person;			/* zeroed where nothing is known */
};

/* Makes and checks "YY-NNNNNN-C": era-free year, running number, check digit (Luhn over the eight digits). */
enum err case_number_make(int year, long running, char out[CASE_NUMBER_MAX]);
enum err case_number_check(const char *);	/* also what a QR scanner types; full-width digits folded by the caller */

/* Stores a new case in state RECEIVED (or what first says) and names it; audit in the same transaction. */
enum err case_open(struct store *, const struct actor *, struct case_file *, enum case_state first);

enum err case_load(struct store *, const char *number, struct case_file *);

/* Applies an event by the flow table: ERR_CASE_STATE where no row allows it. why is kept in the history. */
enum err case_event(struct store *, const struct actor *, const char *number, enum case_event, const char *why);

/* The same inside the caller's transaction (desk does card work and case in one). */
enum err case_event_within(struct store *, const struct actor *, const char *number, enum case_event, const char *why);

/* Binds the card's number (hexadecimal) to the case; ERR_CARD_OTHER when another is bound already. */
enum err case_bind_card(struct store *, const struct actor *, const char *number, const char *card);

/* Replaces what is known of the person. */
enum err case_set_person(struct store *, const struct actor *, const char *number, const struct person *);

/* Claims for the actor's clerk; ERR_CASE_CLAIMED while a colleague holds it (holder filled in), unless take_over. */
enum err case_claim(struct store *, const struct actor *, const char *number, bool take_over, char holder[33]);
enum err case_release(struct store *, const struct actor *, const char *number);

struct case_filter { enum case_state state; bool any_state; const char *text; struct date from, to; int limit; };
enum err case_list(struct store *, const struct case_filter *, bool (*row)(void *, const struct case_file *), void *ctx);

struct case_history { struct moment at; char clerk[33]; char event[32]; char why[200]; };
enum err case_history(struct store *, const char *number, bool (*row)(void *, const struct case_history *), void *ctx);

#endif
