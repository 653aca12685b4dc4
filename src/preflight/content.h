/* Content streams (ISO 32000-1, 7.8.2) as lists of marks: what is painted, in which marked content,
 * in which colour and font. */
#ifndef MAQUETTE_PREFLIGHT_CONTENT_H
#define MAQUETTE_PREFLIGHT_CONTENT_H

#include "preflight/colour.h"
#include "preflight/font.h"

/* x' = a x + c y + e, y' = b x + d y + f */
typedef struct Matrix {
    double a, b, c, d, e, f;
} Matrix;

/* A marked-content sequence. Sequences are known by their number in Content.tags + 1; 0: none. */
typedef struct Tag {
    Str name;
    const Cos *properties;       /* cos_null: none, or nothing but the MCID */
    int32_t page;                /* from 1 */
    int32_t owner;               /* object of the page, or of the form whose StructParents count */
    int64_t mcid;                /* -1: none */
    uint32_t parent;             /* sequence around it */
    uint32_t content;            /* nearest sequence with an MCID, itself included */
    uint32_t artifact;           /* nearest Artifact, itself included */
    bool has_actual;             /* it or one around it has an ActualText */
    size_t first_mark, end_mark; /* the marks inside */
} Tag;

typedef enum MarkKind { MARK_TEXT, MARK_PATH, MARK_IMAGE, MARK_SHADING } MarkKind;

/* Something painted. Coordinates are the page's, in points. */
typedef struct Mark {
    MarkKind kind;
    uint32_t tag;
    int32_t page, owner;
    Rectangle box;
    bool filled, stroked;
    bool invisible; /* text of rendering mode 3 or 7 */
    bool flat;      /* the box is the area: one rectangle, no turn, no clip of another shape */
    bool blends;    /* alpha below 1, a soft mask or a blend mode */
    bool overprint; /* for filling */
    Paint fill;
    const Space *stroke; /* the colour of lines */
    Font *font;          /* of text, else NULL */
    double size;         /* of text, as it appears */
    double x, y;         /* of text: where its baseline begins */
    Str text;
} Mark;

/* A colour space in which something visible is painted on a page, however it is shown: by the
 * page's content, in a soft mask, as a glyph of a Type 3 font, in an annotation. */
typedef struct ColourUse {
    const Space *space;
    int32_t page;
    bool annotation; /* on the page by that alone */
} ColourUse;

typedef struct Content {
    CosFile *file;
    VEC(Tag) tags;
    VEC(Mark *) mark_rows; /* content_mark */
    size_t mark_count;
    VEC(ColourUse) colours; /* page by page */
    VEC(Font *) fonts;      /* every one used, in order of use */
    Map fonts_by_object, spaces_by_key;
    Map forms_shown;             /* object -> times shown */
    Map colours_known;           /* space, page (negative of annotations) -> not NULL */
    Map patterns_shown;          /* object, page (negative where apart) -> not NULL */
    Map apart_shown;             /* object -> not NULL */
    Map glyphs_shown;            /* object of a font, code -> not NULL */
    VEC(int32_t) forms_repeated; /* objects of forms with tags of their own, shown again */
    size_t bytes;                /* interpreted so far */
    size_t forms_count;          /* forms shown so far */
    int32_t damaged_page; /* the first with an unknown operator, an unbalanced q or BDC; 0: none */
    Str damage;           /* the operator, or what is missing */
    int32_t deepest_save, deepest_page; /* most q at once, and where */
} Content;

/* Interprets the contents of all pages and the forms they show. Exhausts reading's budget where
 * that is too much. */
void content_read(Content *content, CosFile *file);

/* The mark of a number from 0. */
const Mark *content_mark(const Content *content, size_t number);
/* The sequence of a number that is not 0. */
const Tag *content_tag(const Content *content, uint32_t tag);

#endif
