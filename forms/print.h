/* Prints a paper of a case into a file or on a printer, completely or not at all, and records it. */
#ifndef MADOGUCHI_FORMS_PRINT_H
#define MADOGUCHI_FORMS_PRINT_H

#include "forms/letter.h"
#include "forms/spool.h"

/* A character or text that cannot be printed, or is printed as U+3013, which it may have been before. */
#define PRINT_FAULTS_MAX 32	/* kept; further ones are only counted */
#define PRINT_CODES_MAX 80
struct print_fault {
	char field[PAGE_FIELD_MAX];	/* as "name"; "-": no field */
	char character[40];		/* UTF-8, with combining marks; "": the text doesn't fit */
	char codes[PRINT_CODES_MAX];	/* "U+845B U+E0101" */
};
struct print_faults { struct print_fault list[PRINT_FAULTS_MAX]; size_t count; };

/* The Japanese label of a fault's field; the field's name if no form has it. */
const char *print_field_label(const struct print_fault *);

/* Where a paper goes that is to come out of a printer, and what became of it. */
struct print_target {
	const char *server, *printer, *tray;	/* spool.h */
	bool again;		/* another copy, although one was sent before */
	struct spool_job job;	/* after printing, or after ERR_SPOOL_AGAIN: the job that was sent last */
	char on[SPOOL_PRINTER_MAX];	/* its printer */
};

struct printing {
	const struct actor *actor;
	const char *libexec;		/* the folder of madoguchi-page */
	const struct profile *today;	/* the profile of the day; NULL: that of the case */
	const char *counter;		/* of the next visit; "": as the case says */
	struct buf *pdf;		/* takes the page, with out_path NULL; NULL: it goes elsewhere */
	struct print_target *printer;	/* it comes out there, with out_path NULL; NULL: it goes elsewhere */
	bool geta;			/* print characters missing in the font as U+3013 */
};

/*
 * Records "printed:KIND" in history and audit log, then hands the page over in pdf or writes out_path (mode 0600,
 * replacing an old file once the new one is complete and on disk); for a printer, when the spooler has taken it, and
 * has it come out then. What keeps it there is no error: spool_trouble of the job says so. ERR_PAPER_STATE: the case
 * has no such paper now; ERR_PAPER_GLYPHS, ERR_PAPER_FIT: see faults (filled in with what is printed as U+3013, too);
 * ERR_PAPER_PRINTER: madoguchi-page is missing, hung or died; ERR_PAPER_FONT; ERR_ROLE, ERR_CASE_CLAIMED; ERR_IO,
 * ERR_DISK_FULL: the file.
 * ERR_SPOOL_AGAIN: one was sent to a printer before, and came out or still may; ERR_SPOOL_GONE: the spooler lost it
 * after it was on record, and that is on record, too; other ERR_SPOOL_…: nothing was taken.
 */
enum err print_paper(struct store *, const char *number, enum paper, const struct printing *, const char *out_path,
    struct print_faults *);

/*
 * What became of the last job of this paper; one that has not been let go, as after a crash, is let go now. cancel: it
 * is taken back unless it has come out, "print-cancelled:KIND". Only server of the target is looked at.
 * ERR_SPOOL_NO_JOB: it was never sent to a printer; ERR_SPOOL_…, ERR_ROLE, ERR_CASE_CLAIMED.
 */
enum err print_job(struct store *, const char *number, enum paper, const struct printing *, bool cancel);

#endif
