/* A wire whose card answers with the bytes of a fuzzer: one length byte pair and so many bytes an answer. */
#ifndef MADOGUCHI_FED_WIRE_H
#define MADOGUCHI_FED_WIRE_H

#include <stdint.h>

#include "card/wire.h"

struct fed_wire { struct wire wire; const uint8_t *at; size_t left; };

/* Answers end with the bytes: then the card is gone. */
void fed_wire(struct fed_wire *, const uint8_t *, size_t);

#endif
