/* The form for the print of the authority's terminal: what proves the case without a card reader. */
#include "tui/flow/terminal.h"

#include <string.h>

static enum err
check_serial(const char *value)
{
	unsigned char serial[CERT_SERIAL_MAX];
	size_t len;

	return value[0] == '\0' ? ERR_NONE : desk_print_serial(value, serial, &len);
}

static const struct field day_field = { .key = "day", .label = "処理した日", .type = FIELD_DATE, .max = 20,
    .required = true };
static const struct field serial_fields[CERT_COUNT] = {
	[CERT_SIGN] = { .key = "sign-serial", .label = "署名用 発行番号", .max = 60, .required = true,
	    .check = check_serial },
	[CERT_AUTH] = { .key = "auth-serial", .label = "利用者証明用 発行番号", .max = 60, .required = true,
	    .check = check_serial },
};
static const struct field until_fields[CERT_COUNT] = {
	[CERT_SIGN] = { .key = "sign-until", .label = "署名用 有効期限", .type = FIELD_DATE, .max = 20,
	    .required = true },
	[CERT_AUTH] = { .key = "auth-until", .label = "利用者証明用 有効期限", .type = FIELD_DATE, .max = 20,
	    .required = true },
};

void
terminal_fill_print(struct app *app, struct formview *v)
{
	const struct handover_want *w = &app->work.want;
	unsigned k;

	formview_add(v, &day_field);
	for (k = 0; k < CERT_COUNT; k++) {
		if (((w->fresh | w->gone) & CERT_BIT(k)) != 0)
			formview_add(v, &serial_fields[k]);
		if ((w->fresh & CERT_BIT(k)) != 0)
			formview_add(v, &until_fields[k]);
	}
}

static struct date
date_of(const struct formview *v, const struct field *f)
{
	char value[FIELD_VALUE_MAX];
	struct date d = { 0, 0, 0 };

	(void)formview_value(v, f->key, value);
	if (value[0] != '\0')
		(void)date_parse(value, &d);
	return d;
}

void
terminal_take_print(struct app *app, const struct formview *v)
{
	struct handover_print *p = &app->work.print_typed;
	char value[FIELD_VALUE_MAX];
	unsigned k;

	memset(p, 0, sizeof *p);
	p->day = date_of(v, &day_field);
	for (k = 0; k < CERT_COUNT; k++) {
		(void)formview_value(v, serial_fields[k].key, value);
		(void)desk_print_serial(value, p->said.certs[k].serial, &p->said.certs[k].serial_len);
		p->said.certs[k].until = date_of(v, &until_fields[k]);
	}
}
