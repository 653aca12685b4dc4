/* What `outputs:` of a layout asks of the files that are made. */
#ifndef MAQUETTE_LAYOUT_OUTPUTS_H
#define MAQUETTE_LAYOUT_OUTPUTS_H

#include "base/diag.h"

/* Standards a file may keep to, as bits of a set. A file for the screen may keep to both of its
 * standards at once, a file for the press to one. */
typedef enum Standard {
    STANDARD_UA_1 = 1, /* PDF/UA-1, ISO 14289-1 */
    STANDARD_A_2A = 2, /* PDF/A-2a, ISO 19005-2 */
    STANDARD_X_1A = 4, /* PDF/X-1a:2003, ISO 15930-4 */
    STANDARD_X_4 = 8,  /* PDF/X-4, ISO 15930-7 */
} Standard;

/* What is printed round the trimmed page, as bits of a set. */
typedef enum PrintMark {
    PRINT_MARK_CROP = 1,
    PRINT_MARK_REGISTRATION = 2,
    PRINT_MARK_COLOUR_BARS = 4,
    PRINT_MARK_SLUG = 8, /* which edition, which pages, which plate */
} PrintMark;

typedef struct ScreenOutput {
    unsigned standards; /* of Standard; 0: none is asked for */
} ScreenOutput;

typedef struct PrintOutput {
    unsigned standard;    /* of Standard, one; 0: not said */
    Str intent_file;      /* the printer's ICC profile, from the project's folder; empty: none */
    Str intent_condition; /* name of a printing condition; empty: none */
    Span intent_where;    /* of `intent:`, or of what comes nearest to it; always a place */
    unsigned marks;       /* of PrintMark */
    int resolution;       /* pictures with fewer pixels an inch are warned of; 0: never */
    int32_t ink_limit;    /* most ink one on the other, 1/10000: 30000 is 300 % */
} PrintOutput;

#endif
