/* Where card work is done: on this terminal's reader, or at the authority's terminal (card-work, [card-work]). */
#include "office/setting-private.h"

#include <stdio.h>
#include <string.h>

#include "rule/facts.h"

#define SECTION "card-work"

const char *const setting_card_work_keys[] = { "change-pin", "issue", "renew", "report-key", "revoke", "unlock", NULL };

/* What a card allows anybody who knows its PIN is done here; writing to it takes the authority's own driver. */
#define WRITES (1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_REVOKE | \
	1u << PROCEDURE_REPORT_KEY)

static bool
place(const char *value, bool *terminal)
{
	*terminal = strcmp(value, "terminal") == 0;
	return *terminal || strcmp(value, "here") == 0;
}

enum err
setting_take_card_work(struct setting *s, const char *value)
{
	bool terminal;

	if (!place(value, &terminal))
		return ERR_USAGE;
	s->terminal = terminal ? WRITES : 0;
	return ERR_NONE;
}

enum err
setting_find_card_work(struct setting *s, const struct ini *ini, char fault[SETTING_FAULT_MAX])
{
	bool terminal;
	size_t i;

	if (s->terminal == SETTING_TERMINAL_UNSAID)
		s->terminal = s->mode == MODE_TRAINING ? 0 : WRITES;
	for (i = 0; i < ini->count; i++) {
		const struct ini_entry *entry = &ini->entries[i];
		const int which = entry->key != NULL ? fact_word(FACT_PROCEDURE, entry->key) : -1;

		if (entry->key == NULL || strcmp(entry->kind, SECTION) != 0)
			continue;
		if (which < 0 || !place(entry->value, &terminal)) {
			(void)snprintf(fault, SETTING_FAULT_MAX, "%.256s:%d: %.64s", s->config, entry->line,
			    entry->key);
			return ERR_CONFIG;
		}
		s->terminal = terminal ? s->terminal | 1u << which : s->terminal & ~(1u << which);
	}
	return ERR_NONE;
}
