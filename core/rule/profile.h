/* One municipality: its rules as read from a file, immutable from then on. See madoguchi-profile(5). */
#ifndef MADOGUCHI_RULE_PROFILE_H
#define MADOGUCHI_RULE_PROFILE_H

#include "base/buf.h"
#include "rule/facts.h"
#include "base/fault.h"

struct profile;

#define PROFILE_HASH_MAX 65	/* hexadecimal SHA-256 and its NUL */

/*
 * Reads a profile by name ("kawasaki", looked up as dir/kawasaki.ini) or, where name has a '/' or ends in ".ini", as a
 * file. What it inherits is looked up beside it, then in dir. ERR_PROFILE: the faults say where; ERR_IO: there is no such file.
 * The caller owns it and frees it with profile_free.
 */
enum err profile_open(const char *dir, const char *name, struct profile **, struct faults *);

/* Reads what profile_text once wrote: a case keeps the profile that it began with. */
enum err profile_read_text(const char *text, struct profile **, struct faults *);

void profile_free(struct profile **);

/* Faults that only show when the rules are looked at together: unreachable, or not to be told apart. */
enum err profile_check(const struct profile *, struct faults *);

const char *profile_code(const struct profile *);	/* "kawasaki": the file's name */
const char *profile_name(const struct profile *);	/* 川崎市 */
const char *profile_source(const struct profile *);	/* its page and the day of it */
const char *profile_city_code(const struct profile *);	/* "" where not stated */
const char *profile_text(const struct profile *);	/* the whole, resolved: can be read by itself */
const char *profile_hash(const struct profile *);	/* of that text */

/*
 * What the profile of the day says for a case that began with another: itself, where both are of one municipality (its
 * rules have changed since); else, or where it is NULL, the one that the case began with.
 */
const struct profile *profile_of_day(const struct profile *begun, const struct profile *day);

/* The first day on which a certificate that expires then may be renewed here. */
struct date profile_window_opens(const struct profile *, struct date expires);

/* The letter; strings are never NULL. */
enum reply_life { LIFE_NONE, LIFE_FORM, LIFE_CERTIFICATE, LIFE_DAYS };
struct inquiry_style {
	const char *form, *mail, *note;
	bool sticker, envelope, signature, seal;
	enum reply_life life;
	int days;
};
const struct inquiry_style *profile_inquiry(const struct profile *);

/* Whom to ask, as it stands on papers; strings are never NULL, "" where not stated. */
struct office { const char *name, *postcode, *address, *telephone, *hours; };
const struct office *profile_office(const struct profile *);

/* The last day of a reply to a letter ordered on that day; no date: none, or it stands on the form. */
struct date profile_reply_until(const struct profile *, struct date opened, const struct facts *);

/* Documents, in the order in which they are shown. */
struct document_view {
	const char *code, *name;	/* driving-licence, 運転免許証 */
	const char *reading;		/* うんてんめんきょしょう; NULL: none is stated */
	unsigned classes;		/* mask of 1u << class */
	bool issued, seal;		/* doesn't count before its day of issue, or its seal, was told */
};
size_t profile_documents(const struct profile *);
struct document_view profile_document(const struct profile *, size_t);
size_t profile_classes(const struct profile *);
const char *profile_class_code(const struct profile *, size_t);		/* "A" */
const char *profile_class_title(const struct profile *, size_t);	/* 本人確認書類A */

/* The document meant by a code or a name: its place, -1 none, -2 more than one. */
int profile_find_document(const struct profile *, const char *label);

/* Counters. */
size_t profile_counters(const struct profile *);
const char *profile_counter_code(const struct profile *, size_t);
const char *profile_counter_label(const struct profile *, size_t);	/* the first of its names */
int profile_find_counter(const struct profile *, const char *label);	/* -1: none */

/* When it is open, in words, and what its page says beside; nothing where it isn't known. Into an empty buffer. */
void profile_counter_hours(const struct profile *, size_t, struct buf *);

/*
 * Whether the profile knows the documents and the counter that the facts name: ERR_FACT with what is allowed in why.
 * rule_decide passes over what it doesn't know, so ask this first.
 */
enum err profile_check_facts(const struct profile *, const struct facts *, char why[FACTS_WHY_MAX]);
enum err profile_check_facts_begun(const struct profile *, const struct profile *day, const struct facts *,
    char why[FACTS_WHY_MAX]);		/* counters are those of the day, as in rule_decide_begun */

/* Every section that is a rule, for reports of which were hit: "refuse not-resident". */
size_t profile_rules(const struct profile *);
const char *profile_rule_name(const struct profile *, size_t);

#endif
