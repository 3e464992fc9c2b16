/* The forms of a visit: who the holder is, who comes for them, the dates of a document. */
#include "tui/flow/entry.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tui/flow/decide.h"
#include "tui/flow/navigate.h"

static void
copy(const struct formview *v, const char *key, char *out, size_t size)
{
	char value[FIELD_VALUE_MAX];

	(void)formview_value(v, key, value);
	text_mend(value, strlen(value), out, size);
}

static struct date
date_of(const struct formview *v, const char *key)
{
	char value[FIELD_VALUE_MAX];
	struct date d = { 0, 0, 0 };

	(void)formview_value(v, key, value);
	if (value[0] != '\0')
		(void)date_parse_partly(value, &d);
	return d;
}

static void
set_date(struct formview *v, const char *key, struct date d)
{
	char text[16];

	if (!date_told(d))
		return;
	date_format_iso(d, text, sizeof text);
	formview_set(v, key, text);
}

static void
fill_person(struct app *app, struct formview *v)
{
	const struct facts *f = &app->visit.reception.facts;
	const struct person *booked = &app->arrival.person;

	formview_add_form(v, FORM_APPLICATION);
	if (booked->name[0] != '\0') {
		formview_set(v, "name", booked->name);
		formview_set(v, "kana", booked->kana);
	}
	set_date(v, "born", facts_born(f));
}

static const enum person_field other_names[] = { PERSON_FORMER, PERSON_FORMER_KANA, PERSON_ALIAS, PERSON_LATIN };

#define OTHER_NAMES (sizeof other_names / sizeof other_names[0])

/* Checked by the form; without their fields there are none. */
static void
read_other_names(const struct formview *v, struct person *p)
{
	char value[FIELD_VALUE_MAX];
	size_t i;

	for (i = 0; i < OTHER_NAMES; i++) {
		(void)formview_value(v, person_field_code(other_names[i]), value);
		(void)person_read(p, other_names[i], value);
	}
}

static void
fill_other_names(struct formview *v, const struct person *p)
{
	char text[PERSON_ADDRESS_MAX + 1];
	bool any = false;
	size_t i;

	for (i = 0; i < OTHER_NAMES; i++)
		any |= person_field_shown(p, other_names[i]);
	if (!any)
		return;
	formview_add_form(v, FORM_OTHER_NAMES);
	for (i = 0; i < OTHER_NAMES; i++) {
		person_field_text(p, other_names[i], text, sizeof text);
		formview_set(v, person_field_code(other_names[i]), text);
	}
}

void
entry_read_person(const struct formview *v, struct person *p)
{
	char sex[FIELD_VALUE_MAX], kana[FIELD_VALUE_MAX];

	copy(v, "name", p->name, sizeof p->name);
	(void)formview_value(v, "kana", kana);
	(void)person_read(p, PERSON_KANA, kana);	/* checked by the form */
	copy(v, "address", p->address, sizeof p->address);
	copy(v, "postcode", p->postcode, sizeof p->postcode);
	read_other_names(v, p);
	p->born = date_of(v, "born");
	(void)formview_value(v, "sex", sex);
	p->sex = strcmp(sex, "male") == 0 ? SEX_MALE : strcmp(sex, "female") == 0 ? SEX_FEMALE : SEX_UNKNOWN;
	p->source = PERSON_TOLD;
}

static void
take_person(struct app *app, const struct formview *v)
{
	entry_read_person(v, &app->visit.person);
	app->visit.person_known = true;
	decide_person(app);
}

void
entry_fill_holder(struct app *app, struct formview *v)
{
	static const char *const keys[] = { "name", "kana", "born", "sex", "postcode", "address" };
	const struct person *p = &app->work.open.file.person;
	size_t i;

	/* What card or record say of the birth date isn't corrected by hand. */
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (p->source == PERSON_TOLD || strcmp(keys[i], "born") != 0)
			formview_add(v, field_by_key(keys[i]));
	}
	formview_set(v, "name", p->name);
	formview_set(v, "kana", p->kana);
	formview_set(v, "address", p->address);
	formview_set(v, "postcode", p->postcode);
	formview_set(v, "sex", p->sex == SEX_MALE ? "male" : p->sex == SEX_FEMALE ? "female" : "");
	set_date(v, "born", p->born);
	fill_other_names(v, p);
}

/* What stood there and was emptied by the clerk isn't so. */
static unsigned
emptied(const struct formview *v, const struct person *p)
{
	char text[PERSON_ADDRESS_MAX + 1], value[FIELD_VALUE_MAX];
	unsigned gone = 0;
	size_t i;

	for (i = 0; i < v->count; i++) {
		const enum person_field f = person_field_by_code(v->lines[i].field->key);

		if (f == PERSON_FIELD_COUNT)
			continue;
		person_field_text(p, f, text, sizeof text);
		(void)formview_value(v, v->lines[i].field->key, value);
		if (value[0] == '\0' && text[0] != '\0')
			gone |= PERSON_BIT(f);
	}
	return gone & PERSON_MAY_LACK;
}

void
entry_take_holder(struct app *app, const struct formview *v)
{
	struct case_action *d = &app->work.deed;
	struct date born;

	d->brings_person = true;
	memset(&d->personal, 0, sizeof d->personal);
	entry_read_person(v, &d->personal.person);
	d->personal.gone = emptied(v, &app->work.open.file.person);
	/* A fact: the rules count ages from it. */
	born = d->personal.person.born;
	d->brings_facts = date_told(born) && date_compare(born, app->work.open.file.person.born) != 0;
	if (d->brings_facts)
		facts_set_born(&d->facts, born);
}

static void
go_on(struct app *app)
{
	(void)navigate_on(app);
}

void
entry_open(struct app *app, const struct entry_plan *plan)
{
	app_open_with(app, app_screen(app, SCREEN_ENTRY), plan);
}

void
entry_open_person(struct app *app)
{
	static const struct entry_plan plan = { "本人の氏名、生年月日、住所を、書類か住民記録のとおりに入力してください", true, true,
	    fill_person, take_person, go_on, NULL, false };

	entry_open(app, &plan);
}

static void
fill_proxy(struct app *app, struct formview *v)
{
	const struct case_proxy *p = &app->visit.proxy;

	formview_add_form(v, FORM_PROXY);
	formview_set(v, "proxy-name", p->name);
	formview_set(v, "proxy-address", p->address);
	formview_set(v, "proxy-relation", p->relation);
}

static void
take_proxy(struct app *app, const struct formview *v)
{
	struct case_proxy *p = &app->visit.proxy;

	copy(v, "proxy-name", p->name, sizeof p->name);
	copy(v, "proxy-address", p->address, sizeof p->address);
	copy(v, "proxy-relation", p->relation, sizeof p->relation);
}

void
entry_open_proxy(struct app *app)
{
	static const struct entry_plan plan = { "来た方の氏名と、本人との関係を入力してください", false, false, fill_proxy, take_proxy,
	    go_on, NULL, false };

	entry_open(app, &plan);
}

const char entry_what_until[] = "照会書に書く、回答の期限を入力してください";

void
entry_fill_until(struct app *app, struct formview *v)
{
	static const struct field until = { .key = "until", .label = "回答の期限", .type = FIELD_DATE, .max = 20,
	    .required = true };

	formview_add(v, &until);
	formview_from(v, until.key, app_now(app).date, ERR_LETTER_DAY);
}

struct date
entry_until(const struct formview *v)
{
	return date_of(v, "until");
}

static void
fill_until(struct app *app, struct formview *v)
{
	entry_fill_until(app, v);
	set_date(v, "until", app->visit.until);
}

static void
take_until(struct app *app, const struct formview *v)
{
	app->visit.until = entry_until(v);
}

void
entry_open_until(struct app *app)
{
	static const struct entry_plan plan = { entry_what_until, false, false, fill_until, take_until, go_on, NULL,
	    false };

	entry_open(app, &plan);
}

static const struct field_choice shows[] = {
	{ "name+birth", "氏名+生年月日" },
	{ "name+address", "氏名+住所" },
	{ "name+birth+address", "三つとも" },
	{ "name", "氏名だけ" },
	{ NULL, NULL },
};
static const unsigned shown[] = { SHOWS_NAME | SHOWS_BIRTH, SHOWS_NAME | SHOWS_ADDRESS,
    SHOWS_NAME | SHOWS_BIRTH | SHOWS_ADDRESS, SHOWS_NAME };
static const struct field_choice seals[] = { { "yes", "はい" }, { "no", "いいえ" }, { NULL, NULL } };

static const struct field
    expires = { .key = "expires", .label = "有効期限", .type = FIELD_DATE, .max = 20 },
    issued = { .key = "issued", .label = "交付日", .type = FIELD_DATE, .max = 20 },
    shows_what = { .key = "shows", .label = "記載", .type = FIELD_CHOICE, .choices = shows },
    sealed = { .key = "sealed", .label = "公印がある", .type = FIELD_YES_NO, .choices = seals },
    verified = { .key = "verified", .label = "暗証番号を照合した", .type = FIELD_YES_NO, .choices = seals };

/* What the rules look at is asked for first. */
static void
fill_document(struct app *app, struct formview *v)
{
	const struct said *of = &app->visit.detail;
	const struct held *h = decide_held(app, of->holder, of->document);
	struct document_view d = profile_document(decide_profile(app), (size_t)of->document);
	size_t i;

	if (d.issued)
		formview_add(v, &issued);
	if (d.seal)
		formview_add(v, &sealed);
	if (profile_verifies(&d, of->holder))
		formview_add(v, &verified);
	if (d.shows)
		formview_add(v, &shows_what);
	formview_add(v, &expires);
	if (!d.issued)
		formview_add(v, &issued);
	if (!d.shows)
		formview_add(v, &shows_what);
	if (h == NULL)
		return;
	set_date(v, "expires", h->expires);
	set_date(v, "issued", h->issued);
	if (h->sealed)
		formview_set(v, "sealed", "yes");
	if (h->verified)
		formview_set(v, "verified", "yes");
	for (i = 0; shows[i].word != NULL; i++) {
		if (shown[i] == h->shows)
			formview_set(v, "shows", shows[i].word);
	}
}

static void
take_document(struct app *app, const struct formview *v)
{
	struct held *h = decide_held(app, app->visit.detail.holder, app->visit.detail.document);
	char word[FIELD_VALUE_MAX];
	size_t i;

	if (h == NULL)
		return;
	h->expires = date_of(v, "expires");
	h->issued = date_of(v, "issued");
	(void)formview_value(v, "sealed", word);
	h->sealed = strcmp(word, "yes") == 0;
	(void)formview_value(v, "verified", word);
	h->verified = strcmp(word, "yes") == 0;
	(void)formview_value(v, "shows", word);
	for (h->shows = 0, i = 0; shows[i].word != NULL; i++) {
		if (strcmp(word, shows[i].word) == 0)
			h->shows = shown[i];
	}
	decide_again(app);
}

void
document_screen_open(struct app *app, enum holder holder, int document)
{
	static const struct entry_plan plan = { "この書類について、分かることを入力してください", false, false, fill_document,
	    take_document, go_on, NULL, false };

	app->visit.detail = (struct said){ FACT_COUNT, holder, document };
	entry_open(app, &plan);
}
