/* The PINs of a visit: where each value stands, what a failure calls it, its tries, and which ones a case asks for. */
#include "desk/desk.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "card/reference.h"
#include "rule/rule.h"

void
desk_pins_wipe(struct desk_pins *pins)
{
	OPENSSL_cleanse(pins, sizeof(*pins));
}

const struct secret *
desk_pins_value(const struct desk_pins *pins, enum reference which, bool old)
{
	if (which == REFERENCE_B)
		return &pins->check_b;
	return old ? &pins->old[reference_pin(which)] : &pins->pin[reference_pin(which)];
}

int
desk_view_tries(const struct card_view *view, enum pin_kind pin, unsigned *last)
{
	int left = view->tries[pin];
	unsigned r;

	*last = 0;
	for (r = 0; r < REFERENCE_B; r++) {
		if (reference_pin((enum reference)r) != pin)
			continue;
		*last |= view->tries[r] == 1 ? REFERENCE_BIT(r) : 0;
		if (view->tries[r] >= 0 && (left < 0 || view->tries[r] < left))
			left = view->tries[r];
	}
	return left;
}

const char *
desk_reference_name(enum reference which)
{
	const struct pin_format *f;

	if (which == REFERENCE_B)
		return tr("照合番号B");
	if (which == REFERENCE_JUKI_COMMON)
		return tr("住民基本台帳用の暗証番号(カード共通)");
	f = pin_format((enum pin_kind)which);
	return lang_now() == LANG_EN ? f->en : f->ja;
}

void
desk_failed_words(enum err e, const struct desk_result *r, char *out, size_t size)
{
	char name[128];

	(void)snprintf(name, sizeof(name), r->old ? tr("いまの%s") : "%s", desk_reference_name(r->reference));
	out[0] = '\0';
	switch (e) {
	case ERR_PIN_WRONG:
	case ERR_PIN_LOCKED:
	case ERR_PIN_LAST_TRY:
	case ERR_B_WRONG:
	case ERR_B_LOCKED:
		(void)snprintf(out, size, tr("%s: 残り %d 回"), name, r->left);
		break;
	case ERR_PIN_DIFFERS:
		(void)snprintf(out, size, tr("入力された番号は、%sには合い、%sには合いません: 残り %d 回"),
		    desk_reference_name(REFERENCE_JUKI_COMMON), desk_reference_name(REFERENCE_JUKI), r->left);
		break;
	case ERR_PIN_MISSING:
		if (r->reference == REFERENCE_B)	/* either opens the card's word */
			(void)snprintf(name, sizeof(name), tr("%sか%s"), desk_reference_name(REFERENCE_B),
			    desk_reference_name(REFERENCE_ASSIST));
		(void)snprintf(out, size, "%s", name);
		break;
	case ERR_PIN_FORMAT:
	case ERR_PIN_FULL_WIDTH:
	case ERR_PIN_NONE:
		(void)snprintf(out, size, "%s", name);
		break;
	default:
		break;
	}
}

/* One more sentence. */
static void
add(char *out, size_t size, const char *sentence)
{
	const size_t used = strlen(out);

	(void)snprintf(out + used, size - used, "%s%s", used == 0 ? "" : lang_now() == LANG_EN ? ". " : "。", sentence);
}

static void
add_pin(char *out, size_t size, const struct desk_result *result, enum pin_kind pin)
{
	const struct pin_format *f = pin_format(pin);
	const unsigned bit = 1u << pin;
	char words[256];

	if (((result->pins_in_doubt | result->pins_set) & bit) == 0)
		return;
	(void)snprintf(words, sizeof(words), result->pins_split & bit ?
	    tr("%sは2か所のうち1か所だけ新しくなっています。設定し直してください") :
	    result->pins_in_doubt & bit ? tr("%sは新旧どちらか分かりません。設定し直してください") :
	    tr("%sは新しいものになっています"), lang_now() == LANG_EN ? f->en : f->ja);
	add(out, size, words);
}

static void
add_cert(char *out, size_t size, const struct desk_result *result, enum cert_kind kind)
{
	char words[256];

	if (((result->certs_new | result->certs_lost) & CERT_BIT(kind)) == 0)
		return;
	(void)snprintf(words, sizeof(words), result->certs_lost & CERT_BIT(kind) ?
	    tr("%sはカードから失われました。同じ手続をやり直してください") : tr("%sは新しいものになっています"),
	    cert_name(kind, lang_now()));
	add(out, size, words);
}

void
desk_pins_words(const struct desk_result *result, char *out, size_t size)
{
	unsigned k;

	out[0] = '\0';
	for (k = 0; k < PIN_COUNT; k++)
		add_pin(out, size, result, (enum pin_kind)k);
	for (k = 0; k < CERT_COUNT; k++)
		add_cert(out, size, result, (enum cert_kind)k);
}

/* --- which of them a case asks for --------------------------------------------------------------- */

/*
 * Those that the decision says are checked. It is our own JSON: in a string of it a quotation mark has a backslash
 * before it, so that no text is taken for an action.
 */
static unsigned
checked(const struct case_file *file)
{
	unsigned k, pins = 0;
	char action[32];

	for (k = 0; k < PIN_COUNT; k++) {
		(void)snprintf(action, sizeof(action), "\"verify-pin:%s\"", pin_format((enum pin_kind)k)->code);
		pins |= strstr(file->decision, action) != NULL ? 1u << k : 0;
	}
	return pins;
}

/* Where the section in charge has decided, new certificates want their PINs all the same. */
static unsigned
of_certificates(const struct case_file *file, enum procedure_kind kind)
{
	if (kind != PROCEDURE_ISSUE && kind != PROCEDURE_RENEW)
		return 0;
	return (file->certificates & CERT_BIT(CERT_SIGN) ? 1u << PIN_SIGN : 0) |
	    (file->certificates & CERT_BIT(CERT_AUTH) ? 1u << PIN_AUTH : 0);
}

void
desk_pins_wanted(const struct case_file *file, unsigned *verify, unsigned *fresh, unsigned *old)
{
	const enum procedure_kind kind = procedure_by_code(file->procedure);
	const bool decided = outcome_by_code(file->outcome) == OUTCOME_PROCEED;

	*verify = (decided ? checked(file) : of_certificates(file, kind)) & ~file->pins;
	*fresh = file->pins;
	*old = kind == PROCEDURE_CHANGE_PIN ? file->pins : 0;
}

bool
desk_needs_holder(const struct case_file *file)
{
	unsigned verify, fresh, old;

	desk_pins_wanted(file, &verify, &fresh, &old);
	return (fresh & ~old) != 0;
}
