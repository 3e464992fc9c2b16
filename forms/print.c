/* From a case to a paper: gathers what is known of it, has it drawn, puts it on record, gives it its name. */
#include "config.h"

#include "forms/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/journal.h"
#include "forms/print-child-private.h"
#include "forms/print-job-private.h"
#include "case/consent.h"
#include "case/handover.h"
#include "case/inquiry.h"
#include "case/kept.h"
#include "case/reception.h"

/* Large: on the heap. */
struct matter {
	struct reception reception;	/* file, profile that the case began with, facts, decision */
	struct inquiry inquiry;
	struct kept kept;
	struct handover_want want;
	struct case_consent consent;
	struct letter letter;
	struct print_file out;
	struct print_sent job;
};

/* A result says what was decided when the card was worked on; everything else what holds now. */
static enum err
read_case(struct store *s, const char *number, enum paper paper, struct moment now, struct matter *m)
{
	struct reception *r = &m->reception;
	struct facts facts;
	enum err e;

	if ((e = reception_resume(s, number, r)) != ERR_NONE)
		return e;
	if (!paper_printable(paper, &r->file))
		return ERR_PAPER_STATE;
	if ((e = inquiry_last(s, number, &m->inquiry)) != ERR_NONE ||
	    (e = kept_last(s, number, &m->kept)) != ERR_NONE ||
	    (e = journal_issued(s, number, m->letter.expires)) != ERR_NONE)
		return e;
	if (paper == PAPER_TERMINAL && ((e = handover_load(s, number, &m->want)) != ERR_NONE ||
	    (e = case_consent(s, &r->file, &m->consent)) != ERR_NONE))
		return e;
	if (paper == PAPER_MAIL_SLIP && r->file.state == CASE_DONE && m->kept.number[0] == '\0')
		return ERR_PAPER_STATE;		/* the card went home with its holder */
	facts = r->facts;
	facts.at = (struct moment){ 0 };
	return rule_decide(r->profile, &facts, paper == PAPER_RESULT ? r->file.changed : now, &r->decision);
}

static void
fill_letter(struct matter *m, const struct printing *p)
{
	const struct reception *r = &m->reception;
	const bool card = m->kept.number[0] != '\0';
	struct letter *l = &m->letter;

	l->file = &r->file;
	l->profile = r->profile;
	l->today = profile_of_day(r->profile, p->today);
	l->facts = &r->facts;
	l->decision = &r->decision;
	l->counter = r->facts.counter[0] != '\0' ? r->facts.counter : p->counter;
	l->style = reception_letter(r, p->actor->at.date);
	l->until = m->inquiry.letter > 0 ? m->inquiry.until :
	    profile_reply_until(r->profile, l->style, p->actor->at.date, &r->facts);
	l->mail_number = card ? m->kept.mail_number : m->inquiry.mail_number;
	l->place = m->kept.place;
	memcpy(l->wanted, m->want.until, sizeof(l->wanted));
	l->agreed = m->consent.agreed ? &m->consent.pairs : NULL;
	l->sealed = card;
	l->now = p->actor->at;
}

enum err
print_page(const struct page *page, const char *libexec, struct buf *pdf, struct print_faults *faults)
{
	char program[4096];
	struct buf text = { 0 };
	enum err e;
	int n = snprintf(program, sizeof(program), "%s/madoguchi-page", libexec);

	if (n < 0 || (size_t)n >= sizeof(program))
		return ERR_TOO_LONG;
	if ((e = page_write(page, &text)) == ERR_NONE)
		e = print_child(program, &text, PRINT_SECONDS, pdf, faults);
	buf_free(&text);
	return e;
}

static enum err
draw(struct matter *m, enum paper paper, const struct printing *p, struct buf *pdf, struct print_faults *faults)
{
	struct page page = { .geta = p->geta };
	enum err e = letter_build(paper, &m->letter, &page);

	if (e == ERR_NONE)
		e = print_page(&page, p->libexec, pdf, faults);
	page_free(&page);
	return e;
}

/*
 * On record before the file has its name, or the job is let go; the case may have moved on while it was drawn. why: the
 * job, or "".
 */
static enum err
record(struct store *s, struct matter *m, enum paper paper, const struct actor *a, const char *why)
{
	struct case_file *f = &m->reception.file;
	char event[32];
	enum err e;

	(void)snprintf(event, sizeof(event), "printed:%s", paper_code(paper));
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = case_load(s, f->number, f)) == ERR_NONE)
		e = paper_printable(paper, f) ? case_remark(s, a, f, event, why) : ERR_PAPER_STATE;
	return case_settle(s, a, f->number, e);
}

static enum err
to_file(struct store *s, struct matter *m, enum paper paper, const struct printing *p, const char *path,
    const struct buf *pdf)
{
	enum err e = print_file_write(&m->out, path, pdf);

	if (e == ERR_NONE && (e = record(s, m, paper, p->actor, "")) == ERR_NONE)
		e = print_file_place(&m->out);
	print_file_drop(&m->out);
	return e;
}

/* Held until it is on record; what isn't recorded doesn't come out. */
static enum err
to_printer(struct store *s, struct matter *m, enum paper paper, const struct printing *p, const struct buf *pdf)
{
	char why[SPOOL_PRINTER_MAX + 16];
	enum err e = print_job_send(&m->job, p, pdf);

	if (e != ERR_NONE)
		return e;
	(void)snprintf(why, sizeof(why), "%s %d", p->printer->printer, p->printer->job.id);
	if ((e = record(s, m, paper, p->actor, why)) != ERR_NONE) {
		print_job_drop(&m->job, p);
		return e;
	}
	return print_job_let_go(s, &m->reception.file, paper, &m->job, p);
}

static enum err
hand_over(struct store *s, struct matter *m, enum paper paper, const struct printing *p, const char *path,
    const struct buf *pdf)
{
	enum err e;

	if (p->printer != NULL)
		return to_printer(s, m, paper, p, pdf);
	if (p->pdf == NULL)
		return to_file(s, m, paper, p, path, pdf);
	if ((e = record(s, m, paper, p->actor, "")) == ERR_NONE)
		buf_add(p->pdf, pdf->text, pdf->len);
	return e;
}

enum err
print_paper(struct store *s, const char *number, enum paper paper, const struct printing *p, const char *out_path,
    struct print_faults *faults)
{
	struct matter *m;
	struct buf pdf = { 0 };
	enum err e;

	memset(faults, 0, sizeof(*faults));
	if ((e = audit_allow(s, p->actor, ACT_PRINT, number)) != ERR_NONE ||
	    (e = case_check_claim(s, p->actor, number)) != ERR_NONE)
		return e;
	if ((m = calloc(1, sizeof(*m))) == NULL)
		return ERR_MEMORY;
	if ((e = read_case(s, number, paper, p->actor->at, m)) == ERR_NONE &&
	    (p->printer == NULL || (e = print_job_prepare(s, number, paper, p, &m->job)) == ERR_NONE)) {
		fill_letter(m, p);
		e = draw(m, paper, p, &pdf, faults);
	}
	if (e == ERR_NONE)
		e = hand_over(s, m, paper, p, out_path, &pdf);
	reception_free(&m->reception);
	buf_free(&pdf);
	free(m);
	return e;
}
