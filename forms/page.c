/* Holds a page, and says what is in bounds. */
#include "forms/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void
page_add(struct page *p, struct page_item item, const char *text)
{
	struct page_item *more;

	if (p->count == PAGE_ITEMS_MAX)
		p->err = ERR_TOO_LONG;
	if (p->err != ERR_NONE)
		return;
	if (p->count == p->room) {
		size_t room = p->room == 0 ? 64 : p->room * 2;

		if ((more = realloc(p->items, room * sizeof(*more))) == NULL) {
			p->err = ERR_MEMORY;
			return;
		}
		p->items = more;
		p->room = room;
	}
	if ((item.text = strdup(text != NULL ? text : "")) == NULL) {
		p->err = ERR_MEMORY;
		return;
	}
	p->items[p->count++] = item;
}

void
page_free(struct page *p)
{
	size_t i;

	for (i = 0; i < p->count; i++)
		free(p->items[i].text);
	free(p->items);
	*p = (struct page){ 0 };
}

static bool
between(int n, int least, int most)
{
	return n >= least && n <= most;
}

static bool
sound_text(const char *s, size_t most)
{
	size_t len = strlen(s), i, n;
	uint32_t c;

	if (len > most)
		return false;
	for (i = 0; i < len; i += n) {
		n = text_decode(s + i, len - i, &c);
		if (text_is_control(c))
			return false;
	}
	return true;
}

bool
page_item_sound(const struct page_item *t)
{
	static const struct { int size_least, size_most; size_t text_most; } bounds[PAGE_KIND_COUNT] = {
		[PAGE_SHEET] = { 0, 0, 0 },
		[PAGE_TEXT] = { 40, 480, PAGE_TEXT_MAX },
		[PAGE_LINE] = { 1, 300, 0 },
		[PAGE_BOX] = { 0, 300, 0 },
		[PAGE_QR] = { 0, 0, PAGE_QR_MAX },
	};

	if (!between((int)t->kind, 0, PAGE_KIND_COUNT - 1) || t->text == NULL)
		return false;
	if (!between(t->x, 0, PAGE_WIDTH) || !between(t->y, 0, PAGE_HEIGHT) || !between(t->w, 0, PAGE_WIDTH - t->x) ||
	    !between(t->h, 0, PAGE_HEIGHT - t->y))
		return false;
	if (!between(t->size, bounds[t->kind].size_least, bounds[t->kind].size_most) ||
	    !between(t->font, PAGE_MINCHO, PAGE_GOTHIC) || !between(t->align, PAGE_LEFT, PAGE_RIGHT) ||
	    !between(t->hang, 0, PAGE_WIDTH / 2) || !between(t->grey, 0, 100))
		return false;
	if (!between(t->below, 0, 1) || !between(t->middle, 0, 1) || !between(t->dash, 0, 1))
		return false;
	if (memchr(t->field, '\0', sizeof(t->field)) == NULL ||
	    strspn(t->field, "abcdefghijklmnopqrstuvwxyz-") != strlen(t->field))
		return false;
	if ((t->kind == PAGE_TEXT && t->w < 100) || (t->kind == PAGE_QR && (t->w < 1000 || t->text[0] == '\0')))
		return false;
	return sound_text(t->text, bounds[t->kind].text_most);
}
