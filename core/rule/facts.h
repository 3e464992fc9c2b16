/* What is known of a visit: every fact of the interface as one table, read, kept and written back. */
#ifndef MADOGUCHI_RULE_FACTS_H
#define MADOGUCHI_RULE_FACTS_H

#include "base/buf.h"
#include "base/cert.h"
#include "base/date.h"
#include "base/person.h"

/* In the order in which they are written. Dates come last: that keeps the diagrams of rule-ask.c small. */
enum fact {
	FACT_PROCEDURE, FACT_CERTIFICATES, FACT_PINS, FACT_REASON, FACT_VISITOR, FACT_VISIT, FACT_GUARDIANSHIP,
	FACT_RESIDENT, FACT_CARD, FACT_CARD_FACE, FACT_WARD, FACT_SIGN_PIN, FACT_AUTH_PIN,
	FACT_TRIGGER, FACT_SAME_HOUSEHOLD, FACT_HONSEKI_HERE, FACT_AUTHORITY_ON_RECORD, FACT_PLEDGE, FACT_PROXY_REASON,
	FACT_NOTICE, FACT_REPLY, FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED, FACT_REVOCATION_CONSENT,
	FACT_BOOKED, FACT_HOME_COUNTER, FACT_CHANNEL, FACT_SYSTEM, FACT_KEEP_CONSENT,
	FACT_BORN, FACT_CARD_EXPIRES, FACT_AUTH_EXPIRES, FACT_SIGN_EXPIRES, FACT_REPLY_EXPIRES, FACT_INQUIRY_OPENED,
	FACT_COUNT
};

/*
 * FACT_CHOICE: one of words, kept as its place. FACT_SET: some of words, kept as a mask. FACT_DATE: days since 1970-01-01.
 */
enum fact_type { FACT_CHOICE, FACT_SET, FACT_DATE };

#define FACT_WORDS_MAX 10
#define FACT_NONE INT32_MIN	/* a date that is none */

struct fact_info {
	const char *key;			/* "sign-pin" */
	enum fact_type type;
	const char *words[FACT_WORDS_MAX + 1];	/* NULL behind the last; for a date { "none" } where that is allowed */
	const char *assumed;			/* with --unknown-is-no; NULL: stays unknown */
	const char *ja;				/* what the screens call it: 署名用の暗証番号 */
	const char *ja_words[FACT_WORDS_MAX];
	const char *aloud;			/* as the visitor is asked for it: 署名用の暗証番号は分かりますか */
};

/* The places of words, for C that must name them. */
enum { PROCEDURE_ISSUE, PROCEDURE_RENEW, PROCEDURE_UNLOCK, PROCEDURE_CHANGE_PIN, PROCEDURE_REVOKE };
enum { VISITOR_SELF, VISITOR_SELF_GUARDIAN, VISITOR_GUARDIAN, VISITOR_HOUSEHOLD, VISITOR_PROXY };
enum { STATE_KNOWN, STATE_UNKNOWN, STATE_MISMATCH, STATE_LOCKED };	/* of a PIN */
enum { REPLY_NONE, REPLY_ENCLOSED, REPLY_POSTED };
enum { ANSWER_YES, ANSWER_NO };

enum holder { HOLDER_APPLICANT, HOLDER_GUARDIAN, HOLDER_PROXY, HOLDER_HOUSEHOLD, HOLDER_COUNT };

#define SHOWS_NAME 1u
#define SHOWS_BIRTH 2u
#define SHOWS_ADDRESS 4u

#define FACTS_LABEL_MAX 160	/* bytes, with the NUL */
#define FACTS_HELD_MAX 24	/* documents in one visit */
#define FACTS_COUNTER_MAX 96

/* A document that was brought. */
struct held {
	enum holder holder;
	char label[FACTS_LABEL_MAX];	/* as it was given: a code of the profile or a name; facts know no profile */
	struct date expires, issued;	/* not given: not known */
	unsigned shows;			/* mask; 0: not said */
	bool sealed;
	bool visit_1;			/* was shown at the first visit too */
};

/* Zeroed: nothing is known. Plain data, copied by assignment. */
struct facts {
	uint64_t known;			/* bits by enum fact */
	int32_t value[FACT_COUNT];
	struct moment at;		/* no date: not given */
	char counter[FACTS_COUNTER_MAX];	/* as given; "": not given */
	struct held held[FACTS_HELD_MAX];
	size_t held_count;
};

/* What matters to cases, letters and certificates, not to decisions. */
struct personal {
	struct person person;			/* name, kana, sex, address, postcode; born is a fact too */
	char proxy_name[PERSON_NAME_MAX + 1];
	char proxy_address[PERSON_ADDRESS_MAX + 1];
	char proxy_relation[64];
};

const struct fact_info *fact_info(enum fact);
enum fact fact_by_key(const char *);			/* FACT_COUNT when unknown */
int fact_word(enum fact, const char *word);		/* its place; -1 when it has no such word */

bool facts_known(const struct facts *, enum fact);
void facts_set(struct facts *, enum fact, int32_t value);
void facts_forget(struct facts *, enum fact);

bool facts_given(const struct facts *);		/* anything at all is said */
bool personal_given(const struct personal *);

/* What is wrong, in Japanese, with all that is allowed; room for the longest list. */
#define FACTS_WHY_MAX 1024

/*
 * Reads one "key=value"; a fact that is known already may only be said again, not otherwise. personal is where name, address and so on go; NULL: they are refused, since arguments can be
 * read by everyone. ERR_FACT (or ERR_DATE, ERR_TOO_LONG, ERR_UTF8) with the reason in why.
 */
enum err facts_read(struct facts *, struct personal *, const char *text, char why[FACTS_WHY_MAX]);

/* Reads many, one a line, as facts_write writes them; empty lines are passed over. */
enum err facts_read_lines(struct facts *, struct personal *, const char *text, char why[FACTS_WHY_MAX]);

/* Reads many from one line with shell-like quoting, as --batch has them. */
enum err facts_read_words(struct facts *, struct personal *, const char *line, char why[FACTS_WHY_MAX]);

/* Every unknown fact that has a word for "no" takes it: --unknown-is-no. */
void facts_assume(struct facts *);

/* What newer knows goes over what stood there; a document of the same holder and label is replaced, others are added. */
enum err facts_merge(struct facts *, const struct facts *newer);

/* Writes them as key=value, a line each, in the table's order whatever order they came in; documents by holder and label. */
void facts_write(const struct facts *, struct buf *);

/* The word for a fact's value, for a screen or a line: "known", "sign,auth", "2026-11-20", "none"; "" when unknown. */
void facts_word(const struct facts *, enum fact, char *out, size_t size);

/* The sets where they weren't given: both certificates, and the PINs of the certificates. */
unsigned facts_certificates(const struct facts *);	/* mask of CERT_BIT */
unsigned facts_pins(const struct facts *);		/* mask of 1u << enum pin_kind */

const char *holder_code(enum holder);			/* "applicant" */
enum holder holder_by_code(const char *);		/* HOLDER_COUNT when unknown */
const char *holder_name(enum holder);			/* 本人 */

#endif
