/* A paper as a job of the spooler: what the history knows of it, and the steps of printing one. */
#ifndef MADOGUCHI_FORMS_PRINT_JOB_PRIVATE_H
#define MADOGUCHI_FORMS_PRINT_JOB_PRIVATE_H

#include "forms/print.h"

/* The paper of a case, on printers so far. */
struct print_sent {
	const char *number;
	enum paper paper;
	int printed;			/* how often, into files too; the next job's name has the number behind it */
	int id, which;			/* the last job: its number, 0 for none; the printing that it was */
	bool ended, lost;			/* on record: nothing will come of it; for the spooler lost it */
	char printer[SPOOL_PRINTER_MAX];
};

/* Reads the history; refuses what was sent before and may have come out, unless another copy is asked for. */
enum err print_job_prepare(struct store *, const char *number, enum paper, const struct printing *,
    struct print_sent *);

/* Has the spooler take it, held: p->printer->job. */
enum err print_job_send(const struct print_sent *, const struct printing *, const struct buf *pdf);

/* Takes back what was sent and can't be put on record. What can't be taken back is never let go. */
void print_job_drop(const struct print_sent *, const struct printing *);

/* On record: has it come out. What the spooler has lost meanwhile is on record, too. */
enum err print_job_let_go(struct store *, const struct case_file *, enum paper, const struct print_sent *,
    const struct printing *);

#endif
