/* Screens as the golden files have them: each brought about by a function, on a day that stands still. */
#ifndef MADOGUCHI_TEST_SHOT_H
#define MADOGUCHI_TEST_SHOT_H

#include "tui/app/app.h"

/* prepare finds home open, without a worker. */
struct shot { const char *name; int rows, cols; void (*prepare)(void); };

/* Ended by a NULL name. */
extern const struct shot counter_shots[], counter_shots_english[];	/* shots-counter.c */
extern const struct shot case_shots[], case_shots_english[];		/* shots-case.c */
extern const struct shot real_shots[], real_shots_english[];	/* shots-real.c */
extern const struct shot list_shots[], list_shots_english[];		/* shots-list.c */
extern const struct shot day_shots[], day_shots_english[];		/* shots-day.c */

extern struct app shot_app;
extern struct profile *shot_profile;
bool shot_open_profile(void);		/* before any of them; false: it can't be read */

/* Home, in the size and with the clerk given. */
void shot_open(int rows, int cols, const char *clerk);

/* What is typed has been seen. */

void shot_press(enum press);
void shot_type(const char *text);
void shot_put_card(void);
void shot_name_person(const char *name, const char *address);

/* Begins a visit with a card whose PINs of the mask are locked. */
void shot_choose(const char *procedure, unsigned certs, unsigned pins);

#endif
