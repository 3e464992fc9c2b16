/* Short words for codes and enums of core, in the chosen language. */
#ifndef MADOGUCHI_TUI_APP_WORDS_H
#define MADOGUCHI_TUI_APP_WORDS_H

#include <stddef.h>

#include "desk/desk.h"
#include "tui/app/visit.h"

const char *pin_label(enum pin_kind);		/* 署名用電子証明書の暗証番号 */
const char *pin_format_words(enum pin_kind);	/* 数字4桁 */
const char *cert_state_words(enum cert_view_state);
const char *procedure_short(const char *code);	/* of a case's, in six cells: 更新; "" for any other */
const char *visitor_short(const char *code);	/* in four, or five in English: 本人; "" for any other */
const char *reason_words(const char *code);	/* 住民登録がない; else the code itself */
const char *reason_words_of(const struct profile *, const char *code);	/* of a municipality's own what its rule says */
void date_words(struct date, char *out, size_t size);	/* 令和8年11月22日(日), 2026-11-22, "" */

/*
 * Appends a text filled up with blanks to cells; what is cut ends with three points, and a blank follows in any case.
 * The same of a person's name, whose characters that only its register has are told with their codes.
 */
void words_cells(char *out, size_t size, const char *text, size_t cells);
void words_name(char *out, size_t size, const char *name, size_t cells);
void words_trim(char *);		/* the blanks at its end: a long note takes their room */

/* How a date that is being typed for a fact is understood; "" where it isn't yet. */
void typed_date_words(enum fact, const char *text, struct date today, char *out, size_t size);

#endif
