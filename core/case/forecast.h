/* What the coming weeks will bring, by what is on record: bookings, replies to letters, certificates that run out. */
#ifndef MADOGUCHI_CASE_FORECAST_H
#define MADOGUCHI_CASE_FORECAST_H

#include "case/case.h"

#define FORECAST_WEEKS_MAX 53

/*
 * A week from Monday; the first from today on. bookings: open ones; letters: whose reply isn't here, by their last day;
 * expiries: certificates that run out, as the last case of each card that was done knows them. Who was erased isn't
 * among them.
 */
struct forecast_week { struct date from, to; int bookings, letters, expiries[CERT_COUNT]; };

/* weeks: 1 to FORECAST_WEEKS_MAX, as many as there is room for in list. */
enum err forecast_weeks(struct store *, struct date today, size_t weeks, struct forecast_week *list);

#endif
