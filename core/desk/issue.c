/*
 * Issuing (発行): none on the card, or the old one was revoked. The steps are renewal's: where a valid certificate
 * is found all the same it is replaced and revoked first here: the page of 立川市 says so for issuing.
 */
#include "desk/run-private.h"

const struct procedure issue_procedure = { .writes = true, .steps = renew_steps };
