/* Has madoguchi-print talk to the spooler, and says what the answer means. */
#include "config.h"

#include "forms/spool.h"

#include <stdio.h>
#include <string.h>

#include "base/text-gate.h"
#include "forms/child.h"

#define SECONDS 40	/* the spooler is given less: forms/cups/talk.h */

/*
 * What a printer says that keeps paper from coming out; "-error", "-warning" and "-report" may stand behind. The first
 * of the table that it says is told. Sources: RFC 8011, 5.4.12; PWG 5100.9; CUPS for what connects.
 */
static const struct { const char *word; enum err e; } reasons[] = {
	{ "media-empty", ERR_SPOOL_PAPER }, { "media-needed", ERR_SPOOL_PAPER },
	{ "input-tray-missing", ERR_SPOOL_PAPER }, { "media-jam", ERR_SPOOL_JAM },
	{ "cover-open", ERR_SPOOL_COVER }, { "door-open", ERR_SPOOL_COVER }, { "interlock-open", ERR_SPOOL_COVER },
	{ "toner-empty", ERR_SPOOL_TONER }, { "marker-supply-empty", ERR_SPOOL_TONER },
	{ "developer-empty", ERR_SPOOL_TONER }, { "marker-waste-full", ERR_SPOOL_TONER },
	{ "offline", ERR_SPOOL_AWAY }, { "connecting-to-device", ERR_SPOOL_AWAY }, { "timed-out", ERR_SPOOL_AWAY },
	{ "shutdown", ERR_SPOOL_AWAY }, { "stopped-partly", ERR_SPOOL_HALTED },
};

/* A word among those divided by blanks, with or without its severity; low toner is a warning of its own name. */
static bool
says(const char *list, const char *word)
{
	static const char *const ends[] = { "", "-error", "-warning", "-report" };
	const size_t len = strlen(word);
	const char *p;
	size_t i, rest;

	for (p = list; *p != '\0'; p += rest + (p[rest] == ' ')) {
		rest = strcspn(p, " ");
		for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
			if (rest == len + strlen(ends[i]) && strncmp(p, word, len) == 0 &&
			    strncmp(p + len, ends[i], rest - len) == 0)
				return true;
	}
	return false;
}

/* Any other fault, as "fuser-over-temp-error". */
static bool
says_error(const char *list)
{
	static const char end[] = "-error";
	const char *p;
	size_t len;

	for (p = list; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		if (len > sizeof(end) - 1 && strncmp(p + len - (sizeof(end) - 1), end, sizeof(end) - 1) == 0)
			return true;
	}
	return false;
}

enum err
spool_trouble(const struct spool_job *j)
{
	size_t i;

	switch (j->state) {
	case SPOOL_PRINTED:
		return ERR_NONE;
	case SPOOL_CANCELLED:
		return ERR_SPOOL_CANCELLED;
	case SPOOL_ABORTED:
		return ERR_SPOOL_ABORTED;
	case SPOOL_GONE:
		return ERR_SPOOL_GONE;
	case SPOOL_HELD:
		return ERR_SPOOL_HELD;
	default:
		break;
	}
	for (i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (says(j->reasons, reasons[i].word))
			return reasons[i].e;
	if (j->printer_stopped || j->state == SPOOL_STOPPED)
		return ERR_SPOOL_HALTED;
	return says_error(j->reasons) ? ERR_SPOOL_PRINTER_FAULT : ERR_NONE;
}

enum err
spool_do(const char *libexec, const struct spool_request *r, const struct buf *pdf, struct spool_job *job)
{
	static const enum err meaning[SPOOL_EXIT_COUNT] = {
		[SPOOL_DONE] = ERR_NONE, [SPOOL_FAILED] = ERR_SPOOL_PROGRAM, [SPOOL_MALFORMED] = ERR_SPOOL_PROGRAM,
		[SPOOL_NO_SERVER] = ERR_SPOOL_SERVER, [SPOOL_NO_PRINTER] = ERR_SPOOL_PRINTER,
		[SPOOL_NO_TRAY] = ERR_SPOOL_TRAY, [SPOOL_CLOSED] = ERR_SPOOL_CLOSED,
		[SPOOL_NO_RIGHTS] = ERR_SPOOL_RIGHTS, [SPOOL_REFUSED] = ERR_SPOOL_REFUSED,
	};
	char program[4096];
	struct buf in = { 0 }, out = { 0 }, report = { 0 };
	enum err e = ERR_SPOOL_PROGRAM;
	int status, n = snprintf(program, sizeof(program), "%s/madoguchi-print", libexec);

	memset(job, 0, sizeof(*job));
	if (n < 0 || (size_t)n >= sizeof(program))
		return ERR_TOO_LONG;
	spool_request_write(r, &in);
	if (pdf != NULL)
		buf_add(&in, pdf->text, pdf->len);
	if (buf_check(&in) != ERR_NONE)
		e = ERR_MEMORY;
	else if (child_run(program, &in, SECONDS, &out, &report, &status) && status >= 0 && status < SPOOL_EXIT_COUNT &&
	    spool_job_read(&out, job) == ERR_NONE && text_characters_sound(job->reasons, strlen(job->reasons), NULL))
		e = meaning[status];
	buf_free(&in);
	buf_free(&out);
	buf_free(&report);
	return e;
}
