/* Parts of a case's transactions, called inside one; for this room only. */
#ifndef MADOGUCHI_CASE_WITHIN_PRIVATE_H
#define MADOGUCHI_CASE_WITHIN_PRIVATE_H

#include "case/case.h"

/* What must be known of a case before it may be changed. */
struct case_head {
	enum case_state state;
	char claimed_by[33], card[CASE_CARD_MAX], outcome[16], procedure[16];
	struct date changed;
	struct case_second second;
};

enum err case_head_load(struct store *, const char *number, struct case_head *);

/* The same, but ERR_CASE_STATE if the case has ended and ERR_CASE_CLAIMED if a colleague holds it. */
enum err case_head_mine(struct store *, const struct actor *, const char *number, struct case_head *);

/* Whether an approval may stand on the decision: to proceed, or what the section in charge was consulted about. */
bool case_decision_stands(const struct case_head *);
bool case_held_by_other(const struct case_head *, const struct actor *);

/*
 * The state before the last event that moved the case and was not taken back; RECEIVED if the case began with that
 * event, or was approved on what the decision no longer says. moved: the day of that event.
 */
enum err case_state_before(struct store *, const char *number, enum case_state *, struct date *moved);

/*
 * ERR_NAME_LONG where the person's names are more than a certificate that the case wants has room for: told before
 * anything hangs on it.
 */
enum err case_check_room(const struct case_file *, const struct person *);

/* The last check before the store: what text_take would say of the first of n texts that it refuses. */
enum err case_check_texts(const char *const texts[], size_t n);

/* A state change, from which changes to the case's letters and kept card follow. */
struct case_step {
	const char *number;
	enum case_event event;			/* CASE_EVENT_COUNT: the case was opened in state to */
	enum case_state from, to;
	const struct particulars *particulars;	/* never NULL */
};
enum err inquiry_follow(struct store *, const struct actor *, const struct case_step *);
enum err kept_follow(struct store *, const struct actor *, const struct case_step *);

/*
 * Writes history and audit log together; why goes to the history, the audit log gets codes, and a digest of the case: so
 * the last of what a transaction does to it.
 */
enum err case_record(struct store *, const struct actor *, const char *number, const char *event, enum case_state,
    const char *why);

/* A second approval; the audit log's reason tells of which version, as "approved,version:12". */
enum err case_record_approval(struct store *, const struct actor *, const char *number, enum case_state,
    const char *why, int64_t version);

/*
 * Second approval. version: lines of the history but for those of who holds the case. check: may this event happen?
 * follow: its effect on the approval. restart: an edit voids the approval.
 */
enum err case_version(struct store *, const char *number, int64_t *version);
enum err case_second_check(const struct case_second *, const struct actor *, enum case_event);
enum err case_second_follow(struct store *, const struct actor *, const char *number, const struct case_head *,
    enum case_event);
enum err case_second_restart(struct store *, const struct actor *, const char *number, const struct case_head *,
    bool needed);

/*
 * Sets the kana of a person who has name and birth date but no kana, if the residents' extract has exactly one such
 * resident. case_record_kana records that, after the event that put the person into the case.
 */
enum err case_find_kana(struct store *, struct person *, bool *found);
enum err case_record_kana(struct store *, const struct actor *, const char *number, enum case_state);

enum err case_put_person(struct store *, const char *number, const struct person *);
enum err case_put_proxy(struct store *, const char *number, const struct case_proxy *);

#endif
