/* The number by which the post traces a registered letter (引受番号, お問い合わせ番号). */
#ifndef MADOGUCHI_CASE_MAIL_H
#define MADOGUCHI_CASE_MAIL_H

#include <stdbool.h>

/* True for 11 or 12 digits, with or without hyphens as printed: "123-45-67890-1". */
bool mail_number_sound(const char *);

#endif
