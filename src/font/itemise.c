/* Case mapping, coverage, fallback and scripts of one text.
 *
 * The text is taken a group at a time: a base character with the marks that combine with it. A
 * group is mapped to capitals as a whole (ICU, with the language) and set in one face as a whole,
 * so that an accent never leaves its letter. Scripts are resolved as in UAX #24 section 5:
 * characters common to scripts take the script before them, leading ones the first that follows. */
#include "font/itemise.h"

#include "font/dot.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

enum {
    SOFT_HYPHEN = 0x00AD,
    HYPHEN = 0x2010,
    NO_BREAK_HYPHEN = 0x2011,
    SUBSTITUTE = 0xFFFD, /* shown for a character that no face has */
    GROUP_LIMIT = 16,    /* longer chains of marks are cut: no writing has them */
    MAPPED_LIMIT = 3 * GROUP_LIMIT,
};

typedef struct Group {
    uint32_t codepoints[MAPPED_LIMIT];
    uint32_t clusters[MAPPED_LIMIT];
    size_t count;
    bool small;
} Group;

static bool is_mark(uint32_t codepoint) {
    return codepoint >= 0x300 && (U_GET_GC_MASK((UChar32)codepoint) & U_GC_M_MASK) != 0;
}

/* Control characters and the soft hyphen are not shaped at all. */
static bool is_left_out(uint32_t codepoint) {
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) || codepoint == SOFT_HYPHEN;
}

/* Draws nothing and needs no glyph: joiners, direction marks, variation selectors. They are shaped,
 * for they change what stands beside them. */
static bool is_ignorable(uint32_t codepoint) {
    return codepoint > SOFT_HYPHEN &&
           u_hasBinaryProperty((UChar32)codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* ---- groups ---- */

/* The next base with its marks; *at moves behind them. The arrays are not cleared for each letter.
 */
static void group_read(Group *group, Str text, size_t *at) {
    group->count = 0;
    group->small = false;
    while (*at < text.length && group->count < GROUP_LIMIT) {
        size_t next = *at;
        uint32_t codepoint = utf8_next(text, &next);
        if (group->count > 0 && !is_mark(codepoint)) break;
        group->codepoints[group->count] = codepoint;
        group->clusters[group->count++] = (uint32_t)*at;
        *at = next;
        if (is_left_out(codepoint)) break;
    }
}

/* Upper-cases the group. Where the number of characters changes, all stand for the base's byte. */
static void group_to_upper(Group *group, const char *language) {
    UChar typed[2 * GROUP_LIMIT], upper[2 * MAPPED_LIMIT];
    UChar32 characters[MAPPED_LIMIT];
    int32_t count = 0, length = 0;
    UErrorCode status = U_ZERO_ERROR;
    for (size_t i = 0; i < group->count; i++) characters[i] = (UChar32)group->codepoints[i];
    u_strFromUTF32(typed, 2 * GROUP_LIMIT, &length, characters, (int32_t)group->count, &status);
    length = u_strToUpper(upper, 2 * MAPPED_LIMIT, typed, length, language, &status);
    u_strToUTF32(characters, MAPPED_LIMIT, &count, upper, length, &status);
    if (U_FAILURE(status)) return;
    for (int32_t i = 0; i < count; i++) {
        group->codepoints[i] = (uint32_t)characters[i];
        if ((size_t)count != group->count) group->clusters[i] = group->clusters[0];
    }
    group->count = (size_t)count;
}

static void group_map_case(Group *group, CaseMapping mapping, const char *language) {
    if (mapping == CASE_AS_TYPED) return;
    if (mapping == CASE_SMALL || mapping == CASE_ALL_SMALL) {
        UChar32 base = (UChar32)group->codepoints[0];
        group->small = u_islower(base) || (mapping == CASE_ALL_SMALL && u_isupper(base));
        if (!group->small) return;
    }
    group_to_upper(group, language);
}

/* ---- coverage ---- */

/* True if HarfBuzz draws the character with glyphs of the face: its own, a space's in its place,
 * the hyphen's, or those of its canonical parts. */
static bool face_covers(const Face *face, uint32_t codepoint) {
    if (face_glyph(face, codepoint) != 0 || is_ignorable(codepoint)) return true;
    if (codepoint == NO_BREAK_HYPHEN) return face_glyph(face, HYPHEN) != 0;
    if (u_charType((UChar32)codepoint) == U_SPACE_SEPARATOR) return face_glyph(face, ' ') != 0;
    hb_codepoint_t first = 0, second = 0;
    if (!hb_unicode_decompose(hb_unicode_funcs_get_default(), codepoint, &first, &second))
        return false;
    return face_covers(face, first) && (second == 0 || face_covers(face, second));
}

/* The first character of the group that the face cannot draw, or the group's count. A mark is drawn
 * too where it composes with the base to a letter that the face has. */
static size_t group_find_uncovered(const Group *group, const Face *face) {
    uint32_t base = group->codepoints[0];
    size_t first = face_glyph(face, base) != 0 ? 1 : 0; /* nearly every letter, and it alone */
    for (size_t i = first; i < group->count; i++) {
        hb_codepoint_t composed = 0;
        bool composes = i > 0 && hb_unicode_compose(hb_unicode_funcs_get_default(), base,
                                                    group->codepoints[i], &composed);
        if (composes && face_glyph(face, composed) != 0)
            base = composed;
        else if (!face_covers(face, group->codepoints[i]))
            return i;
    }
    return group->count;
}

/* A hyphen that must not break is still a hyphen: 26 of 168 fonts of Debian 12 lack U+2011, and
 * some U+2010 too. */
static void group_repair_hyphen(Group *group, const Face *face) {
    if (group->codepoints[0] == NO_BREAK_HYPHEN && !face_covers(face, NO_BREAK_HYPHEN))
        group->codepoints[0] = '-';
}

/* The face for the group: the asked one, else the first fallback that has all of it. The middle dot
 * is never taken from another font (B3.8). *uncovered is what the face cannot draw, as above. */
static const Face *group_choose_face(Itemiser *itemiser, const Group *group, const Face *face,
                                     size_t *uncovered) {
    *uncovered = group_find_uncovered(group, face);
    if (*uncovered == group->count || group->codepoints[0] == MIDDLE_DOT) return face;
    if (itemiser->catalogue == NULL) return face;
    const Face *fallback = catalogue_find_fallback(itemiser->catalogue, face,
                                                   group->codepoints[*uncovered], itemiser->diag);
    bool has_all = fallback != NULL && group_find_uncovered(group, fallback) == group->count;
    if (!has_all) return face;
    *uncovered = group->count;
    return fallback;
}

/* "é (U+00E9)"; only the code where the character alone would not show. */
static Str codepoint_name(Arena *arena, uint32_t codepoint) {
    StrBuilder name = {.arena = arena};
    if (u_isgraph((UChar32)codepoint) && !is_mark(codepoint)) {
        builder_add_char(&name, codepoint);
        builder_add_format(&name, " (U+%04X)", (unsigned)codepoint);
    } else {
        builder_add_format(&name, "U+%04X", (unsigned)codepoint);
    }
    return builder_text(&name);
}

void itemiser_report_missing(Itemiser *itemiser, const Face *face, uint32_t codepoint, Span where) {
    itemiser->missing = true;
    if (where.source == NULL) return;
    itemiser->key.length = 0;
    builder_add_int(&itemiser->key, codepoint);
    builder_add(&itemiser->key, face_family(face));
    Str key = builder_text(&itemiser->key);
    if (map_find(&itemiser->reported, key) != NULL) return;
    map_put(&itemiser->reported, str_copy(itemiser->arena, key), itemiser);
    diag_report_also(itemiser->diag, MESSAGE_GLYPH_MISSING, where,
                     codepoint_name(itemiser->arena, codepoint), face_family(face));
}

/* The face that draws the sign for what no face has: the asked one or a fallback of it; NULL: none
 * does. */
static const Face *substitute_face(Itemiser *itemiser, const Face *face) {
    if (face_covers(face, SUBSTITUTE)) return face;
    if (itemiser->catalogue == NULL) return NULL;
    return catalogue_find_fallback(itemiser->catalogue, face, SUBSTITUTE, itemiser->diag);
}

static void group_add(Itemiser *itemiser, const Font *font, Group *group, Span where) {
    group_repair_hyphen(group, font->face);
    size_t uncovered;
    const Face *face = group_choose_face(itemiser, group, font->face, &uncovered);
    for (size_t i = 0; i < group->count; i++) {
        uint32_t codepoint = group->codepoints[i];
        const Face *substitute = NULL;
        if (i >= uncovered && !face_covers(face, codepoint)) {
            itemiser_report_missing(itemiser, font->face, codepoint, where);
            substitute = i == 0 ? substitute_face(itemiser, font->face) : NULL;
            if (substitute == NULL) continue;
            codepoint = SUBSTITUTE;
        }
        Letter letter = {.codepoint = codepoint,
                         .cluster = group->clusters[i],
                         .face = substitute != NULL ? substitute : face,
                         .mark = i > 0 && is_mark(codepoint),
                         .small = group->small};
        VEC_PUSH(itemiser->arena, &itemiser->letters, letter);
        VEC_PUSH(itemiser->arena, &itemiser->codepoints, codepoint);
    }
}

/* ---- scripts ---- */

static bool script_is_real(hb_script_t script) {
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
           script != HB_SCRIPT_UNKNOWN && script != HB_SCRIPT_INVALID;
}

static void letters_find_scripts(Letter *letters, size_t count) {
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_script_t current = HB_SCRIPT_INVALID;
    size_t leading = 0;
    for (size_t i = 0; i < count; i++) {
        hb_script_t script = hb_unicode_script(unicode, letters[i].codepoint);
        if (script_is_real(script)) current = script;
        if (current == HB_SCRIPT_INVALID) leading = i + 1;
        letters[i].script = current;
    }
    hb_script_t first = leading < count ? letters[leading].script : HB_SCRIPT_LATIN;
    for (size_t i = 0; i < leading; i++) letters[i].script = first;
}

/* ---- small capitals ---- */

/* Marks are in their group; a middle dot goes with the letter before it. */
static void letters_spread_small(Letter *letters, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (letters[i].dot != DOT_NONE) letters[i].small = letters[i - 1].small;
}

void itemise_text(Itemiser *itemiser, const Font *font, const char *language, CaseMapping mapping,
                  Str text, Span where) {
    itemiser->letters.count = 0;
    itemiser->codepoints.count = 0;
    itemiser->missing = false;
    for (size_t at = 0; at < text.length;) {
        Group group;
        group_read(&group, text, &at);
        if (is_left_out(group.codepoints[0])) continue;
        group_map_case(&group, mapping, language);
        group_add(itemiser, font, &group, where);
    }
    Letter *letters = itemiser->letters.items;
    letters_find_scripts(letters, itemiser->letters.count);
    dots_find(letters, itemiser->letters.count);
    letters_spread_small(letters, itemiser->letters.count);
}
