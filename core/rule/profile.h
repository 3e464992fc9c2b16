/* The rules of one municipality, read from a file and then immutable. See madoguchi-profile(5). */
#ifndef MADOGUCHI_RULE_PROFILE_H
#define MADOGUCHI_RULE_PROFILE_H

#include "base/buf.h"
#include "base/person-name.h"
#include "rule/facts.h"
#include "base/fault.h"

struct profile;
struct validity_line;

#define PROFILE_HASH_MAX 65	/* hexadecimal SHA-256 and its NUL */

/*
 * Opens a profile by name ("kawasaki" is dir/kawasaki.ini) or, if name has a '/' or ends in ".ini", by path. The
 * profile it inherits is looked up beside it, then in dir. ERR_PROFILE with faults; ERR_IO: no such file. Free it with
 * profile_free.
 */
enum err profile_open(const char *dir, const char *name, struct profile **, struct faults *);

/* As if a file of that path had this text, before there is one. */
enum err profile_open_draft(const char *dir, const char *path, const char *text, struct profile **, struct faults *);

/* Reads the output of profile_text; a case keeps the profile it began with. */
enum err profile_read_text(const char *text, struct profile **, struct faults *);

void profile_free(struct profile **);

/*
 * The stop days of the national system (madoguchi-profile(5), STOP DAYS) come with every profile that is opened: from
 * PROFILE_STOPS beside it, else in dir. check: that file alone, as profile_open reads it. lacks: neither place has it.
 */
#define PROFILE_STOPS "stop-days"
enum err profile_check_stops(const char *path, struct faults *);
bool profile_lacks_stops(const struct profile *);

/*
 * Finds faults of the rules as a whole, as madoguchi-profile(5), CHECKING, lists them, from today on: each in a line of
 * the profile's own file. ERR_PROFILE with faults.
 */
enum err profile_check(const struct profile *, struct date today, struct faults *);

const char *profile_code(const struct profile *);	/* "kawasaki": the file's name */
const char *profile_name(const struct profile *);	/* 川崎市 */
const char *profile_source(const struct profile *);	/* the web page and its date */
const char *profile_city_code(const struct profile *);	/* "" where not stated */

/* How names stand in a certificate. */
struct name_form profile_name_form(const struct profile *);

const char *profile_text(const struct profile *);	/* resolved: complete without the inherited file */
const char *profile_hash(const struct profile *);	/* of that text */

/*
 * The profile of the day for a case begun with another: day if both are of the same municipality (whose rules have
 * changed); begun if not, or if day is NULL.
 */
const struct profile *profile_of_day(const struct profile *begun, const struct profile *day);

/* How long certificates run that are issued on that day, in the terms of rule/validity.h. */
const struct validity_line *profile_validity(const struct profile *, struct date issued);

/* The first day on which a certificate with this expiry is in its renewal window. */
struct date profile_window_opens(const struct profile *, struct date expires);

/* An inquiry letter; strings are never NULL. */
struct calendar_counter;
enum reply_life { LIFE_NONE, LIFE_FORM, LIFE_CERTIFICATE, LIFE_DAYS };
struct inquiry_style {
	const char *form, *mail, *note;
	bool sticker, envelope, signature, seal;
	const char *encloses;		/* a second form that goes with it; "" */
	enum reply_life life;
	int days, months;		/* LIFE_DAYS: either */
	bool from_posting;		/* LIFE_DAYS: counted from the day it was posted, not ordered */
	const struct calendar_counter *rolls;	/* LIFE_DAYS: to the next day on which this one is open; NULL: not */
};

/* The letter for a case with these facts that began on that day: a [letter] that applies, else [inquiry]. */
const struct inquiry_style *profile_letter(const struct profile *, const struct facts *, struct date begun);

/* The PINs that the card has on a day, as far as the facts tell it: a mask of 1u << pin_kind. */
unsigned profile_pins(const struct profile *, const struct facts *, struct date);

/* The office to contact, as printed; strings are never NULL, "" if not stated. */
struct office { const char *name, *postcode, *address, *telephone, *hours, *mayor, *seal; };
const struct office *profile_office(const struct profile *);

/*
 * The last day for the reply to a letter ordered, or where posting counts posted, on that day; no date: none, or
 * profile_until_by_hand: it stands on the form, or neither rules nor facts tell one that is still to come, and whoever
 * orders the letter has to say it.
 */
struct date profile_reply_until(const struct profile *, const struct inquiry_style *, struct date counted,
    const struct facts *);
bool profile_until_by_hand(const struct profile *, const struct inquiry_style *, struct date counted,
    const struct facts *);

/*
 * What a fact is called: the municipality's own word for its own facts. Call profile_adopt on facts first, so that each
 * of its own stands where the profile has it. Others stay behind them, and mean nothing.
 */
const struct fact_info *profile_fact(const struct profile *, enum fact);

/* Its name, and one of its words, as screens have them in the language of the day; "": they aren't this profile's. */
const char *profile_fact_name(const struct profile *, enum fact);
const char *profile_word(const struct profile *, enum fact, int word);

/* The place of its own fact, its own reason of that code; FACT_COUNT, -1: it has none. */
enum fact profile_own_fact(const struct profile *, const char *code);
int profile_own_reason(const struct profile *, const char *code);
void profile_adopt(const struct profile *, struct facts *);

/* A document; they are listed in display order. */
struct document_view {
	const char *code, *name;	/* driving-licence, 運転免許証 */
	const char *reading;		/* うんてんめんきょしょう; NULL: not stated */
	unsigned classes;		/* mask of 1u << class */
	bool issued, seal, shows;	/* counts only with its date of issue, its seal, what it shows, stated */
	enum holder verified_for;	/* whose counts only once its PIN was verified; HOLDER_COUNT: nobody's */
	struct date from, until;	/* the first and last day on which it counts; no date: none */
};
size_t profile_documents(const struct profile *);
struct document_view profile_document(const struct profile *, size_t);
bool profile_verifies(const struct document_view *, enum holder);	/* it counts only once its PIN was verified */
size_t profile_classes(const struct profile *);
const char *profile_class_code(const struct profile *, size_t);		/* "A" */
const char *profile_class_title(const struct profile *, size_t);	/* 本人確認書類A */
bool profile_class_open(const struct profile *, size_t);	/* the page's list ends in 等: others may count, too */

/* The index of a document by code or name; -1: none; -2: ambiguous. */
int profile_find_document(const struct profile *, const char *label);

/* Counters. */
size_t profile_counters(const struct profile *);
const char *profile_counter_code(const struct profile *, size_t);
const char *profile_counter_label(const struct profile *, size_t);	/* the first of its names */
int profile_find_counter(const struct profile *, const char *label);	/* -1: none */

/*
 * Whether it takes visitors at that moment; one without hours does. If not, next is when it does again (no date: not
 * within 400 days).
 */
bool profile_counter_open(const struct profile *, size_t, struct moment, struct moment *next);

/*
 * When the counter of that code or label, which is shut now, last took somebody today. False: it is open, isn't known,
 * or was shut all day.
 */
bool profile_counter_queued(const struct profile *, const char *counter, struct moment, struct moment *queued);

/* Describes its opening hours and the profile's text on it. The buffer must be empty; stays so if nothing is known. */
void profile_counter_hours(const struct profile *, size_t, struct buf *);

/* The hours of all counters that have some, those alike together. The buffer as above. */
void profile_hours(const struct profile *, struct buf *);

/*
 * Checks that no two facts contradict each other, and that the profile knows the documents and the counter in them:
 * ERR_FACT with the two, or the allowed ones, in why. Call it first: rule_decide ignores what it doesn't know.
 */
enum err profile_check_facts(const struct profile *, const struct facts *, char why[FACTS_WHY_MAX]);

/*
 * The same of a visit on that day, whose facts without at= are of it; counters from day, as in rule_decide_begun.
 */
enum err profile_check_facts_begun(const struct profile *, const struct profile *day, const struct facts *,
    struct date today, char why[FACTS_WHY_MAX]);

/* What the first of the refusals and needs with that code says; NULL: none has it. */
const char *profile_code_text(const struct profile *, const char *code);

/* All rules by name ("refuse not-resident"), for reports of which were used. */
size_t profile_rules(const struct profile *);
const char *profile_rule_name(const struct profile *, size_t);
bool profile_rule_own(const struct profile *, size_t);	/* its own file states it, it isn't inherited */

#endif
