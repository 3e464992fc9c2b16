/* Prints a paper of a case into a file, whole or not at all, and puts that on record. */
#ifndef MADOGUCHI_FORMS_PRINT_H
#define MADOGUCHI_FORMS_PRINT_H

#include "forms/letter.h"

/* What stands in the way of printing, or stands on the paper as U+3013. */
#define PRINT_FAULTS_MAX 32	/* kept; more are counted */
#define PRINT_CODES_MAX 80
struct print_fault {
	char field[PAGE_FIELD_MAX];	/* as "name"; "-" where the text belongs to no field */
	char character[40];		/* UTF-8, with what combines with it; "" where a text doesn't fit */
	char codes[PRINT_CODES_MAX];	/* "U+845B U+E0101" */
};
struct print_faults { struct print_fault list[PRINT_FAULTS_MAX]; size_t count; };

/* The label of a fault's field, in Japanese as the forms have it; the name itself where no form has it. */
const char *print_field_label(const struct print_fault *);

struct printing {
	const struct actor *actor;
	const char *libexec;		/* the folder of madoguchi-page */
	const struct profile *today;	/* the municipality's of the day; NULL: the one of the case */
	const char *counter;		/* where the work goes on; "": as the case says */
	bool geta;			/* print though the font lacks characters, with U+3013 for them */
};

/*
 * Writes out_path (mode 0600; what stood there is replaced when the new file is complete and on disk) and records
 * "printed:KIND" in history and audit before. ERR_PAPER_STATE: the case has no such paper now, ERR_PAPER_GLYPHS and
 * ERR_PAPER_FIT: faults says which (faults is filled in with geta, too), ERR_PAPER_PRINTER: madoguchi-page is missing,
 * hung, or died; ERR_PAPER_FONT; ERR_ROLE, ERR_CASE_CLAIMED; ERR_IO, ERR_DISK_FULL for the file.
 */
enum err print_paper(struct store *, const char *number, enum paper, const struct printing *, const char *out_path,
    struct print_faults *);

#endif
