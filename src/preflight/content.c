/* The interpreter of content streams; see content.h. */
#include "preflight/content.h"

#include <string.h>

#include "preflight/content_state.h"
#include "preflight/number_map.h"

/* Some hundred times a brochure of twelve pages. */
enum {
    MOST_CONTENT_BYTES = 128 << 20,
    MOST_MARKS = 2000000,
    MOST_SAVED = 10000,
    DEEPEST_FORM = 20,
    MOST_FORMS_SHOWN = 100000
};

static void interpret(Interpreter *interpreter, Str text);

/* ---- matrices, operands, marks ---- */

Matrix matrix_multiply(Matrix m, Matrix n) {
    return (Matrix){m.a * n.a + m.b * n.c,       m.a * n.b + m.b * n.d,
                    m.c * n.a + m.d * n.c,       m.c * n.b + m.d * n.d,
                    m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

void matrix_apply(const Matrix *matrix, double x, double y, double *to_x, double *to_y) {
    *to_x = matrix->a * x + matrix->c * y + matrix->e;
    *to_y = matrix->b * x + matrix->d * y + matrix->f;
}

Rectangle matrix_box(const Matrix *matrix, Rectangle rectangle) {
    const double xs[] = {rectangle.left, rectangle.right, rectangle.left, rectangle.right};
    const double ys[] = {rectangle.bottom, rectangle.bottom, rectangle.top, rectangle.top};
    Rectangle box = {0};
    for (int i = 0; i < 4; i++) {
        double x, y;
        matrix_apply(matrix, xs[i], ys[i], &x, &y);
        if (i == 0 || x < box.left) box.left = x;
        if (i == 0 || x > box.right) box.right = x;
        if (i == 0 || y < box.bottom) box.bottom = y;
        if (i == 0 || y > box.top) box.top = y;
    }
    return box;
}

double operand_number(const Interpreter *interpreter, size_t index) {
    if (index >= interpreter->operand_count) return 0;
    const Cos *operand = &interpreter->operands[index];
    return cos_is_number(operand) ? operand->real : 0;
}

Mark mark_make(const Interpreter *interpreter, MarkKind kind) {
    const GraphicsState *state = &interpreter->state;
    return (Mark){.kind = kind,
                  .tag = interpreter->tag,
                  .page = interpreter->page,
                  .owner = interpreter->owner,
                  .blends = state->blends || state->fill_alpha < 1 || state->stroke_alpha < 1,
                  .overprint = state->overprint,
                  .fill = state->fill,
                  .stroke = state->stroke.space};
}

/* Marks lie in rows that never move: one array would be copied each time it grows. */
enum { MARKS_PER_ROW = 1024 };

static void keep_mark(Interpreter *interpreter, const Mark *mark) {
    Content *content = interpreter->content;
    size_t place = content->mark_count++ % MARKS_PER_ROW;
    if (place == 0)
        VEC_PUSH(interpreter->arena, &content->mark_rows,
                 ARENA_ARRAY(interpreter->arena, Mark, MARKS_PER_ROW));
    content->mark_rows.items[content->mark_rows.count - 1][place] = *mark;
}

static void note_colour(Interpreter *interpreter, const Space *space) {
    Content *content = interpreter->content;
    ColourUse use = {space, interpreter->page, interpreter->annotation};
    int64_t address = (int64_t)(uintptr_t)space, page = use.annotation ? -use.page : use.page;
    if (number_map_find(&content->colours_known, address, page) != NULL) return;
    number_map_put(&content->colours_known, address, page, content);
    VEC_PUSH(interpreter->arena, &content->colours, use);
}

void mark_add(Interpreter *interpreter, Mark mark) {
    if (interpreter->content->mark_count >= MOST_MARKS) interpreter->file->exhausted = true;
    if (interpreter->file->exhausted || !cos_work(interpreter->file, 1)) return;
    bool coloured = !mark.invisible && !interpreter->uncoloured;
    if (coloured && mark.filled) note_colour(interpreter, mark.fill.space);
    if (coloured && mark.stroked) note_colour(interpreter, mark.stroke);
    if (!interpreter->apart) keep_mark(interpreter, &mark);
    if (mark.filled) pattern_show(interpreter, &interpreter->state.fill_pattern, mark.box);
    if (mark.stroked) pattern_show(interpreter, &interpreter->state.stroke_pattern, mark.box);
}

const Mark *content_mark(const Content *content, size_t number) {
    return &content->mark_rows.items[number / MARKS_PER_ROW][number % MARKS_PER_ROW];
}

const Cos *entry_find(CosFile *file, const Cos *dictionary, const Cos *name) {
    if (name->kind != COS_NAME || !cos_work(file, dictionary->count)) return &cos_null;
    return cos_resolve(file, cos_entry_named(dictionary, name->text));
}

const Cos *resource_find(Interpreter *interpreter, const char *kind, const Cos *name) {
    const Cos *entries = cos_find(interpreter->file, interpreter->resources, kind);
    return entry_find(interpreter->file, entries, name);
}

const Tag *content_tag(const Content *content, uint32_t tag) {
    return &content->tags.items[tag - 1];
}

static void damage(Interpreter *interpreter, Str what) {
    Content *content = interpreter->content;
    if (interpreter->apart || content->damaged_page != 0) return;
    content->damaged_page = interpreter->page;
    content->damage = str_copy(interpreter->arena, what);
}

/* ---- marked content ---- */

static Cos copy_value(Arena *arena, const Cos *value) {
    Cos copy = *value;
    copy.text = str_copy(arena, value->text);
    Cos *items = ARENA_ARRAY(arena, Cos, value->count);
    for (size_t i = 0; i < value->count; i++) items[i] = copy_value(arena, &value->items[i]);
    copy.items = items;
    return copy;
}

/* The dictionary of BDC, in the content or among the resources. */
static const Cos *tag_properties(Interpreter *interpreter) {
    if (interpreter->operand_count < 2) return &cos_null;
    const Cos *operand = &interpreter->operands[1];
    return operand->kind == COS_NAME ? resource_find(interpreter, "Properties", operand) : operand;
}

/* What outlives the operator: most dictionaries in the content hold an MCID and no more. */
static const Cos *keep_properties(Interpreter *interpreter, const Cos *properties, int64_t mcid) {
    bool inside = interpreter->operand_count > 1 && properties == &interpreter->operands[1];
    if (inside && mcid >= 0 && properties->count == 2) return &cos_null;
    if (!inside) return properties;
    Cos *copy = ARENA_NEW(interpreter->arena, Cos);
    *copy = copy_value(interpreter->arena, properties);
    return copy;
}

static void begin_tag(Interpreter *interpreter) {
    if (interpreter->apart) return;
    Content *content = interpreter->content;
    const Cos *properties = tag_properties(interpreter);
    Tag tag = {.name = str_copy(interpreter->arena, interpreter->operands[0].text),
               .page = interpreter->page,
               .owner = interpreter->owner,
               .mcid = -1,
               .parent = interpreter->tag,
               .first_mark = content->mark_count,
               .end_mark = content->mark_count};
    uint32_t number = (uint32_t)content->tags.count + 1;
    const Tag *parent = tag.parent == 0 ? NULL : content_tag(content, tag.parent);
    const Cos *mcid = cos_entry(properties, "MCID");
    if (mcid->kind == COS_INTEGER) tag.mcid = mcid->integer;
    tag.properties = keep_properties(interpreter, properties, tag.mcid);
    tag.content = tag.mcid >= 0 ? number : parent == NULL ? 0 : parent->content;
    bool artifact = str_equal(tag.name, STR("Artifact"));
    tag.artifact = artifact ? number : parent == NULL ? 0 : parent->artifact;
    tag.has_actual = cos_entry(properties, "ActualText")->kind == COS_STRING ||
                     (parent != NULL && parent->has_actual);
    if (content->tags.count >= MOST_MARKS || !cos_work(interpreter->file, properties->count))
        interpreter->file->exhausted = true;
    else
        VEC_PUSH(interpreter->arena, &content->tags, tag);
    interpreter->tag = (uint32_t)content->tags.count;
}

static void end_tag(Interpreter *interpreter) {
    if (interpreter->apart) return;
    if (interpreter->tag == 0) {
        damage(interpreter, STR("EMC"));
        return;
    }
    Content *content = interpreter->content;
    Tag *tag = &content->tags.items[interpreter->tag - 1];
    tag->end_mark = content->mark_count;
    interpreter->tag = tag->parent;
}

/* ---- state ---- */

static void save_state(Interpreter *interpreter) {
    Content *content = interpreter->content;
    if (interpreter->saved->count >= MOST_SAVED) {
        damage(interpreter, STR("q"));
        return;
    }
    VEC_PUSH(interpreter->arena, interpreter->saved, interpreter->state);
    if ((int32_t)interpreter->saved->count <= content->deepest_save) return;
    content->deepest_save = (int32_t)interpreter->saved->count;
    content->deepest_page = interpreter->page;
}

static void restore_state(Interpreter *interpreter) {
    if (interpreter->saved->count <= interpreter->saved_base)
        damage(interpreter, STR("Q"));
    else
        interpreter->state = interpreter->saved->items[--interpreter->saved->count];
}

static void concatenate(Interpreter *interpreter, Matrix matrix) {
    interpreter->state.matrix = matrix_multiply(matrix, interpreter->state.matrix);
}

/* The parameters of an ExtGState (8.4.5) that change what is seen. */
static void set_parameters(Interpreter *interpreter) {
    CosFile *file = interpreter->file;
    GraphicsState *state = &interpreter->state;
    const Cos *parameters = resource_find(interpreter, "ExtGState", &interpreter->operands[0]);
    const Cos *fill = cos_find(file, parameters, "ca");
    const Cos *stroke = cos_find(file, parameters, "CA");
    const Cos *blend = cos_find(file, parameters, "BM");
    const Cos *mask = cos_find(file, parameters, "SMask");
    const Cos *overprint = cos_find(file, parameters, "op");
    if (overprint->kind == COS_NULL) overprint = cos_find(file, parameters, "OP");
    if (cos_is_number(fill)) state->fill_alpha = fill->real;
    if (cos_is_number(stroke)) state->stroke_alpha = stroke->real;
    if (overprint->kind == COS_BOOLEAN) state->overprint = overprint->integer != 0;
    bool blend_given = blend->kind != COS_NULL, mask_given = mask->kind != COS_NULL;
    if (blend_given || mask_given)
        state->blends =
            (blend_given && !cos_is_name(blend, "Normal") && !cos_is_name(blend, "Compatible")) ||
            (mask_given && !cos_is_name(mask, "None"));
    apart_show(interpreter, cos_find(file, mask, "G"));
}

/* ---- images and forms ---- */

static void add_image(Interpreter *interpreter, const Cos *image) {
    CosFile *file = interpreter->file;
    const Cos *stencil = cos_find(file, image, "ImageMask");
    if (stencil->kind == COS_NULL) stencil = cos_find(file, image, "IM");
    const Cos *space = cos_find(file, image, "ColorSpace");
    if (space->kind == COS_NULL) space = cos_find(file, image, "CS");
    Mark mark = mark_make(interpreter, MARK_IMAGE);
    mark.filled = true;
    if (stencil->integer == 0) mark.fill.space = space_read(file, interpreter->resources, space);
    mark.box = matrix_box(&interpreter->state.matrix, (Rectangle){0, 0, 1, 1});
    mark_add(interpreter, mark);
}

/* How often a form with tags was shown: each of its MCIDs may have one parent only. */
static void count_form(Interpreter *interpreter, const Cos *form) {
    Map *shown = &interpreter->content->forms_shown;
    uintptr_t times = (uintptr_t)number_map_find(shown, form->object, 0) + 1;
    number_map_put(shown, form->object, 0, (void *)times);
    if (times == 2)
        VEC_PUSH(interpreter->arena, &interpreter->content->forms_repeated, form->object);
}

/* Forms that show forms that show forms … grow like powers: their number has a budget. */
static bool may_show(Interpreter *interpreter) {
    Content *content = interpreter->content;
    if (content->forms_count >= MOST_FORMS_SHOWN) interpreter->file->exhausted = true;
    content->forms_count++;
    return interpreter->depth < DEEPEST_FORM && !interpreter->file->exhausted;
}

void stream_show(Interpreter *outer, const Cos *form, const char *operator) {
    CosFile *file = outer->file;
    Arena *unpacked = arena_open();
    Str text;
    if (!may_show(outer) || !cos_stream(file, form, unpacked, &text)) {
        damage(outer, str_from_c(operator));
        arena_close(unpacked);
        return;
    }
    Interpreter inner = *outer;
    const Cos *matrix = cos_find(file, form, "Matrix"), *resources;
    double numbers[6] = {1, 0, 0, 1, 0, 0};
    for (size_t i = 0; i < 6 && matrix->count == 6; i++)
        numbers[i] = cos_item(file, matrix, i)->real;
    concatenate(&inner,
                (Matrix){numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]});
    resources = cos_find(file, form, "Resources");
    if (resources->kind != COS_NULL) inner.resources = resources;
    if (cos_find(file, form, "StructParents")->kind == COS_INTEGER) {
        inner.owner = form->object;
        if (!outer->apart) count_form(outer, form);
    }
    inner.depth++;
    inner.operand_count = 0;
    inner.path = (Path){0};
    inner.state.fill_pattern = inner.state.stroke_pattern = NULL;
    inner.saved_base = inner.saved->count;
    interpret(&inner, text);
    arena_close(unpacked);
}

static void show_object(Interpreter *interpreter) {
    const Cos *object = resource_find(interpreter, "XObject", &interpreter->operands[0]);
    const Cos *kind = cos_find(interpreter->file, object, "Subtype");
    if (cos_is_name(kind, "Image")) add_image(interpreter, object);
    if (cos_is_name(kind, "Form")) stream_show(interpreter, object, "Do");
}

/* From BI: the dictionary, ID, the data up to an EI between white space (8.9.7). */
static void show_inline_image(Interpreter *interpreter, CosLexer *lexer) {
    Cos image = {.kind = COS_DICTIONARY}, items[MOST_OPERANDS], value;
    while (cos_next(lexer, &value) && !cos_is_name(&value, "ID")) {
        if (image.count < MOST_OPERANDS) items[image.count++] = value;
    }
    image.items = items;
    image.count -= image.count % 2;
    size_t at = lexer->at + 1;
    for (;; at++) {
        at = str_find(lexer->text, STR("EI"), at);
        if (at == SIZE_MAX) break;
        bool before = strchr(" \n\r\t", lexer->text.bytes[at - 1]) != NULL;
        bool after =
            at + 2 >= lexer->text.length || strchr(" \n\r\t", lexer->text.bytes[at + 2]) != NULL;
        if (before && after) break;
    }
    if (at == SIZE_MAX) damage(interpreter, STR("BI"));
    lexer->at = at == SIZE_MAX ? lexer->text.length : at + 2;
    add_image(interpreter, &image);
}

/* ---- operators ---- */

static uint32_t operator_number(Str word) {
    uint32_t number = 0;
    for (size_t i = 0; i < word.length && i < 3; i++)
        number |= (uint32_t)(unsigned char)word.bytes[i] << (8 * i);
    return word.length > 3 ? 0 : number;
}

static bool state_operate(Interpreter *interpreter, uint32_t operator) {
    switch (operator) {
    case OPERATOR('q', 0, 0): save_state(interpreter); return true;
    case OPERATOR('Q', 0, 0): restore_state(interpreter); return true;
    case OPERATOR('c', 'm', 0):
        concatenate(interpreter,
                    (Matrix){operand_number(interpreter, 0), operand_number(interpreter, 1),
                             operand_number(interpreter, 2), operand_number(interpreter, 3),
                             operand_number(interpreter, 4), operand_number(interpreter, 5)});
        return true;
    case OPERATOR('g', 's', 0): set_parameters(interpreter); return true;
    case OPERATOR('D', 'o', 0): show_object(interpreter); return true;
    case OPERATOR('B', 'M', 'C'):
    case OPERATOR('B', 'D', 'C'): begin_tag(interpreter); return true;
    case OPERATOR('E', 'M', 'C'): end_tag(interpreter); return true;
    case OPERATOR('d', '1', 0): interpreter->uncoloured = interpreter->glyph; return true;
    case OPERATOR('w', 0, 0):
    case OPERATOR('J', 0, 0):
    case OPERATOR('j', 0, 0):
    case OPERATOR('M', 0, 0):
    case OPERATOR('d', 0, 0):
    case OPERATOR('i', 0, 0):
    case OPERATOR('r', 'i', 0):
    case OPERATOR('d', '0', 0):
    case OPERATOR('M', 'P', 0):
    case OPERATOR('D', 'P', 0):
    case OPERATOR('B', 'X', 0):
    case OPERATOR('E', 'X', 0): return true;
    default: return false;
    }
}

static void operate(Interpreter *interpreter, CosLexer *lexer, Str word) {
    uint32_t operator= operator_number(word);
    if (interpreter->operand_count == 0) interpreter->operands[0] = cos_null;
    if (operator== OPERATOR('B', 'I', 0))
        show_inline_image(interpreter, lexer);
    else if (!text_operate(interpreter, operator) && !paint_operate(interpreter, operator) &&
             !colour_operate(interpreter, operator) && !state_operate(interpreter, operator))
        damage(interpreter, word);
    interpreter->operand_count = 0;
}

static void interpret(Interpreter *interpreter, Str text) {
    Content *content = interpreter->content;
    uint32_t tag = interpreter->tag;
    content->bytes += text.length;
    if (content->bytes > MOST_CONTENT_BYTES) interpreter->file->exhausted = true;
    Arena *scratch = interpreter->scratch = arena_open();
    CosLexer lexer = {.arena = scratch, .stack = &interpreter->file->stack, .text = text};
    ArenaMark mark = arena_mark(scratch);
    Cos value;
    while (!interpreter->file->exhausted && cos_next(&lexer, &value)) {
        if (value.kind == COS_WORD) {
            operate(interpreter, &lexer, value.text);
            arena_release(scratch, mark);
        } else if (interpreter->operand_count < MOST_OPERANDS) {
            interpreter->operands[interpreter->operand_count++] = value;
        }
    }
    arena_close(scratch);
    interpreter->operand_count = 0;
    if (lexer.damaged) damage(interpreter, STR("?"));
    if (interpreter->tag != tag) damage(interpreter, STR("BDC"));
    if (interpreter->saved->count != interpreter->saved_base) damage(interpreter, STR("q"));
    interpreter->tag = tag;
    interpreter->saved->count = interpreter->saved_base;
}

/* ---- pages ---- */

/* A page's streams as one text: an operator may not be divided, a sequence may. */
static Str page_text(CosFile *file, const Cos *page, Arena *arena, bool *damaged) {
    const Cos *contents = cos_find(file, page, "Contents");
    StrBuilder out = {.arena = arena};
    Str part;
    if (contents->stream) {
        *damaged |= !cos_stream(file, contents, arena, &part);
        return part;
    }
    for (size_t i = 0; contents->kind == COS_ARRAY && i < contents->count; i++) {
        if (file->exhausted) break;
        *damaged |= !cos_stream(file, cos_item(file, contents, i), arena, &part);
        builder_add(&out, part);
        builder_add_byte(&out, '\n');
    }
    return builder_text(&out);
}

static void read_page(Content *content, const ReadPage *page, int32_t number, SavedStates *saved) {
    static const Matrix identity = {1, 0, 0, 1, 0, 0};
    const double far = 1e9;
    Arena *unpacked = arena_open();
    Interpreter *interpreter = ARENA_NEW(unpacked, Interpreter);
    interpreter->content = content;
    interpreter->file = content->file;
    interpreter->arena = content->file->arena;
    interpreter->resources = page->resources;
    interpreter->page = number;
    interpreter->owner = page->dictionary->object;
    interpreter->saved = saved;
    const GraphicsState begin = {.matrix = identity,
                                 .clip = {-far, -far, far, far},
                                 .fill = {.space = &space_gray},
                                 .stroke = {.space = &space_gray},
                                 .fill_alpha = 1,
                                 .stroke_alpha = 1,
                                 .scale = 1};
    interpreter->state = begin;
    bool damaged = false;
    Str text = page_text(content->file, page->dictionary, unpacked, &damaged);
    if (damaged) damage(interpreter, STR("stream"));
    interpret(interpreter, text);
    interpreter->state = begin;
    annotations_show(interpreter, page->dictionary);
    arena_close(unpacked);
}

void content_read(Content *content, CosFile *file) {
    *content = (Content){.file = file,
                         .fonts_by_object = {.arena = file->arena},
                         .spaces_by_key = {.arena = file->arena},
                         .forms_shown = {.arena = file->arena},
                         .colours_known = {.arena = file->arena},
                         .patterns_shown = {.arena = file->arena},
                         .apart_shown = {.arena = file->arena},
                         .glyphs_shown = {.arena = file->arena}};
    SavedStates saved = {0};
    for (size_t i = 0; i < file->pages.count && !file->exhausted; i++)
        read_page(content, &file->pages.items[i], (int32_t)i + 1, &saved);
}
