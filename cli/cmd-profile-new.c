/* madoguchictl profile new: asks what a municipality does differently, and writes its profile. */
#include "cli/call-profile.h"
#include "cli/facts-in.h"
#include "cli/habits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

struct dialogue {
	struct call *call;
	struct habit_answers answers;
	bool said[HABITS_MAX];			/* answered beforehand, as key=value */
	bool usual;				/* "." was typed: what is left is as usual */
};

static void
show(const struct habit *h, size_t number)
{
	size_t i;

	if (number > 0)
		printf("\n%zu. ", number);
	printf("%s\n", tr(h->title));
	for (i = 0; h->kind == HABIT_CHOICE && i < HABIT_CHOICES_MAX && h->choices[i].code != NULL; i++)
		printf("   %zu %-13s %s\n", i + 1, h->choices[i].code, tr(h->choices[i].ja));
	printf("%s [%s] > ", h->key, h->usual != NULL ? h->usual : "");
	(void)fflush(stdout);
}

/* A counter's own lines are read as a profile would read them. */
static bool
reads(const struct habit *h, const char *answer)
{
	static struct faults faults;
	struct habit_answers *a = calloc(1, sizeof(*a));
	struct profile *p = NULL;
	struct buf b = { 0 };
	size_t i;
	bool sound;

	for (i = 0; a != NULL && habit_counter[i].key != NULL; i++)
		(void)snprintf(a->counter[0][i], HABIT_ANSWER_MAX, "%s", &habit_counter[i] == h ? answer :
		    i == 0 ? "x" : habit_counter[i].usual);
	if (a == NULL)
		return false;
	a->counters = 1;
	buf_puts(&b, "[municipality]\nname = x\nsource = x\n");
	habits_write_counters(a, &b);
	faults.count = 0;
	sound = buf_check(&b) == ERR_NONE && profile_read_text(buf_text(&b), &p, &faults) == ERR_NONE;
	if (!sound && faults.count > 0)
		printf("   %s\n", faults.list[0].message);
	profile_free(&p);
	buf_free(&b);
	free(a);
	return sound;
}

static bool
is_of_counter(const struct habit *h)
{
	return h >= habit_counter && h < habit_counter + 5;
}

static bool
takes(const struct habit *h, const char *answer, char out[HABIT_ANSWER_MAX])
{
	return habit_takes(h, answer, out) && (!is_of_counter(h) || answer[0] == '\0' || reads(h, out));
}

/* "key=value" answers another question; true: it was one. */
static bool
answers_another(struct dialogue *d, const char *line)
{
	const size_t len = strcspn(line, "=");
	size_t i;

	for (i = 0; habits[i].key != NULL && line[len] == '='; i++)
		if (strlen(habits[i].key) == len && strncmp(habits[i].key, line, len) == 0) {
			if (takes(&habits[i], line + len + 1, d->answers.main[i]))
				return d->said[i] = true;
			printf("   %s\n", tr("その答えは選べません"));
			return false;
		}
	return false;
}

/* Without a person at the other end a wrong answer isn't asked again: the next line would answer the wrong question. */
static enum err
wrong(struct dialogue *d, const struct habit *h, const char *line)
{
	if (!isatty(STDIN_FILENO))
		return call_fail(d->call, ERR_FACT, "%s: %s", h->key,
		    line[0] == '\0' ? tr("答えが必要です") : line);
	printf("   %s\n", tr("その答えは選べません。? で説明します"));
	return ERR_NONE;
}

static enum err
ask(struct dialogue *d, const struct habit *h, size_t number, char out[HABIT_ANSWER_MAX])
{
	char raw[HABIT_ANSWER_MAX], line[HABIT_ANSWER_MAX];
	enum err e;

	for (;;) {
		if (d->usual && h->usual != NULL) {
			(void)snprintf(out, HABIT_ANSWER_MAX, "%s", h->usual);
			return ERR_NONE;
		}
		show(h, number);
		if (!input_line(raw, sizeof(raw), &e))
			return e != ERR_NONE ? call_fail(d->call, e, "%s", h->key) : ERR_ANSWERS_ENDED;
		if ((e = call_take(d->call, h->key, raw, line, sizeof(line))) != ERR_NONE)
			return e;
		if (strcmp(line, "?") == 0 || strcmp(line, "？") == 0)
			printf("   %s\n", tr(h->why));
		else if (strcmp(line, ".") == 0 && h->usual != NULL && !is_of_counter(h))
			d->usual = true;
		else if (line[0] == '\0' && h->usual != NULL)
			return snprintf(out, HABIT_ANSWER_MAX, "%s", h->usual) < 0 ? ERR_IO : ERR_NONE;
		else if (!is_of_counter(h) && answers_another(d, line)) {
			if (h >= habits && h < habits + HABITS_MAX && d->said[h - habits])
				return ERR_NONE;
		} else if (takes(h, line, out))
			return ERR_NONE;
		else if ((e = wrong(d, h, line)) != ERR_NONE)
			return e;
	}
}

static enum err
ask_counters(struct dialogue *d)
{
	struct habit_answers *a = &d->answers;
	enum err e = ERR_NONE;
	size_t i;

	for (d->usual = false; a->counters < HABIT_COUNTERS_MAX; a->counters++)
		for (i = 0; habit_counter[i].key != NULL; i++) {
			if ((e = ask(d, &habit_counter[i], 0, a->counter[a->counters][i])) != ERR_NONE)
				return e;
			if (i == 0 && a->counter[a->counters][0][0] == '\0')
				return ERR_NONE;
		}
	return e;
}

/* Never over another file, and gone again if it isn't as it should be. */
static enum err
save(struct call *c, const char *path, const struct buf *text)
{
	struct faults *faults = calloc(1, sizeof(*faults));
	struct profile *p = NULL;
	enum err e = faults != NULL ? ERR_NONE : ERR_MEMORY;
	int fd = -1;

	if (e == ERR_NONE && (fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644)) < 0)
		e = call_fail(c, errno == EEXIST ? ERR_FILE_EXISTS : ERR_IO, "%s", path);
	if (e != ERR_NONE) {
		free(faults);
		return e;
	}
	if (write(fd, text->text, text->len) != (ssize_t)text->len || fsync(fd) != 0)
		e = call_fail(c, errno == ENOSPC ? ERR_DISK_FULL : ERR_IO, "%s", path);
	if (close(fd) != 0 && e == ERR_NONE)
		e = call_fail(c, ERR_IO, "%s", path);
	if (e == ERR_NONE && (e = call_profile(c, path, &p, faults)) == ERR_NONE)
		e = profile_check(p, c->clock.now(c->clock.ctx).date, faults);
	if (e != ERR_NONE) {
		call_faults(c, faults);
		(void)unlink(path);
	}
	profile_free(&p);
	free(faults);
	return e;
}

static enum err
check_path(struct call *c, const char *path)
{
	const size_t len = strlen(path);

	if (len < 5 || strcmp(path + len - 4, ".ini") != 0)
		return call_fail(c, ERR_USAGE, "%s: .ini", path);
	return access(path, F_OK) == 0 ? call_fail(c, ERR_FILE_EXISTS, "%s", path) : ERR_NONE;
}

static enum err
new_run(struct call *c)
{
	struct dialogue *d = calloc(1, sizeof(*d));
	struct buf text = { 0 };
	enum err e = d != NULL ? call_words(c, 1, 1) : ERR_MEMORY;
	size_t i;

	if (e == ERR_NONE && (e = check_path(c, c->argv[0])) == ERR_NONE) {
		d->call = c;
		printf("%s\n", tr("空の行は [ ] の中の答え、? は説明、. は残りをいつもの答えにします"));
	}
	for (i = 0; e == ERR_NONE && habits[i].key != NULL; i++)
		if (!d->said[i])
			e = ask(d, &habits[i], i + 1, d->answers.main[i]);
	if (e == ERR_NONE)
		e = ask_counters(d);
	if (e == ERR_NONE) {
		habits_write(&d->answers, c->clock.now(c->clock.ctx).date, &text);
		if ((e = buf_check(&text)) == ERR_NONE)
			e = save(c, c->argv[0], &text);
	}
	if (e == ERR_NONE)
		printf("\n%s: %s\n", c->argv[0],
		    tr("書きました。次は profile check、profile diff national、profile test で確かめます"));
	buf_free(&text);
	free(d);
	return e;
}

const struct command profile_new_command = {
	.name = "profile new",
	.usage = "FILE",
	.text = "自治体ごとに違うことを順にたずね、規則のファイルを作る",
	.account = AS_ONESELF,
	.run = new_run,
};
