/* What is to be done at the authority's terminal (統合端末) for a case, in its order: the same on screen and slip. */
#ifndef MADOGUCHI_FORMS_TERMINAL_H
#define MADOGUCHI_FORMS_TERMINAL_H

#include "base/jis.h"
#include "base/pin.h"
#include "case/case.h"

#define TERMINAL_PAIRS 2	/* substitutes a step */
#define TERMINAL_STEPS_MAX (5 + CERT_COUNT + 2 * PIN_COUNT + (JIS_PAIRS_MAX + TERMINAL_PAIRS - 1) / TERMINAL_PAIRS)
#define TERMINAL_STEP_MAX 512

struct terminal_step { char text[TERMINAL_STEP_MAX]; };

/*
 * Fills in the steps and returns their number. until: the last days of the certificates to be issued, as the rules
 * computed them; no date: unknown. agreed: what stands in the certificate for what it lacks of name and address, or
 * NULL. by_staff: staff type the PINs from a paper, else the applicant does.
 */
size_t terminal_steps(const struct case_file *, const struct date until[CERT_COUNT], const struct jis_pairs *agreed,
    bool by_staff, enum lang, struct terminal_step out[TERMINAL_STEPS_MAX]);

#endif
