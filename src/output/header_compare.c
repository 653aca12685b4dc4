/* Comparing headers; see header_compare.h.
 *
 * In: the fingerprints of both. Out: those that differ. A row that stands on one side only says
 * something by itself where its owner stands on both: a key of the layout, of the edition, of a
 * language's rules. A font, a picture or a dictionary that is used or not is there or not for
 * another reason. */
#include "output/header_compare.h"

#include "data/yaml_line.h"

typedef struct Comparing {
    Arena *arena;
    Map sides[2]; /* kind and name -> Fingerprint; kind and owner -> anything */
    HeaderDifferences found;
} Comparing;

/* HEADER_KIND_COUNT: it is compared elsewhere (attribute_compare.h). */
static HeaderKind kind_of(const Fingerprint *print) {
    static const char *const words[HEADER_KIND_COUNT] = {
        [HEADER_PART] = "part",       [HEADER_RULE] = "rule",
        [HEADER_FONT] = "font",       [HEADER_DICTIONARY] = "dictionary",
        [HEADER_DATA] = "data",       [HEADER_FALLBACK] = "fallback",
        [HEADER_EDITION] = "edition", [HEADER_FEATURES] = "features",
        [HEADER_PICTURE] = "picture", [HEADER_SECTION] = "section",
    };
    for (int i = 0; i < HEADER_KIND_COUNT; i++) {
        if (str_equal(print->kind, str_from_c(words[i]))) return (HeaderKind)i;
    }
    return HEADER_KIND_COUNT;
}

static Str key_of(Arena *arena, Str kind, Str name) {
    StrBuilder key = {.arena = arena};
    builder_add(&key, kind);
    builder_add_byte(&key, '\n');
    builder_add(&key, name);
    return builder_text(&key);
}

/* "fr" of the rule "fr/hyphenation", with the mark that sets owners apart from names. */
static Str owner_key(Arena *arena, const Fingerprint *print) {
    Str owner = str_slice(print->name, 0, str_find(print->name, STR("/"), 0));
    return key_of(arena, STR("owner"), owner);
}

/* A font is the same one if it is the same face of its family: "Vollkorn 400 roman" of
 * "Vollkorn 400 roman: vollkorn/Regular.ttf". The rest is its file. */
static Str row_name(const Fingerprint *print) {
    size_t colon = kind_of(print) == HEADER_FONT ? str_find(print->name, STR(": "), 0) : SIZE_MAX;
    return str_slice(print->name, 0, colon == SIZE_MAX ? print->name.length : colon);
}

static Str font_file(const Fingerprint *print) {
    size_t colon = str_find(print->name, STR(": "), 0);
    return str_slice(print->name, colon == SIZE_MAX ? 0 : colon + 2, print->name.length);
}

static Map map_side(Arena *arena, const Snapshot *snapshot) {
    Map map = {.arena = arena};
    for (size_t i = 0; i < snapshot->fingerprints.count; i++) {
        Fingerprint *print = &snapshot->fingerprints.items[i];
        map_put(&map, key_of(arena, print->kind, row_name(print)), print);
        if (kind_of(print) == HEADER_RULE) map_put(&map, owner_key(arena, print), print);
    }
    return map;
}

static bool speaks_alone(const Comparing *comparing, const Fingerprint *print, int other_side) {
    HeaderKind kind = kind_of(print);
    if (kind == HEADER_PART || kind == HEADER_EDITION) return true;
    return kind == HEADER_RULE &&
           map_find(&comparing->sides[other_side], owner_key(comparing->arena, print)) != NULL;
}

static bool is_file(HeaderKind kind) {
    return kind == HEADER_FONT || kind == HEADER_DICTIONARY || kind == HEADER_PICTURE ||
           kind == HEADER_DATA;
}

/* Another file for the same face is told by both names; other bytes of one file by its name alone,
 * digests say nothing. */
static void name_font(HeaderDifference *difference, const Fingerprint *old,
                      const Fingerprint *new) {
    Str old_file = old != NULL ? font_file(old) : STR("");
    Str new_file = new != NULL ? font_file(new) : STR("");
    bool both = old != NULL && new != NULL && !str_equal(old_file, new_file);
    difference->name = both ? row_name(new) : new != NULL ? new_file : old_file;
    difference->old = both ? old_file : STR("");
    difference->new = both ? new_file : STR("");
}

static void add_difference(Comparing *comparing, const Fingerprint *old, const Fingerprint *new,
                           bool follows) {
    const Fingerprint *any = new != NULL ? new : old;
    HeaderDifference difference = {.kind = kind_of(any),
                                   .row = any->name,
                                   .name = any->name,
                                   .old = old != NULL ? old->value : STR(""),
                                   .new = new != NULL ? new->value : STR(""),
                                   .follows = follows};
    if (old != NULL && new != NULL && !is_file(difference.kind)) {
        YamlDifference inside = yaml_line_compare(comparing->arena, old->value, new->value);
        StrBuilder name = {.arena = comparing->arena};
        builder_add(&name, any->name);
        builder_add(&name, inside.path);
        difference.name = builder_text(&name);
        difference.old = inside.old;
        difference.new = inside.new;
    }
    if (difference.kind == HEADER_FONT) name_font(&difference, old, new);
    VEC_PUSH(comparing->arena, &comparing->found, difference);
}

/* side: whose rows are walked; those of the new side may stand on both. */
static void compare_side(Comparing *comparing, const Snapshot *snapshot, int side,
                         HeaderKind kind) {
    for (size_t i = 0; i < snapshot->fingerprints.count; i++) {
        const Fingerprint *print = &snapshot->fingerprints.items[i];
        if (kind_of(print) != kind) continue;
        const Fingerprint *other = map_find(&comparing->sides[1 - side],
                                            key_of(comparing->arena, print->kind, row_name(print)));
        bool alone = other == NULL;
        if (alone && side == 0)
            add_difference(comparing, print, NULL, !speaks_alone(comparing, print, 1));
        if (alone && side == 1)
            add_difference(comparing, NULL, print, !speaks_alone(comparing, print, 0));
        bool same =
            !alone && str_equal(print->value, other->value) && str_equal(print->name, other->name);
        if (!alone && side == 1 && !same) add_difference(comparing, other, print, false);
    }
}

/* ---- names ---- */

static bool is_name_byte(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte == '-' ||
           (byte >= 'A' && byte <= 'Z') || byte == '_' || (unsigned char)byte >= 0x80;
}

/* The text with one name for another wherever it stands as a whole word. */
static Str rename_words(Arena *arena, Str text, Str old, Str new) {
    StrBuilder out = {.arena = arena};
    size_t at = 0;
    for (size_t found; (found = str_find(text, old, at)) != SIZE_MAX;) {
        size_t end = found + old.length;
        bool whole = (found == 0 || !is_name_byte(text.bytes[found - 1])) &&
                     (end == text.length || !is_name_byte(text.bytes[end]));
        builder_add(&out, str_slice(text, at, found));
        builder_add(&out, whole ? new : old);
        at = end;
    }
    builder_add(&out, str_slice(text, at, text.length));
    return builder_text(&out);
}

static size_t section_length(Str row) {
    size_t slash = str_find(row, STR("/"), 0);
    return slash == SIZE_MAX ? row.length : slash + 1;
}

/* The entry's section and what it says. */
static Str entry_key(Arena *arena, const HeaderDifference *entry, Str value) {
    return key_of(arena, str_slice(entry->row, 0, section_length(entry->row)), value);
}

/* The first entry of a section of the layout that is new and says what one that is gone said: it
 * has another name. NULL if there is none. */
static HeaderDifference *find_renamed(Comparing *comparing, const HeaderDifference **gone) {
    HeaderDifferences *found = &comparing->found;
    Map gone_entries = {.arena = comparing->arena};
    for (size_t i = found->count; i > 0; i--) { /* of several that are alike, the first */
        HeaderDifference *item = &found->items[i - 1];
        if (item->kind == HEADER_PART && item->new.length == 0)
            map_put(&gone_entries, entry_key(comparing->arena, item, item->old), item);
    }
    for (size_t i = 0; i < found->count && gone_entries.count > 0; i++) {
        HeaderDifference *item = &found->items[i];
        bool come = item->kind == HEADER_PART && item->old.length == 0;
        if (!come || section_length(item->row) == item->row.length) continue;
        *gone = map_find(&gone_entries, entry_key(comparing->arena, item, item->new));
        if (*gone != NULL) return item;
    }
    return NULL;
}

/* What only says the new name where the old one stood is no difference of its own. */
static bool follows_name(Arena *arena, const HeaderDifference *item, Str old, Str new) {
    bool both = item->kind == HEADER_PART && item->old.length > 0 && item->new.length > 0;
    return both && str_equal(rename_words(arena, item->old, old, new), item->new);
}

/* A swatch, style or box of another name is one difference. */
static void join_renamed(Comparing *comparing) {
    HeaderDifferences *found = &comparing->found;
    const HeaderDifference *gone;
    const HeaderDifference *come = find_renamed(comparing, &gone);
    if (come == NULL) return;
    size_t section = section_length(come->row), kept = 0;
    HeaderDifference renamed = *come;
    renamed.name = str_slice(come->row, 0, section - 1);
    renamed.old = str_slice(gone->row, section, gone->row.length);
    renamed.new = str_slice(come->row, section, come->row.length);
    for (size_t i = 0; i < found->count; i++) {
        const HeaderDifference *item = &found->items[i];
        bool told = item == gone || follows_name(comparing->arena, item, renamed.old, renamed.new);
        if (!told) found->items[kept++] = item == come ? renamed : *item;
    }
    found->count = kept;
}

HeaderDifferences header_compare(Arena *arena, const Snapshot *old, const Snapshot *new) {
    Comparing comparing = {.arena = arena, .sides = {map_side(arena, old), map_side(arena, new)}};
    for (int kind = 0; kind < HEADER_KIND_COUNT; kind++) {
        compare_side(&comparing, new, 1, (HeaderKind)kind);
        compare_side(&comparing, old, 0, (HeaderKind)kind);
    }
    join_renamed(&comparing);
    return comparing.found;
}
