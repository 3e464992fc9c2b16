/* The application that holds the four attributes (券面事項入力補助AP). Source: sources(7) C4. */
#ifndef MADOGUCHI_TEXT_AP_H
#define MADOGUCHI_TEXT_AP_H

#include "card/card.h"
#include "base/person.h"

/*
 * Reads name, address, birth date and sex (EF 0002). The assist PIN or 照合番号B must have been verified: else
 * ERR_CARD_NEEDS_PIN, and nothing is sent. The individual number (EF 0001) is never read. The text is checked as UTF-8
 * and cleaned of control characters. A former name in brackets is told as one (person_name_part).
 */
enum err text_ap_read(struct card *, struct person *);

#endif
