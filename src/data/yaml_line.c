/* YAML on one line; see yaml_line.h.
 *
 * In: a tree, or two lines that were written from one. Out: a line, or where they differ. The lines
 * are a subset of flow YAML (YAML 1.2.2, 7.4) in which a quote inside a quoted text is doubled. */
#include "data/yaml_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Longer values are told by digests: mappings by those of their values that are longer than the
 * second. */
#define LINE_BYTES_MOST  1000
#define INNER_BYTES_MOST 100
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

static int compare_keys(const void *one, const void *other) {
    const YamlPair *const *a = one, *const *b = other;
    return str_compare((*a)->key, (*b)->key);
}

/* The order of what a value says of one thing means nothing; that of several things may. */
static bool names_things(const YamlNode *mapping) {
    for (size_t i = 0; i < mapping->count; i++) {
        if (mapping->pairs[i].value->kind != YAML_MAPPING) return false;
    }
    return true;
}

static const YamlPair **pairs_of(Arena *arena, const YamlNode *mapping) {
    const YamlPair **pairs = ARENA_ARRAY(arena, const YamlPair *, mapping->count);
    for (size_t i = 0; i < mapping->count; i++) pairs[i] = &mapping->pairs[i];
    return pairs;
}

const YamlPair **yaml_pairs_by_key(Arena *arena, const YamlNode *mapping) {
    const YamlPair **pairs = pairs_of(arena, mapping);
    if (mapping->count > 0) qsort(pairs, mapping->count, sizeof(const YamlPair *), compare_keys);
    return pairs;
}

static void add_digest(StrBuilder *out, Str text) {
    builder_add_format(out, "#%016" PRIx64, str_hash(text));
}

static void add_node(StrBuilder *out, const YamlNode *node);

/* inner_most: longer values of a mapping's keys are told by their digests. */
static void add_mapping(StrBuilder *out, const YamlNode *node, size_t inner_most) {
    const YamlPair **pairs =
        names_things(node) ? pairs_of(out->arena, node) : yaml_pairs_by_key(out->arena, node);
    builder_add_byte(out, '{');
    for (size_t i = 0; i < node->count; i++) {
        StrBuilder value = {.arena = out->arena};
        if (i > 0) builder_add(out, STR(", "));
        add_scalar(out, pairs[i]->key);
        builder_add(out, STR(": "));
        add_node(&value, pairs[i]->value);
        if (value.length > inner_most) {
            add_digest(out, builder_text(&value));
        } else {
            builder_add(out, builder_text(&value));
        }
    }
    builder_add_byte(out, '}');
}

/* The reader refuses nesting over 64 levels. */
static void add_node(StrBuilder *out, const YamlNode *node) {
    if (node->kind == YAML_SCALAR) {
        add_scalar(out, node->scalar);
    } else if (node->kind == YAML_MAPPING) {
        add_mapping(out, node, SIZE_MAX);
    } else {
        builder_add_byte(out, '[');
        for (size_t i = 0; i < node->count; i++) {
            if (i > 0) builder_add(out, STR(", "));
            add_node(out, node->items[i]);
        }
        builder_add_byte(out, ']');
    }
}

Str yaml_line(Arena *arena, const YamlNode *node) {
    StrBuilder value = {.arena = arena}, shorter = {.arena = arena};
    add_node(&value, node);
    if (value.length <= LINE_BYTES_MOST) return builder_text(&value);
    if (node->kind == YAML_MAPPING) {
        add_mapping(&shorter, node, INNER_BYTES_MOST);
    } else {
        add_digest(&shorter, builder_text(&value));
    }
    return builder_text(&shorter);
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

bool yaml_line_is_digest(Str text) {
    bool digest = text.length == 17 && text.bytes[0] == '#';
    for (size_t i = 1; digest && i < text.length; i++)
        digest = strchr("0123456789abcdef", text.bytes[i]) != NULL && text.bytes[i] != '\0';
    return digest;
}

/* A value and its digest are one: a line that grew too long tells its values by digests. */
static bool is_digest_of(Str digest, Str value, Arena *arena) {
    StrBuilder own = {.arena = arena};
    if (!yaml_line_is_digest(digest)) return false;
    add_digest(&own, value);
    return str_equal(digest, builder_text(&own));
}

static bool is_same_value(Arena *arena, Str a, Str b) {
    return str_equal(a, b) || is_digest_of(a, b, arena) || is_digest_of(b, a, arena);
}

/* Those entries that the other side has not, or has otherwise. */
static Entries entries_that_differ(Arena *arena, const Entries *entries, const Map *others) {
    Entries differ = {0};
    for (size_t i = 0; i < entries->count; i++) {
        const Entry *other = map_find(others, entries->items[i].key);
        if (other == NULL || !is_same_value(arena, other->value, entries->items[i].value))
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

/* A scalar without its quotes, as people read it. */
static Str unquoted(Arena *arena, Str value) {
    StrBuilder text = {.arena = arena};
    if (value.length < 2 || value.bytes[0] != '"' || end_of_part(value, 0, false) != value.length ||
        value.bytes[value.length - 1] != '"')
        return value;
    for (size_t i = 1; i + 1 < value.length; i++) {
        if (value.bytes[i] == '"') i++;
        if (i + 1 < value.length) builder_add_byte(&text, value.bytes[i]);
    }
    return text.length > 0 ? builder_text(&text) : value;
}

YamlDifference yaml_line_compare(Arena *arena, Str old, Str new) {
    YamlDifference difference = {.old = old, .new = new};
    StrBuilder path = {.arena = arena};
    for (int depth = 0; depth < DEPTH_MOST && compare_step(arena, &difference, &path); depth++)
        continue;
    difference.path = builder_text(&path);
    difference.old = unquoted(arena, difference.old);
    difference.new = unquoted(arena, difference.new);
    return difference;
}
