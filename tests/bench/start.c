/*
 * How long the screens take to stand, how much memory they hold, and what they cost while nobody types; and how many
 * bytes a key sends to the terminal, and how soon. All by the real program in a pseudo-terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/figure.h"
#include "tests/bench/timing.h"
#include "tests/screens/counter.h"

#define RUNS 15
#define KEYS 40

/* A field of /proc/PID/status in KiB. */
static long
status_kib(pid_t pid, const char *field)
{
	char path[64], line[256];
	long kib = -1;
	FILE *f;

	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	if ((f = fopen(path, "r")) == NULL)
		return -1;
	while (fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, field, strlen(field)) == 0)
			kib = strtol(line + strlen(field) + 1, NULL, 10);
	(void)fclose(f);
	return kib;
}

/* User and system time in clock ticks: fields 14 and 15 of /proc/PID/stat. */
static long
ticks(pid_t pid)
{
	char path[64], stat[1024], *p;
	long sum = -1;
	size_t n;
	FILE *f;
	int i;

	(void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	if ((f = fopen(path, "r")) == NULL)
		return -1;
	n = fread(stat, 1, sizeof(stat) - 1, f);
	stat[n] = '\0';
	if ((p = strrchr(stat, ')')) != NULL) {
		for (i = 2; i < 14 && p != NULL; i++)
			p = strchr(p + 1, ' ');
		sum = p != NULL ? strtol(p, &p, 10) : -1;
		sum += p != NULL ? strtol(p, NULL, 10) : 0;
	}
	(void)fclose(f);
	return sum;
}

static void
start(struct counter *c)
{
	double v[RUNS], since;
	int i;

	counter_open(c, "about-to-expire");	/* the first time makes keys and the card */
	counter_close(c);
	for (i = 0; i < RUNS; i++) {
		since = timing_now();
		counter_open_again(c, "about-to-expire");
		v[i] = (timing_now() - since) * 1e3;
		counter_close(c);
	}
	(void)figure("start to the first screen", "ms", timing_median(v, RUNS), 0, 0);
}

static void
rest(struct counter *c)
{
	const pid_t pid = harness_pid(c->h);
	const long before = ticks(pid);

	(void)poll(NULL, 0, 3000);
	(void)figure("processor time of 3 s at rest", "ms",
	    (double)((ticks(pid) - before) * 1000 / sysconf(_SC_CLK_TCK)), 0, 0);
	(void)figure("resident memory, at most", "MiB", (double)status_kib(pid, "VmHWM") / 1024, 0, 0);
}

static void
keys(struct counter *c)
{
	double v[KEYS], since;
	size_t bytes, most = 0;
	int i;

	for (i = 0; i < KEYS; i++) {
		bytes = harness_bytes(c->h);
		since = timing_now();
		harness_press(c->h, i % 2 == 0 ? KEY_DOWN : KEY_UP);
		v[i] = (timing_now() - since) * 1e3;
		bytes = harness_bytes(c->h) - bytes;
		most = bytes > most ? bytes : most;
	}
	(void)figure("a moved focus, bytes at most", "B", (double)most, 0, 0);
	(void)figure("a moved focus, answered", "ms", timing_median(v, KEYS), 0, 0);
}

static void
measure(void **state)
{
	static struct counter c;

	(void)state;
	start(&c);
	counter_open_again(&c, "about-to-expire");
	rest(&c);
	keys(&c);
	counter_close(&c);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(measure) };

	return cmocka_run_group_tests_name("start", tests, NULL, NULL);
}
