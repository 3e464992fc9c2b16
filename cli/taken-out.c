/* Prints what taking back found out: for scripts one object, for people a line for each expectation. */
#include "cli/taken-out.h"

#include <stdio.h>

#include "card/reference.h"
#include "cli/person-out.h"

static const struct handover_line *
line_of(const struct desk_taken *t, enum handover_subject subject, unsigned which)
{
	size_t i;

	for (i = 0; i < t->verdict.count; i++)
		if (t->verdict.lines[i].subject == subject && t->verdict.lines[i].which == which)
			return &t->verdict.lines[i];
	return NULL;
}

static void
json_serial(struct buf *b, const char *key, const unsigned char *serial, size_t len)
{
	char hex[2 * CERT_SERIAL_MAX + 1];

	cert_hex(serial, len, hex, sizeof(hex));
	json_string(b, key, len > 0 ? hex : NULL);
}

/* What the certificate says of its holder, beside the case, in the fields that certificates have. */
static const enum person_field said[] = { PERSON_NAME, PERSON_FORMER, PERSON_ALIAS, PERSON_LATIN, PERSON_SEX,
    PERSON_BORN, PERSON_ADDRESS };
#define SAID (sizeof(said) / sizeof(*said))

static bool
has_said(const struct desk_taken *t, size_t i)
{
	const struct desk_said *s = &t->proof.said;

	return t->seen.certs[CERT_SIGN].read == HANDOVER_READ && s->told && s->verdict[said[i]] != PERSON_UNTOLD;
}

static void
json_said(struct buf *b, const struct desk_taken *t)
{
	const struct desk_said *s = &t->proof.said;
	size_t i;

	json_array(b, "holder");
	for (i = 0; i < SAID; i++)
		if (has_said(t, i))
			person_out_pair_json(b, said[i], &s->wanted, &s->said, s->verdict[said[i]]);
	json_array_end(b);
}

static void
json_cert(struct buf *b, const struct desk_taken *t, enum cert_kind k)
{
	const struct handover_line *line = line_of(t, HANDOVER_OF_CERT, k);

	json_object(b, cert_code(k));
	json_bool(b, "read", t->seen.certs[k].read == HANDOVER_READ);
	json_bool(b, "present", t->seen.certs[k].present);
	if (t->seen.certs[k].read == HANDOVER_READ) {
		json_serial(b, "serial", t->seen.certs[k].serial, t->seen.certs[k].serial_len);
		json_date(b, "from", t->seen.certs[k].from);
		json_date(b, "until", t->seen.certs[k].until);
		json_date(b, "wanted", t->want.until[k]);
		json_bool(b, "issuer-checked", (t->unchecked & CERT_BIT(k)) == 0);
		if (k == CERT_SIGN)
			json_said(b, t);
	}
	if (line != NULL && line->proved)
		json_bool(b, "as-wanted", line->difference == HANDOVER_AS_WANTED);
	json_object_end(b);
}

static const char *
subject_code(const struct handover_line *l)
{
	return l->subject == HANDOVER_OF_CARD ? "card" : l->subject == HANDOVER_OF_CERT ?
	    cert_code((enum cert_kind)l->which) : pin_format((enum pin_kind)l->which)->code;
}

static void
json_differences(struct buf *b, const struct desk_taken *t)
{
	static const char *const kinds[] = { "card", "certificate", "pin" };
	size_t i;

	json_array(b, "differences");
	for (i = 0; i < t->verdict.count; i++) {
		const struct handover_line *l = &t->verdict.lines[i];

		if (l->difference == HANDOVER_AS_WANTED)
			continue;
		json_object(b, NULL);
		json_string(b, "code", handover_code(l->difference));
		json_string(b, "subject", kinds[l->subject]);
		if (l->subject != HANDOVER_OF_CARD)
			json_string(b, "which", subject_code(l));
		json_string(b, "text", handover_words(l->difference, lang_now()));
		json_object_end(b);
	}
	json_array_end(b);
}

void
taken_out_json(struct call *c, const struct desk_taken *t, bool done)
{
	static const char *const cards[] = {
		[HANDOVER_SAME_CARD] = "same", [HANDOVER_OTHER_CARD] = "other",
		[HANDOVER_OTHER_HOLDER] = "other-holder",
	};
	struct buf *b = &c->out;
	unsigned k;

	json_object(b, NULL);
	json_bool(b, "done", done);
	json_string(b, "card", cards[t->seen.card]);
	json_bool(b, "holder-proved", t->holder_proved);
	json_cert(b, t, CERT_AUTH);
	json_cert(b, t, CERT_SIGN);
	json_object(b, "tries");
	for (k = 0; k < PIN_COUNT; k++)
		if (t->seen.tries[k] >= 0)
			json_number(b, pin_format((enum pin_kind)k)->code, t->seen.tries[k]);
	json_object_end(b);
	json_differences(b, t);
	json_object_end(b);
	call_line(c);
}

static const char *
subject_name(const struct handover_line *l)
{
	return l->subject == HANDOVER_OF_CARD ? tr("カード") : l->subject == HANDOVER_OF_CERT ?
	    cert_name((enum cert_kind)l->which, lang_now()) : desk_reference_name((enum reference)l->which);
}

void
taken_out_text(struct call *c, const struct desk_taken *t, bool done)
{
	size_t i;

	buf_printf(&c->out, "%s %s", c->argv[0], done ? tr("完了") : flow_state_name(CASE_HANDED_OVER, lang_now()));
	call_line(c);
	for (i = 0; i < t->verdict.count; i++) {
		const struct handover_line *l = &t->verdict.lines[i];
		char day[64] = "";

		if (l->subject == HANDOVER_OF_CERT && t->seen.certs[l->which].read == HANDOVER_READ)
			date_format_era(t->seen.certs[l->which].until, day, sizeof(day));
		buf_printf(&c->out, "%s: %s %s", subject_name(l), l->difference == HANDOVER_AS_WANTED && !l->proved ?
		    tr("読み取っていません") : handover_words(l->difference, lang_now()), day);
		call_line(c);
	}
	for (i = 0; i < SAID; i++) {
		if (!has_said(t, i) || t->proof.said.verdict[said[i]] == PERSON_SAME)
			continue;
		person_out_pair(&c->out, said[i], &t->proof.said.wanted, &t->proof.said.said,
		    t->proof.said.verdict[said[i]]);
		call_line(c);
	}
	if (t->seen.certs[CERT_SIGN].read == HANDOVER_READ && (t->want.fresh & CERT_BIT(CERT_SIGN)) != 0 &&
	    !t->proof.said.told) {
		buf_puts(&c->out, tr("証明書に氏名も住所もないため、名義人の記載は比べていません"));
		call_line(c);
	}
	if (t->unchecked != 0) {
		buf_puts(&c->out, tr("カードに認証局の証明書がないため、発行者は確かめていません"));
		call_line(c);
	}
}

void
taken_out_codes(const struct desk_taken *t, char *out, size_t size)
{
	size_t i, used = 0;

	out[0] = '\0';
	for (i = 0; i < t->verdict.count && used < size; i++)
		if (t->verdict.lines[i].difference != HANDOVER_AS_WANTED)
			used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
			    handover_code(t->verdict.lines[i].difference));
}
