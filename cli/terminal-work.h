/* The work of the practice terminal: what it is told to do, how it is told to go wrong, and the doing. */
#ifndef MADOGUCHI_CLI_TERMINAL_WORK_H
#define MADOGUCHI_CLI_TERMINAL_WORK_H

#include "case/consent.h"
#include "desk/context.h"

/* What a terminal may have done instead. */
enum wrong {
	WRONG_NOT, WRONG_NOTHING, WRONG_OTHER_CARD, WRONG_ONE_CERTIFICATE, WRONG_OLD_DATE, WRONG_PIN_NOT_RESET,
	WRONG_COUNT
};
extern const char *const wrong_words[WRONG_COUNT];	/* as on the command line; the first is empty */

struct order {
	char procedure[16];		/* the fact's word: issue, renew, unlock, revoke */
	unsigned certificates, pins;	/* masks, as in a case */
	enum wrong wrong;
};

/* Takes the mistake in. False: then there is nothing to be done at all. ERR_USAGE in *e: it can't be made here. */
bool order_spoil(struct order *, enum err *e);

/*
 * Makes the terminal's own case of it, approved, for the holder who stands there with the card: what the card says of
 * its holder is what the certificates get. It stands in the terminal's own store, never in the counter's.
 */
enum err order_open(struct desk *, const struct order *, struct case_file *);

/* What stands in its certificates: as agreed at the counter, whose sheet says it. As case_agree. */
enum err order_agree(struct desk *, const struct case_file *, const struct jis_pairs *);

/* What name and address on the card have that certificates lack, with what is proposed. As case_consent. */
enum err order_lacking(struct desk *, const struct case_file *, struct jis_pairs *);

/* Brings to an end what an earlier run has left half done, with the card that is on the reader. */
enum err order_clear_up(struct desk *);

/*
 * How many days the practice at the counter is ahead of the clock, which F3 there has moved: its log's newest line says
 * so. 0 where it isn't ahead, or where its store can't be opened.
 */
int counter_ahead(const struct setting *, const char *store, struct clock);

/* Another practice card than that of the settings is on the reader. */
enum err order_other_card(struct desk_context *);

#endif
