/* Line breaking as an optimum over the whole paragraph, in integers.
 *
 * Method: D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11 (1981), with TeX's demerits (The TeXbook, chapter 14). Added to it: the slack of
 * letters (tracking and glyph scaling, as microtypography allows), hanging margins, a strict limit
 * of consecutive hyphens, and widths that differ from line to line. */
#ifndef MAQUETTE_PARAGRAPH_BREAKER_H
#define MAQUETTE_PARAGRAPH_BREAKER_H

#include "base/arena.h"
#include "base/unit.h"

typedef enum LineItemKind {
    LINE_BOX,     /* material that stays whole */
    LINE_GLUE,    /* a space; a legal break if its penalty allows; vanishes at a line's end */
    LINE_PENALTY, /* a place without a space where a line may end */
} LineItemKind;

typedef struct LineItem {
    LineItemKind kind;
    bool hyphen;          /* a line that ends here ends with a hyphen, typed or inserted */
    bool inserted;        /* it is inserted */
    bool in_form;         /* ... in an inclusive form */
    int32_t penalty;      /* of breaking here; LINE_NEVER forbids, LINE_FORCED demands */
    Unit width;           /* of a box or glue */
    Unit stretch, shrink; /* of a glue */
    Unit slack;           /* of a box: what its letters may give or take */
    /* Of a break: */
    Unit before;   /* added to the line that ends here: a hyphen, what cutting a ligature changes */
    Unit after;    /* added to the line that begins behind it: what cutting a ligature changes */
    Unit hang_end; /* how far the line that ends here hangs out to the right */
    Unit hang_start; /* how far the line that begins behind it hangs out to the left */
    uint32_t end;    /* byte of the text at which the line ends */
    uint32_t at;     /* byte at which the next one begins */
} LineItem;

#define LINE_NEVER  10000
#define LINE_FORCED (-10000)

/* A line's room: measure less its indent. The last one holds for all further lines. */
typedef struct LineRoom {
    Unit indent, width;
} LineRoom;

typedef struct BreakParameters {
    const LineRoom *rooms;
    size_t room_count;
    Unit hang_start; /* of the paragraph's first line */
    Unit ragged;   /* > 0: lines are not justified; a line may be this much short at badness 100 */
    bool balanced; /* ragged: the last line counts like the others */
    int32_t line_penalty;          /* TeX 10 */
    int32_t hyphen_demerits;       /* second of two hyphens in a row; TeX 10000 */
    int32_t final_hyphen_demerits; /* hyphen before the last line; TeX 5000 */
    int32_t fitness_demerits;      /* neighbours of unlike tightness; TeX 10000 */
    int32_t short_last_demerits;   /* a last line shorter than least_last */
    Unit least_last;
    int32_t hyphens_in_row; /* at most this many; 1..HYPHENS_IN_ROW_MOST of text/language */
    uint32_t unhyphenated;  /* so many first lines end without a hyphen */
    int32_t looseness;      /* wanted lines more (> 0) or fewer (< 0) than the optimum has */
} BreakParameters;

typedef struct LineBreak {
    uint32_t item; /* index of the break; item_count for the paragraph's end */
    int32_t ratio; /* 1/10000 of the line's stretch (> 0) or shrink (< 0) */
    bool overfull; /* does not fit even at full shrink */
} LineBreak;

typedef struct LineBreaks {
    LineBreak *lines;
    size_t count;
    int64_t demerits;
} LineBreaks;

/* Usual values: TeX's, but for two hyphens in a row at most. rooms must still be set. */
BreakParameters break_parameters_make(void);

/* Breaks a paragraph; it always succeeds, with overfull lines where nothing fits. The items need no
 * closing glue: the last line may end anywhere. Time grows with the items times the breaks a line
 * can see. The result lives in the arena. */
LineBreaks break_lines(Arena *arena, const LineItem *items, size_t item_count,
                       const BreakParameters *parameters);

/* The same with one line fewer or more, if no line is worse than FLEX_BADNESS_MOST: 0, 1 or 2 of
 * them, the shorter first. lines: how many the optimum has; demerits are those beyond the
 * optimum's.
 */
#define FLEX_BADNESS_MOST 200 /* TeX's tolerance for pages that are to look well */
size_t break_lines_flexed(Arena *arena, const LineItem *items, size_t item_count,
                          const BreakParameters *parameters, size_t lines, LineBreaks found[2]);

/* Badness of a shortfall (< 0: excess) against what may give: 100 (shortfall / give)^3, at most
 * BADNESS_MOST; an excess beyond what gives is BADNESS_MOST + 1. */
#define BADNESS_MOST 1000000
int64_t line_badness(int64_t shortfall, int64_t give);

#endif
