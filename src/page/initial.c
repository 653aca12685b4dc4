/* Drop caps; see initial.h.
 *
 * Where letters join, those that join the first go with it: a word is not pulled apart, and none is
 * set large that would take half of the line. Places count from where lines begin; in an edition
 * from the right the page is mirrored later, so outlines are mirrored here and stand right then. */
#include "page/initial.h"

#include "base/vec.h"
#include "font/shape_outline.h"
#include "text/character.h"

/* A tail reaches below the letters' foot by no more lines than this. */
#define TAIL_LINES_MOST 2
/* What the letters may take of the line, in percent: joined ones, of which a word may have many,
 * and others. */
#define JOINED_PERCENT_MOST 50
#define WIDTH_PERCENT_MOST  75
/* Between an opening mark and the letter, of the text's size. */
#define MARK_GAP_PERCENT 25

/* The letters that go into the drop cap: opening marks, one letter with its combining marks, an
 * apostrophe. 0 if the text begins otherwise. */
static uint32_t initial_bytes(const Setter *setter, const ParagraphRequest *request) {
    Str text = request->text->bytes;
    const Language *language = setter->languages.main;
    size_t at = 0, before = 0;
    uint32_t character = utf8_next(text, &at);
    while (at < text.length && language_initial_before(language, character)) {
        before = at;
        character = utf8_next(text, &at);
        if (character == 0xA0 || character == 0x202F || character == ' ') {
            before = at;
            character = utf8_next(text, &at);
        }
    }
    if (at == before || !character_is_letter(character)) return 0;
    for (size_t next = at; next < text.length; at = next) {
        bool joined = character_joins(text, at);
        character = utf8_next(text, &next);
        if (!character_is_mark(character) && !joined) break;
    }
    size_t after = at;
    if (language_initial_after(language, utf8_next(text, &after))) at = after;
    size_t end = request->text->run_count > 0 ? request->text->runs[0].end : text.length;
    return at <= end ? (uint32_t)at : 0;
}

/* Without the opening marks and the space behind them: only the letter and its apostrophe are drawn
 * large. */
static Str drawn_letters(const Setter *setter, Str letters) {
    size_t at = 0, start = 0;
    while (at < letters.length) {
        uint32_t character = utf8_next(letters, &at);
        bool opens = language_initial_before(setter->languages.main, character);
        if (!opens && character != 0xA0 && character != 0x202F && character != ' ') break;
        start = at;
    }
    return str_slice(letters, start, letters.length);
}

/* The size at which capitals reach from the last line's baseline to the first line's cap height. */
static Unit initial_size(const Face *face, const Look *body, Unit leading, int lines) {
    const FaceMetrics *metrics = face_metrics(body->font.face);
    int64_t height = (int64_t)leading * (lines - 1) +
                     face_scale(body->font.face, metrics->cap_height, body->font.size);
    const FaceMetrics *own = face_metrics(face);
    return unit_from(
        round_ratio(height, own->units_per_em, own->cap_height > 0 ? own->cap_height : 1));
}

typedef VEC(PathStep) PathSteps;

/* Appends the outline of every glyph, its origin at (left, drop) from the first line's. */
static bool draw_glyphs(const Setter *setter, const Shape *shape, Unit left, Unit drop,
                        PathSteps *steps) {
    PathStep *outline;
    size_t count;
    if (!shape_outline(shape, setter->arena, &outline, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        PathStep step = outline[i];
        for (int p = 0; p < 3; p++) {
            int64_t x = setter_turns(setter) ? (int64_t)shape->width - step.x[p] : step.x[p];
            step.x[p] = unit_from(left + x);
            step.y[p] = unit_from((int64_t)drop + step.y[p]);
        }
        VEC_PUSH(setter->arena, steps, step);
    }
    return true;
}

/* Opening marks stand at the size of the text before the letter, in the margin, on the first line.
 */
static bool draw_marks(const Setter *setter, const ParagraphRequest *request, Str marks, Unit left,
                       PathSteps *steps) {
    marks = str_trim(marks);
    while (str_ends_with(marks, STR("\u00A0")) || str_ends_with(marks, STR("\u202F"))) {
        size_t end = marks.length;
        utf8_previous(marks, &end);
        marks = str_slice(marks, 0, end);
    }
    if (marks.length == 0) return true;
    Look body = look_make(setter, request->style, NULL);
    const Shape *shape = shape_text(setter->shaper, &body.font, marks, request->where);
    Unit gap = unit_scale(request->style->size, MARK_GAP_PERCENT, 100);
    return draw_glyphs(setter, shape, unit_from((int64_t)left - shape->width - gap), 0, steps);
}

/* Near and far ink of a shape between two heights above its baseline. False if there is none. */
static bool shape_extent(const Setter *setter, const Shape *shape, Unit bottom, Unit top,
                         Unit *left, Unit *right) {
    int64_t pen = 0;
    bool found = false;
    for (size_t r = 0; r < shape->run_count; r++) {
        const GlyphRun *run = &shape->runs[r];
        int32_t em = face_metrics(run->face)->units_per_em;
        for (size_t g = 0; g < run->count; g++) {
            int32_t ink_left, ink_right;
            int32_t low = (int32_t)round_ratio(bottom, em, run->size),
                    high = (int32_t)round_ratio(top, em, run->size);
            if (face_glyph_extent(run->face, run->glyphs[g].id, low, high, &ink_left, &ink_right)) {
                Unit from = unit_from(pen + face_scale(run->face, ink_left, run->size));
                Unit to = unit_from(pen + face_scale(run->face, ink_right, run->size));
                if (!found || from < *left) *left = from;
                if (!found || to > *right) *right = to;
                found = true;
            }
            pen += run->glyphs[g].advance;
        }
    }
    if (found && setter_turns(setter)) {
        Unit ink = unit_from((int64_t)shape->width - *left);
        *left = unit_from((int64_t)shape->width - *right);
        *right = ink;
    }
    return found;
}

/* The indent of line i beside the letters: their outline there, or their whole width; below their
 * foot that of a tail, or 0. */
static Unit line_indent(const Setter *setter, const ParagraphRequest *request,
                        const Opening *opening, const Shape *shape, int i, Unit widest) {
    Look body = look_make(setter, request->style, NULL);
    Unit leading = request->style->leading, left = 0, right = 0;
    Unit cap = face_scale(body.font.face, face_metrics(body.font.face)->cap_height, body.font.size);
    Unit baseline = unit_scale(leading, opening->drop_cap_lines - 1 - i, 1);
    if (i < opening->drop_cap_lines && !opening->drop_cap_contour) return widest;
    bool ink = shape_extent(setter, shape, baseline - leading / 4,
                            unit_from((int64_t)baseline + cap), &left, &right);
    return ink ? right : 0;
}

/* The rooms of the lines beside the letters; a tail that reaches below them, as a Q's, moves the
 * next lines too. */
static void make_rooms(const Setter *setter, const ParagraphRequest *request,
                       const Opening *opening, const Shape *shape, Unit origin, Initial *initial) {
    int lines = opening->drop_cap_lines, most = lines + TAIL_LINES_MOST;
    LineRoom full = request->rooms[request->room_count - 1];
    Unit left = 0, widest = 0;
    shape_extent(setter, shape, -request->style->leading / 4, UNIT_MAX / 4, &left, &widest);
    initial->rooms = ARENA_ARRAY(setter->arena, LineRoom, (size_t)most + 1);
    initial->room_count = 0;
    for (int i = 0; i < most; i++) {
        Unit right = line_indent(setter, request, opening, shape, i, widest);
        if (i >= lines && right <= 0) break;
        Unit indent = unit_from((int64_t)origin + right + opening->drop_cap_gap);
        LineRoom room = {unit_from((int64_t)full.indent + indent),
                         unit_from((int64_t)full.width - indent)};
        if (room.width < full.width / 4) room.width = full.width / 4;
        initial->rooms[initial->room_count++] = room;
    }
    initial->rooms[initial->room_count++] = full;
}

/* How far the ink stands above the capitals of its own size. */
static Unit ink_rise(const Shape *shape, const Look *large) {
    Unit most = 0;
    for (size_t r = 0; r < shape->run_count; r++) {
        const GlyphRun *run = &shape->runs[r];
        Unit cap = face_scale(run->face, face_metrics(large->font.face)->cap_height, run->size);
        for (size_t g = 0; g < run->count; g++) {
            int32_t bounds[4];
            face_glyph_bounds(run->face, run->glyphs[g].id, bounds);
            Unit top = face_scale(run->face, bounds[3], run->size);
            if (top - cap > most) most = top - cap;
        }
    }
    return most;
}

bool initial_make(Setter *setter, const ParagraphRequest *request, const Opening *opening,
                  Initial *initial) {
    uint32_t bytes = initial_bytes(setter, request);
    *initial = (Initial){0};
    Look body = look_make(setter, request->style, NULL);
    Look large =
        look_make(setter, opening->drop_cap != NULL ? opening->drop_cap : request->style, NULL);
    if (bytes == 0 || body.font.face == NULL || large.font.face == NULL) return false;
    *initial = (Initial){.text = str_slice(request->text->bytes, 0, bytes), .bytes = bytes};
    large.font.size =
        initial_size(large.font.face, &body, request->style->leading, opening->drop_cap_lines);
    Str drawn = drawn_letters(setter, initial->text);
    const Shape *shape = shape_text(setter->shaper, &large.font, drawn, request->where);
    Unit drop = unit_scale(request->style->leading, opening->drop_cap_lines - 1, 1);
    Unit left = 0, right = 0;
    if (shape->missing || !shape_extent(setter, shape, -drop, 2 * drop, &left, &right))
        return false;
    LineRoom full = request->rooms[request->room_count - 1];
    Unit most =
        unit_scale(full.width, shape->joined ? JOINED_PERCENT_MOST : WIDTH_PERCENT_MOST, 100);
    initial->too_wide = (int64_t)right - left + opening->drop_cap_gap > most;
    if (initial->too_wide) return false;
    initial->item = (SlabItem){
        .kind = SLAB_PATH,
        .role = SLAB_ARTIFACT, /* the hidden letters carry its meaning */
        .x = full.indent - left,
        .as.path.fill = large.colour,
    };
    make_rooms(setter, request, opening, shape, -left, initial);
    initial->rise = ink_rise(shape, &large);
    PathSteps steps = {0};
    Str marks = str_slice(initial->text, 0, initial->text.length - drawn.length);
    if (!draw_glyphs(setter, shape, 0, drop, &steps)) return false;
    if (!draw_marks(setter, request, marks, left, &steps)) return false;
    initial->item.as.path.steps = steps.items;
    initial->item.as.path.step_count = steps.count;
    return steps.count > 0;
}
