/* Placing a line: its pieces, their justification, their alignment.
 *
 * Letters give first as far as the breaker's ratio says (tracking and scaling of every glyph piece), then the word
 * spaces take the exact rest, so that a justified line ends at its room's edge to the last Unit. */
#include "paragraph/lines.h"

#include "base/vec.h"

#define PERMYRIAD   10000
#define PERMILLE    1000
#define ROUNDING_MOST (UNIT_PER_POINT / 8)
#define SOFT_HYPHEN STR("\u00AD")
#define HARD_HYPHEN STR("\u2010")

typedef struct Placing {
    const Build *build;
    const LinePlan *plan;
    VEC(Piece) pieces;
    VEC(Note *) notes;
    VEC(size_t) spaces;      /* the pieces that stretch */
    int64_t stretch, shrink; /* of the word spaces */
    int64_t slack;           /* of the letters */
} Placing;

/* ---- pieces ---- */

static Arena *lines_arena(const Placing *placing) {
    return placing->build->setter->arena;
}

static void add_shape(Placing *placing, const Segment *segment, const Shape *shape, Str copied) {
    for (size_t r = 0; r < shape->run_count; r++) {
        const GlyphRun *run = &shape->runs[r];
        Piece piece = {
            .kind = PIECE_GLYPHS,
            .width = run->width,
            .run = run,
            .text = shape->text,
            .face = run->face,
            .size = run->size,
            .rise = run->rise,
            .scaling = PERMYRIAD,
            .colour = segment->look->colour,
            .copied = r == 0 ? copied : STR(""),
            .origin = segment->run,
        };
        if (segment->run != NULL) {
            piece.reading = segment->run->reading;
            piece.language = segment->run->language;
            piece.link_number = segment->run->link_number;
        }
        VEC_PUSH(lines_arena(placing), &placing->pieces, piece);
    }
    placing->slack += letter_slack(placing->build->request->style, shape, 0, UINT32_MAX);
}

static const Shape *shape_part(const Placing *placing, const Segment *segment, uint32_t from, uint32_t to) {
    if (segment->object || (from == segment->start && to == segment->end)) return segment->shape;
    return shape_text(placing->build->setter->shaper, &segment->look->font,
                      str_slice(placing->build->text, from, to), placing->build->request->where);
}

static void add_note(Placing *placing, const Segment *segment) {
    if (segment->run != NULL && segment->run->kind == INLINE_NOTE_CALL && segment->run->note != NULL) {
        VEC_PUSH(lines_arena(placing), &placing->notes, segment->run->note);
    }
}

/* The part of a segment that stands in this line. A typed hyphen at the line's end is copied as U+2010: readers take a
 * final U+002D for a hyphenation and drop it. */
static void add_segment(Placing *placing, const Segment *segment) {
    const LinePlan *plan = placing->plan;
    uint32_t from = segment->start < plan->from ? plan->from : segment->start;
    uint32_t to = segment->end > plan->to ? plan->to : segment->end;
    if (from >= to) return;
    bool typed_hyphen = to == plan->to && plan->ends_in_hyphen && !plan->inserts_hyphen &&
                        !segment->object && placing->build->text.bytes[to - 1] == '-';
    if (typed_hyphen) to--;
    if (from < to) add_shape(placing, segment, shape_part(placing, segment, from, to), STR(""));
    if (typed_hyphen) {
        const Shape *hyphen = shape_text(placing->build->setter->shaper, &segment->look->font, STR("-"),
                                         placing->build->request->where);
        add_shape(placing, segment, hyphen, HARD_HYPHEN);
    }
    if (to == plan->to && plan->inserts_hyphen) {
        add_shape(placing, segment, hyphen_shape(placing->build, segment), SOFT_HYPHEN);
    }
    add_note(placing, segment);
}

static Unit space_width(const Build *build, const Token *token) {
    if (build->request->verbatim) return unit_scale(build->space, token->end - token->start, 1);
    if (token->space == SPACE_WORD) return build->space;
    if (token->space == SPACE_FIXED) {
        return unit_scale(build->request->style->size, token->width_permille, PERMILLE);
    }
    return 0;
}

/* The look and run of a space: those of the word before it within one run, else the plain ones. */
static void add_space(Placing *placing, const Token *token, Unit width) {
    const Build *build = placing->build;
    if (token->space == SPACE_NONE && !build->request->verbatim) return;
    const Text *text = build->request->text;
    const InlineRun *run = NULL;
    const Look *look = &build->plain;
    const Segment *segment = token->start > 0 ? segment_at(build, token->start - 1) : NULL;
    if (segment != NULL && segment->run != NULL && segment->run->end > token->start) {
        run = segment->run;
        look = segment->look;
    }
    Piece piece = {
        .kind = PIECE_SPACE,
        .width = width,
        .text = str_slice(text->bytes, token->start, token->end),
        .face = look->font.face,
        .size = build->request->style->size,
        .scaling = PERMYRIAD,
        .colour = look->colour,
        .origin = run,
        .link_number = run != NULL ? run->link_number : 0,
    };
    VEC_PUSH(lines_arena(placing), &placing->pieces, piece);
    if (token->space == SPACE_WORD && !build->request->verbatim) {
        VEC_PUSH(build->arena, &placing->spaces, placing->pieces.count - 1);
        placing->stretch += build->space_stretch;
        placing->shrink += build->space_shrink;
    }
}

/* First token that reaches beyond a byte. */
static size_t token_at(const Build *build, uint32_t at) {
    size_t low = 0, high = build->analysis.token_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (build->analysis.tokens[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void collect_pieces(Placing *placing) {
    const Build *build = placing->build;
    const LinePlan *plan = placing->plan;
    for (size_t t = token_at(build, plan->from); t < build->analysis.token_count; t++) {
        const Token *token = &build->analysis.tokens[t];
        if (token->start >= plan->to) break;
        if (token->kind == TOKEN_SPACE) {
            bool opens = placing->pieces.count == 0 && !build->request->verbatim;
            if (!opens) add_space(placing, token, space_width(build, token));
        } else if (token->kind == TOKEN_WORD) {
            for (size_t s = build->first_segments[t]; s < build->first_segments[t + 1]; s++) {
                add_segment(placing, &build->segments[s]);
            }
        }
    }
}

/* The space that the line break replaces: copied, or words would run together in some readers. */
static void add_end_space(Placing *placing) {
    size_t t = token_at(placing->build, placing->plan->to);
    if (t >= placing->build->analysis.token_count) return;
    const Token *token = &placing->build->analysis.tokens[t];
    if (token->kind == TOKEN_SPACE && token->space == SPACE_WORD) {
        add_space(placing, token, placing->build->space);
    }
}

/* ---- justification ---- */

static int64_t pieces_width(const Placing *placing) {
    int64_t width = 0;
    for (size_t i = 0; i < placing->pieces.count; i++) width += placing->pieces.items[i].width;
    return width;
}

/* Gives every glyph piece its share of the letters' slack. share: 1/10000, signed. */
static void flex_letters(Placing *placing, int64_t share) {
    const TextStyle *style = placing->build->request->style;
    int64_t tracking = round_ratio((int64_t)style->size * style->slack_tracking, share,
                                   (int64_t)PERMYRIAD * PERMYRIAD);
    int32_t scaling = PERMYRIAD + (int32_t)round_ratio(style->slack_scaling, share, PERMYRIAD);
    for (size_t i = 0; i < placing->pieces.count; i++) {
        Piece *piece = &placing->pieces.items[i];
        if (piece->kind != PIECE_GLYPHS) continue;
        piece->tracking = unit_from(tracking);
        piece->scaling = scaling;
        int64_t advance = piece->width + tracking * (int64_t)piece->run->count;
        piece->width = unit_from(round_ratio(advance, scaling, PERMYRIAD));
    }
}

/* Spreads the rest over the word spaces; running sums, so that no Unit is lost. */
static void flex_spaces(Placing *placing, int64_t rest) {
    int64_t done = 0, spaces = (int64_t)placing->spaces.count;
    for (size_t i = 0; i < placing->spaces.count; i++) {
        Piece *piece = &placing->pieces.items[placing->spaces.items[i]];
        int64_t share = round_ratio(rest, (int64_t)i + 1, spaces) - done;
        piece->width = unit_from(piece->width + share);
        done += share;
    }
}

static void justify(Placing *placing, int64_t target) {
    int64_t shortfall = target - pieces_width(placing);
    int64_t glue = shortfall < 0 ? placing->shrink : placing->stretch;
    int64_t give = glue + placing->slack;
    int64_t share = 0;
    if (placing->slack > 0 && give > 0) {
        share = round_ratio(shortfall, PERMYRIAD, give);
        if (share > PERMYRIAD) share = PERMYRIAD;
        if (share < -PERMYRIAD) share = -PERMYRIAD;
        flex_letters(placing, share);
    }
    int64_t rest = target - pieces_width(placing);
    /* What rounding the letters' share left over is no overfull line. */
    if (rest < -placing->shrink - ROUNDING_MOST) rest = -placing->shrink;
    if (placing->stretch > 0) flex_spaces(placing, rest);
}

/* ---- the line ---- */

static Unit align_offset(const TextStyle *style, int64_t room, int64_t width) {
    int64_t spare = room - width;
    if (spare <= 0) return 0;
    switch (style->align) {
    case ALIGN_RIGHT:
    case ALIGN_OUTSIDE: return unit_from(spare);
    case ALIGN_CENTRE: return unit_from(spare / 2);
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY:
    case ALIGN_INSIDE: break;
    }
    return 0;
}

/* A drop cap that is a word of its own keeps the space behind it. */
static void add_hidden_space(Placing *placing) {
    const Build *build = placing->build;
    size_t t = token_at(build, build->request->from);
    if (t >= build->analysis.token_count) return;
    const Token *token = &build->analysis.tokens[t];
    if (token->kind == TOKEN_SPACE && token->start <= build->request->from) {
        add_space(placing, token, space_width(build, token));
    }
}

/* The letters of a drop cap, copied just before the first word but not painted. */
static void add_hidden(Placing *placing, SetLine *line) {
    const ParagraphRequest *request = placing->build->request;
    if (!placing->plan->first || request->hidden.length == 0) return;
    const Look *look = &placing->build->plain;
    Segment segment = {.look = look};
    const Shape *shape =
        shape_text(placing->build->setter->shaper, &look->font, request->hidden, request->where);
    Unit x = line->piece_count > 0 ? line->pieces[0].x : line->indent;
    VEC(Piece) painted = {line->pieces, line->piece_count, line->piece_count};
    placing->pieces.items = NULL;
    placing->pieces.count = placing->pieces.capacity = 0;
    add_shape(placing, &segment, shape, STR(""));
    add_hidden_space(placing);
    x -= unit_from(pieces_width(placing));
    for (size_t i = 0; i < placing->pieces.count; i++) {
        placing->pieces.items[i].invisible = true;
        placing->pieces.items[i].x = x;
        x += placing->pieces.items[i].width;
    }
    for (size_t i = 0; i < painted.count; i++) {
        VEC_PUSH(lines_arena(placing), &placing->pieces, painted.items[i]);
    }
    line->pieces = placing->pieces.items;
    line->piece_count = placing->pieces.count;
}

SetLine line_place(const Build *build, const LinePlan *plan) {
    Placing placing = {.build = build, .plan = plan};
    const TextStyle *style = build->request->style;
    collect_pieces(&placing);
    int64_t target = (int64_t)plan->room.width + plan->hang_start + plan->hang_end;
    SetLine line = {
        .indent = plan->room.indent,
        .width = plan->room.width,
        .natural = unit_from(pieces_width(&placing)),
        .stretch = plan->ratio,
        .from = plan->from,
        .to = plan->to,
        .hyphen = plan->ends_in_hyphen,
    };
    bool flush = style->align == ALIGN_JUSTIFY && !build->request->verbatim;
    if (flush && (!plan->last || line.natural > target)) justify(&placing, target);
    int64_t width = pieces_width(&placing);
    if (width > target) line.overfull = unit_from(width - target);
    Unit x = plan->room.indent - plan->hang_start + align_offset(style, target, width);
    if (plan->ends_at_space) add_end_space(&placing);
    for (size_t i = 0; i < placing.pieces.count; i++) {
        Piece *piece = &placing.pieces.items[i];
        piece->x = x;
        x = unit_from((int64_t)x + piece->width);
    }
    line.end = unit_from(plan->room.indent - plan->hang_start + width);
    line.pieces = placing.pieces.items;
    line.piece_count = placing.pieces.count;
    line.notes = placing.notes.items;
    line.note_count = placing.notes.count;
    add_hidden(&placing, &line);
    return line;
}
