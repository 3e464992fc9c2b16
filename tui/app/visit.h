/* The visit in hand, and what goes to the worker and comes back. */
#ifndef MADOGUCHI_TUI_APP_VISIT_H
#define MADOGUCHI_TUI_APP_VISIT_H

#include "card/pcsc.h"
#include "desk/desk.h"
#include "forms/print.h"
#include "case/inquiry.h"
#include "case/kept.h"
#include "case/reception.h"
#include "case/tally.h"

#define VISIT_HALF_DONE_MAX 32

/* One PIN to be typed: as it is, anew (twice), or as it was before it is changed. */
enum ask_for { ASK_KNOWN, ASK_FRESH, ASK_OLD };
struct pin_ask { enum pin_kind kind; enum ask_for what; };

struct app;
struct pin_plan {
	struct pin_ask asks[2 * PIN_COUNT];
	unsigned count, at;
	void (*then)(struct app *);		/* when all have been typed */
};

/* What the clerk has said, for Esc: an answer, or a document (fact is FACT_COUNT; its place in the profile). */
struct said { enum fact fact; enum holder holder; int document; };
#define VISIT_SAID_MAX (FACT_COUNT + FACTS_HELD_MAX)

struct visit {
	bool card_known;
	struct card_view card;
	char procedure[16];			/* the fact's word; "" until chosen */
	unsigned certificates, pins;		/* masks, as a case has them; pins: to be set anew */
	char verdict[256], way_out[96];		/* line 3: can we finish today, and why; and what is open otherwise */
	long fee;				/* yen */
	struct reception reception;		/* facts and what the rules say to them */
	struct said said[VISIT_SAID_MAX];
	unsigned said_count;
	struct said detail;			/* the document whose dates are told */
	bool settled;				/* for goal, instead of the card work, at a verdict of settled_at */
	enum outcome goal, settled_at;
	bool person_known;
	struct person person;
	struct card_word word;			/* what the card has said in this visit */
	bool confirmed;				/* the clerk saw the holder's name and birth date, and agreed */
	struct case_proxy proxy;		/* who comes for the holder */
	struct date expires[CERT_COUNT];	/* what the new ones will have; not given: not known before */
	char number[CASE_NUMBER_MAX];		/* "" until the case was opened */
	bool at_rest;				/* a case is looked at: nothing here would be lost */
	bool resumed;				/* a case goes on; recorded: what is on the screen is on it already */
	bool recorded;
	bool reply_seen;			/* the reply was looked at before it is opened, and found like this: */
	struct reply_check reply;
	bool kept;				/* card and sealed PINs are here */
	bool by_staff;				/* the PINs are typed from a paper */
	char bound[CASE_CARD_MAX];		/* the card's number when it was first looked at */
	enum step_phase phases[DESK_STEPS_MAX];	/* of the steps that run */
	struct pin_plan plan;
	struct desk_pins secrets;
	struct secret typed[2];			/* what the applicant types just now, and again */
};

#define VISIT_HISTORY_MAX 64
#define VISIT_ROWS_MAX 100
#define VISIT_RESIDENTS_MAX 40

/* A case that stands on the screen, as the worker has read it. */
struct open_case {
	struct case_file file;
	struct inquiry letter;			/* letter 0: none */
	struct kept kept;			/* number "": none */
	struct case_last_step last;		/* what can be taken back */
	struct case_history history[VISIT_HISTORY_MAX];	/* the last ones */
	size_t history_count;
	char holder[33];			/* the colleague who holds it; "" when it is ours */
	unsigned may;				/* mask of 1u << case_event: what this clerk can do now */
	bool may_print;
};

/* What happens to a case by the clerk's key. */
struct case_action {
	char number[CASE_NUMBER_MAX];
	enum case_event event;
	char why[CASE_WHY_MAX];
	struct particulars particulars;
	bool brings_facts, brings_person;	/* facts; the visit's person and who comes */
	struct facts facts;
	struct personal personal;
	enum pin_kind pin;			/* that the card refused */
	bool locked;
};

/* A paper: where it goes, and what the font lacked. */
struct print_work {
	char number[CASE_NUMBER_MAX];
	enum paper paper;
	bool geta;
	char path[4096];
	struct print_faults faults;
};

/* A line of a list of cases. */
struct case_line {
	char number[CASE_NUMBER_MAX], procedure[16], name[PERSON_NAME_MAX + 1], claimed_by[33];
	enum case_state state;
	struct date day;			/* the list's own: until when, since when */
};

/* The lists of a morning: the inquiries', then the kept cards'. */
#define VISIT_LISTS ((int)INQUIRY_LIST_COUNT + (int)KEPT_LIST_COUNT)

/* Lines of the audit log; told: how many were verified, or the first that doesn't fit. */
struct audit_shown { long line; struct moment at; char clerk[33], event[40], subject[CASE_NUMBER_MAX], reason[40]; };
struct audit_work { struct audit_shown lines[VISIT_ROWS_MAX]; size_t count; int64_t told; };

#define TALLY_SHOWN 12
struct tally_work {
	struct date from, to;
	struct tally figures;
	struct tally_reason reasons[TALLY_SHOWN];
	size_t reason_count;
};
struct figures { struct tally today; int counts[VISIT_LISTS]; };

/* In and out of one job. The worker's while it runs. */
struct work {
	struct visit *visit;
	struct card_view card;
	struct card_word word;
	int left;
	bool by_b;
	bool with_card;
	char number[CASE_NUMBER_MAX];
	char host[65];				/* the terminal that is declared gone */
	enum recovery recovery;
	struct desk_result result;
	struct half_done half_done[VISIT_HALF_DONE_MAX];
	unsigned half_done_count;
	struct pcsc_reader readers[PCSC_READERS_MAX];
	size_t reader_count;
	char reader[WIRE_READER_MAX];		/* the one that is chosen */
	char practice[32];			/* name of the practice card to put on */
	bool anew;				/* as another card than the one that was used up */
	char folder[4096], path[4096];		/* where the practice cards lie, and the one that was made */
	char released[CASE_NUMBER_MAX];		/* the case that goes back on the shelf */
	struct open_case open;
	struct case_action deed;
	struct print_work print;
	char papers[4096], libexec[4096];	/* the folder for papers, and that of the program that draws them */
	enum outcome goal;			/* what the visit is recorded as */
	int list;				/* one of VISIT_LISTS */
	char text[256];		/* what is searched for */
	bool any_state, awaits_second;
	enum case_state state;
	struct case_line lines[VISIT_ROWS_MAX];
	size_t line_count;
	struct figures figures;
	struct tally_work tally;
	struct audit_work audit;
	struct person residents[VISIT_RESIDENTS_MAX];
	size_t resident_count;
};

/* Forgets everything and wipes the secrets. */
void visit_clear(struct visit *);

/* Wipes the PINs that were typed, and asks for them from the first one on. */
void visit_forget_pins(struct visit *);

/* Another reception on the same card. */
void visit_begin(struct visit *);

bool visit_issues(const struct visit *);	/* new certificates come out of it */

/* "更新 署名用+利用者証明用", "暗証番号の再設定 券面事項入力補助用" into out. */
void visit_name(const struct visit *, char *out, size_t size);
const char *visit_procedure_name(const char *code);

/* The case that this visit makes. */
void visit_case(const struct visit *, struct case_file *);

/* What has to be typed, from masks of 1u << pin_kind. */
void visit_plan(struct visit *, unsigned known, unsigned fresh, unsigned old, void (*then)(struct app *));



#endif
