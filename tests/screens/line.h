/* A slow line between a terminal and a program: so many bytes a second, each late by so much, none lost. */
#ifndef MADOGUCHI_TEST_LINE_H
#define MADOGUCHI_TEST_LINE_H

struct line { long bytes_per_second, delay_ms; };

/*
 * Puts the line before the program's end of the pseudo-terminal and gives the descriptor of the terminal's end. A
 * process of its own carries the bytes, and ends when the program has.
 */
int line_lay(const struct line *, int program);

#endif
