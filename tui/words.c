/* Short words for what core knows by number, in the language chosen. */
#include "tui/words.h"

#include "lang.h"

static const char *const cert_states[] = {
	[VIEW_ABSENT] = "ありません",
	[VIEW_NEEDS_PIN] = "あります",
	[VIEW_VALID] = "有効",
	[VIEW_EXPIRING] = "まもなく切れます",
	[VIEW_EXPIRED] = "切れています",
	[VIEW_BROKEN] = "読めません",
};

const char *
pin_label(enum pin_kind k)
{
	return lang_now() == LANG_JA ? pin_format(k)->ja : pin_format(k)->en;
}

const char *
pin_format_words(enum pin_kind k)
{
	return lang_now() == LANG_JA ? pin_format(k)->ja_format : pin_format(k)->en_format;
}

const char *
cert_state_words(enum cert_view_state s)
{
	return tr(cert_states[s]);
}

void
date_words(struct date d, char *out, size_t size)
{
	out[0] = '\0';
	if (!date_given(d))
		return;
	if (lang_now() == LANG_JA)
		date_format_era(d, out, size);
	else
		date_format_iso(d, out, size);
}
