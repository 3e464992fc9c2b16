/* What is known of the holder beside the residents' record. */
#ifndef MADOGUCHI_TUI_FLOW_COMPARE_H
#define MADOGUCHI_TUI_FLOW_COMPARE_H

#include "tui/app/app.h"

/* record is copied. Nothing known of the holder yet: the record is shown alone. */
void compare_screen_open(struct app *, const struct person *record);

#endif
