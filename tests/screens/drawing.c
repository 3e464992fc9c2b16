/*
 * Draws every screen with no terminal and compares its cells with tests/screens/golden/NAME.txt. The last line says
 * where the cursor is. With --update the files are written anew, for a reviewer to see in the diff.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "buf.h"
#include "lang.h"
#include "text.h"
#include "tui/app.h"
#include "tui/decide.h"
#include "tui/dialog.h"
#include "tui/scr.h"
#include "tui/term.h"

static struct app app;
static const char *folder;
static struct profile *profile;

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 31, 0 };
}

static void
press(enum press key)
{
	app_event(&app, &(struct input){ .kind = INPUT_PRESS, .press = { .key = key } });
}

static void
type(const char *text)
{
	size_t i, n, len = strlen(text);
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = text_decode(text + i, len - i, &c);
		app_event(&app, &(struct input){ .kind = INPUT_PRESS, .press = { .c = c } });
	}
}

static void
put_card(void)
{
	struct card_view *c = &app.visit.card;

	app.reader.card = true;
	(void)snprintf(c->token, sizeof c->token, "JPKIAPICCTOKEN2");
	c->expires = (struct date){ 2031, 5, 1 };
	c->training = true;
	c->certs[CERT_SIGN].state = VIEW_NEEDS_PIN;
	c->certs[CERT_AUTH].state = VIEW_EXPIRING;
	c->certs[CERT_AUTH].expires = (struct date){ 2026, 12, 24 };
	c->tries[PIN_SIGN] = 5;
	c->tries[PIN_AUTH] = c->tries[PIN_JUKI] = c->tries[PIN_ASSIST] = 3;
	app.visit.card_known = true;
}

static void
name_person(const char *name, const char *address)
{
	struct person *p = &app.visit.person;

	(void)snprintf(p->name, sizeof p->name, "%s", name);
	(void)snprintf(p->address, sizeof p->address, "%s", address);
	p->born = (struct date){ 1984, 12, 24 };
	p->sex = SEX_FEMALE;
	app.visit.person_known = true;
}

static void
choose(const char *procedure, unsigned certs, unsigned pins)
{
	put_card();
	app.visit.card.tries[PIN_SIGN] = pins & 1u << PIN_SIGN ? 0 : 5;
	decide_begin(&app, fact_word(FACT_PROCEDURE, procedure), certs, pins);
	app.visit.pins = pins;
}

static void
home(void)
{
}

static void
home_half_done(void)
{
	app.half_done = 2;
}

static void
plug_two(void)
{
	app.reader.readers = 2;
	(void)snprintf(app.reader.reader, sizeof app.reader.reader, "%s", "SCM Microsystems Inc. SCR 3310 [CCID Interface] 00 00");
}

static void
home_readers(void)
{
	plug_two();
	app.half_done = 2;
}

static void
readers(void)
{
	struct pcsc_reader *r = app.work.readers;

	plug_two();
	r[0] = (struct pcsc_reader){ "SCM Microsystems Inc. SCR 3310 [CCID Interface] 00 00", false };
	r[1] = (struct pcsc_reader){ "Sony FeliCa RC-S300/P (0123456) [CCID Interface] (0123456) 01 00", true };
	app.work.reader_count = 2;
	press(PRESS_F8);
	reader_screen_show(&app);
	press(PRESS_DOWN);
}

/* A letter narrows the list. */
static void
readers_found(void)
{
	readers();
	type("so");
}

static void
card_waiting(void)
{
	app_open(&app, &card_screen);
}

static void
card(void)
{
	app_open(&app, &card_screen);
	put_card();
	app.work.card = app.visit.card;
	card_screen_show(&app);
}

static void
card_locked(void)
{
	app_open(&app, &card_screen);
	put_card();
	app.work.card = app.visit.card;
	app.work.card.tries[PIN_SIGN] = 0;
	app.work.card.tries[PIN_JUKI] = -1;
	app.work.card.certs[CERT_AUTH].state = VIEW_ABSENT;
	app.work.card.certs[CERT_AUTH].expires = (struct date){ 0, 0, 0 };
	card_screen_show(&app);
}

static void
card_real(void)
{
	app_open(&app, &card_screen);
	put_card();
	app.work.card = app.visit.card;
	app.work.card.training = false;
	card_screen_show(&app);
}

static void
visitor(void)
{
	choose("renew", CERT_BOTH, 0);
	app_open(&app, &visitor_screen);
}

static void
visitor_document(void)
{
	choose("renew", CERT_BOTH, 1u << PIN_SIGN);
	decide_answer(&app, FACT_VISITOR, VISITOR_SELF);
	decide_answer(&app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&app, FACT_WARD, ANSWER_NO);
	decide_answer(&app, FACT_AUTH_PIN, STATE_KNOWN);
	name_person("番号　花子", "神奈川県川崎市川崎区宮本町1番地");
	decide_person(&app);
	app_open(&app, &visitor_screen);
}

static void
person_b(void)
{
	choose("renew", CERT_BOTH, 0);
	app_open(&app, &person_screen);
	type("8４1224203");
}

/* A holder who lives here, is no ward and knows both PINs. */
static void
agree(void)
{
	decide_answer(&app, FACT_VISITOR, VISITOR_SELF);
	decide_answer(&app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&app, FACT_WARD, ANSWER_NO);
	decide_answer(&app, FACT_SIGN_PIN, STATE_KNOWN);
	decide_answer(&app, FACT_AUTH_PIN, STATE_KNOWN);
	decide_person(&app);
}

static void
person(void)
{
	choose("renew", CERT_BOTH, 0);
	app_open(&app, &person_screen);
	name_person("番号　花子", "神奈川県川崎市川崎区宮本町1番地");
	agree();
}

static void
refused(void)
{
	choose("renew", CERT_BOTH, 0);
	decide_answer(&app, FACT_RESIDENT, ANSWER_NO);
	app_open(&app, &visitor_screen);
}

static void
date(void)
{
	choose("renew", CERT_BOTH, 0);
	agree();
	app_open(&app, &visitor_screen);
	type("昭和59年12月24");
}

/* Rare kanji, a combining character, and a name longer than its place. */
static void
person_long(void)
{
	choose("renew", CERT_BOTH, 0);
	app_open(&app, &person_screen);
	name_person("𠮷田　葛\U000E0100之介マクシミリアン・アレクサンダー・フォン・ホーエンツォレルン＝ジークマリンゲン",
	    "東京都千代田区霞が関二丁目一番二号中央合同庁舎第二号館別館北棟地下一階第三会議室前廊下突当り右側の小さな机の引出しの中から二番目の段");
}

static void
card_left(void)
{
	app.reader.card = false;
	app_event(&app, &(struct input){ .kind = INPUT_CARD });
}

static void
person_long_card_left(void)
{
	person_long();
	(void)snprintf(app.visit.number, sizeof app.visit.number, "26-000123-4");
	card_left();
}

static void
confirm(void)
{
	person();
	app_open(&app, &confirm_screen);
}

static void
confirm_reader_gone(void)
{
	confirm();
	app.reader.fault = ERR_READER_GONE;
	card_left();
}

static void
pin_of(enum pin_kind kind, bool fresh)
{
	confirm();
	visit_plan(&app.visit, fresh ? 0 : 1u << kind, fresh ? 1u << kind : 0, 0, NULL);
	app_open(&app, &pin_screen);
}

static void
pin_auth(void)
{
	pin_of(PIN_AUTH, false);
	type("12");
}

static void
pin_sign(void)
{
	pin_of(PIN_SIGN, false);
	type("MADO1");
	press(PRESS_ENTER);
}

static void
pin_full_width(void)
{
	pin_of(PIN_AUTH, false);
	type("１");
}

/* What was typed goes with the card. */
static void
pin_card_left(void)
{
	pin_of(PIN_AUTH, false);
	type("12");
	card_left();
}

static void
pin_last_try(void)
{
	confirm();
	app.visit.card.tries[PIN_AUTH] = 1;
	visit_plan(&app.visit, 1u << PIN_AUTH, 0, 0, NULL);
	app_open(&app, &pin_screen);
	type("1234");
	press(PRESS_ENTER);
}

static void
pin_again(void)
{
	pin_of(PIN_SIGN, true);
	type("MADO7263");
	press(PRESS_ENTER);
	type("MA");
}

static void
pin_easy(void)
{
	pin_of(PIN_AUTH, true);
	type("1234");
	press(PRESS_ENTER);
}

/* Gone on with, it is typed again; so is another one, from the beginning. */
static void
pin_easy_kept(void)
{
	pin_easy();
	press(PRESS_F5);
}

static void
pin_easy_other(void)
{
	pin_easy();
	press(PRESS_F3);
}

static void
pin_help(void)
{
	pin_of(PIN_AUTH, false);
	press(PRESS_F1);
}

static void
steps(void)
{
	size_t i;

	confirm();
	(void)snprintf(app.visit.number, sizeof app.visit.number, "26-000123-4");
	app_open(&app, &steps_screen);
	for (i = 0; i < 6; i++)
		app.visit.phases[i] = STEP_DONE;
	app.visit.phases[6] = STEP_RUNNING;
}

static void
steps_card_left(void)
{
	steps();
	card_left();
}

static void
visitor_card_left(void)
{
	visitor();
	card_left();
}

static void
result(void)
{
	confirm();
	app.work.result.certs[CERT_SIGN].made = app.work.result.certs[CERT_AUTH].made = true;
	app.work.result.certs[CERT_SIGN].expires = app.work.result.certs[CERT_AUTH].expires = (struct date){ 2031, 5,
	    1 };
	app_open(&app, &result_screen);
}

static void
half_done(void)
{
	struct half_done *h = app.work.half_done;

	h[0] = (struct half_done){ .number = "26-000123-4", .procedure = "renew", .step = "新しい証明書への切替え",
	    .since = { { 2026, 11, 20 }, 10, 5, 0 }, .clerk = "sato", .card_for = "カードは、新しい証明書に切り替わったかを読むために要ります" };
	h[1] = (struct half_done){ .number = "26-000124-2", .procedure = "unlock", .step = "暗証番号の再設定 (署名用)",
	    .since = { { 2026, 11, 20 }, 10, 9, 0 }, .clerk = "tanaka", .pins_in_doubt = 1u << PIN_SIGN };
	app.work.half_done_count = 2;
	app_open(&app, &half_done_screen);
	half_done_screen_show(&app);
	press(PRESS_DOWN);
}

static void
half_done_card(void)
{
	half_done();
	press(PRESS_UP);
}

static void
practice(void)
{
	app_open(&app, &practice_screen);
}

static void
help(void)
{
	press(PRESS_F1);
}

static void
bad_date(void)
{
	date();
	press(PRESS_ENTER);
}

static void
why(void)
{
	refused();
	press(PRESS_F1);
}

static void
fail_wrong_pin(void)
{
	steps();
	dialog_fail(&app, ERR_PIN_WRONG, "残り 2 回です", &(struct dialog_choice){ "もう一度入力する", app_home });
}

static void
ask_end(void)
{
	confirm();
	press(PRESS_F10);
}

static const struct shot { const char *name; int rows, cols; void (*prepare)(void); } shots[] = {
	{ "home", 24, 80, home },
	{ "home-half-done", 24, 80, home_half_done },
	{ "home-132x40", 40, 132, home_half_done },
	{ "home-readers", 24, 80, home_readers },
	{ "readers", 24, 80, readers },
	{ "readers-found", 24, 80, readers_found },
	{ "card-waiting", 24, 80, card_waiting },
	{ "card", 24, 80, card },
	{ "card-132x40", 40, 132, card },
	{ "card-locked", 24, 80, card_locked },
	{ "card-real", 24, 80, card_real },
	{ "visitor", 24, 80, visitor },
	{ "visitor-document", 24, 80, visitor_document },
	{ "visitor-refused", 24, 80, refused },
	{ "visitor-date", 24, 80, date },
	{ "visitor-bad-date", 24, 80, bad_date },
	{ "visitor-help", 24, 80, why },
	{ "person-b", 24, 80, person_b },
	{ "person", 24, 80, person },
	{ "person-long", 24, 80, person_long },
	{ "person-long-card-left", 24, 80, person_long_card_left },
	{ "visitor-card-left", 24, 80, visitor_card_left },
	{ "confirm", 24, 80, confirm },
	{ "confirm-reader-gone", 24, 80, confirm_reader_gone },
	{ "confirm-132x40", 40, 132, confirm },
	{ "pin-auth", 24, 80, pin_auth },
	{ "pin-auth-132x40", 40, 132, pin_auth },
	{ "pin-sign-malformed", 24, 80, pin_sign },
	{ "pin-full-width", 24, 80, pin_full_width },
	{ "pin-card-left", 24, 80, pin_card_left },
	{ "pin-last-try", 24, 80, pin_last_try },
	{ "pin-again", 24, 80, pin_again },
	{ "pin-easy", 24, 80, pin_easy },
	{ "pin-easy-kept", 24, 80, pin_easy_kept },
	{ "pin-easy-other", 24, 80, pin_easy_other },
	{ "pin-help", 24, 80, pin_help },
	{ "steps", 24, 80, steps },
	{ "steps-card-left", 24, 80, steps_card_left },
	{ "result", 24, 80, result },
	{ "half-done", 24, 80, half_done },
	{ "half-done-card", 24, 80, half_done_card },
	{ "practice", 24, 80, practice },
	{ "help", 24, 80, help },
	{ "dialog-wrong-pin", 24, 80, fail_wrong_pin },
	{ "dialog-end", 24, 80, ask_end },
	{ "too-small", 20, 60, home },
};

/* The same in English, from the translation that was just compiled. */
static const struct shot english[] = {
	{ "home-en", 24, 80, home_half_done },
	{ "home-readers-en", 24, 80, home_readers },
	{ "readers-en", 24, 80, readers },
	{ "card-en", 24, 80, card },
	{ "confirm-en", 24, 80, confirm },
	{ "confirm-reader-gone-en", 24, 80, confirm_reader_gone },
	{ "pin-auth-en", 24, 80, pin_auth },
	{ "pin-easy-en", 24, 80, pin_easy },
	{ "half-done-en", 24, 80, half_done },
	{ "dialog-end-en", 24, 80, ask_end },
};

/* Line drawing as a reviewer can read it. */
static wchar_t
plain(wchar_t c, attr_t attrs)
{
	if (attrs & A_ALTCHARSET)
		return c == L'q' ? L'-' : c == L'x' ? L'|' : L'+';
	return c == 0x2500 ? L'-' : c == 0x2502 ? L'|' : c > 0x2500 && c < 0x2580 ? L'+' : c;
}

static void
add_cell(struct buf *b, int y, int *x, size_t *blanks)
{
	wchar_t text[CCHARW_MAX + 1] = L"";
	char bytes[4];
	cchar_t cell;
	attr_t attrs;
	short pair;
	int i, width;

	(void)mvwin_wch(stdscr, y, *x, &cell);
	(void)getcchar(&cell, text, &attrs, &pair, NULL);
	width = wcwidth(text[0]);
	*x += width > 1 ? width : 1;
	if (text[0] == L' ' || text[0] == L'\0') {
		++*blanks;
		return;
	}
	for (; *blanks > 0; --*blanks)
		buf_add(b, " ", 1);
	for (i = 0; text[i] != L'\0'; i++)
		buf_add(b, bytes, text_encode((uint32_t)plain(text[i], attrs), bytes));
}

static void
dump(struct buf *b)
{
	int x, y, cy, cx;
	size_t blanks;

	getyx(stdscr, cy, cx);
	for (y = 0; y < LINES; y++) {
		for (x = 0, blanks = 0; x < COLS; )
			add_cell(b, y, &x, &blanks);
		buf_add(b, "\n", 1);
	}
	buf_printf(b, "cursor %d,%d\n", cy, cx);
}

static bool
read_file(const char *path, struct buf *b)
{
	char part[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(b, part, n);
	(void)fclose(f);
	return true;
}

static bool
write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");

	return f != NULL && fwrite(b->text, 1, b->len, f) == b->len && fclose(f) == 0;
}

static bool
compare(const char *name, const struct buf *drawn, bool update)
{
	struct buf golden = { .len = 0 };
	char path[4096];
	bool same;

	(void)snprintf(path, sizeof path, "%s/%s.txt", folder, name);
	if (update)
		return write_file(path, drawn);
	same = read_file(path, &golden) && strcmp(buf_text(&golden), buf_text(drawn)) == 0;
	if (!same)
		(void)printf("%s differs; drawn now:\n%s", path, buf_text(drawn));
	buf_free(&golden);
	return same;
}

/* The cursor belongs on what is asked, where Braille and screen readers look. */
static bool
cursor_is_somewhere(const struct shot *s)
{
	int y, x;

	getyx(stdscr, y, x);
	if (y != 0 || x != 0 || s->rows < TERM_ROWS)
		return true;
	(void)printf("%s leaves the cursor in the corner\n", s->name);
	return false;
}

/* Whatever stood there: once it is locked one picture is like the other, and no PIN is left. */
static bool
locked_is_like_any(const struct shot *s, bool update)
{
	static const struct desk_pins none;
	static const struct secret untyped[2];
	struct buf b = { .len = 0 };
	bool fine;

	lock_now(&app);
	app_draw(&app);
	dump(&b);
	fine = compare(s->rows < TERM_ROWS ? "too-small" : s->rows > TERM_ROWS ? "lock-132x40" :
	    lang_now() == LANG_EN ? "lock-en" : "lock", &b, update);
	if (memcmp(&app.visit.secrets, &none, sizeof none) != 0 || memcmp(app.visit.typed, untyped, sizeof untyped) != 0) {
		(void)printf("%s: a PIN is left behind the lock\n", s->name);
		fine = false;
	}
	buf_free(&b);
	return fine;
}

static bool
draw_shot(const struct shot *s, bool update)
{
	struct buf b = { .len = 0 };
	bool fine;

	memset(&app, 0, sizeof app);
	app.clock.now = stands;
	app.clock_stands = app.practice.on = true;
	app.sources = (struct sources){ .decoder = &app.decoder, .tty = -1, .worker = -1, .card = -1 };
	app.place = (struct place){ "川崎市", "川崎区役所 3番", "sato", "" };
	app.profile = profile;
	term_resize_to(s->rows, s->cols);
	app_open(&app, &home_screen);
	s->prepare();
	app_draw(&app);
	dump(&b);
	fine = cursor_is_somewhere(s);
	fine = compare(s->name, &b, update) && fine;
	fine = locked_is_like_any(s, update) && fine;
	app_end(&app);
	buf_free(&b);
	return fine;
}

int
main(int argc, char **argv)
{
	const char *src = getenv("top_srcdir"), *build = getenv("top_builddir");
	bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
	char path[4096], profiles[4096], words[4096];
	size_t i, bad = 0;

	(void)snprintf(path, sizeof path, "%s/tests/screens/golden", src != NULL ? src : ".");
	folder = path;
	if (setlocale(LC_ALL, "C.UTF-8") == NULL || term_start_nowhere(24, 80) != ERR_NONE)
		return 77;
	(void)snprintf(profiles, sizeof profiles, "%s/config/profiles", src != NULL ? src : ".");
	if (profile_open(profiles, "national", &profile, NULL) != ERR_NONE)
		return 1;
	for (i = 0; i < sizeof shots / sizeof shots[0]; i++)
		bad += !draw_shot(&shots[i], update);
	(void)snprintf(words, sizeof words, "%s/po", build != NULL ? build : ".");
	lang_start(LANG_EN, words);
	for (i = 0; i < sizeof english / sizeof english[0]; i++)
		bad += !draw_shot(&english[i], update);
	term_stop();
	profile_free(&profile);
	(void)printf("%zu screens differ\n", bad);
	return bad == 0 ? 0 : 1;
}
