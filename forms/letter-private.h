/* Shared by the papers: head and foot, table rows, cut line, wording. */
#ifndef MADOGUCHI_FORMS_LETTER_PRIVATE_H
#define MADOGUCHI_FORMS_LETTER_PRIVATE_H

#include "forms/field.h"
#include "forms/letter.h"
#include "rule/next-visit.h"

/* Hundredths of a millimetre. */
#define LEFT 2000
#define WIDE 17000
#define RIGHT (LEFT + WIDE)
#define LABEL_WIDE 4500
#define FINE 15		/* lines */
#define STRONG 40

/* One function a paper, each in its own file. */
void letter_inquiry(const struct letter *, struct page *);
void letter_reply(const struct letter *, struct page *);	/* the second sheet of the inquiry */
void letter_receipt(const struct letter *, struct page *);
void letter_next_visit(const struct letter *, struct page *);
void letter_abroad(const struct letter *, struct page *);
void letter_application(const struct letter *, struct page *);
void letter_mail_slip(const struct letter *, struct page *);
void letter_result(const struct letter *, struct page *);
void letter_terminal(const struct letter *, struct page *);
void letter_attorney(const struct letter *, struct page *);
void letter_pin_note(const struct letter *, struct page *);
void letter_fee(const struct letter *, struct page *);

/* Adds a line or box of text. */
void part_text(struct page *, struct page_item, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Empties a buffer for the next piece of text, or frees it. If the buffer had failed, so does the page. */
void part_again(struct page *, struct buf *);
void part_end(struct page *, struct buf *);

/* Adds QR code and case number in the top right corner at y; the code is size wide, the number left of it. */
void part_number(const struct letter *, struct page *, int y, int size);

/* Begins a sheet with date, municipality, number, QR code and centred title. Returns y below it. */
int part_head(const struct letter *, struct page *, const char *title);

/* Adds postcode, address and name in the window of an envelope (長形3号, sheet folded in three). */
void part_address(const struct letter *, struct page *, int y);

/* Adds who issues a paper, by title and name, and where its seal goes. */
void part_issuer(const struct letter *, struct page *, int x, int y, int width, enum page_align);

/* Adds the power of attorney, to be filled in by hand; the PINs stand below it, or elsewhere. Returns y below it. */
int part_attorney(const struct letter *, struct page *, int y, bool pins_below);

/* Adds where a private seal goes, at the right end of a row. */
void part_seal(struct page *, int y);

/* Adds a table row at *y and advances it. field is the name for reports. */
void part_row(struct page *, int *y, int height, const char *label, const char *field, const char *value);
void part_row_large(struct page *, int *y, int height, const char *label, const char *field, const char *value);

/* Adds rows for procedure, certificates and new PINs. */
void part_what(const struct letter *, struct page *, int *y);

/* Adds a row for each field of a form: filled in, or empty to be filled in by hand. */
void part_form(const struct letter *, struct page *, int *y, enum form, bool written);

/* Adds a heading with a bar before it. Returns y below it. */
int part_heading(struct page *, int y, const char *text);

/* Adds a dashed line across the sheet with an instruction (cut here). */
void part_cut(struct page *, int y, const char *text);

/* What has to be brought. False: the page has failed, as there is nothing to list. */
bool part_next_visit(const struct letter *, struct page *, bool second, bool of_reply, struct next_visit *);

/* Adds the office to contact and opening hours, at the foot of a sheet. */
void part_office(const struct letter *, struct page *, int y);

/* Wording, appended to a buffer; names of fields are those of the forms. */
void words_value(const struct letter *, const struct field *, struct buf *);
void words_procedure(const struct letter *, struct buf *);	/* 電子証明書の更新 */
void words_certificates(unsigned mask, struct buf *);		/* 署名用電子証明書、… */
void words_pins(unsigned mask, struct buf *);
bool words_of_certificates(const struct letter *);		/* the procedure isn't about PINs only */
void words_addressee(const struct letter *, struct buf *);	/* 川崎市長 */
void words_day(struct date, bool weekday, struct buf *);	/* blanks to be filled in, if not given */
bool words_of_paper(const struct letter *);			/* the PINs stand on a paper */
const char *words_visitor(const struct letter *);		/* 代理人 */
unsigned words_asked_pins(const struct letter *);		/* which PINs the reply must bring */
unsigned words_new_pins(const struct letter *);			/* which of them are new */

#endif
