/* madoguchictl ca show, cert, crl, list: the embedded CA's two certificates, revocation lists and book. */
#include "cli/cmd.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "issuer/local/local.h"

#define CRL_MAX (4u << 20)

/* --- PEM, RFC 7468 ---------------------------------------------------------------------------- */

#define PEM_LINE 48	/* bytes that make 64 characters */

static void
add_pem(struct call *c, const char *label, const unsigned char *der, size_t len)
{
	unsigned char line[PEM_LINE / 3 * 4 + 1];
	size_t i, n;

	buf_printf(&c->out, "-----BEGIN %s-----", label);
	call_line(c);
	for (i = 0; i < len; i += n) {
		n = len - i < PEM_LINE ? len - i : PEM_LINE;
		(void)EVP_EncodeBlock(line, der + i, (int)n);
		buf_puts(&c->out, (const char *)line);
		call_line(c);
	}
	buf_printf(&c->out, "-----END %s-----", label);
	call_line(c);
}

/* The one word: sign or auth. */
static enum err
take_kind(struct call *c, enum cert_kind *kind)
{
	enum err e = call_words(c, 1, 1);

	if (e != ERR_NONE)
		return e;
	*kind = cert_by_code(c->argv[0]);
	return *kind != CERT_COUNT ? ERR_NONE : call_fail(c, ERR_USAGE, "%s", c->argv[0]);
}

/* --- ca show ---------------------------------------------------------------------------------- */

static void
show_one(struct call *c, enum cert_kind kind, const struct cert_info *info)
{
	char serial[2 * CERT_SERIAL_MAX + 1], day[64];

	cert_hex(info->serial, info->serial_len, serial, sizeof(serial));
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "kind", cert_code(kind));
		json_string(&c->out, "organization", c->setting->ca);
		json_string(&c->out, "serial", serial);
		json_date(&c->out, "from", info->not_before.date);
		json_date(&c->out, "expires", info->not_after.date);
		json_object_end(&c->out);
	} else {
		date_format_era(info->not_after.date, day, sizeof(day));
		buf_printf(&c->out, tr("%s\tO=%s\t%s\t%sまで"), cert_code(kind), c->setting->ca, serial, day);
	}
	call_line(c);
}

static enum err
ca_show_run(struct call *c)
{
	struct issuer *ca = c->context->desk.issuer;
	struct cert_info info;
	struct cert cert;
	unsigned k;
	enum err e;

	if ((e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	for (k = 0; k < CERT_COUNT; k++) {
		if ((e = ca->ops->ca_cert(ca, (enum cert_kind)k, &cert)) != ERR_NONE ||
		    (e = cert_parse(&cert, &info)) != ERR_NONE)
			return e;
		show_one(c, (enum cert_kind)k, &info);
	}
	return ERR_NONE;
}

const struct command ca_show_command = {
	.name = "ca show",
	.usage = "[--json]",
	.text = "内蔵の認証局(署名用と利用者証明用)",
	.parts = DESK_ISSUER,
	.run = ca_show_run,
};

/* --- ca cert ---------------------------------------------------------------------------------- */

static enum err
ca_cert_run(struct call *c)
{
	struct issuer *ca = c->context->desk.issuer;
	enum cert_kind kind;
	struct cert cert;
	enum err e;

	if ((e = take_kind(c, &kind)) != ERR_NONE || (e = ca->ops->ca_cert(ca, kind, &cert)) != ERR_NONE)
		return e;
	add_pem(c, "CERTIFICATE", cert.der, cert.len);
	return ERR_NONE;
}

const struct command ca_cert_command = {
	.name = "ca cert",
	.usage = "sign|auth",
	.text = "認証局の証明書(PEM)",
	.parts = DESK_ISSUER,
	.run = ca_cert_run,
};

/* --- ca crl ----------------------------------------------------------------------------------- */

static enum err
ca_crl_run(struct call *c)
{
	enum cert_kind kind;
	unsigned char *der;
	size_t len;
	enum err e;

	if ((e = take_kind(c, &kind)) != ERR_NONE || (e = desk_allow(&c->context->desk, ACT_CA, "")) != ERR_NONE)
		return e;
	if ((der = malloc(CRL_MAX)) == NULL)
		return ERR_MEMORY;
	e = local_ca_crl(c->context->desk.issuer, kind, call_actor(c).at, der, CRL_MAX, &len);
	if (e == ERR_NONE)
		add_pem(c, "X509 CRL", der, len);
	free(der);
	return e;
}

const struct command ca_crl_command = {
	.name = "ca crl",
	.usage = "sign|auth",
	.text = "失効リスト(PEM)",
	.parts = DESK_ISSUER,
	.run = ca_crl_run,
};

/* --- ca list ---------------------------------------------------------------------------------- */

static const char *const states[] = {
	[ISSUER_PENDING] = "pending",
	[ISSUER_VALID] = "valid",
	[ISSUER_REVOKED] = "revoked",
	[ISSUER_DROPPED] = "dropped",
};

/* The book keeps no clock: one whose last day has passed is still written there as valid. */
static const char *
state_of(const struct call *c, const struct local_ca_row *row)
{
	const bool ended = date_compare(call_actor(c).at.date, row->expires) > 0;

	return row->state == ISSUER_VALID && ended ? "expired" : states[row->state];
}

static bool
list_row(void *ctx, const struct local_ca_row *row)
{
	struct call *c = ctx;
	char serial[2 * CERT_SERIAL_MAX + 1], day[16];

	cert_hex(row->serial, row->serial_len, serial, sizeof(serial));
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "kind", cert_code(row->kind));
		json_string(&c->out, "serial", serial);
		json_string(&c->out, "state", state_of(c, row));
		json_date(&c->out, "expires", row->expires);
		json_object_end(&c->out);
	} else {
		date_format_iso(row->expires, day, sizeof(day));
		buf_printf(&c->out, "%s\t%s\t%s\t%s", cert_code(row->kind), serial, state_of(c, row), day);
	}
	call_line(c);
	return true;
}

static enum err
ca_list_run(struct call *c)
{
	enum err e = call_words(c, 0, 0);

	return e != ERR_NONE ? e : local_ca_list(c->context->desk.issuer, list_row, c);
}

const struct command ca_list_command = {
	.name = "ca list",
	.usage = "[--json]",
	.text = "発行した証明書の一覧",
	.parts = DESK_ISSUER,
	.run = ca_list_run,
};

/* --- ca issued ---------------------------------------------------------------------------------- */

struct wanted { const char *serial; struct cert cert; };

static bool
take_wanted(void *ctx, const struct local_ca_row *row)
{
	struct wanted *w = ctx;
	char serial[2 * CERT_SERIAL_MAX + 1];

	cert_hex(row->serial, row->serial_len, serial, sizeof(serial));
	if (strcmp(serial, w->serial) != 0)
		return true;
	w->cert = row->cert;
	return false;
}

static enum err
ca_issued_run(struct call *c)
{
	struct wanted w = { .serial = NULL };
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE)
		return e;
	w.serial = c->argv[0];
	if ((e = local_ca_list(c->context->desk.issuer, take_wanted, &w)) != ERR_NONE)
		return e;
	if (w.cert.len == 0)
		return call_fail(c, ERR_CA_UNKNOWN_REQUEST, "%s", w.serial);
	add_pem(c, "CERTIFICATE", w.cert.der, w.cert.len);
	return ERR_NONE;
}

const struct command ca_issued_command = {
	.name = "ca issued",
	.usage = "SERIAL",
	.text = "発行した証明書(PEM、番号は ca list のもの)",
	.parts = DESK_ISSUER,
	.run = ca_issued_run,
};
