/* What the interpreter of content streams shares among its files: the graphics state (ISO 32000-1,
 * 8.4) and the path. Not for others. */
#ifndef MAQUETTE_PREFLIGHT_CONTENT_STATE_H
#define MAQUETTE_PREFLIGHT_CONTENT_STATE_H

#include "preflight/content.h"

enum { MOST_OPERANDS = 40 };

typedef struct GraphicsState {
    Matrix matrix;
    Rectangle clip;
    bool clip_shaped; /* the clip is no rectangle: only known to lie inside */
    Paint fill, stroke;
    const Cos *fill_pattern, *stroke_pattern; /* to be shown where they are painted; or NULL */
    double fill_alpha, stroke_alpha;
    bool blends; /* a blend mode other than Normal, or a soft mask */
    bool overprint;
    Font *font;
    double size, character_space, word_space, scale, leading, rise;
    int rendering;
} GraphicsState;

typedef struct Path {
    bool begun, shaped; /* shaped: more, or other, than one rectangle */
    bool clips;         /* W was given */
    Rectangle box;      /* page coordinates */
} Path;

typedef VEC(GraphicsState) SavedStates;

typedef struct Interpreter {
    Content *content;
    CosFile *file;
    Arena *arena;         /* the document's */
    Arena *scratch;       /* released after each operator */
    const Cos *resources; /* of the stream under way */
    int32_t page, owner;
    int depth;  /* of forms */
    bool apart; /* not in the page's own content: only colours count, no marks, tags or fonts */
    bool annotation, glyph; /* in the appearance of an annotation, in a glyph */
    bool uncoloured;        /* in a glyph that takes the colour of its text */
    uint32_t tag;
    GraphicsState state;
    SavedStates *saved; /* of all streams under way */
    size_t saved_base;  /* saved before the innermost */
    Matrix text, line;
    Path path;
    Cos operands[MOST_OPERANDS];
    size_t operand_count;
} Interpreter;

Matrix matrix_multiply(Matrix first, Matrix second);
void matrix_apply(const Matrix *matrix, double x, double y, double *to_x, double *to_y);
/* The box around a rectangle once transformed. */
Rectangle matrix_box(const Matrix *matrix, Rectangle rectangle);

/* A number among the operands; 0 where there is none. */
double operand_number(const Interpreter *interpreter, size_t index);
/* A mark with what it has from the state: tag, page, colours. */
Mark mark_make(const Interpreter *interpreter, MarkKind kind);
void mark_add(Interpreter *interpreter, Mark mark);
/* Shows a form, or what a pattern is made of, in the state that there is. */
void stream_show(Interpreter *interpreter, const Cos *stream, const char *operator);
/* Shows a pattern of the state in an area, once a page; then the state has it no more. */
void pattern_show(Interpreter *interpreter, const Cos **pattern, Rectangle area);
/* Shows the stream of a soft mask, a glyph or an annotation apart, once in a file. */
void apart_show(Interpreter *interpreter, const Cos *stream);
/* Shows glyphs of the state's font if they are streams themselves (9.6.5). */
void glyphs_show(Interpreter *interpreter, Str codes);
/* Shows the appearances of the page's annotations (12.5.5). */
void annotations_show(Interpreter *interpreter, const Cos *page);
/* The value of a dictionary's key that is named by an operand or an item; cos_null: none. */
const Cos *entry_find(CosFile *file, const Cos *dictionary, const Cos *name);
/* The entry of the resources of a kind by the name that is the last operand. */
const Cos *resource_find(Interpreter *interpreter, const char *kind, const Cos *name);

/* Each gives false for an operator that is not its own. */
bool text_operate(Interpreter *interpreter, uint32_t operator);
bool paint_operate(Interpreter *interpreter, uint32_t operator);
bool colour_operate(Interpreter *interpreter, uint32_t operator);

/* An operator's up to three characters as one number. */
#define OPERATOR(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

#endif
