/* In: pages as they are drawn. Out: what the elements hold, and those inside texts; see pdf_tags.h.
 */
#include "output/pdf_number.h"
#include "output/pdf_tags_tree.h"

PdfTags *pdf_tags_make(PdfFile *file, const Document *document, PdfSpeech speech,
                       const PdfObject *pages, size_t page_count) {
    PdfTags *tags = ARENA_NEW(file->arena, PdfTags);
    *tags = (PdfTags){.arena = file->arena,
                      .file = file,
                      .pages = pages,
                      .page_count = page_count,
                      .contents = ARENA_ARRAY(file->arena, TagElements, page_count),
                      .known = {.arena = file->arena},
                      .words = {.arena = file->arena},
                      .parts = {.arena = file->arena},
                      .speech = speech,
                      .note_word = STR("note")};
    tags->root = tag_new(tags, "Document", NULL);
    if (document == NULL) return tags;
    if (document->language != NULL && language_is_right_to_left(document->language))
        tags->root->attributes = STR("/O/Layout/WritingMode/RlTb");
    tags->title = document->edition.title;
    if (document->language != NULL)
        tags->note_word = language_word_or(document->language, STR("note"), STR("note"));
    tag_document(tags, document);
    return tags;
}

/* ---- lines ---- */

/* The layout's own text behind what was drawn last: the title of the edition (T3), a paragraph. */
static TagElement *layout_element(PdfTags *tags, const Block *block) {
    bool title = tags->title.length > 0 && str_equal(str_trim(block->text.bytes), tags->title);
    if (!title) return tag_new_behind(tags, "P");
    tags->title = STR(""); /* once */
    return tag_new_behind(tags, "Title");
}

/* The element in which a block's own text stands. */
static TagElement *block_element(PdfTags *tags, const Block *block, Role role) {
    TagElement *element = NULL;
    if (role == ROLE_CAPTION) element = tag_find(tags, (TagKey){block, KEY_CAPTION, 0});
    if (element == NULL) element = tag_find(tags, (TagKey){block, KEY_BLOCK, 0});
    if (element == NULL) {
        element = layout_element(tags, block);
        tag_remember(tags, (TagKey){block, KEY_BLOCK, 0}, element);
    }
    tags->latest = element;
    return element;
}

static TagElement *item_label(TagElement *element) {
    while (element != NULL && !tag_is(element, "LI")) element = element->parent;
    return element == NULL ? NULL : element->label;
}

/* One inside a text, made when it is first seen. */
static TagElement *inner_element(PdfTags *tags, const char *type, TagElement *parent, TagKey key) {
    TagElement *element = tag_find(tags, key);
    if (element != NULL) return element;
    element = tag_new(tags, type, parent);
    tag_remember(tags, key, element);
    return element;
}

static TagElement *note_label(PdfTags *tags, const DisplayLine *line) {
    TagElement *label = tag_find(tags, (TagKey){line->note, KEY_LABEL, 0});
    if (label == NULL || !line->leads_back) return label;
    return inner_element(tags, "Link", label, (TagKey){line->note, KEY_BACK, 0});
}

TagElement *pdf_tags_line(PdfTags *tags, const DisplayLine *line) {
    if (line->role == ROLE_ARTIFACT) return NULL;
    if (line->note != NULL) return note_label(tags, line);
    if (line->origin == NULL) return NULL;
    TagElement *element = block_element(tags, line->origin, line->role);
    return line->role == ROLE_LABEL ? item_label(element) : element;
}

/* ---- parts of lines ---- */

static bool is_linked(const InlineRun *run) {
    return run != NULL && (run->link_number > 0 || run->kind == INLINE_NOTE_CALL);
}

/* What is said for an element's text, beside it or in its place. */
static void element_say(const PdfTags *tags, TagElement *element, Str text, Str in_place) {
    if (tags->speech == SPEECH_EXPANSION) {
        element->expansion = text;
    } else {
        element->replacement = in_place;
    }
}

/* X6: a call's figure must not melt into the word or number before it. */
static void call_say(const PdfTags *tags, TagElement *element, const Note *note) {
    if (note == NULL || element->expansion.length + element->replacement.length > 0) return;
    StrBuilder text = {.arena = tags->arena};
    builder_add(&text, STR(" ("));
    builder_add(&text, tags->note_word);
    builder_add_format(&text, " %u)", (unsigned)note_told(note));
    Str whole = builder_text(&text);
    element_say(tags, element, str_slice(whole, 2, whole.length - 1), whole);
}

static TagElement *link_element(PdfTags *tags, TagElement *parent, const DisplayLine *line,
                                const InlineRun *run) {
    bool call = run->kind == INLINE_NOTE_CALL;
    TagKey key = {line->origin, call ? KEY_CALL : KEY_LINK, call ? run->start : run->link_number};
    TagElement *element = inner_element(tags, "Link", parent, key);
    if (call) call_say(tags, element, run->note);
    return element;
}

/* The first word of the glossary in a piece that ends behind a byte of the text; NULL: none. */
static const TagWord *find_word(const PdfTags *tags, const DisplayLine *line, const Piece *piece,
                                uint32_t at) {
    const TagWords *words = tag_find_words(tags, line->origin);
    bool typed = piece->origin != NULL && piece->origin->kind == INLINE_TEXT;
    if (words == NULL || !typed) return NULL;
    for (size_t i = 0; i < words->count; i++) {
        const TagWord *word = &words->items[i];
        if (word->end > at) return word->start < piece->at + piece->text.length ? word : NULL;
    }
    return NULL;
}

bool pdf_tags_is_plain(const PdfTags *tags, const DisplayLine *line, const Piece *piece) {
    if (line->note != NULL || line->role == ROLE_LABEL) return true;
    const InlineRun *run = piece->origin;
    return piece->reading_count == 0 && !is_linked(run) &&
           (run == NULL || run->language.length == 0) &&
           tag_find_parts(tags, line->origin) == NULL &&
           find_word(tags, line, piece, piece->at) == NULL;
}

/* A group of forms is one element wherever its lines stand (X1, X3). What of it lies in another
 * link is of that link alone. */
static TagElement *reading_element(PdfTags *tags, TagElement *parent, const FormReading *reading) {
    TagElement *element = inner_element(tags, "Span", parent, (TagKey){reading, KEY_READING, 0});
    element_say(tags, element, reading->text, reading->text);
    return element->parent == parent ? element : parent;
}

/* X4: what a word of the glossary stands for; in its place, the word is said as well. */
static TagElement *word_element(PdfTags *tags, TagElement *parent, const TagWord *word,
                                const Block *block) {
    TagElement *element = inner_element(tags, "Span", parent, (TagKey){word, KEY_WORD, 0});
    if (element->expansion.length + element->replacement.length > 0) return element;
    StrBuilder both = {.arena = tags->arena};
    builder_add(&both, str_slice(block->text.bytes, word->start, word->end));
    builder_add(&both, STR(" ("));
    builder_add(&both, word->expansion);
    builder_add_byte(&both, ')');
    element_say(tags, element, word->expansion, builder_text(&both));
    return element;
}

/* T13: the item that a byte of a list in disguise stands in; what lies before it is its label. */
static TagElement *part_element(const PdfTags *tags, TagElement *whole, const Block *block,
                                uint32_t at) {
    const TagParts *parts = tag_find_parts(tags, block);
    if (parts == NULL) return whole;
    for (size_t i = 0; i < parts->count; i++) {
        const TagPart *part = &parts->items[i];
        if (at < part->start) return part->body->parent->label;
        if (at < part->end) return part->body;
    }
    return parts->items[parts->count - 1].body;
}

TagElement *pdf_tags_piece(PdfTags *tags, const DisplayLine *line, const Piece *piece,
                           uint32_t byte) {
    TagElement *element = pdf_tags_line(tags, line);
    if (pdf_tags_is_plain(tags, line, piece)) return element;
    element = part_element(tags, element, line->origin, piece->at + byte);
    const InlineRun *run = piece->origin;
    if (is_linked(run)) element = link_element(tags, element, line, run);
    if (run != NULL && run->language.length > 0) {
        TagKey key = {line->origin, KEY_LANGUAGE, run->start};
        element = inner_element(tags, "Span", element, key);
        element->language = run->language;
    }
    for (size_t i = 0; i < piece->reading_count; i++) {
        PieceShare share = piece_share(piece, i);
        if (byte >= share.start && byte < share.end && piece->reading[i].text.length > 0)
            return reading_element(tags, element, &piece->reading[i]);
    }
    const TagWord *word = find_word(tags, line, piece, piece->at + byte);
    bool within = word != NULL && word->start <= piece->at + byte;
    return within ? word_element(tags, element, word, line->origin) : element;
}

bool pdf_tags_is_replaced(const TagElement *element) {
    while (element != NULL && element->replacement.length == 0) element = element->parent;
    return element != NULL;
}

/* ---- figures ---- */

/* Makes the figure's box hold an area of the page. */
static void figure_cover(TagElement *figure, const DisplayPage *page, const Unit area[4]) {
    Unit bottom = unit_from((int64_t)page->height - area[1] - area[3]);
    Unit box[4] = {area[0], bottom, unit_from((int64_t)area[0] + area[2]),
                   unit_from((int64_t)bottom + area[3])};
    for (int i = 0; i < 4; i++) {
        bool further = i < 2 ? box[i] < figure->box[i] : box[i] > figure->box[i];
        if (!figure->boxed || further) figure->box[i] = box[i];
    }
    figure->boxed = true;
}

TagElement *pdf_tags_image(PdfTags *tags, const DisplayPage *page, const DisplayImage *image) {
    if (image->alternative.length == 0 || image->origin == NULL) return NULL;
    TagElement *element = block_element(tags, image->origin, ROLE_FIGURE);
    figure_cover(element, page, (Unit[]){image->x, image->y, image->width, image->height});
    return element;
}

TagElement *pdf_tags_rect(PdfTags *tags, const DisplayPage *page, const DisplayRect *rect) {
    if (rect->origin == NULL) return NULL;
    TagElement *element = tag_find(tags, (TagKey){rect->origin, KEY_FIGURE, 0});
    if (element == NULL) return NULL;
    figure_cover(element, page, (Unit[]){rect->x, rect->y, rect->width, rect->height});
    return element;
}

/* ---- contents ---- */

void pdf_tags_begin_page(PdfTags *tags, size_t page) {
    tags->page = page;
}

static void element_use(TagElement *element) {
    for (; element != NULL && !element->used; element = element->parent) element->used = true;
}

static void kid_hold(PdfTags *tags, TagElement *element, TagKid kid) {
    kid.page = tags->page;
    if (!element->paged) element->page = tags->page;
    element->paged = true;
    tag_add_kid(tags, element, kid);
    element_use(element);
}

size_t pdf_tags_add_content(PdfTags *tags, TagElement *element) {
    TagElements *contents = &tags->contents[tags->page];
    kid_hold(tags, element, (TagKid){.content = contents->count});
    VEC_PUSH(tags->arena, contents, element);
    return contents->count - 1;
}

size_t pdf_tags_add_link(PdfTags *tags, const DisplayLink *link, PdfObject annotation) {
    TagElement *element = link->line == NULL ? NULL : pdf_tags_line(tags, link->line);
    if (element == NULL) element = tag_new(tags, "Link", tags->root);
    if (link->run != NULL) element = link_element(tags, element, link->line, link->run);
    kid_hold(tags, element, (TagKid){.annotation = annotation});
    VEC_PUSH(tags->arena, &tags->annotated, element);
    return tags->page_count + tags->annotated.count - 1;
}
