/* A paragraph's words as shaped segments, and its break items. Used inside the layer. */
#ifndef MAQUETTE_PARAGRAPH_BUILD_H
#define MAQUETTE_PARAGRAPH_BUILD_H

#include "paragraph/paragraph.h"
#include "text/bidi.h"

/* A stretch of a word in one look. */
typedef struct Segment {
    uint32_t start, end;  /* bytes of the paragraph's text */
    const InlineRun *run; /* NULL in a text without runs */
    const Look *look;     /* one of the paragraph's, or made from it for a lettering */
    const Shape *shape;   /* of the whole segment */
    bool object;          /* the shape shows other text than the source holds */
    uint8_t level;        /* see text/bidi.h */
} Segment;

/* A look made from one of the paragraph's for letters of another script or direction. */
typedef struct ScriptLook {
    const Look *plain; /* what it is made from */
    Str script;
    bool right_to_left, joins_before, joins_after;
    const Look *look;
} ScriptLook;

typedef struct Build {
    Setter *setter;
    Arena *arena; /* scratch */
    const ParagraphRequest *request;
    Str text;
    TextAnalysis analysis;
    BidiLevels levels;
    VEC(ScriptLook) script_looks;
    const LineSource *source; /* its looks outlive the build */
    Segment *segments;        /* of all words, in order */
    size_t segment_count;
    size_t *first_segments; /* token_count + 1: a token's segments are [i] up to [i + 1] */
    LineItem *items;
    size_t item_count;
    const Look *hyphen_look;                 /* the last one whose hyphen was asked, */
    Unit hyphen_width;                       /* and how wide that is */
    Unit space, space_stretch, space_shrink; /* the style's word space */
} Build;

/* Makes words and items. The shapes live as long as the shaper, the source (looks) in the setter's
 * arena, all else in the scratch arena. */
void build_paragraph(Build *build, Setter *setter, Arena *scratch, const ParagraphRequest *request);

/* What the letters of a shape may give, in both directions. */
Unit letter_slack(const TextStyle *style, const Shape *shape, uint32_t start, uint32_t end);

/* The width of a TOKEN_SPACE before justification; 0 for one that is removed. */
Unit space_width(const Build *build, const Token *token);

/* How far the character at `start` hangs out of a line that begins with it. */
Unit hang_at_start(const Build *build, uint32_t start);

#endif
