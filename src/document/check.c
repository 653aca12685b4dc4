/* In: a whole document. Out: reports on what can be wrong between its parts.
 *
 * Links lead to ids that exist, images stay in the folder and say what they show, headings do not
 * skip a level, attributes are known where they stand. What concerns one section only is reported
 * where it is read. */
#include "document/reader.h"

#include "base/file.h"

enum { SUGGESTIONS_LIMIT = 20, CANDIDATES_LIMIT = 1000 };

typedef struct Checker {
    const Document *document;
    Arena *scratch;
    Str *ids; /* all that can be meant, up to a limit */
    size_t id_count;
    int suggestions;
    Diag *diag;
} Checker;

static void check_id(Checker *checker, Str id, Span where) {
    if (id.length == 0) {
        diag_report(checker->diag, MESSAGE_LINK_EMPTY, where, NO_ARGS);
        return;
    }
    if (map_find(&checker->document->anchors, id) != NULL) return;
    Str nearest = {0};
    if (checker->suggestions++ < SUGGESTIONS_LIMIT)
        nearest = str_nearest(id, checker->ids, checker->id_count);
    diag_report(checker->diag, nearest.length > 0 ? MESSAGE_LINK_UNKNOWN : MESSAGE_LINK_TARGETLESS,
                where, ARGS(id, nearest));
}

static void check_image(Checker *checker, Str target, Str alternative, Span where) {
    if (!path_stays_inside(target) || str_find(target, STR(":"), 0) != SIZE_MAX) {
        diag_report(checker->diag, MESSAGE_IMAGE_OUTSIDE, where, ARGS(target));
    }
    if (str_trim(alternative).length == 0) {
        diag_report(checker->diag, MESSAGE_IMAGE_WITHOUT_TEXT, where, ARGS(target));
    }
}

static void check_text(Checker *checker, const Text *text) {
    uint32_t link = 0;
    for (size_t i = 0; i < text->run_count; i++) {
        const InlineRun *run = &text->runs[i];
        if (run->kind == INLINE_IMAGE) check_image(checker, run->target, run->reading, run->where);
        if (run->link_number == 0 || run->link_number == link) continue;
        if (run->kind == INLINE_PAGE_REFERENCE) {
            check_id(checker, run->target, run->where);
        } else if (run->kind == INLINE_TEXT && str_starts_with(run->target, STR("#"))) {
            check_id(checker, str_slice(run->target, 1, run->target.length), run->where);
        }
        link = run->link_number;
    }
}

static void check_level(Checker *checker, const Block *heading, int previous) {
    if (heading->level <= previous + 1) return;
    StrBuilder level = {.arena = checker->scratch}, before = {.arena = checker->scratch};
    builder_add_int(&level, heading->level);
    builder_add_int(&before, previous);
    diag_report(checker->diag, MESSAGE_HEADING_JUMP, heading->where,
                ARGS(builder_text(&level), builder_text(&before)));
}

/* What the attributes of a kind of block may say; its classes may be styles of the layout. */
typedef struct Known {
    Str keys[2];
    size_t key_count;
    Str classes[1];
    size_t class_count;
    bool styled;
    MessageCode key_unknown, class_unknown;
} Known;

static const Known *known_of(const Block *block) {
    static const Known of_frameless = {
        .keys = {{"lang", 4}}, .key_count = 1, .key_unknown = MESSAGE_ATTRIBUTE_UNKNOWN};
    static const Known of_heading = {.key_unknown = MESSAGE_HEADING_ATTRIBUTE_UNKNOWN,
                                     .class_unknown = MESSAGE_HEADING_CLASS_UNKNOWN};
    static const Known of_image = {.keys = {{"width", 5}, {"span", 4}},
                                   .key_count = 2,
                                   .classes = {{"wide", 4}},
                                   .class_count = 1,
                                   .key_unknown = MESSAGE_IMAGE_ATTRIBUTE_UNKNOWN,
                                   .class_unknown = MESSAGE_IMAGE_CLASS_UNKNOWN};
    static const Known of_table = {.keys = {{"span", 4}},
                                   .key_count = 1,
                                   .styled = true,
                                   .key_unknown = MESSAGE_TABLE_ATTRIBUTE_UNKNOWN};
    switch (block->kind) {
    case BLOCK_HEADING: return &of_heading;
    case BLOCK_IMAGE: return &of_image;
    case BLOCK_TABLE: return &of_table;
    case BLOCK_DIV: return div_is_frameless(block) ? &of_frameless : NULL;
    case BLOCK_PARAGRAPH:
    case BLOCK_LIST:
    case BLOCK_ITEM:
    case BLOCK_QUOTE:
    case BLOCK_CODE:
    case BLOCK_RULE:
    case BLOCK_ROW:
    case BLOCK_CELL: break;
    }
    return NULL;
}

static void check_word(const Checker *checker, const Attribute *attribute, const Str *known,
                       size_t count, MessageCode unknown) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(attribute->key, known[i])) return;
    }
    diag_report(checker->diag, unknown, attribute->where,
                ARGS(attribute->key, str_nearest(attribute->key, known, count)));
}

static void check_attributes(const Checker *checker, const Block *block) {
    const Known *known = known_of(block);
    if (known == NULL) return;
    const Attributes *attributes = &block->attributes;
    for (size_t i = 0; i < attributes->pair_count; i++)
        check_word(checker, &attributes->pairs[i], known->keys, known->key_count,
                   known->key_unknown);
    for (size_t i = 0; i < attributes->class_count && !known->styled; i++)
        check_word(checker, &attributes->classes[i], known->classes, known->class_count,
                   known->class_unknown);
}

/* Levels are followed through a section, and through each box on its own: a box may begin at any.
 */
static void check_blocks(Checker *checker, Block *const *blocks, size_t count) {
    int level = 0;
    for (size_t i = 0; i < count; i++) {
        const Block *block = blocks[i];
        if (block->kind == BLOCK_HEADING) {
            if (level > 0) check_level(checker, block, level);
            level = block->level;
        }
        if (block->kind == BLOCK_IMAGE)
            check_image(checker, block->target, block->alternative, block->where);
        check_attributes(checker, block);
        check_text(checker, &block->text);
        check_blocks(checker, block->children, block->child_count);
    }
}

static void ids_gather(Checker *checker) {
    const Map *anchors = &checker->document->anchors;
    size_t count = anchors->count < CANDIDATES_LIMIT ? anchors->count : CANDIDATES_LIMIT;
    checker->ids = ARENA_ARRAY(checker->scratch, Str, count);
    for (size_t i = 0; i < count; i++) checker->ids[i] = anchors->entries[i].key;
    checker->id_count = count;
}

/* ---- ids that nothing leads to ---- */

static void targets_gather(Map *targets, Block *const *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Text *text = &blocks[i]->text;
        for (size_t r = 0; r < text->run_count; r++) {
            Str target = text->runs[r].target;
            if (str_starts_with(target, STR("#"))) target = str_slice(target, 1, target.length);
            if (target.length > 0) map_put(targets, target, targets);
        }
        targets_gather(targets, blocks[i]->children, blocks[i]->child_count);
    }
}

void document_check_ids(const Document *document, Diag *diag) {
    Arena *scratch = arena_open();
    Map targets = {.arena = scratch};
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        targets_gather(&targets, section->blocks, section->block_count);
        for (size_t n = 0; n < section->note_count; n++)
            targets_gather(&targets, section->notes[n]->blocks, section->notes[n]->block_count);
    }
    for (size_t i = 0; i < document->anchors.count; i++) {
        const Anchor *anchor = document->anchors.entries[i].value;
        if (map_find(&targets, anchor->id) == NULL)
            diag_report(diag, MESSAGE_ID_UNUSED, anchor->where, ARGS(anchor->id));
    }
    arena_close(scratch);
}

/* ---- the whole ---- */

void document_check(const Document *document, Diag *diag) {
    Checker checker = {.document = document, .scratch = arena_open(), .diag = diag};
    ids_gather(&checker);
    for (size_t i = 0; i < document->section_count; i++) {
        const Section *section = &document->sections[i];
        check_blocks(&checker, section->blocks, section->block_count);
        for (size_t n = 0; n < section->note_count; n++) {
            check_blocks(&checker, section->notes[n]->blocks, section->notes[n]->block_count);
        }
    }
    arena_close(checker.scratch);
}
