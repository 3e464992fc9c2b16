/* A conversation with CUPS: RFC 8011 (IPP), with what CUPS adds. */
#include "config.h"

#include "forms/cups/talk.h"

#include <cups/cups.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_SECONDS 10
#define WAIT_STEPS 30
#define SURE_STEPS 6	/* a printer may still tell of what was wrong with the job before */
#define WAIT_STEP 100000000	/* nanoseconds */

struct talk { http_t *http; const struct spool_request *r; char uri[HTTP_MAX_URI]; };

/* Nobody is asked for a password: who we are is seen by the socket. */
static const char *
no_password(const char *prompt, http_t *http, const char *method, const char *resource, void *ctx)
{
	(void)prompt;
	(void)http;
	(void)method;
	(void)resource;
	(void)ctx;
	return NULL;
}

static int
give_up(http_t *http, void *ctx)
{
	(void)http;
	(void)ctx;
	return 0;
}

static bool
begin(struct talk *t, const struct spool_request *r)
{
	const struct passwd *me = getpwuid(geteuid());

	t->r = r;
	if (me != NULL)
		cupsSetUser(me->pw_name);
	cupsSetPasswordCB2(no_password, NULL);
	(void)httpAssembleURIf(HTTP_URI_CODING_ALL, t->uri, sizeof(t->uri), "ipp", NULL, "localhost", 0, "/printers/%s",
	    r->printer);
	t->http = httpConnect2(r->server, 631, NULL, AF_UNSPEC, HTTP_ENCRYPTION_NEVER, 1, ANSWER_SECONDS * 1000, NULL);
	if (t->http != NULL)
		httpSetTimeout(t->http, ANSWER_SECONDS, give_up, NULL);
	return t->http != NULL;
}

/* A request about the printer, or about one of its jobs. */
static ipp_t *
ask_of(const struct talk *t, ipp_op_t op, int job)
{
	ipp_t *q = ippNewRequest(op);

	(void)ippAddString(q, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, t->uri);
	if (job > 0)
		(void)ippAddInteger(q, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
	(void)ippAddString(q, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser());
	return q;
}

/* Why the last request failed. */
static enum spool_exit
why(void)
{
	switch (cupsLastError()) {
	case IPP_STATUS_ERROR_NOT_FOUND:
		return SPOOL_NO_PRINTER;
	case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
		return SPOOL_CLOSED;
	case IPP_STATUS_ERROR_FORBIDDEN:
	case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
	case IPP_STATUS_ERROR_NOT_AUTHORIZED:
	case IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED:
		return SPOOL_NO_RIGHTS;
	case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
	case IPP_STATUS_ERROR_TIMEOUT:
	case IPP_STATUS_ERROR_INTERNAL:
		return SPOOL_NO_SERVER;
	default:
		return SPOOL_REFUSED;
	}
}

/* Gives the answer, to be deleted; NULL: *e says why not. */
static ipp_t *
get(struct talk *t, ipp_t *q, const char *resource, enum spool_exit *e)
{
	ipp_t *a = cupsDoRequest(t->http, q, resource);

	*e = SPOOL_DONE;
	if (a != NULL && cupsLastError() < IPP_STATUS_ERROR_BAD_REQUEST)
		return a;
	*e = why();
	ippDelete(a);
	return NULL;
}

static void
add_word(char *out, size_t size, const char *word)
{
	const size_t len = strlen(out);

	if (strcmp(word, "none") != 0 && len + strlen(word) + 2 <= size && strpbrk(word, " \n") == NULL)
		(void)snprintf(out + len, size - len, "%s%s", len > 0 ? " " : "", word);
}

/* The tray, unless the printer tells its trays and it isn't one; job->reasons then has them. */
static bool
has_tray(const struct talk *t, ipp_t *a, struct spool_job *job)
{
	ipp_attribute_t *trays = ippFindAttribute(a, "media-source-supported", IPP_TAG_ZERO);
	int i;

	if (t->r->tray[0] == '\0' || trays == NULL || ippContainsString(trays, t->r->tray))
		return true;
	job->reasons[0] = '\0';
	for (i = 0; i < ippGetCount(trays); i++)
		if (ippGetString(trays, i, NULL) != NULL)
			add_word(job->reasons, sizeof(job->reasons), ippGetString(trays, i, NULL));
	return false;
}

/* What the printer says of itself. A class of printers is asked where there is no printer of that name. */
static enum spool_exit
see_printer(struct talk *t, struct spool_job *job)
{
	static const char *const wanted[] = { "printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
	    "media-source-supported" };
	enum spool_exit e;
	ipp_attribute_t *reasons;
	ipp_t *q = ask_of(t, IPP_OP_GET_PRINTER_ATTRIBUTES, 0), *a;
	int i;

	(void)ippAddStrings(q, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
	    sizeof(wanted) / sizeof(*wanted), NULL, wanted);
	if ((a = get(t, q, "/", &e)) == NULL)
		return e;
	job->printer_stopped =
	    ippGetInteger(ippFindAttribute(a, "printer-state", IPP_TAG_ENUM), 0) == IPP_PSTATE_STOPPED;
	job->reasons[0] = '\0';
	reasons = ippFindAttribute(a, "printer-state-reasons", IPP_TAG_KEYWORD);
	for (i = 0; i < ippGetCount(reasons); i++)
		add_word(job->reasons, sizeof(job->reasons), ippGetString(reasons, i, NULL));
	if (t->r->act == SPOOL_SEND) {
		if (!ippGetBoolean(ippFindAttribute(a, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN), 0))
			e = SPOOL_CLOSED;
		else if (!has_tray(t, a, job))
			e = SPOOL_NO_TRAY;
	}
	ippDelete(a);
	return e;
}

static enum spool_state
state_of(int ipp)
{
	static const enum spool_state states[] = {
		[IPP_JSTATE_PENDING] = SPOOL_WAITING, [IPP_JSTATE_HELD] = SPOOL_HELD,
		[IPP_JSTATE_PROCESSING] = SPOOL_PRINTING, [IPP_JSTATE_STOPPED] = SPOOL_STOPPED,
		[IPP_JSTATE_CANCELED] = SPOOL_CANCELLED, [IPP_JSTATE_ABORTED] = SPOOL_ABORTED,
		[IPP_JSTATE_COMPLETED] = SPOOL_PRINTED,
	};

	return ipp >= IPP_JSTATE_PENDING && ipp <= IPP_JSTATE_COMPLETED ? states[ipp] : SPOOL_GONE;
}

/* The job by its number, if it has our name: a spooler that lost its jobs gives numbers anew. */
static enum spool_exit
see_job(struct talk *t, struct spool_job *job)
{
	static const char *const wanted[] = { "job-state", "job-name" };
	ipp_t *q = ask_of(t, IPP_OP_GET_JOB_ATTRIBUTES, job->id), *a;
	const char *name;
	enum spool_exit e;

	job->state = SPOOL_GONE;
	(void)ippAddStrings(q, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, NULL, wanted);
	if ((a = get(t, q, "/jobs", &e)) == NULL)
		return e == SPOOL_NO_PRINTER ? SPOOL_DONE : e;
	name = ippGetString(ippFindAttribute(a, "job-name", IPP_TAG_NAME), 0, NULL);
	if (name != NULL && strcmp(name, t->r->name) == 0)
		job->state = state_of(ippGetInteger(ippFindAttribute(a, "job-state", IPP_TAG_ENUM), 0));
	ippDelete(a);
	return SPOOL_DONE;
}

static enum spool_exit
take_back(struct talk *t, int id)
{
	ipp_t *q = ask_of(t, IPP_OP_CANCEL_JOB, id), *a;
	enum spool_exit e;

	ippAddBoolean(q, IPP_TAG_OPERATION, "purge-job", 1);	/* its PDF, too */
	a = get(t, q, "/jobs", &e);
	ippDelete(a);
	return e;
}

/* The next job of the answer that has our name, from *p on; 0: there is none. Its attributes come in any order. */
static int
next_of_name(const struct talk *t, ipp_t *a, ipp_attribute_t **p)
{
	int id = 0;
	bool ours = false;

	for (; *p != NULL; *p = ippNextAttribute(a)) {
		const char *key = ippGetName(*p), *name;

		if (key == NULL) {		/* between two jobs */
			if (ours && id > 0)
				return id;
			id = 0;
			ours = false;
		} else if (strcmp(key, "job-id") == 0)
			id = ippGetInteger(*p, 0);
		else if (strcmp(key, "job-name") == 0)
			ours = (name = ippGetString(*p, 0, NULL)) != NULL && strcmp(name, t->r->name) == 0;
	}
	return ours ? id : 0;
}

/* Jobs of this name that were sent and never put on record: nobody knows of them. */
static enum spool_exit
clear_left(struct talk *t)
{
	static const char *const wanted[] = { "job-id", "job-name" };
	ipp_t *q = ask_of(t, IPP_OP_GET_JOBS, 0), *a;
	ipp_attribute_t *p;
	enum spool_exit e;
	int id;

	(void)ippAddString(q, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, "not-completed");
	ippAddBoolean(q, IPP_TAG_OPERATION, "my-jobs", 1);
	(void)ippAddStrings(q, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, NULL, wanted);
	if ((a = get(t, q, "/", &e)) == NULL)
		return e;
	p = ippFirstAttribute(a);
	while (e == SPOOL_DONE && (id = next_of_name(t, a, &p)) > 0)
		e = take_back(t, id);
	ippDelete(a);
	return e;
}

/* A4, from the tray; every sheet by itself, since some are cut up, and at its own size, since some fit a window. */
static void
describe(const struct talk *t, ipp_t *q)
{
	(void)ippAddString(q, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, t->r->name);
	(void)ippAddString(q, IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-hold-until", NULL, "indefinite");
	(void)ippAddString(q, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", NULL, "one-sided");
	(void)ippAddString(q, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
	(void)ippAddString(q, IPP_TAG_JOB, IPP_TAG_NAME, "job-sheets", NULL, "none");
	if (t->r->tray[0] != '\0') {
		ipp_t *size = ippNew(), *media = ippNew();

		(void)ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", 21000);
		(void)ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", 29700);
		(void)ippAddCollection(media, IPP_TAG_ZERO, "media-size", size);
		(void)ippAddString(media, IPP_TAG_ZERO, IPP_TAG_KEYWORD, "media-source", NULL, t->r->tray);
		(void)ippAddCollection(q, IPP_TAG_JOB, "media-col", media);
		ippDelete(size);
		ippDelete(media);
	} else
		(void)ippAddString(q, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, "iso_a4_210x297mm");
}

static enum spool_exit
give_document(struct talk *t, int id, int pdf)
{
	ipp_t *q = ask_of(t, IPP_OP_SEND_DOCUMENT, id), *a;

	(void)ippAddString(q, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, "application/pdf");
	ippAddBoolean(q, IPP_TAG_OPERATION, "last-document", 1);
	a = cupsDoIORequest(t->http, q, "/printers/", pdf, -1);
	ippDelete(a);
	return cupsLastError() < IPP_STATUS_ERROR_BAD_REQUEST ? SPOOL_DONE : why();
}

/* Whatever goes wrong behind its making, the job is held: it is taken back if that can be. */
static enum spool_exit
send_held(struct talk *t, int pdf, struct spool_job *job)
{
	enum spool_exit e;
	ipp_t *q, *a;

	if ((e = see_printer(t, job)) != SPOOL_DONE || (e = clear_left(t)) != SPOOL_DONE)
		return e;
	q = ask_of(t, IPP_OP_CREATE_JOB, 0);
	describe(t, q);
	if ((a = get(t, q, "/printers/", &e)) == NULL)
		return e;
	job->id = ippGetInteger(ippFindAttribute(a, "job-id", IPP_TAG_INTEGER), 0);
	ippDelete(a);
	if ((e = give_document(t, job->id, pdf)) == SPOOL_DONE && (e = see_job(t, job)) == SPOOL_DONE &&
	    job->state != SPOOL_HELD)
		e = SPOOL_REFUSED;
	if (e != SPOOL_DONE)
		(void)take_back(t, job->id);
	return e == SPOOL_NO_PRINTER ? SPOOL_NO_SERVER : e;	/* between, a spooler has begun anew without the job */
}

static enum spool_exit
look(struct talk *t, struct spool_job *job)
{
	const struct timespec step = { 0, WAIT_STEP };
	enum spool_exit e;
	int i;

	for (i = 0;; i++) {
		if ((e = see_job(t, job)) != SPOOL_DONE || (e = see_printer(t, job)) != SPOOL_DONE)
			return e == SPOOL_NO_PRINTER ? SPOOL_DONE : e;
		if (i == WAIT_STEPS || job->state == SPOOL_GONE || job->state == SPOOL_HELD ||
		    job->state >= SPOOL_CANCELLED || (i >= SURE_STEPS && spool_trouble(job) != ERR_NONE))
			return SPOOL_DONE;
		(void)nanosleep(&step, NULL);
	}
}

static enum spool_exit
release(struct talk *t, struct spool_job *job)
{
	enum spool_exit e = see_job(t, job);
	ipp_t *a;

	if (e == SPOOL_DONE && job->state == SPOOL_HELD) {
		a = get(t, ask_of(t, IPP_OP_RELEASE_JOB, job->id), "/jobs", &e);
		ippDelete(a);
	}
	return e != SPOOL_DONE ? e : look(t, job);
}

static enum spool_exit
cancel(struct talk *t, struct spool_job *job)
{
	enum spool_exit e = see_job(t, job);

	if (e != SPOOL_DONE || job->state == SPOOL_GONE || job->state >= SPOOL_CANCELLED)
		return e;
	if ((e = take_back(t, job->id)) == SPOOL_DONE)
		job->state = SPOOL_CANCELLED;
	return e;
}

enum spool_exit
talk(const struct spool_request *r, int pdf, struct spool_job *job)
{
	struct talk t = { .http = NULL };
	enum spool_exit e = SPOOL_NO_SERVER;

	job->id = r->job;
	if (begin(&t, r)) {
		switch (r->act) {
		case SPOOL_SEND:
			e = send_held(&t, pdf, job);
			break;
		case SPOOL_RELEASE:
			e = release(&t, job);
			break;
		case SPOOL_CANCEL:
			e = cancel(&t, job);
			break;
		default:
			e = look(&t, job);
			break;
		}
	}
	httpClose(t.http);
	return e;
}
