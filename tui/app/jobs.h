/* The worker's jobs. After each: what it reads from struct work, a colon, what it writes. */
#ifndef MADOGUCHI_TUI_APP_JOBS_H
#define MADOGUCHI_TUI_APP_JOBS_H

#include "tui/app/visit.h"
#include "tui/app/worker.h"

worker_job job_survey;		/* half_done */
worker_job job_look;		/* card */
worker_job job_person;		/* word, by visit->secrets; held against the case where the visit is recorded */
worker_job job_check_pins;	/* checked, by visit->checks and visit->secrets, on the visit's card */
worker_job job_perform;		/* the card work of number: result; goes on where it stopped */
worker_job job_consent;		/* number: consent, consent_wanted */
worker_job job_agree;		/* number, consent: on record */
worker_job job_recover;		/* number, with_card: recovery, result */
worker_job job_gone;		/* number, host: half_done */
worker_job job_readers;		/* readers; over PC/SC only */
worker_job job_choose_reader;	/* reader; over PC/SC only */
worker_job job_practice;	/* practice, anew: path */

/* jobs-case.c: cases. Opening a case claims it. */
worker_job job_case;		/* number: open */
worker_job job_release;		/* released */
worker_job job_take_over;	/* number */
worker_job job_said;		/* number: its holder's name and birth date were said, and the card given back */
worker_job job_deed;		/* deed: applied to its case */
worker_job job_kana;		/* deed: sets the kana of its personal on its case */
worker_job job_pin_refused;	/* deed.pin: moves its case by the rules */
worker_job job_resume;		/* number: visit->reception */
worker_job job_record;		/* visit, goal, until: number. Opens a case, or moves a resumed one */
/* visit: a recorded one's facts replace its case's, which is approved anew; ERR_NOT_SECONDED: by one of two so far */
worker_job job_mend;
worker_job job_record_again;	/* the same of its people, too; nothing where nothing has changed */
worker_job job_take_card;	/* visit->word, into the visit's case: visit->person; errors as job_mend */
worker_job job_print;		/* print: its file, or the job of its printer */
worker_job job_print_job;	/* print, cancel: what became of the job that was sent last */

/* jobs-terminal.c: card work at the authority's terminal. */
worker_job job_hand_over;	/* number, visit->word: the case is there now; then as job_terminal */
worker_job job_terminal;	/* number: open, want, print_by, visit->reception */
worker_job job_take_back;	/* number, visit->secrets, visit->word: taken */
worker_job job_take_back_held;	/* number, taken */
worker_job job_take_back_print;	/* number, print_typed: taken, second */
worker_job job_terminal_refused;	/* number, refusal, refused_pin */
worker_job job_handed;		/* handed */
worker_job job_meet;		/* card, as job_look; met */

/* After an error about a case: ERR_HOLDER_OTHER takes what its card told off the record. e, or why it couldn't. */
enum err jobs_refused_card(struct desk *, const char *number, enum err e);

/* jobs-list.c: contents of lists. */
worker_job job_list;		/* list: lines */
worker_job job_search;		/* text, state: lines */
worker_job job_audit;		/* text, a number or a clerk: audit */
worker_job job_lookups;		/* text, a clerk: audit.looks, the unusual ones */
worker_job job_audit_verify;	/* audit.anchors: audit.anchored, proof, found */
worker_job job_residents;	/* text: residents */
worker_job job_twin;		/* resident_at: another who may be meant */
worker_job job_tally;		/* tally */
worker_job job_figures;		/* figures of today, and half_done */

/* jobs-day.c: the day around the visits. */
worker_job job_day;		/* day.day, numbers: day.lines, counts, queue */
worker_job job_arrive;		/* day.booking: day.arrival */
worker_job job_call;		/* day.ticket, 0 for the next: day.arrival */
worker_job job_draw;		/* day.booking, 0 for none: day.drawn, printed */
worker_job job_ledger;		/* ledger.kind: ledger.lines, counts, last */
worker_job job_ledger_count;	/* ledger.kind, found: missing, surplus, second, first; then as job_ledger */
worker_job job_mark;		/* day.booking, mark; or day.ticket, which was called in vain */

#endif
