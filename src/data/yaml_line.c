/* YAML on one line; see yaml_line.h.
 *
 * In: a tree, or two lines that were written from one. Out: a line, or where they differ. The lines
 * are a subset of flow YAML (YAML 1.2.2, 7.4) in which a quote inside a quoted text is doubled. */
#include "data/yaml_line.h"

#include <inttypes.h>

/* Longer values are told by their digest. */
#define LINE_BYTES_MOST 1000
/* Mappings in mappings that are looked into. */
#define DEPTH_MOST 64

/* ---- writing ---- */

static bool is_plain(Str scalar) {
    if (scalar.length == 0 || scalar.bytes[0] == '#' || scalar.bytes[0] == ' ' ||
        scalar.bytes[scalar.length - 1] == ' ')
        return false;
    for (size_t i = 0; i < scalar.length; i++) {
        unsigned char byte = (unsigned char)scalar.bytes[i];
        if (byte < ' ' || byte == ',' || byte == ':' || byte == '"' || byte == '{' || byte == '}' ||
            byte == '[' || byte == ']')
            return false;
    }
    return true;
}

static void add_scalar(StrBuilder *out, Str scalar) {
    bool plain = is_plain(scalar);
    if (!plain) builder_add_byte(out, '"');
    for (size_t i = 0; i < scalar.length; i++) {
        if (scalar.bytes[i] == '"') builder_add_byte(out, '"');
        builder_add_byte(out, scalar.bytes[i]);
    }
    if (!plain) builder_add_byte(out, '"');
}

/* The reader refuses nesting over 64 levels. */
static void add_node(StrBuilder *out, const YamlNode *node) {
    if (node->kind == YAML_SCALAR) {
        add_scalar(out, node->scalar);
        return;
    }
    bool mapping = node->kind == YAML_MAPPING;
    builder_add_byte(out, mapping ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i > 0) builder_add(out, STR(", "));
        if (mapping) {
            add_scalar(out, node->pairs[i].key);
            builder_add(out, STR(": "));
        }
        add_node(out, mapping ? node->pairs[i].value : node->items[i]);
    }
    builder_add_byte(out, mapping ? '}' : ']');
}

Str yaml_line(Arena *arena, const YamlNode *node) {
    StrBuilder value = {.arena = arena};
    add_node(&value, node);
    if (value.length <= LINE_BYTES_MOST) return builder_text(&value);
    StrBuilder digest = {.arena = arena};
    builder_add_format(&digest, "#%016" PRIx64, str_hash(builder_text(&value)));
    return builder_text(&digest);
}

/* ---- comparing ---- */

typedef struct Entry {
    Str key, value, whole; /* whole: "key: value" */
} Entry;

typedef VEC(Entry) Entries;

/* The end of a key or value that starts here: before a comma, colon or bracket that is its
 * mapping's. */
static size_t end_of_part(Str line, size_t at, bool key) {
    size_t depth = 0;
    bool quoted = false;
    for (; at < line.length; at++) {
        char byte = line.bytes[at];
        if (byte == '"') quoted = !quoted;
        if (quoted) continue;
        if (depth == 0 && (byte == ',' || byte == '}' || (key && byte == ':'))) return at;
        if (byte == '{' || byte == '[') depth++;
        if ((byte == '}' || byte == ']') && depth > 0) depth--;
    }
    return at;
}

/* The entries of "{a: 1, b: 2}"; false if the line is none. */
static bool read_entries(Arena *arena, Str line, Entries *entries) {
    size_t at = 1;
    *entries = (Entries){0};
    if (!str_starts_with(line, STR("{")) || !str_ends_with(line, STR("}"))) return false;
    while (at + 1 < line.length) {
        size_t colon = end_of_part(line, at, true);
        if (!str_starts_with(str_slice(line, colon, line.length), STR(": "))) return false;
        size_t end = end_of_part(line, colon + 2, false);
        Entry entry = {str_slice(line, at, colon), str_slice(line, colon + 2, end),
                       str_slice(line, at, end)};
        VEC_PUSH(arena, entries, entry);
        bool more = str_starts_with(str_slice(line, end, line.length), STR(", "));
        if (!more) return end + 1 == line.length;
        at = end + 2;
    }
    return at + 1 == line.length;
}

static Map map_of(Arena *arena, const Entries *entries) {
    Map map = {.arena = arena};
    for (size_t i = 0; i < entries->count; i++)
        map_put(&map, entries->items[i].key, &entries->items[i]);
    return map;
}

/* Those entries that the other side has not, or has otherwise. */
static Entries entries_that_differ(Arena *arena, const Entries *entries, const Map *others) {
    Entries differ = {0};
    for (size_t i = 0; i < entries->count; i++) {
        const Entry *other = map_find(others, entries->items[i].key);
        if (other == NULL || !str_equal(other->value, entries->items[i].value))
            VEC_PUSH(arena, &differ, entries->items[i]);
    }
    return differ;
}

static Str join_entries(Arena *arena, const Entries *entries) {
    StrBuilder text = {.arena = arena};
    if (entries->count == 0) return STR("");
    for (size_t i = 0; i < entries->count; i++) {
        builder_add(&text, i > 0 ? STR(", ") : STR("{"));
        builder_add(&text, entries->items[i].whole);
    }
    builder_add_byte(&text, '}');
    return builder_text(&text);
}

/* One step down, where a single key's values differ; false where there is no further step. */
static bool compare_step(Arena *arena, YamlDifference *difference, StrBuilder *path) {
    Entries old, new;
    if (!read_entries(arena, difference->old, &old) || !read_entries(arena, difference->new, &new))
        return false;
    Map old_map = map_of(arena, &old), new_map = map_of(arena, &new);
    Entries gone = entries_that_differ(arena, &old, &new_map);
    Entries come = entries_that_differ(arena, &new, &old_map);
    bool one_key =
        gone.count + come.count == 1 ||
        (gone.count == 1 && come.count == 1 && str_equal(gone.items[0].key, come.items[0].key));
    if (!one_key) {
        if (gone.count + come.count == 0) return false; /* only their order differs */
        difference->old = join_entries(arena, &gone);
        difference->new = join_entries(arena, &come);
        return false;
    }
    builder_add_byte(path, '/');
    builder_add(path, gone.count > 0 ? gone.items[0].key : come.items[0].key);
    difference->old = gone.count > 0 ? gone.items[0].value : STR("");
    difference->new = come.count > 0 ? come.items[0].value : STR("");
    return gone.count == 1 && come.count == 1;
}

YamlDifference yaml_line_compare(Arena *arena, Str old, Str new) {
    YamlDifference difference = {.old = old, .new = new};
    StrBuilder path = {.arena = arena};
    for (int depth = 0; depth < DEPTH_MOST && compare_step(arena, &difference, &path); depth++)
        continue;
    difference.path = builder_text(&path);
    return difference;
}
