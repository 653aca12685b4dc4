/* Rows of a snapshot's header; see fingerprints.h.
 *
 * In: a pipeline whose pages are painted. Out: rows "WORD NAME VALUE" for files and "WORD NAME |
 * VALUE" for what was read from YAML, in the order of those files. No path of the machine is in
 * them, and no byte of YAML that means nothing. */
#include "app/fingerprints.h"

#include "app/attribute_rows.h"
#include "base/file.h"
#include "data/yaml_line.h"
#include "data/yaml_merge.h"
#include "layout/parts.h"
#include "text/dictionary.h"

/* So many hexadecimal digits tell two files apart. */
#define DIGEST_DIGITS 16

typedef struct Rows {
    const Pipeline *pipeline;
    Arena *arena;
    VEC(Str) rows;
    Map seen; /* what has a row already */
} Rows;

static void add_row(Rows *rows, const char *word, Str name, const char *between, Str value) {
    StrBuilder row = {.arena = rows->arena};
    builder_add_c(&row, word);
    builder_add_byte(&row, ' ');
    builder_add(&row, name);
    builder_add_c(&row, between);
    builder_add(&row, value);
    VEC_PUSH(rows->arena, &rows->rows, builder_text(&row));
}

static void add_value(Rows *rows, const char *word, Str name, const YamlNode *node) {
    if (node != NULL) add_row(rows, word, name, " | ", yaml_line(rows->arena, node));
}

static void add_digest(Rows *rows, const char *word, Str name, Str bytes) {
    Str digest = str_slice(digest_of(rows->arena, bytes), 0, DIGEST_DIGITS);
    add_row(rows, word, name, " ", digest);
}

/* True the first time. */
static bool is_new(Rows *rows, Str name) {
    return map_put(&rows->seen, name, rows) == NULL;
}

/* ---- fonts ---- */

/* A list of a family; an empty one where it has none, so that a family is known to be in use. */
static void add_list(Rows *rows, const char *word, const YamlPair *family) {
    static const YamlNode none = {.kind = YAML_SEQUENCE};
    const YamlNode *list = yaml_find(family->value, word);
    add_value(rows, word, family->key, list != NULL ? list : &none);
}

static void add_fonts(Rows *rows) {
    const Pipeline *p = rows->pipeline;
    const YamlNode *families = yaml_find(p->fonts, "families");
    size_t count = catalogue_face_count(p->setter.catalogue);
    rows->seen = (Map){.arena = rows->arena};
    for (size_t i = 0; i < count; i++) {
        const Face *face = catalogue_face(p->setter.catalogue, i);
        StrBuilder name = {.arena = rows->arena};
        builder_add(&name, catalogue_face_title(rows->arena, p->setter.catalogue, i));
        builder_add_c(&name, ": ");
        builder_add(&name, face_file_name(face));
        add_row(rows, "font", builder_text(&name), " ", face_sha256(face));
        is_new(rows, face_family(face));
    }
    for (size_t i = 0; families != NULL && i < families->count; i++) {
        const YamlPair *family = &families->pairs[i];
        if (map_find(&rows->seen, family->key) == NULL) continue;
        add_list(rows, "fallback", family);
        add_list(rows, "features", family);
    }
}

/* ---- languages ---- */

/* False for what a language's rules say of proofreading only. */
static bool sets_pages(Str key) {
    return !str_equal(key, STR("language")) && !str_equal(key, STR("proof"));
}

/* The checksum of a dictionary stands in a row of its own: what changes with it is the file. */
static const YamlNode *without_checksum(Arena *arena, const YamlNode *rule) {
    if (yaml_find(rule, "dictionary") == NULL) return rule;
    YamlNode *copy = ARENA_NEW(arena, YamlNode);
    *copy = *rule;
    copy->pairs = ARENA_ARRAY(arena, YamlPair, rule->count);
    for (size_t i = 0; i < rule->count; i++) {
        YamlPair *pair = &copy->pairs[i];
        *pair = rule->pairs[i];
        if (str_equal(pair->key, STR("dictionary")) && pair->value->kind == YAML_MAPPING)
            pair->value = yaml_without(arena, pair->value, STR("sha256"));
    }
    return copy;
}

/* Several tags may share one file of rules, and several files a dictionary. */
static void add_languages(Rows *rows) {
    const Pipeline *p = rows->pipeline;
    rows->seen = (Map){.arena = rows->arena};
    for (size_t i = 0; i < p->languages.count; i++) {
        Str file, digest;
        const Language *language = p->languages.entries[i].value;
        if (language_dictionary(language, &file, &digest) && is_new(rows, file))
            add_row(rows, "dictionary", file, " ", str_slice(digest, 0, DIGEST_DIGITS));
    }
    for (size_t i = 0; i < p->languages.count; i++) {
        const YamlNode *rules = language_source(p->languages.entries[i].value);
        Str file = path_name(rules->where.source->path);
        if (str_ends_with(file, STR(".yaml"))) file.length -= STR(".yaml").length;
        if (!is_new(rows, file)) continue;
        const YamlPair **pairs = yaml_pairs_by_key(rows->arena, rules);
        for (size_t k = 0; k < rules->count; k++) {
            const YamlPair *rule = pairs[k];
            if (sets_pages(rule->key))
                add_value(rows, "rule", path_join(rows->arena, file, rule->key),
                          without_checksum(rows->arena, rule->value));
        }
    }
}

/* ---- the edition ---- */

static void add_pictures(Rows *rows) {
    const Map *pictures = &rows->pipeline->pictures;
    for (size_t i = 0; i < pictures->count; i++) {
        const Picture *picture = pictures->entries[i].value;
        add_digest(rows, "picture", picture->shown, picture->bytes);
    }
}

/* Files that charts are drawn from. Those that cannot be read were reported with the pages. */
static void add_data(Rows *rows, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Str file = attribute_find(&blocks[i]->attributes, STR("src"));
        bool data = blocks[i]->kind == BLOCK_DIV && file.length > 0 && path_stays_inside(file);
        if (data && is_new(rows, file)) {
            Diag quiet = {.arena = rows->arena};
            Str path = edition_file(rows->arena, &rows->pipeline->document->edition, file);
            const Source *source = source_read(rows->arena, path, file, &quiet, (Span){0});
            if (source != NULL) add_digest(rows, "data", file, source->text);
        }
        add_data(rows, blocks[i]->children, blocks[i]->child_count);
    }
}

/* What the edition says that no page shows. */
static bool is_shown_key(Str key) {
    static const char *const others[] = {"readings", "keywords", "issued", "language",
                                         "layout",   "source",   "po",     "changes"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (str_equal(key, str_from_c(others[i]))) return false;
    }
    return true;
}

static void add_edition(Rows *rows) {
    const Document *document = rows->pipeline->document;
    const YamlNode *root = document->edition.root;
    add_pictures(rows);
    rows->seen = (Map){.arena = rows->arena};
    for (size_t i = 0; i < document->section_count; i++)
        add_data(rows, document->sections[i].blocks, document->sections[i].block_count);
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        add_value(rows, "section", path_name(section->source->path), section->front_matter);
        AttributeRows attributes = {0};
        attribute_rows_add(rows->arena, section, &attributes);
        for (size_t k = 0; k < attributes.count; k++)
            VEC_PUSH(rows->arena, &rows->rows, attributes.items[k]);
    }
    const YamlPair **pairs = root != NULL ? yaml_pairs_by_key(rows->arena, root) : NULL;
    for (size_t i = 0; root != NULL && i < root->count; i++) {
        if (is_shown_key(pairs[i]->key)) add_value(rows, "edition", pairs[i]->key, pairs[i]->value);
    }
}

/* ---- the whole ---- */

/* True for a script in whose fonts something was set. */
static bool is_script_used(const Rows *rows, Str script) {
    const Pipeline *p = rows->pipeline;
    for (size_t i = 0; i < p->layout->scripts.count; i++) {
        const ScriptFont *font = &p->layout->scripts.items[i];
        if (!str_equal(font->script, script)) continue;
        for (size_t k = 0; k < catalogue_face_count(p->setter.catalogue); k++) {
            const Face *face = catalogue_face(p->setter.catalogue, k);
            if (str_equal(face_family(face), font->family)) return true;
        }
    }
    return false;
}

static void add_parts(Rows *rows) {
    static const Str scripts = {"scripts/", 8};
    size_t count;
    const LayoutPart *parts = layout_parts(rows->arena, rows->pipeline->layout, &count);
    for (size_t i = 0; i < count; i++) {
        Str name = parts[i].name;
        if (str_starts_with(name, scripts) &&
            !is_script_used(rows, str_slice(name, scripts.length, name.length)))
            continue;
        add_row(rows, "part", name, " | ", parts[i].value);
    }
}

Str *fingerprint_rows(const Pipeline *pipeline, size_t *count) {
    Rows rows = {.pipeline = pipeline, .arena = pipeline->arena};
    add_fonts(&rows);
    add_languages(&rows);
    add_edition(&rows);
    add_parts(&rows);
    *count = rows.rows.count;
    return rows.rows.items;
}
