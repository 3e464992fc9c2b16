/* The current visit, and the data exchanged with the worker. */
#ifndef MADOGUCHI_TUI_APP_VISIT_H
#define MADOGUCHI_TUI_APP_VISIT_H

#include "audit/lookup.h"
#include "audit/verify.h"
#include "card/pcsc.h"
#include "desk/desk.h"
#include "desk/hand-over.h"
#include "forms/print.h"
#include "case/booking.h"
#include "case/consent.h"
#include "case/inquiry.h"
#include "case/kept.h"
#include "case/ledger.h"
#include "case/reception.h"
#include "case/ticket.h"
#include "case/breakdown.h"
#include "case/waiting.h"
#include "tui/widget/draw.h"

#define VISIT_HALF_DONE_MAX 32
#define VISIT_HANDED_MAX 100
#define VISIT_MET_MAX 8

/* A PIN to be typed: the present one, a new one (twice), or the old one before a change. */
enum ask_for { ASK_KNOWN, ASK_FRESH, ASK_OLD };
struct pin_ask { enum pin_kind kind; enum ask_for what; };

struct app;
struct pin_plan {
	struct pin_ask asks[2 * PIN_COUNT];
	unsigned count, at;
	void (*then)(struct app *);		/* called when all have been typed */
};

/* A step that Esc takes back: an answer, or a document (fact is FACT_COUNT; document its index in the profile). */
struct said { enum fact fact; enum holder holder; int document; };
#define VISIT_SAID_MAX (FACT_COUNT + FACTS_HELD_MAX)

/* What opens the card's word is asked for a case that comes back from the terminal, and was typed. */
enum taking { TAKING_NOTHING, TAKING_ASKED, TAKING_TYPED };

struct visit {
	bool card_known, card_unsure;		/* unsure: it has left the reader since, and another may lie there */
	struct card_view card;
	char procedure[16];			/* the fact's word; "" until chosen */
	unsigned certificates, pins;		/* masks, as in a case; pins: to be set */
	char verdict[256], way_out[96];		/* line 3: the verdict, and the alternative */
	enum look verdict_look;
	long fee;				/* yen */
	struct reception reception;		/* facts and decision */
	struct said said[VISIT_SAID_MAX];
	unsigned said_count;
	struct said detail;			/* the document whose dates are being typed */
	bool settled;	/* the clerk chose goal instead of card work, at the verdict settled_at */
	enum outcome goal, settled_at;
	struct date until;			/* of the letter, where whoever orders it has to say it */
	bool person_known;
	struct person person;
	struct card_word word;			/* what the card has said in this visit */
	bool revoked;				/* the terminal has called a certificate revoked, which no card shows */
	bool card_refused;			/* a card was another person's: what it told may be on record */
	struct jis_pairs substitutes;		/* what the case's consent said when it was last looked at */
	bool substitutes_agreed;
	char address_confirmed[PERSON_ADDRESS_MAX + 1];	/* the record's, said to be the holder's against the card */
	bool confirmed;				/* the clerk saw the holder's name and birth date, and agreed */
	struct case_proxy proxy;		/* who comes for the holder */
	struct date expires[CERT_COUNT];	/* of the new certificates; no date: unknown yet */
	char number[CASE_NUMBER_MAX];		/* "" until a case is opened */
	int64_t booking;			/* of which it comes, as of which number of the day; 0: of none */
	int ticket;
	bool at_rest;				/* only viewing a case: nothing to lose by leaving */
	bool resumed;				/* continues a case; recorded: the screen is stored already */
	bool recorded, paper;			/* paper: for its application, while all can still be corrected */
	bool reply_seen;			/* the reply was checked; the result: */
	struct reply_check reply;
	bool kept;				/* the counter keeps card and sealed PINs */
	bool by_staff;				/* staff type the PINs from a paper */
	enum step_phase phases[DESK_STEPS_MAX];	/* of the running steps */
	unsigned asks;				/* what the reader asks for on its own keys now; 0: nothing */
	enum taking taking;
	void (*again)(struct app *);		/* reads the card that came back, with what was typed */
	unsigned checks;			/* PINs only to be verified: a mask of 1u << pin_kind */
	struct pin_plan plan;
	struct desk_pins secrets;
	struct secret typed[2];			/* the PIN being typed, and its repetition */
};

#define VISIT_HISTORY_MAX 64
#define VISIT_ROWS_MAX 100
#define VISIT_RESIDENTS_MAX 40

/* A case on the screen, as loaded by the worker. */
struct open_case {
	struct case_file file;
	struct inquiry letter;			/* letter 0: none */
	struct kept kept;			/* number "": none */
	struct case_last_step last;		/* what can be taken back */
	struct case_history history[VISIT_HISTORY_MAX];	/* the last ones */
	size_t history_count;
	char holder[33];			/* the colleague who holds it; "": this clerk does */
	unsigned may;				/* mask of 1u << case_event: possible for this clerk now */
	bool may_print;
	bool until_by_hand;			/* another letter's last day has to be said */
};

/* An event that the clerk applies to a case. */
struct case_action {
	char number[CASE_NUMBER_MAX];
	enum case_event event;
	char why[CASE_WHY_MAX];
	struct particulars particulars;
	bool form;			/* its form is open until it is done */
	bool brings_facts, brings_person;	/* facts; the visit's person and who comes */
	struct facts facts;
	struct personal personal;
	enum pin_kind pin;			/* the PIN the card refused */
	bool locked;
};

/* A paper to print: its file or its printer, and the characters missing in the font. */
struct print_work {
	char number[CASE_NUMBER_MAX];
	enum paper paper;
	bool geta, to_file, cancel;
	struct print_target printer;		/* of this counter; its printer is "" where none is set */
	char path[4096];
	struct print_faults faults;
};

/* A line of a list of cases. */
struct case_line {
	char number[CASE_NUMBER_MAX], procedure[16], visitor[16], name[PERSON_NAME_MAX + 1], claimed_by[33];
	enum case_state state;
	struct date day;			/* by list: until when, or since when */
	struct date born;			/* where it is a search's: instead of the day */
};

/* Lists for the morning: first those of inquiries, then those of kept cards. */
#define VISIT_LISTS ((int)INQUIRY_LIST_COUNT + (int)KEPT_LIST_COUNT)

/* Lines of the audit log. told: lines verified, or the first broken line. */
struct audit_shown { long line; struct moment at; char clerk[33], event[40], subject[CASE_NUMBER_MAX], reason[40]; };
/* An unusual look at records; person: the first digits of what tells it apart, "" for none. */
struct lookup_shown { char day[11], clerk[33], person[9]; enum lookup_oddity oddity; long times; };
/*
 * anchors: the file of the settings, "" for none; anchored: it could be read. Of what was verified: found the first
 * that is a fault (AUDIT_NOTES: none).
 */
struct audit_work {
	struct audit_shown lines[VISIT_ROWS_MAX];
	struct lookup_shown looks[VISIT_ROWS_MAX];
	size_t count, look_count;
	char anchors[4096];
	bool anchored;
	struct audit_proof proof;
	enum audit_found found;
};

/* Figures of some days, as a whole or in parts. */
#define TALLY_SHOWN 40
#define TALLY_PARTS 400			/* more than the days of a year */
struct tally_part { char label[96]; int opened, done; };

/* Besides breakdowns: the whole, why visitors were turned away, how long they waited. */
enum { TALLY_WHOLE = BREAKDOWN_COUNT, TALLY_REASONS, TALLY_WAITING, TALLY_KINDS };
struct tally_work {
	struct date from, to;
	int by;					/* a breakdown, or one of those above */
	struct date typed;			/* the day that was typed; no date: none */
	struct tally_part parts[TALLY_PARTS];
	size_t part_count;
	struct tally figures;
	struct tally_reason reasons[TALLY_SHOWN];
	size_t reason_count;
	struct waiting waiting;
};

/* next: the first booking that is to come, and whose; ledger: how much lies here, by kind. */
struct day_figures {
	int bookings[BOOKING_STATE_COUNT], ledger[LEDGER_COUNT];
	struct ticket_queue queue;
	struct moment next;
	char name[PERSON_NAME_MAX + 1];
};
struct figures { struct tally today; int counts[VISIT_LISTS]; struct day_figures day; };

/* Who was called, or is booked and here: what the booking said is known when the reception begins. */
struct arrival {
	int64_t booking;			/* 0: came without one */
	int ticket;				/* 0: drew no number */
	struct moment at;
	char procedure[16], visitor[16];
	struct person person;
};

/* A booking, or a number that was drawn; at: for when, or when it was drawn. */
struct day_line {
	int64_t booking;
	int ticket;
	struct moment at, called;
	bool away;
	enum booking_state state, marked;
	char name[PERSON_NAME_MAX + 1], procedure[16], visitor[16], counter[BOOKING_COUNTER_MAX], by[33],
	    number[CASE_NUMBER_MAX];
};
struct day_work {
	struct date day;
	bool numbers;				/* those of today are listed, not the bookings of the day */
	int64_t booking;			/* to be marked, or to draw a number for */
	int ticket;				/* to be called, or called in vain */
	enum booking_state mark;
	struct day_line lines[VISIT_ROWS_MAX];
	size_t count;
	int left;				/* how many more there are */
	int counts[BOOKING_STATE_COUNT];
	struct ticket_queue queue;
	struct ticket drawn;
	enum err printed;			/* what became of its slip */
	struct arrival arrival;
};

/* What lies at the office, and what was counted of it. surplus: a number that the ledger hasn't. */
#define LEDGER_FOUND_MAX 1000
struct ledger_line {
	char number[CASE_NUMBER_MAX], name[PERSON_NAME_MAX + 1], procedure[16], place[64], clerk[33];
	struct moment since;
	enum case_state state;
	bool surplus;
};
struct ledger_work {
	enum ledger_kind kind;
	struct ledger_line lines[VISIT_ROWS_MAX];
	size_t count;
	int counts[LEDGER_COUNT];
	struct ledger_counted last;
	char found[LEDGER_FOUND_MAX][CASE_NUMBER_MAX];
	size_t found_count, missing, surplus;
	bool second;				/* it is a colleague's count that was signed */
	char first[33];
};

/* Input and output of a job; only the worker may use it while the job runs. */
struct work {
	struct visit *visit;
	struct card_view card;
	struct card_word word;
	int left;
	bool by_b;
	bool with_card;
	char number[CASE_NUMBER_MAX];
	char host[65];				/* the terminal to declare gone */
	enum recovery recovery;
	struct desk_result result;
	struct desk_checked checked[PIN_COUNT];
	struct half_done half_done[VISIT_HALF_DONE_MAX];
	unsigned half_done_count;
	struct pcsc_reader readers[PCSC_READERS_MAX];
	size_t reader_count;
	char reader[WIRE_READER_MAX];		/* the reader chosen */
	char practice[32];			/* name of the practice card to insert */
	bool anew;				/* make a new card in place of the used one */
	char folder[4096], path[4096];		/* folder of the practice cards, and the card made */
	char released[CASE_NUMBER_MAX];		/* the case to release */
	struct open_case open;
	struct handover_want want;		/* of the case at the terminal, and who typed its print: */
	char print_by[33];
	struct handover_print print_typed;
	struct desk_taken taken;
	bool second;				/* the print was typed by a second clerk */
	enum terminal_refusal refusal;
	enum pin_kind refused_pin;
	struct handover_row handed[VISIT_HANDED_MAX];	/* the cases at the terminal, the longest first */
	unsigned handed_count, handed_total;		/* how many are in the list, and how many there are */
	struct case_of_card met[VISIT_MET_MAX];		/* the open cases whose card lies there, the oldest first */
	unsigned met_count, met_total;
	struct case_consent consent;		/* to substitutes in a certificate; wanted: not on record yet */
	bool consent_wanted;
	size_t consent_at;			/* the pair for which another substitute is typed */
	struct case_action deed;
	struct print_work print;
	char papers[4096], libexec[4096];	/* folders of papers, and of madoguchi-page */
	enum outcome goal;			/* the outcome to record the visit as */
	struct date until;			/* of its letter, by hand; no date: the rules count it */
	int list;				/* one of VISIT_LISTS */
	char text[256];		/* search text */
	enum lookup_purpose purpose;		/* what is looked for it for, where no case has a number */
	bool any_state, awaits_second;
	enum case_state state;
	struct case_line lines[VISIT_ROWS_MAX];
	size_t line_count;
	struct figures figures;
	struct day_work day;
	struct ledger_work ledger;
	struct tally_work tally;
	struct audit_work audit;
	struct person residents[VISIT_RESIDENTS_MAX];
	size_t resident_count;
	size_t resident_at;			/* the one that was chosen */
	struct person twin;			/* the first of who may be meant instead, and how many there are */
	unsigned twins;
};

/* Clears the visit and wipes the secrets. */
void visit_clear(struct visit *);

/* Wipes the PINs typed so far, to ask for them from the first again. */
void visit_forget_pins(struct visit *);

/* Begins another reception with the same card. */
void visit_begin(struct visit *);

bool visit_issues(const struct visit *);	/* the procedure issues certificates */

/* "更新 署名用+利用者証明用", "暗証番号の再設定 券面事項入力補助用" into out. */
void visit_name(const struct visit *, char *out, size_t size);
const char *visit_procedure_name(const char *code);

/* Fills in a new case from the visit. */
void visit_case(const struct visit *, struct case_file *);

/* Plans which PINs are typed, from masks of 1u << pin_kind; then is called after the last. */
void visit_plan(struct visit *, unsigned known, unsigned fresh, unsigned old, void (*then)(struct app *));

#endif
