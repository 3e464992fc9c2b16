/* The visit in hand. */
#include "tui/app/visit.h"

#include <stdio.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/lang.h"

void
visit_clear(struct visit *v)
{
	desk_pins_wipe(&v->secrets);
	reception_free(&v->reception);
	OPENSSL_cleanse(v, sizeof *v);
}

void
visit_forget_pins(struct visit *v)
{
	size_t i;

	for (i = 0; i < PIN_COUNT; i++) {
		secret_wipe(&v->secrets.pin[i]);
		secret_wipe(&v->secrets.old[i]);
	}
	for (i = 0; i < sizeof v->typed / sizeof v->typed[0]; i++)
		secret_wipe(&v->typed[i]);
	v->secrets.at_reader = 0;
	v->secrets.last_tries = 0;		/* what was confirmed was confirmed of them */
	v->plan.at = 0;
}

/* What the card and its holder said is still so; all else was the reception's before. */
void
visit_begin(struct visit *v)
{
	reception_free(&v->reception);
	memset(&v->proxy, 0, sizeof v->proxy);
	v->until = (struct date){ 0 };
	v->said_count = 0;
	v->number[0] = '\0';
	v->settled = v->confirmed = v->card_refused = v->at_rest = v->resumed = v->recorded = v->paper = v->kept = v->reply_seen = false;
}

const char *
visit_procedure_name(const char *code)
{
	const enum procedure_kind kind = procedure_by_code(code);

	return kind < PROCEDURE_COUNT ? tr(fact_info(FACT_PROCEDURE)->ja_words[kind]) : code;
}

bool
visit_issues(const struct visit *v)
{
	const enum procedure_kind kind = procedure_by_code(v->procedure);

	return kind == PROCEDURE_ISSUE || kind == PROCEDURE_RENEW;
}

static bool
about_pins(const struct visit *v)
{
	const enum procedure_kind kind = procedure_by_code(v->procedure);

	return kind == PROCEDURE_UNLOCK || kind == PROCEDURE_CHANGE_PIN || kind == PROCEDURE_WITH_PINS;
}

/* What the procedure is about: certificates, or PINs. */
void
visit_name(const struct visit *v, char *out, size_t size)
{
	const struct fact_info *info = fact_info(about_pins(v) ? FACT_PINS : FACT_CERTIFICATES);
	unsigned of = about_pins(v) ? v->pins : v->certificates;
	size_t n = (size_t)snprintf(out, size, "%s ", visit_procedure_name(v->procedure));
	bool first = true;
	int i;

	for (i = 0; info->words[i] != NULL && n < size; i++) {
		if ((of & 1u << i) == 0)
			continue;
		n += (size_t)snprintf(out + n, size - n, "%s%s", first ? "" : "+", tr(info->ja_words[i]));
		first = false;
	}
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
