/* Takes what was typed into a field, checked and tidied. */
#include "forms/field.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/person.h"
#include "rule/facts.h"
#include "base/text.h"

const struct field *
field_by_key(const char *key)
{
	unsigned form;
	size_t i;

	for (form = 0; form < FORM_COUNT; form++) {
		for (i = 0; i < form_fields((enum form)form); i++) {
			const struct field *f = form_field((enum form)form, i);

			if (f->key != NULL && strcmp(f->key, key) == 0)
				return f;
		}
	}
	return NULL;
}

size_t
field_choices(const struct field *f)
{
	enum fact fact = f->key != NULL ? fact_by_key(f->key) : FACT_COUNT;
	size_t n = 0;

	if (f->choices != NULL) {
		while (f->choices[n].word != NULL)
			n++;
	} else if (fact != FACT_COUNT && fact_info(fact)->type == FACT_CHOICE) {
		while (fact_info(fact)->words[n] != NULL)
			n++;
	}
	return n;
}

struct field_choice
field_choice(const struct field *f, size_t i)
{
	const struct fact_info *info;

	if (i >= field_choices(f))
		return (struct field_choice){ NULL, NULL };
	if (f->choices != NULL)
		return f->choices[i];
	info = fact_info(fact_by_key(f->key));
	return (struct field_choice){ info->words[i], info->ja_words[i] };
}

/* As the record has it: katakana of full width, with one blank between names. */
static enum err
tidy_kana(char out[FIELD_VALUE_MAX])
{
	struct person p = { .name = "" };

	if (person_read(&p, PERSON_KANA, out) != NULL)
		return ERR_FIELD_KANA;
	person_field_text(&p, PERSON_KANA, out, FIELD_VALUE_MAX);
	return ERR_NONE;
}

static enum err
tidy_postcode(char out[FIELD_VALUE_MAX])
{
	char narrow[FIELD_VALUE_MAX], digits[8];
	size_t i, n = 0;

	text_narrow(out, narrow, sizeof(narrow));
	for (i = 0; narrow[i] != '\0'; i++) {
		if (narrow[i] == '-' && n == 3 && narrow[i + 1] != '-')
			continue;
		if (narrow[i] < '0' || narrow[i] > '9' || n == 7)
			return ERR_FIELD_POSTCODE;
		digits[n++] = narrow[i];
	}
	if (n != 7)
		return ERR_FIELD_POSTCODE;
	(void)snprintf(out, FIELD_VALUE_MAX, "%.3s-%.4s", digits, digits + 3);
	return ERR_NONE;
}

static enum err
tidy_date(const struct field *f, struct date today, char out[FIELD_VALUE_MAX])
{
	const enum fact fact = f->key != NULL ? fact_by_key(f->key) : FACT_COUNT;
	struct date d;
	enum err e;

	if (fact != FACT_COUNT && fact_word(fact, out) >= 0)
		return ERR_NONE;
	if ((e = facts_typed_date(fact, out, today, &d)) != ERR_NONE)
		return e;
	date_format_iso(d, out, FIELD_VALUE_MAX);
	return ERR_NONE;
}

static enum err
check_choice(const struct field *f, const char *word)
{
	size_t i;

	for (i = 0; i < field_choices(f); i++)
		if (strcmp(field_choice(f, i).word, word) == 0)
			return ERR_NONE;
	return ERR_FACT;
}

static enum err
tidy_type(const struct field *f, struct date today, char out[FIELD_VALUE_MAX])
{
	switch (f->type) {
	case FIELD_KANA:
		return tidy_kana(out);
	case FIELD_DATE:
		return tidy_date(f, today, out);
	case FIELD_CHOICE:
	case FIELD_YES_NO:
		return check_choice(f, out);
	case FIELD_POSTCODE:
		return tidy_postcode(out);
	case FIELD_PIN:
		return ERR_DATA;	/* a PIN is never a value */
	case FIELD_TEXT:
		break;
	}
	return ERR_NONE;
}

enum err
field_tidy(const struct field *f, const char *typed, struct date today, char out[FIELD_VALUE_MAX])
{
	size_t len = strlen(typed);
	enum err e;

	text_trim(&typed, &len);
	if ((e = text_take_field(f->key != NULL ? f->key : "", typed, len, out, FIELD_VALUE_MAX)) != ERR_NONE)
		return e;
	if (out[0] == '\0')
		return f->required ? ERR_FIELD_EMPTY : ERR_NONE;
	if (f->max > 0 && text_chars(out) > f->max)
		return ERR_TOO_LONG;
	if ((e = tidy_type(f, today, out)) == ERR_NONE && f->check != NULL)
		e = f->check(out);
	return e;
}
