/* From a paragraph's text to shaped segments and break items.
 *
 * In: the text with its runs, a style. Out: one box for each part of a word between two break
 * points, a glue for each space, a penalty for each break point. A word is shaped whole for each
 * look in it; the boxes share that shape. Where a break cuts a ligature, it carries the difference
 * that shaping the halves apart makes (before and after). */
#include "paragraph/segments.h"

#include "base/vec.h"
#include "document/wording.h"
#include "paragraph/direction.h"
#include "text/character.h"

#define PERMILLE   1000
#define PERMYRIAD  10000
#define HARD_MINUS 0x002D
/* A longer word is no word; shaping its halves at each break would take quadratic time. */
#define CORRECTED_BYTES_MOST 256
/* Ragged lines need few hyphens: their ends are free anyway. */
#define RAGGED_HYPHEN_PENALTY 120
/* A heading's line ends with no short word, least of all one of a single letter, rather behind a
 * mark than before it, and not inside a word (A4.4, A5.2). */
#define SHORT_WORD_LETTERS   3
#define SHORT_WORD_PENALTY   400
#define LONE_LETTER_PENALTY  5000
#define SENSE_BONUS          50
#define HEADING_SEAM_PENALTY 2000
/* A last line of fewer letters is a stray (A4.7, A5.7), worse as the rest of a hyphenated word;
 * with fewer than the second number, such a rest does not stand there (A6.4). */
#define LAST_LINE_LETTERS   5
#define LAST_PIECE_LETTERS  4
#define STRAY_PENALTY       700
#define STRAY_PIECE_PENALTY 2000
/* Of cutting a word at a place for a hyphen without one. */
#define BARE_POINT_PENALTY 8000

typedef VEC(LineItem) LineItems;

/* Most breaks follow one in the same look. */
static Unit hyphen_width(Build *build, const Segment *segment) {
    if (segment->look != build->hyphen_look) {
        build->hyphen_look = segment->look;
        build->hyphen_width = hyphen_shape(build, segment)->width;
    }
    return build->hyphen_width;
}

/* ---- hanging margins ---- */

/* A character's share of its advance in a segment's font. */
static Unit hang_of(const Segment *segment, uint32_t codepoint, uint16_t share) {
    const Face *face = segment->look->font.face;
    if (face == NULL) return 0;
    int32_t advance = face_advance(face, face_glyph(face, codepoint));
    return unit_scale(face_scale(face, advance, segment->look->font.size), share, PERMILLE);
}

/* How far the character before `end`, or the inserted hyphen, hangs out of the line's end. Most
 * characters do not: they are not looked for in the segments. */
static Unit hang_at_end(const Build *build, uint32_t end, bool hyphen) {
    if (!build->request->style->hang || end == 0) return 0;
    size_t at = end;
    uint32_t last = utf8_previous(build->text, &at);
    if (hyphen) last = HARD_MINUS;
    HangShare share = language_hang(build->setter->languages.main, last);
    uint16_t there = build->source->level == 0 ? share.right : share.left;
    if (there == 0) return 0;
    const Segment *segment = segment_at(build, (uint32_t)at);
    if (segment == NULL || (segment->object && !hyphen)) return 0;
    return hang_of(segment, last, there);
}

Unit hang_at_start(const Build *build, uint32_t start) {
    if (!build->request->style->hang) return 0;
    size_t at = start;
    uint32_t first = utf8_next(build->text, &at);
    HangShare share = language_hang(build->setter->languages.main, first);
    uint16_t there = build->source->level == 0 ? share.left : share.right;
    if (there == 0) return 0;
    const Segment *segment = segment_at(build, start);
    if (segment == NULL || segment->object) return 0;
    return hang_of(segment, first, there);
}

/* ---- items ---- */

Unit letter_slack(const TextStyle *style, const Shape *shape, uint32_t start, uint32_t end) {
    if (style->slack_tracking == 0 && style->slack_scaling == 0) return 0;
    int64_t glyphs = shape->joined ? 0 : (int64_t)shape_glyph_count(shape, start, end);
    int64_t tracking = round_ratio(glyphs * style->size, style->slack_tracking, PERMYRIAD);
    int64_t scaling = round_ratio(shape_width(shape, start, end), style->slack_scaling, PERMYRIAD);
    return unit_from(tracking + scaling);
}

static void add_box(Build *build, LineItems *items, const Segment *segment, uint32_t from,
                    uint32_t to) {
    uint32_t start = segment->object ? 0 : from - segment->start;
    uint32_t end = segment->object ? UINT32_MAX : to - segment->start;
    LineItem box = {
        .kind = LINE_BOX,
        .width = shape_width(segment->shape, start, end),
        .slack = letter_slack(build->request->style, segment->shape, start, end),
    };
    VEC_PUSH(build->arena, items, box);
}

/* What shaping the halves apart adds to the part before the cut and to the part after it, where a
 * ligature goes apart. Kerning over a cut is left out here: it is less than the letters' slack
 * takes up when the halves are placed. */
static void correct_cut(const Build *build, const Segment *segment, uint32_t at, LineItem *item) {
    uint32_t cut = at - segment->start, length = segment->end - segment->start;
    if (cut == 0 || cut >= length || length > CORRECTED_BYTES_MOST) return;
    if (shape_begins(segment->shape, cut)) return;
    const Shape *before = shape_segment(build, segment, str_slice(build->text, segment->start, at));
    const Shape *after = shape_segment(build, segment, str_slice(build->text, at, segment->end));
    item->before =
        unit_from((int64_t)item->before + before->width - shape_width(segment->shape, 0, cut));
    item->after = unit_from((int64_t)after->width - shape_width(segment->shape, cut, length));
}

static void add_point(Build *build, LineItems *items, const Segment *segment,
                      const BreakPoint *point) {
    bool inserts = point->kind == BREAK_HYPHENATE;
    bool justified = build->request->style->align == ALIGN_JUSTIFY;
    LineItem item = {
        .kind = LINE_PENALTY,
        .hyphen = inserts || point->hard_hyphen,
        .inserted = inserts,
        .in_form = point->in_form,
        .penalty = point->penalty + (justified || !inserts ? 0 : RAGGED_HYPHEN_PENALTY),
        .end = point->at,
        .at = point->at,
    };
    if (build->request->no_hyphen && item.hyphen) item.penalty += HEADING_SEAM_PENALTY;
    if (inserts) item.before = hyphen_width(build, segment);
    if (!segment->object) correct_cut(build, segment, point->at, &item);
    item.hang_end = hang_at_end(build, point->at, inserts);
    item.hang_start = hang_at_start(build, point->at);
    VEC_PUSH(build->arena, items, item);
}

/* The same place without a hyphen, for lines that have no room for one. */
static void add_bare_point(Build *build, LineItems *items, const BreakPoint *point) {
    LineItem item = {
        .kind = LINE_PENALTY, .penalty = BARE_POINT_PENALTY, .end = point->at, .at = point->at};
    VEC_PUSH(build->arena, items, item);
}

static bool is_hyphenated(const ParagraphRequest *request) {
    bool wanted = request->style->hyphenate || request->anywhere;
    return wanted && !request->verbatim && !request->no_hyphen;
}

static bool point_is_used(const Build *build, const BreakPoint *point) {
    if (point->kind == BREAK_HYPHENATE) return is_hyphenated(build->request);
    return !build->request->verbatim || build->request->anywhere;
}

static void add_word(Build *build, LineItems *items, size_t token_number) {
    const Token *token = &build->analysis.tokens[token_number];
    const BreakPoint *points = build->analysis.points + token->first_point;
    size_t next = 0;
    for (size_t s = build->first_segments[token_number];
         s < build->first_segments[token_number + 1]; s++) {
        const Segment *segment = &build->segments[s];
        uint32_t from = segment->start;
        for (; next < token->point_count && points[next].at <= segment->end; next++) {
            if (!point_is_used(build, &points[next]) || points[next].at <= from) continue;
            add_box(build, items, segment, from, points[next].at);
            add_point(build, items, segment, &points[next]);
            if (build->request->anywhere && points[next].kind == BREAK_HYPHENATE)
                add_bare_point(build, items, &points[next]);
            from = points[next].at;
        }
        if (from < segment->end) add_box(build, items, segment, from, segment->end);
    }
}

/* What ending a line of a heading here costs besides. */
static int32_t heading_penalty(const Build *build, uint32_t end) {
    size_t at = end, letters = 0;
    while (at > 0 && letters <= SHORT_WORD_LETTERS) {
        uint32_t character = utf8_previous(build->text, &at);
        bool mark = letters == 0 && language_closes(build->setter->languages.main, character);
        if (mark) return -SENSE_BONUS;
        if (!character_is_letter(character)) break;
        letters++;
    }
    if (letters == 1) return LONE_LETTER_PENALTY;
    return letters > 0 && letters <= SHORT_WORD_LETTERS ? SHORT_WORD_PENALTY : 0;
}

Unit space_width(const Build *build, const Token *token) {
    if (build->request->verbatim) return unit_scale(build->space, token->end - token->start, 1);
    if (token->space == SPACE_WORD) return build->space;
    if (token->space == SPACE_FIXED) {
        return unit_scale(build->request->style->size, token->width_permille, PERMILLE);
    }
    return 0;
}

static void add_space(Build *build, LineItems *items, const Token *token) {
    bool verbatim = build->request->verbatim;
    LineItem glue = {
        .kind = LINE_GLUE,
        .penalty = !verbatim                  ? token->penalty
                   : build->request->anywhere ? 0
                                              : LINE_NEVER,
        .width = space_width(build, token),
        .end = token->start,
        .at = token->end,
        .hang_end = hang_at_end(build, token->start, /*hyphen*/ false),
        .hang_start = hang_at_start(build, token->end),
    };
    bool opens = items->count == 0 || items->items[items->count - 1].penalty <= LINE_FORCED;
    if (verbatim && opens) glue.kind = LINE_BOX; /* the indent of code stays */
    if (token->space == SPACE_WORD && !verbatim) {
        glue.stretch = build->space_stretch;
        glue.shrink = build->space_shrink;
    }
    if (build->request->balanced && glue.penalty < LINE_NEVER) {
        glue.penalty += heading_penalty(build, token->start);
    }
    VEC_PUSH(build->arena, items, glue);
}

/* Letters and digits in the text between two bytes, as far as it takes to know a stray. */
static size_t letters_between(Str text, uint32_t from, uint32_t to) {
    size_t letters = 0;
    for (size_t at = from; at < to && letters < LAST_LINE_LETTERS;) {
        uint32_t character = utf8_next(text, &at);
        letters += character_is_letter(character) || character_is_digit(character);
    }
    return letters;
}

/* Makes the breaks dear that leave a stray for the last line. */
static void mark_strays(Build *build) {
    size_t letters = 0;
    uint32_t end = (uint32_t)build->text.length;
    for (size_t i = build->item_count; i > 0 && letters < LAST_LINE_LETTERS; i--) {
        LineItem *item = &build->items[i - 1];
        if (item->kind == LINE_BOX) continue;
        if (item->penalty <= LINE_FORCED) return; /* the author wants it so */
        letters += letters_between(build->text, item->at, end);
        end = item->at;
        if (letters >= LAST_LINE_LETTERS || item->penalty >= LINE_NEVER) continue;
        bool forbidden = item->hyphen && letters < LAST_PIECE_LETTERS;
        item->penalty += forbidden      ? LINE_NEVER
                         : item->hyphen ? STRAY_PIECE_PENALTY
                                        : STRAY_PENALTY;
        if (item->penalty > LINE_NEVER) item->penalty = LINE_NEVER;
    }
}

static void build_items(Build *build) {
    LineItems items = {0};
    size_t last_word = 0; /* items up to the last word: spaces behind it do not count */
    for (size_t i = 0; i < build->analysis.token_count; i++) {
        const Token *token = &build->analysis.tokens[i];
        if (token->end <= build->request->from) continue;
        if (token->kind == TOKEN_WORD) {
            add_word(build, &items, i);
            last_word = items.count;
        } else if (token->kind == TOKEN_SPACE) {
            add_space(build, &items, token);
        } else {
            LineItem forced = {.kind = LINE_PENALTY,
                               .penalty = LINE_FORCED,
                               .end = token->start,
                               .at = token->end};
            VEC_PUSH(build->arena, &items, forced);
        }
    }
    build->items = items.items;
    build->item_count = last_word;
    if (!build->request->verbatim && !build->request->anywhere) mark_strays(build);
}

/* ---- the whole ---- */

/* Keeps the letterings that the style asks for. */
static void choose_letterings(Build *build) {
    TextAnalysis *analysis = &build->analysis;
    size_t kept = 0;
    for (size_t i = 0; i < analysis->lettering_count && !build->request->verbatim; i++) {
        LetteringKind kind = analysis->letterings[i].kind;
        if (kind == LETTERING_SMALL_CAPITALS && !build->request->style->small_centuries) continue;
        analysis->letterings[kept++] = analysis->letterings[i];
    }
    analysis->lettering_count = kept;
}

static void build_space(Build *build) {
    const TextStyle *style = build->request->style;
    if (style->space_best > 0) {
        Unit size = build->source->looks[0].font.size;
        build->space = unit_scale(size, style->space_best, PERMYRIAD);
        build->space_stretch = unit_scale(size, style->space_most - style->space_best, PERMYRIAD);
        build->space_shrink = unit_scale(size, style->space_best - style->space_least, PERMYRIAD);
        return;
    }
    build->space = build->source->looks[0].font.face != NULL
                       ? font_space(&build->source->looks[0].font)
                       : style->size / 4;
    build->space_stretch = build->space / 2; /* TeX's plain fonts: 3.33 plus 1.67 minus 1.11 */
    build->space_shrink = build->space / 3;
}

/* The looks live as long as the lines. */
static const LineSource *source_make(const Setter *setter, const ParagraphRequest *request) {
    size_t runs = request->text->run_count;
    Look *looks = ARENA_ARRAY(setter->arena, Look, runs + 1);
    looks[0] = look_make(setter, request->style, NULL);
    for (size_t i = 0; i < runs; i++) {
        looks[i + 1] = look_make(setter, request->style, &request->text->runs[i]);
    }
    LineSource *source = ARENA_NEW(setter->arena, LineSource);
    bool right_to_left = request_turns(setter, request);
    *source = (LineSource){.text = request->text,
                           .style = request->style,
                           .looks = looks,
                           .shaper = setter->shaper,
                           .level = right_to_left,
                           .turned = right_to_left != setter_turns(setter)};
    return source;
}

void build_paragraph(Build *build, Setter *setter, Arena *scratch,
                     const ParagraphRequest *request) {
    *build = (Build){.setter = setter, .arena = scratch, .request = request};
    build->text = request->text->bytes;
    build->source = source_make(setter, request);
    TextRequest wanted = text_request(scratch, request->text, &setter->languages, request->where);
    wanted.whole_words = !is_hyphenated(request);
    wanted.anywhere = request->anywhere;
    build->analysis = analyse_text(setter->analyser, scratch, &wanted, setter->diag);
    choose_letterings(build);
    build->levels = text_levels(setter, scratch, request, &build->analysis, build->source->level);
    build_space(build);
    build_segments(build);
    build_items(build);
}
