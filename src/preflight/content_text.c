/* Text operators (ISO 32000-1, 9.3 and 9.4). */
#include <math.h>

#include "preflight/content_state.h"
#include "preflight/number_map.h"

enum { INVISIBLE = 3, CLIP_ONLY = 7, SPACE_CODE = 32 };

static void move_line(Interpreter *interpreter, double x, double y) {
    Matrix move = {1, 0, 0, 1, x, y};
    interpreter->line = matrix_multiply(move, interpreter->line);
    interpreter->text = interpreter->line;
}

static void set_font(Interpreter *interpreter) {
    const Cos *name = &interpreter->operands[0];
    const Cos *dictionary = resource_find(interpreter, "Font", name);
    Content *content = interpreter->content;
    interpreter->state.size = operand_number(interpreter, 1);
    interpreter->state.font = NULL;
    if (dictionary->kind != COS_DICTIONARY) return;
    int64_t address = (int64_t)(uintptr_t)dictionary; /* one tree an object */
    Font *font = number_map_find(&content->fonts_by_object, address, interpreter->apart);
    if (font == NULL) {
        font = font_read(interpreter->file, dictionary);
        number_map_put(&content->fonts_by_object, address, interpreter->apart, font);
        if (!interpreter->apart) VEC_PUSH(interpreter->arena, &content->fonts, font);
    }
    interpreter->state.font = font;
}

/* The advance of a string along the baseline, unscaled by the text matrix. */
static double string_advance(const GraphicsState *state, Str codes) {
    double advance = 0;
    for (size_t at = 0; at < codes.length;) {
        uint32_t code = font_next_code(state->font, codes, &at);
        advance += font_width(state->font, code) / 1000 * state->size + state->character_space;
        if (code == SPACE_CODE && !state->font->composite) advance += state->word_space;
    }
    return advance * state->scale;
}

static void advance_by(Interpreter *interpreter, double width) {
    Matrix move = {1, 0, 0, 1, width, 0};
    interpreter->text = matrix_multiply(move, interpreter->text);
}

/* Adds one mark for all strings of a text operator: TJ is a line or a piece of one. */
static void show(Interpreter *interpreter, const Cos *items, size_t count) {
    GraphicsState *state = &interpreter->state;
    if (state->font == NULL) return;
    Matrix start = matrix_multiply(interpreter->text, state->matrix);
    double width = 0;
    StrBuilder codes = {.arena = interpreter->scratch};
    for (size_t i = 0; i < count; i++) {
        double advance = cos_is_number(&items[i])
                             ? -items[i].real / 1000 * state->size * state->scale
                             : string_advance(state, items[i].text);
        if (items[i].kind == COS_STRING) builder_add(&codes, items[i].text);
        width += advance;
        advance_by(interpreter, advance);
    }
    if (codes.length == 0) return;
    Mark mark = mark_make(interpreter, MARK_TEXT);
    mark.font = state->font;
    mark.text = str_copy(interpreter->arena,
                         font_text(state->font, interpreter->scratch, builder_text(&codes)));
    mark.size = fabs(state->size) * sqrt(fabs(start.a * start.d - start.b * start.c));
    mark.invisible = state->rendering == INVISIBLE || state->rendering == CLIP_ONLY;
    mark.filled = state->rendering % 4 == 0 || state->rendering % 4 == 2;
    mark.stroked = state->rendering % 4 == 1 || state->rendering % 4 == 2;
    Rectangle box = {0, state->rise - 0.2 * state->size, width, state->rise + 0.7 * state->size};
    mark.box = matrix_box(&start, box);
    matrix_apply(&start, 0, 0, &mark.x, &mark.y);
    const Tag *tag =
        interpreter->tag == 0 ? NULL : content_tag(interpreter->content, interpreter->tag);
    if (!interpreter->apart)
        font_use(state->font, interpreter->arena, builder_text(&codes), interpreter->page,
                 !mark.invisible, tag != NULL && tag->has_actual);
    mark_add(interpreter, mark);
    if (!mark.invisible) glyphs_show(interpreter, builder_text(&codes));
}

static void show_operand(Interpreter *interpreter, size_t index) {
    if (interpreter->operand_count <= index) return;
    const Cos *operand = &interpreter->operands[index];
    if (operand->kind == COS_ARRAY)
        show(interpreter, operand->items, operand->count);
    else
        show(interpreter, operand, 1);
}

static void next_line(Interpreter *interpreter) {
    move_line(interpreter, 0, -interpreter->state.leading);
}

static bool operate_state(Interpreter *interpreter, uint32_t operator) {
    GraphicsState *state = &interpreter->state;
    double number = operand_number(interpreter, 0);
    switch (operator) {
    case OPERATOR('T', 'c', 0): state->character_space = number; return true;
    case OPERATOR('T', 'w', 0): state->word_space = number; return true;
    case OPERATOR('T', 'z', 0): state->scale = number / 100; return true;
    case OPERATOR('T', 'L', 0): state->leading = number; return true;
    case OPERATOR('T', 's', 0): state->rise = number; return true;
    case OPERATOR('T', 'r', 0): state->rendering = (int)number & 7; return true;
    case OPERATOR('T', 'f', 0): set_font(interpreter); return true;
    default: return false;
    }
}

static Matrix operand_matrix(const Interpreter *interpreter) {
    return (Matrix){operand_number(interpreter, 0), operand_number(interpreter, 1),
                    operand_number(interpreter, 2), operand_number(interpreter, 3),
                    operand_number(interpreter, 4), operand_number(interpreter, 5)};
}

bool text_operate(Interpreter *interpreter, uint32_t operator) {
    static const Matrix identity = {1, 0, 0, 1, 0, 0};
    switch (operator) {
    case OPERATOR('B', 'T', 0): interpreter->text = interpreter->line = identity; return true;
    case OPERATOR('E', 'T', 0): return true;
    case OPERATOR('T', 'D', 0):
        interpreter->state.leading = -operand_number(interpreter, 1);
        move_line(interpreter, operand_number(interpreter, 0), operand_number(interpreter, 1));
        return true;
    case OPERATOR('T', 'd', 0):
        move_line(interpreter, operand_number(interpreter, 0), operand_number(interpreter, 1));
        return true;
    case OPERATOR('T', 'm', 0):
        interpreter->text = interpreter->line = operand_matrix(interpreter);
        return true;
    case OPERATOR('T', '*', 0): next_line(interpreter); return true;
    case OPERATOR('T', 'j', 0):
    case OPERATOR('T', 'J', 0): show_operand(interpreter, 0); return true;
    case OPERATOR('\'', 0, 0):
        next_line(interpreter);
        show_operand(interpreter, 0);
        return true;
    case OPERATOR('"', 0, 0):
        interpreter->state.word_space = operand_number(interpreter, 0);
        interpreter->state.character_space = operand_number(interpreter, 1);
        next_line(interpreter);
        show_operand(interpreter, 2);
        return true;
    default: return operate_state(interpreter, operator);
    }
}
