/* Files in the plain form; see cos_plain.h.
 *
 * The bytes from an object's place to the next one's belong to it alone, and nothing reads beyond
 * them: so the cost is bounded by the size of the file, whatever stands in it. */
#include "preflight/cos_plain.h"

#include <stdlib.h>

/* "nnnnnnnnnn ggggg n" and two bytes of line end (7.5.4). */
enum { ENTRY_BYTES = 20, PLACE_DIGITS = 10, GENERATION_DIGITS = 5, TAIL_BYTES = 1024 };
/* Dictionaries with more entries are left to qpdf: entries are compared with one another. */
enum { MOST_ENTRIES = 256 };

typedef struct PlainSlot {
    size_t at, end;     /* its bytes; at 0: free */
    int32_t generation; /* as the table says */
    bool under_way, met;
    const Cos *value; /* NULL: not read yet */
    Str data;         /* of a stream, packed */
} PlainSlot;

typedef struct PlainTable {
    PlainSlot *slots; /* by object number */
    size_t count;
} PlainTable;

static const Cos *fail(CosFile *file) {
    file->plain_failed = true;
    return &cos_null;
}

/* ---- the table ---- */

/* The decimal number of so many digits at a place. */
static bool read_digits(Str bytes, size_t at, size_t digits, size_t *number) {
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        char byte = at + i < bytes.length ? bytes.bytes[at + i] : ' ';
        if (byte < '0' || byte > '9') return false;
        *number = *number * 10 + (size_t)(byte - '0');
    }
    return true;
}

static bool skip_word(CosLexer *lexer, const char *word) {
    Cos value;
    return cos_next(lexer, &value) && value.kind == COS_WORD && cos_is_name(&value, word);
}

static bool read_count(CosLexer *lexer, int64_t most, size_t *count) {
    Cos value;
    bool good = cos_next(lexer, &value) && value.kind == COS_INTEGER && value.integer >= 0 &&
                value.integer <= most;
    *count = good ? (size_t)value.integer : 0;
    return good;
}

static bool is_line_space(Str bytes, size_t at) {
    char byte = at < bytes.length ? bytes.bytes[at] : '0';
    return byte == ' ' || byte == '\r' || byte == '\n';
}

/* One subsection that begins with object 0. The lexer stands behind "xref". */
static bool read_entries(CosFile *file, CosLexer *lexer) {
    PlainTable *table = file->plain;
    size_t first, generation, start;
    int64_t most = (int64_t)(file->bytes.length / ENTRY_BYTES);
    if (!read_count(lexer, 0, &first) || !read_count(lexer, most, &table->count)) return false;
    start = lexer->at;
    while (is_line_space(file->bytes, start)) start++;
    table->slots = ARENA_ARRAY(file->arena, PlainSlot, table->count);
    for (size_t i = 0; i < table->count; i++) {
        size_t at = start + i * ENTRY_BYTES, kind = at + PLACE_DIGITS + GENERATION_DIGITS + 2;
        PlainSlot *slot = &table->slots[i];
        if (!read_digits(file->bytes, at, PLACE_DIGITS, &slot->at) ||
            !read_digits(file->bytes, at + PLACE_DIGITS + 1, GENERATION_DIGITS, &generation))
            return false;
        slot->generation = (int32_t)generation;
        char used = kind < file->bytes.length ? file->bytes.bytes[kind] : ' ';
        if (used != 'n' && used != 'f') return false;
        if (used == 'f' || i == 0) slot->at = 0;
    }
    lexer->at = start + table->count * ENTRY_BYTES;
    return true;
}

static int compare_places(const void *first, const void *second) {
    size_t a = (*(PlainSlot *const *)first)->at, b = (*(PlainSlot *const *)second)->at;
    return (a > b) - (a < b);
}

/* Where each object ends: at the next one, the last at the table. */
static bool find_ends(CosFile *file, size_t table_at) {
    const PlainTable *table = file->plain;
    Arena *scratch = arena_open();
    PlainSlot **order = ARENA_ARRAY(scratch, PlainSlot *, table->count);
    size_t used = 0;
    for (size_t i = 0; i < table->count; i++) {
        if (table->slots[i].at > 0) order[used++] = &table->slots[i];
    }
    qsort(order, used, sizeof *order, compare_places);
    bool apart = true;
    for (size_t i = 0; i < used; i++) {
        order[i]->end = i + 1 < used ? order[i + 1]->at : table_at;
        apart = apart && order[i]->end > order[i]->at;
    }
    arena_close(scratch);
    return apart;
}

/* The place that stands behind the last "startxref". */
static bool find_table(CosFile *file, size_t *at) {
    Str bytes = file->bytes;
    size_t from = bytes.length > TAIL_BYTES ? bytes.length - TAIL_BYTES : 0, last = SIZE_MAX;
    for (size_t i = str_find(bytes, STR("startxref"), from); i != SIZE_MAX;
         i = str_find(bytes, STR("startxref"), i + 1))
        last = i;
    CosLexer lexer = {.arena = file->arena, .stack = &file->stack, .text = bytes, .at = last};
    return last != SIZE_MAX && skip_word(&lexer, "startxref") &&
           read_count(&lexer, (int64_t)bytes.length, at);
}

/* ---- values ---- */

/* No word stands for a value, keys are names, and none stands twice: qpdf would tell of it. */
static bool is_sound(const Cos *value) {
    if (value->kind == COS_WORD) return false;
    if (value->kind == COS_DICTIONARY && value->count > 2 * (size_t)MOST_ENTRIES) return false;
    for (size_t i = 0; i < value->count; i++) {
        const Cos *item = &value->items[i];
        if (item->kind != COS_NAME && !is_sound(item)) return false;
        if (value->kind != COS_DICTIONARY || i % 2 != 0) continue;
        if (item->kind != COS_NAME) return false;
        for (size_t k = 0; k < i; k += 2) {
            if (str_equal(value->items[k].text, item->text)) return false;
        }
    }
    return true;
}

static const Cos *read_trailer(CosFile *file, CosLexer *lexer) {
    Cos *trailer = ARENA_NEW(file->arena, Cos);
    bool good = skip_word(lexer, "trailer") && cos_next(lexer, trailer) && !lexer->damaged &&
                trailer->kind == COS_DICTIONARY && is_sound(trailer);
    static const char *const other[] = {"Prev", "XRefStm", "Encrypt"};
    for (size_t i = 0; good && i < sizeof other / sizeof other[0]; i++)
        good = cos_entry(trailer, other[i])->kind == COS_NULL;
    const Cos *size = cos_entry(trailer, "Size");
    good = good && size->kind == COS_INTEGER && (size_t)size->integer == file->plain->count;
    return good ? trailer : fail(file);
}

bool plain_open(CosFile *file) {
    size_t at;
    if (!str_starts_with(file->bytes, STR("%PDF-1.")) || !find_table(file, &at)) return false;
    CosLexer lexer = {.arena = file->arena, .stack = &file->stack, .text = file->bytes, .at = at};
    file->plain = ARENA_NEW(file->arena, PlainTable);
    if (!skip_word(&lexer, "xref") || !read_entries(file, &lexer) || !find_ends(file, at))
        return false;
    file->trailer = read_trailer(file, &lexer);
    return !file->plain_failed;
}

/* ---- objects ---- */

static PlainSlot *find_slot(const CosFile *file, int32_t number, int32_t generation) {
    const PlainTable *table = file->plain;
    if (number < 0 || (size_t)number >= table->count) return NULL;
    PlainSlot *slot = &table->slots[number];
    return slot->at == 0 || slot->generation != generation ? NULL : slot;
}

/* The bytes behind "stream" and its line end, which Length counts, up to "endstream". */
static bool read_data(CosFile *file, PlainSlot *slot, CosLexer *lexer, const Cos *dictionary) {
    Str text = lexer->text;
    size_t at = lexer->at;
    if (at < text.length && text.bytes[at] == '\r') at++;
    if (at >= text.length || text.bytes[at] != '\n') return false;
    at++;
    const Cos *length = cos_entry(dictionary, "Length");
    if (length->kind == COS_REFERENCE)
        length = plain_object(file, (int32_t)length->integer, length->generation);
    if (length->kind != COS_INTEGER || length->integer < 0 ||
        (uint64_t)length->integer > text.length - at)
        return false;
    slot->data = str_slice(text, at, at + (size_t)length->integer);
    lexer->at = at + (size_t)length->integer;
    return skip_word(lexer, "endstream") && skip_word(lexer, "endobj");
}

static bool read_slot(CosFile *file, PlainSlot *slot, int32_t number, Cos *value) {
    CosLexer lexer = {.arena = file->arena,
                      .stack = &file->stack,
                      .text = str_slice(file->bytes, 0, slot->end),
                      .at = slot->at,
                      .object = number,
                      .generation = slot->generation};
    size_t found_number, found_generation;
    Cos next;
    if (!read_count(&lexer, number, &found_number) ||
        !read_count(&lexer, slot->generation, &found_generation) || !skip_word(&lexer, "obj") ||
        found_number != (size_t)number || found_generation != (size_t)slot->generation)
        return false;
    if (!cos_next(&lexer, value) || lexer.damaged || !is_sound(value)) return false;
    if (!cos_next(&lexer, &next)) return false;
    if (value->kind != COS_DICTIONARY || next.kind != COS_WORD || !cos_is_name(&next, "stream"))
        return next.kind == COS_WORD && cos_is_name(&next, "endobj");
    value->stream = true;
    return read_data(file, slot, &lexer, value);
}

const Cos *plain_object(CosFile *file, int32_t number, int32_t generation) {
    PlainSlot *slot = find_slot(file, number, generation);
    if (slot == NULL || file->plain_failed) return &cos_null;
    if (slot->value != NULL) return slot->value;
    if (slot->under_way) return fail(file); /* a stream whose length is the stream itself */
    slot->under_way = true;
    Cos *value = ARENA_NEW(file->arena, Cos);
    if (!read_slot(file, slot, number, value)) return fail(file);
    slot->value = value;
    return value;
}

bool plain_meet(CosFile *file, int32_t number, int32_t generation) {
    PlainSlot *slot = find_slot(file, number, generation);
    if (slot == NULL || slot->met) return false;
    slot->met = true;
    return true;
}

Str plain_stream(const CosFile *file, int32_t number) {
    bool known = number > 0 && (size_t)number < file->plain->count;
    return known ? file->plain->slots[number].data : STR("");
}
