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

size_t
fault_kept(const struct faults *f)
{
	return f->count < FAULTS_MAX ? f->count : FAULTS_MAX;
}
