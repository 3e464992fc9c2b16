/* Forms filled in by hand: the holder, the proxy, a document's dates, a mail number, a note. */
#ifndef MADOGUCHI_TUI_FLOW_ENTRY_H
#define MADOGUCHI_TUI_FLOW_ENTRY_H

#include "tui/app/formview.h"

/* A use of the entry screen, constant. Texts are marked for translation. */
struct entry_plan {
	const char *what;			/* first line: what to type */
	bool twice;				/* typed twice and compared */
	bool on_record;				/* can be looked up in the residents' record */
	void (*fill)(struct app *, struct formview *);	/* adds fields and known values */
	void (*take)(struct app *, const struct formview *);	/* all valid: stores the values */
	void (*then)(struct app *);		/* after the screen was closed; may be NULL */
	void (*about)(const struct app *, char *out, size_t size);	/* a further line about the case; or NULL */
	bool stays;				/* then is called with the form open, and closes it when all is done */
};

void entry_open(struct app *, const struct entry_plan *);

void entry_open_person(struct app *);		/* into app->visit.person, then navigate_on */
void entry_open_proxy(struct app *);		/* into app->visit.proxy, likewise */

void entry_open_until(struct app *);		/* into app->visit.until, likewise */

/* The last day of a letter, which is none before today: what to type, the field, its value. */
extern const char entry_what_until[];
void entry_fill_until(struct app *, struct formview *);
struct date entry_until(const struct formview *);

/* The person in a form, as far as it is typed rightly; source PERSON_TOLD. */
void entry_read_person(const struct formview *, struct person *);

/* Into the personal data of app->work.deed: the holder of the case on the screen, typed again. */
void entry_fill_holder(struct app *, struct formview *);
void entry_take_holder(struct app *, const struct formview *);

/* Asks for dates, attributes and seal of a document. */
void document_screen_open(struct app *, enum holder, int document);

#endif
