/* Where the cursor belongs, judged by what is seen alone: Braille lines and screen readers follow it. */
#ifndef MADOGUCHI_TEST_FOCUS_H
#define MADOGUCHI_TEST_FOCUS_H

struct harness;

/*
 * On a screen of 24 by 80: what is wrong with where the cursor is, NULL where nothing is. It is hidden or at the edge,
 * or not on the button, the marked line, the first place to fill in.
 */
const char *focus_fault(struct harness *);

/* Presses, and looks: also whether the cursor has gone with the mark of an arrow, and stands behind a letter of a field. */
const char *focus_press(struct harness *, const char *key);

#endif
