/* Answers as other cards do. Source: sources(7) C2 to C4; nothing here is taken from the training card. */
#include "tests/card/other-card.h"

#include <stdlib.h>
#include <string.h>

static const struct { unsigned char bytes[10]; size_t len; } aids[] = {
	[OTHER_ISD] = { { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 }, 7 },
	[OTHER_JPKI] = { { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 }, 10 },
	[OTHER_TEXT] = { { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08 }, 10 },
	[OTHER_JUKI] = { { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01 }, 10 },
	[OTHER_COMMON] = { { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00 }, 10 },
};

static const struct { enum other_ap ap; unsigned fid; int tries; const char *usual; } pins[] = {
	[OTHER_SIGN] = { OTHER_JPKI, 0x1b, 5, "MADO1234" },
	[OTHER_AUTH] = { OTHER_JPKI, 0x18, 3, "1234" },
	[OTHER_ASSIST] = { OTHER_TEXT, 0x11, 3, "1234" },
	[OTHER_B] = { OTHER_TEXT, 0x15, 10, "02011520321234" },
	[OTHER_JUKI_PIN] = { OTHER_JUKI, 0x1c, 3, "1234" },
	[OTHER_JUKI_COMMON] = { OTHER_COMMON, 0x1c, 3, "1234" },
};

/* A command taken apart: data and Le in either length. */
struct command {
	unsigned char cla, ins, p1, p2;
	const unsigned char *data;
	size_t lc, le;
	bool extended;
};

struct answer { unsigned char data[OTHER_FILE_MAX]; size_t len; uint16_t sw; };

/* --- what it holds ----------------------------------------------------------------------------- */

static struct other_file *
find_file(struct other_card *c, enum other_ap ap, unsigned fid)
{
	size_t i;

	for (i = 0; i < c->file_count; i++)
		if (c->files[i].ap == ap && c->files[i].fid == fid)
			return &c->files[i];
	return NULL;
}

void
other_card_put(struct other_card *c, enum other_ap ap, unsigned fid, const void *bytes, size_t len)
{
	struct other_file *f = find_file(c, ap, fid);

	if (len > sizeof(f->bytes) || (f == NULL && c->file_count == OTHER_FILES_MAX))
		abort();
	if (f == NULL) {
		f = &c->files[c->file_count++];
		*f = (struct other_file){ .ap = ap, .fid = fid };
	}
	if (len > 0)
		memcpy(f->bytes, bytes, len);
	f->len = len;
}

void
other_card_put_cert(struct other_card *c, bool sign, const unsigned char *der, size_t len)
{
	find_file(c, OTHER_JPKI, 0x08)->bytes[sign ? 0 : 1] = der != NULL ? 0x8f : 0x00;
	other_card_put(c, OTHER_JPKI, sign ? 0x01 : 0x0a, der, der != NULL ? len : 0);
}

/* One attribute behind what stands already; UTF-8 of at most 255 bytes in a length of one or two. */
static size_t
attribute(unsigned char *out, unsigned char tag, const char *text)
{
	size_t len = strlen(text), n = 0;

	out[n++] = 0xdf;
	out[n++] = tag;
	if (len > 127)
		out[n++] = 0x81;
	out[n++] = (unsigned char)len;
	memcpy(out + n, text, len);
	return n + len;
}

void
other_card_put_person(struct other_card *c, const char *name, const char *address, const char *born, const char *sex)
{
	static const unsigned char head[] = { 0xff, 0x20, 0x82, 0, 0, 0xdf, 0x21, 8, 0, 0, 0, 0, 0, 0, 0, 0 };
	unsigned char raw[1200];
	size_t n = sizeof(head);

	if (strlen(name) > 255 || strlen(address) > 255)
		abort();
	memcpy(raw, head, n);
	n += attribute(raw + n, 0x22, name);
	n += attribute(raw + n, 0x23, address);
	n += attribute(raw + n, 0x24, born);
	n += attribute(raw + n, 0x25, sex);
	raw[3] = (unsigned char)((n - 5) >> 8);
	raw[4] = (unsigned char)(n - 5);
	memset(raw + n, 0xff, 32);	/* real ones have filler behind it */
	other_card_put(c, OTHER_TEXT, 0x02, raw, n + 32);
	find_file(c, OTHER_TEXT, 0x02)->opened_by = OTHER_PIN_BIT(OTHER_ASSIST) | OTHER_PIN_BIT(OTHER_B);
}

void
other_card_make(struct other_card *c)
{
	static const unsigned char none[3] = { 0, 0, 0 };
	unsigned char token[160] = { 0 };
	unsigned p;

	memset(c, 0, sizeof(*c));
	memset(token, ' ', 96);
	memcpy(token, "JPKIAPICCTOKEN2", 15);
	other_card_put(c, OTHER_JPKI, 0x06, token, sizeof(token));
	other_card_put(c, OTHER_JPKI, 0x08, none, sizeof(none));
	other_card_put(c, OTHER_JPKI, 0x01, NULL, 0);
	other_card_put(c, OTHER_JPKI, 0x0a, NULL, 0);
	find_file(c, OTHER_JPKI, 0x01)->opened_by = OTHER_PIN_BIT(OTHER_SIGN);
	other_card_put_person(c, "番号　花子", "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
	for (p = 0; p < OTHER_PIN_COUNT; p++) {
		memcpy(c->pins[p].value, pins[p].usual, strlen(pins[p].usual) + 1);
		c->pins[p].left = pins[p].tries;
	}
	memcpy(c->number, "4400000000000017", 17);
	memcpy(c->expires, "20320115", 9);
	c->ef = -1;
}

/* --- commands ---------------------------------------------------------------------------------- */

/* The wants of one length, short or extended. False when the bytes are no command. */
static bool
parse(const unsigned char *in, size_t len, struct command *cmd)
{
	size_t at = 5, lc;

	*cmd = (struct command){ .cla = in[0], .ins = in[1], .p1 = in[2], .p2 = in[3] };
	if (len == 4)
		return true;
	if ((cmd->extended = in[4] == 0 && len >= 7))
		at = 7;
	lc = cmd->extended ? (size_t)(in[5] << 8 | in[6]) : in[4];
	if (len == at) {
		cmd->le = lc != 0 ? lc : cmd->extended ? 65536 : 256;
		return true;
	}
	if (lc == 0 || len < at + lc)
		return false;
	cmd->data = in + at;
	cmd->lc = lc;
	in += at + lc;
	len -= at + lc;
	if (len == 1)
		cmd->le = in[0] != 0 ? in[0] : 256;
	if (len == 2)
		cmd->le = in[0] << 8 | in[1] ? (size_t)(in[0] << 8 | in[1]) : 65536;
	return len <= 2;
}

static enum other_pin
find_pin(const struct other_card *c, enum other_ap ap, unsigned fid)
{
	unsigned p;

	for (p = 0; p < OTHER_PIN_COUNT; p++)
		if (pins[p].ap == ap && pins[p].fid == fid && !c->pins[p].absent)
			break;
	return (enum other_pin)p;
}

/* Makes an EF the current one: a file, or a PIN. */
static uint16_t
select_fid(struct other_card *c, unsigned fid)
{
	const struct other_file *f = find_file(c, c->ap, fid);
	const enum other_pin p = find_pin(c, c->ap, fid);

	if (f == NULL && p == OTHER_PIN_COUNT)
		return 0x6a82;
	c->ef = f != NULL ? (int)(f - c->files) : OTHER_FILES_MAX + (int)p;
	return 0x9000;
}

static uint16_t
select_ap(struct other_card *c, const struct command *cmd)
{
	unsigned a;

	c->selects++;
	for (a = OTHER_ISD; a < OTHER_AP_COUNT; a++)
		if (cmd->lc == aids[a].len && memcmp(cmd->data, aids[a].bytes, cmd->lc) == 0)
			break;
	if (a == OTHER_AP_COUNT)
		return 0x6a82;
	if (c->ap != (enum other_ap)a)
		c->verified = 0;
	c->ap = (enum other_ap)a;
	c->ef = -1;
	return 0x9000;
}

static uint16_t
select_any(struct other_card *c, const struct command *cmd)
{
	if (cmd->p1 == 0x04 && cmd->p2 == 0x0c)
		return select_ap(c, cmd);
	if (cmd->p1 != 0x02 || cmd->p2 != 0x0c || cmd->lc != 2)
		return 0x6a86;
	return select_fid(c, (unsigned)(cmd->data[0] << 8 | cmd->data[1]));
}

/* The status word that somebody has set for an EF of the current application; 9000: none is left. */
static uint16_t
fault_of(struct other_card *c, unsigned fid)
{
	size_t i;

	for (i = 0; i < OTHER_FAULTS_MAX; i++)
		if (c->faults[i].times > 0 && c->faults[i].ap == c->ap && c->faults[i].fid == fid) {
			c->faults[i].times--;
			return c->faults[i].sw;
		}
	return 0x9000;
}

static uint16_t
piece(const struct other_card *c, const unsigned char *bytes, size_t size, size_t offset, size_t le, struct answer *a)
{
	size_t there = size > offset ? size - offset : 0;

	if (there == 0 && offset > 0)
		return 0x6b00;
	if (c->exact_le && le > there && there > 0 && there < 256)
		return (uint16_t)(0x6c00 | there);
	a->len = le < there ? le : there;
	memcpy(a->data, bytes + offset, a->len);
	return 0x9000;
}

static uint16_t
read_binary(struct other_card *c, const struct command *cmd, struct answer *a)
{
	const int before = c->ef;
	const struct other_file *f;
	size_t offset = (size_t)(cmd->p1 << 8 | cmd->p2);
	uint16_t sw;

	if (cmd->lc > 0 || cmd->le == 0 || (cmd->extended && c->short_only))
		return 0x6700;
	if ((cmd->p1 & 0x80) != 0) {
		if ((sw = select_fid(c, cmd->p1 & 0x1f)) != 0x9000)
			return sw;
		offset = cmd->p2;
	}
	if (c->ef < 0 || c->ef >= OTHER_FILES_MAX)
		return c->ef < 0 ? 0x6986 : 0x6981;
	f = &c->files[c->ef];
	if ((cmd->p1 & 0x80) != 0 && c->sfi_by_itself)
		c->ef = before;
	if ((sw = fault_of(c, f->fid)) != 0x9000)
		return sw;
	if (f->opened_by != 0 && (f->opened_by & c->verified) == 0)
		return 0x6982;
	return piece(c, f->bytes, f->len, offset, cmd->le, a);
}

static uint16_t
get_data(const struct other_card *c, const struct command *cmd, struct answer *a)
{
	const unsigned tag = (unsigned)(cmd->p1 << 8 | cmd->p2);
	const char *value = c->ap != OTHER_ISD ? "" : tag == 0x45 ? c->number : tag == 0xf2 ? c->expires : "";
	unsigned char raw[32] = { (unsigned char)tag, (unsigned char)strlen(value) };

	if (*value == '\0')
		return 0x6a88;
	memcpy(raw + 2, value, strlen(value));
	return c->tagged_data ? piece(c, raw, 2 + strlen(value), 0, cmd->le, a) :
	    piece(c, raw + 2, strlen(value), 0, cmd->le, a);
}

/* The PIN that P2 speaks of: 80 the current EF's, 80 | n that of short identifier n. */
static uint16_t
pin_of(struct other_card *c, unsigned char p2, enum other_pin *p)
{
	uint16_t sw = p2 == 0x80 ? 0x9000 : (p2 & 0xe0) == 0x80 ? select_fid(c, p2 & 0x1f) : 0x6a86;

	if (sw != 0x9000)
		return sw;
	if (c->ef < OTHER_FILES_MAX)
		return c->ef < 0 ? 0x6986 : 0x6981;
	*p = (enum other_pin)(c->ef - OTHER_FILES_MAX);
	return fault_of(c, pins[*p].fid);
}

static uint16_t
verify(struct other_card *c, const struct command *cmd)
{
	enum other_pin p;
	uint16_t sw = pin_of(c, cmd->p2, &p);

	if (sw != 0x9000)
		return sw;
	if (cmd->lc == 0)
		return (uint16_t)(0x63c0 | c->pins[p].left);
	c->verifies++;
	if (c->pins[p].left == 0)
		return 0x6984;
	if (cmd->lc != strlen(c->pins[p].value) || memcmp(cmd->data, c->pins[p].value, cmd->lc) != 0) {
		c->verified &= ~OTHER_PIN_BIT(p);
		return (uint16_t)(0x63c0 | --c->pins[p].left);
	}
	c->pins[p].left = pins[p].tries;
	c->verified |= OTHER_PIN_BIT(p);
	return 0x9000;
}

/* CHANGE REFERENCE DATA, and the CHANGE KEY of the resident register's two. */
static uint16_t
change(struct other_card *c, const struct command *cmd)
{
	enum other_pin p;
	uint16_t sw = pin_of(c, cmd->p2, &p);

	if (sw != 0x9000)
		return sw;
	if ((cmd->ins == 0x32) != (p == OTHER_JUKI_PIN || p == OTHER_JUKI_COMMON))
		return 0x6d00;
	if ((c->verified & OTHER_PIN_BIT(p)) == 0)
		return 0x6982;
	if (cmd->lc == 0 || cmd->lc > 16)
		return 0x6700;
	c->changes++;
	memcpy(c->pins[p].value, cmd->data, cmd->lc);
	c->pins[p].value[cmd->lc] = '\0';
	return 0x9000;
}

/* What is left of an answer that came in portions. */
static uint16_t
get_response(struct other_card *c, const struct command *cmd, struct answer *a)
{
	if (c->rest_len == 0)
		return 0x6985;
	a->len = cmd->le < c->rest_len ? cmd->le : c->rest_len;
	memcpy(a->data, c->rest, a->len);
	c->rest_len -= a->len;
	memmove(c->rest, c->rest + a->len, c->rest_len);
	return c->rest_len == 0 ? 0x9000 : (uint16_t)(0x6100 | (c->rest_len < 256 ? c->rest_len : 0));
}

static void
into_portions(struct other_card *c, struct answer *a)
{
	if (c->portion == 0 || a->len <= c->portion)
		return;
	c->rest_len = a->len - c->portion;
	memcpy(c->rest, a->data + c->portion, c->rest_len);
	a->len = c->portion;
	a->sw = (uint16_t)(0x6100 | (c->rest_len < 256 ? c->rest_len : 0));
}

static uint16_t
dispatch(struct other_card *c, const struct command *cmd, struct answer *a)
{
	static const struct { unsigned char cla, ins; } known[] = {
		{ 0x00, 0xa4 }, { 0x00, 0xb0 }, { 0x00, 0xca }, { 0x00, 0x20 }, { 0x00, 0x24 }, { 0x80, 0x32 }, { 0x00, 0xc0 },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].ins == cmd->ins)
			break;
	if (i == sizeof(known) / sizeof(*known))
		return 0x6d00;
	if (known[i].cla != cmd->cla)
		return 0x6e00;
	switch (cmd->ins) {
	case 0xa4:
		return select_any(c, cmd);
	case 0xb0:
		return read_binary(c, cmd, a);
	case 0xca:
		return get_data(c, cmd, a);
	case 0x20:
		return verify(c, cmd);
	case 0xc0:
		return get_response(c, cmd, a);
	default:
		return change(c, cmd);
	}
}

size_t
other_card_answer(struct other_card *c, const unsigned char *command, size_t len, unsigned char *answer)
{
	struct answer a = { .len = 0 };
	struct command cmd;
	bool stumbles;

	c->commands++;
	c->stumbles -= (stumbles = c->stumbles > 0);
	if (c->dead || stumbles)
		a.sw = 0x6f00;
	else if (!c->powered || len < 4 || !parse(command, len, &cmd))
		a.sw = 0x6700;
	else
		a.sw = dispatch(c, &cmd, &a);
	if (a.sw == 0x9000 && cmd.ins != 0xc0)
		into_portions(c, &a);
	memcpy(answer, a.data, a.len);
	answer[a.len] = (unsigned char)(a.sw >> 8);
	answer[a.len + 1] = (unsigned char)a.sw;
	return a.len + 2;
}

void
other_card_power(struct other_card *c, bool on)
{
	c->powered = on;
	c->ap = OTHER_ISD;
	c->ef = -1;
	c->verified = 0;
	c->rest_len = 0;
}

const unsigned char *
other_card_atr(size_t *len)
{
	static const unsigned char atr[] = { 0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14 };

	*len = sizeof(atr);
	return atr;
}
