/* What is asked of the spooler, by libcups, over its socket on this machine. */
#ifndef MADOGUCHI_FORMS_CUPS_TALK_H
#define MADOGUCHI_FORMS_CUPS_TALK_H

#include "forms/spool.h"

/*
 * Does what is asked and fills in the job; pdf is a descriptor of the PDF, at its beginning. Each answer is waited for
 * ten seconds; after a release or a question three more for the paper to come out or a fault to be told.
 */
enum spool_exit talk(const struct spool_request *, int pdf, struct spool_job *);

#endif
