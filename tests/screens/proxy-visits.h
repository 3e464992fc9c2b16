/* A proxy's two visits, typed: what is asked, and in what order, is the affair of the municipality's rules. */
#ifndef MADOGUCHI_TEST_PROXY_VISITS_H
#define MADOGUCHI_TEST_PROXY_VISITS_H

#include "tests/screens/counter.h"

#define PROXY_NUMBER "26-000001-3"

/* The holder's card; dates as typed, with Enter. lives: of the address that the letter goes to. */
struct proxy_case { struct counter *c; const char *check_b, *born, *card_expires, *certs_expire, *lives; };

/* From home to the letter that is posted, beginning with the card or without. Whether its last day was asked for. */
bool proxy_first_visit(const struct proxy_case *, bool by_card);

/* From home to the summary: the reply, looked at, and the papers. */
void proxy_second_visit(const struct proxy_case *);

/* What is asked, while anything is. */
void proxy_answer_all(const struct proxy_case *);

#endif
