/* A paragraph's words as stretches of one look, shaped.
 *
 * In: the words, and what is known of the text's runs, letterings and levels. Out: segments, cut
 * where any of these changes. A segment from the right is shaped so; where a cut goes through a
 * joined word, its halves join as if it were whole. */
#include "paragraph/segments.h"

#include "base/vec.h"
#include "text/character.h"

#define HYPHEN                  0x2010
#define FIRST_LEAD_BEYOND_LATIN 0xCD /* of U+0340 */
/* A longer word is no word: it is shaped in parts. */
#define SEGMENT_BYTES_MOST 1024

typedef VEC(Segment) Segments;

static Str segment_text(const Build *build, const Segment *segment) {
    if (!segment->object) return str_slice(build->text, segment->start, segment->end);
    const ObjectTexts *objects = &build->request->objects;
    return objects->text != NULL ? objects->text(objects->context, segment->run) : STR("");
}

const Shape *shape_segment(const Build *build, const Segment *segment, Str text) {
    const Shape *shape = shape_text(build->setter->shaper, &segment->look->font, text, (Span){0});
    if (shape->missing && !shape->told) {
        Span where = segment->run != NULL ? text_place(build->request->text, segment->start)
                                          : build->request->where;
        shape_report_missing(build->setter->shaper, shape, where);
    }
    return shape;
}

/* The letters at a byte that are drawn otherwise, or NULL; *end moves to where that changes. */
static const Lettering *lettering_at(const Build *build, uint32_t at, uint32_t *end) {
    size_t low = 0, high = build->analysis.lettering_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (build->analysis.letterings[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == build->analysis.lettering_count) return NULL;
    const Lettering *lettering = &build->analysis.letterings[low];
    bool begun = lettering->start <= at;
    uint32_t change = begun ? lettering->end : lettering->start;
    if (change < *end) *end = change;
    return begun ? lettering : NULL;
}

/* ---- looks ---- */

/* The look's font in which letters of a script stand, read in their direction. Where no letter
 * tells the script, as in a number, it is that of the run's language. */
static ScriptLook script_look_wanted(const Build *build, const Look *plain, const Segment *segment,
                                     Str text) {
    const Setter *setter = build->setter;
    ScriptLook wanted = {.plain = plain, .script = character_script(text)};
    bool lettered = wanted.script.length > 0;
    wanted.right_to_left = segment->level % 2 == 1 && (lettered || !segment->object);
    if (!lettered && plain->font.right_to_left) {
        Str tag = segment->run != NULL ? segment->run->language : STR("");
        wanted.script = language_script(language_find(&setter->languages, tag));
    }
    if (wanted.right_to_left && !segment->object) {
        wanted.joins_before = character_joins(build->text, segment->start);
        wanted.joins_after = character_joins(build->text, segment->end);
    }
    return wanted;
}

static bool same_script_look(const ScriptLook *a, const ScriptLook *b) {
    return a->plain == b->plain && a->right_to_left == b->right_to_left &&
           a->joins_before == b->joins_before && a->joins_after == b->joins_after &&
           str_equal(a->script, b->script);
}

/* True for a segment whose font or direction may not be those of its run: in a text that turns, and
 * where the layout has another font for its letters. Nearly all begin with a Latin letter. */
static bool is_scripted(const Build *build, const Look *look, Str text) {
    const TextStyle *style = build->request->style;
    if (build->levels.run_count > 0 || look->font.right_to_left) return true;
    if (style->scripts == NULL || text.length == 0 ||
        (unsigned char)text.bytes[0] < FIRST_LEAD_BEYOND_LATIN)
        return false;
    return style_find_script(style, character_script(text)) != NULL;
}

static const Look *script_look(Build *build, const Look *plain, const Segment *segment, Str text) {
    ScriptLook wanted = script_look_wanted(build, plain, segment, text);
    for (size_t i = 0; i < build->script_looks.count; i++) {
        const ScriptLook *known = &build->script_looks.items[i];
        if (same_script_look(known, &wanted)) return known->look;
    }
    Look *look = ARENA_NEW(build->arena, Look);
    *look = look_scripted(build->setter, build->request->style, segment->run, wanted.script,
                          wanted.right_to_left);
    look->font.joins_before = wanted.joins_before;
    look->font.joins_after = wanted.joins_after;
    wanted.look = look;
    VEC_PUSH(build->arena, &build->script_looks, wanted);
    return look;
}

static const Look *segment_look(Build *build, const Segment *segment, const Lettering *lettering) {
    const InlineRun *run = segment->run;
    const Look *look =
        &build->source->looks[run != NULL ? run - build->request->text->runs + 1 : 0];
    Str text = segment_text(build, segment);
    if (is_scripted(build, look, text)) look = script_look(build, look, segment, text);
    if (lettering == NULL) return look;
    Look *lettered = ARENA_NEW(build->arena, Look);
    *lettered = look_lettered(*look, lettering->kind);
    return lettered;
}

/* ---- cutting ---- */

/* Where a segment ends that may go on up to `end`. A longer one is no word: it is shaped in parts,
 * so that widths stay within their range and a line shapes its own part only. */
static uint32_t segment_end(Str text, uint32_t at, uint32_t end) {
    if (end - at <= SEGMENT_BYTES_MOST) return end;
    size_t limit = at + SEGMENT_BYTES_MOST;
    while ((text.bytes[limit] & 0xC0) == 0x80) limit--; /* between two characters */
    size_t cut = limit, next = cut;
    while (cut > at && character_is_mark(utf8_next(text, &next))) {
        utf8_previous(text, &cut);
        next = cut;
    }
    return (uint32_t)(cut > at ? cut : limit);
}

/* Cuts a word where the look or the direction changes, and shapes each part. */
static void add_segments(Build *build, Segments *segments, const Token *token) {
    const Text *text = build->request->text;
    uint32_t start = token->start < build->request->from ? build->request->from : token->start;
    for (uint32_t at = start; at < token->end;) {
        const InlineRun *run = text_run(text, at);
        uint32_t end =
            run != NULL && run->end > at && run->end < token->end ? run->end : token->end;
        const Lettering *lettering = lettering_at(build, at, &end);
        uint32_t level_end = end;
        uint8_t level = bidi_level(&build->levels, at, &level_end);
        end = segment_end(build->text, at, level_end < end ? level_end : end);
        Segment segment = {.start = at, .end = end, .run = run, .level = level};
        segment.object = run != NULL && run->kind != INLINE_TEXT;
        segment.look = segment_look(build, &segment, lettering);
        segment.shape = shape_segment(build, &segment, segment_text(build, &segment));
        VEC_PUSH(build->arena, segments, segment);
        at = end;
    }
}

void build_segments(Build *build) {
    Segments segments = {0};
    build->first_segments = ARENA_ARRAY(build->arena, size_t, build->analysis.token_count + 1);
    for (size_t i = 0; i < build->analysis.token_count; i++) {
        const Token *token = &build->analysis.tokens[i];
        build->first_segments[i] = segments.count;
        if (token->kind == TOKEN_WORD) add_segments(build, &segments, token);
    }
    build->first_segments[build->analysis.token_count] = segments.count;
    build->segments = segments.items;
    build->segment_count = segments.count;
}

const Segment *segment_at(const Build *build, uint32_t at) {
    size_t low = 0, high = build->segment_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (build->segments[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == build->segment_count || build->segments[low].start > at) return NULL;
    return &build->segments[low];
}

const Shape *hyphen_shape(const Build *build, const Segment *segment) {
    const Face *face = segment->look->font.face;
    bool own = face != NULL && face_glyph(face, HYPHEN) != 0;
    return shape_segment(build, segment, own ? STR("\u2010") : STR("-"));
}
