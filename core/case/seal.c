/* Digests of cases for the audit log: HMAC-SHA256 under the case's own salt, 128 bits of it. */
#include "case/seal.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/case-number.h"
#include "base/cert.h"

#define SALT 16

/*
 * In this order; a column more is a change of what is hashed. What a search folds and how the row is numbered isn't
 * in it.
 */
#define COLUMNS \
	" c.state, c.procedure, c.certificates, c.pins, c.facts, c.decision, c.outcome, c.profile, c.card," \
	" c.claimed_by, c.opened_at, c.changed_at, c.visited_at, c.sheet, c.second_needed, c.worked_by," \
	" c.seconded_by, c.fee, c.letter, p.name, p.kana, p.address, p.postcode, p.born, p.sex, p.source, p.former," \
	" p.former_kana, p.alias, p.latin, x.name, x.address, x.relation, n.name, n.pairs, n.clerk, n.at," \
	" k.since, k.system, k.place, k.worked_at, k.returned_at, k.way, k.mail_number," \
	" i.letter, i.channel, i.ordered_at, i.reply_until, i.posted_at, i.mail_number, i.returned_at, i.answered_at," \
	" i.is_open," \
	" h.at, h.clerk, h.fresh, h.gone, h.pins, h.sign_until, h.auth_until, h.before_known, h.sign_before," \
	" h.auth_before, h.tries, h.card, h.ended_at, h.outcome, h.shown_by, h.typed_by, h.typed_day, h.sign_serial," \
	" h.auth_serial, h.sign_last, h.auth_last" \
	" FROM cases c LEFT JOIN person p ON p.number = c.number LEFT JOIN proxy x ON x.number = c.number" \
	" LEFT JOIN consent n ON n.number = c.number LEFT JOIN kept k ON k.number = c.number" \
	" LEFT JOIN inquiry i ON i.number = c.number LEFT JOIN handover h ON h.number = c.number"
#define OF_HANDOVER 21		/* the last ones; a case has a row for each letter with each of its hand-overs */
#define OF_LETTER 9		/* before them */
#define OF_KEPT 7		/* before those */

static enum err
hash(const struct store_value *salt, const struct buf *b, char out[CASE_SEAL_HALF + 1])
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	size_t len = 0;
	enum err e = buf_check(b);

	if (e != ERR_NONE)
		return e;
	if (EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, salt->bytes, salt->len, (const unsigned char *)buf_text(b),
	    b->len, mac, sizeof(mac), &len) == NULL)
		return ERR_CRYPTO;
	cert_hex(mac, CASE_SEAL_HALF / 2, out, CASE_SEAL_HALF + 1);
	return ERR_NONE;
}

/* Each value with its kind and length, so that no two rows have the same bytes. */
static void
add(struct buf *b, const struct store_value *v)
{
	switch (v->type) {
	case STORE_NULL:
		buf_puts(b, "-,");
		break;
	case STORE_INT:
		buf_printf(b, "%lld,", (long long)v->number);
		break;
	case STORE_TEXT:
	case STORE_BLOB:
		buf_printf(b, "%zu:", v->len);
		buf_add(b, v->bytes, v->len);
		buf_puts(b, ",");
		break;
	}
}

/*
 * What is hashed of a case, row by row: what it has once, its letters, and behind these its hand-overs. One was added
 * to the other, so that older digests are those of a beginning: without_handovers, and without letters and kept card.
 */
struct content {
	struct buf all, handovers;
	size_t without, without_handovers;
	int64_t letter;			/* of the row before; they begin with 1, and 0 stands for none */
	bool first_letter;
	unsigned char salt[SALT];
	size_t salt_len;
};

/* number, salt, then the columns from first on. */
static void
add_case(struct content *c, const struct store_value *v, size_t n, size_t first)
{
	size_t i;

	c->salt_len = v[1].len <= sizeof(c->salt) ? v[1].len : 0;
	if (c->salt_len > 0)
		memcpy(c->salt, v[1].bytes, c->salt_len);
	add(&c->all, &v[0]);
	for (i = first; i < n; i++) {
		if (i == n - OF_KEPT)
			c->without = c->all.len;
		add(&c->all, &v[i]);
	}
}

/* By letter, then by hand-over: the first letter's rows have each hand-over once. */
static void
add_content(struct content *c, const struct store_value *v, size_t n, size_t first)
{
	const size_t letter = n - OF_HANDOVER - OF_LETTER, handover = n - OF_HANDOVER;
	const int64_t number = v[letter].type == STORE_INT ? v[letter].number : 0;
	const bool begins = c->all.len == 0;
	size_t i;

	if (begins)
		add_case(c, v, letter, first);
	c->first_letter = begins || (c->first_letter && number == c->letter);
	for (i = letter; i < handover && (begins || number != c->letter); i++)
		add(&c->all, &v[i]);
	for (i = handover; i < n && c->first_letter; i++)
		add(&c->handovers, &v[i]);
	c->letter = number;
}

/* All of it is there. */
static enum err
end_of_content(struct content *c)
{
	enum err e = buf_check(&c->handovers);

	c->without_handovers = c->all.len;
	if (e == ERR_NONE && c->handovers.len > 0)
		buf_add(&c->all, c->handovers.text, c->handovers.len);
	return e != ERR_NONE ? e : buf_check(&c->all);
}

static void
free_content(struct content *c)
{
	buf_free(&c->all);
	buf_free(&c->handovers);
	*c = (struct content){ .without = 0 };
}

static enum err
hash_why(const struct store_value *salt, const struct store_value *why, char out[CASE_SEAL_HALF + 1])
{
	struct buf b = { 0 };
	enum err e;

	add(&b, why);
	e = hash(salt, &b, out);
	buf_free(&b);
	return e;
}

static bool
see_case(void *ctx, const struct store_value *v, size_t n)
{
	add_content(ctx, v, n, 2);
	return true;
}

static enum err
make_salt(struct store *s, const char *number)
{
	unsigned char salt[SALT];

	if (RAND_bytes(salt, sizeof(salt)) != 1)
		return ERR_CRYPTO;
	return store_run(s, "UPDATE cases SET salt = ?2 WHERE number = ?1 AND salt IS NULL",
	    (const struct store_value[]){ store_text(number), store_blob(salt, sizeof(salt)) }, 2, NULL, NULL);
}

enum err
case_seal(struct store *s, const char *number, const char *why, char out[CASE_SEAL])
{
	const struct store_value values[] = { store_text(number) };
	const struct store_value reason = store_text(why);
	struct content content = { .salt_len = 0 };
	struct store_value salt;
	enum err e = make_salt(s, number);

	if (e == ERR_NONE)
		e = store_run(s, "SELECT c.number, c.salt," COLUMNS " WHERE c.number = ?1 ORDER BY i.letter, h.at",
		    values, 1, see_case, &content);
	if (e == ERR_NONE && (e = end_of_content(&content)) == ERR_NONE && content.all.len == 0)
		e = ERR_CASE_UNKNOWN;
	salt = store_blob(content.salt, content.salt_len);
	if (e == ERR_NONE && (e = hash(&salt, &content.all, out)) == ERR_NONE)
		e = hash_why(&salt, &reason, out + CASE_SEAL_HALF);
	free_content(&content);
	return e;
}

/* --- held against the log ---------------------------------------------------------------------- */

struct checking {
	struct case_unsealed *u;
	struct content content;
	char number[CASE_NUMBER_MAX], digest[CASE_SEAL];
	enum err e;
};

static bool
is_digest(const struct store_value *v)
{
	return v->type == STORE_TEXT && v->len == CASE_SEAL - 1;
}

/* Whether the digest is of so much of the content. */
static bool
is_of(struct checking *c, size_t len)
{
	const struct store_value salt = store_blob(c->content.salt, c->content.salt_len);
	char now[CASE_SEAL_HALF + 1] = "";

	c->content.all.len = len;
	if (c->e == ERR_NONE)
		c->e = hash(&salt, &c->content.all, now);
	return c->e != ERR_NONE || memcmp(now, c->digest, CASE_SEAL_HALF) == 0;
}

/*
 * The case whose rows have been seen. A line from before there were hand-overs, or letters and kept cards, in its
 * digest has that of the rest; one that was made with them isn't that of the rest.
 */
static void
end_content(struct checking *c)
{
	struct content *now = &c->content;

	if ((c->e = end_of_content(now)) != ERR_NONE || now->all.len == 0) {
		/* nothing has been seen */
	} else if (c->digest[0] == '\0')
		c->u->older++;
	else if (!is_of(c, now->all.len) && !is_of(c, now->without_handovers) && !is_of(c, now->without))
		c->u->content(c->u->ctx, c->number);
	free_content(now);
}

/* number, salt, the digest of the case's last line, then the columns. */
static bool
check_content(void *ctx, const struct store_value *v, size_t n)
{
	struct checking *c = ctx;

	if (strcmp(store_as_text(&v[0]), c->number) != 0) {
		end_content(c);
		(void)snprintf(c->number, sizeof(c->number), "%s", store_as_text(&v[0]));
		(void)snprintf(c->digest, sizeof(c->digest), "%s", is_digest(&v[2]) ? store_as_text(&v[2]) :
		    store_as_text(&v[2])[0] == '\0' ? "" : "-");
	}
	add_content(&c->content, v, n, 3);
	return c->e == ERR_NONE;
}

/* number, salt, digest, why */
static bool
check_why(void *ctx, const struct store_value *v, size_t n)
{
	struct checking *c = ctx;
	char out[CASE_SEAL_HALF + 1] = "";

	(void)n;
	if ((c->e = hash_why(&v[1], &v[3], out)) != ERR_NONE)
		return false;
	if (!is_digest(&v[2]) || memcmp(out, (const char *)v[2].bytes + CASE_SEAL_HALF, CASE_SEAL_HALF) != 0)
		c->u->why(c->u->ctx, store_as_text(&v[0]));
	return true;
}

/* The salt of before an erasing is gone: what the lines up to there said can't be held against anything any more. */
enum err
case_seal_check(struct store *s, struct case_unsealed *u)
{
	struct checking c = { .u = u };
	enum err e;

	u->older = 0;
	e = store_run(s, "SELECT c.number, c.salt, (SELECT a.digest FROM audit a WHERE a.subject = c.number"
	    " AND a.event LIKE 'case-%' ORDER BY a.line DESC LIMIT 1)," COLUMNS " ORDER BY c.number, i.letter, h.at",
	    NULL, 0, check_content, &c);
	if (e == ERR_NONE && c.e == ERR_NONE)
		end_content(&c);
	free_content(&c.content);
	if (e != ERR_NONE || c.e != ERR_NONE)
		return e != ERR_NONE ? e : c.e;
	e = store_run(s, "SELECT h.number, c.salt, a.digest, h.why FROM"
	    " (SELECT number, why, row_number() OVER (PARTITION BY number ORDER BY id) AS k FROM case_history) h"
	    " JOIN (SELECT subject, line, digest, row_number() OVER (PARTITION BY subject ORDER BY line) AS k"
	    " FROM audit WHERE subject <> '' AND event LIKE 'case-%') a ON a.subject = h.number AND a.k = h.k"
	    " JOIN cases c ON c.number = h.number WHERE a.digest <> '' AND a.line >= coalesce((SELECT max(z.line)"
	    " FROM audit z WHERE z.subject = h.number AND z.event = 'case-erased'), 0) ORDER BY h.number, h.k", NULL, 0,
	    check_why, &c);
	return e != ERR_NONE ? e : c.e;
}
