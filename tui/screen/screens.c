/* The list of all screens. */
#include "tui/screen/screens.h"

#include "tui/app/dialog.h"

const struct screen *const all_screens[] = {
	[SCREEN_CARD] = &card_screen,
	[SCREEN_VISITOR] = &visitor_screen,
	[SCREEN_PERSON] = &person_screen,
	[SCREEN_ENTRY] = &entry_screen,
	[SCREEN_RECORD] = &record_screen,
	[SCREEN_CASE] = &case_screen,
	[SCREEN_REPLY] = &reply_screen,
	[SCREEN_FACTS] = &facts_screen,
	[SCREEN_CONFIRM] = &confirm_screen,
	[SCREEN_CONSENT] = &consent_screen,
	[SCREEN_PIN] = &pin_screen,
	[SCREEN_CHECKED] = &checked_screen,
	[SCREEN_TERMINAL] = &terminal_screen,
	[SCREEN_TAKEN] = &taken_screen,
	[SCREEN_STEPS] = &steps_screen,
	[SCREEN_RESULT] = &result_screen,
	[SCREEN_PRACTICE] = &practice_screen,
	[SCREEN_LOCK] = &lock_screen,
	[SCREEN_HELP] = &help_screen,
	[SCREEN_COMMANDS] = &commands_screen,
	[SCREEN_DIALOG] = &dialog_screen,
	/* Opened by other screens only, and so without a name. */
	[SCREEN_COUNT] = &home_screen,
	&procedure_screen,
	&set_screen,
	&resident_screen,
	&compare_screen,
	&print_screen,
	&list_screen,
	&search_screen,
	&tally_screen,
	&audit_screen,
	&handed_screen,
	&refusal_screen,
	&half_done_screen,
	&reader_screen,
	NULL,
};
