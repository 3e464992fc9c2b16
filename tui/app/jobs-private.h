/* Shared by the files of the jobs. */
#ifndef MADOGUCHI_TUI_APP_JOBS_PRIVATE_H
#define MADOGUCHI_TUI_APP_JOBS_PRIVATE_H

#include "tui/app/jobs.h"

/* What every printing is done with; without a printer. */
struct printing jobs_printing(const struct desk *, const struct work *, const struct actor *);

/* What home shows of the day: bookings, numbers, what lies here. */
enum err jobs_day_figures(struct desk *, struct day_figures *);

#endif
