/* What is typed on one line, on its way into the program. */
#ifndef MADOGUCHI_TUI_APP_GATE_H
#define MADOGUCHI_TUI_APP_GATE_H

#include "tui/app/app.h"
#include "tui/widget/lineedit.h"

/*
 * Whether the one gate takes it as it takes a person's name (base/text-gate.h); else it is refused in the foot's words.
 * The digits of an individual number go from the line, and so from the screen, before anything else is done.
 */
bool gate_takes(struct app *, struct lineedit *);

#endif
