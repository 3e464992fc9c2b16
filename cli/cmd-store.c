/* madoguchictl store: the store backed up while work goes on, restored, checked. */
#include "cli/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "upkeep/backup.h"
#include "upkeep/check.h"

/* The file that is named; in an office one of the folder of its backups, by its name. */
static enum err
backup_path(struct call *c, char path[SETTING_PATH_MAX])
{
	const char *name = c->argv[0];
	char folder[SETTING_PATH_MAX];
	enum err e;

	if (c->setting->office != OFFICE_INSIDE)
		return snprintf(path, SETTING_PATH_MAX, "%s", name) < SETTING_PATH_MAX ? ERR_NONE : ERR_TOO_LONG;
	if (*name == '.' || strchr(name, '/') != NULL)
		return call_fail(c, ERR_OFFICE_PATH, "%s", name);
	if ((e = setting_path(c->setting->home, "backups", folder, sizeof(folder))) != ERR_NONE)
		return e;
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return call_fail(c, errno == ENOSPC ? ERR_DISK_FULL : ERR_IO, "%s", folder);
	return setting_path(folder, name, path, SETTING_PATH_MAX);
}

/* folder: for its path. */
static enum err
ca_of(struct call *c, char folder[SETTING_PATH_MAX], struct backup_ca *ca)
{
	*ca = (struct backup_ca){ .folder = folder, .name = c->setting->ca };
	return setting_path(c->setting->data, "ca", folder, SETTING_PATH_MAX);
}

static enum err
backup_run(struct call *c)
{
	char path[SETTING_PATH_MAX], folder[SETTING_PATH_MAX];
	const struct actor actor = call_actor(c);
	struct backup_ca ca;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = backup_path(c, path)) != ERR_NONE ||
	    (e = ca_of(c, folder, &ca)) != ERR_NONE)
		return e;
	if ((e = store_backup(c->context->desk.store, &actor, &ca, path)) != ERR_NONE)
		return call_fail(c, e, "%s", path);
	return ERR_NONE;
}

/* What happened since the backup stays in the book, whatever became of the store. */
static void
tell_book(struct call *c, const struct book_merged *m)
{
	if (m->kept_issued + m->kept_ended > 0) {
		buf_printf(&c->out,
		    tr("認証局の台帳には、控えのあとの発行 %lld 通、失効など %lld 通が残っています"),
		    (long long)m->kept_issued, (long long)m->kept_ended);
		call_line(c);
	}
	if (m->brought_issued + m->brought_ended > 0) {
		buf_printf(&c->out, tr("認証局の台帳に、発行 %lld 通、失効など %lld 通を戻しました"),
		    (long long)m->brought_issued, (long long)m->brought_ended);
		call_line(c);
	}
}

/* The store isn't opened: it may be the very one that can't be. */
static enum err
restore_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	const unsigned how = (call_flag(c, "--older") ? RESTORE_OLDER : 0) |
	    (call_flag(c, "--lost") ? RESTORE_OTHER_KEY : 0);
	char aside[BACKUP_PATH_MAX], path[SETTING_PATH_MAX], folder[SETTING_PATH_MAX];
	struct audit_keeping keeping;
	struct backup_ca ca;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = setting_make_folders(c->setting)) != ERR_NONE ||
	    (e = backup_path(c, path)) != ERR_NONE || (e = ca_of(c, folder, &ca)) != ERR_NONE ||
	    (e = audit_keeping_of(c->setting, &keeping)) != ERR_NONE)
		return e;
	if ((e = store_restore(c->setting->store, c->setting->mode, &actor, &keeping, &ca, path, how,
	    aside)) != ERR_NONE)
		return call_fail(c, e, "%s",
		    e == ERR_STORE_LOCKED || e == ERR_STORE_AHEAD ? c->setting->store : path);
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "kept-as", aside[0] != '\0' ? aside : NULL);
		if (ca.merged.any) {
			json_number(&c->out, "ca-issued-kept", ca.merged.kept_issued);
			json_number(&c->out, "ca-ended-kept", ca.merged.kept_ended);
			json_number(&c->out, "ca-issued-brought", ca.merged.brought_issued);
			json_number(&c->out, "ca-ended-brought", ca.merged.brought_ended);
		}
		json_object_end(&c->out);
		call_line(c);
	} else if (aside[0] != '\0') {
		buf_printf(&c->out, tr("これまでの記録は %s に残してあります"), aside);
		call_line(c);
	}
	if (!c->json)
		tell_book(c, &ca.merged);
	return ERR_NONE;
}

static void
tell(void *ctx, const struct check_fault *f)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "fault", check_code(f->check));
		json_string(&c->out, "number", f->number[0] != '\0' ? f->number : NULL);
		if (f->serial[0] != '\0')
			json_string(&c->out, "serial", f->serial);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s%s%s%s%s", f->number, f->number[0] != '\0' ? ": " : "", f->serial,
		    f->serial[0] != '\0' ? ": " : "", tr(check_words(f->check)));
	call_line(c);
	if (!c->json && check_todo(f->check) != NULL) {
		buf_printf(&c->out, "\t%s", tr(check_todo(f->check)));
		call_line(c);
	}
}

/* The store, and the book of the CA that its cases' certificates are from. */
static enum err
check_all(struct call *c, struct check_sums *sums)
{
	struct store *s = c->context->desk.store;
	char folder[SETTING_PATH_MAX];
	enum err e = setting_path(c->setting->data, "ca", folder, sizeof(folder)), of_store, of_book;

	if (e != ERR_NONE)
		return e;
	of_store = store_check(s, tell, c, sums);
	of_book = store_check_book(s, folder, c->setting->ca, tell, c, sums);
	if (of_store != ERR_NONE && of_store != ERR_STORE_CORRUPT)
		return of_store;
	return of_book != ERR_NONE ? of_book : of_store;
}

static enum err
check_run(struct call *c)
{
	struct check_sums sums;
	enum err e;

	if ((e = call_words(c, 0, 0)) != ERR_NONE || (e = desk_allow(&c->context->desk, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	e = check_all(c, &sums);
	if (c->json && (e == ERR_NONE || e == ERR_STORE_CORRUPT || e == ERR_AUDIT_BROKEN ||
	    e == ERR_AUDIT_KEY || e == ERR_CA_BOOK)) {
		json_object(&c->out, NULL);
		json_bool(&c->out, "sound", e == ERR_NONE);
		json_number(&c->out, "cases", sums.cases);
		json_number(&c->out, "cases-without-digest", sums.older);
		json_number(&c->out, "audit-lines", sums.audit_lines);
		json_number(&c->out, "certificates", sums.certificates);
		json_number(&c->out, "certificates-elsewhere", sums.elsewhere);
		json_object_end(&c->out);
		call_line(c);
	} else if (e == ERR_NONE) {
		buf_printf(&c->out, tr("受付 %lld 件、監査記録 %lld 行、証明書 %lld 通、異常はありません"),
		    (long long)sums.cases, (long long)sums.audit_lines, (long long)sums.certificates);
		call_line(c);
	}
	if (!c->json && sums.older > 0) {
		buf_printf(&c->out, tr("そのうち %lld 件は古い版からの受付で、内容までは確かめられません"),
		    (long long)sums.older);
		call_line(c);
	}
	return e;
}

const struct command store_backup_command = {
	.name = "store backup",
	.usage = "FILE",
	.text = "記録の控えを取る(仕事を続けながらでよい)",
	.parts = DESK_STORE,
	.run = backup_run,
};

const struct command store_restore_command = {
	.name = "store restore",
	.usage = "[--older] [--lost] [--json] FILE",
	.text = "控えから記録を戻す(いまの記録は別の名前で残る)",
	.run = restore_run,
};

const struct command store_check_command = {
	.name = "store check",
	.usage = "[--json]",
	.text = "記録に異常がないか、すべて確かめる",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = check_run,
};
