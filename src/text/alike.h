/* Texts that look alike and are not: what people are told of them must show the difference. */
#ifndef MAQUETTE_TEXT_ALIKE_H
#define MAQUETTE_TEXT_ALIKE_H

#include "base/str.h"

/* True if two texts that differ may look the same: spaces are spaces, characters that are not seen
 * are nothing, and letters are as they are composed (UAX #15, form C). Texts of more than some
 * thousand bytes are not looked at. */
bool texts_look_alike(Str a, Str b);

/* The text with each space but the plain one, each character that is not seen and each combining
 * mark as \u{AD}; in the arena. */
Str text_spelled(Arena *arena, Str text);

#endif
