/* What is known of the holder beside the residents' record. */
#ifndef MADOGUCHI_COMPARE_H
#define MADOGUCHI_COMPARE_H

#include "tui/app.h"

/* record is copied. Nothing known of the holder yet: the record is shown alone. */
void compare_screen_open(struct app *, const struct person *record);

#endif
