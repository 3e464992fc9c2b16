/* The events that the audit log and the history of a case tell of: their codes and words in one table (event.c). */
#ifndef MADOGUCHI_AUDIT_EVENT_H
#define MADOGUCHI_AUDIT_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

/* Whether the audit log may have an event of this code: audit_write refuses any other. */
bool event_known(const char *code);

/* The codes of a case's history, one by one; NULL behind the last. */
const char *event_of_case(size_t i);

/*
 * Its words: of the audit log's code ("case-approved"), and of the code as a case's history has it ("approved"). The code
 * itself where it isn't known: what a newer version wrote can still be read.
 */
const char *event_name(const char *code, enum lang);
const char *event_name_of_case(const char *code, enum lang);

#endif
