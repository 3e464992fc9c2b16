/* The list of all screens. */
#include "tui/screen/screens.h"

const struct screen *const all_screens[] = {
	&home_screen, &card_screen, &procedure_screen, &set_screen, &visitor_screen, &person_screen, &entry_screen,
	&resident_screen, &compare_screen, &record_screen, &case_screen, &reply_screen, &facts_screen,
	&print_screen, &list_screen, &search_screen, &tally_screen, &audit_screen, &confirm_screen, &pin_screen,
	&steps_screen, &result_screen, &half_done_screen, &practice_screen, &reader_screen, &lock_screen,
	&help_screen, &dialog_screen, NULL,
};
