/* Types what a row of the decision tables says into the screens, going by nothing but what they show. */
#ifndef MADOGUCHI_TYPIST_H
#define MADOGUCHI_TYPIST_H

#include "rule/rule.h"

#define TYPIST_CHECK_B "61012020321101"		/* 照合番号B of whatever card lies there */
#define TYPIST_NAME "番号　花子"
#define TYPIST_SIGN_PIN "MADO1234"
#define TYPIST_PIN "1234"			/* of the three others */

/* type: keys as a terminal sends them; comes back once they were worked at. row: of the screen, UTF-8. */
struct typist {
	void (*type)(void *ctx, const char *keys);
	void (*row)(void *ctx, int y, char *out, size_t size);
	bool (*usual)(void *ctx);	/* F4's answers are what the visitor would say; NULL: never looked at */
	void *ctx;
	const struct profile *profile;	/* whose words the screens have; lent */
	const struct facts *want;	/* what the visitor says and shows; lent */
	enum fact asked;		/* what the row doesn't say, or FACT_COUNT */
	unsigned ticked, told;		/* of want's documents: on the screen, and with their dates */
	bool born_told;			/* a birth date of which a part isn't known was typed: it is asked again where that matters */
	const struct held *telling;	/* the one whose dates are told */
	char fault[256];		/* why it can't go on; "" : it can */
};

/* Where the talk has ended. */
enum typist_end { TYPIST_FAULT, TYPIST_ASKED, TYPIST_VERDICT, TYPIST_CONFIRM, TYPIST_RECORD, TYPIST_RECORDED };

/* Where whoever the row is about lives: in the municipality whose rules these are. */
void typist_address(const struct profile *, char *out, size_t size);

/* The procedure of the row, on a screen that lists them. False: it isn't offered there. */
bool typist_choose(struct typist *);

/* Answers what is asked, shows what is missing, names who is there, until there is nothing more to say. */
enum typist_end typist_talk(struct typist *);

/* The outcome that stands on line 3; OUTCOME_COUNT: none does. */
enum outcome typist_outcome(const struct typist *);

/* The screen's title stands on line 4. */
bool typist_on(const struct typist *, const char *title);
bool typist_sees(const struct typist *, const char *text);	/* somewhere on the screen */

/* Types the digit before these words. False: they are not on offer. */
bool typist_pick(struct typist *, const char *words);

/* A form: every field by its label, then F2. */
void typist_fill(struct typist *);

/* A document of the row on the papers' screen; false when there is none left that is asked for. */
bool typist_show_paper(struct typist *);

/* Goes back to the papers for what they didn't ask: until when a document is good, what it shows. False: all is told. */
bool typist_tell_dates(struct typist *);

/* Whether whole is what is shown; that may be cut at its end, which is marked. */
bool typist_begins(const char *whole, const char *shown);

/* The left half of a row, without the blanks around it. focus: the mark > was before it; NULL: nobody asks. */
void typist_left(const struct typist *, int y, char *out, size_t size, bool *focus);
void typist_right(const struct typist *, int y, char *out, size_t size);

#define TYPIST_FIRST_ROW 5
#define TYPIST_LAST_ROW 21
#define TYPIST_ROW 1024

#define TYPIST_ENTER "\r"
#define TYPIST_ESC "\033"
#define TYPIST_DOWN "\033OB"
#define TYPIST_TAB "\t"
#define TYPIST_F2 "\033OQ"
#define TYPIST_F3 "\033OR"
#define TYPIST_F4 "\033OS"
#define TYPIST_F6 "\033[17~"
#define TYPIST_CLEAR "\025"
#define TYPIST_BACKSPACE "\177"

#endif
