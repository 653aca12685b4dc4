/* Directions of a paragraph; see direction.h.
 *
 * An address in Arabic text, or a French name in it, keeps its own order and does not draw the
 * figures and marks around it to its side: each link and each span is an isolate (UAX #9, 2.4),
 * those that hold others around them. */
#include "paragraph/direction.h"

#include "base/vec.h"
#include "text/character.h"

typedef VEC(BidiIsolate) Isolates;

/* ---- the paragraph ---- */

static bool is_blank(Str text) {
    return str_trim(text).length == 0;
}

/* The tag that all words of a text have; empty where they differ, or are the edition's. */
static Str common_language(const Text *text) {
    Str tag = {0};
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind != INLINE_TEXT || is_blank(str_slice(text->bytes, run->start, run->end)))
            continue;
        if (run->language.length == 0) return STR("");
        if (tag.length > 0 && !str_equal(tag, run->language)) return STR("");
        tag = run->language;
    }
    return tag;
}

bool setter_turns(const Setter *setter) {
    return setter->languages.main != NULL && language_is_right_to_left(setter->languages.main);
}

bool request_turns(const Setter *setter, const ParagraphRequest *request) {
    if (request->verbatim) return false;
    Str tag = common_language(request->text);
    if (tag.length == 0) return setter_turns(setter);
    return language_is_right_to_left(language_find(&setter->languages, tag));
}

TextSide text_side(const Setter *setter, const Text *text) {
    if (character_script(text->bytes).length == 0) return TEXT_SIDE_NONE;
    ParagraphRequest request = {.text = text};
    return request_turns(setter, &request) == setter_turns(setter) ? TEXT_SIDE_EDITION
                                                                   : TEXT_SIDE_OTHER;
}

/* ---- isolates ---- */

static const Language *known_language(const Setter *setter, Str tag) {
    return setter->languages.others != NULL ? map_find(setter->languages.others, tag) : NULL;
}

static BidiDirection run_direction(const Setter *setter, const InlineRun *run) {
    if ((run->marks & MARK_CODE) != 0) return BIDI_LEFT_TO_RIGHT;
    const Language *language = known_language(setter, run->language);
    if (language == NULL) return BIDI_AUTO;
    return language_is_right_to_left(language) ? BIDI_RIGHT_TO_LEFT : BIDI_LEFT_TO_RIGHT;
}

static bool is_worded(const InlineRun *run) {
    return run->language.length > 0 || (run->marks & MARK_CODE) != 0;
}

static bool same_wording(const InlineRun *a, const InlineRun *b) {
    return is_worded(a) && str_equal(a->language, b->language) &&
           ((a->marks ^ b->marks) & MARK_CODE) == 0;
}

static bool same_link(const InlineRun *a, const InlineRun *b) {
    return a->link_number > 0 && a->link_number == b->link_number;
}

/* Where the runs end that are one with the first. */
static uint32_t extent(const Text *text, size_t first,
                       bool (*same)(const InlineRun *, const InlineRun *)) {
    size_t end = first + 1;
    while (end < text->run_count && same(&text->runs[first], &text->runs[end])) end++;
    return text->runs[end - 1].end;
}

/* What begins at a run: its link, its language or code, the longer of them first. */
static void add_isolates(const Setter *setter, Arena *arena, const Text *text, size_t number,
                         Isolates *isolates) {
    const InlineRun *run = &text->runs[number], *before = number > 0 ? run - 1 : NULL;
    BidiIsolate link = {.start = run->start}, words = {.start = run->start};
    if (run->link_number > 0 && (before == NULL || !same_link(before, run)))
        link.end = extent(text, number, same_link);
    if (is_worded(run) && (before == NULL || !same_wording(before, run))) {
        words.end = extent(text, number, same_wording);
        words.direction = run_direction(setter, run);
    }
    bool link_first = link.end >= words.end;
    if (link_first && link.end > 0) VEC_PUSH(arena, isolates, link);
    if (words.end > 0) VEC_PUSH(arena, isolates, words);
    if (!link_first && link.end > 0) VEC_PUSH(arena, isolates, link);
}

/* ---- numbers ---- */

static bool is_joint(Str text, const Token *token) {
    if (token->kind != TOKEN_SPACE || token->penalty < BREAK_NEVER) return false;
    size_t before = token->start, after = token->end;
    if (before == 0 || after >= text.length) return false;
    return character_is_digit(utf8_previous(text, &before)) &&
           character_is_digit(utf8_next(text, &after));
}

BidiLevels text_levels(const Setter *setter, Arena *scratch, const ParagraphRequest *request,
                       const TextAnalysis *analysis, bool right_to_left) {
    const Text *text = request->text;
    BidiRequest wanted = {.text = text->bytes, .right_to_left = right_to_left};
    if (!right_to_left && !bidi_turns(text->bytes)) return (BidiLevels){0};
    Isolates isolates = {0};
    VEC(uint32_t) joints = {0};
    for (size_t i = 0; i < text->run_count; i++) add_isolates(setter, scratch, text, i, &isolates);
    for (size_t i = 0; i < analysis->token_count; i++) {
        if (is_joint(text->bytes, &analysis->tokens[i]))
            VEC_PUSH(scratch, &joints, analysis->tokens[i].start);
    }
    wanted.isolates = isolates.items;
    wanted.isolate_count = isolates.count;
    wanted.joints = joints.items;
    wanted.joint_count = joints.count;
    return bidi_find(scratch, &wanted);
}
