/* In: atoms. Out: a text with its runs and places.
 *
 * Neighbours that look alike become one run; a new place is noted wherever text and content stop
 * going in step: at line ends, behind entities, back slashes and signs that are not set. */
#include "document/inlines.h"

#include <string.h>

#define OBJECT_CHARACTER "\xEF\xBF\xBC"

/* What the spans around an atom say. */
typedef struct Look {
    Str language, reading, class_name, id;
} Look;

typedef struct RunMaker {
    InlineReader *reader;
    const Block *block;
    StrBuilder bytes;
    VEC(InlineRun) runs;
    VEC(TextPlace) places;
    VEC(Look) looks; /* of the open spans and links; the last one holds */
    int raised;
    size_t next; /* the byte of the content at which the text would go on in step */
} RunMaker;

static bool same_slice(Str a, Str b) {
    return a.length == b.length && (a.length == 0 || a.bytes == b.bytes);
}

static bool looks_alike(const InlineRun *a, const InlineRun *b) {
    return a->kind == INLINE_TEXT && b->kind == INLINE_TEXT && a->marks == b->marks &&
           a->link_number == b->link_number && same_slice(a->language, b->language) &&
           same_slice(a->reading, b->reading) && same_slice(a->class_name, b->class_name) &&
           same_slice(a->id, b->id);
}

static void place_add(RunMaker *maker, size_t at, size_t content_at) {
    Span where = content_place(maker->reader->content, content_at, 1);
    TextPlace place = {(uint32_t)at, where.line, where.column};
    VEC_PUSH(maker->reader->section->scratch, &maker->places, place);
}

/* Notes where the bytes about to be added stand: they begin at a byte of the content and may run
 * over lines. */
static void places_add(RunMaker *maker, size_t content_at, size_t length) {
    Content *content = maker->reader->content;
    size_t start = maker->bytes.length;
    if (content_at != maker->next || content_step_end(content, content_at - 1) == content_at) {
        place_add(maker, start, content_at);
    }
    for (size_t step = content_step_end(content, content_at); step < content_at + length;
         step = content_step_end(content, step)) {
        place_add(maker, start + (step - content_at), step);
    }
    maker->next = content_at + length;
}

static void run_add(RunMaker *maker, InlineRun run, Str bytes, size_t content_at) {
    if (bytes.length == 0) return;
    run.start = (uint32_t)maker->bytes.length;
    run.end = run.start + (uint32_t)bytes.length;
    InlineRun *last = maker->runs.count == 0 ? NULL : &maker->runs.items[maker->runs.count - 1];
    places_add(maker, content_at, bytes.length);
    builder_add(&maker->bytes, bytes);
    if (last != NULL && looks_alike(last, &run)) {
        last->end = run.end;
        return;
    }
    size_t characters = run.kind == INLINE_NOTE_CALL ? utf8_count(run.target) + 3 : 1;
    run.where = content_place(maker->reader->content, content_at, (uint32_t)characters);
    VEC_PUSH(maker->reader->section->scratch, &maker->runs, run);
}

static void report_unused(const RunMaker *maker, const Attribute *attribute) {
    diag_report(maker->reader->section->diag, MESSAGE_ATTRIBUTE_UNUSED, attribute->where,
                ARGS(attribute->key));
}

/* What attributes inside a text can say; the rest is reported. */
static Look look_from(RunMaker *maker, Look around, const Attributes *attributes) {
    if (attributes == NULL) return around;
    for (size_t i = 0; i < attributes->pair_count; i++) {
        const Attribute *pair = &attributes->pairs[i];
        if (str_equal(pair->key, STR("lang"))) {
            around.language = pair->value;
        } else if (str_equal(pair->key, STR("reading"))) {
            around.reading = pair->value;
        } else {
            report_unused(maker, pair);
        }
    }
    for (size_t i = 1; i < attributes->class_count; i++)
        report_unused(maker, &attributes->classes[i]);
    if (attributes->class_count > 0) around.class_name = attributes->classes[0].key;
    if (attributes->id.length > 0) {
        around.id = attributes->id;
        anchor_add(maker->reader->section, attributes->id, attributes->id_where, maker->block);
    }
    return around;
}

static Look look_now(const RunMaker *maker) {
    if (maker->looks.count > 0) return maker->looks.items[maker->looks.count - 1];
    return (Look){.language = maker->reader->section->language};
}

static InlineRun run_from(const RunMaker *maker, const Atom *atom, Look look) {
    InlineRun run = {.marks = atom->marks | (maker->raised > 0 ? MARK_SUPERSCRIPT : 0u)};
    run.language = look.language;
    run.reading = look.reading;
    run.class_name = look.class_name;
    run.id = look.id;
    if (atom->link != NULL) {
        run.link_number = atom->link->number;
        run.target = atom->link->target;
    }
    return run;
}

static void object_add(RunMaker *maker, const Atom *atom) {
    const InlineObject *object = atom->object;
    Look look = look_from(maker, look_now(maker), object->attributes);
    InlineRun run = run_from(maker, atom, look);
    run.kind = object->kind;
    run.target = str_copy(maker->reader->section->arena, object->target);
    if (object->kind == INLINE_IMAGE) run.reading = object->reading;
    maker->next = SIZE_MAX;
    run_add(maker, run, STR(OBJECT_CHARACTER), atom->at);
    maker->next = SIZE_MAX;
}

static void atom_make(RunMaker *maker, const Atom *atom) {
    switch (atom->kind) {
    case ATOM_TEXT:
        run_add(maker, run_from(maker, atom, look_now(maker)), atom->text, atom->at);
        break;
    case ATOM_OBJECT: object_add(maker, atom); break;
    case ATOM_OPEN: {
        Look look = look_from(maker, look_now(maker), atom->attributes);
        VEC_PUSH(maker->reader->section->scratch, &maker->looks, look);
        break;
    }
    case ATOM_CLOSE:
        if (maker->looks.count > 0) maker->looks.count--;
        break;
    case ATOM_RAISE: maker->raised++; break;
    case ATOM_LOWER: maker->raised--; break;
    case ATOM_DROPPED: break;
    }
}

static void *array_copy(Arena *arena, const void *items, size_t size, size_t count) {
    void *copy = arena_take(arena, size, count);
    if (count > 0) memcpy(copy, items, size * count);
    return copy;
}

/* Moves what was made into the document. */
static void text_finish(RunMaker *maker, Text *text) {
    SectionReader *section = maker->reader->section;
    text->bytes = str_copy(section->arena, builder_text(&maker->bytes));
    text->runs =
        array_copy(section->arena, maker->runs.items, sizeof(InlineRun), maker->runs.count);
    text->run_count = maker->runs.count;
    text->places =
        array_copy(section->arena, maker->places.items, sizeof(TextPlace), maker->places.count);
    text->place_count = maker->places.count;
}

void runs_make(InlineReader *reader, const Block *block, Text *text) {
    RunMaker maker = {.reader = reader,
                      .block = block,
                      .bytes = {.arena = reader->section->scratch},
                      .next = SIZE_MAX};
    for (size_t i = 0; i < reader->atoms.count; i++) atom_make(&maker, &reader->atoms.items[i]);
    text_finish(&maker, text);
}

const InlineObject *atoms_only_image(const InlineReader *reader) {
    const InlineObject *image = NULL;
    for (size_t i = 0; i < reader->atoms.count; i++) {
        const Atom *atom = &reader->atoms.items[i];
        if (atom->kind == ATOM_DROPPED) continue;
        bool alone =
            atom->kind == ATOM_OBJECT && atom->object->kind == INLINE_IMAGE && atom->link == NULL;
        if (!alone || image != NULL) return NULL;
        image = atom->object;
    }
    return image;
}

void runs_make_plain(SectionReader *section, Content *content, Str bytes, size_t at, uint32_t marks,
                     Text *text) {
    InlineReader reader = {.section = section, .content = content};
    RunMaker maker = {.reader = &reader, .bytes = {.arena = section->scratch}, .next = SIZE_MAX};
    run_add(&maker, (InlineRun){.marks = marks}, bytes, at);
    text_finish(&maker, text);
}
