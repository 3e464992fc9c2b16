/* Puts commands into bytes and takes answers apart. Source: ISO/IEC 7816-4 clause 5 (cases 1 to 4). */
#include "card/apdu.h"

#include <string.h>

#define SHORT_LE_MAX 256

static bool
in_bounds(const struct apdu *a)
{
	if (a->lc > APDU_DATA_MAX || (a->lc > 0 && a->data == NULL) || a->le > APDU_ANSWER_MAX)
		return false;
	return a->lc == 0 || a->le <= SHORT_LE_MAX;	/* an extended Le beside data would need an extended Lc */
}

static size_t
put_le(unsigned char *out, size_t le)
{
	if (le == 0)
		return 0;
	if (le <= SHORT_LE_MAX) {
		out[0] = (unsigned char)(le & 0xff);	/* 256 is 00 */
		return 1;
	}
	out[0] = 0;
	out[1] = (unsigned char)(le >> 8);
	out[2] = (unsigned char)(le & 0xff);
	return 3;
}

enum err
apdu_encode(const struct apdu *a, unsigned char *out, size_t cap, size_t *len)
{
	unsigned char le[3];
	size_t le_len, at = 4;

	if (!in_bounds(a))
		return ERR_TOO_LONG;
	le_len = put_le(le, a->le);
	if (cap < at + (a->lc > 0 ? 1 + a->lc : 0) + le_len)
		return ERR_TOO_LONG;
	memcpy(out, (const unsigned char[]){ a->cla, a->ins, a->p1, a->p2 }, 4);
	if (a->lc > 0) {
		out[at++] = (unsigned char)a->lc;
		memcpy(out + at, a->data, a->lc);
		at += a->lc;
	}
	memcpy(out + at, le, le_len);
	*len = at + le_len;
	return ERR_NONE;
}

enum err
apdu_decode(const unsigned char *in, size_t len, struct reply *r)
{
	r->len = 0;
	r->sw = 0;
	if (len < 2 || len - 2 > sizeof(r->data))
		return ERR_CARD_ANSWER;
	r->len = len - 2;
	memcpy(r->data, in, r->len);
	r->sw = (uint16_t)(in[len - 2] << 8 | in[len - 1]);
	return ERR_NONE;
}
