/* The office's account, its clerks' group and its folder. */
#include "config.h"

#include "office/setup-private.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDER "/var/lib/%s"

bool
setup_run(const char *const *words)
{
	static char path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin", locale[] = "LC_ALL=C";
	char *environment[] = { path, locale, NULL };
	char *copy[16] = { NULL };
	posix_spawn_file_actions_t files;
	size_t i;
	pid_t pid;
	int status = -1;

	for (i = 0; words[i] != NULL && i + 1 < sizeof(copy) / sizeof(*copy); i++)
		copy[i] = (char *)(uintptr_t)words[i];	/* posix_spawn changes none of them */
	if (posix_spawn_file_actions_init(&files) != 0)
		return false;
	if (posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) != 0 ||
	    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) != 0 ||
	    posix_spawn(&pid, words[0], &files, NULL, copy, environment) != 0 || waitpid(pid, &status, 0) != pid)
		status = -1;
	(void)posix_spawn_file_actions_destroy(&files);
	return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* --- group ------------------------------------------------------------------------------------- */

enum setup_state
setup_group_look(const struct setup_part *p, const struct setup *s)
{
	(void)p;
	return getgrnam(s->group) != NULL ? SETUP_SOUND : SETUP_MISSING;
}

enum err
setup_group_make(const struct setup_part *p, const struct setup *s)
{
	const char *words[] = { "/usr/sbin/groupadd", "--system", s->group, NULL };

	(void)p;
	return setup_run(words) ? ERR_NONE : ERR_OFFICE_SETUP;
}

/* --- account ----------------------------------------------------------------------------------- */

/* A password, or a clerk who is in its own group, would be another way in than sudo and SSH. */
enum setup_state
setup_account_look(const struct setup_part *p, const struct setup *s)
{
	const struct passwd *pw = getpwnam(s->account);
	const struct spwd *shadow = getspnam(s->account);
	const struct group *own;

	(void)p;
	if (pw == NULL)
		return SETUP_MISSING;
	if (pw->pw_uid == 0 || shadow == NULL || (shadow->sp_pwdp[0] != '!' && shadow->sp_pwdp[0] != '*'))
		return SETUP_UNSAFE;
	own = getgrgid(pw->pw_gid);
	return own == NULL || own->gr_mem[0] == NULL ? SETUP_SOUND : SETUP_UNSAFE;
}

/*
 * Without a password ("*"; "!" would lock the account, and sshd refuses a locked one). The shell is for sshd, which
 * starts by it the command that a key is bound to.
 */
enum err
setup_account_make(const struct setup_part *p, const struct setup *s)
{
	char home[64];
	const char *words[] = { "/usr/sbin/useradd", "--system", "--user-group", "--home-dir", home, "--no-create-home",
	    "--shell", "/bin/sh", "--password", "*", "--comment", "madoguchi", s->account, NULL };

	(void)p;
	(void)snprintf(home, sizeof(home), FOLDER, s->account);
	return setup_run(words) ? ERR_NONE : ERR_OFFICE_SETUP;
}

/* --- folder ------------------------------------------------------------------------------------ */

enum setup_state
setup_home_look(const struct setup_part *p, const struct setup *s)
{
	const struct passwd *pw = getpwnam(s->account);
	struct stat st;

	(void)p;
	if (pw == NULL || lstat(pw->pw_dir, &st) != 0)
		return SETUP_MISSING;
	return S_ISDIR(st.st_mode) && st.st_uid == pw->pw_uid && (st.st_mode & 077) == 0 ? SETUP_SOUND : SETUP_UNSAFE;
}

enum err
setup_home_make(const struct setup_part *p, const struct setup *s)
{
	const struct passwd *pw = getpwnam(s->account);

	(void)p;
	if (pw == NULL || mkdir(pw->pw_dir, 0700) != 0 || chown(pw->pw_dir, pw->pw_uid, pw->pw_gid) != 0)
		return ERR_IO;
	return ERR_NONE;
}
