/* Pieces of a case's transactions, inside the caller's: for this room only. */
#ifndef MADOGUCHI_CASE_WITHIN_PRIVATE_H
#define MADOGUCHI_CASE_WITHIN_PRIVATE_H

#include "case/case.h"

/* What has to be known of a case before anything may happen to it. */
struct case_head {
	enum case_state state;
	char claimed_by[33], card[CASE_CARD_MAX], outcome[16];
	struct date changed;
	struct case_second second;
};

enum err case_head_load(struct store *, const char *number, struct case_head *);

/* The same of a case that hasn't ended (else ERR_CASE_STATE) and that no colleague holds (else ERR_CASE_CLAIMED). */
enum err case_head_mine(struct store *, const struct actor *, const char *number, struct case_head *);
bool case_held_by_other(const struct case_head *, const struct actor *);

/*
 * The state before the last event that moved it and wasn't taken back itself; RECEIVED where it began with that event.
 * moved: the day on which it came to where it is.
 */
enum err case_state_before(struct store *, const char *number, enum case_state *, struct date *moved);

/* The last gate before the store: ERR_CHARACTER, ERR_UTF8 where text_take wouldn't take one of n texts. */
enum err case_check_texts(const char *const texts[], size_t n);

/* A step that was taken: what follows from it for the case's letters and its kept card. */
struct case_step {
	const char *number;
	enum case_event event;			/* CASE_EVENT_COUNT: the case was opened in state to */
	enum case_state from, to;
	const struct particulars *particulars;	/* never NULL */
};
enum err inquiry_follow(struct store *, const struct actor *, const struct case_step *);
enum err kept_follow(struct store *, const struct actor *, const struct case_step *);

/* Adds to history and audit together: the one keeps words, the other codes only. */
enum err case_record(struct store *, const struct actor *, const char *number, const char *event, enum case_state,
    const char *why);

/* Four eyes. May this event be, as far as they go; what it does to them; and what any other edit does. */
enum err case_second_check(const struct case_second *, const struct actor *, enum case_event);
enum err case_second_follow(struct store *, const struct actor *, const char *number, const struct case_head *,
    enum case_event);
enum err case_second_restart(struct store *, const struct actor *, const char *number, const struct case_head *,
    bool needed);

/*
 * Gives a person that has name and birth date but no kana that of the residents' extract, where it knows one such
 * person; and puts on record that it did, behind what put the person into the case.
 */
enum err case_find_kana(struct store *, struct person *, bool *found);
enum err case_record_kana(struct store *, const struct actor *, const char *number, enum case_state);

enum err case_put_person(struct store *, const char *number, const struct person *);
enum err case_put_proxy(struct store *, const char *number, const struct case_proxy *);

#endif
