/* Notes, while a screen is drawn, which of its texts are cut. They are of persons: none is left behind the screen. */
#include "tui/widget/cut.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static struct cut drawn, kept;
static bool asked;

void
cut_clear(void)
{
	if (!asked)
		explicit_bzero(&kept, sizeof kept);
	asked = false;
	explicit_bzero(&drawn, sizeof drawn);
}

void
cut_note(const char *text)
{
	size_t i;

	for (i = 0; i < drawn.count; i++)
		if (strcmp(drawn.text[i], text) == 0)
			return;
	if (text[0] != '\0' && drawn.count < CUT_MAX)
		(void)snprintf(drawn.text[drawn.count++], CUT_SIZE, "%s", text);
}

void
cut_keep(void)
{
	kept = drawn;
	asked = true;
}

const struct cut *
cut_kept(void)
{
	asked = true;
	return &kept;
}
