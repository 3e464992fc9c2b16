/* madoguchictl purge: what has been kept for its time is listed or, by an administrator's word, erased. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forms/letter.h"
#include "upkeep/purge.h"

static const char *const of_names[] = { [RETENTION_CASE] = "case", [RETENTION_PAPER] = "paper",
    [RETENTION_LOOKS] = "looks", [RETENTION_BOOKINGS] = "bookings" };

/* --- read -------------------------------------------------------------------------------------- */

static enum err
read_retention(struct call *c, struct retention *r)
{
	static struct faults faults;
	const char *papers[PAPER_COUNT + 1] = { NULL };
	enum err e;
	unsigned k;

	for (k = 0; k < PAPER_COUNT; k++)
		papers[k] = paper_code((enum paper)k);
	e = retention_read(c->setting->retention, papers, r, &faults);
	call_faults(c, &faults);
	return e == ERR_NONE || e == ERR_MEMORY ? e : call_fail(c, ERR_RETENTION, "%s", c->setting->retention);
}

/* --- told -------------------------------------------------------------------------------------- */

static void
tell_kind_json(struct call *c, const struct purge_plan *p, size_t kind)
{
	const struct purge_kind *k = &p->kinds[kind];
	struct buf *b = &c->out;
	size_t i;

	json_object(b, NULL);
	json_string(b, "of", of_names[k->kind->of]);
	json_string(b, "kind", k->kind->name[0] != '\0' ? k->kind->name : NULL);
	if (k->kind->of == RETENTION_BOOKINGS)
		json_number(b, "days", k->kind->days);
	else
		json_number(b, "years", k->kind->years);
	json_date(b, "before", k->limit);
	json_number(b, "count", k->count);
	json_date(b, "first", k->first);
	json_date(b, "last", k->last);
	json_array(b, "numbers");
	for (i = 0; i < p->case_count && k->kind->of == RETENTION_CASE; i++)
		if (p->cases[i].kind == kind)
			json_string(b, NULL, p->cases[i].number);
	for (i = 0; i < p->file_count && k->kind->of == RETENTION_PAPER; i++)
		if (p->files[i].kind == kind)
			json_string(b, NULL, p->files[i].name);
	json_array_end(b);
	json_object_end(b);
	call_line(c);
}

static void
tell_kind_text(struct call *c, const struct purge_plan *p, size_t kind)
{
	const struct purge_kind *k = &p->kinds[kind];
	char limit[16];
	size_t i;

	date_format_iso(k->limit, limit, sizeof(limit));
	buf_printf(&c->out, "%s %s\t%lld\t", of_names[k->kind->of], k->kind->name, (long long)k->count);
	if (k->kind->of == RETENTION_BOOKINGS)
		buf_printf(&c->out, tr("%d日、%s より前の予約"), k->kind->days, limit);
	else
		buf_printf(&c->out, tr("%d年、%s より前に終わったもの"), k->kind->years, limit);
	call_line(c);
	for (i = 0; i < p->case_count && k->kind->of == RETENTION_CASE; i++) {
		if (p->cases[i].kind == kind) {
			buf_printf(&c->out, "\t%s", p->cases[i].number);
			call_line(c);
		}
	}
	for (i = 0; i < p->file_count && k->kind->of == RETENTION_PAPER; i++) {
		if (p->files[i].kind == kind) {
			buf_printf(&c->out, "\t%s", p->files[i].name);
			call_line(c);
		}
	}
}

static void
tell_json(struct call *c, const struct purge_plan *p, bool erased)
{
	size_t i;

	for (i = 0; i < p->retention.count; i++)
		if (p->kinds[i].count > 0)
			tell_kind_json(c, p, i);
	json_object(&c->out, NULL);
	json_bool(&c->out, "erased", erased);
	json_number(&c->out, "cases", (int64_t)p->case_count);
	json_number(&c->out, "files", (int64_t)p->file_count);
	json_number(&c->out, "residents", p->residents);
	json_number(&c->out, "preserved", p->preserved);
	json_string(&c->out, "digest", p->digest);
	json_object_end(&c->out);
	call_line(c);
}

static void
tell_text(struct call *c, const struct purge_plan *p, bool erased)
{
	size_t i;

	for (i = 0; i < p->retention.count; i++)
		if (p->kinds[i].count > 0)
			tell_kind_text(c, p, i);
	if (p->residents > 0) {
		buf_printf(&c->out, tr("入れ替わった住民記録の残り: %lld 人"), (long long)p->residents);
		call_line(c);
	}
	if (p->preserved > 0) {
		buf_printf(&c->out, tr("期間は過ぎたが残す受付: %lld 件"), (long long)p->preserved);
		call_line(c);
	}
	buf_printf(&c->out, erased ? tr("受付 %zu 件、ファイル %zu 個を消しました") :
	    tr("受付 %zu 件、ファイル %zu 個が消せます。まだ何も消していません"), p->case_count, p->file_count);
	call_line(c);
}

/* --- copies that still have it ----------------------------------------------------------------- */

static void
tell_holder(void *ctx, const struct purge_holder *h)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "held-by", h->path);
		json_number(&c->out, "cases", h->cases);
		json_number(&c->out, "residents", h->residents);
		json_number(&c->out, "looks", h->looks);
		json_number(&c->out, "bookings", h->bookings);
		json_object_end(&c->out);
	} else {
		buf_printf(&c->out, tr("消した情報がまだある控え: %s"), h->path);
		buf_printf(&c->out, tr(" (受付 %lld 件、住民 %lld 人)"), (long long)h->cases, (long long)h->residents);
	}
	call_line(c);
}

/* Beside the store lies what a restore has kept aside; an office has a folder of backups, others name theirs. */
static enum err
look_for_holders(struct call *c, const char *backups)
{
	struct store *s = c->context->desk.store;
	const char *file = store_file(c->setting->store), *slash = file != NULL ? strrchr(file, '/') : NULL;
	char folder[SETTING_PATH_MAX];
	enum err e = ERR_NONE;

	if (file != NULL && (size_t)snprintf(folder, sizeof(folder), "%.*s",
	    slash == NULL ? 1 : (int)(slash - file) + 1, slash == NULL ? "." : file) < sizeof(folder)) {
		if (slash != NULL && slash != file)
			folder[slash - file] = '\0';
		e = purge_holders(s, folder, tell_holder, c);
	}
	if (e == ERR_NONE && c->setting->office == OFFICE_INSIDE) {
		if ((e = setting_path(c->setting->home, "backups", folder, sizeof(folder))) == ERR_NONE)
			e = purge_holders(s, folder, tell_holder, c);
	} else if (e == ERR_NONE && backups != NULL && (e = purge_holders(s, backups, tell_holder, c)) != ERR_NONE)
		return call_fail(c, e, "%s", backups);
	return e;
}

/* --- the command ------------------------------------------------------------------------------- */

static enum err
purge(struct call *c, const struct purge_from *from, bool really, const char *why)
{
	const struct actor actor = call_actor(c);
	struct store *s = c->context->desk.store;
	struct purge_plan *p = calloc(1, sizeof(*p));
	enum err e = p != NULL ? ERR_NONE : ERR_MEMORY;

	if (e == ERR_NONE && (e = purge_plan_make(s, &actor, from, p)) == ERR_NONE) {
		if (really)
			e = purge_do(s, &actor, from, p, why, c->setting->purge_second);
		if (e == ERR_NONE && c->json)
			tell_json(c, p, really);
		else if (e == ERR_NONE || e == ERR_PURGE_SECOND)
			tell_text(c, p, e == ERR_NONE && really);
	}
	if (p != NULL)
		purge_plan_free(p);
	free(p);
	return e;
}

static enum err
purge_run(struct call *c)
{
	static struct retention retention;
	char papers[SETTING_PATH_MAX];
	const struct purge_from from = { &retention, papers };
	const char *backups = NULL;
	char why[64];
	const bool dry = call_flag(c, "--dry-run"), really = call_flag(c, "--really");
	enum err e;

	if ((e = call_text(c, "--reason", why, sizeof(why))) != ERR_NONE ||
	    (e = call_value(c, "--backups", &backups)) != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if ((dry && really) || really != (why[0] != '\0'))
		return call_fail(c, ERR_USAGE, "%s", really ? "--reason" : "--really");
	if (backups != NULL && (e = call_path(c, backups)) != ERR_NONE)
		return e;
	if ((e = read_retention(c, &retention)) != ERR_NONE ||
	    (e = setting_path(c->setting->data, "papers", papers, sizeof(papers))) != ERR_NONE)
		return e;
	if ((e = purge(c, &from, really, why)) == ERR_USAGE)
		return call_fail(c, e, "--reason");
	return e != ERR_NONE ? e : look_for_holders(c, backups);
}

const struct command purge_command = {
	.name = "purge",
	.usage = "[--dry-run | --really --reason CODE] [--backups FOLDER] [--json]",
	.text = "保存期間の過ぎた個人の情報を調べ、消す(--really を付けなければ、調べるだけ)",
	.parts = DESK_STORE,
	.run = purge_run,
};
