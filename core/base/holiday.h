/* Japan's public holidays, computed from the law and its history. */
#ifndef MADOGUCHI_BASE_HOLIDAY_H
#define MADOGUCHI_BASE_HOLIDAY_H

#include "base/date.h"

/*
 * The name of the public holiday on this day, including substitute holidays (振替休日) and days between two holidays
 * (国民の休日); NULL on any other day. Static.
 *
 * Source: 国民の祝日に関する法律 (昭和23年法律第178号) as in force on that day, and the special-measures laws named in
 * holiday.c. Equinoxes are computed up to 2150; the government announces each year's in February of the year before.
 */
const char *holiday_name(struct date);

#endif
