/* The steps at the authority's terminal. Its own screens aren't published: this says what, whose, until when. */
#include "forms/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/era.h"
#include "base/lang.h"
#include "base/text.h"
#include "case/consent.h"
#include "case/handover.h"
#include "desk/desk.h"

struct steps { struct terminal_step *list; size_t count; enum lang lang; };

/* A paper is Japanese, whatever language the screens have. */
static const char *say(const struct steps *, const char *ja) __attribute__((format_arg(2)));
static const char *
say(const struct steps *s, const char *ja)
{
	return s->lang == LANG_EN ? tr(ja) : ja;
}

static void
day(const struct steps *s, struct date d, char out[64])
{
	if (s->lang == LANG_EN)
		date_format_iso(d, out, 64);
	else
		date_format_era(d, out, 64);
	out[strcspn(out, "(")] = '\0';		/* without the weekday */
}

static char *
next(struct steps *s)
{
	return s->list[s->count++].text;
}

static const char *
procedure_name(const struct steps *s, const struct case_file *f)
{
	static const char *const names[] = {
		[PROCEDURE_ISSUE] = "電子証明書の発行", [PROCEDURE_RENEW] = "電子証明書の更新",
		[PROCEDURE_UNLOCK] = "暗証番号の再設定", [PROCEDURE_CHANGE_PIN] = "暗証番号の変更",
		[PROCEDURE_REVOKE] = "電子証明書の失効", [PROCEDURE_WITHOUT_PINS] = "顔認証カードへの切替え",
		[PROCEDURE_WITH_PINS] = "顔認証カードからの切替え", [PROCEDURE_REPORT_KEY] = "秘密鍵漏えい等による失効",
		[PROCEDURE_DISCLOSURE] = "認証業務情報の開示",
	};
	_Static_assert(sizeof(names) / sizeof(*names) == PROCEDURE_COUNT, "a procedure has no name");
	const enum procedure_kind kind = procedure_by_code(f->procedure);

	return kind < PROCEDURE_COUNT ? say(s, names[kind]) : "";
}

/* Without a card the person is found by what the visit knows of them. */
static void
add_card(struct steps *s, const struct case_file *f, bool no_card)
{
	char born[64];

	if (!date_given(f->person.born)) {
		(void)snprintf(next(s), TERMINAL_STEP_MAX, no_card ? say(s, "カードなし: %s様を統合端末でさがす") :
		    say(s, "%s様のカードを統合端末に置く"), f->person.name);
		return;
	}
	day(s, f->person.born, born);
	(void)snprintf(next(s), TERMINAL_STEP_MAX, no_card ? say(s, "カードなし: %s様(%s生)を統合端末でさがす") :
	    say(s, "%s様(%s生)のカードを統合端末に置く"), f->person.name, born);
}

/* "﨑(U+FA11)=崎": the character itself may have no shape here, and the terminal's clerk types what stands for it. */
static void
add_substitutes(struct steps *s, const struct jis_pairs *agreed)
{
	char codes[TEXT_CODES_MAX], list[TERMINAL_PAIRS * (JIS_FROM_MAX + TEXT_CODES_MAX + JIS_TO_MAX + 8)];
	size_t i, k, at;

	for (i = 0; agreed != NULL && i < agreed->count; i = k) {
		list[at = 0] = '\0';
		for (k = i; k < agreed->count && k < i + TERMINAL_PAIRS; k++)
			at += (size_t)snprintf(list + at, sizeof(list) - at, "%s%s(%s)=%s", k > i ? "  " : "",
			    agreed->pair[k].from, text_codes(agreed->pair[k].from, codes), agreed->pair[k].to);
		(void)snprintf(next(s), TERMINAL_STEP_MAX, say(s, "証明書の代わりの文字: %s"), list);
	}
}

/* Told and handed over unheard: the card may have her name with characters that nobody has agreed on. */
static bool
is_unheard(const struct case_file *f)
{
	return f->card[0] == '\0' && f->person.source == PERSON_TOLD;
}

static void
add_certs(struct steps *s, const struct case_file *f, const struct date until[CERT_COUNT],
    const struct jis_pairs *agreed)
{
	const enum procedure_kind kind = procedure_by_code(f->procedure);
	const bool bare = kind == PROCEDURE_WITHOUT_PINS, gone = procedure_ends(kind) || bare;
	char last[64];
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		const char *name = cert_name((enum cert_kind)k, s->lang);

		if ((f->certificates & CERT_BIT(k)) == 0 || (bare && k != CERT_SIGN))
			continue;
		if (gone)
			(void)snprintf(next(s), TERMINAL_STEP_MAX, say(s, "%sを失効する"), name);
		else if (!date_given(until[k]))
			(void)snprintf(next(s), TERMINAL_STEP_MAX, say(s, "%sを発行する"), name);
		else {
			day(s, until[k], last);
			(void)snprintf(next(s), TERMINAL_STEP_MAX, say(s, "%sを発行する: %sまで"), name, last);
		}
		if (k != CERT_SIGN || !case_names_holder(f))
			continue;
		add_substitutes(s, agreed);
		if (is_unheard(f))
			(void)snprintf(next(s), TERMINAL_STEP_MAX, "%s",
			    say(s, "カードの氏名はまだ読んでいない。証明書に入らない文字は本人の同意を得る"));
	}
}

/* Who types, and whether it is known before or decided now. */
static void
add_pins(struct steps *s, unsigned mask, bool fresh, bool by_staff)
{
	const char *who = say(s, by_staff ? "職員が紙から入力" : fresh ? "本人が決めて入力" : "本人が入力");
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		const struct pin_format *p = pin_format((enum pin_kind)k);
		const char *name = s->lang == LANG_EN ? p->en : p->ja;

		if ((mask & 1u << k) != 0)
			(void)snprintf(next(s), TERMINAL_STEP_MAX, say(s, fresh ? "%s: 新しい%s" : "%s: いまの%s"), who, name);
	}
}

size_t
terminal_steps(const struct case_file *f, const struct date until[CERT_COUNT], const struct jis_pairs *agreed,
    bool by_staff, enum lang lang, struct terminal_step out[TERMINAL_STEPS_MAX])
{
	const enum procedure_kind kind = procedure_by_code(f->procedure);
	const bool pins_only = kind == PROCEDURE_UNLOCK || kind == PROCEDURE_CHANGE_PIN || kind == PROCEDURE_WITH_PINS;
	const bool no_card = handover_without_card(f);
	struct steps s = { out, 0, lang };
	unsigned verify, fresh, old;

	add_card(&s, f, no_card);
	(void)snprintf(next(&s), TERMINAL_STEP_MAX, say(&s, "手続: %s"), procedure_name(&s, f));
	desk_pins_wanted(f, &verify, &fresh, &old);
	add_pins(&s, verify | old, false, by_staff);
	if (!pins_only)
		add_certs(&s, f, until, agreed);
	add_pins(&s, fresh, true, by_staff);
	if (kind == PROCEDURE_WITHOUT_PINS)
		(void)snprintf(next(&s), TERMINAL_STEP_MAX, "%s", say(&s, "カードの追記欄に「顔認証」と記載する"));
	(void)snprintf(next(&s), TERMINAL_STEP_MAX, "%s", say(&s, "印字を確かめる"));
	(void)snprintf(next(&s), TERMINAL_STEP_MAX, "%s", no_card ? say(&s, "印字を窓口に持ち帰る") :
	    say(&s, "カードを窓口のリーダーに戻す"));
	return s.count;
}
