/* What is read and asked before a letter is posted or a kept card goes back. */
#include "tui/flow/case-leaves.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "case/leaves.h"
#include "tui/app/words.h"
#include "tui/flow/case-action.h"

/* What a scanner types ends in Enter: the field is left by it. */
static const struct field
    letter_read = { .key = "letter-read", .label = "照会書の受付番号", .max = 23, .required = true },
    envelope_read = { .key = "envelope-read", .label = "封筒の受付番号", .max = 23, .required = true };

static void
fill_mail(struct app *app, struct formview *v)
{
	formview_add(v, &letter_read);
	if (app->envelope_number)
		formview_add(v, &envelope_read);
	formview_add(v, field_by_key("mail-number"));
}

static void
take_read(const struct formview *v, const struct field *f, struct leaves_typed *read)
{
	char value[FIELD_VALUE_MAX];

	(void)formview_value(v, f->key, value);
	read->done = value[0] != '\0';
	text_mend(value, strlen(value), read->typed, sizeof read->typed);
}

static void
take_mail(struct app *app, const struct formview *v)
{
	char value[FIELD_VALUE_MAX];
	struct particulars *p = &app->work.deed.particulars;

	take_read(v, &letter_read, &p->read[LEAVES_LETTER]);
	take_read(v, &envelope_read, &p->read[LEAVES_ENVELOPE]);
	(void)formview_value(v, "mail-number", value);
	text_narrow(value, p->mail_number, sizeof p->mail_number);
}

static void
fill_return_by_mail(struct app *app, struct formview *v)
{
	(void)app;
	formview_add(v, &envelope_read);
	formview_add(v, field_by_key("mail-number"));
}

static void
take_return_by_mail(struct app *app, const struct formview *v)
{
	(void)snprintf(app->work.deed.particulars.way, sizeof app->work.deed.particulars.way, "mail");
	take_mail(app, v);
}

static const struct field_choice said_so[] = { { "yes", "合った" }, { "no", "合わない" }, { NULL, NULL } };
static const struct field
    name_said = { .key = "name-said", .label = "言った氏名", .type = FIELD_CHOICE, .required = true,
	.choices = said_so },
    birth_said = { .key = "birth-said", .label = "言った生年月日", .type = FIELD_CHOICE, .required = true,
	.choices = said_so };

static void
fill_return_by_hand(struct app *app, struct formview *v)
{
	(void)app;
	formview_add(v, &name_said);
	formview_add(v, &birth_said);
}

static bool
is_so(const struct formview *v, const struct field *f)
{
	char value[FIELD_VALUE_MAX];

	(void)formview_value(v, f->key, value);
	return strcmp(value, "yes") == 0;
}

static void
take_return_by_hand(struct app *app, const struct formview *v)
{
	struct particulars *p = &app->work.deed.particulars;

	(void)snprintf(p->way, sizeof p->way, "hand");
	p->said = is_so(v, &name_said) && is_so(v, &birth_said) ? SAID_SAME : SAID_OTHERWISE;
}

/* Whose the card is, by the case: the clerk hears whether it is that, and doesn't say it. */
static void
about_holder(const struct app *app, char *out, size_t size)
{
	const struct person *p = &app->work.open.file.person;
	char day[64] = "";

	if (date_told(p->born))
		date_words(p->born, day, sizeof day);
	(void)snprintf(out, size, tr("カードの本人: %s  %s"), p->name, day);
}

const struct entry_plan case_leaves_post = {
	.what = "封をする前に、照会書の番号(QR コード)を読んでください。引受番号は、分からなければ空のままで",
	.fill = fill_mail, .take = take_mail, .then = case_action_apply, .stays = true,
};

const struct entry_plan case_leaves_by_mail = {
	.what = "封をする前に、封筒の番号(QR コード)を読み、引受番号を入力してください",
	.fill = fill_return_by_mail, .take = take_return_by_mail, .then = case_action_apply, .about = about_holder,
	.stays = true,
};

const struct entry_plan case_leaves_by_hand = {
	.what = "カードの本人の氏名と生年月日を、来た方に言ってもらい、次と合うかを聞いてください",
	.fill = fill_return_by_hand, .take = take_return_by_hand, .then = case_action_apply, .about = about_holder,
	.stays = true,
};

const char *
case_leaves_which(const struct app *app, char *out, size_t size)
{
	const struct case_action *d = &app->work.deed;
	struct leaves_number n;
	size_t i;

	for (i = 0; i < LEAVES_COUNT; i++) {
		if (!d->particulars.read[i].done ||
		    leaves_read(d->particulars.read[i].typed, d->number, &n) != ERR_PAPER_OTHER)
			continue;
		(void)snprintf(out, size, tr("読んだ番号は %s、この受付は %s です"), n.number, d->number);
		return out;
	}
	return NULL;
}
