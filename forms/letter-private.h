/* What several papers have in common: head and foot, rows of a table, a cut line, words for what is known. */
#ifndef MADOGUCHI_FORMS_LETTER_PRIVATE_H
#define MADOGUCHI_FORMS_LETTER_PRIVATE_H

#include "forms/field.h"
#include "forms/letter.h"

/* Hundredths of a millimetre. */
#define LEFT 2000
#define WIDE 17000
#define RIGHT (LEFT + WIDE)
#define LABEL_WIDE 4500
#define FINE 15		/* lines */
#define STRONG 40

/* Each paper's own file. */
void letter_inquiry(const struct letter *, struct page *);
void letter_reply(const struct letter *, struct page *);	/* the second sheet of the inquiry */
void letter_receipt(const struct letter *, struct page *);
void letter_next_visit(const struct letter *, struct page *);
void letter_application(const struct letter *, struct page *);
void letter_mail_slip(const struct letter *, struct page *);
void letter_result(const struct letter *, struct page *);

/* One line or a box of text. */
void part_text(struct page *, struct page_item, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Empties what a piece was written from for the next, or frees it: where there was no memory for it the page fails. */
void part_again(struct page *, struct buf *);
void part_end(struct page *, struct buf *);

/* QR code and case number in the top right corner at y; the code takes size, the number stands left of it. */
void part_number(const struct letter *, struct page *, int y, int size);

/* A new sheet with date, municipality, number, QR code and, in the middle, its title. Gives y behind it. */
int part_head(const struct letter *, struct page *, const char *title);

/* Postcode, address and name where the window of an envelope is (長形3号, the sheet folded in three). */
void part_address(const struct letter *, struct page *, int y);

/* A row of a table at *y, which moves on: label, and value with the field's name for reports. */
void part_row(struct page *, int *y, int height, const char *label, const char *field, const char *value);
void part_row_large(struct page *, int *y, int height, const char *label, const char *field, const char *value);

/* What the case is about: its procedure, certificates, PINs that become new; a row each. */
void part_what(const struct letter *, struct page *, int *y);

/* A row for each field of a form; written out, or empty to be filled in by hand. */
void part_form(const struct letter *, struct page *, int *y, enum form, bool written);

/* A heading with a bar before it. Gives y behind it. */
int part_heading(struct page *, int y, const char *text);

/* Dashes over the whole width, with what is to be done there. */
void part_cut(struct page *, int y, const char *text);

/* Where to ask, and when the counter is open, at the foot of a sheet. */
void part_office(const struct letter *, struct page *, int y);

/* Words. They add to a buffer; the fields' names are those of the forms. */
void words_value(const struct letter *, const struct field *, struct buf *);
void words_procedure(const struct letter *, struct buf *);	/* 電子証明書の更新 */
void words_certificates(unsigned mask, struct buf *);		/* 署名用電子証明書、… */
void words_pins(unsigned mask, struct buf *);
bool words_of_certificates(const struct letter *);		/* the procedure isn't about PINs alone */
void words_addressee(const struct letter *, struct buf *);	/* 川崎市長 */
void words_day(struct date, bool weekday, struct buf *);	/* blanks to be filled in where it isn't given */
const char *words_visitor(const struct letter *);		/* 代理人 */
unsigned words_asked_pins(const struct letter *);		/* which PINs the reply must bring */
unsigned words_new_pins(const struct letter *);			/* and which of them are new */

/*
 * What has to be brought next time, and booking where that is wanted: of the second visit, or what today was missing.
 * of_reply: with how the reply has to be. Texts are the profile's, but for the fee.
 */
#define NEEDS_TEXTS_MAX 20
struct needs { const char *texts[NEEDS_TEXTS_MAX]; size_t count; char fee[32]; };
void letter_needs(const struct letter *, bool of_reply, struct needs *);

#endif
