/* Corrections: what was said and what is true, fact by fact in the history; and who applies or comes, where that changed. */
#include "case/reception-private.h"

#include <stdio.h>
#include <string.h>

#include "case/within-private.h"
#include "people/compare.h"

static void
word_of(const struct facts *f, enum fact fact, char *out, size_t size)
{
	facts_word(f, fact, out, size);
	if (out[0] == '\0')
		(void)snprintf(out, size, "-");
}

static const struct held *
find_held(const struct facts *f, const struct held *like)
{
	size_t i;

	for (i = 0; i < f->held_count; i++)
		if (f->held[i].holder == like->holder && strcmp(f->held[i].label, like->label) == 0)
			return &f->held[i];
	return NULL;
}

static enum err
tell_held(struct store *s, const struct actor *a, const struct case_file *file, const struct held *h, char sign)
{
	char why[CASE_WHY_MAX];

	(void)snprintf(why, sizeof(why), "%cdoc=%s:%s", sign, holder_code(h->holder), h->label);
	return case_remark(s, a, file, "fact-corrected", why);
}

static bool
same_papers(const struct held *a, const struct held *b)
{
	return date_compare(a->expires, b->expires) == 0 && date_compare(a->issued, b->issued) == 0 &&
	    a->shows == b->shows && a->sealed == b->sealed && a->verified == b->verified;
}

static enum err
tell_documents(struct store *s, const struct actor *a, const struct case_file *file, const struct facts *was,
    const struct facts *is, bool *changed)
{
	enum err e = ERR_NONE;
	const struct held *h;
	size_t i;

	for (i = 0; i < was->held_count && e == ERR_NONE; i++) {
		h = find_held(is, &was->held[i]);
		if (h != NULL && same_papers(h, &was->held[i]))
			continue;
		*changed = true;
		e = tell_held(s, a, file, &was->held[i], h == NULL ? '-' : '*');
	}
	for (i = 0; i < is->held_count && e == ERR_NONE; i++) {
		if (find_held(was, &is->held[i]) != NULL)
			continue;
		*changed = true;
		e = tell_held(s, a, file, &is->held[i], '+');
	}
	return e;
}

enum err
reception_tell_correction(struct store *s, const struct actor *a, const struct facts *was, const struct reception *r,
    bool *changed)
{
	char why[CASE_WHY_MAX], before[64], now[64];
	enum err e = ERR_NONE;
	unsigned f;

	*changed |= strcmp(was->counter, r->facts.counter) != 0;
	for (f = 0; f < FACT_COUNT && e == ERR_NONE; f++) {
		word_of(was, (enum fact)f, before, sizeof(before));
		word_of(&r->facts, (enum fact)f, now, sizeof(now));
		if (strcmp(before, now) == 0)
			continue;
		*changed = true;
		(void)snprintf(why, sizeof(why), "%s: %s > %s", profile_fact(r->profile, (enum fact)f)->key,
		    before, now);
		e = case_remark(s, a, &r->file, "fact-corrected", why);
	}
	return e != ERR_NONE ? e : tell_documents(s, a, &r->file, was, &r->facts, changed);
}

/* "" is not known or stays; what isn't so is said by itself. */
static bool
take(char *out, size_t size, const char *in)
{
	if (in[0] == '\0' || strcmp(out, in) == 0)
		return false;
	(void)snprintf(out, size, "%s", in);
	return true;
}

/* The birth date is a fact as well; what card or record say of it is not replaced by what was told. */
static bool
take_born(struct person *p, const struct facts *f)
{
	const struct date born = facts_born(f);

	if (!date_told(born) || p->source != PERSON_TOLD || date_compare(p->born, born) == 0)
		return false;
	p->born = born;
	return true;
}

/* The kana of a former name go with it. */
static bool
take_other_names(struct person *p, const struct person *n)
{
	bool changed = take(p->former, sizeof(p->former), n->former);

	if (changed)
		p->former_kana[0] = '\0';
	changed |= take(p->former_kana, sizeof(p->former_kana), n->former_kana);
	changed |= take(p->alias, sizeof(p->alias), n->alias);
	return take(p->latin, sizeof(p->latin), n->latin) || changed;
}

/* "told: former-name:gone", as of a person who is compared. */
static enum err
tell_gone(struct store *s, const struct actor *a, const struct case_file *file, const struct person *said,
    unsigned gone)
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	char why[CASE_WHY_MAX], verdicts[CASE_WHY_MAX / 2];
	unsigned f;

	if (gone == 0)
		return ERR_NONE;
	for (f = 0; f < PERSON_FIELD_COUNT; f++)
		v[f] = (gone & PERSON_BIT(f)) != 0 ? PERSON_GONE : PERSON_SAME;
	person_verdicts_write(v, verdicts, sizeof(verdicts));
	(void)snprintf(why, sizeof(why), "%s: %s", person_source_code(said->source), verdicts);
	return case_remark(s, a, file, "person-compared", why);
}

enum err
reception_set_people(struct store *s, const struct actor *a, const struct personal *n, struct reception *r, bool *changed)
{
	struct person *p = &r->file.person;
	struct case_proxy *x = &r->file.proxy;
	bool person = take_born(p, &r->facts), proxy = false;
	unsigned gone;
	enum err e;

	*changed |= person;
	if (n == NULL)
		return person ? case_set_person_within(s, a, r->file.number, p) : ERR_NONE;
	person |= (gone = person_forget(p, n->gone)) != 0;
	person |= take(p->name, sizeof(p->name), n->person.name);
	person |= take_other_names(p, &n->person);
	person |= take(p->address, sizeof(p->address), n->person.address);
	if (n->person.sex != SEX_UNKNOWN && n->person.sex != p->sex) {
		p->sex = n->person.sex;
		person = true;
	}
	if (person)
		p->source = n->person.source;
	/* What no card holds says nothing of where the rest is known from. */
	person |= take(p->kana, sizeof(p->kana), n->person.kana);
	person |= take(p->postcode, sizeof(p->postcode), n->person.postcode);
	proxy |= take(x->name, sizeof(x->name), n->proxy_name);
	proxy |= take(x->address, sizeof(x->address), n->proxy_address);
	proxy |= take(x->relation, sizeof(x->relation), n->proxy_relation);
	*changed |= person || proxy;
	if (person && ((e = case_check_room(&r->file, p)) != ERR_NONE ||
	    (e = case_set_person_within(s, a, r->file.number, p)) != ERR_NONE ||
	    (e = tell_gone(s, a, &r->file, &n->person, gone)) != ERR_NONE))
		return e;
	return proxy ? case_set_proxy_within(s, a, r->file.number, x) : ERR_NONE;
}
