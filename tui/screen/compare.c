/* Two accounts of the holder side by side, field by field: what is known and the record, or the case and its card. */

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "case/person.h"
#include "people/compare.h"
#include "tui/flow/certified-draw.h"
#include "tui/flow/decide.h"
#include "tui/widget/cut.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/screen/screens.h"
#include "tui/flow/navigate.h"
#include "tui/flow/perform.h"
#include "tui/flow/written.h"

#define LABEL_CELLS 11
#define VERDICT_CELLS 19

/* decide: not by the key that takes everybody else, since who is on the right may be somebody else. */
struct compare { bool proof, like, written, face, decide; unsigned twins; struct person right, twin; };

/* The card's word can't be taken for somebody else's, whatever the clerk thinks of it. */
static bool
fits_record(const struct app *app, const struct person *record)
{
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(&app->visit.person, record, v);
	return app->visit.person.source != PERSON_CARD ||
	    person_match(&app->visit.person, record, v) != PERSON_ANOTHER;
}

/* It was said before that the face is outdated: the holder comes back when it is mended. */
static bool
face_told(const struct app *app)
{
	const struct facts *f = &app->visit.reception.facts;

	return facts_known(f, FACT_CARD_FACE) && f->value[FACT_CARD_FACE] == fact_word(FACT_CARD_FACE, "outdated");
}

/* Of the record's; and where its address would be certified though the card has another. */
static bool
may_be_namesake(const struct app *app, const struct compare_with *with)
{
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(&app->visit.person, with->person, v);
	if (!with->proof && person_match(&app->visit.person, with->person, v) == PERSON_ANOTHER)
		return true;
	return with->proof ? v[PERSON_ADDRESS] == PERSON_DIFFERENT && certified_wanted(app) &&
	    app->visit.person.source == PERSON_RECORD : person_may_be_namesake(v);
}

static void
begin(struct app *app, void *state, const void *what)
{
	const struct compare_with *with = what;

	*(struct compare *)state = (struct compare){ .proof = with->proof, .right = *with->person,
	    .like = with->proof ? with->like : fits_record(app, with->person), .written = with->written,
	    .face = with->face, .decide = with->twins > 0 || may_be_namesake(app, with), .twins = with->twins };
	if (with->twins > 0)
		((struct compare *)state)->twin = *with->twin;
}

static const char *
source_words(const struct app *app)
{
	static const char *const words[] = {
		[PERSON_TOLD] = "聞き取り", [PERSON_CARD] = "カード", [PERSON_RECORD] = "住民記録",
	};

	return tr(words[app->visit.person.source]);
}

/* The register has it, and the card may be older. */
static bool
record_decides(const struct app *app, const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return app->visit.person.source == PERSON_RECORD && v[PERSON_NAME] != PERSON_SAME;
}

static bool
is_unread(const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return v[PERSON_NAME] == PERSON_UNREAD || v[PERSON_FORMER] == PERSON_UNREAD;
}

static bool
named_alike(const enum person_verdict v[PERSON_FIELD_COUNT])
{
	return (v[PERSON_NAME] == PERSON_SAME || v[PERSON_NAME] == PERSON_OTHERWISE) && v[PERSON_BORN] == PERSON_SAME &&
	    v[PERSON_FORMER] != PERSON_ONE_SIDED && v[PERSON_ALIAS] != PERSON_ONE_SIDED;
}

static const char *
question(const struct app *app, const struct compare *s, const enum person_verdict v[PERSON_FIELD_COUNT])
{
	const bool moved = v[PERSON_ADDRESS] == PERSON_DIFFERENT;

	if (s->face && face_told(app))
		return tr("> 券面が古いと記録されています。先に住民窓口で直してもらってください");
	if (s->face)
		return tr("> 券面が案件と違います。券面が古ければ F3、案件が違えば Esc で戻って直します");
	if (s->like && s->proof && s->twins > 0)
		return tr("> 住民記録によく似た人がいます。カードが左の人のものなら F2、違えば Esc");
	if (s->like && s->written && is_unread(v))
		return tr("> 比べられない字があります。同じ人なら Enter でカードに合わせます");
	if (s->like && s->written && moved && named_alike(v))
		return tr("> 住所がカードと違います。カードの住所にするなら Enter、券面が古ければ F3");
	if (s->like && s->written)
		return tr("> カードの書き方と違います。カードに合わせるなら Enter、券面が古ければ F3");
	if (!s->like)
		return s->proof ? tr("別の人のカードです。この手続はできません。記録しました") :
		    tr("カードの人と氏名、生年月日、性別か住所が違います。この記録は使えません");
	if (s->twins > 0 && !s->proof)
		return tr("> 券面と見比べて、右の列の人に決めるなら F2、もう一人なら Esc で選び直します");
	if (s->decide && s->proof)
		return tr("> 住所が違います。来た人に今の住所を言ってもらい、左と同じなら F2、違えば Esc");
	if (s->decide && person_match(&app->visit.person, &s->right, v) == PERSON_ANOTHER)
		return tr("> 聞き取りの人と違います。右の列の人に決めるなら F2、違えば Esc");
	if (s->decide && moved && face_told(app))
		return tr("> 住所が違います。来た人に今の住所を言ってもらい、右と同じなら F2、違えば Esc");
	if (s->decide)
		return tr("> 住所かフリガナが違います。券面と見比べ、同じ人なら F2、別人なら Esc");
	if (is_unread(v))
		return tr("> 氏名に比べられない字があります。券面と見比べて、同じ人であれば Enter");
	if (s->proof && moved && certified_wanted(app))
		return tr("> 住所が違います。券面が古いため、聞き取りの住所を書きます。よければ Enter");
	if (s->proof && moved)
		return tr("> 受付の人のカードですが、住所が違います。券面が古いときは F3、よければ Enter");
	if (s->proof && record_decides(app, v))
		return tr("> 受付の人のカードです。よければ Enter: 証明書には住民記録のとおりに書きます");
	return s->proof ? tr("> 受付の人のカードです。よければ Enter を押してください") :
	    tr("> 同じ人であれば Enter: 証明書には住民記録のとおりに書きます");
}

static int
half_cells(void)
{
	return (draw_cols() - FRAME_LEFT - LABEL_CELLS - VERDICT_CELLS) / 2;
}

#define ROWS_MOST 4	/* of a field */

/* A field for which no row is left: F1 tells it. */
static void
note_pair(const struct person *known, const struct person *record, enum person_field f)
{
	char field[PERSON_ADDRESS_MAX + 1];

	person_field_text(known, f, field, sizeof field);
	cut_note(field);
	person_field_text(record, f, field, sizeof field);
	cut_note(field);
}

static int
draw_pair(const struct person *known, const struct person *record, enum person_field f, enum person_verdict verdict,
    int y, int end)
{
	char left[2 * PERSON_ADDRESS_MAX], right[2 * PERSON_ADDRESS_MAX], told[PERSON_TOLD_MAX];
	char field[PERSON_ADDRESS_MAX + 1];
	const int half = half_cells(), x = FRAME_LEFT + LABEL_CELLS, room = end - y;
	int rows, more, told_rows;
	const bool unknown = f == PERSON_KANA || f == PERSON_FORMER_KANA || f == PERSON_POSTCODE || f == PERSON_SEX;
	const bool same = verdict == PERSON_SAME || (verdict == PERSON_ONE_SIDED && unknown);

	person_field_text(known, f, field, sizeof field);
	text_tell_codes(field, left, sizeof left);
	person_field_text(record, f, field, sizeof field);
	text_tell_codes(field, right, sizeof right);
	(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, tr(person_field_name(f)));
	rows = draw_wrap(y, x, half - 2, room < ROWS_MOST ? room : ROWS_MOST, LOOK_PERSON, left);
	more = draw_wrap(y, x + half, half - 2, room < ROWS_MOST ? room : ROWS_MOST, LOOK_PERSON, right);
	if (left[0] != '\0' || right[0] != '\0')
		(void)draw_text(y, x + 2 * half, VERDICT_CELLS, same ? LOOK_PLAIN : LOOK_BAD,
		    tr(person_verdict_name(verdict)));
	person_told(known, record, f, told);
	told_rows = told[0] == '\0' ? 0 : 1 + draw_wrap(y + 1, x + 2 * half, VERDICT_CELLS, 3, LOOK_STRONG, told);
	rows = told_rows > rows ? told_rows : rows;
	return y + (rows > more ? rows : more > 0 ? more : 1);
}

/* No card has it, so that it tells nothing of whose card it is. */
static bool
beside_cards(const struct compare *s, enum person_field f)
{
	return s->proof && (f == PERSON_KANA || f == PERSON_FORMER_KANA || f == PERSON_POSTCODE);
}

/* What tells the other one apart; what can't be compared with its code. */
static int
draw_twin(const struct compare *s, int y)
{
	static const enum person_field fields[] = { PERSON_NAME, PERSON_FORMER, PERSON_KANA, PERSON_SEX, PERSON_BORN,
	    PERSON_ADDRESS };
	char text[2 * PERSON_ADDRESS_MAX], field[PERSON_ADDRESS_MAX + 1], coded[2 * PERSON_ADDRESS_MAX];
	size_t i, at = 0;

	for (i = 0; i < sizeof fields / sizeof fields[0] && at < sizeof text; i++) {
		person_field_text(&s->twin, fields[i], field, sizeof field);
		text_tell_codes(field, coded, sizeof coded);
		if (field[0] != '\0')
			at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", at > 0 ? "  " : "", coded);
	}
	if (s->twins > 1)
		(void)draw_format(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_STRONG, tr("ほか%u人"), s->twins);
	else
		(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_STRONG, tr("もう一人"));
	return y + draw_wrap(y, FRAME_LEFT + LABEL_CELLS, draw_cols() - FRAME_LEFT - LABEL_CELLS - 1, 3, LOOK_PERSON,
	    text);
}

/* What Enter leads to: where the card writes it otherwise, what is on record then. */
static int
draw_certificate(const struct app *app, const struct compare *s, int y)
{
	static struct case_person settled;	/* the screen's thread alone draws */

	if (!s->proof || !s->like || s->face || !certified_wanted(app))
		return y;
	settled.now = app->visit.person;
	if (s->written)
		case_person_settle(&app->visit.person, &s->right, 0, &settled);
	return certified_draw(y, FRAME_BODY + frame_rows() - y - 2, LABEL_CELLS, app, &settled.now, &s->right, true);
}

static bool
has_way_back(const struct compare *s)
{
	return s->proof && !s->like && !s->face;
}

/* Where long names leave no room: what is to be answered is never beyond it. */
static int
question_row(const struct compare *s)
{
	return FRAME_BODY + frame_rows() - 1 - has_way_back(s);
}

static void
draw_question(struct app *app, const struct compare *s, const char *text, int y)
{
	const int more = has_way_back(s);

	y = y < question_row(s) ? y : question_row(s);
	draw_blank(y, 0, 1 + more, draw_cols());
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, text);
	if (more)
		(void)draw_text(y + 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
		    tr("> Esc で戻り、受付の人のカードを置いてください"));
	app_cursor(app, y + more, FRAME_LEFT);
}

static void
draw(struct app *app, void *state)
{
	const struct compare *s = state;
	const struct person *known = &app->visit.person;
	enum person_verdict verdicts[PERSON_FIELD_COUNT];
	const int half = half_cells(), end = question_row(s);
	int y = FRAME_BODY + 1;
	size_t hidden = 0;
	unsigned f;

	person_compare(known, &s->right, verdicts);
	draw_clip(FRAME_BODY, frame_rows());
	(void)draw_text(y, FRAME_LEFT + LABEL_CELLS, half - 2, LOOK_STRONG, source_words(app));
	(void)draw_text(y++, FRAME_LEFT + LABEL_CELLS + half, half - 2, LOOK_STRONG,
	    s->proof ? tr("カード") : tr("住民記録"));
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (beside_cards(s, (enum person_field)f) || (!person_field_shown(known, (enum person_field)f) &&
		    !person_field_shown(&s->right, (enum person_field)f)))
			continue;
		if (y < end)
			y = draw_pair(known, &s->right, (enum person_field)f, verdicts[f], y, end);
		else {
			note_pair(known, &s->right, (enum person_field)f);
			hidden++;
		}
	}
	draw_more(end - 1, draw_cols(), hidden);
	if (s->twins > 0)
		y = draw_twin(s, y);
	y = draw_certificate(app, s, y);
	(void)draw_unclip();
	draw_question(app, s, question(app, s, verdicts), y + 1);
}

/* The record's; what it lacks and no certificate has stays as it was told: kana, the postcode of this address. */
static void
keep_told(struct app *app, const struct person *record)
{
	const struct person known = app->visit.person;
	enum person_verdict v[PERSON_FIELD_COUNT];
	struct person *p = &app->visit.person;

	person_compare(&known, record, v);
	*p = *record;
	if (p->kana[0] == '\0')
		memcpy(p->kana, known.kana, sizeof p->kana);
	if (p->postcode[0] == '\0' && v[PERSON_ADDRESS] != PERSON_DIFFERENT)
		memcpy(p->postcode, known.postcode, sizeof p->postcode);
}

/* The record is what certificates are made from; the birth date may open or close a question. */
static void
take(struct app *app, void *state)
{
	const struct compare *s = state;

	if (s->decide)		/* it was said to be the holder's: card work certifies no other unasked */
		memcpy(app->visit.address_confirmed, s->proof ? app->visit.person.address : s->right.address,
		    sizeof app->visit.address_confirmed);
	if (s->proof) {
		const bool written = s->written;

		app_close(app);
		if (written)
			written_take(app);
		else
			perform_proved(app);
		return;
	}
	keep_told(app, &s->right);
	app->visit.person_known = true;
	app_close(app);
	app_close(app);		/* the search; what it was begun from shows the holder now */
	decide_person(app);
	if (app_top(app) == &entry_screen) {
		app_close(app);
		(void)navigate_on(app);
	}
}

static bool
can_take(const struct app *app, const void *state)
{
	const struct compare *s = state;

	(void)app;
	return s->like && !s->decide;
}

/* Not by the key that takes everybody else. */
static bool
can_decide(const struct app *app, const void *state)
{
	const struct compare *s = state;

	(void)app;
	return s->like && s->decide;
}

/* Who goes back hasn't agreed: the card's word is heard and compared again before anything is done with it. */
static void
back(struct app *app, void *state)
{
	if (((const struct compare *)state)->proof)
		memset(&app->visit.word, 0, sizeof app->visit.word);
	app_close(app);
}

static void
outdated(struct app *app, void *state)
{
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(&app->visit.person, &((const struct compare *)state)->right, v);
	app_close(app);
	written_outdated(app, named_alike(v));
}

static bool
can_be_outdated(const struct app *app, const void *state)
{
	const struct compare *s = state;
	enum person_verdict v[PERSON_FIELD_COUNT];

	person_compare(&app->visit.person, &s->right, v);
	if (s->face)
		return !face_told(app);
	return can_take(app, state) && s->proof && (s->written ||
	    (v[PERSON_ADDRESS] == PERSON_DIFFERENT && !face_told(app)));
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "この人",
	    .help = "住民記録のとおりにするか、本人のカードとして進みます。書き方が違えばカードのとおりにします",
	    .act = take, .can = can_take },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "この人に決める",
	    .help = "よく似た人がいるか、住所かフリガナが違うとき、券面や聞いた住所と見比べて、この人に決めます",
	    .act = take, .can = can_decide },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "券面が古い",
	    .help = "券面が古いと記録して案件に戻ります。先に住民窓口で券面を直してもらいます", .act = outdated,
	    .can = can_be_outdated },
	{ .key = PRESS_ESC, .label = "戻る", .help = "この人とせずに戻ります", .act = back, .quiet = true },
	{ .label = NULL },
};

const struct screen compare_screen = {
	.name = "compare",
	.title = "本人の照合",
	.help =
	    "左が受付の人、右が住民記録かカードです。「書き方が違う」は目で確かめてください。氏名、生年月日か性別が違うカードには何も行えません。",
	.keys = keys,
	.state_size = sizeof(struct compare),
	.begin = begin,
	.draw = draw,
	.card = perform_card,
};
