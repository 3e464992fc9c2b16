/* READ BINARY, READ RECORD and GET DATA of the training card. Source: sources(7) C2. */
#include <string.h>

#include "card/virtual/parts-private.h"

/* A piece of size bytes; less than asked for is given where less is left. */
uint16_t
virtual_piece(const unsigned char *bytes, size_t size, size_t offset, size_t le, struct reply *r)
{
	if (offset >= size)
		return 0x6b00;
	r->len = le < size - offset ? le : size - offset;
	memcpy(r->data, bytes + offset, r->len);
	return 0x9000;
}

static uint16_t
may_read(const struct virtual_card *c)
{
	const struct virtual_ef *f = c->ef;

	if (f->kind == EF_CLOSED)
		return 0x6982;
	if (f->kind != EF_CHUNK && f->kind != EF_MADE)
		return 0x6981;
	return f->opened_by == 0 || (c->verified & f->opened_by) != 0 ? 0x9000 : 0x6982;
}

uint16_t
virtual_read_binary(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	unsigned char made[256];
	const struct virtual_chunk *chunk;
	size_t offset = (size_t)(cmd->p1 << 8 | cmd->p2);
	uint16_t sw;

	if (cmd->lc != 0 || cmd->le == 0)
		return 0x6700;
	if ((cmd->p1 & 0x80) != 0) {
		if ((cmd->p1 & 0x60) != 0)
			return 0x6a86;
		if ((sw = virtual_select_fid(c, cmd->p1 & 0x1f)) != 0x9000)
			return sw;
		offset = cmd->p2;
	}
	if (c->ef == NULL)
		return 0x6986;
	if ((sw = may_read(c)) != 0x9000)
		return sw;
	if (c->ef->kind == EF_MADE)
		return virtual_piece(made, c->ef->make(&c->state, made), offset, cmd->le, r);
	chunk = &c->state.chunks[c->ef->index];
	return virtual_piece(chunk->bytes, chunk->len, offset, cmd->le, r);
}

/* P1 a record's number, P2 04 the current file or SFI << 3 | 4. Every file of ours has one record. */
uint16_t
virtual_read_record(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	unsigned char made[256];
	uint16_t sw;

	if (cmd->lc != 0 || cmd->le == 0)
		return 0x6700;
	if ((cmd->p2 & 7) != 4)
		return 0x6a86;
	if (cmd->p2 >> 3 != 0 && (sw = virtual_select_fid(c, cmd->p2 >> 3)) != 0x9000)
		return sw;
	if (c->ef == NULL)
		return 0x6986;
	if (c->ef->kind != EF_RECORD)
		return 0x6981;
	if (cmd->p1 != 1)
		return 0x6a83;
	return virtual_piece(made, c->ef->make(&c->state, made), 0, cmd->le, r);
}

/* The ATR goes without its first byte, and under any application; the rest belongs to the issuer's domain. */
uint16_t
virtual_get_data(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	const struct virtual_fixed *f = &c->state.fixed;
	size_t atr_len;
	const unsigned char *atr = virtual_atr(&atr_len);
	const struct { unsigned tag; const unsigned char *value; size_t len; bool anywhere; } objects[] = {
		{ 0x0045, f->number, sizeof(f->number), false },
		{ 0x00f0, f->city_code, sizeof(f->city_code), false },
		{ 0x00f2, f->expires, sizeof(f->expires), false },
		{ 0x5f51, atr + 1, atr_len - 1, true },
	};
	unsigned tag = (unsigned)(cmd->p1 << 8 | cmd->p2);
	size_t i;

	if (cmd->lc != 0 || cmd->le == 0)
		return 0x6700;
	for (i = 0; i < sizeof(objects) / sizeof(*objects); i++)
		if (objects[i].tag == tag && (objects[i].anywhere || c->ap == AP_ISD))
			return virtual_piece(objects[i].value, objects[i].len, 0, cmd->le, r);
	return 0x6a88;
}
