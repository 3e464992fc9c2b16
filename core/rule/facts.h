/* The facts of a visit: one table of all facts, and how they are read, stored and written. */
#ifndef MADOGUCHI_RULE_FACTS_H
#define MADOGUCHI_RULE_FACTS_H

#include "base/buf.h"
#include "base/cert.h"
#include "base/date.h"
#include "base/person.h"

/* In the order they are written; at most 64, a mask each. Dates come last, which keeps the diagrams of ask.c small. */
enum fact {
	FACT_PROCEDURE, FACT_CERTIFICATES, FACT_PINS, FACT_REASON, FACT_VISITOR, FACT_VISIT, FACT_GUARDIANSHIP,
	FACT_RESIDENT, FACT_CARD, FACT_CARD_KIND, FACT_CARD_FACE, FACT_WARD, FACT_SIGN_PIN, FACT_AUTH_PIN,
	FACT_TRIGGER, FACT_SAME_HOUSEHOLD, FACT_HONSEKI_HERE, FACT_AUTHORITY_ON_RECORD, FACT_PLEDGE, FACT_PROXY_REASON,
	FACT_NOTICE, FACT_REPLY, FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED, FACT_REVOCATION_CONSENT,
	FACT_BOOKED, FACT_HOME_COUNTER, FACT_CHANNEL, FACT_SYSTEM, FACT_KEEP_CONSENT,
	FACT_OWN, FACT_OWN_LAST = FACT_OWN + 15,	/* municipalities' own, by place; see facts_own */
	FACT_DATES, FACT_BORN = FACT_DATES, FACT_BORN_AS, FACT_CARD_EXPIRES, FACT_AUTH_EXPIRES, FACT_SIGN_EXPIRES,
	FACT_REPLY_EXPIRES,
	FACT_INQUIRY_OPENED, FACT_INQUIRY_POSTED, FACT_BOOKED_ON, FACT_MOVED_ON, FACT_REPORTED_ON,
	FACT_COUNT
};

/*
 * FACT_CHOICE: one of words, stored as index. FACT_SET: several words, stored as mask. FACT_DATE: days since
 * 1970-01-01.
 */
enum fact_type { FACT_CHOICE, FACT_SET, FACT_DATE };

#define FACT_WORDS_MAX 16
#define FACT_NONE INT32_MIN	/* the date value "none" */

struct fact_info {
	const char *key;			/* "sign-pin" */
	enum fact_type type;
	const char *words[FACT_WORDS_MAX + 1];	/* ends in NULL; for a date { "none" } if allowed */
	const char *assumed;			/* by --unknown-is-no; NULL: stays unknown */
	const char *ja;				/* its name on screens: 署名用の暗証番号 */
	const char *ja_words[FACT_WORDS_MAX];
	const char *aloud;			/* the question: 署名用の暗証番号は分かりますか */
};

/* Indexes of words, for use in C. */
enum procedure_kind {
	PROCEDURE_ISSUE, PROCEDURE_RENEW, PROCEDURE_UNLOCK, PROCEDURE_CHANGE_PIN, PROCEDURE_REVOKE,
	PROCEDURE_WITHOUT_PINS, PROCEDURE_WITH_PINS, PROCEDURE_REPORT_KEY, PROCEDURE_DISCLOSURE, PROCEDURE_COUNT
};
enum { VISITOR_SELF, VISITOR_SELF_GUARDIAN, VISITOR_GUARDIAN, VISITOR_HOUSEHOLD, VISITOR_PROXY };
enum { STATE_KNOWN, STATE_UNKNOWN, STATE_MISMATCH, STATE_LOCKED };	/* of a PIN */
enum { REPLY_NONE, REPLY_ENCLOSED, REPLY_POSTED };
enum {
	REASON_FIRST, REASON_EXPIRY, REASON_MOVED, REASON_RENAMED, REASON_TURNED_15, REASON_STAY_EXTENDED,
	REASON_CARD_REISSUED, REASON_HOLDER_REQUEST, REASON_STAY_PENDING, REASON_FURIGANA, REASON_FORMER_NAME,
	REASON_SUSPENSION_LIFTED, REASON_CARD_EXPRESS
};
enum {
	GUARDIANSHIP_PARENT, GUARDIANSHIP_GUARDIAN, GUARDIANSHIP_CURATOR, GUARDIANSHIP_ASSISTANT, GUARDIANSHIP_VOLUNTARY
};
enum { CARD_VALID, CARD_EXPIRED, CARD_NONE, CARD_JUKI, CARD_DAMAGED };
/* Source: sources(7) N17 to N20. */
enum { KIND_ORDINARY, KIND_WITHOUT_PINS, KIND_RESIDENCE, KIND_CHILD };
enum { RESIDENT_YES, RESIDENT_NO, RESIDENT_ABROAD };
enum { SYSTEM_UP, SYSTEM_CONGESTED, SYSTEM_DOWN };
enum { TRIGGER_NONE };
enum { CONCEALED_STICKER, CONCEALED_ENVELOPE, CONCEALED_NONE };
enum { ANSWER_YES, ANSWER_NO };

/* Behind the nation's reasons why the holder doesn't come stand a municipality's own, by place; see facts_reason. */
#define REASON_OWN 7
#define REASONS_OWN_MAX 8	/* of one municipality; where two are compared, of each */

#define FACTS_OWN_MAX 8		/* of one municipality; where two are compared, of each */
#define FACTS_OWN_PLACES (FACT_OWN_LAST - FACT_OWN + 1)
#define FACTS_OWN_CODE_MAX 32	/* bytes of "x-booth", with the NUL */

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
	char label[FACTS_LABEL_MAX];	/* as given: a code or name from the profile */
	struct date expires, issued;	/* no date: unknown */
	unsigned shows;			/* mask of SHOWS_…; 0: not stated */
	bool sealed;
	bool visit_1;			/* also shown at the first visit */
	bool verified;			/* a card whose PIN its holder has typed here, rightly */
};

/* Zeroed: nothing is known. Plain data; copy by assignment. */
struct facts {
	uint64_t known;			/* bits by enum fact */
	int32_t value[FACT_COUNT];
	struct date born;		/* known in part, or unsaid; counts while FACT_BORN isn't known */
	struct moment at;		/* no date: not given */
	struct moment queued;		/* of who was let in from the queue: see facts_came; no date: not given */
	char own[FACTS_OWN_PLACES][FACTS_OWN_CODE_MAX];	/* what stands in the places of FACT_OWN; "": nothing */
	char reasons[2 * REASONS_OWN_MAX][FACTS_OWN_CODE_MAX];	/* what stands in the places of REASON_OWN */
	char counter[FACTS_COUNTER_MAX];	/* as given; "": not given */
	struct held held[FACTS_HELD_MAX];
	size_t held_count;
};

/* Data for cases, letters and certificates that no decision depends on. */
struct personal {
	struct person person;			/* name, kana, sex, address, postcode; born is a fact too */
	char proxy_name[PERSON_NAME_MAX + 1];
	char proxy_address[PERSON_ADDRESS_MAX + 1];
	char proxy_relation[64];
	unsigned gone;				/* fields of the person (PERSON_BIT) that were given and aren't so */
};

const struct fact_info *fact_info(enum fact);
enum fact fact_by_key(const char *);			/* FACT_COUNT when unknown, as all of FACT_OWN are */
int fact_word(enum fact, const char *word);		/* its index; -1: no such word */

/* What a procedure's word ("renew"), as facts, cases and the journal have it, means; PROCEDURE_COUNT: none of them. */
enum procedure_kind procedure_by_code(const char *);

/* At the holder's word certificates are revoked and none is made: revoke, report-key. */
bool procedure_ends(enum procedure_kind);

/* Nothing but the authority's terminal can do it, whatever the settings say. */
bool procedure_at_terminal_only(enum procedure_kind);

/* Neither card nor terminal has a part in it: it ends with the answer given. */
bool procedure_on_paper(enum procedure_kind);

bool facts_known(const struct facts *, enum fact);
void facts_set(struct facts *, enum fact, int32_t value);
void facts_forget(struct facts *, enum fact);

/* The birth date, which may be known in part: then FACT_BORN stays unknown. One that wasn't told changes nothing. */
struct date facts_born(const struct facts *);
void facts_set_born(struct facts *, struct date);

/*
 * For ages only: FACT_BORN is known by FACT_BORN_AS, the day that the office counts from (みなし生年月日), where the
 * birth date is known in part or unsaid and this day may be it; else FACT_BORN_AS isn't known any more.
 */
void facts_count_age(struct facts *);

/* False: it can't be the day of a birth date that is known in part. */
bool facts_born_as_fits(const struct facts *, struct date);

/*
 * A date typed for a fact: a birth date, or what counts as one, as date_parse_born reads it, ERR_BORN_LATER behind
 * today; any other as date_parse. The day that counts as one is whole: ERR_BORN_AS.
 */
enum err facts_typed_date(enum fact, const char *text, struct date today, struct date *);

/* ERR_BORN_LATER: the birth date is later than the day that the facts are of: at=, or today. ERR_BORN_AS as above. */
enum err facts_check_born(const struct facts *, struct date today);

/*
 * A municipality's own yes or no, as "x-booth", has a place from FACT_OWN on: the one with that code, else the first
 * that is free. FACT_COUNT: none is. profile_adopt puts each where its profile has it.
 */
bool facts_is_own(enum fact);
bool facts_own_code(const char *);		/* x- and more of a-z, 0-9 and - */
enum fact facts_own(struct facts *, const char *code);

/* Its value of proxy-reason: the one with that code, else the first that is free. -1: none is. */
int32_t facts_reason(struct facts *, const char *code);

/*
 * When the visit of this moment came: one that was let in from the queue, when its counter last took somebody that day;
 * else then.
 */
struct moment facts_came(const struct facts *, struct moment at);

bool facts_given(const struct facts *);		/* anything is known */
bool personal_given(const struct personal *);

/* Size of an error text in Japanese, including the longest list of allowed words. */
#define FACTS_WHY_MAX 1024

/*
 * Reads one "key=value". A fact already known may be repeated but not changed. Personal facts go to personal; if it is
 * NULL they are refused, since everyone can read arguments. ERR_FACT (or ERR_DATE, ERR_TOO_LONG, ERR_UTF8) with the
 * reason in why.
 */
enum err facts_read(struct facts *, struct personal *, const char *text, char why[FACTS_WHY_MAX]);

/* Reads one fact a line, as facts_write writes them; skips empty lines. */
enum err facts_read_lines(struct facts *, struct personal *, const char *text, char why[FACTS_WHY_MAX]);

/* Reads facts from one line with shell-like quoting, as for --batch. */
enum err facts_read_words(struct facts *, struct personal *, const char *line, char why[FACTS_WHY_MAX]);

/*
 * Which words of a choice agree with what else is known on that day: a mask by place; all bits where nothing speaks
 * against any. No bits: what is known contradicts itself. No date: what speaks of the day doesn't count.
 */
uint32_t facts_allowed(const struct facts *, enum fact, struct date today);

/*
 * Whether two known facts contradict each other; if so, the first such two. today: of the visit; no date: what speaks
 * of the day doesn't count. FACT_COUNT stands for the day.
 */
bool facts_contradict(const struct facts *, struct date today, enum fact *one, enum fact *other);

/* What was said on an earlier day, told of this one: a card that was valid and whose date is over has expired. */
void facts_pass_time(struct facts *, struct date today);

/* Where a fact is one of these words, the other can only be one of those; both masks by place. False: no such row. */
struct implication { enum fact fact; uint32_t words; enum fact then; uint32_t allowed; };
bool facts_implication(size_t row, struct implication *);

/* --unknown-is-no: sets every unknown fact that has an assumed value to it. */
void facts_assume(struct facts *);

/*
 * Merges newer into facts: its values replace; a document replaces one of the same holder and label, others are added.
 */
enum err facts_merge(struct facts *, const struct facts *newer);

/* Writes key=value, one a line, in table order; documents by holder and label. */
void facts_write(const struct facts *, struct buf *);

/* The value of a fact in words: "known", "sign,auth", "2026-11-20", "none"; "" if unknown. */
void facts_word(const struct facts *, enum fact, char *out, size_t size);

/* The requested sets, with their defaults: both certificates, and the PINs of the certificates. */
unsigned facts_certificates(const struct facts *);	/* mask of CERT_BIT */
unsigned facts_pins(const struct facts *);		/* mask of 1u << enum pin_kind */

const char *holder_code(enum holder);			/* "applicant" */
enum holder holder_by_code(const char *);		/* HOLDER_COUNT when unknown */
const char *holder_name(enum holder);			/* 本人 */

#endif
