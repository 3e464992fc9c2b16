/* Questions of the practice terminal. Orders come from anywhere, PINs from a terminal alone. */
#include "cli/terminal-ask.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/text.h"
#include "base/text-gate.h"
#include "cli/pins.h"

#define LINE_SIZE 64

static const struct { const char *word, *ja; bool certificates, pins; } procedures[] = {
	{ "issue", "発行", true, true },
	{ "renew", "更新", true, true },
	{ "unlock", "暗証番号の再設定", false, true },
	{ "revoke", "失効", true, false },
};
enum { PROCEDURES = sizeof(procedures) / sizeof(*procedures) };

static const char *
pin_label(unsigned pin)
{
	const struct pin_format *f = pin_format((enum pin_kind)pin);

	return lang_now() == LANG_EN ? f->en : f->ja;
}

/* --- orders ------------------------------------------------------------------------------------- */

/* A line without its end; false when there is none any more. */
static bool
ask_line(const char *question, char line[LINE_SIZE])
{
	(void)printf("%s: ", question);
	(void)fflush(stdout);
	if (fgets(line, LINE_SIZE, stdin) == NULL)
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	return true;
}

/* Which of n are named by their digits, from 1 on; false where anything else stands there, as a PIN that came too soon. */
static bool
digits_of(const char *line, unsigned n, unsigned *mask)
{
	for (*mask = 0; *line != '\0'; line++) {
		if (*line == ' ' || *line == ',')
			continue;
		if (*line < '1' || *line > (char)('0' + n))
			return false;
		*mask |= 1u << (*line - '1');
	}
	return true;
}

static bool
ask_mask(const char *question, const char *(*label)(unsigned), unsigned n, bool needed, unsigned *mask)
{
	char line[LINE_SIZE];
	unsigned i;

	do {
		for (i = 0; i < n; i++)
			(void)printf("  %u %s\n", i + 1, label(i));
		if (!ask_line(question, line))
			return false;
	} while (!digits_of(line, n, mask) || (needed && *mask == 0));
	return true;
}

static const char *
procedure_label(unsigned i)
{
	return tr(procedures[i].ja);
}

static const char *
cert_label(unsigned kind)
{
	return cert_name((enum cert_kind)kind, lang_now());
}

bool
ask_order(struct order *o)
{
	char line[LINE_SIZE];
	unsigned i;

	for (i = 0; i < PROCEDURES; i++)
		(void)printf("  %u %s\n", i + 1, procedure_label(i));
	(void)printf("  0 %s\n", tr("終わる"));
	do
		if (!ask_line(tr("手続"), line) || strcmp(line, "0") == 0)
			return false;
	while (strlen(line) != 1 || line[0] < '1' || line[0] > '0' + (int)PROCEDURES);
	i = (unsigned)(line[0] - '1');
	(void)snprintf(o->procedure, sizeof(o->procedure), "%s", procedures[i].word);
	o->certificates = o->pins = 0;
	return (!procedures[i].certificates ||
	    ask_mask(tr("証明書 (両方は 12)"), cert_label, CERT_COUNT, true, &o->certificates)) &&
	    (!procedures[i].pins || ask_mask(procedures[i].certificates ? tr("新しく決める暗証番号 (なければ Enter)") :
	    tr("新しく決める暗証番号"), pin_label, PIN_COUNT, !procedures[i].certificates, &o->pins));
}

/* Words with commas between them into a mask; false for one that isn't known. */
static bool
mask_of(const char *words, int (*find)(const char *), int n, unsigned *mask)
{
	char text[LINE_SIZE], *rest = text, *word;
	int i;

	if (strlen(words) >= sizeof(text))
		return false;
	(void)strcpy(text, words);
	while ((word = strsep(&rest, ",")) != NULL) {
		if ((i = find(word)) >= n)
			return false;
		*mask |= 1u << i;
	}
	return true;
}

static int
find_cert(const char *word)
{
	return (int)cert_by_code(word);
}

static int
find_pin(const char *word)
{
	return (int)pin_by_code(word);
}

static bool
take_word(const char *word, struct order *o)
{
	size_t i;

	if (strncmp(word, "certificates=", 13) == 0)
		return mask_of(word + 13, find_cert, CERT_COUNT, &o->certificates);
	if (strncmp(word, "pins=", 5) == 0)
		return mask_of(word + 5, find_pin, PIN_COUNT, &o->pins);
	for (i = 0; i < PROCEDURES; i++)
		if (strcmp(word, procedures[i].word) == 0 && o->procedure[0] == '\0') {
			(void)snprintf(o->procedure, sizeof(o->procedure), "%s", word);
			return true;
		}
	return false;
}

enum err
read_order(int argc, char **argv, struct order *o, const char **wrong)
{
	size_t i;

	*wrong = "";
	for (; argc > 0; argc--, argv++)
		if (!take_word(*argv, o)) {
			*wrong = *argv;
			return ERR_USAGE;
		}
	for (i = 0; i < PROCEDURES; i++)
		if (strcmp(o->procedure, procedures[i].word) == 0)
			return (o->certificates != 0) == procedures[i].certificates &&
			    (procedures[i].pins ? procedures[i].certificates || o->pins != 0 : o->pins == 0) ?
			    ERR_NONE : ERR_USAGE;
	return ERR_USAGE;
}

/* --- substitutes ------------------------------------------------------------------------------------ */

static enum err
ask_substitute(struct jis_pair *pair)
{
	char question[2 * LINE_SIZE + TEXT_CODES_MAX], line[LINE_SIZE], codes[TEXT_CODES_MAX], to[JIS_TO_MAX];

	(void)snprintf(question, sizeof(question), tr("  %s (%s) の代わりの文字 (Enter: %s)"), pair->from,
	    text_codes(pair->from, codes), pair->to);
	do {
		if (!ask_line(question, line))
			return ERR_SUBSTITUTES;
		if (line[0] == '\0')
			return ERR_NONE;
	} while (text_take(line, strlen(line), to, sizeof(to)) != ERR_NONE || !jis_may_stand(to));
	memcpy(pair->to, to, sizeof(pair->to));
	return ERR_NONE;
}

enum err
ask_substitutes(struct jis_pairs *pairs)
{
	enum err e = ERR_NONE;
	size_t i;

	(void)printf("%s\n", tr("証明書に入れられない文字があります。票のとおりに入力してください"));
	for (i = 0; i < pairs->count && e == ERR_NONE; i++)
		e = ask_substitute(&pairs->pair[i]);
	return e;
}

enum err
read_substitutes(struct jis_pairs *chosen, char wrong[CHOSEN_LINE_MAX])
{
	char line[CHOSEN_LINE_MAX], text[CHOSEN_LINE_MAX];
	enum err e = ERR_NONE;

	wrong[0] = '\0';
	while (e == ERR_NONE && fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] != '\0' && (e = text_take(line, strlen(line), text, sizeof(text))) == ERR_NONE)
			e = chosen_take_line(text, chosen);
	}
	if (e != ERR_NONE)
		memcpy(wrong, line, sizeof(line));
	return e != ERR_NONE || !ferror(stdin) ? e : ERR_IO;
}

/* --- PINs --------------------------------------------------------------------------------------- */

static enum err
ask_pin(const char *label, const char *what, struct secret *secret)
{
	enum err e;

	(void)printf("%s %s: ", label, what);
	(void)fflush(stdout);
	e = pins_read_one(STDIN_FILENO, secret);
	(void)putchar('\n');
	return e;
}

static enum err
ask_fresh(unsigned pin, struct secret *secret)
{
	struct secret again = { .len = 0 };
	enum err e;

	secret_lock(&again, sizeof(again));
	do {
		if ((e = ask_pin(pin_label(pin), tr("(新しいもの)"), secret)) == ERR_NONE)
			e = ask_pin(pin_label(pin), tr("(もう一度)"), &again);
	} while (e == ERR_NONE && (secret->len == 0 || !secret_equal(secret, &again)));
	secret_wipe(&again);
	return e;
}

static enum err
ask_opener(bool face, struct desk_pins *pins)
{
	enum err e = ERR_NONE;

	if (face)
		e = ask_pin(tr("照合番号B"), tr("(14桁。カードの表がなければ Enter)"), &pins->check_b);
	if (e != ERR_NONE || pins->check_b.len > 0)
		return e;
	return ask_pin(pin_label(PIN_ASSIST), tr("(いまのもの)"), &pins->pin[PIN_ASSIST]);
}

/* Where the assist PIN is set anew, what it is now goes to old; a locked one leaves 照合番号B. */
enum err
ask_pins(const struct case_file *file, bool face, struct desk_pins *pins)
{
	unsigned verify, fresh, old, k;
	enum err e = ask_opener(face, pins);

	desk_pins_wanted(file, &verify, &fresh, &old);
	if (e == ERR_NONE && fresh & 1u << PIN_ASSIST) {
		pins->old[PIN_ASSIST] = pins->pin[PIN_ASSIST];
		secret_wipe(&pins->pin[PIN_ASSIST]);
	}
	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++)
		if (fresh & 1u << k)
			e = ask_fresh(k, &pins->pin[k]);
		else if (verify & 1u << k)
			e = ask_pin(pin_label(k), tr("(いまのもの)"), &pins->pin[k]);
	return e;
}
