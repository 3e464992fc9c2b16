/* Loads a shared library and finds its functions. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool
library_load(const char *name, const struct library_function *functions, size_t n, void *table)
{
	void *lib = dlopen(name, RTLD_NOW | RTLD_LOCAL), *found;
	size_t i;

	for (i = 0; lib != NULL && i < n; i++) {
		if ((found = dlsym(lib, functions[i].name)) == NULL) {
			(void)dlclose(lib);
			return false;
		}
		/* A function's address comes as an object's (POSIX, dlsym). */
		memcpy((char *)table + functions[i].at, &found, sizeof(found));
	}
	return lib != NULL;
}
