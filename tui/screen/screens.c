/* The list of all screens. */
#include "tui/screen/screens.h"

#include "tui/app/dialog.h"

const struct screen *const all_screens[SCREEN_COUNT + 1] = {
	[SCREEN_HOME] = &home_screen,
	[SCREEN_CARD] = &card_screen,
	[SCREEN_PROCEDURE] = &procedure_screen,
	[SCREEN_SET] = &set_screen,
	[SCREEN_VISITOR] = &visitor_screen,
	[SCREEN_PERSON] = &person_screen,
	[SCREEN_ENTRY] = &entry_screen,
	[SCREEN_RESIDENT] = &resident_screen,
	[SCREEN_COMPARE] = &compare_screen,
	[SCREEN_RECORD] = &record_screen,
	[SCREEN_CASE] = &case_screen,
	[SCREEN_REPLY] = &reply_screen,
	[SCREEN_FACTS] = &facts_screen,
	[SCREEN_PRINT] = &print_screen,
	[SCREEN_LIST] = &list_screen,
	[SCREEN_SEARCH] = &search_screen,
	[SCREEN_TALLY] = &tally_screen,
	[SCREEN_AUDIT] = &audit_screen,
	[SCREEN_CONFIRM] = &confirm_screen,
	[SCREEN_PIN] = &pin_screen,
	[SCREEN_CHECKED] = &checked_screen,
	[SCREEN_STEPS] = &steps_screen,
	[SCREEN_RESULT] = &result_screen,
	[SCREEN_HALF_DONE] = &half_done_screen,
	[SCREEN_PRACTICE] = &practice_screen,
	[SCREEN_READER] = &reader_screen,
	[SCREEN_LOCK] = &lock_screen,
	[SCREEN_HELP] = &help_screen,
	[SCREEN_DIALOG] = &dialog_screen,
};
