/* Sheets of a day: the figures for the chief, what goes to the post office, labels for envelopes, a drawn number. */
#ifndef MADOGUCHI_FORMS_SHEET_H
#define MADOGUCHI_FORMS_SHEET_H

#include "forms/print.h"

enum sheet { SHEET_DAY, SHEET_POST, SHEET_LABELS, SHEET_TICKET, SHEET_COUNT };

const char *sheet_code(enum sheet);		/* "post" */
const char *sheet_name(enum sheet);		/* 書留郵便物差出票; marked for translation */
enum sheet sheet_by_code(const char *);		/* SHEET_COUNT when unknown */

/*
 * Draws the sheet of that day and records "sheet-printed" with its code in the audit log; then it goes where
 * print_paper's would, a printer's always as another copy. today is needed. ERR_ROLE: figures are for whoever may see
 * reports, numbers for whoever receives, the others have names and addresses and are for whoever prints; ERR_SHEET_EMPTY:
 * no letter waits to be posted; ERR_SHEET_FULL: more than there is room for on PAGE_SHEETS_MAX sheets; else as
 * print_paper. ticket: of SHEET_TICKET, the number drawn on that day at the actor's counter; ERR_TICKET_NONE.
 */
enum err print_sheet(struct store *, enum sheet, struct date day, int ticket, const struct printing *,
    const char *out_path, struct print_faults *);

#endif
