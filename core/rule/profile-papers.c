/* What papers count for here, against what they count for in what is inherited: their classes, names and conditions. */
#include "rule/profile-check-private.h"

#include <string.h>

#include "base/date.h"
#include "rule/profile-build-private.h"

struct papers_look {
	const struct profile *profile, *base;
	uint64_t *used;
	struct faults *faults;
	size_t found;
};

static bool
is_in(const struct document_table *t, const struct document_kind *k, const char *class)
{
	const int at = document_class_find(t, class);

	return at >= 0 && (k->classes >> at & 1) != 0;
}

static bool
has_section(const struct ini *ini, const char *kind, const char *name)
{
	size_t i;

	for (i = 0; i < ini->count; i++)
		if (strcmp(ini->entries[i].kind, kind) == 0 && strcmp(ini->entries[i].name, name) == 0)
			return true;
	return false;
}

/* By what is inherited, whatever is departed from. */
static bool
is_worth(const struct profile *p, const struct document_kind *k, const char *class)
{
	const struct ini *base = &p->files[1];

	if (!has_section(base, "documents", class))
		return is_in(&p->documents, k, class);
	return ini_value(base, "documents", class, k->code) != NULL ||
	    profile_lists(ini_value(base, "class", class, "also"), k->code);
}

bool
check_is_worth(const struct profile *p, const struct document_kind *k, const char *class)
{
	return profile_departs(p, k->code) ? is_in(&p->documents, k, class) : is_worth(p, k, class);
}

static const struct document_kind *
find(const struct document_table *t, const char *code)
{
	size_t i;

	for (i = 0; i < t->kind_count && strcmp(t->kinds[i].code, code) != 0; i++)
		;
	return i < t->kind_count ? &t->kinds[i] : NULL;
}

/* --- classes and names --- */

/* Whose documents rules trust by the name of the class. */
static const char *const trusted[] = { "card", "A", "parent-paper", "ward-paper", "acts-paper" };

static bool
is_trusted(const char *class)
{
	size_t i;

	for (i = 0; i < sizeof(trusted) / sizeof(*trusted) && strcmp(trusted[i], class) != 0; i++)
		;
	return i < sizeof(trusted) / sizeof(*trusted);
}

/* The name itself, or without what stands in brackets behind it; a copy is no original, in brackets or not. */
static bool
is_name_of(const struct document_table *t, const char *name, const char *code)
{
	char bare[FACTS_LABEL_MAX], *open;
	int at = document_find(t, name);

	if (at == -1 && strstr(name, "写し") == NULL && strstr(name, "コピー") == NULL) {
		document_fold(name, bare);
		if ((open = strchr(bare, '(')) != NULL && open > bare) {
			*open = '\0';
			at = document_find(t, bare);
		}
	}
	return at >= 0 && strcmp(t->kinds[at].code, code) == 0;
}

static void
look_at_names(struct papers_look *l, const struct ini_entry *e)
{
	const char *p = e->value;
	char name[FACTS_LABEL_MAX];

	while (build_part(&p, '|', name, sizeof(name))) {
		if (name[0] == '\0' || is_name_of(&l->base->documents, name, e->key) ||
		    check_departs(l->profile, e->key, l->used))
			continue;
		fault_add(l->faults, l->profile->file, e->line,
		    "[documents %s] の「%s」は、全国の一覧では %s の名前ではありません。"
		    "別の書類なら別のコードで書きます。"
		    "市区町村の決まりなら [municipality] に departs = %s と書きます", e->name, name, e->key, e->key);
		l->found++;
	}
}

static void
look_at_listed(struct papers_look *l, const struct ini_entry *e)
{
	const struct document_kind *k = find(&l->profile->documents, e->key);
	const struct document_kind *was = find(&l->base->documents, e->key);
	size_t i;

	if (is_trusted(e->name) && is_in(&l->profile->documents, k, e->name) && !is_worth(l->profile, k, e->name) &&
	    !check_departs(l->profile, e->key, l->used)) {
		fault_add(l->faults, l->profile->file, e->line,
		    "[documents %s] の「%s」は、"
		    "全国の一覧では区分 %s の書類ではありません。"
		    "市区町村の決まりなら [municipality] に departs = %s と書きます", e->name, k->name,
		    e->name, e->key);
		l->found++;
	}
	for (i = 0; was != NULL && i < sizeof(trusted) / sizeof(*trusted); i++)
		if (is_in(&l->base->documents, was, trusted[i])) {
			look_at_names(l, e);
			return;
		}
}

/* --- conditions of a document --- */

static void
tell_looser(struct papers_look *l, const char *kind, const char *name, const char *key, const char *code)
{
	fault_add(l->faults, l->profile->file, check_line(l->profile, kind, name, key),
	    "[%s %s] の %s は、引き継いだものよりゆるくなっています。"
	    "市区町村の決まりなら [municipality] に departs = %s と書きます", kind, name, key, code);
	l->found++;
}

/* Ways of showing enough: each must show all that one of the inherited asks. */
static bool
shows_less(const unsigned *own, size_t own_count, const unsigned *was, size_t was_count)
{
	size_t i, k;

	for (i = 0; i < own_count && was_count > 0; i++) {
		for (k = 0; k < was_count && (own[i] & was[k]) != was[k]; k++)
			;
		if (k == was_count)
			return true;
	}
	return own_count == 0 && was_count > 0;
}

static bool
ends_later(struct date own, struct date was)
{
	return date_given(was) && (!date_given(own) || date_compare(own, was) > 0);
}

static bool
begins_earlier(struct date own, struct date was)
{
	return date_given(was) && (!date_given(own) || date_compare(own, was) < 0);
}

static bool
is_kept_longer(const struct document_kind *own, const struct document_kind *was)
{
	return own->grace_months > was->grace_months || (own->grace_months > 0 && own->grace_for != was->grace_for &&
	    was->grace_for != HOLDER_COUNT);
}

static void
look_at_document(struct papers_look *l, const struct document_kind *own, const struct document_kind *was)
{
	const struct { const char *key; bool looser; } rows[] = {
		{ "from", begins_earlier(own->from, was->from) },
		{ "until", ends_later(own->until, was->until) },
		{ "issued-from", begins_earlier(own->issued_from, was->issued_from) },
		{ "max-age-months", was->max_age_months > 0 &&
		    (own->max_age_months == 0 || own->max_age_months > was->max_age_months) },
		{ "seal", was->seal && !own->seal },
		{ "grace-months", is_kept_longer(own, was) },
		{ "shows", shows_less(own->shows, own->shows_count, was->shows, was->shows_count) },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].looser && !check_departs(l->profile, own->code, l->used))
			tell_looser(l, "document", own->code, rows[i].key, own->code);
}

/* The card itself has no seal, and counts whenever it was issued. */
static void
look_at_card(struct papers_look *l, const struct document_kind *k)
{
	const struct { const char *key; bool wanted; } rows[] = {
		{ "from", date_given(k->from) }, { "until", date_given(k->until) }, { "seal", k->seal },
		{ "issued-from", date_given(k->issued_from) }, { "max-age-months", k->max_age_months > 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows) && (k->classes & l->profile->documents.card) != 0; i++)
		if (rows[i].wanted) {
			fault_add(l->faults, l->profile->file, check_line(l->profile, "document", k->code, rows[i].key),
			    "[document %s] の %s によって、本人のカードが数えられなくなります", k->code, rows[i].key);
			l->found++;
		}
}

/* What all documents of a class must show; one of them may say it for itself, and then says no less. */
static void
look_at_class(struct papers_look *l, const struct document_class *own)
{
	const struct document_table *t = &l->profile->documents;
	const int at = document_class_find(&l->base->documents, own->code), here = (int)(own - t->classes);
	const struct document_class *was = &l->base->documents.classes[at < 0 ? 0 : at];
	size_t i;

	if (at < 0)
		return;
	if (shows_less(own->shows, own->shows_count, was->shows, was->shows_count) &&
	    !check_departs(l->profile, profile_promises[PROMISE_SHOWS], l->used))
		tell_looser(l, "class", own->code, "shows", profile_promises[PROMISE_SHOWS]);
	for (i = 0; i < t->kind_count; i++) {
		const struct document_kind *k = &t->kinds[i], *before = find(&l->base->documents, k->code);

		if ((k->classes >> here & 1) != 0 && k->shows_count > 0 &&
		    (before == NULL || before->shows_count == 0) &&
		    shows_less(k->shows, k->shows_count, was->shows, was->shows_count) &&
		    !check_departs(l->profile, k->code, l->used))
			tell_looser(l, "document", k->code, "shows", k->code);
	}
}

/* What else may stand in a class is for those to say who are inherited from. */
static void
look_at_also(struct papers_look *l, const struct ini_entry *e)
{
	if (strcmp(e->kind, "class") != 0 || strcmp(e->key, "also") != 0)
		return;
	fault_add(l->faults, l->profile->file, e->line,
	    "[class %s] の also を書けるのは、引き継がれるプロファイルだけです。"
	    "市区町村の決まりなら [municipality] の departs に書類のコードを書きます", e->name);
	l->found++;
}

/* In a class in which it isn't nationally, or asked for by itself: the promises may let it pass for more. */
static void
look_at_departed(struct papers_look *l, const struct document_kind *k)
{
	const struct document_table *t = &l->profile->documents;
	size_t i;

	for (i = 0; i < t->class_count; i++)
		if ((k->classes >> i & 1) != 0 &&
		    ini_value(&l->profile->files[1], "documents", t->classes[i].code, k->code) == NULL)
			(void)check_departs(l->profile, k->code, l->used);
	for (i = 0; i < l->profile->of_kind_count[RULE_NEED]; i++) {
		const struct rule *need = &l->profile->rules[l->profile->of_kind[RULE_NEED][i]];

		if (check_own(l->profile, need) && check_names(&need->papers, (size_t)(k - t->kinds)))
			(void)check_departs(l->profile, k->code, l->used);
	}
}

size_t
papers_check(const struct profile *p, const struct profile *base, uint64_t *used, struct faults *faults)
{
	struct papers_look l = { .profile = p, .base = base, .used = used, .faults = faults };
	const struct ini *own = &p->files[0];
	size_t i;

	for (i = 0; base != NULL && i < own->count; i++) {
		const struct ini_entry *e = &own->entries[i];

		if (e->key != NULL && strcmp(e->kind, "documents") == 0)
			look_at_listed(&l, e);
		else if (e->key != NULL)
			look_at_also(&l, e);
	}
	for (i = 0; base != NULL && i < base->documents.kind_count; i++) {
		const struct document_kind *k = find(&p->documents, base->documents.kinds[i].code);

		if (k == NULL)
			continue;
		look_at_document(&l, k, &base->documents.kinds[i]);
		look_at_card(&l, k);
	}
	for (i = 0; base != NULL && i < p->documents.kind_count; i++)
		look_at_departed(&l, &p->documents.kinds[i]);
	for (i = 0; base != NULL && i < p->documents.class_count; i++)
		look_at_class(&l, &p->documents.classes[i]);
	return l.found;
}
