/* What stands in the training card's files. Source: sources(7) C3, 4. */
#include <stdio.h>
#include <string.h>

#include "card/virtual/parts-private.h"
#include "base/person-name.h"

static void
put_number(unsigned char *out, unsigned value)
{
	memcpy(out, (const unsigned char[]){ 0, 0, (unsigned char)(value >> 8), (unsigned char)(value & 0xff) }, 4);
}

static void
put_padded(unsigned char *out, size_t size, const char *text)
{
	memset(out, ' ', size);
	memcpy(out, text, strlen(text));
}

/* CK_TOKEN_INFO of PKCS#11 with 32-bit numbers, 160 bytes. */
size_t
virtual_token_info(const struct virtual_state *s, unsigned char *out)
{
	memset(out, 0, 160);
	put_padded(out, 32, "JPKIAPICCTOKEN2");
	put_padded(out + 32, 32, "madoguchi training card");
	put_padded(out + 64, 16, "training");
	memcpy(out + 80, s->fixed.number, 16);
	put_number(out + 96, 0x040c);		/* login required, PIN initialised, token initialised */
	put_number(out + 116, 16);		/* longest and shortest PIN */
	put_number(out + 120, 4);
	memcpy(out + 140, (const unsigned char[]){ 2, 0, 1, 0 }, 4);
	memset(out + 144, '0', 16);
	return 160;
}

size_t
virtual_presence(const struct virtual_state *s, unsigned char *out)
{
	out[0] = s->chunks[SLOT_CERTS + 2 * CERT_SIGN + ACTIVE].len > 0 ? 0x8f : 0;
	out[1] = s->chunks[SLOT_CERTS + 2 * CERT_AUTH + ACTIVE].len > 0 ? 0x8f : 0;
	out[2] = 0;
	return 3;
}

/* No individual number, not even an invented one: twelve digits whose check digit is wrong. */
size_t
virtual_number_file(const struct virtual_state *s, unsigned char *out)
{
	(void)s;
	memcpy(out, "\xff\x10\x0c" "000000000001" "\xff\xff", 17);
	return 17;
}

size_t
virtual_common_record(const struct virtual_state *s, unsigned char *out)
{
	out[0] = 0x01;
	out[1] = 0x1c;
	memcpy(out + 2, s->fixed.number, 15);
	memcpy(out + 17, s->fixed.city_code, 5);
	memcpy(out + 22, s->fixed.expires, 8);
	return 30;
}

static size_t
put_len(unsigned char *out, size_t len)
{
	if (len < 0x80) {
		out[0] = (unsigned char)len;
		return 1;
	}
	memcpy(out, (const unsigned char[]){ 0x82, (unsigned char)(len >> 8), (unsigned char)(len & 0xff) }, 3);
	return 3;
}

static size_t
put_field(unsigned char *out, unsigned tag, const char *value)
{
	size_t len = strlen(value), head = 2;

	out[0] = (unsigned char)(tag >> 8);
	out[1] = (unsigned char)(tag & 0xff);
	head += put_len(out + 2, len);
	memcpy(out + head, value, len);
	return head + len;
}

static const char *
sex_digit(enum sex sex)
{
	return sex == SEX_MALE ? "1" : sex == SEX_FEMALE ? "2" : "9";
}

/* FF20 { DF21 four offsets from the file's start, DF22 name, DF23 address, DF24 birth, DF25 sex }, then filler. */
void
virtual_attributes(const struct person *p, struct virtual_chunk *out)
{
	char born[32], name[PERSON_NAME_MAX + 1];
	const struct { unsigned tag; const char *value; } fields[] = {
		{ 0xdf22, name }, { 0xdf23, p->address }, { 0xdf24, born }, { 0xdf25, sex_digit(p->sex) },
	};
	unsigned char body[2048];
	size_t at = 11, head = 2, starts[4], i;

	if (person_name_whole(p, &person_name_usual, name) != ERR_NONE)
		(void)snprintf(name, sizeof(name), "%s", p->name);
	(void)snprintf(born, sizeof(born), "%04d%02d%02d", p->born.year, p->born.month,
	    date_bare(p->born).day);
	for (i = 0; i < 4; i++) {
		starts[i] = at;
		at += put_field(body + at, fields[i].tag, fields[i].value);
	}
	memcpy(out->bytes, "\xff\x20", 2);
	head += put_len(out->bytes + 2, at);
	memcpy(body, "\xdf\x21\x08", 3);
	for (i = 0; i < 4; i++) {
		body[3 + 2 * i] = (unsigned char)((head + starts[i]) >> 8);
		body[4 + 2 * i] = (unsigned char)((head + starts[i]) & 0xff);
	}
	memcpy(out->bytes + head, body, at);
	memset(out->bytes + head + at, 0xff, 16);
	out->len = head + at + 16;
}
