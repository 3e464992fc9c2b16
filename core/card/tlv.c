/* Reads BER-TLV. A length is believed only after it fits what is left. */
#include "card/tlv.h"

#define TAG_BYTES 3
#define LENGTH_BYTES 3

/* Bytes that the tag takes; 0 when it is cut or too long. */
static size_t
read_tag(const unsigned char *p, size_t len, unsigned *tag)
{
	size_t n = 0;

	if (len == 0)
		return 0;
	*tag = p[n++];
	if ((p[0] & 0x1f) != 0x1f)
		return n;
	do {
		if (n == len || n == TAG_BYTES)
			return 0;
		*tag = *tag << 8 | p[n];
	} while ((p[n++] & 0x80) != 0);
	return n;
}

/* Bytes that the length takes; 0 when it is cut, indefinite or too long. */
static size_t
read_length(const unsigned char *p, size_t len, size_t *value)
{
	size_t n, i;

	if (len == 0)
		return 0;
	*value = p[0];
	if (p[0] < 0x80)
		return 1;
	n = p[0] & 0x7fu;
	if (n == 0 || n > LENGTH_BYTES || n > len - 1)
		return 0;
	*value = 0;
	for (i = 1; i <= n; i++)
		*value = *value << 8 | p[i];
	return 1 + n;
}

enum err
tlv_head(const unsigned char *p, size_t len, unsigned *tag, size_t *head, size_t *value)
{
	size_t t, l;

	if ((t = read_tag(p, len, tag)) == 0 || (l = read_length(p + t, len - t, value)) == 0)
		return ERR_CARD_ANSWER;
	*head = t + l;
	return ERR_NONE;
}

enum err
tlv_next(struct tlv_reader *r, struct tlv *t)
{
	size_t head, value;

	if (tlv_head(r->at, r->left, &t->tag, &head, &value) != ERR_NONE || value > r->left - head)
		return ERR_CARD_ANSWER;
	t->value = r->at + head;
	t->len = value;
	r->at += head + value;
	r->left -= head + value;
	return ERR_NONE;
}

enum err
tlv_find(const unsigned char *p, size_t len, unsigned tag, struct tlv *t)
{
	struct tlv_reader r = { p, len };
	enum err e;

	do
		e = tlv_next(&r, t);
	while (e == ERR_NONE && t->tag != tag);
	return e;
}
