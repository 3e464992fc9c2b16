/* Holds what the authority's terminal did against what was wanted of it. */
#include "case/handover.h"

#include <stddef.h>
#include <string.h>

#include "rule/facts.h"

static const struct { const char *code, *ja_name, *en_name, *ja, *en; } differences[] = {
	[HANDOVER_AS_WANTED] = { "as-wanted", "頼んだとおり", "as wanted",
	    "頼んだとおりです。", "As wanted." },
	[DIFFERENT_CARD] = { "other-card", "別のカード", "another card",
	    "別のカードです。この受付のカードを置いてください。",
	    "This is another card. Put the card of this case on the reader." },
	[DIFFERENT_HOLDER] = { "other-holder", "別の人のカード", "another person's card",
	    "カードの名義人がこの受付の方ではありません。この受付のカードを置いてください。",
	    "The card's holder is not the person of this case. Put the card of this case on the reader." },
	[DIFFERENT_NOT_RENEWED] = { "not-renewed", "前の証明書のまま", "not renewed",
	    "前の証明書のままです。統合端末で発行が終わったか確かめてください。",
	    "The certificate of before is still on the card. See whether the terminal has issued the new one." },
	[DIFFERENT_MISSING] = { "certificate-missing", "証明書がない", "no certificate",
	    "証明書がカードにありません。統合端末で発行が終わったか確かめてください。",
	    "The certificate is not on the card. See whether the terminal has issued it." },
	[DIFFERENT_ONE_CERTIFICATE] = { "one-certificate", "片方だけ新しい", "only the other is new",
	    "もう一方の証明書だけが新しくなっています。残りの証明書を統合端末で発行してください。",
	    "Only the other certificate is new. Have the terminal issue this one too." },
	[DIFFERENT_DATE] = { "other-date", "満了日が違う", "another last day",
	    "有効期間の満了日が計算と違います。生年月日とカードの有効期限を確かめてください。",
	    "Its last day is not the one computed. Check the birth date and the card's own last day." },
	[DIFFERENT_EARLIER] = { "issued-earlier", "引渡しより前の発行", "issued earlier",
	    "引渡しより前に発行された証明書です。統合端末で発行が終わったか確かめてください。",
	    "It was issued before the visit was handed over. See whether the terminal has issued a new one." },
	[DIFFERENT_LATER] = { "issued-later", "発行の日がまだ", "not valid yet",
	    "発行の日がまだ来ていません。統合端末とこの端末の日付を確かめてください。",
	    "Its first day has not come yet. Check the dates of both terminals." },
	[DIFFERENT_BROKEN] = { "certificate-broken", "証明書が読めない", "broken",
	    "証明書が読めません。置き直して、だめなら統合端末で発行し直してください。",
	    "The certificate can't be read. Put the card on again; if that fails, have it issued anew." },
	[DIFFERENT_ISSUER] = { "other-issuer", "認証局が違う", "another issuer",
	    "カードにある認証局の証明書と合いません。上司に知らせ、カードを渡さないでください。",
	    "It is not of the CA whose certificate is on the card. Tell the supervisor and keep the card." },
	[DIFFERENT_PURPOSE] = { "other-purpose", "用途が違う", "another purpose",
	    "署名用と利用者証明用が違っています。統合端末で発行し直してください。",
	    "It is for the other purpose, or for none known. Have it issued anew at the terminal." },
	[DIFFERENT_SAYS] = { "says-otherwise", "名義人の記載が違う", "says something else of its holder",
	    "証明書の氏名、住所、生年月日、性別か代わりの文字が、案件と違います。"
	    "住民記録と比べ、違う方を直してください。",
	    "Name, address, birth date, sex or substitutes in it aren't the case's."
	    " See by the residents' record which is right." },
	[DIFFERENT_STILL_THERE] = { "still-there", "失効していない", "still there",
	    "失効したはずの証明書がカードに残っています。統合端末の印字で失効を確かめてください。",
	    "The certificate to be revoked is still on the card. Look for the revocation on the terminal's print." },
	[DIFFERENT_GONE] = { "certificate-gone", "残すはずの証明書がない", "gone unasked",
	    "残すはずの証明書がカードにありません。統合端末の記録を確かめてください。",
	    "A certificate that was to stay is off the card. Check the terminal's record." },
	[DIFFERENT_UNASKED] = { "not-asked-for", "頼まない証明書が新しい", "renewed unasked",
	    "頼んでいない証明書が新しくなっています。統合端末の記録を確かめてください。",
	    "A certificate was renewed that nobody asked for. Check the terminal's record." },
	[DIFFERENT_PIN_LOCKED] = { "pin-locked", "暗証番号がロックのまま", "PIN still locked",
	    "暗証番号がロックされたままです。統合端末で再設定してください。",
	    "The PIN is still locked. Have it set anew at the terminal." },
	[DIFFERENT_PIN_NOT_RESET] = { "pin-not-reset", "残り回数が戻らない", "tries not back",
	    "残り回数が戻っていません。統合端末で再設定が終わったか確かめてください。",
	    "Its tries are not back. See whether the terminal has set it anew." },
};
_Static_assert(sizeof(differences) / sizeof(*differences) == HANDOVER_DIFFERENCE_COUNT, "a difference has no words");

static const struct { const char *code, *ja, *en; } refusals[] = {
	[TERMINAL_PIN_WRONG] = { "pin-wrong", "暗証番号が違った", "the PIN was wrong" },
	[TERMINAL_PIN_LOCKED] = { "pin-locked", "暗証番号がロックされた", "the PIN is locked" },
	[TERMINAL_CARD_DAMAGED] = { "card-damaged", "カードが読めない", "the card can't be read" },
	[TERMINAL_REVOKED] = { "revoked", "証明書が失効していた", "the certificate was revoked" },
	[TERMINAL_CONGESTED] = { "congested", "混み合っている", "congested" },
	[TERMINAL_DOWN] = { "down", "つながらない", "no connection" },
	[TERMINAL_CLOSED] = { "closed", "受付時間外", "outside its hours" },
	[TERMINAL_NOT_BEGUN] = { "not-begun", "端末では何もしていない", "nothing was begun there" },
	[TERMINAL_DONE_OTHERWISE] = { "done-otherwise", "端末では別の処理をした", "something else was done there" },
};
_Static_assert(sizeof(refusals) / sizeof(*refusals) == TERMINAL_REFUSAL_COUNT, "a refusal has no words");

static void
add(struct handover_verdict *v, enum handover_subject subject, unsigned which, bool proved, enum handover_difference d)
{
	v->lines[v->count++] = (struct handover_line){ subject, which, proved, d };
	v->done = v->done && d == HANDOVER_AS_WANTED;
}

/* Serials are compared only where both are known. */
static bool
same_serial(const struct handover_want *w, const struct handover_seen *s, unsigned kind)
{
	const size_t len = w->before[kind].serial_len;

	return len > 0 && s->certs[kind].read == HANDOVER_READ && len == s->certs[kind].serial_len &&
	    memcmp(w->before[kind].serial, s->certs[kind].serial, len) == 0;
}

static enum handover_difference
judge_fresh(const struct handover_want *w, const struct handover_seen *s, unsigned kind)
{
	const struct date from = s->certs[kind].from, until = s->certs[kind].until;

	if (!s->certs[kind].present || s->certs[kind].read == HANDOVER_ABSENT)
		return DIFFERENT_MISSING;
	if (s->certs[kind].read == HANDOVER_UNREAD)
		return HANDOVER_AS_WANTED;
	if (s->certs[kind].read == HANDOVER_BROKEN)
		return DIFFERENT_BROKEN;
	if (s->certs[kind].foreign)
		return DIFFERENT_ISSUER;
	if (s->certs[kind].other_kind)
		return DIFFERENT_PURPOSE;
	if (same_serial(w, s, kind))
		return DIFFERENT_NOT_RENEWED;
	if (date_compare(from, w->day) < 0)	/* where none was known before, this is the one of before */
		return w->before[kind].serial_len > 0 ? DIFFERENT_EARLIER : DIFFERENT_NOT_RENEWED;
	if (date_compare(from, s->today) > 0)
		return DIFFERENT_LATER;
	if (s->certs[kind].says_other)
		return DIFFERENT_SAYS;
	if (date_given(w->until[kind]) && date_compare(until, w->until[kind]) != 0)
		return DIFFERENT_DATE;
	return HANDOVER_AS_WANTED;
}

/* What nobody asked to change is to be as it was; where it wasn't known before, nothing can be said. */
static enum handover_difference
judge_kept(const struct handover_want *w, const struct handover_seen *s, unsigned kind)
{
	if (!w->before_known)
		return HANDOVER_AS_WANTED;
	if (w->before[kind].present != s->certs[kind].present)
		return s->certs[kind].present ? DIFFERENT_UNASKED : DIFFERENT_GONE;
	if (s->certs[kind].read == HANDOVER_READ && w->before[kind].serial_len > 0 && !same_serial(w, s, kind))
		return DIFFERENT_UNASKED;
	return HANDOVER_AS_WANTED;
}

static enum handover_difference
judge_cert(const struct handover_want *w, const struct handover_seen *s, unsigned kind, bool *proved)
{
	if ((w->gone & CERT_BIT(kind)) != 0) {
		*proved = true;
		return s->certs[kind].present ? DIFFERENT_STILL_THERE : HANDOVER_AS_WANTED;
	}
	*proved = s->certs[kind].read == HANDOVER_READ;
	if ((w->fresh & CERT_BIT(kind)) != 0)
		return judge_fresh(w, s, kind);
	return judge_kept(w, s, kind);
}

/* Of two that were wanted, the one that isn't new while the other is. */
static void
tell_one_certificate(const struct handover_want *w, struct handover_verdict *v)
{
	struct handover_line *of[CERT_COUNT] = { NULL };
	size_t i;

	for (i = 0; i < v->count; i++)
		if (v->lines[i].subject == HANDOVER_OF_CERT)
			of[v->lines[i].which] = &v->lines[i];
	if (w->fresh != CERT_BOTH)
		return;
	for (i = 0; i < CERT_COUNT; i++) {
		const struct handover_line *other = of[CERT_COUNT - 1 - i];
		const enum handover_difference d = of[i]->difference;

		if (other->proved && other->difference == HANDOVER_AS_WANTED &&
		    (d == DIFFERENT_NOT_RENEWED || d == DIFFERENT_MISSING))
			of[i]->difference = DIFFERENT_ONE_CERTIFICATE;
	}
}

static void
judge_pin(const struct handover_want *w, const struct handover_seen *s, unsigned pin, struct handover_verdict *v)
{
	const int full = pin_format((enum pin_kind)pin)->tries;

	if ((s->verified & 1u << pin) != 0)
		add(v, HANDOVER_OF_PIN, pin, true, HANDOVER_AS_WANTED);
	else if (s->tries[pin] == 0)
		add(v, HANDOVER_OF_PIN, pin, true, DIFFERENT_PIN_LOCKED);
	else if (s->tries[pin] >= 0 && s->tries[pin] < full)
		add(v, HANDOVER_OF_PIN, pin, true, DIFFERENT_PIN_NOT_RESET);
	else
		add(v, HANDOVER_OF_PIN, pin, w->tries[pin] >= 0 && w->tries[pin] < full, HANDOVER_AS_WANTED);
}

/*
 * Whether all of what was wanted shows on the card; what is only not contradicted is no proof. The signature
 * certificate, which the holder's PIN alone lets read, may go by the other one that was issued with it. Where nothing
 * was wanted that a card shows, nothing is left to be proved.
 */
static bool
all_proved(const struct handover_want *w, const struct handover_verdict *v)
{
	const unsigned certs = w->fresh | w->gone;
	bool auth = false, any = (certs | w->pins) == 0;
	size_t i;

	for (i = 0; i < v->count; i++)
		if (v->lines[i].subject == HANDOVER_OF_CERT && v->lines[i].which == CERT_AUTH)
			auth = (w->fresh & CERT_BIT(CERT_AUTH)) != 0 && v->lines[i].proved;
	for (i = 0; i < v->count; i++) {
		const struct handover_line *l = &v->lines[i];
		const bool by_auth = l->which == CERT_SIGN && (w->fresh & CERT_BIT(CERT_SIGN)) != 0 && auth;

		if (l->subject == HANDOVER_OF_CARD ||
		    (l->subject == HANDOVER_OF_CERT && (certs & CERT_BIT(l->which)) == 0))
			continue;
		if (!l->proved && !(l->subject == HANDOVER_OF_CERT && by_auth))
			return false;
		any = true;
	}
	return any;
}

void
handover_judge(const struct handover_want *w, const struct handover_seen *s, struct handover_verdict *v)
{
	static const enum handover_difference of_card[] = { [HANDOVER_SAME_CARD] = HANDOVER_AS_WANTED,
	    [HANDOVER_OTHER_CARD] = DIFFERENT_CARD, [HANDOVER_OTHER_HOLDER] = DIFFERENT_HOLDER };
	unsigned i;

	*v = (struct handover_verdict){ .done = true };
	add(v, HANDOVER_OF_CARD, 0, true, of_card[s->card]);
	if (s->card != HANDOVER_SAME_CARD)
		return;
	for (i = 0; i < CERT_COUNT; i++) {
		bool proved;
		enum handover_difference d = judge_cert(w, s, i, &proved);

		add(v, HANDOVER_OF_CERT, i, proved, d);
	}
	tell_one_certificate(w, v);
	for (i = 0; i < PIN_COUNT; i++)
		if ((w->pins & 1u << i) != 0)
			judge_pin(w, s, i, v);
	v->done = v->done && all_proved(w, v);
}

const char *
handover_code(enum handover_difference d)
{
	return (unsigned)d < HANDOVER_DIFFERENCE_COUNT ? differences[d].code : "";
}

enum handover_difference
handover_by_code(const char *code)
{
	unsigned i;

	for (i = 0; i < HANDOVER_DIFFERENCE_COUNT && strcmp(differences[i].code, code) != 0; i++)
		;
	return (enum handover_difference)i;
}

const char *
handover_name(enum handover_difference d, enum lang lang)
{
	if ((unsigned)d >= HANDOVER_DIFFERENCE_COUNT)
		return "";
	return lang == LANG_EN ? differences[d].en_name : differences[d].ja_name;
}

const char *
handover_words(enum handover_difference d, enum lang lang)
{
	if ((unsigned)d >= HANDOVER_DIFFERENCE_COUNT)
		return "";
	return lang == LANG_EN ? differences[d].en : differences[d].ja;
}

bool
handover_against_print(const char *codes)
{
	static const enum handover_difference silent[] = { DIFFERENT_CARD, DIFFERENT_HOLDER, DIFFERENT_STILL_THERE };
	size_t i, n;

	for (; *codes != '\0'; codes += n + (codes[n] == ',')) {
		n = strcspn(codes, ",");
		for (i = 0; i < sizeof(silent) / sizeof(*silent); i++) {
			const char *code = handover_code(silent[i]);

			if (strncmp(code, codes, n) == 0 && code[n] == '\0')
				break;
		}
		if (i == sizeof(silent) / sizeof(*silent))
			return true;
	}
	return false;
}

const char *
terminal_refusal_code(enum terminal_refusal r)
{
	return (unsigned)r < TERMINAL_REFUSAL_COUNT ? refusals[r].code : "";
}

const char *
terminal_refusal_name(enum terminal_refusal r, enum lang lang)
{
	if ((unsigned)r >= TERMINAL_REFUSAL_COUNT)
		return "";
	return lang == LANG_EN ? refusals[r].en : refusals[r].ja;
}

enum terminal_refusal
terminal_refusal_by_code(const char *code)
{
	unsigned i;

	for (i = 0; i < TERMINAL_REFUSAL_COUNT && strcmp(refusals[i].code, code) != 0; i++)
		;
	return (enum terminal_refusal)i;
}

/* The facts are lines of key=value. */
static bool
has_line(const char *lines, const char *line)
{
	const size_t n = strlen(line);

	for (; lines != NULL && *lines != '\0'; lines = strchr(lines, '\n'), lines += lines != NULL)
		if (strncmp(lines, line, n) == 0 && (lines[n] == '\n' || lines[n] == '\0'))
			return true;
	return false;
}

bool
handover_without_card(const struct case_file *f)
{
	return procedure_ends(procedure_by_code(f->procedure)) &&
	    (has_line(f->facts, "card=none") || has_line(f->facts, "card=damaged"));
}
