/* 統合端末での手続: what is to be done there, a line a step to tick, in large print. No PIN and no other secret stands on it. */
#include "forms/letter-private.h"

#include "forms/terminal.h"

#define STEP_HEIGHT 1450
#define STEPS_BOTTOM 25000

static void
step(struct page *page, int y, int height, size_t n, const char *text)
{
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 50, .w = 900, .h = height - 100, .size = 160,
	    .font = PAGE_GOTHIC, .align = PAGE_RIGHT, .middle = 1 }, "%zu", n);
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT + 1300, .y = y + height / 2 - 300, .w = 600,
	    .h = 600, .size = 30 }, NULL);
	part_text(page, (struct page_item){ .x = LEFT + 2300, .y = y + 50, .w = WIDE - 2300, .h = height - 100,
	    .size = 160, .font = PAGE_GOTHIC, .middle = 1, .field = "step" }, "%s", text);
	page_add(page, (struct page_item){ .kind = PAGE_LINE, .x = LEFT, .y = y + height, .w = WIDE, .size = 10,
	    .dash = 1 }, NULL);
}

void
letter_terminal(const struct letter *l, struct page *page)
{
	struct terminal_step steps[TERMINAL_STEPS_MAX];
	size_t i, n = terminal_steps(l->file, l->wanted, l->agreed, l->sealed || words_of_paper(l), LANG_JA, steps);
	int y = part_head(l, page, page->title), height = STEP_HEIGHT;

	if ((int)n * height > STEPS_BOTTOM - y)
		height = (STEPS_BOTTOM - y) / (int)n;
	for (i = 0; i < n; i++, y += height)
		step(page, y, height, i + 1, steps[i].text);
	part_text(page, (struct page_item){ .x = LEFT, .y = STEPS_BOTTOM + 700, .w = WIDE, .h = 1400, .size = 130,
	    .font = PAGE_GOTHIC }, "この紙に暗証番号を書かないでください。端末ができないと言ったときは、その理由を控えて戻してください。");
}
