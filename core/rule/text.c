/* The decision in sentences that a clerk can read aloud. */
#include "rule/rule.h"

#include <string.h>

#define ASKED_AT_ONCE 3		/* a visitor keeps no more in mind; an answer often settles the others */

static void
say_missing(const struct decision *d, struct buf *b)
{
	size_t i;

	for (i = 0; i < d->missing_count; i++) {
		buf_printf(b, "%s、次のものが必要です。%s。\n", i == 0 ? "手続には" : "あわせて", d->missing[i].text);
		if (d->missing[i].have[0] != '\0')
			buf_printf(b, "今お持ちのものは %s として数えています。\n", d->missing[i].have);
	}
	if (d->otherwise == OUTCOME_INQUIRY)
		buf_puts(b, "ご用意が難しいときは、本人あてに照会書を郵送する方法があります。\n");
}

static void
say_questions(const struct decision *d, struct buf *b)
{
	size_t i;

	for (i = 0; i < d->ask_count && i < ASKED_AT_ONCE; i++)
		buf_printf(b, "%s。\n", profile_fact(d->profile, d->ask[i])->aloud);
}

static void
say_reasons(const struct decision *d, struct buf *b)
{
	size_t i;

	for (i = 0; i < d->reason_count; i++)
		buf_printf(b, "%s。\n", d->reasons[i].text);
}

static void
say_refused(const struct decision *d, struct buf *b)
{
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		if ((d->refused & CERT_BIT(k)) != 0)
			buf_printf(b, "%sは、今回はお取り扱いできません。\n", cert_name((enum cert_kind)k, LANG_JA));
}

static void
say_expiry(const struct decision *d, struct buf *b)
{
	char day[64];
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (!date_given(d->expiry[k]))
			continue;
		date_format_era(d->expiry[k], day, sizeof(day));
		buf_printf(b, "新しい%sの有効期限は %s です。\n", cert_name((enum cert_kind)k, LANG_JA), day);
	}
}

void
telling_words(const struct telling *t, struct buf *b)
{
	char day[64];

	buf_puts(b, t->text);
	if (!date_given(t->until))
		return;
	date_format_era(t->until, day, sizeof(day));
	day[strcspn(day, "(")] = '\0';
	buf_printf(b, "(%sまで)", day);
}

void
decision_text(const struct decision *d, struct buf *b)
{
	static const char *const first[OUTCOME_COUNT] = {
		[OUTCOME_REFUSED] = "申し訳ありませんが、この手続は受け付けられません。",
		[OUTCOME_CONSULT] = "担当に確かめますので、少しお待ちください。",
		[OUTCOME_ASK] = "いくつか確かめさせてください。",
		[OUTCOME_INCOMPLETE] = "申し訳ありませんが、足りないものがあります。",
		[OUTCOME_INQUIRY] = "今日は申請をお受けし、本人あてに照会書を郵送します。",
		[OUTCOME_KEEP] = "カードと暗証番号をお預かりし、後日カードを郵送でお返しします。",
		[OUTCOME_PROCEED] = "今日、手続を完了できます。",
	};
	size_t i;

	buf_printf(b, "%s\n", first[d->outcome]);
	if (d->outcome == OUTCOME_ASK)
		say_questions(d, b);
	say_refused(d, b);
	if (d->outcome == OUTCOME_INCOMPLETE)
		say_missing(d, b);
	else
		say_reasons(d, b);
	if (d->fee_known && d->outcome != OUTCOME_ASK)
		buf_printf(b, "%s。\n", d->fee_text);
	say_expiry(d, b);
	for (i = 0; i < d->tell_count; i++) {
		telling_words(&d->tell[i], b);
		buf_puts(b, "。\n");
	}
}
