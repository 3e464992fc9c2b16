/* The talk at the counter, typed: procedure, questions, papers, person, by what the screen shows. */
#include "tests/screens/typist.h"

#include <stdio.h>
#include <string.h>

#include "desk/practice.h"

#define STEPS_MAX 80

void
typist_address(const struct profile *profile, char *out, size_t size)
{
	char place[PRACTICE_PLACE_MAX];

	practice_place(profile, place, sizeof place);
	(void)snprintf(out, size, "%s霞が関二丁目１番２号", place[0] != '\0' ? place : "東京都千代田区");
}

/* The line between the halves, as a terminal or a dump has it. */
static char *
between(char *row)
{
	char *line = strstr(row, "│");

	return line != NULL ? line : strchr(row, '|');
}

static void
take(const char *from, size_t len, char *out, size_t size)
{
	while (len > 0 && *from == ' ')
		from++, len--;
	while (len > 0 && from[len - 1] == ' ')
		len--;
	(void)snprintf(out, size, "%.*s", (int)len, from);
}

void
typist_left(const struct typist *t, int y, char *out, size_t size, bool *focus)
{
	char row[TYPIST_ROW], *line;
	const char *from = row;

	t->row(t->ctx, y, row, sizeof row);
	if ((line = between(row)) != NULL)
		*line = '\0';
	from += strspn(from, " ");
	if (focus != NULL)
		*focus = from[0] == '>' && from[1] == ' ';
	if (from[0] == '>' && from[1] == ' ')
		from++;
	take(from, strlen(from), out, size);
}

void
typist_right(const struct typist *t, int y, char *out, size_t size)
{
	char row[TYPIST_ROW], *line;

	t->row(t->ctx, y, row, sizeof row);
	line = between(row);
	line = line != NULL ? line + (*line == '|' ? 1 : strlen("│")) : row + strlen(row);
	line += strspn(line, " >");
	take(line, strlen(line), out, size);
}

bool
typist_on(const struct typist *t, const char *title)
{
	char row[TYPIST_ROW], words[128];

	t->row(t->ctx, 3, row, sizeof row);
	(void)snprintf(words, sizeof words, " %s ", title);
	return strstr(row, words) != NULL;
}

bool
typist_sees(const struct typist *t, const char *text)
{
	char row[TYPIST_ROW];
	int y;

	for (y = 0; y <= TYPIST_LAST_ROW + 2; y++) {
		t->row(t->ctx, y, row, sizeof row);
		if (strstr(row, text) != NULL)
			return true;
	}
	return false;
}

enum outcome
typist_outcome(const struct typist *t)
{
	char row[TYPIST_ROW];
	int o;

	t->row(t->ctx, 2, row, sizeof row);
	for (o = 0; o < OUTCOME_COUNT; o++) {
		if (strstr(row, outcome_name((enum outcome)o)) == row + strspn(row, " "))
			break;
	}
	return (enum outcome)o;
}

/* "3 いいえ": the digit where the rest are these words, alone or with a note behind; else 0. */
static char
digit_of(const char *line, const char *words)
{
	size_t len = strlen(words);

	if (line[0] < '1' || line[0] > '9' || line[1] != ' ' || strncmp(line + 2, words, len) != 0)
		return 0;
	return line[2 + len] == '\0' || strncmp(line + 2 + len, "  ", 2) == 0 ? line[0] : 0;
}

/* The digit of the line with these words, and the line; 0: there is none. */
static char
find(const struct typist *t, const char *words, char line[TYPIST_ROW])
{
	char digit = 0;
	int y;

	for (y = TYPIST_FIRST_ROW; y <= TYPIST_LAST_ROW && digit == 0; y++) {
		typist_left(t, y, line, TYPIST_ROW, NULL);
		digit = digit_of(line, words);
	}
	return digit;
}

bool
typist_pick(struct typist *t, const char *words)
{
	char line[TYPIST_ROW], key[2] = { find(t, words, line), 0 };

	if (key[0] != 0)
		t->type(t->ctx, key);
	return key[0] != 0;
}

/* A line that has no digit any more: down to it. */
static bool
go_down(struct typist *t, const char *words)
{
	char row[TYPIST_ROW];
	int n, y;

	for (n = 0; n < 20; n++) {
		for (y = 0; y <= TYPIST_LAST_ROW + 2; y++) {
			t->row(t->ctx, y, row, sizeof row);
			if (row[strspn(row, " ")] != '>' || strstr(row, words) == NULL)
				continue;
			t->type(t->ctx, TYPIST_ENTER);
			return true;
		}
		t->type(t->ctx, TYPIST_DOWN);
	}
	return false;
}

/* Several are ticked; some may be already. */
static bool
choose_set(struct typist *t, enum fact fact, unsigned mask)
{
	const struct fact_info *info = fact_info(fact);
	char line[TYPIST_ROW], key[2] = "";
	int i;

	for (i = 0; info->words[i] != NULL; i++) {
		const bool wanted = (mask & 1u << i) != 0;

		key[0] = find(t, info->ja_words[i], line);
		if (key[0] == 0 && wanted)
			return false;
		if (key[0] != 0 && (strstr(line, "選択") != NULL) != wanted)
			t->type(t->ctx, key);
	}
	t->type(t->ctx, TYPIST_ENTER);
	return true;
}

bool
typist_choose(struct typist *t)
{
	static const struct { int procedure; unsigned certificates; const char *words; } offers[] = {
		{ PROCEDURE_RENEW, CERT_BOTH, "更新 (署名用+利用者証明用)" },
		{ PROCEDURE_RENEW, CERT_BIT(CERT_AUTH), "更新 (利用者証明用だけ)" },
		{ PROCEDURE_RENEW, CERT_BIT(CERT_SIGN), "更新 (署名用だけ)" },
		{ PROCEDURE_ISSUE, CERT_BOTH, "発行 (署名用+利用者証明用)" },
		{ PROCEDURE_ISSUE, CERT_BIT(CERT_AUTH), "発行 (利用者証明用)" },
		{ PROCEDURE_ISSUE, CERT_BIT(CERT_SIGN), "発行 (署名用)" },
		{ PROCEDURE_UNLOCK, 0, "暗証番号の再設定" }, { PROCEDURE_CHANGE_PIN, 0, "暗証番号の変更" },
		{ PROCEDURE_REVOKE, 0, "失効" }, { PROCEDURE_REPORT_KEY, 0, "秘密鍵漏えい等の届出" },
		{ PROCEDURE_WITHOUT_PINS, 0, "顔認証カードへの切替え" },
		{ PROCEDURE_WITH_PINS, 0, "顔認証カードからの切替え" },
		{ PROCEDURE_DISCLOSURE, 0, "認証業務情報の開示請求" },
	};
	const int procedure = t->want->value[FACT_PROCEDURE];
	size_t i;

	for (i = 0; i < sizeof offers / sizeof offers[0]; i++) {
		if (offers[i].procedure == procedure && (offers[i].certificates == 0 ||
		    offers[i].certificates == facts_certificates(t->want)))
			break;
	}
	if (i == sizeof offers / sizeof offers[0] ||
	    (!typist_pick(t, offers[i].words) && !go_down(t, offers[i].words)))
		return false;
	if (typist_sees(t, "F3断りを記録"))	/* card or day alone refuse it: it can't be chosen, but be recorded */
		t->type(t->ctx, TYPIST_F3);
	if (!typist_on(t, "選択"))
		return true;
	return procedure_ends((enum procedure_kind)procedure) ? choose_set(t, FACT_CERTIFICATES, facts_certificates(t->want)) :
	    choose_set(t, FACT_PINS, facts_pins(t->want));
}

/* The question that stands in the left half; FACT_COUNT: papers do. */
static enum fact
question(const struct typist *t)
{
	char line[TYPIST_ROW];
	int f;

	typist_left(t, TYPIST_FIRST_ROW, line, sizeof line, NULL);
	for (f = 0; f < FACT_COUNT && strcmp(fact_info((enum fact)f)->ja, line) != 0; f++)
		;
	return (enum fact)f;
}

static void
answer_date(struct typist *t, int32_t days)
{
	char keys[24];

	date_format_iso(date_from_days(days), keys, 16);
	(void)strcat(keys, TYPIST_ENTER);
	t->type(t->ctx, days == FACT_NONE ? TYPIST_F3 : keys);
}

/* 1948-00-00: as much of it as the row knows. */
static bool
answer_part_of_born(struct typist *t)
{
	char keys[24];

	if (facts_known(t->want, FACT_BORN) || !date_told(t->want->born))
		return false;
	date_format_iso(t->want->born, keys, 16);
	(void)strcat(keys, TYPIST_ENTER);
	t->type(t->ctx, keys);
	t->born_told = true;
	return true;
}

/* False when the row doesn't say it, or nothing on the screen is what it says. */
static bool
answer(struct typist *t, enum fact fact)
{
	const struct fact_info *info = fact_info(fact);
	const int32_t value = t->want->value[fact];

	if (fact == FACT_BORN && !t->born_told && answer_part_of_born(t))
		return true;
	if (!facts_known(t->want, fact)) {
		t->asked = fact;
		return false;
	}
	if (info->type == FACT_DATE) {
		answer_date(t, value);
		return true;
	}
	if (!typist_pick(t, info->ja_words[value]) && !go_down(t, info->ja_words[value]))
		(void)snprintf(t->fault, sizeof t->fault, "%s: %s isn't on offer", info->ja, info->ja_words[value]);
	return t->fault[0] == '\0';
}

/* 照合番号B from the card's face, then a look at whom it names. */
static void
read_person(struct typist *t)
{
	t->type(t->ctx, typist_sees(t, "照合番号B  ") ? TYPIST_CHECK_B TYPIST_ENTER : TYPIST_ENTER);
}

static enum typist_end
talk_on_papers(struct typist *t, bool *goes_on)
{
	enum fact fact = question(t);

	if (fact != FACT_COUNT && t->usual != NULL && t->usual(t->ctx)) {
		t->type(t->ctx, TYPIST_F4);
		return TYPIST_ASKED;
	}
	*goes_on = fact != FACT_COUNT ? answer(t, fact) : typist_tell_dates(t) || typist_show_paper(t);
	return t->fault[0] != '\0' ? TYPIST_FAULT : fact != FACT_COUNT ? TYPIST_ASKED : TYPIST_VERDICT;
}

/* The birth date comes with the person, whom a row without one can't name. */
static bool
names_person(struct typist *t)
{
	if (!typist_sees(t, "生年月日") || t->born_told || (facts_known(t->want, FACT_BORN) && t->want->value[FACT_BORN] != FACT_NONE))
		return true;
	t->asked = FACT_BORN;
	return false;
}

enum typist_end
typist_talk(struct typist *t)
{
	enum typist_end end = TYPIST_FAULT;
	bool goes_on = true;
	int n;

	t->asked = FACT_COUNT;
	t->telling = NULL;
	for (n = 0; n < STEPS_MAX && goes_on; n++) {
		if (typist_on(t, "カードに書く前の確認") || typist_on(t, "記録の前の確認")) {
			goes_on = typist_tell_dates(t);
			end = goes_on ? end : typist_on(t, "記録の前の確認") ? TYPIST_RECORD : TYPIST_CONFIRM;
			continue;
		}
		if (typist_on(t, "案件"))
			return TYPIST_RECORDED;	/* no card has a part in it */
		if (typist_on(t, "来た人と書類"))
			end = talk_on_papers(t, &goes_on);
		else if (typist_on(t, "本人の確認"))
			read_person(t);
		else if (!typist_on(t, "記入"))
			break;
		else if (names_person(t))
			typist_fill(t);
		else
			return TYPIST_ASKED;
	}
	if (goes_on && t->fault[0] == '\0')
		(void)snprintf(t->fault, sizeof t->fault, "leads nowhere");
	return goes_on ? TYPIST_FAULT : end;
}
