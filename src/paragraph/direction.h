/* From which side a paragraph's text is read, and the levels in it. Used inside the layer. */
#ifndef MAQUETTE_PARAGRAPH_DIRECTION_H
#define MAQUETTE_PARAGRAPH_DIRECTION_H

#include "paragraph/paragraph.h"
#include "text/bidi.h"

/* The direction of a paragraph: the edition's, or that of the language that all of its text is in;
 * code is read from the left. */
bool request_turns(const Setter *setter, const ParagraphRequest *request);

/* The levels of its bytes, in the scratch arena. Links, code and words of another language are
 * isolates; a space between two groups of figures where no line may end is part of their number. */
BidiLevels text_levels(const Setter *setter, Arena *scratch, const ParagraphRequest *request,
                       const TextAnalysis *analysis, bool right_to_left);

#endif
