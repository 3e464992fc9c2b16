/* The training card itself: powered, reset, and given commands. Source: sources(7) C1, 2; ISO/IEC 7816-4. */
#include "card/virtual/virtual.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "card/virtual/parts-private.h"

#define AP_BIT(ap) (1u << (ap))
#define AP_ANY (~0u)

static uint16_t
get_challenge(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	(void)c;
	if (cmd->p1 != 0 || cmd->p2 != 0)
		return 0x6a86;
	if (cmd->lc != 0 || cmd->le == 0 || cmd->le > 256)
		return 0x6700;
	if (RAND_bytes(r->data, (int)cmd->le) != 1)
		return 0x6f00;
	r->len = cmd->le;
	return 0x9000;
}

/* What the card obeys outside the training application; anything else is refused. */
static const struct instruction {
	unsigned char cla, ins;
	unsigned aps;
	uint16_t (*run)(struct virtual_card *, const struct virtual_command *, struct reply *);
} instructions[] = {
	{ 0x00, 0x20, AP_BIT(AP_JPKI) | AP_BIT(AP_TEXT) | AP_BIT(AP_JUKI) | AP_BIT(AP_COMMON), virtual_verify },
	{ 0x00, 0x24, AP_BIT(AP_JPKI) | AP_BIT(AP_TEXT), virtual_change },
	{ 0x00, 0x84, AP_ANY, get_challenge },
	{ 0x00, 0xA4, AP_ANY, virtual_select },
	{ 0x00, 0xB0, AP_ANY, virtual_read_binary },
	{ 0x00, 0xB2, AP_BIT(AP_JUKI) | AP_BIT(AP_COMMON), virtual_read_record },
	{ 0x00, 0xCA, AP_ANY, virtual_get_data },
	{ 0x80, 0x2A, AP_BIT(AP_JPKI), virtual_sign },
	{ 0x80, 0x32, AP_BIT(AP_JUKI) | AP_BIT(AP_COMMON), virtual_change },
};

static uint16_t
run_instruction(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	const struct instruction *i, *end = instructions + sizeof(instructions) / sizeof(*instructions);
	uint16_t sw = 0x6e00;

	for (i = instructions; i < end; i++) {
		if (i->cla != cmd->cla)
			continue;
		if (i->ins == cmd->ins && (i->aps & AP_BIT(c->ap)) != 0)
			return i->run(c, cmd, r);
		sw = 0x6d00;
	}
	return sw;
}

static uint16_t
run(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	if (c->state.fixed.damaged)
		return 0x6f00;
	if (cmd->cla >= 0x01 && cmd->cla <= 0x03)
		return 0x6881;
	if (cmd->cla > 0x03 && cmd->cla <= 0x0f)	/* secure messaging, which only the training application has */
		return cmd->ins == 0xA4 ? 0x6882 : 0x69fc;
	if (c->ap == AP_TRAINING && !(cmd->cla == 0 && cmd->ins == 0xA4 && cmd->p1 == 4))
		return virtual_channel(c, cmd, r);
	return run_instruction(c, cmd, r);
}

static size_t
two(const unsigned char *p)
{
	return (size_t)(p[0] << 8 | p[1]);
}

/* Lc and Le behind the header, long form: 00, then two bytes each. */
static bool
parse_extended(const unsigned char *in, size_t len, struct virtual_command *cmd)
{
	size_t le_at = 5;

	cmd->extended = true;
	if (len != 7) {
		if (len < 7 || (cmd->lc = two(in + 5)) == 0)
			return false;
		cmd->data = in + 7;
		if (len == 7 + cmd->lc)
			return true;
		if (len != 9 + cmd->lc)
			return false;
		le_at = 7 + cmd->lc;
	}
	cmd->le = two(in + le_at) != 0 ? two(in + le_at) : 65536;
	return true;
}

static bool
parse(const unsigned char *in, size_t len, struct virtual_command *cmd)
{
	if (len < 4)
		return false;
	*cmd = (struct virtual_command){ .cla = in[0], .ins = in[1], .p1 = in[2], .p2 = in[3] };
	if (len == 4)
		return true;
	if (len == 5) {
		cmd->le = in[4] != 0 ? in[4] : 256;
		return true;
	}
	if (in[4] == 0)
		return parse_extended(in, len, cmd);
	cmd->lc = in[4];
	cmd->data = in + 5;
	if (len == 5 + cmd->lc)
		return true;
	if (len != 6 + cmd->lc)
		return false;
	cmd->le = in[len - 1] != 0 ? in[len - 1] : 256;
	return true;
}

size_t
virtual_answer(struct virtual_card *c, const unsigned char *command, size_t len, unsigned char *answer, size_t cap)
{
	struct virtual_command cmd;
	struct reply r = { .len = 0 };

	if (cap < 2)
		return 0;
	r.sw = parse(command, len, &cmd) ? run(c, &cmd, &r) : 0x6700;
	if (r.len > cap - 2) {
		r.len = 0;
		r.sw = 0x6f00;
	}
	memcpy(answer, r.data, r.len);
	answer[r.len] = (unsigned char)(r.sw >> 8);
	answer[r.len + 1] = (unsigned char)(r.sw & 0xff);
	return r.len + 2;
}

enum err
virtual_open(const char *path, struct virtual_card **out)
{
	struct virtual_card *c;
	enum err e = ERR_MEMORY;

	*out = NULL;
	if ((c = calloc(1, sizeof(*c))) == NULL)
		return ERR_MEMORY;
	c->lock = -1;
	if ((c->path = strdup(path)) == NULL || (e = virtual_file_lock(path, &c->lock)) != ERR_NONE ||
	    (e = virtual_file_read(path, &c->state)) != ERR_NONE)
		virtual_close(&c);
	else
		virtual_power_on(c);
	*out = c;
	return e;
}

void
virtual_close(struct virtual_card **c)
{
	if (*c == NULL)
		return;
	if ((*c)->lock != -1)
		(void)close((*c)->lock);
	free((*c)->path);
	OPENSSL_cleanse(*c, sizeof(**c));
	free(*c);
	*c = NULL;
}

static void
to_root(struct virtual_card *c)
{
	sm_close(&c->sm);
	c->ap = AP_ISD;
	c->ef = NULL;
	c->privileged_ef = 0;
}

void
virtual_power_on(struct virtual_card *c)
{
	to_root(c);
	c->login_ap = AP_ISD;
	c->verified = 0;
}

/* What was verified outlives a warm reset: measured on a contactless card (sources(7) C2). */
void
virtual_reset(struct virtual_card *c)
{
	to_root(c);
}

/* The only contact card that OpenSC's table knows; nobody should go by it. */
const unsigned char *
virtual_atr(size_t *len)
{
	static const unsigned char atr[] = { 0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14 };

	*len = sizeof(atr);
	return atr;
}
