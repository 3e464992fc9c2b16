/* How the words on keys are read: by kana or Latin letters a label is found that is written with kanji. */
#ifndef MADOGUCHI_TUI_WIDGET_LABEL_H
#define MADOGUCHI_TUI_WIDGET_LABEL_H

/* In katakana, static; NULL for a label that has none: it is kana already. */
const char *label_reading(const char *label);

#endif
