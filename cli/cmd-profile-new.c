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
	struct buf text;			/* the profile of these answers, if it passes profile check */
	char why[512];				/* why an answer isn't taken; "": it is none of those offered */
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

static bool
is_of_counter(const struct habit *h)
{
	return h >= habit_counter && h < habit_counter + 5;
}

/* The profile of what is answered so far, the rest as usual. ERR_PROFILE: it wouldn't pass profile check, and why. */
static enum err
write_draft(struct dialogue *d)
{
	const struct date today = d->call->clock.now(d->call->clock.ctx).date;
	struct faults *faults = calloc(1, sizeof(*faults));
	const struct habit_clash *clash = habits_clash(&d->answers);
	struct profile *p = NULL;
	char dir[SETTING_PATH_MAX];
	enum err e = faults != NULL ? setting_path(d->call->setting->share, "profiles", dir, sizeof(dir)) : ERR_MEMORY;

	if (e == ERR_NONE && clash != NULL) {
		(void)snprintf(d->why, sizeof(d->why), "%s", tr(clash->why));
		e = ERR_PROFILE;
	}
	buf_free(&d->text);
	if (e == ERR_NONE) {
		habits_write(&d->answers, today, &d->text);
		e = buf_check(&d->text);
	}
	if (e == ERR_NONE)
		e = profile_open_draft(dir, d->call->argv[0], buf_text(&d->text), &p, faults);
	if (e == ERR_NONE)
		e = profile_check(p, today, faults);
	if (e != ERR_NONE && faults != NULL && faults->count > 0)
		(void)snprintf(d->why, sizeof(d->why), "%s", faults->list[0].message);
	profile_free(&p);
	free(faults);
	return e;
}

/* The draft with the answer that was just given, whose counter isn't counted yet; even before the name is known. */
static enum err
try_draft(struct dialogue *d, const struct habit *h)
{
	struct habit_answers *a = &d->answers;
	const bool unnamed[2] = { a->main[0][0] == '\0', a->main[1][0] == '\0' };
	enum err e;
	size_t i;

	for (i = 0; i < 2; i++)
		if (unnamed[i])
			(void)snprintf(a->main[i], HABIT_ANSWER_MAX, "x");
	a->counters += is_of_counter(h);
	e = write_draft(d);
	a->counters -= is_of_counter(h);
	for (i = 0; i < 2; i++)
		if (unnamed[i])
			a->main[i][0] = '\0';
	return e;
}

/* A name that is needed has a letter; "." stands for no answer. */
static bool
says_something(const struct habit *h, const char *answer)
{
	size_t len = strlen(answer);

	text_trim(&answer, &len);
	return h->usual != NULL || (len > 0 && !(len == 1 && *answer == '.'));
}

/*
 * ERR_FACT: not taken, as d->why says; out is as before. What isn't usual is tried at once, so that nobody learns
 * behind the last question that it was this answer.
 */
static enum err
take(struct dialogue *d, const struct habit *h, const char *answer, char out[HABIT_ANSWER_MAX])
{
	char before[HABIT_ANSWER_MAX];
	enum err e = ERR_NONE;

	(void)snprintf(before, sizeof(before), "%s", out);
	(void)snprintf(d->why, sizeof(d->why), "%s", says_something(h, answer) ? tr("その答えは選べません") :
	    tr("答えが必要です"));
	if (!says_something(h, answer) || !habit_takes(h, answer, out))
		e = ERR_FACT;
	else if (h->usual == NULL || strcmp(out, h->usual) != 0 || habits_clash(&d->answers) != NULL)
		e = try_draft(d, h);
	if (e == ERR_NONE)
		return e;
	(void)snprintf(out, HABIT_ANSWER_MAX, "%s", before);
	return e == ERR_PROFILE ? ERR_FACT : e;
}

/* The question that "key=value" answers; NULL: it is no such line. */
static const struct habit *
another(const char *line)
{
	const size_t len = strcspn(line, "=");
	size_t i;

	for (i = 0; habits[i].key != NULL && line[len] == '='; i++)
		if (strlen(habits[i].key) == len && strncmp(habits[i].key, line, len) == 0)
			return &habits[i];
	return NULL;
}

/* Without a person at the other end a wrong answer isn't asked again: the next line would answer the wrong question. */
static enum err
wrong(struct dialogue *d, const struct habit *h, const char *line)
{
	if (!isatty(STDIN_FILENO))
		return call_fail(d->call, ERR_FACT, "%s: %s%s%s", h->key, line, line[0] != '\0' ? ": " : "", d->why);
	printf("   %s (%s)\n", d->why, tr("? で説明します"));
	return ERR_NONE;
}

/* A line that answers the question, or another. *done: it is answered. */
static enum err
answer(struct dialogue *d, const struct habit *h, const char *line, char out[HABIT_ANSWER_MAX], bool *done)
{
	const struct habit *other = is_of_counter(h) ? NULL : another(line);
	const size_t at = other != NULL ? (size_t)(other - habits) : 0;
	enum err e;

	e = other != NULL ? take(d, other, strchr(line, '=') + 1, d->answers.main[at]) : take(d, h, line, out);
	if (e == ERR_FACT)
		return wrong(d, other != NULL ? other : h, other != NULL ? strchr(line, '=') + 1 : line);
	if (e == ERR_NONE && other != NULL)
		d->said[at] = true;
	*done = other == NULL || other == h;
	return e;
}

static enum err
ask(struct dialogue *d, const struct habit *h, size_t number, char out[HABIT_ANSWER_MAX])
{
	char raw[HABIT_ANSWER_MAX], line[HABIT_ANSWER_MAX];
	bool done = false;
	enum err e = ERR_NONE;

	while (!done && e == ERR_NONE) {
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
		else
			e = answer(d, h, line[0] == '\0' && h->usual != NULL ? h->usual : line, out, &done);
	}
	return e;
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

/* Never over another file, and gone again if the disk is full. */
static enum err
save(struct call *c, const char *path, const struct buf *text)
{
	enum err e = ERR_NONE;
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

	if (fd < 0)
		return call_fail(c, errno == EEXIST ? ERR_FILE_EXISTS : ERR_IO, "%s", path);
	if (write(fd, text->text, text->len) != (ssize_t)text->len || fsync(fd) != 0)
		e = call_fail(c, errno == ENOSPC ? ERR_DISK_FULL : ERR_IO, "%s", path);
	if (close(fd) != 0 && e == ERR_NONE)
		e = call_fail(c, ERR_IO, "%s", path);
	if (e != ERR_NONE)
		(void)unlink(path);
	return e;
}

/* Where it keeps what holds nationally no more, by the answers that are the municipality's own. */
static void
tell_departures(const struct dialogue *d)
{
	size_t i;

	for (i = 0; habit_departures[i].promise != NULL; i++)
		if (habits_depart(&d->answers, &habit_departures[i]))
			printf("departs = %s: %s\n", habit_departures[i].promise,
			    tr("全国の決まりと違うところです。よりどころの案内に書かれているか確かめてください"));
}

static enum err
check_path(struct call *c, const char *path)
{
	const size_t len = strlen(path);

	if (len < 5 || strcmp(path + len - 4, ".ini") != 0)
		return call_fail(c, ERR_USAGE, "%s%s%s", path, path[0] != '\0' ? ": " : "",
		    tr("ファイルの名前は 例市.ini のように .ini で終わります"));
	return access(path, F_OK) == 0 ? call_fail(c, ERR_FILE_EXISTS, "%s", path) : ERR_NONE;
}

static enum err
new_run(struct call *c)
{
	struct dialogue *d = calloc(1, sizeof(*d));
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
		d->why[0] = '\0';
		if ((e = write_draft(d)) == ERR_NONE)
			e = save(c, c->argv[0], &d->text);
		else if (d->why[0] != '\0')
			e = call_fail(c, e, "%s", d->why);
	}
	if (e == ERR_NONE) {
		printf("\n%s: %s\n", c->argv[0],
		    tr("書きました。次は profile check、profile diff national、profile test で確かめます"));
		tell_departures(d);
	}
	if (d != NULL)
		buf_free(&d->text);
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
