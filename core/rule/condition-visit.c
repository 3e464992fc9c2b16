/* Reads what a condition says of the visit beside its facts: papers shown, counter, day and time. */
#include "rule/condition-read-private.h"

#include <string.h>

static bool
ends_papers(const char *word)
{
	return word[0] == '\0' || word[0] == ')' || strcmp(word, "and") == 0 || strcmp(word, "or") == 0;
}

/* What is neither a fact nor of the card is a variable of its own where a whole profile is looked at. */
static enum err
add_open(struct reader *r, struct condition c, int *at)
{
	if (r->list->open == BROUGHT_MAX)
		return condition_refuse(r, "brought、day、time が多すぎます(合わせて %d まで)", BROUGHT_MAX);
	c.number = (int)r->list->open++;
	return condition_add(r, c, at);
}

enum err
condition_read_brought(struct reader *r, int *at)
{
	struct condition c = { .kind = CONDITION_BROUGHT };
	char word[CONDITION_WORD_MAX], text[256] = "";
	enum err e;

	if ((e = condition_word(r, word)) != ERR_NONE)
		return e;
	if ((c.holder = holder_by_code(word)) == HOLDER_COUNT || !words_take(&r->words, ":"))
		return condition_refuse(r, "brought のあとは 持主: 書類 です");
	if (c.holder == HOLDER_HOUSEHOLD)
		c.holder = HOLDER_PROXY;
	while (!ends_papers(r->words.word) && strlen(text) + strlen(r->words.word) + 2 < sizeof(text)) {
		(void)strcat(strcat(text, r->words.word), " ");
		words_next(&r->words);
	}
	if (!document_read(r->names->documents, text, &c.papers))
		return condition_refuse(r, "「%.*s」という書類か組み合わせはありません。"
		    "どれかなら「A | B」、両方なら「A+B」と書きます", text[0] != '\0' ? (int)strlen(text) - 1 : 0, text);
	return add_open(r, c, at);
}

/* "day in sat, 1st-sun, 12-28": the days of calendar-private.h. */
enum err
condition_read_day(struct reader *r, int *at)
{
	struct condition c = { .kind = CONDITION_DAY, .moment = (int)r->list->day_count };
	char word[CONDITION_WORD_MAX], text[256] = "";
	const char *fault;
	enum err e;
	bool many = words_take(&r->words, "in");

	if (!many && !words_take(&r->words, "="))
		return condition_refuse(r, "day のあとに = か in が必要です");
	do {
		if ((e = condition_word(r, word)) != ERR_NONE)
			return e;
		if (strlen(text) + strlen(word) + 3 >= sizeof(text))
			return condition_refuse(r, "day の日が多すぎます");
		(void)strcat(strcat(text, text[0] != '\0' ? ", " : ""), word);
	} while (many && words_take(&r->words, ","));
	if (r->list->day_count == BROUGHT_MAX)
		return condition_refuse(r, "brought、day、time が多すぎます(合わせて %d まで)", BROUGHT_MAX);
	if (calendar_read_days(text, &r->list->days[r->list->day_count], &fault) != ERR_NONE)
		return condition_refuse(r, "「%.60s」という日はありません", text);
	r->list->day_count++;
	return add_open(r, c, at);
}

/* "time >= 17:15" */
enum err
condition_read_time(struct reader *r, int *at)
{
	struct condition c = { .kind = CONDITION_TIME };
	int hours, minutes;

	if (!condition_compare(r, &c.compare) || c.compare >= COMPARE_EQUAL || !condition_number(r, 24, &hours) ||
	    !words_take(&r->words, ":") || strlen(r->words.word) != 2 || !condition_number(r, 59, &minutes))
		return condition_refuse(r, "time のあとに <、<=、> か >= と 17:15 のような時刻が必要です");
	c.moment = hours * 60 + minutes;
	return add_open(r, c, at);
}

enum err
condition_read_counter(struct reader *r, int *at)
{
	struct condition c = { .kind = CONDITION_COUNTER };
	char word[CONDITION_WORD_MAX];
	bool many = words_take(&r->words, "in");
	enum err e;
	size_t i;

	if (!many && !words_take(&r->words, "="))
		return condition_refuse(r, "counter のあとに = か in が必要です");
	do {
		if ((e = condition_word(r, word)) != ERR_NONE)
			return e;
		for (i = 0; i < r->names->counter_count && strcmp(r->names->counters[i], word) != 0; i++)
			;
		if (i == r->names->counter_count)
			return condition_refuse(r, "「%s」という窓口はありません", word);
		c.counters |= (uint64_t)1 << i;
	} while (many && words_take(&r->words, ","));
	return condition_add(r, c, at);
}
