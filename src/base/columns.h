/* How wide a character is on a terminal. */
#ifndef MAQUETTE_BASE_COLUMNS_H
#define MAQUETTE_BASE_COLUMNS_H

#include <stdint.h>

/* 0 for what stands over the character before it (combining marks, joiners), 2 for what is wide in
 * East Asian text (Unicode, annex 11), else 1. Controls count 1: they are written as U+FFFD. */
int character_columns(uint32_t codepoint);

#endif
