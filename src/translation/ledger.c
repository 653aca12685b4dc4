/* Reading and writing translated.yaml; see ledger.h. */
#include "translation/ledger.h"

static const char HEADER[] =
    "# From what each text of this edition was translated: its key, then the source's key and\n"
    "# fingerprint, and the translation's own. Written by `maquette check --accept`; it tells "
    "later\n"
    "# which texts of the source have changed since.\n";

/* Cuts the last word off a text. */
static Str last_word(Str *text) {
    *text = str_trim(*text);
    size_t start = text->length;
    while (start > 0 && text->bytes[start - 1] != ' ') start--;
    Str word = str_slice(*text, start, text->length);
    *text = str_trim(str_slice(*text, 0, start));
    return word;
}

static bool is_fingerprint(Str word) {
    if (word.length != FINGERPRINT_LENGTH) return false;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.bytes[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

static bool entry_read(const YamlPair *pair, LedgerEntry *entry) {
    if (pair->value->kind != YAML_SCALAR) return false;
    Str rest = pair->value->scalar;
    *entry = (LedgerEntry){.key = pair->key};
    entry->text = last_word(&rest);
    if (str_starts_with(entry->text, STR("~"))) {
        entry->apart = str_slice(entry->text, 1, entry->text.length);
        entry->text = last_word(&rest);
    }
    entry->source_text = last_word(&rest);
    entry->source_key = rest;
    bool untranslated = str_equal(entry->text, STR("-"));
    bool valid = (untranslated || is_fingerprint(entry->text)) &&
                 is_fingerprint(entry->source_text) && rest.length > 0;
    if (untranslated) entry->text = (Str){0};
    return valid;
}

/* A line that stands for itself, of a file that is no YAML any more; each is as a file of its own.
 */
static void line_read(Arena *arena, const Source *source, size_t start, size_t end,
                      Ledger *ledger) {
    Diag quiet = {.arena = arena};
    Str line = str_slice(source->text, start, end);
    if (line.length == 0 || str_find(line, STR(": "), 0) == SIZE_MAX) return;
    const YamlNode *root = yaml_read(arena, source, start, end, &quiet);
    if (root == NULL || root->kind != YAML_MAPPING || root->count != 1) return;
    LedgerEntry *entry = &ledger->entries[ledger->count];
    if (!entry_read(&root->pairs[0], entry)) return;
    map_put(&ledger->by_key, entry->key, entry);
    ledger->count++;
}

static void lines_read(Arena *arena, const Source *source, Ledger *ledger) {
    Str text = source->text;
    size_t lines = 1;
    for (size_t i = 0; i < text.length; i++) lines += text.bytes[i] == '\n';
    ledger->entries = ARENA_ARRAY(arena, LedgerEntry, lines);
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n"), at);
        if (end == SIZE_MAX) end = text.length;
        line_read(arena, source, at, end, ledger);
        at = end + 1;
    }
}

Ledger *ledger_read(Arena *arena, const Source *source, Diag *diag) {
    Ledger *ledger = ARENA_NEW(arena, Ledger);
    ledger->by_key.arena = arena;
    Diag quiet = {.arena = arena, .language = diag->language};
    const YamlNode *root = yaml_read(arena, source, 0, source->text.length, &quiet);
    if (root == NULL || !yaml_is_mapping(root, &quiet)) {
        bool placed = quiet.reports.count > 0;
        diag_report(diag, MESSAGE_LEDGER_DAMAGED,
                    placed ? quiet.reports.items[0].where : span_at(source, 0, 1), NO_ARGS);
        lines_read(arena, source, ledger);
        return ledger;
    }
    ledger->entries = ARENA_ARRAY(arena, LedgerEntry, root->count);
    for (size_t i = 0; i < root->count; i++) {
        LedgerEntry *entry = &ledger->entries[ledger->count];
        if (entry_read(&root->pairs[i], entry)) {
            map_put(&ledger->by_key, entry->key, entry);
            ledger->count++;
        } else {
            diag_report(diag, MESSAGE_LEDGER_LINE_MALFORMED, root->pairs[i].key_where,
                        ARGS(root->pairs[i].key));
        }
    }
    return ledger;
}

/* True for a text that YAML reads as it stands, wherever it is. */
static bool is_plain(Str text) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool first = letter || c >= 0x80 || c == '/' || c == '_' || c == '^';
        if (!first && (i == 0 || (c != '-' && c != '.'))) return false;
    }
    return text.length > 0;
}

void ledger_write(const LedgerEntry *entries, size_t count, StrBuilder *out) {
    builder_add_c(out, HEADER);
    for (size_t i = 0; i < count; i++) {
        StrBuilder value = {.arena = out->arena};
        builder_add(&value, entries[i].source_key);
        builder_add_byte(&value, ' ');
        builder_add(&value, entries[i].source_text);
        builder_add_byte(&value, ' ');
        builder_add(&value, entries[i].text.length > 0 ? entries[i].text : STR("-"));
        if (entries[i].apart.length > 0) {
            builder_add_c(&value, " ~");
            builder_add(&value, entries[i].apart);
        }
        bool plain = is_plain(entries[i].source_key) && entries[i].apart.length == 0;
        Str key = entries[i].key;
        builder_add(out, is_plain(key) ? key : yaml_quoted(out->arena, key));
        builder_add_c(out, ": ");
        Str text = builder_text(&value);
        builder_add(out, plain ? text : yaml_quoted(out->arena, text));
        builder_add_byte(out, '\n');
    }
}
