/*
 * Curses keeps a picture of the screen, and measures for it by wcwidth. The C library's follows the locale, and no
 * locale knows how the terminal draws what Unicode leaves open: a row with such a character would be drawn otherwise
 * than we and curses believe. So the program defines wcwidth, and the linker gives it to curses.
 */
#include "tui/term/width.h"

#include <wchar.h>

#include "base/text.h"

int wcwidth(wchar_t);

__attribute__((visibility("default")))
int
wcwidth(wchar_t c)
{
	return c == L'\0' ? 0 : text_char_cells((uint32_t)c);
}

void
width_take(bool wide)
{
	text_take_ambiguous(wide ? 2 : 1);
}
