/* Which text a piece's glyphs stand for. */
#ifndef MAQUETTE_OUTPUT_PIECE_TEXT_H
#define MAQUETTE_OUTPUT_PIECE_TEXT_H

#include "display/display.h"

/* Bytes of a piece's text. */
typedef struct TextRange {
    size_t start, end;
} TextRange;

/* The bytes that a piece of glyphs stands for: the whole text, or the part between its neighbours
 * in the line where these show the rest of the same text in other faces. The piece has at least one
 * glyph. */
TextRange piece_text_range(const DisplayLine *line, size_t index);

/* The one space that a run of typed blanks stands for: the first that is not of ASCII, else U+0020.
 */
Str space_text(const Piece *space);

#endif
