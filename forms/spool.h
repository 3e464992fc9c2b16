/*
 * The spooler of this machine (CUPS), by which papers come out of a printer. madoguchi-print(8), a process of its own,
 * is the only one that loads libcups and talks to it; what the two tell each other is here, too.
 *
 * A job is sent held, so that nothing comes out before it is on record; then it is released. Its name tells it from all
 * others, so that a number which a spooler gives again is never taken for it.
 */
#ifndef MADOGUCHI_FORMS_SPOOL_H
#define MADOGUCHI_FORMS_SPOOL_H

#include "base/buf.h"

#define SPOOL_SERVER_MAX 108			/* of a socket's path, with its NUL */
#define SPOOL_PRINTER_MAX 128
#define SPOOL_TRAY_MAX 64
#define SPOOL_NAME_MAX 64
#define SPOOL_REASONS_MAX 512

/* Of a job, by RFC 8011, 5.3.7; SPOOL_GONE: the spooler doesn't know it, or knows another by its number. */
enum spool_state {
	SPOOL_GONE, SPOOL_WAITING, SPOOL_HELD, SPOOL_PRINTING, SPOOL_STOPPED, SPOOL_CANCELLED, SPOOL_ABORTED,
	SPOOL_PRINTED, SPOOL_STATE_COUNT
};

const char *spool_state_code(enum spool_state);		/* "waiting" */
const char *spool_state_name(enum spool_state);		/* 順番待ち; marked for translation */

struct spool_job {
	int id;
	enum spool_state state;
	bool printer_stopped;			/* somebody, or a fault, has stopped its queue */
	char reasons[SPOOL_REASONS_MAX];	/* what the printer says: IPP's words, divided by blanks */
};

/* What keeps the job from coming out, in the words of the one table: ERR_SPOOL_…; ERR_NONE: nothing does. */
enum err spool_trouble(const struct spool_job *);

/* SPOOL_SEND takes the PDF. The others take the job's number. */
enum spool_act { SPOOL_SEND, SPOOL_RELEASE, SPOOL_ASK, SPOOL_CANCEL, SPOOL_ACT_COUNT };

struct spool_request {
	enum spool_act act;
	char server[SPOOL_SERVER_MAX];		/* the socket's path */
	char printer[SPOOL_PRINTER_MAX];	/* its queue */
	char tray[SPOOL_TRAY_MAX];		/* IPP's media-source, as "tray-2"; "": as the printer does */
	char name[SPOOL_NAME_MAX];		/* of the job: no personal data, everybody can see it */
	int job;
};

/*
 * Has madoguchi-print in the folder libexec do it. Sending takes back, before, jobs of that name that were never
 * released. ERR_SPOOL_SERVER, ERR_SPOOL_PRINTER, ERR_SPOOL_TRAY, ERR_SPOOL_CLOSED, ERR_SPOOL_RIGHTS, ERR_SPOOL_REFUSED:
 * the spooler's; ERR_SPOOL_PROGRAM: madoguchi-print is missing, hung or died. job->reasons then names what there is, as
 * the trays. After an error of SPOOL_SEND nothing comes out.
 */
enum err spool_do(const char *libexec, const struct spool_request *, const struct buf *pdf, struct spool_job *);

/* --- what is said between the two --- */

enum spool_exit {
	SPOOL_DONE, SPOOL_FAILED, SPOOL_MALFORMED, SPOOL_NO_SERVER, SPOOL_NO_PRINTER, SPOOL_NO_TRAY, SPOOL_CLOSED,
	SPOOL_NO_RIGHTS, SPOOL_REFUSED, SPOOL_EXIT_COUNT
};

/* A request as text; the PDF stands behind it. Reading gives where that begins; ERR_DATA for anything else. */
void spool_request_write(const struct spool_request *, struct buf *);
enum err spool_request_read(const char *bytes, size_t len, struct spool_request *, size_t *pdf);

/* The answer as text. */
void spool_job_write(const struct spool_job *, struct buf *);
enum err spool_job_read(const struct buf *, struct spool_job *);

#endif
