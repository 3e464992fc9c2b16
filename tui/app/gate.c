/* Refuses on every screen with a line to type what forms refuse. */
#include "tui/app/gate.h"

#include "base/text-gate.h"

bool
gate_takes(struct app *app, struct lineedit *l)
{
	const bool number = text_number_in("name", l->text, l->len) || lineedit_hides_number(l);
	struct text_fault fault;

	if (!number && text_characters_sound(l->text, l->len, &fault))
		return true;
	if (number)
		lineedit_hide_number(l);
	app_refuse(app, number ? ERR_INDIVIDUAL_NUMBER : text_fault_err(&fault));
	return false;
}
