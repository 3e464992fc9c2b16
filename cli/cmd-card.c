/* madoguchictl card list, card show: what is on the reader, without spending a try. */
#include "cli/cmd.h"

#include "card/pcsc.h"
#include "card/reference.h"
#include "cli/pins.h"
#include "desk/practice.h"

/* --- card list -------------------------------------------------------------------------------- */

static void
list_row(struct call *c, const char *name, const char *text)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "name", name);
		json_string(&c->out, "text", text);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s\t%s", name, text);
	call_line(c);
}

/* In practice the cards that can be put on the reader; else the readers that are there. */
static enum err
card_list_run(struct call *c)
{
	struct pcsc_reader readers[PCSC_READERS_MAX];
	const struct practice_card *card;
	struct wire_state state;
	size_t i, n;
	enum err e;

	if ((e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (c->setting->mode == MODE_TRAINING && c->setting->wire == SETTING_WIRE_PROCESS) {
		for (card = practice_cards(); card->name != NULL; card++)
			list_row(c, card->name, lang_now() == LANG_EN ? card->en : card->ja);
		return ERR_NONE;
	}
	n = pcsc_wire_readers(c->context->desk.wire, readers, PCSC_READERS_MAX);
	for (i = 0; i < n; i++)
		list_row(c, readers[i].name, readers[i].card ? tr("カードが置かれています") : tr("カードは置かれていません"));
	wire_state(c->context->desk.wire, &state);
	return n > 0 ? ERR_NONE : state.fault;
}

const struct command card_list_command = {
	.name = "card list",
	.usage = "[--json]",
	.text = "練習用のカード、またはリーダーの一覧",
	.parts = DESK_WIRE,
	.run = card_list_run,
};

/* --- card show -------------------------------------------------------------------------------- */

static const struct { const char *code, *ja; } view_states[] = {
	[VIEW_ABSENT] = { "absent", "なし" },
	[VIEW_NEEDS_PIN] = { "needs-pin", "あり(有効期限は暗証番号を確かめてから)" },
	[VIEW_VALID] = { "valid", "有効" },
	[VIEW_EXPIRING] = { "expiring", "まもなく期限" },
	[VIEW_EXPIRED] = { "expired", "期限切れ" },
	[VIEW_BROKEN] = { "broken", "読み取れません" },
	[VIEW_NOT_YET] = { "not-yet", "有効期間がまだ始まっていません" },
	[VIEW_UNTRUSTED] = { "untrusted", "発行者が違います(カードにある認証局の証明書と合いません)" },
};

static void
json_tries(struct buf *b, int tries)
{
	if (tries >= 0)
		json_number(b, "tries", tries);
	else
		json_null(b, "tries");
}

static void
json_view(struct call *c, const struct card_view *v)
{
	static const enum pin_kind others[] = { PIN_JUKI, PIN_ASSIST };
	static const enum pin_kind pins[CERT_COUNT] = { [CERT_SIGN] = PIN_SIGN, [CERT_AUTH] = PIN_AUTH };
	struct buf *b = &c->out;
	unsigned k;

	json_object(b, NULL);
	json_string(b, "reader", v->reader);
	json_string(b, "application", "jpki");
	json_string(b, "token", v->token);
	json_date(b, "card-expires", v->expires);
	for (k = 0; k < CERT_COUNT; k++) {
		json_object(b, cert_code((enum cert_kind)k));
		json_bool(b, "present", v->certs[k].state != VIEW_ABSENT);
		json_date(b, "expires", v->certs[k].expires);
		json_tries(b, v->tries[pins[k]]);
		json_string(b, "state", view_states[v->certs[k].state].code);
		json_bool(b, "issuer-checked", v->certs[k].checked);
		json_object_end(b);
	}
	for (k = 0; k < 2; k++) {
		json_object(b, pin_format(others[k])->code);
		json_tries(b, v->tries[others[k]]);
		json_object_end(b);
	}
	if (v->tries[REFERENCE_JUKI_COMMON] != VIEW_NO_PIN) {
		json_object(b, "juki-common");
		json_tries(b, v->tries[REFERENCE_JUKI_COMMON]);
		json_object_end(b);
	}
	json_bool(b, "odd-tries", v->odd != 0);
	if (v->unread != ERR_NONE)
		json_string(b, "unread", err_name(v->unread));
	json_object_end(b);
	call_line(c);
}

static void
text_tries(struct call *c, const struct card_view *v, enum reference k)
{
	const char *name = desk_reference_name(k);

	if (v->tries[k] == VIEW_NO_PIN)
		return;
	if (v->tries[k] == VIEW_UNREAD)
		buf_printf(&c->out, tr("%s: 残り回数を読み取れません"), name);
	else if (v->odd & 1u << k)
		buf_printf(&c->out, tr("%s: 残り %d 回 (%d 回までのはずです。カードを確かめてください)"), name, v->tries[k],
		    pin_format(reference_pin(k))->tries);
	else
		buf_printf(&c->out, tr("%s: 残り %d 回"), name, v->tries[k]);
	call_line(c);
}

static void
text_view(struct call *c, const struct card_view *v)
{
	struct buf *b = &c->out;
	char day[64];
	unsigned k;

	buf_printf(b, "%s: %s%s%s", tr("リーダー"), v->reader, v->token[0] != '\0' ? "  " : "", v->token);
	call_line(c);
	for (k = 0; k < CERT_COUNT; k++) {
		day[0] = '\0';
		if (date_given(v->certs[k].expires))
			date_format_era(v->certs[k].expires, day, sizeof(day));
		buf_printf(b, "%s: %s%s%s", cert_name((enum cert_kind)k, lang_now()),
		    tr(view_states[v->certs[k].state].ja), day[0] != '\0' ? " " : "", day);
		call_line(c);
	}
	buf_puts(b, tr("失効しているかどうかは、カードだけでは分かりません"));
	call_line(c);
	for (k = 0; k < REFERENCE_B; k++)
		text_tries(c, v, (enum reference)k);
	if (v->unread != ERR_NONE) {
		buf_printf(b, tr("読み取れないところがありました [%s]"), err_name(v->unread));
		call_line(c);
	}
}

/* The signature certificate is looked into only with its PIN, which is checked before it goes anywhere. */
static enum err
look(struct call *c, int fd, bool all, struct desk_pins *pins, struct card_view *v)
{
	int left = -1;
	enum err e;

	if (fd < 0)
		return desk_show(&c->context->desk, all, NULL, v, &left);
	if ((e = call_pins(c, fd, pins)) != ERR_NONE)
		return e;
	if (pins->pin[PIN_SIGN].len == 0)
		return call_fail(c, ERR_PIN_MISSING, "sign=");
	if ((e = pin_check(PIN_SIGN, &pins->pin[PIN_SIGN])) != ERR_NONE)
		return call_fail(c, e, "sign");
	e = desk_show(&c->context->desk, all, pins, v, &left);
	if (e == ERR_PIN_LAST_TRY)
		return call_fail(c, e, "sign");
	return e == ERR_PIN_WRONG ? call_fail(c, e, tr("残り %d 回"), left) : e;
}

static enum err
card_show_run(struct call *c)
{
	struct desk_pins pins = { .last_tries = call_flag(c, "--last-try") ? ~0u : 0 };
	const bool all = call_flag(c, "--all");
	struct card_view v;
	enum err e;
	int fd;

	secret_lock(&pins, sizeof(pins));
	if ((e = call_pin_fd(c, &fd)) == ERR_NONE && (e = call_words(c, 0, 0)) == ERR_NONE)
		e = look(c, fd, all, &pins, &v);
	desk_pins_wipe(&pins);
	if (e != ERR_NONE)
		return e;
	if (c->json)
		json_view(c, &v);
	else
		text_view(c, &v);
	return ERR_NONE;
}

const struct command card_show_command = {
	.name = "card show",
	.usage = "[--all] [--pin-fd N [--last-try]] [--json]",
	.text = "カードの証明書と残り回数(回数は減りません)",
	.parts = DESK_WIRE,
	.run = card_show_run,
};
