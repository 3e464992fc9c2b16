/* Keeps faults in the order they were found. */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/lang.h"

void
fault_add(struct faults *f, const char *file, int line, const char *fmt, ...)
{
	struct fault *one;
	va_list ap;

	if (f == NULL)
		return;
	if (f->count < FAULTS_MAX) {
		one = &f->list[f->count];
		(void)snprintf(one->file, sizeof(one->file), "%s", file);
		one->line = line;
		va_start(ap, fmt);
		(void)vsnprintf(one->message, sizeof(one->message), tr(fmt), ap);
		va_end(ap);
	}
	f->count++;
}

void
fault_take(struct faults *f, const struct faults *said)
{
	size_t i;

	*f = *said;
	for (i = 0; i < FAULTS_MAX; i++) {
		f->list[i].file[sizeof(f->list[i].file) - 1] = '\0';
		f->list[i].message[sizeof(f->list[i].message) - 1] = '\0';
	}
}

size_t
fault_kept(const struct faults *f)
{
	return f->count < FAULTS_MAX ? f->count : FAULTS_MAX;
}
