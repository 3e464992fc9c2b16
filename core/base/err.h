/* Every error of the program and its words: what happened, and what to do next. */
#ifndef MADOGUCHI_BASE_ERR_H
#define MADOGUCHI_BASE_ERR_H

#include <stdbool.h>

enum err {
	ERR_NONE,

	/* the machine */
	ERR_MEMORY,
	ERR_IO,
	ERR_DISK_FULL,
	ERR_FILE_EXISTS,
	ERR_CRYPTO,
	ERR_INTERRUPTED,

	/* what was typed or read */
	ERR_USAGE,
	ERR_DATA,
	ERR_TOO_LONG,
	ERR_UTF8,
	ERR_CHARACTER,
	ERR_DATE,
	ERR_MONTH,
	ERR_FACT,
	ERR_CASE_NUMBER,
	ERR_FIELD_EMPTY,
	ERR_FIELD_KANA,
	ERR_FIELD_POSTCODE,
	ERR_MAIL_NUMBER,

	/* configuration and profile */
	ERR_CONFIG,
	ERR_TRACE,
	ERR_PROFILE,
	ERR_ROLES_FILE,
	ERR_MODE_MIXED,
	ERR_NOT_TRAINING,

	/* reader and wire: wire_failed() has all of these and no others */
	ERR_READER_NONE,
	ERR_READER_UNKNOWN,
	ERR_READER_BUSY,
	ERR_READER_GONE,
	ERR_PCSC_DOWN,
	ERR_PCSC_SILENT,
	ERR_PCSC_DENIED,
	ERR_CARD_NONE,
	ERR_PRACTICE_CARD,
	ERR_CARD_REMOVED,
	ERR_CARD_SILENT,

	/* card */
	ERR_CARD_FOREIGN,
	ERR_CARD_DAMAGED,
	ERR_CARD_ANSWER,
	ERR_CARD_STATUS,
	ERR_CARD_OTHER,
	ERR_CARD_NO_FILE,
	ERR_CARD_NEEDS_PIN,
	ERR_CARD_NOT_TRAINING,
	ERR_CARD_NOT_PRACTICE,
	ERR_CARD_UNABLE,
	ERR_CARD_READ_BACK,
	ERR_CHANNEL,
	ERR_CHANNEL_KEYS,
	ERR_KEY_FILE,
	ERR_KEY_FORMAT,
	ERR_KEYS_PUBLISHED,
	ERR_CARD_REPLAY,
	ERR_HOLDER_OTHER,
	ERR_HOLDER_UNKNOWN,
	ERR_HOLDER_UNCONFIRMED,
	ERR_CARD_FACE,

	/* PIN */
	ERR_PIN_FORMAT,
	ERR_PIN_FULL_WIDTH,
	ERR_PIN_WRONG,
	ERR_PIN_LOCKED,
	ERR_PIN_LAST_TRY,
	ERR_PIN_MISMATCH,
	ERR_PIN_SOURCE,
	ERR_PIN_MISSING,
	ERR_PIN_NONE,
	ERR_PIN_DIFFERS,
	ERR_PIN_LATE,
	ERR_PIN_GIVEN_UP,
	ERR_B_FORMAT,
	ERR_B_WRONG,
	ERR_B_LOCKED,

	/* issuer */
	ERR_CA_DOWN,
	ERR_CA_REFUSED,
	ERR_CA_ANSWER,
	ERR_CA_KEYS,
	ERR_CA_UNKNOWN_REQUEST,

	/* store, case, audit */
	ERR_STORE_OPEN,
	ERR_STORE_LOCKED,
	ERR_STORE_NEWER,
	ERR_STORE_CORRUPT,
	ERR_STORE_TOOL,
	ERR_STORE_AHEAD,
	ERR_BACKUP,
	ERR_CASE_UNKNOWN,
	ERR_CASE_NUMBERS,
	ERR_PERSON_UNKNOWN,
	ERR_OVERTAKEN,
	ERR_CASE_STATE,
	ERR_CASE_CLAIMED,
	ERR_CASE_LIVE,
	ERR_CASE_TAKEN,
	ERR_AUDIT_WRITE,
	ERR_AUDIT_BROKEN,
	ERR_HALF_DONE,
	ERR_NOT_HALF_DONE,
	ERR_ROLE,
	ERR_NOT_SECONDED,
	ERR_SAME_CLERK,
	ERR_UNCHANGED,
	ERR_NO_INQUIRY,
	ERR_LETTER_DAY,
	ERR_LETTER_LIST,
	ERR_AT_TERMINAL,
	ERR_NOT_AS_WANTED,
	ERR_NOT_PROVED,
	ERR_PRINT_CLERK,
	ERR_PRINT_DIFFERS,
	ERR_PRINT_AGAINST_CARD,

	/* paper */
	ERR_PAPER_STATE,
	ERR_PAPER_GLYPHS,
	ERR_PAPER_FIT,
	ERR_PAPER_PRINTER,
	ERR_PAPER_FONT,

	/* terminal */
	ERR_LOCALE,
	ERR_TERMINAL,

	ERR_COUNT
};

enum lang { LANG_JA, LANG_EN };

/* The code's stable name for the help desk, as "card-removed". Never NULL. */
const char *err_name(enum err);

/* What happened: one sentence without a full stop at its end. Never NULL; static. */
const char *err_what(enum err, enum lang);

/* What to do next: one sentence. Never NULL; static. */
const char *err_next(enum err, enum lang);

/*
 * The exit status of the command line for this failure: 0 done, 1 the operation failed,
 * 2 bad usage or input, 3 bad configuration or profile, 4 no reader or card, 5 the card refused.
 */
int err_exit_status(enum err);

#endif
