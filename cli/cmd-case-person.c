/* madoguchictl case person: whose case it is, from card, record or standard input, and where they differ. */
#include "cli/call-case.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/jis.h"
#include "case/consent.h"
#include "case/person.h"
#include "cli/facts-in.h"
#include "cli/person-out.h"
#include "cli/pins.h"
#include "people/place.h"
#include "people/residents.h"

struct input {
	struct facts facts;
	struct personal personal;
	bool confirmed;
	struct case_person person;
	struct case_file file;
};

/* --- shown ------------------------------------------------------------------------------------- */

/* A field as a certificate will have it, with these substitutes, where that isn't as it was written; "" otherwise. */
static const char *
as_certified(const struct call *c, const struct person *p, enum person_field f, const struct jis_pairs *pairs,
    struct jis_text *jis)
{
	const char *written = f == PERSON_NAME ? p->name : p->address;
	char whole[PERSON_NAME_MAX + 1];
	const char *text = written;

	if ((f != PERSON_NAME && f != PERSON_ADDRESS) || written[0] == '\0')
		return "";
	if (f == PERSON_NAME) {
		if (desk_certified_name(&c->context->desk, p, whole) != ERR_NONE)
			return "";
		text = whole;
	}
	if (jis_substitute(text, JIS_CHARS_MAX, pairs, jis) != ERR_NONE)
		return "";
	return strchr(jis->marks, '1') != NULL || strcmp(text, written) != 0 ? jis->text : "";
}

/* Somebody who lives in another municipality by what the case has now: residence is to be asked for. */
static bool
elsewhere(const struct call *c, const struct person *p)
{
	const struct profile *rules = c->context->desk.profile;

	return rules != NULL &&
	    address_place(p->address, profile_city_code(rules), profile_name(rules)) == PLACE_ELSEWHERE;
}

static void
json_differences(struct buf *b, const struct case_person *c, const struct person *given)
{
	unsigned f;

	json_array(b, "differences");
	for (f = 0; f < PERSON_FIELD_COUNT && c->known; f++) {
		if (!person_field_shown(&c->before, (enum person_field)f) &&
		    !person_field_shown(given, (enum person_field)f))
			continue;
		person_out_pair_json(b, (enum person_field)f, &c->before, given, c->verdict[f]);
	}
	json_array_end(b);
}

static void
show_json(struct call *c, const struct person *p, const struct jis_pairs *pairs,
    const struct case_person *taken, const struct person *given, bool names)
{
	struct jis_text jis;
	const char *text;

	json_object(&c->out, NULL);
	json_string(&c->out, "number", c->argv[0]);
	person_out_json(&c->out, p);
	json_object(&c->out, "certificate");
	if (*(text = as_certified(c, p, PERSON_NAME, pairs, &jis)) != '\0')
		json_string(&c->out, "name", text);
	if (*(text = as_certified(c, p, PERSON_ADDRESS, pairs, &jis)) != '\0')
		json_string(&c->out, "address", text);
	json_object_end(&c->out);
	if (names)
		json_string(&c->out, "certified-by",
		    person_source_code(p->source == PERSON_RECORD ? PERSON_RECORD : PERSON_CARD));
	json_bool(&c->out, "elsewhere", elsewhere(c, p));
	if (taken != NULL) {
		json_bool(&c->out, "taken", taken->taken);
		json_bool(&c->out, "kana-from-record", taken->kana_found);
		json_differences(&c->out, taken, given);
	}
	json_object_end(&c->out);
	call_line(c);
}

/* Whose word the certificate has it by. What was only told is held against the card before. */
static const char *
certified_words(const struct person *p)
{
	static const char *const words[] = {
		[PERSON_TOLD] = "証明書には、聞いただけのものは書きません。カードと照合し、違えばカードに合わせます",
		[PERSON_CARD] = "証明書には、カードのとおりに書きます",
		[PERSON_RECORD] = "証明書には、住民記録のとおりに書きます",
	};

	return tr(words[p->source]);
}

/* A field a line: what the case has, what was given beside it, and how far they agree. */
static void
show_text(struct call *c, const struct person *p, const struct jis_pairs *pairs,
    const struct case_person *taken, const struct person *given, bool names)
{
	char text[PERSON_ADDRESS_MAX + 1];
	struct jis_text jis;
	const char *certified;
	unsigned k;

	for (k = 0; k < PERSON_FIELD_COUNT; k++) {
		const enum person_field f = (enum person_field)k;

		if (!person_field_shown(p, f) && (taken == NULL || (!person_field_shown(given, f) &&
		    !person_field_shown(&taken->before, f))))
			continue;
		person_field_text(p, f, text, sizeof(text));
		if (taken != NULL && taken->known)
			person_out_pair(&c->out, f, &taken->before, given, taken->verdict[f]);
		else
			buf_printf(&c->out, "%s\t%s", tr(person_field_name(f)), text);
		if (*(certified = as_certified(c, p, f, pairs, &jis)) != '\0')
			buf_printf(&c->out, "\t%s: %s", tr("証明書では"), certified);
		call_line(c);
	}
	if (taken != NULL && !taken->taken) {
		buf_puts(&c->out, tr("住民記録の内容をそのまま使います"));
		call_line(c);
	}
	if (taken != NULL && taken->taken && taken->before.source == PERSON_RECORD && given->source == PERSON_CARD) {
		buf_puts(&c->out,
		    tr("住民記録で分からない生年月日か字だけはカードのとおりです。ほかは住民記録のままです"));
		call_line(c);
	}
	if (taken != NULL && !taken->taken && (case_names_lone(taken->verdict) ||
	    taken->verdict[PERSON_BORN] == PERSON_ONE_SIDED)) {
		buf_puts(&c->out,
		    tr("旧氏、通称、英字氏名か生年月日が片方だけです。券面が古ければ、先に住民窓口で直してもらいます"));
		call_line(c);
	}
	if (elsewhere(c, p)) {
		buf_puts(&c->out, tr("住所がほかの市区町村です。住民登録を確かめてください"));
		call_line(c);
	}
	if (person_given(p) && names) {
		buf_puts(&c->out, certified_words(p));
		call_line(c);
	}
	if (taken != NULL && taken->kana_found) {
		buf_printf(&c->out, tr("フリガナは住民記録のものです: %s"), p->kana);
		call_line(c);
	}
}

/* --- taken ------------------------------------------------------------------------------------- */

static enum err
from_card(struct call *c, int fd, bool last_try, struct case_file *file, struct person *p)
{
	static struct desk_pins pins;
	struct card_word word = { .card = "" };
	struct desk_result told = { .left = -1 };
	char words[512];
	enum err e;

	if (fd < 0)
		return call_fail(c, ERR_USAGE, "--pin-fd");
	if ((e = case_load(c->context->desk.store, c->argv[0], file)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	secret_lock(&pins, sizeof(pins));
	pins.last_tries = last_try ? ~0u : 0;
	if ((e = call_pins(c, fd, &pins)) != ERR_NONE)
		;
	else if (pins.check_b.len == 0 && (e = pin_check(PIN_ASSIST, &pins.pin[PIN_ASSIST])) != ERR_NONE)
		(void)call_fail(c, e, "assist");
	else {
		told.reference = pins.check_b.len > 0 ? REFERENCE_B : REFERENCE_ASSIST;
		e = desk_person(&c->context->desk, file->card, pins.check_b.len > 0, &pins, &word, &told.left);
		desk_failed_words(e, &told, words, sizeof(words));
		(void)call_fail(c, e, "%s", words);
	}
	desk_pins_wipe(&pins);
	*p = word.holder;
	return e;
}

static enum err
from_residents(struct call *c, const char *text, struct person *p)
{
	const struct actor actor = call_actor(c);
	const struct lookup why = { .number = c->argv[0] };
	char *end;
	long long id;

	errno = 0;
	id = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0')
		return call_fail(c, ERR_USAGE, "--from-residents");
	return residents_get(c->context->desk.store, &actor, &why, id, p);
}

static enum err
from_input(struct call *c, struct input *in)
{
	enum err e = facts_in(c, 1, &in->facts, &in->personal);

	if (e == ERR_NONE)
		in->personal.person.born = facts_born(&in->facts);
	return e;
}

/* --forget KEY, as often as it is given: a field that isn't so. */
static enum err
take_forget(struct call *c, unsigned *gone)
{
	const char *key;
	enum err e;

	while ((e = call_value(c, "--forget", &key)) == ERR_NONE && key != NULL) {
		const enum person_field f = person_field_by_code(key);

		if (f == PERSON_FIELD_COUNT || (PERSON_BIT(f) & PERSON_MAY_LACK) == 0)
			return call_fail(c, ERR_FACT, "--forget %s", key);
		*gone |= PERSON_BIT(f);
	}
	return e;
}

/* From where it is to be taken; *source is how many were named. */
static enum err
read_person(struct call *c, struct input *in, int *sources)
{
	struct person *p = &in->personal.person;
	const bool card = call_flag(c, "--from-card"), last_try = call_flag(c, "--last-try");
	const char *resident;
	enum err e;
	int fd;

	in->confirmed = call_flag(c, "--confirmed");
	if ((e = call_value(c, "--from-residents", &resident)) != ERR_NONE || (e = call_pin_fd(c, &fd)) != ERR_NONE ||
	    (e = take_forget(c, &in->personal.gone)) != ERR_NONE ||
	    (e = call_words(c, 1, 2)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	*sources = card + (resident != NULL) + (c->argc > 1);
	if (*sources > 1 || (c->argc > 1 && strcmp(c->argv[1], "-") != 0) || (!card && (fd >= 0 || last_try)) ||
	    (in->confirmed && resident == NULL && !card))
		return ERR_USAGE;
	if (card)
		return from_card(c, fd, last_try, &in->file, p);
	if (resident != NULL)
		return from_residents(c, resident, p);
	return c->argc > 1 ? from_input(c, in) : ERR_NONE;
}

static enum err
failed(struct call *c, enum err e, const struct input *in)
{
	if (e == ERR_FACT)
		return call_fail(c, e, "%s", in->person.why);
	if (e == ERR_HOLDER_OTHER)
		call_case_other(c, &in->personal.person);
	if (e == ERR_PERSON_TWIN)
		call_case_beside(c, "twin", in->personal.person.source == PERSON_RECORD ? &in->personal.person :
		    &in->person.before, &in->person.twin);
	if (e == ERR_PERSON_UNLIKE)
		call_case_beside(c, "record", &in->person.before, &in->personal.person);
	return call_case_fail(c, e, NULL);
}

static enum err
person(struct call *c, struct input *in)
{
	const struct actor actor = call_actor(c);
	struct store *s = c->context->desk.store;
	void (*show)(struct call *, const struct person *, const struct jis_pairs *, const struct case_person *,
	    const struct person *, bool) = c->json ? show_json : show_text;
	struct case_consent consent = { .agreed = false };
	int sources = 0;
	enum err e = read_person(c, in, &sources);

	if (e != ERR_NONE)
		return e;
	sources += in->personal.gone != 0;
	if (sources > 0 && (e = case_take_person(s, &actor, c->argv[0], &in->personal.person, in->personal.gone,
	    in->confirmed, &in->person)) != ERR_NONE)
		return failed(c, e, in);
	if ((e = case_load(s, c->argv[0], &in->file)) != ERR_NONE ||
	    (e = case_consent(s, &in->file, &consent)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	if (sources == 0)
		show(c, &in->file.person, &consent.pairs, NULL, NULL, case_names_holder(&in->file));
	else
		show(c, &in->person.now, &consent.pairs, &in->person, &in->personal.person,
		    case_names_holder(&in->file));
	return ERR_NONE;
}

static enum err
person_run(struct call *c)
{
	struct input *in = calloc(1, sizeof(*in));
	enum err e = in != NULL ? person(c, in) : ERR_MEMORY;

	free(in);
	return e;
}

const struct command case_person_command = {
	.name = "case person",
	.usage = "[--from-card --pin-fd FD [--last-try] | --from-residents ID] [--confirmed] [--forget KEY] [--json]"
	    " N [-]",
	.text = "受付の本人を、カード、住民記録、標準入力から取り込み、違いを示す",
	.parts = DESK_STORE | DESK_WIRE | DESK_PROFILE,
	.run = person_run,
};
