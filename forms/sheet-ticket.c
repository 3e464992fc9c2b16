/* 番号札: a visitor's number of the day, large, with the time at which it was drawn. No name is on it. */
#include "forms/sheet-private.h"

#include <string.h>

#include "case/ticket.h"

struct finding { const struct sheet_matter *m; struct ticket found; };

static bool
see_ticket(void *ctx, const struct ticket *t)
{
	struct finding *f = ctx;

	if (t->ticket == f->m->ticket)
		f->found = *t;
	return f->found.ticket == 0;
}

enum err
sheet_ticket(const struct sheet_matter *m, struct page *page)
{
	struct finding f = { .m = m };
	enum err e = ticket_list(m->store, m->day, m->printing->actor->counter, see_ticket, &f);
	const int y = e == ERR_NONE ? sheet_head(m, page, page->title) : 0;

	if (e != ERR_NONE || f.found.ticket == 0)
		return e != ERR_NONE ? e : ERR_TICKET_NONE;
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = WIDE, .h = 2400, .size = 480, .font = PAGE_GOTHIC,
	    .align = PAGE_CENTRE, .field = "ticket" }, "%d", f.found.ticket);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 2600, .w = WIDE, .h = 700, .size = 130,
	    .align = PAGE_CENTRE, .field = "drawn" }, "%02d:%02d　%s", f.found.drawn.hour, f.found.drawn.minute,
	    f.found.booking > 0 ? "ご予約の方" : "");
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 3500, .w = WIDE, .h = 700, .size = 120,
	    .align = PAGE_CENTRE }, "番号をお呼びするまで、お待ちください");
	return ERR_NONE;
}
