/* The list of what an office on a machine is made of. */
#include "office/setup-private.h"

#include <string.h>
#include <unistd.h>

#include "base/confine.h"
#include "office/office.h"

/* What the system or the installation has put there: a program, or the folder of the rules. Nothing is made of it. */
static enum setup_state
installed_look(const struct setup_part *p, const struct setup *s)
{
	(void)s;
	if (access(p->path, X_OK) != 0)
		return SETUP_MISSING;
	return office_is_roots(p->path) ? SETUP_SOUND : SETUP_UNSAFE;
}

static enum setup_state
confined_look(const struct setup_part *p, const struct setup *s)
{
	const unsigned part = strcmp(p->code, confined_code(CONFINED_CALLS)) == 0 ? CONFINED_CALLS : CONFINED_FILES;

	(void)s;
	return (confine_offered() & part) != 0 ? SETUP_SOUND : SETUP_LACKING;
}

static const struct setup_part parts[] = {
	{ .code = "sudo", .ja = "sudo", .en = "sudo", .path = "/usr/bin/sudo", .look = installed_look },
	{ .code = "screens", .ja = "窓口の画面", .en = "the screens",
	    .path = BINDIR "/madoguchi", .look = installed_look },
	{ .code = "commands", .ja = "窓口の命令", .en = "the commands",
	    .path = BINDIR "/madoguchictl", .look = installed_look },
	{ .code = "page", .ja = "書類を印刷するプログラム", .en = "what draws papers",
	    .path = PKGLIBEXECDIR "/madoguchi-page", .look = installed_look },
	{ .code = "rules", .ja = "市区町村の規則", .en = "the municipalities' rules",
	    .path = PKGDATADIR "/profiles", .look = installed_look },
	{ .code = "login", .ja = "SSH の鍵で始まるプログラム", .en = "what SSH keys start",
	    .path = PKGLIBEXECDIR "/madoguchi-login", .look = installed_look },
	{ .code = "group", .ja = "職員のグループ", .en = "the clerks' group", .look = setup_group_look,
	    .make = setup_group_make },
	{ .code = "account", .ja = "事務所のアカウント", .en = "the office's account",
	    .look = setup_account_look, .make = setup_account_make },
	{ .code = "home", .ja = "事務所のフォルダー", .en = "the office's folder", .look = setup_home_look,
	    .make = setup_home_make },
	{ .code = "settings", .ja = "事務所の設定", .en = "the office's settings",
	    .path = "/etc/madoguchi/madoguchi.ini", .text = "madoguchi.ini", .mode = 0644, .look = setup_settings_look,
	    .make = setup_file_make },
	{ .code = "sudoers", .ja = "職員に許す sudo", .en = "what sudo lets clerks do",
	    .path = "/etc/sudoers.d/madoguchi", .text = "sudoers", .mode = 0440, .tool = "/usr/sbin/visudo",
	    .look = setup_file_look, .make = setup_file_make },
	{ .code = "polkit", .ja = "読み取り機を使う許可", .en = "leave to use the reader",
	    .path = "/etc/polkit-1/rules.d/50-madoguchi.rules", .text = "polkit.rules", .mode = 0644,
	    .look = setup_file_look, .make = setup_file_make },
	{ .code = "sshd", .ja = "SSH の設定", .en = "sshd's settings",
	    .path = "/etc/ssh/sshd_config.d/madoguchi.conf", .text = "sshd.conf", .mode = 0644,
	    .look = setup_file_look, .make = setup_file_make },
	{ .code = "keys", .ja = "職員の SSH の鍵", .en = "clerks' SSH keys", .path = "/etc/madoguchi/authorized_keys",
	    .text = "authorized_keys", .mode = 0644, .look = setup_keys_look, .make = setup_file_make },
	{ .code = "readers", .ja = "SSH で来る読み取り機の場所", .en = "where readers come in by SSH",
	    .path = "/etc/tmpfiles.d/madoguchi.conf", .text = "tmpfiles.conf", .mode = 0644,
	    .look = setup_readers_look, .make = setup_readers_make },
	{ .code = "token", .ja = "鍵のトークン", .en = "the token of keys", .look = setup_token_look },
	{ .code = "spooler", .ja = "印刷したものの残り(PreserveJobFiles No で残りません)",
	    .en = "what is left of what was printed (none with PreserveJobFiles No)",
	    .path = "/etc/cups/cupsd.conf", .look = setup_spooler_look },
	{ .code = "seccomp", .ja = "プログラムどうしの隔離(システムコール)", .en = "programs confined by system calls",
	    .look = confined_look },
	{ .code = "landlock", .ja = "プログラムどうしの隔離(ファイル)", .en = "programs confined by files",
	    .look = confined_look },
};

#define PART_COUNT (sizeof(parts) / sizeof(*parts))

const char *
setup_words(const char *code, enum lang lang)
{
	size_t i;

	for (i = 0; i < PART_COUNT; i++) {
		if (strcmp(parts[i].code, code) == 0)
			return lang == LANG_EN ? parts[i].en : parts[i].ja;
	}
	return code;
}

const char *
setup_state_words(enum setup_state state, enum lang lang)
{
	static const struct { const char *ja, *en; } words[] = {
		[SETUP_SOUND] = { "よし", "as it is to be" },
		[SETUP_MISSING] = { "ありません", "missing" },
		[SETUP_DIFFERS] = { "決まりの内容と違います", "there, but not as it is to be" },
		[SETUP_LACKING] = { "この端末にはありません", "not on this machine" },
		[SETUP_KEEPS] = { "印刷した書類がしばらく残ります", "CUPS keeps what it printed for some time" },
		[SETUP_UNSAFE] = { "ほかの人が書き換えられるか、ほかから入れます", "open to others than root" },
	};

	return lang == LANG_EN ? words[state].en : words[state].ja;
}

/* Such a name means nothing to sudo, sshd or a shell but itself. */
static bool
is_plain(const char *name)
{
	return name[0] >= 'a' && name[0] <= 'z' && strlen(name) < 32 &&
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

enum err
setup_office(const struct setup *s, bool make, void (*tell)(void *, const struct setup_found *), void *ctx)
{
	enum err e, all = ERR_NONE;
	size_t i;

	if (geteuid() != 0)
		return ERR_OFFICE_ROOT;
	if (!is_plain(s->account) || !is_plain(s->group) || strcmp(s->account, "root") == 0)
		return ERR_USAGE;
	for (i = 0; i < PART_COUNT; i++) {
		const struct setup_part *p = &parts[i];
		struct setup_found found = { .code = p->code, .path = p->path, .state = p->look(p, s) };

		if (make && p->make != NULL && found.state == SETUP_MISSING) {
			if ((e = p->make(p, s)) != ERR_NONE)
				return e;
			found.state = p->look(p, s);
			found.made = true;
		}
		if (found.state != SETUP_UNUSED)
			tell(ctx, &found);
		if (found.state == SETUP_MISSING || found.state == SETUP_DIFFERS || found.state == SETUP_UNSAFE)
			all = ERR_OFFICE_SETUP;
	}
	return all;
}
