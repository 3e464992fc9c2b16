/* What is typed by hand into a form: who the holder is, who comes, a document's dates, a letter's number, a note. */
#ifndef MADOGUCHI_TUI_FLOW_ENTRY_H
#define MADOGUCHI_TUI_FLOW_ENTRY_H

#include "tui/app/formview.h"

/* One use of the entry screen: a constant. Words are marked for translation. */
struct entry_plan {
	const char *what;			/* first line: what is to be typed */
	bool twice;				/* typed a second time and compared */
	bool on_record;				/* the residents' record may know it */
	void (*fill)(struct app *, struct formview *);	/* its fields, and what is known already */
	void (*take)(struct app *, const struct formview *);	/* all in order: keeps what was typed */
	void (*then)(struct app *);		/* the entry screen is closed again; may be NULL */
	void (*about)(const struct app *, char *out, size_t size);	/* one line more, of the case; NULL: none */
};

void entry_open(struct app *, const struct entry_plan *);

void entry_open_person(struct app *);		/* into app->visit.person, then on the visit's way */
void entry_open_proxy(struct app *);		/* into app->visit.proxy, likewise */

/* Into the deed's personal: the holder of the case on the screen, typed anew. */
void entry_fill_holder(struct app *, struct formview *);
void entry_take_holder(struct app *, const struct formview *);

/* Dates, what it shows and the seal of a document that was brought. */
void document_screen_open(struct app *, enum holder, int document);

#endif
