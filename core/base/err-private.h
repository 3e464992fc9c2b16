/* The table of failures; for this room only. */
#ifndef MADOGUCHI_BASE_ERR_PRIVATE_H
#define MADOGUCHI_BASE_ERR_PRIVATE_H

#include "base/err.h"

struct err_words {
	const char *name;
	int exit_status;
	const char *ja_what, *ja_next;
	const char *en_what, *en_next;
};
/* Each failure stands in one of the two; in the other its name is NULL. */
extern const struct err_words err_words[ERR_COUNT], err_words_case[ERR_COUNT];

#endif
