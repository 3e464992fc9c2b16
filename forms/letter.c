/* The table of papers: their codes and names, the states of a case that has them, who builds them. */
#include "forms/letter.h"

#include <stdio.h>
#include <string.h>

#include "forms/letter-private.h"

#define IN(state) (1u << (state))
#define ORDERED_OR_OUT (IN(CASE_INQUIRY_ORDERED) | IN(CASE_POSTED))
#define UNDER_WAY (ORDERED_OR_OUT | IN(CASE_RECEIVED) | IN(CASE_RETURNED) | IN(CASE_REPLY_RECEIVED) | \
	IN(CASE_INCOMPLETE))
#define WORKED_ON (UNDER_WAY | IN(CASE_APPROVED) | IN(CASE_CARD_WORK) | IN(CASE_HANDED_OVER))

/* By the facts on record, a line each. */
static bool
of_abroad(const struct case_file *f)
{
	return strstr(f->facts, "resident=abroad\n") != NULL || strstr(f->facts, "trigger=moving-abroad\n") != NULL;
}

static bool
of_proxy(const struct case_file *f)
{
	return strstr(f->facts, "visitor=proxy\n") != NULL || strstr(f->facts, "visitor=household\n") != NULL;
}

static bool
of_fee(const struct case_file *f)
{
	return f->fee > 0;
}

static const struct {
	const char *code, *name;
	unsigned states;
	void (*build)(const struct letter *, struct page *);
	void (*second)(const struct letter *, struct page *);
	bool (*of)(const struct case_file *);	/* NULL: of any case in these states */
} papers[PAPER_COUNT] = {
	[PAPER_INQUIRY] = { "inquiry", "照会書兼回答書", ORDERED_OR_OUT, letter_inquiry, letter_reply, NULL },
	[PAPER_RECEIPT] = { "receipt", "預かり証", IN(CASE_KEPT), letter_receipt, NULL, NULL },
	[PAPER_NEXT_VISIT] = { "next-visit", "次回お持ちいただくもの", UNDER_WAY, letter_next_visit, NULL,
	    NULL },
	[PAPER_APPLICATION] = { "application", "申請書", WORKED_ON | IN(CASE_KEPT) | IN(CASE_DONE), letter_application,
	    NULL, NULL },
	[PAPER_MAIL_SLIP] = { "mail-slip", "発送票", ORDERED_OR_OUT | IN(CASE_KEPT) | IN(CASE_DONE), letter_mail_slip,
	    NULL, NULL },
	[PAPER_RESULT] = { "result", "手続の結果のお知らせ", IN(CASE_DONE) | IN(CASE_REFUSED), letter_result,
	    NULL, NULL },
	[PAPER_TERMINAL] = { "terminal-slip", "統合端末での手続", IN(CASE_HANDED_OVER), letter_terminal, NULL, NULL },
	[PAPER_ABROAD] = { "abroad-use", "国外継続利用の申請書", WORKED_ON | IN(CASE_DONE), letter_abroad,
	    NULL, of_abroad },
	[PAPER_ATTORNEY] = { "attorney", "委任状", WORKED_ON | IN(CASE_KEPT), letter_attorney, NULL, of_proxy },
	[PAPER_PIN_NOTE] = { "pin-note", "設定暗証番号記載票", WORKED_ON | IN(CASE_KEPT) | IN(CASE_DONE),
	    letter_pin_note, NULL, NULL },
	[PAPER_FEE] = { "fee-receipt", "領収書", IN(CASE_APPROVED) | IN(CASE_CARD_WORK) | IN(CASE_HANDED_OVER) |
	    IN(CASE_KEPT) | IN(CASE_DONE), letter_fee, NULL, of_fee },
};

const char *
paper_code(enum paper p)
{
	return papers[p].code;
}

const char *
paper_name(enum paper p)
{
	return papers[p].name;
}

enum paper
paper_by_code(const char *code)
{
	unsigned p;

	for (p = 0; p < PAPER_COUNT && strcmp(papers[p].code, code) != 0; p++)
		;
	return (enum paper)p;
}

bool
paper_printable(enum paper p, const struct case_file *f)
{
	return (papers[p].states & IN(f->state)) != 0 && (papers[p].of == NULL || papers[p].of(f));
}

enum err
letter_build(enum paper p, const struct letter *l, struct page *page)
{
	page->made = l->now;
	(void)snprintf(page->title, sizeof(page->title), "%s", paper_name(p));
	papers[p].build(l, page);
	if (papers[p].second != NULL)
		papers[p].second(l, page);
	return page->err;
}
