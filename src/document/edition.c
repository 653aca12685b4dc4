/* In: edition.yaml as a tree. Out: the edition's texts, date and word lists.
 *
 * Any further key is allowed, because a layout can show it as {key}; only a key that is nearly a
 * known one is reported, as the slip it most likely is. */
#include "document/edition.h"

static const char *const KNOWN_KEYS[] = {
    "title",  "subtitle", "language", "layout",   "publisher", "date",
    "issued", "contact",  "glossary", "keywords", "readings",  "authors",
    "repair", "pages",    "source",   "po",       "changes"};
enum { KNOWN_KEY_COUNT = sizeof KNOWN_KEYS / sizeof KNOWN_KEYS[0] };

static void check_keys(const YamlNode *root, Diag *diag) {
    Str known[KNOWN_KEY_COUNT];
    for (size_t i = 0; i < KNOWN_KEY_COUNT; i++) known[i] = str_from_c(KNOWN_KEYS[i]);
    for (size_t i = 0; i < root->count; i++) {
        Str key = root->pairs[i].key, nearest = str_nearest(key, known, KNOWN_KEY_COUNT);
        if (nearest.length == 0 || str_equal(key, nearest)) continue;
        diag_report(diag, MESSAGE_EDITION_KEY_DOUBTFUL, root->pairs[i].key_where,
                    ARGS(key, nearest));
    }
}

static Str text_required(const YamlNode *root, const char *key, Span *where, Diag *diag) {
    const YamlNode *node = yaml_find(root, key);
    Str value = {0};
    if (node == NULL) {
        diag_report(diag, MESSAGE_EDITION_KEY_MISSING, root->where, ARGS(str_from_c(key)));
        *where = root->where;
        return value;
    }
    *where = node->where;
    yaml_text(node, &value, diag);
    return value;
}

static Str text_optional(const YamlNode *root, const char *key, Diag *diag) {
    Str value = {0};
    yaml_text(yaml_find(root, key), &value, diag);
    return value;
}

static bool digits_read(Str text, size_t start, size_t count, int *value) {
    int64_t number;
    Str digits = str_slice(text, start, start + count);
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9') return false;
    }
    if (digits.length != count || !str_to_int(digits, &number)) return false;
    *value = (int)number;
    return true;
}

static int days_in_month(int year, int month) {
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* 2025-04-15: ISO 8601, a day that exists. */
static void issued_read(const YamlNode *node, Edition *edition, Diag *diag) {
    Str text;
    if (!yaml_text(node, &text, diag)) return;
    int year, month, day;
    bool shaped = text.length == 10 && text.bytes[4] == '-' && text.bytes[7] == '-';
    bool valid = shaped && digits_read(text, 0, 4, &year) && digits_read(text, 5, 2, &month) &&
                 digits_read(text, 8, 2, &day) && year > 0 && month >= 1 && month <= 12 &&
                 day >= 1 && day <= days_in_month(year, month);
    if (!valid) {
        diag_report(diag, MESSAGE_DATE_MALFORMED, node->where, ARGS(text));
        return;
    }
    edition->issued_year = year;
    edition->issued_month = month;
    edition->issued_day = day;
}

/* A mapping of words to texts. */
static void words_read(Arena *arena, const YamlNode *node, Map *words, Diag *diag) {
    words->arena = arena;
    if (node == NULL) return;
    if (node->kind != YAML_MAPPING) {
        diag_report(diag, MESSAGE_YAML_EXPECTED_MAPPING, node->where, NO_ARGS);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        Str *text = ARENA_NEW(arena, Str);
        if (yaml_text(node->pairs[i].value, text, diag)) map_put(words, node->pairs[i].key, text);
    }
}

/* The same of forms and how they are read. */
static void readings_read(Arena *arena, const YamlNode *node, Map *readings, Diag *diag) {
    if (node == NULL) return;
    if (node->kind != YAML_MAPPING) {
        diag_report(diag, MESSAGE_YAML_EXPECTED_MAPPING, node->where, NO_ARGS);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        EditionReading *reading = ARENA_NEW(arena, EditionReading);
        reading->where = node->pairs[i].key_where;
        if (yaml_text(node->pairs[i].value, &reading->text, diag))
            map_put(readings, node->pairs[i].key, reading);
    }
}

void edition_read(Arena *arena, const Source *source, const YamlNode *root, Edition *edition,
                  Diag *diag) {
    edition->root = root;
    edition->glossary.arena = edition->readings.arena = arena;
    edition->language_where = edition->layout_where = span_at(source, 0, 1);
    if (root->kind != YAML_MAPPING) {
        diag_report(diag, MESSAGE_YAML_EXPECTED_MAPPING, root->where, NO_ARGS);
        return;
    }
    check_keys(root, diag);
    Span title_where;
    edition->title = text_required(root, "title", &title_where, diag);
    edition->language = text_required(root, "language", &edition->language_where, diag);
    edition->layout = text_required(root, "layout", &edition->layout_where, diag);
    edition->subtitle = text_optional(root, "subtitle", diag);
    edition->publisher = text_optional(root, "publisher", diag);
    edition->date = text_optional(root, "date", diag);
    const YamlNode *source_node = yaml_find(root, "source");
    if (yaml_text(source_node, &edition->source, diag)) edition->source_where = source_node->where;
    issued_read(yaml_find(root, "issued"), edition, diag);
    yaml_bool(yaml_find(root, "repair"), &edition->missing_spaces, diag);
    words_read(arena, yaml_find(root, "glossary"), &edition->glossary, diag);
    readings_read(arena, yaml_find(root, "readings"), &edition->readings, diag);
}
