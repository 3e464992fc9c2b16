/* The application that holds the four attributes (券面事項入力補助AP). Source: sources(7) C4. */
#ifndef MADOGUCHI_TEXT_AP_H
#define MADOGUCHI_TEXT_AP_H

#include "card/card.h"
#include "base/person.h"

/*
 * Reads name, address, birth date and sex (EF 0002) after verifying the assist PIN (opened_by_b false) or
 * 照合番号B, the 14 digits from the card's face (opened_by_b true). The individual number (EF 0001) is never read.
 * *left as jpki_verify. Text is checked as UTF-8 and cleaned of control characters.
 */
enum err text_ap_read(struct card *, bool opened_by_b, const struct secret *, struct person *, int *left);

/* Tries left of 照合番号B. */
enum err text_ap_tries_b(struct card *, int *left);

/* 照合番号B is 14 digits; ERR_PIN_FORMAT or ERR_PIN_FULL_WIDTH otherwise. */
enum err text_ap_check_b(const struct secret *);

#endif
