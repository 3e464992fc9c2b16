/* Most checks are a question to the store whose every row is a fault. */
#include "audit/lookup.h"
#include "audit/verify.h"
#include "case/seal.h"
#include "upkeep/check-private.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *code, *words, *sql, *todo; } checks[CHECK_COUNT] = {
	/* No row, but each table has to be there. */
	[CHECK_FILE] = { "file", "記録のファイルが壊れています",
	    "SELECT 1 FROM meta, numbers, profiles, person, proxy, inquiry, kept, resident, steps, looked_at,"
	    " booking, ticket WHERE 1 = 0", NULL },
	[CHECK_STATE] = { "state", "受付の状態が経過と合いません",
	    "SELECT c.number FROM cases c WHERE c.state <> coalesce((SELECT h.state FROM case_history h"
	    " WHERE h.number = c.number ORDER BY h.id DESC LIMIT 1), '')", NULL },
	[CHECK_CARD_WORK] = { "card-work", "カード処理中の受付と、途中の処理の記録が合いません",
	    "SELECT c.number FROM cases c WHERE (c.state = 'card-work') <> EXISTS (SELECT 1 FROM procedures p"
	    " WHERE p.case_number = c.number AND p.ended IS NULL)", NULL },
	[CHECK_CASE] = { "case", "監査記録にある受付がありません",
	    "SELECT DISTINCT a.subject FROM audit a WHERE a.event LIKE 'case-%' AND a.subject <> ''"
	    " AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.number = a.subject)", NULL },
	[CHECK_RECORD] = { "record", "受付の経過が監査記録と合いません",
	    "WITH h AS (SELECT number, at, clerk, counter, event, state, row_number() OVER (PARTITION BY number"
	    " ORDER BY id) AS k FROM case_history), a AS (SELECT subject, at, clerk, counter, event, reason,"
	    " row_number() OVER (PARTITION BY subject ORDER BY line) AS k"
	    " FROM audit WHERE subject <> '' AND event LIKE 'case-%')"
	    " SELECT h.number FROM h LEFT JOIN a ON a.subject = h.number AND a.k = h.k WHERE a.k IS NULL"
	    " OR a.at <> h.at OR a.clerk <> h.clerk OR a.counter <> h.counter OR a.event <> 'case-' || h.event"
	    " OR (a.reason <> h.state AND a.reason NOT LIKE h.state || ',version:%')"
	    " UNION SELECT a.subject FROM a LEFT JOIN h ON h.number = a.subject AND h.k = a.k WHERE h.k IS NULL",
	    NULL },
	[CHECK_SECOND] = { "second", "もう一人の承認が監査記録と合いません",
	    "SELECT c.number FROM cases c WHERE c.seconded_by <> coalesce((SELECT CASE WHEN a.event = 'case-seconded'"
	    " THEN a.clerk ELSE '' END FROM audit a WHERE a.subject = c.number AND a.event IN ('case-seconded',"
	    " 'case-second-undone') ORDER BY a.line DESC LIMIT 1), '')", NULL },
	[CHECK_PROFILE] = { "profile", "受付のときの規則が書き換えられています", NULL, NULL },
	[CHECK_CONTENT] = { "content", "受付の内容が、監査記録にあるときから変わっています", NULL, NULL },
	[CHECK_WHY] = { "why", "経過の言葉が、監査記録にあるときから変わっています", NULL, NULL },
	[CHECK_LOOKS] = { "looks", "だれの記録を見たかが、監査記録にあるときから変わっています", NULL, NULL },
	[CHECK_BOOKING] = { "booking", "予約か番号札にある受付がありません",
	    "SELECT b.number FROM booking b WHERE b.number <> '' AND NOT EXISTS (SELECT 1 FROM cases c"
	    " WHERE c.number = b.number) UNION SELECT t.number FROM ticket t WHERE t.number <> '' AND NOT EXISTS"
	    " (SELECT 1 FROM cases c WHERE c.number = t.number)", NULL },
	[CHECK_ISSUED] = { "issued", "カード処理を終えた受付に、発行した証明書の記録がありません",
	    "SELECT c.number FROM procedures p JOIN cases c ON c.number = p.case_number WHERE p.outcome = 'done'"
	    " AND p.kind IN ('issue', 'renew') AND NOT EXISTS (SELECT 1 FROM case_history h WHERE h.number = c.number"
	    " AND h.event = 'erased') AND (((c.certificates & 1) <> 0 AND NOT EXISTS (SELECT 1 FROM steps s"
	    " WHERE s.procedure = p.id AND s.code = 'request:sign' AND s.done IS NOT NULL AND s.data IS NOT NULL))"
	    " OR ((c.certificates & 2) <> 0 AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.procedure = p.id"
	    " AND s.code = 'request:auth' AND s.done IS NOT NULL AND s.data IS NOT NULL)))", NULL },
	[CHECK_BOOK_FILE] = { "book-file", "認証局の台帳(book.db)が壊れています", NULL,
	    "フォルダ ca の控えか、store restore で台帳を戻してください" },
	[CHECK_BOOK_ROW] = { "book-row", "認証局の台帳の行が、その証明書と合いません", NULL,
	    "台帳が書き換えられたおそれがあります。控えの台帳と比べてください" },
	[CHECK_BOOK_LACKS] = { "book-lacks", "受付の経過にある証明書が、認証局の台帳にありません", NULL,
	    "台帳が古いおそれがあります。新しい控えから store restore で台帳を戻してください" },
	[CHECK_BOOK_OTHER] = { "book-other", "受付の経過にある証明書が、認証局の台帳のものと違います", NULL,
	    "ca issued で台帳の証明書を出し、カードの証明書と比べてください" },
	[CHECK_BOOK_WHOSE] = { "book-whose", "受付の経過にある証明書は、認証局の台帳では別の受付のものです", NULL,
	    "両方の受付の経過と、カードの証明書を比べてください" },
	[CHECK_BOOK_TWICE] = { "book-twice", "一つの証明書が、二つの経過に出てきます", NULL,
	    "カードの証明書を読み、どちらの受付のものか確かめてください" },
	[CHECK_BOOK_STATE] = { "book-state", "発行の結末が、受付の経過と認証局の台帳で違います", NULL,
	    "カードを読み、証明書があるか確かめてください。なければ失効させてください" },
	[CHECK_BOOK_VALID] = { "book-valid", "受付で失効させた証明書が、認証局の台帳では有効です", NULL,
	    "台帳が古いおそれがあります。失効リストを出す前に、新しい控えから台帳を戻してください" },
	[CHECK_BOOK_ALONE] = { "book-alone", "認証局の台帳にある証明書が、どの受付の経過にもありません", NULL,
	    "古い控えを戻したのでなければ、だれがなぜ発行したかを監査記録で確かめてください" },
	[CHECK_BOOK_REVOKED] = { "book-revoked", "認証局の台帳で失効している証明書を、失効させた受付がありません", NULL,
	    "古い控えを戻したのでなければ、だれがなぜ失効させたかを監査記録で確かめてください" },
	[CHECK_CHAIN] = { "chain", "監査記録のつながりが切れています", NULL, NULL },
};

const char *
check_code(enum check c)
{
	return checks[(unsigned)c < CHECK_COUNT ? c : CHECK_FILE].code;
}

const char *
check_words(enum check c)
{
	return checks[(unsigned)c < CHECK_COUNT ? c : CHECK_FILE].words;
}

const char *
check_todo(enum check c)
{
	return (unsigned)c < CHECK_COUNT ? checks[c].todo : NULL;
}

void
check_tell(struct checking *c, enum check check, const char *number, const unsigned char *serial, size_t len)
{
	struct check_fault f = { .check = check };

	c->found = true;
	if (case_number_check(number) == ERR_NONE)
		(void)snprintf(f.number, sizeof(f.number), "%s", number);
	cert_hex(serial, len, f.serial, sizeof(f.serial));
	c->fault(c->ctx, &f);
}

static void
tell(struct checking *c, const char *number)
{
	check_tell(c, c->check, number, NULL, 0);
}

/* A driver's own check says "ok" in a row where all is well. */
static bool
see_row(void *ctx, const struct store_value *v, size_t n)
{
	const char *text = store_as_text(&v[0]);

	(void)n;
	if (strcmp(text, "ok") != 0)
		tell(ctx, text);
	return true;
}

/* A file whose pages are broken can't answer, and that is the answer. */
static enum err
run(struct store *s, const char *sql, struct checking *c)
{
	enum err e = store_run(s, sql, NULL, 0, see_row, c);

	if (e != ERR_STORE_CORRUPT)
		return e;
	tell(c, "");
	return ERR_NONE;
}

/* --- what no statement can tell ---------------------------------------------------------------- */

static void
tell_content(void *ctx, const char *number)
{
	struct checking *c = ctx;

	c->check = CHECK_CONTENT;
	tell(c, number);
}

static void
tell_why(void *ctx, const char *number)
{
	struct checking *c = ctx;

	c->check = CHECK_WHY;
	tell(c, number);
}

static void
tell_look(void *ctx)
{
	struct checking *c = ctx;

	c->check = CHECK_LOOKS;
	tell(c, "");
}

static bool
see_profile(void *ctx, const struct store_value *v, size_t n)
{
	unsigned char hash[CERT_HASH];
	char hex[2 * CERT_HASH + 1] = "";
	struct checking *c = ctx;

	(void)n;
	if (v[1].type == STORE_TEXT && cert_hash(v[1].bytes, v[1].len, hash) == ERR_NONE)
		cert_hex(hash, sizeof(hash), hex, sizeof(hex));
	c->check = CHECK_PROFILE;
	if (strcmp(hex, store_as_text(&v[0])) != 0)
		tell(c, "");
	return true;
}

static enum err
run_content(struct store *s, struct checking *c, struct check_sums *sums)
{
	struct case_unsealed u = { tell_content, tell_why, c, 0 };
	enum err e = store_run(s, "SELECT hash, text FROM profiles", NULL, 0, see_profile, c);

	if (e == ERR_NONE)
		e = case_seal_check(s, &u);
	sums->older = u.older;
	return e == ERR_NONE ? lookup_check(s, tell_look, c) : e;
}

static enum err
run_all(struct store *s, struct checking *c, struct check_sums *sums)
{
	const char *const *own = store_checks(s);
	enum err e = ERR_NONE;
	unsigned k;

	for (c->check = CHECK_FILE; *own != NULL && e == ERR_NONE; own++)
		e = run(s, *own, c);
	for (k = 0; k < CHECK_COUNT && e == ERR_NONE; k++) {
		c->check = (enum check)k;
		if (checks[k].sql != NULL)
			e = run(s, checks[k].sql, c);
	}
	if (e == ERR_NONE && (e = run_content(s, c, sums)) == ERR_STORE_CORRUPT) {
		c->check = CHECK_FILE;
		tell(c, "");
		e = ERR_NONE;
	}
	if (e == ERR_NONE)
		e = store_get_int(s, "SELECT count(*) FROM cases", NULL, 0, &sums->cases);
	return e;
}

enum err
store_check(struct store *s, void (*fault)(void *, const struct check_fault *), void *ctx, struct check_sums *sums)
{
	struct checking c = { .fault = fault, .ctx = ctx };
	enum err e, chain;

	*sums = (struct check_sums){ .cases = 0 };
	if ((e = run_all(s, &c, sums)) != ERR_NONE)
		return e;
	e = c.found ? ERR_STORE_CORRUPT : ERR_NONE;
	chain = audit_verify(s, &sums->audit_lines, &sums->broken_at);
	c.check = CHECK_CHAIN;
	if (chain == ERR_AUDIT_BROKEN || chain == ERR_AUDIT_KEY)
		tell(&c, "");
	return chain != ERR_NONE ? chain : e;
}
