/* A paragraph's words as shaped segments, and its break items. Used inside the layer. */
#ifndef MAQUETTE_PARAGRAPH_BUILD_H
#define MAQUETTE_PARAGRAPH_BUILD_H

#include "paragraph/paragraph.h"

/* A stretch of a word in one look. */
typedef struct Segment {
    uint32_t start, end; /* bytes of the paragraph's text */
    const InlineRun *run;
    const Look *look;   /* one of the paragraph's */
    const Shape *shape; /* of the whole segment */
    bool object;        /* the shape shows other text than the source holds */
} Segment;

typedef struct Build {
    Setter *setter;
    Arena *arena; /* scratch */
    const ParagraphRequest *request;
    Str text;
    TextAnalysis analysis;
    const LineSource *source; /* its looks outlive the build */
    Segment *segments;        /* of all words, in order */
    size_t segment_count;
    size_t *first_segments; /* token_count + 1: a token's segments are [i] up to [i + 1] */
    LineItem *items;
    size_t item_count;
    Unit space, space_stretch, space_shrink; /* the style's word space */
} Build;

/* Makes words and items; everything lives in the scratch arena but the shapes. */
void build_paragraph(Build *build, Setter *setter, Arena *scratch, const ParagraphRequest *request);

/* What the letters of a shape may give, in both directions. */
Unit letter_slack(const TextStyle *style, const Shape *shape, uint32_t start, uint32_t end);

/* The hyphen that a break inserts after a segment's text. */
const Shape *hyphen_shape(const Build *build, const Segment *segment);

/* The segment that holds a byte; NULL for a space. */
const Segment *segment_at(const Build *build, uint32_t at);

/* How far the text around a break hangs out: the character before `end`, or the inserted hyphen;
 * the character at `start`. */
Unit hang_at_end(const Build *build, uint32_t end, bool hyphen);
Unit hang_at_start(const Build *build, uint32_t start);

#endif
