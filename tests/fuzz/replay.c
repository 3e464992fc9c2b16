/* Stands for libFuzzer where the compiler has none: gives a harness each file of its corpus, whole, cut and altered. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

#define PLACES 128	/* of each file at most, from its beginning to its end */

static void
give(const char *path)
{
	static uint8_t bytes[FUZZ_MAX];
	FILE *f = fopen(path, "rb");
	size_t len, step, i;

	if (f == NULL)
		exit(1);
	len = fread(bytes, 1, sizeof(bytes), f);
	(void)fclose(f);
	(void)LLVMFuzzerTestOneInput(bytes, len);
	step = 1 + len / PLACES;
	for (i = 0; i < len; i += step)
		(void)LLVMFuzzerTestOneInput(bytes, i);
	for (i = 0; i < len; i += step) {
		bytes[i] ^= 0x80;
		(void)LLVMFuzzerTestOneInput(bytes, len);
		bytes[i] ^= 0x81;
		(void)LLVMFuzzerTestOneInput(bytes, len);
		bytes[i] ^= 0x01;
	}
}

int
main(int argc, char *argv[])
{
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
	const struct dirent *d;
	char path[4096];
	unsigned n = 0;

	if (dir == NULL) {
		(void)fprintf(stderr, "usage: %s CORPUS-FOLDER\n", argv[0]);
		return 2;
	}
	while ((d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", argv[1], d->d_name);
		give(path);
		n++;
	}
	(void)closedir(dir);
	if (n == 0)
		(void)fprintf(stderr, "%s is empty\n", argv[1]);
	return n == 0;
}
