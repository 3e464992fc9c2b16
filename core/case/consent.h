/* What the holder has agreed to: substitutes for characters of name and address that certificates lack. */
#ifndef MADOGUCHI_CASE_CONSENT_H
#define MADOGUCHI_CASE_CONSENT_H

#include "base/jis.h"
#include "case/case.h"

/*
 * pairs: what the case's names and address have that certificates lack, each with its substitute: as agreed, or as
 * proposed (base/jis.h). Whoever has another name by now is asked anew, with what was chosen before proposed.
 */
struct case_consent {
	struct jis_pairs pairs;
	bool agreed;			/* for all of them, and by the holder of this name */
	char clerk[33];			/* who recorded it, and when; if agreed */
	struct moment at;
};

/* The consent of a case as loaded; erased with its person. ERR_TOO_LONG: more of them than JIS_PAIRS_MAX. */
enum err case_consent(struct store *, const struct case_file *, struct case_consent *);

/* Whether the case's procedure makes a certificate with name and address in it. */
bool case_names_holder(const struct case_file *);

/* ERR_SUBSTITUTES if it does and the consent is missing. */
enum err case_check_consent(struct store *, const struct case_file *);

/*
 * Records that the holder agreed to the substitutes: those chosen, and for the others what case_consent says. Used for
 * every certificate of the case. The history says who recorded it, not which characters; what was agreed to before is
 * recorded once. ERR_SUBSTITUTE: a chosen one isn't in name or address, or is neither proposed nor one that may be
 * chosen. ERR_UNCHANGED: nothing is lacking. ERR_CASE_STATE during card work and after the end; ERR_CASE_CLAIMED,
 * ERR_ROLE. Refusals are on record.
 */
enum err case_agree(struct store *, const struct actor *, const char *number, const struct jis_pairs *chosen);

#endif
