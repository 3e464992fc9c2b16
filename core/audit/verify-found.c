/* What a verification may find, in words. */
#include "audit/verify-private.h"

static const struct { const char *code, *words; } words[AUDIT_FOUND_COUNT] = {
	[AUDIT_ALTERED] = { "altered", "行が書き換えられたか、差し込まれたか、順が変わっています" },
	[AUDIT_MISSING] = { "missing", "行が抜けています" },
	[AUDIT_CUT] = { "cut", "終わりの行が切り取られたか、末尾の控えが書き換えられています" },
	[AUDIT_REWRITTEN] = { "rewritten", "つながりごと書き直されています(署名が合いません)" },
	[AUDIT_NOT_SIGNED] = { "not-signed", "終わりの行に署名がありません" },
	[AUDIT_OTHER_KEY] = { "other-key", "この役所の鍵ではない鍵で署名されています" },
	[AUDIT_DATED] = { "dated", "前の行より前の日時になっています" },
	[AUDIT_BEHIND] = { "behind", "外の控えにある行がありません(終わりが切り取られたか、古い写しに戻されています)" },
	[AUDIT_FORKED] = { "forked", "外の控えと違う行です(古い写しに戻され、そのまま仕事が続けられています)" },
	[AUDIT_BEFORE_KEYS] = { "before-keys", "署名を始める前の行です" },
	[AUDIT_DATED_BEFORE_KEYS] = { "dated-before-keys", "署名を始める前の行で、前の行より前の日時になっています" },
	[AUDIT_KEY_REPLACED] = { "key-replaced", "なくした鍵を替えた行です(前の鍵の署名はありません)" },
	[AUDIT_OWN_WORD] = { "own-word",
	    "確かめる鍵がないため、記録自身が名乗る鍵で確かめました(--key を付けてください)" },
	[AUDIT_RESTORED] = { "restored", "外の控えと違う行ですが、控えから戻したことが記録にあります" },
	[AUDIT_NOT_ANCHORED] = { "not-anchored", "終わりの行は外の控えにまだありません" },
	[AUDIT_FOREIGN] = { "foreign", "ほかの記録の控えが混じっています" },
	[AUDIT_FORGED] = { "forged", "この記録の鍵の署名ではない控えが混じっています" },
};

const char *
audit_found_code(enum audit_found f)
{
	return (unsigned)f < AUDIT_FOUND_COUNT ? words[f].code : "";
}

const char *
audit_found_words(enum audit_found f)
{
	return (unsigned)f < AUDIT_FOUND_COUNT ? words[f].words : "";
}

void
verify_tell(struct verify *v, enum audit_found found, int64_t line, int64_t to)
{
	const struct audit_finding f = { found, line, to };

	if (found < AUDIT_NOTES) {
		if (found == AUDIT_OTHER_KEY)
			v->other_key = true;
		else
			v->broken = true;
		v->rewritten = v->rewritten || found == AUDIT_REWRITTEN;
		if (line > 0 && (v->proof->broken_at == 0 || line < v->proof->broken_at))
			v->proof->broken_at = line;
	}
	if (v->found != NULL)
		v->found(v->ctx, &f);
}
