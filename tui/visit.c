/* The visit in hand. */
#include "tui/visit.h"

#include <stdio.h>
#include <string.h>

#include <openssl/crypto.h>

#include "lang.h"

static const struct { const char *code, *name; } procedures[] = {
	{ "issue", "発行" },
	{ "renew", "更新" },
	{ "unlock", "暗証番号の再設定" },
	{ "change-pin", "暗証番号の変更" },
	{ "revoke", "失効" },
};

void
visit_clear(struct visit *v)
{
	desk_pins_wipe(&v->secrets);
	reception_free(&v->reception);
	OPENSSL_cleanse(v, sizeof *v);
}

const char *
visit_procedure_name(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof procedures / sizeof procedures[0]; i++) {
		if (strcmp(procedures[i].code, code) == 0)
			return tr(procedures[i].name);
	}
	return code;
}

void
visit_name(const struct visit *v, char *out, size_t size)
{
	static const char *const sets[] = { "", "署名用", "利用者証明用", "署名用+利用者証明用" };
	const char *of = tr(sets[v->certificates & CERT_BOTH]);

	(void)snprintf(out, size, "%s %s", visit_procedure_name(v->procedure), of[0] != '\0' ? of : "");
}

void
visit_case(const struct visit *v, struct case_file *f)
{
	*f = v->reception.file;
	f->person = v->person;
	f->proxy = v->proxy;
}

static void
plan(struct pin_plan *p, unsigned mask, enum ask_for what)
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		if (mask & 1u << k)
			p->asks[p->count++] = (struct pin_ask){ (enum pin_kind)k, what };
	}
}

/* A PIN is either known or set anew, so that twice their number is enough. */
void
visit_plan(struct visit *v, unsigned known, unsigned fresh, unsigned old, void (*then)(struct app *))
{
	v->plan = (struct pin_plan){ .then = then };
	plan(&v->plan, known & ~fresh, ASK_KNOWN);
	plan(&v->plan, old, ASK_OLD);
	plan(&v->plan, fresh, ASK_FRESH);
}
