/* What was wanted of the authority's terminal beside what the card shows, in words. */
#include "tui/flow/expect.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"
#include "tui/widget/draw.h"

const char *
expect_subject(const struct handover_line *l)
{
	return l->subject == HANDOVER_OF_CARD ? tr("カード") : l->subject == HANDOVER_OF_CERT ?
	    cert_name((enum cert_kind)l->which, lang_now()) : pin_label((enum pin_kind)l->which);
}

const char *
expect_word(const struct handover_line *l)
{
	return l->difference != HANDOVER_AS_WANTED ? tr("違います") : l->proved ? tr("頼んだとおり") :
	    tr("読み取っていません");
}

/* What a PIN that somebody here knows would show: that it was set, and the signature certificate. */
unsigned
expect_provable(const struct work *w)
{
	unsigned pins = 0;
	size_t i;

	for (i = 0; i < w->taken.verdict.count; i++) {
		const struct handover_line *l = &w->taken.verdict.lines[i];
		const bool sign = l->subject == HANDOVER_OF_CERT && l->which == CERT_SIGN;

		if (l->proved || l->difference != HANDOVER_AS_WANTED)
			continue;
		if (l->subject == HANDOVER_OF_PIN)
			pins |= 1u << l->which;
		else if (sign && (w->want.fresh & CERT_BIT(CERT_SIGN)) != 0)
			pins |= 1u << PIN_SIGN;
	}
	return pins;
}

/* What the certificate says otherwise of its holder than the case, and what was taken for the same. */
static int
draw_said(const struct desk_said *s, int y)
{
	char one[PERSON_ADDRESS_MAX + 1], other[PERSON_ADDRESS_MAX + 1], told[PERSON_TOLD_MAX];
	char text[4 * PERSON_ADDRESS_MAX];
	const int room = draw_cols() - 2 * FRAME_LEFT;
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		const enum person_verdict v = s->verdict[f];

		if (v == PERSON_SAME || v == PERSON_UNTOLD || (v == PERSON_ONE_SIDED && f == PERSON_SEX))
			continue;
		person_field_text(&s->wanted, (enum person_field)f, one, sizeof one);
		person_field_text(&s->said, (enum person_field)f, other, sizeof other);
		person_told(&s->wanted, &s->said, (enum person_field)f, told);
		(void)snprintf(text, sizeof text, tr("%s: 案件 %s / 証明書 %s: %s %s"),
		    tr(person_field_name((enum person_field)f)), one, other, tr(person_verdict_name(v)), told);
		y += draw_wrap(y, FRAME_LEFT, room, 3, v == PERSON_DIFFERENT ? LOOK_BAD : LOOK_PLAIN, text);
	}
	return y;
}

static int
draw_cert(const struct app *app, unsigned k, int y)
{
	const struct desk_taken *t = &app->work.taken;
	char until[64], wanted[64], hex[2 * CERT_SERIAL_MAX + 1];
	const int room = draw_cols() - 2 * FRAME_LEFT;

	if (t->seen.certs[k].read != HANDOVER_READ)
		return y;
	date_words(t->seen.certs[k].until, until, sizeof until);
	date_words(t->want.until[k], wanted, sizeof wanted);
	cert_hex(t->seen.certs[k].serial, t->seen.certs[k].serial_len, hex, sizeof hex);
	(void)draw_format(y++, FRAME_LEFT, room, LOOK_PLAIN, wanted[0] != '\0' ? tr("%sまで (頼んだのは %sまで)") :
	    tr("%sまで"), until, wanted);
	(void)draw_format(y++, FRAME_LEFT, room, LOOK_PLAIN, tr("発行番号 %s"), hex);
	if (k == CERT_SIGN && t->proof.said.told)
		y = draw_said(&t->proof.said, y);
	else if (k == CERT_SIGN)
		(void)draw_text(y++, FRAME_LEFT, room, LOOK_PLAIN,
		    tr("証明書に氏名も住所もないため、名義人の記載は比べていません"));
	if ((t->unchecked & CERT_BIT(k)) != 0)
		(void)draw_text(y++, FRAME_LEFT, room, LOOK_PLAIN,
		    tr("カードに認証局の証明書がないため、発行者は確かめていません"));
	return y;
}

void
expect_draw(const struct app *app, const struct handover_line *l, int y)
{
	const int room = draw_cols() - 2 * FRAME_LEFT;

	if (l->difference != HANDOVER_AS_WANTED)
		y += draw_wrap(y, FRAME_LEFT, room, 2, LOOK_STRONG, handover_words(l->difference, lang_now()));
	else if (!l->proved)
		(void)draw_text(y++, FRAME_LEFT, room, LOOK_PLAIN,
		    l->subject == HANDOVER_OF_PIN || l->which == CERT_SIGN ?
		    tr("F2 で暗証番号を入力してもらうと分かります") : tr("この読取りでは分かりません"));
	if (l->subject == HANDOVER_OF_CERT)
		(void)draw_cert(app, l->which, y);
}

const char *
expect_summary(const struct handover_verdict *v, bool by_print)
{
	size_t i;

	if (by_print && v->done)
		return tr("一人目の入力を記録しました。ほかの職員が同じ印字を入力すると完了します");
	for (i = 0; i < v->count; i++) {
		if (v->lines[i].difference != HANDOVER_AS_WANTED)
			return tr("完了していません。違うところを直してから、もう一度カードを置いてください");
	}
	return tr("まだ完了していません。F2 の暗証番号か、F3 の印字で確かめてください");
}
