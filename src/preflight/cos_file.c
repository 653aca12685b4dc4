/* Objects of a finished PDF, plain or through qpdf's C interface; see cos_file.h.
 *
 * qpdf writes an object out again in its own plain form, which cos.c reads: one call for an object,
 * where asking for each entry would take dozens. */
#include "preflight/cos_file.h"

#include <qpdf/qpdf-c.h>

#include "preflight/cos_plain.h"
#include "preflight/number_map.h"
#include "preflight/page_tree.h"

/* Text of objects; entries of dictionaries and other things looked at; what lies in the arena. Each
 * is some thousand times what a brochure of twelve pages needs. */
enum { MOST_OBJECT_BYTES = 64 << 20, MOST_STEPS = 1 << 26, MOST_ARENA_BYTES = 1 << 30 };

bool cos_work(CosFile *file, size_t steps) {
    bool fits = steps <= MOST_STEPS - file->steps && arena_bytes(file->arena) <= MOST_ARENA_BYTES;
    if (fits)
        file->steps += steps;
    else
        file->exhausted = true;
    return fits;
}

/* ---- objects ---- */

/* The tree of one object that qpdf holds. */
static const Cos *parse_object(CosFile *file, qpdf_oh handle, int32_t number, int32_t generation) {
    qpdf_data library = file->library;
    bool stream = qpdf_oh_is_stream(library, handle);
    qpdf_oh parsed = stream ? qpdf_oh_get_dict(library, handle) : handle;
    const char *text = qpdf_oh_unparse_resolved(library, parsed);
    size_t length = text == NULL ? 0 : qpdf_get_last_string_length(library);
    Cos *value = ARENA_NEW(file->arena, Cos);
    if (length > MOST_OBJECT_BYTES - file->text_bytes) {
        file->exhausted = true;
    } else if (length > 0) {
        file->text_bytes += length;
        Str kept = str_copy(file->arena, (Str){text, length});
        CosLexer lexer = {.arena = file->arena,
                          .stack = &file->stack,
                          .text = kept,
                          .object = number,
                          .generation = generation};
        if (!cos_next(&lexer, value)) *value = cos_null;
    }
    value->stream = stream && value->kind == COS_DICTIONARY;
    if (stream) qpdf_oh_release(library, parsed);
    return value;
}

static const Cos *load_object(CosFile *file, int32_t number, int32_t generation) {
    if (file->plain != NULL) return plain_object(file, number, generation);
    const Cos *known = number_map_find(&file->objects, number, generation);
    if (known != NULL) return known;
    qpdf_oh handle = qpdf_get_object_by_id(file->library, number, generation);
    const Cos *value = parse_object(file, handle, number, generation);
    qpdf_oh_release(file->library, handle);
    number_map_put(&file->objects, number, generation, (void *)(uintptr_t)value);
    return value;
}

const Cos *cos_resolve(CosFile *file, const Cos *value) {
    if (value->kind != COS_REFERENCE) return value;
    if (value->integer <= 0 || !cos_work(file, 1)) return &cos_null;
    const Cos *object = load_object(file, (int32_t)value->integer, value->generation);
    return object->kind == COS_REFERENCE ? &cos_null : object;
}

const Cos *cos_find(CosFile *file, const Cos *dictionary, const char *key) {
    const Cos *found = cos_resolve(file, dictionary);
    return cos_work(file, found->count) ? cos_resolve(file, cos_entry(found, key)) : &cos_null;
}

const Cos *cos_item(CosFile *file, const Cos *array, size_t index) {
    const Cos *found = cos_resolve(file, array);
    if (found->kind != COS_ARRAY || index >= found->count || !cos_work(file, 1)) return &cos_null;
    return cos_resolve(file, &found->items[index]);
}

const Cos *cos_object(CosFile *file, int32_t number) {
    if (file->plain == NULL) return number_map_find(&file->objects, number, 0);
    const Cos *object = plain_object(file, number, 0);
    return object == &cos_null ? NULL : object;
}

int32_t cos_number(const Cos *value) {
    return value->kind == COS_REFERENCE ? (int32_t)value->integer : value->object;
}

bool cos_rectangle(CosFile *file, const Cos *array, Rectangle *rectangle) {
    double numbers[4];
    const Cos *found = cos_resolve(file, array);
    if (found->kind != COS_ARRAY || found->count != 4) return false;
    for (size_t i = 0; i < 4; i++) {
        const Cos *number = cos_item(file, found, i);
        if (!cos_is_number(number)) return false;
        numbers[i] = number->real;
    }
    bool across = numbers[0] <= numbers[2], up = numbers[1] <= numbers[3];
    *rectangle = (Rectangle){numbers[across ? 0 : 2], numbers[up ? 1 : 3], numbers[across ? 2 : 0],
                             numbers[up ? 3 : 1]};
    return true;
}

/* ---- all of them ---- */

typedef VEC(const Cos *) CosQueue;

/* Adds the objects that a value refers to and that were not met yet. */
static void queue_references(CosFile *file, const Cos *value, Map *met, CosQueue *queue) {
    if (value->kind == COS_REFERENCE && value->integer > 0) {
        int32_t number = (int32_t)value->integer;
        bool first = file->plain != NULL
                         ? plain_meet(file, number, value->generation)
                         : number_map_put(met, number, value->generation, file) == NULL;
        if (first) VEC_PUSH(file->arena, queue, value);
    }
    for (size_t i = 0; i < value->count; i++)
        queue_references(file, &value->items[i], met, queue); /* as deep as cos_next reads */
}

static void read_all(CosFile *file) {
    Map met = {.arena = file->arena};
    CosQueue queue = {0};
    queue_references(file, file->trailer, &met, &queue);
    for (size_t i = 0; i < queue.count && !file->exhausted && !file->plain_failed; i++) {
        const Cos *object = cos_resolve(file, queue.items[i]);
        VEC_PUSH(file->arena, &file->all, object);
        queue_references(file, object, &met, &queue);
    }
}

void cos_file_note_warnings(CosFile *file) {
    qpdf_data library = file->library;
    while (library != NULL && qpdf_more_warnings(library)) {
        qpdf_error warning = qpdf_next_warning(library);
        const char *detail = qpdf_get_error_message_detail(library, warning);
        if (file->warning_count++ == 0) file->warning = str_copy(file->arena, str_from_c(detail));
    }
}

/* ---- opening ---- */

static bool refuse(CosFile *file, Str shown, Diag *diag) {
    qpdf_data library = file->library;
    Str reason = STR("");
    if (qpdf_has_error(library)) {
        qpdf_error error = qpdf_get_error(library);
        reason = str_from_c(qpdf_get_error_message_detail(library, error));
    }
    diag_report(diag, MESSAGE_PREFLIGHT_UNREADABLE, (Span){0}, ARGS(shown, reason));
    return false;
}

void *cos_file_library(CosFile *file) {
    if (file->library != NULL) return file->library;
    qpdf_data library = qpdf_init();
    qpdf_silence_errors(library);
    qpdf_set_suppress_warnings(library, QPDF_TRUE);
    file->library = library;
    QPDF_ERROR_CODE status =
        qpdf_read_memory(library, "PDF", file->bytes.bytes, file->bytes.length, /*password*/ NULL);
    return (status & (QPDF_ERRORS)) == 0 ? library : NULL;
}

static void read_objects(CosFile *file) {
    file->root = cos_find(file, file->trailer, "Root");
    file->information = cos_find(file, file->trailer, "Info");
    read_all(file);
}

static void open_plain(CosFile *file) {
    if (plain_open(file)) read_objects(file);
    if (file->trailer != NULL && !file->plain_failed) return;
    file->plain = NULL;
    file->plain_failed = false;
    file->all.count = 0;
}

bool cos_file_open(CosFile *file, Arena *arena, Str bytes, Str shown, Diag *diag) {
    *file = (CosFile){.arena = arena,
                      .bytes = bytes,
                      .accessible = true,
                      .stack = {.arena = arena_open()},
                      .objects = {.arena = arena}};
    open_plain(file);
    if (file->plain == NULL) {
        qpdf_data library = cos_file_library(file);
        if (library == NULL) return refuse(file, shown, diag);
        file->encrypted = qpdf_is_encrypted(library);
        file->accessible = qpdf_allow_accessibility(library);
        file->trailer = parse_object(file, qpdf_get_trailer(library), 0, 0);
        read_objects(file);
    }
    if (!file->exhausted) page_tree_read(file);
    if (file->exhausted) {
        diag_report(diag, MESSAGE_PREFLIGHT_TOO_LARGE, (Span){0}, ARGS(shown));
        return false;
    }
    return true;
}

void cos_file_close(CosFile *file) {
    qpdf_data library = file->library;
    if (library != NULL) qpdf_cleanup(&library);
    file->library = NULL;
    arena_close(file->stack.arena);
    file->stack = (CosStack){0};
}
