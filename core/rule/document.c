/* Names of documents, the classes they are in, and whether one that was brought counts. */
#include "rule/document-private.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

void
document_fold(const char *name, char out[FACTS_LABEL_MAX])
{
	char *to = out;
	const char *p;

	text_narrow(name, out, FACTS_LABEL_MAX);
	for (p = out; *p != '\0'; p++)
		if (*p != ' ' && *p != '\t')
			*to++ = *p;
	*to = '\0';
}

/* The first place in names that isn't before folded. */
static size_t
lower_bound(const struct document_table *t, const char *folded)
{
	size_t low = 0, high = t->name_count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(t->names[mid].name, folded) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* A name that was written goes before one that was made by leaving a bracket out. */
int
document_find(const struct document_table *t, const char *label)
{
	char folded[FACTS_LABEL_MAX];
	int found = -1;
	size_t i;

	document_fold(label, folded);
	for (i = lower_bound(t, folded); i < t->name_count && strcmp(t->names[i].name, folded) == 0; i++) {
		if (!t->names[i].derived)
			return t->names[i].document;
		found = found == -1 || found == t->names[i].document ? t->names[i].document : -2;
	}
	return found;
}

int
document_class_find(const struct document_table *t, const char *code)
{
	size_t i;

	for (i = 0; i < t->class_count; i++)
		if (strcmp(t->classes[i].code, code) == 0)
			return (int)i;
	return -1;
}

static bool
read_term(const struct document_table *t, const char *word, size_t len, struct paper_term *term)
{
	char code[64];
	size_t i;

	if (len >= sizeof(code))
		return false;
	memcpy(code, word, len);
	code[len] = '\0';
	if ((term->number = document_class_find(t, code)) >= 0) {
		term->is_class = true;
		return true;
	}
	for (i = 0; i < t->kind_count && strcmp(t->kinds[i].code, code) != 0; i++)
		;
	*term = (struct paper_term){ .number = (int)i };
	return i < t->kind_count;
}

bool
document_read(const struct document_table *t, const char *p, struct papers *papers)
{
	struct paper_sum *sum = &papers->sums[0];
	size_t len;

	*papers = (struct papers){ .count = 1 };
	for (;;) {
		p += strspn(p, " ");
		len = strcspn(p, " +|");
		if (sum->count == SUM_MAX || !read_term(t, p, len, &sum->terms[sum->count++]))
			return false;
		p += len;
		p += strspn(p, " ");
		if (*p == '\0')
			return true;
		if (*p == '|') {
			if (papers->count == PAPERS_MAX)
				return false;
			sum = &papers->sums[papers->count++];
		} else if (*p != '+')
			return false;
		p++;
	}
}

static bool
same_sum(const struct paper_sum *a, const struct paper_sum *b)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (a->terms[i].is_class != b->terms[i].is_class || a->terms[i].number != b->terms[i].number)
			return false;
	return true;
}

bool
document_same_papers(const struct papers *a, const struct papers *b)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (!same_sum(&a->sums[i], &b->sums[i]))
			return false;
	return true;
}

void
document_write_sum(const struct document_table *t, const struct paper_sum *sum, char *out, size_t size)
{
	size_t i, at = 0;

	out[0] = '\0';
	for (i = 0; i < sum->count && at < size; i++)
		at += (size_t)snprintf(out + at, size - at, "%s%s", i > 0 ? "+" : "", sum->terms[i].is_class ?
		    t->classes[sum->terms[i].number].code : t->kinds[sum->terms[i].number].code);
}

/* Of a kind that counts on that day: a law may end one, as the health insurance card (sources(7), N10). */
static bool
in_force(const struct document_kind *k, struct date today)
{
	return (!date_given(k->from) || date_compare(today, k->from) >= 0) &&
	    (!date_given(k->until) || date_compare(today, k->until) <= 0);
}

enum holder
document_owner(enum holder h)
{
	return h == HOLDER_HOUSEHOLD ? HOLDER_PROXY : h;
}

/* In date, or within its grace. Source: sources(7) N10, section 3. */
static bool
in_date(const struct document_kind *k, const struct held *h, struct date today)
{
	struct date last = h->expires;

	if (!date_given(last))
		return true;
	if (k->grace_for == HOLDER_COUNT || k->grace_for == h->holder)
		last = date_add_months(last, k->grace_months);
	return date_compare(today, last) <= 0;
}

static bool
issued_well(const struct document_kind *k, const struct held *h, struct date today)
{
	if (!date_given(k->issued_from) && k->max_age_months == 0)
		return true;
	if (!date_given(h->issued) || date_compare(h->issued, today) > 0)
		return false;
	if (date_given(k->issued_from) && date_compare(h->issued, k->issued_from) < 0)
		return false;
	return k->max_age_months == 0 || date_compare(today, date_add_months(h->issued, k->max_age_months)) <= 0;
}

static bool
shows_enough(const unsigned *shows, size_t count, unsigned held)
{
	size_t i;

	for (i = 0; i < count; i++)
		if ((held & shows[i]) == shows[i])
			return true;
	return count == 0 || held == 0;
}

/* The classes in which it counts; 0 when it doesn't count at all. */
static bool
counts(const struct document_table *t, const struct document_kind *k, const struct held *h, struct date today,
    unsigned *classes)
{
	size_t c;

	*classes = 0;
	if (!in_force(k, today) || !in_date(k, h, today) || !issued_well(k, h, today) || (k->seal && !h->sealed) ||
	    (k->verified_for == document_owner(h->holder) && !h->verified) ||
	    !shows_enough(k->shows, k->shows_count, h->shows))
		return false;
	for (c = 0; c < t->class_count; c++)
		if ((k->classes >> c & 1) != 0 && (k->shows_count > 0 ||
		    shows_enough(t->classes[c].shows, t->classes[c].shows_count, h->shows)))
			*classes |= 1u << c;
	return true;
}

/* The same document named twice is one document. Kept in the order of kinds, so that no order of facts matters. */
static void
add(struct brought *b, struct brought_paper paper)
{
	size_t i, n;

	for (i = 0; i < b->count && b->list[i].kind < paper.kind; i++)
		;
	if (i == b->count || b->list[i].kind != paper.kind) {
		for (n = b->count++; n > i; n--)
			b->list[n] = b->list[n - 1];
		b->list[i] = paper;
	}
	b->list[i].classes |= paper.classes;
	b->list[i].visit_1 = b->list[i].visit_1 || paper.visit_1;
}

void
document_sort(const struct document_table *t, const struct facts *facts, struct date today,
    struct brought out[HOLDER_COUNT])
{
	const struct held *h;
	unsigned classes;
	size_t i;
	int kind;

	for (i = 0; i < HOLDER_COUNT; i++)
		out[i].count = 0;
	for (i = 0; i < facts->held_count; i++) {
		h = &facts->held[i];
		if ((kind = document_find(t, h->label)) < 0 || !counts(t, &t->kinds[kind], h, today, &classes))
			continue;
		add(&out[document_owner(h->holder)],
		    (struct brought_paper){ .kind = kind, .classes = classes, .visit_1 = h->visit_1 });
	}
}
