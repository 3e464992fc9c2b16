/* The training card's applications and files as tables, and SELECT. Source: sources(7) C1 to C4. */
#include <string.h>

#include "card/virtual/parts-private.h"

static const struct application { enum card_ap ap; size_t len; unsigned char aid[16]; } applications[] = {
	{ AP_ISD, 7, { 0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 } },
	{ AP_JPKI, 10, { 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 } },
	{ AP_TEXT, 10, { 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08 } },
	{ AP_JUKI, 10, { 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01 } },
	{ AP_COMMON, 10, { 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00 } },
	{ AP_TRAINING, 11, { 0xF0, 0x4D, 0x41, 0x44, 0x4F, 0x47, 0x55, 0x43, 0x48, 0x49, 0x01 } },
};

#define APPLICATIONS (sizeof(applications) / sizeof(*applications))

static const struct virtual_ef files[] = {
	{ AP_JPKI, 0x0001, EF_CHUNK, .index = SLOT_CERTS + 2 * CERT_SIGN + ACTIVE, .opened_by = REF_BIT(REF_SIGN) },
	{ AP_JPKI, 0x0002, EF_CHUNK, .index = SLOT_CA_SIGN },
	{ AP_JPKI, 0x0005, .kind = EF_CLOSED },
	{ AP_JPKI, 0x0006, EF_MADE, .make = virtual_token_info },
	{ AP_JPKI, 0x0008, EF_MADE, .make = virtual_presence },
	{ AP_JPKI, 0x0009, .kind = EF_CLOSED },
	{ AP_JPKI, 0x000A, EF_CHUNK, .index = SLOT_CERTS + 2 * CERT_AUTH + ACTIVE },
	{ AP_JPKI, 0x000B, EF_CHUNK, .index = SLOT_CA_AUTH },
	{ AP_JPKI, 0x0010, .kind = EF_CLOSED },
	{ AP_JPKI, 0x0016, .kind = EF_CLOSED },
	{ AP_JPKI, 0x0017, EF_KEY, .index = CERT_AUTH, .opened_by = REF_BIT(REF_AUTH) },
	{ AP_JPKI, 0x0018, EF_PIN, .index = REF_AUTH },
	{ AP_JPKI, 0x0019, .kind = EF_CLOSED },
	{ AP_JPKI, 0x001A, EF_KEY, .index = CERT_SIGN, .opened_by = REF_BIT(REF_SIGN) },
	{ AP_JPKI, 0x001B, EF_PIN, .index = REF_SIGN },
	{ AP_JPKI, 0x001C, .kind = EF_CLOSED },
	{ AP_JPKI, 0x001E, .kind = EF_CLOSED },
	{ AP_TEXT, 0x0001, EF_MADE, .make = virtual_number_file, .opened_by = REF_BIT(REF_ASSIST) | REF_BIT(REF_A) },
	{ AP_TEXT, 0x0002, EF_CHUNK, .index = SLOT_TEXT, .opened_by = REF_BIT(REF_ASSIST) | REF_BIT(REF_B) },
	{ AP_TEXT, 0x0011, EF_PIN, .index = REF_ASSIST },
	{ AP_TEXT, 0x0012, EF_PIN, .index = REF_BLOCKED },
	{ AP_TEXT, 0x0014, EF_PIN, .index = REF_A },
	{ AP_TEXT, 0x0015, EF_PIN, .index = REF_B },
	{ AP_JUKI, 0x001C, EF_PIN, .index = REF_JUKI },
	{ AP_COMMON, 0x0001, EF_RECORD, .make = virtual_common_record },
	{ AP_COMMON, 0x0019, .kind = EF_CLOSED },
	{ AP_COMMON, 0x001C, EF_PIN, .index = REF_JUKI_COMMON },
};

/* Files that hold nothing aren't there. */
static bool
present(const struct virtual_card *c, const struct virtual_ef *f)
{
	switch (f->kind) {
	case EF_CHUNK:
		return c->state.chunks[f->index].len > 0;
	case EF_PIN:
		return c->state.fixed.refs[f->index].max > 0;
	case EF_KEY:
		return c->state.chunks[SLOT_KEYS + 2 * f->index + ACTIVE].len > 0;
	default:
		return true;
	}
}

uint16_t
virtual_select_fid(struct virtual_card *c, unsigned fid)
{
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(*files); i++)
		if (files[i].ap == c->ap && files[i].fid == fid && present(c, &files[i])) {
			c->ef = &files[i];
			return 0x9000;
		}
	return 0x6a82;
}

uint16_t
virtual_name_ef(struct virtual_card *c, unsigned p2)
{
	if ((p2 & 0xe0) != 0x80)
		return 0x6a86;
	if (p2 != 0x80)
		return virtual_select_fid(c, p2 & 0x1f);
	return c->ef != NULL ? 0x9000 : 0x6986;
}

const unsigned char *
virtual_training_aid(size_t *len)
{
	*len = applications[APPLICATIONS - 1].len;
	return applications[APPLICATIONS - 1].aid;
}

/* JICSAP lets a beginning of the name stand for the whole; the first that fits is meant. */
static const struct application *
find_application(const struct virtual_card *c, const unsigned char *name, size_t len)
{
	const struct application *a;

	for (a = applications; a < applications + APPLICATIONS; a++) {
		if (a->ap == AP_TRAINING && c->state.fixed.key_len == 0)
			continue;
		if (len > 0 && len <= a->len && memcmp(name, a->aid, len) == 0)
			return a;
	}
	return NULL;
}

/* Logins live as long as their application is the selected one; choosing it again keeps them (sources(7) C2). */
static uint16_t
select_application(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	const struct application *a = find_application(c, cmd->data, cmd->lc);

	if (a == NULL)
		return 0x6a82;
	if (a->ap != c->login_ap)
		c->verified = 0;
	c->login_ap = a->ap;
	sm_close(&c->sm);
	c->ap = a->ap;
	c->ef = NULL;
	c->privileged_ef = 0;
	if (cmd->p2 == 0) {
		memcpy(r->data,
		    (const unsigned char[]){ 0x6f, (unsigned char)(a->len + 2), 0x84, (unsigned char)a->len }, 4);
		memcpy(r->data + 4, a->aid, a->len);
		r->len = a->len + 4;
	}
	return 0x9000;
}

static uint16_t
select_file(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	uint16_t sw;

	if (cmd->lc != 2)
		return 0x6700;
	if ((sw = virtual_select_fid(c, (unsigned)(cmd->data[0] << 8 | cmd->data[1]))) != 0x9000)
		return sw;
	if (cmd->p2 == 0) {
		memcpy(r->data, (const unsigned char[]){ 0x6f, 4, 0x83, 2, cmd->data[0], cmd->data[1] }, 6);
		r->len = 6;
	}
	return 0x9000;
}

/* SELECT MF: measured to do nothing, and to say so only after a reset (sources(7) C2). */
static uint16_t
select_master(const struct virtual_card *c, const struct virtual_command *cmd)
{
	if (cmd->lc == 2)
		return 0x6a82;
	return cmd->lc == 0 && c->ap != AP_ISD ? 0x9000 : 0x6a86;
}

uint16_t
virtual_select(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	if (cmd->p1 == 0)
		return select_master(c, cmd);
	if (cmd->p2 != 0x0c && cmd->p2 != 0)
		return 0x6a86;
	if (cmd->p1 == 4)
		return select_application(c, cmd, r);
	return cmd->p1 == 2 ? select_file(c, cmd, r) : 0x6a86;
}
