/* Reads classes and documents of a profile, with every name by which a document is found. */
#include "config.h"

#include "rule/profile-build-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
add_class(struct build *b, const struct stated *s)
{
	struct document_table *t = &b->profile->documents;
	int at = document_class_find(t, s->name);

	if (at >= 0)
		return at;
	if (t->class_count == CLASSES_MAX) {
		build_fault(b, s, "書類の区分が多すぎます");
		return -1;
	}
	t->classes[t->class_count] = (struct document_class){ .code = s->name, .title = s->name };
	if (strcmp(s->name, "card") == 0)
		t->card = 1u << t->class_count;
	return (int)t->class_count++;
}

/* "name+birth | name+address" */
static size_t
read_shows(struct build *b, size_t at, unsigned out[SHOWS_MAX])
{
	const struct stated *s = build_find(b, at, "shows");
	const char *p = s != NULL ? s->value : NULL, *q;
	char way[64], word[32];
	size_t n = 0;

	while (build_part(&p, '|', way, sizeof(way))) {
		if (n == SHOWS_MAX) {
			build_fault(b, s, "shows の選び方が多すぎます");
			break;
		}
		out[n] = 0;
		for (q = way; build_part(&q, '+', word, sizeof(word));)
			if (strcmp(word, "name") == 0)
				out[n] |= SHOWS_NAME;
			else if (strcmp(word, "birth") == 0)
				out[n] |= SHOWS_BIRTH;
			else if (strcmp(word, "address") == 0)
				out[n] |= SHOWS_ADDRESS;
			else
				build_fault(b, s, "shows に「%s」という値はありません。使える値: name, birth, address", word);
		n++;
	}
	return n;
}

static void
read_class(struct build *b, size_t at)
{
	static const char *const yes_no[] = { "no", "yes", NULL };
	int place = add_class(b, &b->stated[at]);
	struct document_class *c;

	if (place < 0)
		return;
	c = &b->profile->documents.classes[place];
	c->title = build_value(b, at, "title", c->title);
	c->open = build_yes(b, at, "open");
	c->shows_count = read_shows(b, at, c->shows);
	(void)build_word(b, at, "inherit", yes_no, 1);
}

static struct document_kind *
find_kind(struct document_table *t, const char *code)
{
	size_t i;

	for (i = 0; i < t->kind_count; i++)
		if (strcmp(t->kinds[i].code, code) == 0)
			return &t->kinds[i];
	return NULL;
}

static void
add_name(struct build *b, const char *name, int document, bool derived)
{
	struct document_table *t = &b->profile->documents;
	char folded[FACTS_LABEL_MAX];
	size_t i;
	char *copy;

	document_fold(name, folded);
	for (i = 0; i < t->name_count; i++)
		if (t->names[i].document == document && strcmp(t->names[i].name, folded) == 0) {
			t->names[i].derived = t->names[i].derived && derived;
			return;
		}
	if ((copy = strdup(folded)) == NULL)
		b->err = ERR_MEMORY;
	else
		t->names[t->name_count++] = (struct document_name){ copy, document, derived };
}

/* "パスポート(旅券)" is also found as パスポート and as 旅券. */
static void
add_twins(struct build *b, const char *name, int document)
{
	char folded[FACTS_LABEL_MAX], *open, *close;

	document_fold(name, folded);
	if ((open = strchr(folded, '(')) == NULL || (close = strchr(open, ')')) == NULL || close[1] != '\0')
		return;
	*open = *close = '\0';
	add_name(b, folded, document, true);
	add_name(b, open + 1, document, true);
}

static void
add_names(struct build *b, const struct stated *s, struct document_kind *k)
{
	struct document_table *t = &b->profile->documents;
	int document = (int)(k - t->kinds);
	char name[FACTS_LABEL_MAX];
	const char *p = s->value;

	while (build_part(&p, '|', name, sizeof(name))) {
		if (strlen(name) >= FACTS_LABEL_MAX - 1 || name[0] == '\0') {
			build_fault(b, s, "書類の名前が空か、長すぎます");
			continue;
		}
		add_name(b, name, document, false);
		add_twins(b, name, document);
	}
}

/* The first of the names, for the screens. */
static char *
first_name(struct build *b, const char *names)
{
	size_t n = strcspn(names, "|");
	char *copy;

	while (n > 0 && names[n - 1] == ' ')
		n--;
	if ((copy = strndup(names, n)) == NULL)
		b->err = ERR_MEMORY;
	return copy;
}

static void
read_member(struct build *b, const struct stated *s, int class)
{
	struct document_table *t = &b->profile->documents;
	struct document_kind *k = find_kind(t, s->key);

	if (k == NULL) {
		k = &t->kinds[t->kind_count++];
		*k = (struct document_kind){ .code = s->key, .grace_for = HOLDER_COUNT,
		    .verified_for = HOLDER_COUNT };
		add_name(b, s->key, (int)(k - t->kinds), false);
	}
	k->classes |= 1u << class;
	if (s->value[0] == '\0')
		return;
	if (k->name == NULL)
		k->name = first_name(b, s->value);
	add_names(b, s, k);
}

static size_t
count_names(const struct build *b, size_t *kinds)
{
	size_t i, n = 0;
	const char *p;

	*kinds = 0;
	for (i = 0; i < b->count; i++) {
		if (b->stated[i].key == NULL || strcmp(b->stated[i].kind, "documents") != 0)
			continue;
		(*kinds)++;
		n += 4;
		for (p = b->stated[i].value; *p != '\0'; p++)
			n += *p == '|' ? 3 : 0;
	}
	return n;
}

static int
compare_names(const void *a, const void *b)
{
	const struct document_name *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c != 0 ? c : x->derived != y->derived ? (int)x->derived - (int)y->derived : x->document - y->document;
}

/* Where one of the two is stated: in the profile's own file rather than in what it inherits. */
static const struct stated *
where_stated(const struct build *b, const char *one, const char *other)
{
	const struct stated *found = &b->stated[0];
	size_t i;

	for (i = 0; i < b->count; i++) {
		const struct stated *s = &b->stated[i];

		if (s->key != NULL && strcmp(s->kind, "documents") == 0 &&
		    (strcmp(s->key, one) == 0 || strcmp(s->key, other) == 0) &&
		    (found->key == NULL || strcmp(s->file, b->profile->file) == 0))
			found = s;
	}
	return found;
}

/* Two documents that were given the same name can't be told apart. */
static void
check_names(struct build *b)
{
	const struct document_table *t = &b->profile->documents;
	const char *one, *other;
	size_t i;

	for (i = 1; i < t->name_count; i++)
		if (!t->names[i].derived &&	/* nor then the one before */
		    strcmp(t->names[i].name, t->names[i - 1].name) == 0) {
			one = t->kinds[t->names[i - 1].document].code;
			other = t->kinds[t->names[i].document].code;
			build_fault(b, where_stated(b, one, other), "書類の名前「%s」が %s と %s の2つにあります",
			    t->names[i].name, one, other);
		}
}

static void
read_document(struct build *b, size_t at)
{
	static const char *const holders[] = { "applicant", "guardian", "proxy", "household", NULL };
	struct document_kind *k = find_kind(&b->profile->documents, b->stated[at].name);

	if (k == NULL) {
		build_fault(b, &b->stated[at], "書類「%s」はどの区分にもありません", b->stated[at].name);
		return;
	}
	k->from = build_day(b, at, "from");
	k->until = build_day(b, at, "until");
	if (date_given(k->from) && date_given(k->until) && date_compare(k->until, k->from) < 0)
		build_fault(b, &b->stated[at], "until が from より前です");
	k->issued_from = build_day(b, at, "issued-from");
	k->max_age_months = build_number(b, at, "max-age-months", 1, 1200, 0);
	k->grace_months = build_number(b, at, "grace-months", 1, 1200, 0);
	k->grace_for = (enum holder)build_word(b, at, "grace-for", holders, HOLDER_COUNT);
	k->seal = build_yes(b, at, "seal");
	k->verified_for = document_owner((enum holder)build_word(b, at, "verified-for", holders, HOLDER_COUNT));
	if (k->verified_for != HOLDER_COUNT && (k->classes & b->profile->documents.card) == 0)
		build_fault(b, build_find(b, at, "verified-for"),
		    "verified-for は、区分 card のカードだけです。ほかの書類には暗証番号がありません");
	else if (k->verified_for == HOLDER_APPLICANT)
		build_fault(b, build_find(b, at, "verified-for"),
		    "本人のカードの暗証番号は手続で照合します。verified-for は guardian か proxy です");
	k->shows_count = read_shows(b, at, k->shows);
	if (build_find(b, at, "source") == NULL)
		build_fault(b, &b->stated[at], "source がありません");
}

/* How names are typed; of documents that a municipality has left out they mean nothing. */
static void
read_readings(struct build *b)
{
	struct document_kind *k;
	size_t i;

	for (i = 0; i < b->count; i++) {
		const struct stated *s = &b->stated[i];

		if (s->key != NULL && strcmp(s->kind, "readings") == 0 &&
		    (k = find_kind(&b->profile->documents, s->key)) != NULL)
			k->reading = s->value;
	}
}

static void
read_sections(struct build *b, const char *kind, void (*read)(struct build *, size_t))
{
	size_t i;

	for (i = 0; i < b->count; i++)
		if (b->stated[i].key == NULL && strcmp(b->stated[i].kind, kind) == 0)
			read(b, i);
}

static void
read_members(struct build *b, size_t at)
{
	int class = add_class(b, &b->stated[at]);
	size_t i;

	for (i = at + 1; class >= 0 && i < b->count && b->stated[i].key != NULL; i++)
		read_member(b, &b->stated[i], class);
}

/* An inherited class less some documents; what it hasn't it can't be without. */
static void
read_without(struct build *b, size_t at)
{
	const struct stated *s = build_find(b, at, "without");
	const int class = document_class_find(&b->profile->documents, b->stated[at].name);
	const char *p = s != NULL ? s->value : NULL;
	struct document_kind *k;
	char code[64];

	while (build_part(&p, ',', code, sizeof(code))) {
		k = find_kind(&b->profile->documents, code);
		if (k == NULL || (k->classes >> class & 1) == 0)
			build_fault(b, s, "without の「%s」は、区分 %s の書類ではありません", code, b->stated[at].name);
		else
			k->classes &= ~(1u << class);
	}
}

void
profile_read_documents(struct build *b)
{
	struct document_table *t = &b->profile->documents;
	size_t kinds, names = count_names(b, &kinds), i;

	if (kinds > KINDS_MAX) {
		build_fault(b, &b->stated[0], "書類が多すぎます");
		return;
	}
	t->kinds = build_alloc(b, kinds, sizeof(*t->kinds));
	t->names = build_alloc(b, names, sizeof(*t->names));
	if (b->err != ERR_NONE)
		return;
	read_sections(b, "class", read_class);
	read_sections(b, "documents", read_members);
	if (b->err == ERR_NONE)
		read_sections(b, "class", read_without);
	if (b->err != ERR_NONE)
		return;		/* what there was no memory for isn't missing in the file */
	for (i = 0; i < t->kind_count; i++)
		if (t->kinds[i].name == NULL)
			build_fault(b, where_stated(b, t->kinds[i].code, t->kinds[i].code),
			    "書類 %s に名前がありません。値に名前を書きます", t->kinds[i].code);
	qsort(t->names, t->name_count, sizeof(*t->names), compare_names);
	check_names(b);
	read_sections(b, "document", read_document);
	read_readings(b);
}
