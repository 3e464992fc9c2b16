/* The finite grid over which "still changes the answer" is meant: the values of each fact. See madoguchi-profile(5), GRID. */
#include "rule/condition-ask-private.h"

struct step { int years, months, days; };

static const struct step born[] = {
	{ -100, 0, 0 }, { -40, 0, 0 }, { -18, 0, 0 }, { -15, 0, -1 }, { -15, 0, 0 }, { -15, 0, 1 }, { -15, 0, 2 }, { -5, 0, 0 },
};

/* The first five are those of reply-expires. */
static const struct step ahead[] = {
	{ -1, 0, 0 }, { 0, 0, -1 }, { 0, 0, 0 }, { 0, 0, 1 }, { 0, 0, 30 },
	{ 0, 3, -1 }, { 0, 3, 0 }, { 0, 3, 1 }, { 1, 0, 0 }, { 8, 0, 0 },
};

static const struct step back[] = {
	{ 0, 0, 0 }, { 0, 0, -1 }, { 0, 0, -30 }, { 0, 0, -31 }, { 0, 0, -60 }, { 0, 0, -61 },
};

static const struct { const struct step *steps; unsigned count; } steps_of[FACT_COUNT] = {
	[FACT_BORN] = { born, sizeof(born) / sizeof(*born) },
	[FACT_SIGN_EXPIRES] = { ahead, sizeof(ahead) / sizeof(*ahead) },
	[FACT_AUTH_EXPIRES] = { ahead, sizeof(ahead) / sizeof(*ahead) },
	[FACT_CARD_EXPIRES] = { ahead, sizeof(ahead) / sizeof(*ahead) },
	[FACT_REPLY_EXPIRES] = { ahead, 5 },
	[FACT_INQUIRY_OPENED] = { back, sizeof(back) / sizeof(*back) },
};

_Static_assert(sizeof(ahead) / sizeof(*ahead) < DIAGRAM_VALUES_MAX, "room for none");

static int32_t
day(const struct step *s, struct date today)
{
	return date_days(date_add_days(date_add_months(today, s->years * 12 + s->months), s->days));
}

unsigned
grid_values(enum fact f, struct date today, int32_t out[DIAGRAM_VALUES_MAX])
{
	const struct fact_info *info = fact_info(f);
	unsigned n = 0, i;

	switch (info->type) {
	case FACT_CHOICE:
		for (; info->words[n] != NULL; n++)
			out[n] = (int32_t)n;
		break;
	case FACT_SET:
		for (i = 1; info->words[n] != NULL; n++)
			i *= 2;
		for (n = 0; n < i - 1 && n < DIAGRAM_VALUES_MAX; n++)
			out[n] = (int32_t)n + 1;
		break;
	case FACT_DATE:
		for (; n < steps_of[f].count; n++)
			out[n] = day(&steps_of[f].steps[n], today);
		if (info->words[0] != NULL)
			out[n++] = FACT_NONE;
		break;
	}
	return n;
}
