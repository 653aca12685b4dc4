/* The catalogue of fonts: families and faces as fonts.yaml names them, files as they are found.
 *
 * In: the YAML tree. Out: faces, opened at first use. A file is read only below one of the roots,
 * and used only if its SHA-256 is the one written down: the same text then breaks the same on every
 * machine. Choice of a weight: CSS Fonts Module Level 4, section 5.2. */
#include "font/catalogue.h"

#include "base/file.h"
#include "base/map.h"
#include "font/font_file.h"

#include <pthread.h>

typedef struct Entry Entry;
typedef struct Family Family;

struct Family {
    Str name, package;
    Entry *entries; /* in the order of the file */
    size_t entry_count;
    const Family **fallbacks;
    size_t fallback_count;
    const hb_tag_t *features; /* always on, as the designer chose */
    size_t feature_count;
    Span where;
};

/* A face as the catalogue names it. */
struct Entry {
    const Family *family;
    Str file, sha256;
    uint32_t index; /* in a collection */
    int weight;
    bool italic;
    Span where, sha256_where;
    bool tried; /* to open: a fault is reported once */
    FontFile data;
    bool digesting; /* a thread takes the file's digest; until it is joined, found is its own */
    pthread_t digester;
    Str found;  /* the file's SHA-256 */
    Arena *own; /* the thread's */
    Face *face; /* NULL until opened, and where that failed */
};

struct Catalogue {
    Arena *arena;
    Str *roots;
    size_t root_count;
    Family *families;
    size_t family_count;
    Str *names; /* of the families, for str_nearest */
    Map by_name;
};

/* ---- reading fonts.yaml ---- */

static bool report_missing(const YamlNode *node, const char *key, Diag *diag) {
    diag_report(diag, MESSAGE_FONT_KEY_MISSING, node->where, ARGS(str_from_c(key)));
    return false;
}

/* A mapping's text that must be there. */
static bool text_read(const YamlNode *mapping, const char *key, Str *value, Diag *diag) {
    const YamlNode *node = yaml_find(mapping, key);
    if (node == NULL) return report_missing(mapping, key, diag);
    return yaml_text(node, value, diag);
}

static bool is_sha256(Str text) {
    if (text.length != SHA256_HEX_LENGTH) return false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

static bool entry_read_file(Entry *entry, const YamlNode *node, Diag *diag) {
    if (!text_read(node, "file", &entry->file, diag)) return false;
    if (path_stays_inside(entry->file)) return true;
    diag_report(diag, MESSAGE_FONT_PATH_UNSAFE, yaml_find(node, "file")->where, ARGS(entry->file));
    return false;
}

static bool entry_read_sha256(Entry *entry, const YamlNode *node, Diag *diag) {
    if (!text_read(node, "sha256", &entry->sha256, diag)) return false;
    entry->sha256_where = yaml_find(node, "sha256")->where;
    if (is_sha256(entry->sha256)) return true;
    diag_report(diag, MESSAGE_FONT_CHECKSUM_MALFORMED, entry->sha256_where, ARGS(entry->sha256));
    return false;
}

static bool entry_read_choice(Entry *entry, const YamlNode *node, Diag *diag) {
    static const char *const styles[] = {"roman", "italic", NULL};
    bool good = true;
    int64_t weight = 400;
    const YamlNode *written = yaml_find(node, "weight");
    if (written != NULL) good = yaml_int(written, 100, 1000, &weight, diag);
    entry->weight = (int)weight;
    int style = 0;
    written = yaml_find(node, "style");
    if (written != NULL) good &= yaml_word(written, styles, &style, diag);
    entry->italic = style == 1;
    int64_t index = 0;
    written = yaml_find(node, "index");
    if (written != NULL) good &= yaml_int(written, 0, 255, &index, diag);
    entry->index = (uint32_t)index;
    return good;
}

static bool entry_read(Entry *entry, const Family *family, const YamlNode *node, Diag *diag) {
    static const char *const keys[] = {"file", "weight", "style", "sha256", "index", NULL};
    yaml_check_keys(node, keys, diag);
    *entry = (Entry){.family = family, .where = node->where};
    bool good = entry_read_file(entry, node, diag);
    good &= entry_read_sha256(entry, node, diag);
    good &= entry_read_choice(entry, node, diag);
    return good;
}

static bool is_filled_sequence(const YamlNode *node) {
    return node != NULL && node->kind == YAML_SEQUENCE && node->count > 0;
}

/* OpenType features that the family is always set with: stylistic sets and the like. */
static bool features_read(Catalogue *catalogue, Family *family, const YamlNode *node, Diag *diag) {
    const YamlNode *list = yaml_find(node, "features");
    if (list == NULL) return true;
    if (list->kind != YAML_SEQUENCE) return report_missing(list, "features", diag);
    hb_tag_t *features = ARENA_ARRAY(catalogue->arena, hb_tag_t, list->count);
    for (size_t i = 0; i < list->count; i++) {
        Str name = {0};
        if (!yaml_text(list->items[i], &name, diag)) return false;
        if (name.length != sizeof(hb_tag_t)) {
            diag_report(diag, MESSAGE_FONT_FEATURE_MALFORMED, list->items[i]->where, ARGS(name));
            return false;
        }
        features[i] = hb_tag_from_string(name.bytes, (int)name.length);
    }
    family->features = features;
    family->feature_count = list->count;
    return true;
}

static bool family_read(Catalogue *catalogue, Family *family, const YamlPair *pair, Diag *diag) {
    static const char *const keys[] = {"package", "fallback", "features", "faces", NULL};
    yaml_check_keys(pair->value, keys, diag);
    *family = (Family){.name = pair->key, .where = pair->key_where};
    bool good = text_read(pair->value, "package", &family->package, diag);
    good &= features_read(catalogue, family, pair->value, diag);
    const YamlNode *faces = yaml_find(pair->value, "faces");
    if (!is_filled_sequence(faces)) return report_missing(pair->value, "faces", diag);
    family->entry_count = faces->count;
    family->entries = ARENA_ARRAY(catalogue->arena, Entry, faces->count);
    for (size_t i = 0; i < faces->count; i++)
        good &= entry_read(&family->entries[i], family, faces->items[i], diag);
    return good;
}

static bool report_family(const Catalogue *catalogue, Str name, Span where, Diag *diag) {
    Str nearest = catalogue_nearest_family(catalogue, name);
    if (nearest.length > 0)
        diag_report(diag, MESSAGE_FONT_FAMILY_UNKNOWN_NEAR, where, ARGS(name, nearest));
    else
        diag_report(diag, MESSAGE_FONT_FAMILY_UNKNOWN, where, ARGS(name));
    return false;
}

/* The families named as fallbacks: read when all families are known. */
static bool fallbacks_read(Catalogue *catalogue, Family *family, const YamlNode *node, Diag *diag) {
    const YamlNode *list = yaml_find(node, "fallback");
    if (list == NULL) return true;
    if (list->kind != YAML_SEQUENCE) return report_missing(list, "fallback", diag);
    family->fallbacks = ARENA_ARRAY(catalogue->arena, const Family *, list->count);
    bool good = true;
    for (size_t i = 0; i < list->count; i++) {
        Str name = {0};
        if (!yaml_text(list->items[i], &name, diag)) {
            good = false;
            continue;
        }
        const Family *fallback = map_find(&catalogue->by_name, name);
        if (fallback == NULL)
            good = report_family(catalogue, name, list->items[i]->where, diag);
        else
            family->fallbacks[family->fallback_count++] = fallback;
    }
    return good;
}

/* A root is an absolute folder without "..": what is read is plain to see in the file. */
static bool is_root(Str path) {
    return str_starts_with(path, STR("/")) && path.length > 1 &&
           path_stays_inside(str_slice(path, 1, path.length));
}

static bool roots_read(Catalogue *catalogue, const YamlNode *root, Diag *diag) {
    const YamlNode *list = yaml_find(root, "roots");
    if (!is_filled_sequence(list)) return report_missing(root, "roots", diag);
    catalogue->roots = ARENA_ARRAY(catalogue->arena, Str, list->count);
    bool good = true;
    for (size_t i = 0; i < list->count; i++) {
        Str path = {0};
        if (!yaml_text(list->items[i], &path, diag)) {
            good = false;
        } else if (!is_root(path)) {
            diag_report(diag, MESSAGE_FONT_ROOT_UNSAFE, list->items[i]->where, ARGS(path));
            good = false;
        } else {
            catalogue->roots[catalogue->root_count++] = path;
        }
    }
    return good;
}

static bool families_read(Catalogue *catalogue, const YamlNode *root, Diag *diag) {
    const YamlNode *list = yaml_find(root, "families");
    if (list == NULL || list->kind != YAML_MAPPING || list->count == 0)
        return report_missing(root, "families", diag);
    catalogue->families = ARENA_ARRAY(catalogue->arena, Family, list->count);
    catalogue->names = ARENA_ARRAY(catalogue->arena, Str, list->count);
    catalogue->family_count = list->count;
    bool good = true;
    for (size_t i = 0; i < list->count; i++) {
        Family *family = &catalogue->families[i];
        good &= family_read(catalogue, family, &list->pairs[i], diag);
        catalogue->names[i] = family->name;
        map_put(&catalogue->by_name, family->name, family);
    }
    for (size_t i = 0; i < list->count; i++)
        good &= fallbacks_read(catalogue, &catalogue->families[i], list->pairs[i].value, diag);
    return good;
}

Catalogue *catalogue_open(Arena *arena, const YamlNode *root, Diag *diag) {
    static const char *const keys[] = {"roots", "families", NULL};
    Catalogue *catalogue = ARENA_NEW(arena, Catalogue);
    catalogue->arena = arena;
    catalogue->by_name.arena = arena;
    yaml_check_keys(root, keys, diag);
    bool good = roots_read(catalogue, root, diag);
    good &= families_read(catalogue, root, diag);
    return good ? catalogue : NULL;
}

/* ---- opening files ---- */

/* The file below the first root that has it; empty if none has. */
static Str entry_find_file(const Catalogue *catalogue, const Entry *entry) {
    for (size_t i = 0; i < catalogue->root_count; i++) {
        Str path = path_join(catalogue->arena, catalogue->roots[i], entry->file);
        if (file_exists(path)) return path;
    }
    return (Str){0};
}

/* Runs beside the setting of pages: half a megabyte takes half a millisecond at best. */
static void *entry_digest(void *context) {
    Entry *entry = context;
    entry->found = sha256_hex(entry->own, entry->data.bytes);
    return NULL;
}

static void entry_await(Entry *entry) {
    if (!entry->digesting) return;
    pthread_join(entry->digester, NULL);
    entry->digesting = false;
}

/* False, with a report, for a file whose digest is not the one written. */
static bool entry_verify(Entry *entry, Diag *diag) {
    entry_await(entry);
    if (entry->found.length == 0 || str_equal(entry->found, entry->sha256)) return true;
    diag_report(diag, MESSAGE_FONT_FILE_CHANGED, entry->sha256_where,
                ARGS(entry->family->name, entry->file, entry->family->package, entry->found));
    return false;
}

bool catalogue_verify(Catalogue *catalogue, Diag *diag) {
    bool good = true;
    for (size_t i = 0; i < catalogue->family_count; i++) {
        const Family *family = &catalogue->families[i];
        for (size_t j = 0; j < family->entry_count; j++)
            good &= entry_verify(&family->entries[j], diag);
    }
    return good;
}

static void entry_open(Catalogue *catalogue, Entry *entry, Span where, Diag *diag) {
    const Family *family = entry->family;
    Str path = entry_find_file(catalogue, entry);
    if (path.length == 0) {
        diag_report(diag, MESSAGE_FONT_FILE_MISSING, where,
                    ARGS(family->name, entry->file, family->package));
        return;
    }
    if (!font_file_open(&entry->data, catalogue->arena, path, diag, where)) return;
    entry->own = arena_open();
    entry->digesting = pthread_create(&entry->digester, NULL, entry_digest, entry) == 0;
    if (!entry->digesting) entry_digest(entry);
    entry->face = face_open(catalogue->arena, family->name, entry->file, entry->data.bytes,
                            entry->index, entry->sha256, where, diag);
    if (entry->face != NULL)
        face_set_features(entry->face, family->features, family->feature_count);
}

static const Face *entry_face(Catalogue *catalogue, Entry *entry, Span where, Diag *diag) {
    if (!entry->tried) {
        entry->tried = true;
        entry_open(catalogue, entry, where, diag);
    }
    return entry->face;
}

void catalogue_close(Catalogue *catalogue) {
    if (catalogue == NULL) return;
    for (size_t i = 0; i < catalogue->family_count; i++) {
        const Family *family = &catalogue->families[i];
        for (size_t j = 0; j < family->entry_count; j++) {
            Entry *entry = &family->entries[j];
            entry_await(entry);
            arena_close(entry->own);
            face_close(entry->face);
            entry->face = NULL;
            font_file_close(&entry->data);
        }
    }
}

/* ---- choosing ---- */

/* How far a weight is from the wished one in the order of CSS Fonts 4, 5.2: lower is tried first.
 * From 400 to 500 the heavier up to 500 come first, then the lighter, then the rest; below 400 the
 * lighter come first, above 500 the heavier. */
static int weight_distance(int wished, int weight) {
    enum { SECOND_CHOICE = 1000, THIRD_CHOICE = 2000 };
    if (weight == wished) return 0;
    int distance = weight > wished ? weight - wished : wished - weight;
    if (wished >= 400 && wished <= 500) {
        if (weight > wished && weight <= 500) return distance;
        return weight < wished ? SECOND_CHOICE + distance : THIRD_CHOICE + distance;
    }
    bool preferred = wished < 400 ? weight < wished : weight > wished;
    return preferred ? distance : SECOND_CHOICE + distance;
}

/* The family's nearest entry; the slant decides before the weight. Equal ones: the first written.
 */
static Entry *family_choose(const Family *family, int weight, bool italic) {
    enum { OTHER_SLANT = 10000 };
    Entry *best = NULL;
    int best_distance = 0;
    for (size_t i = 0; i < family->entry_count; i++) {
        Entry *entry = &family->entries[i];
        int distance = weight_distance(weight, entry->weight);
        if (entry->italic != italic) distance += OTHER_SLANT;
        if (best != NULL && distance >= best_distance) continue;
        best = entry;
        best_distance = distance;
    }
    return best;
}

bool catalogue_has_family(const Catalogue *catalogue, Str family) {
    return map_find(&catalogue->by_name, family) != NULL;
}

Str catalogue_nearest_family(const Catalogue *catalogue, Str family) {
    return str_nearest(family, catalogue->names, catalogue->family_count);
}

const Face *catalogue_find_face(Catalogue *catalogue, Str family, int weight, bool italic,
                                Span where, Diag *diag) {
    const Family *found = map_find(&catalogue->by_name, family);
    if (found == NULL) {
        /* A style without a font was reported with the layout. */
        if (family.length > 0) report_family(catalogue, family, where, diag);
        return NULL;
    }
    return entry_face(catalogue, family_choose(found, weight, italic), where, diag);
}

/* The entry that an open face came from, or NULL. */
static const Entry *entry_of_face(const Catalogue *catalogue, const Face *face) {
    const Family *family = map_find(&catalogue->by_name, face_family(face));
    for (size_t i = 0; family != NULL && i < family->entry_count; i++)
        if (family->entries[i].face == face) return &family->entries[i];
    return NULL;
}

const Face *catalogue_find_fallback(Catalogue *catalogue, const Face *face, uint32_t codepoint,
                                    Diag *diag) {
    const Entry *entry = entry_of_face(catalogue, face);
    if (entry == NULL) return NULL;
    const Family *family = entry->family;
    for (size_t i = 0; i < family->fallback_count; i++) {
        Entry *next = family_choose(family->fallbacks[i], entry->weight, entry->italic);
        const Face *fallback = entry_face(catalogue, next, next->where, diag);
        if (fallback != NULL && face_glyph(fallback, codepoint) != 0) return fallback;
    }
    return NULL;
}

/* The open entry of a number in the catalogue's order, NULL if there are no more; and how many are
 * open. */
static const Entry *open_entry(const Catalogue *catalogue, size_t index, size_t *count) {
    const Entry *found = NULL;
    *count = 0;
    for (size_t i = 0; i < catalogue->family_count; i++) {
        const Family *family = &catalogue->families[i];
        for (size_t j = 0; j < family->entry_count; j++) {
            if (family->entries[j].face == NULL) continue;
            if (*count == index) found = &family->entries[j];
            (*count)++;
        }
    }
    return found;
}

size_t catalogue_face_count(const Catalogue *catalogue) {
    size_t count = 0;
    open_entry(catalogue, 0, &count);
    return count;
}

const Face *catalogue_face(const Catalogue *catalogue, size_t index) {
    size_t count = 0;
    const Entry *entry = open_entry(catalogue, index, &count);
    return entry != NULL ? entry->face : NULL;
}

Str catalogue_face_title(Arena *arena, const Catalogue *catalogue, size_t index) {
    size_t count = 0;
    const Entry *entry = open_entry(catalogue, index, &count);
    StrBuilder title = {.arena = arena};
    if (entry == NULL) return STR("");
    builder_add(&title, entry->family->name);
    builder_add_format(&title, " %d %s", entry->weight, entry->italic ? "italic" : "roman");
    return builder_text(&title);
}
