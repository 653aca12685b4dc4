/* In: the tree of what is read. Out: lines for the ear; see speech.h. */
#include "output/speech.h"

#include "document/stretches.h"
#include "text/character.h"

enum { SOFT_HYPHEN = 0xAD, ZERO_SPACE = 0x200B, WORD_JOINER = 0x2060, NO_BREAK_SPACE = 0xA0 };

typedef struct Speaker {
    const SpokenEdition *edition;
    Arena *arena;
    StrBuilder *out;
    Map met;        /* glossary words of this file */
    int indent;     /* of lines, in spaces */
    int quotes;     /* quotations that are open */
    int lists;      /* lists that are open: no blank lines in them */
    bool line_open; /* the line has its label and waits for text */
    bool gap;       /* a blank line is due */
} Speaker;

Str spoken_word(Arena *arena, const Language *language, Str name) {
    Str word = language_word_or(language, name, name);
    char *bytes = str_to_c(arena, word);
    if (bytes[0] >= 'a' && bytes[0] <= 'z') bytes[0] = (char)(bytes[0] - 'a' + 'A');
    return (Str){bytes, word.length};
}

Str spoken_line(Arena *arena, const Edition *edition, EditionLine line) {
    if (edition->lines[line] == NULL) return STR("");
    const Text *text = &edition->lines[line]->text;
    StrBuilder out = {.arena = arena};
    text_add_told(&out, text, 0, (uint32_t)text->bytes.length);
    return builder_text(&out);
}

uint32_t spoken_page(const Book *book, Str id) {
    const BookPlace *place = book != NULL ? map_find(&book->places, id) : NULL;
    return place != NULL && place->page < book->page_count ? book->pages[place->page].number : 0;
}

/* ---- characters ---- */

static bool digit_beside(Str text, size_t start, size_t end) {
    return start > 0 && end < text.length && character_is_digit(utf8_previous(text, &start)) &&
           character_is_digit(utf8_next(text, &end));
}

/* X5: voices read a number as one only where its groups are parted by a plain space. */
static void say_bytes(Speaker *s, Str text, size_t start, size_t end) {
    for (size_t at = start; at < end;) {
        size_t begin = at;
        uint32_t character = utf8_next(text, &at);
        bool space = character_is_space(character);
        if (character == SOFT_HYPHEN || character == ZERO_SPACE || character == WORD_JOINER)
            continue;
        if (space && (character != NO_BREAK_SPACE || digit_beside(text, begin, at))) {
            builder_add_byte(s->out, ' ');
        } else {
            builder_add(s->out, str_slice(text, begin, at));
        }
    }
}

static void say(Speaker *s, Str text) {
    say_bytes(s, text, 0, text.length);
}

/* A sign between what is told, as the language writes it, and a space. */
static void say_sign(Speaker *s, Str name, Str usual) {
    builder_add(s->out, language_word_or(s->edition->language, name, usual));
    builder_add_byte(s->out, ' ');
}

/* ---- running text ---- */

/* X6: a call must not melt into the word or number before it. */
static void say_call(Speaker *s, const Note *note) {
    if (note == NULL || note->number == 0) return;
    bool spaced = s->out->length > 0 && s->out->bytes[s->out->length - 1] == ' ';
    builder_add_c(s->out, spaced ? "(" : " (");
    builder_add(s->out, language_word_or(s->edition->language, STR("note"), STR("note")));
    builder_add_format(s->out, " %u)", (unsigned)note_told(note));
}

static void say_page(Speaker *s, Str id) {
    uint32_t page = spoken_page(s->edition->book, id);
    if (page > 0) builder_add_int(s->out, page);
}

static void say_stretch(Speaker *s, const Text *text, const Stretch *stretch) {
    const InlineRun *run = stretch->run;
    switch (run->kind) {
    case INLINE_NOTE_CALL: say_call(s, run->note); return;
    case INLINE_PAGE_REFERENCE: say_page(s, run->target); return;
    case INLINE_IMAGE: say(s, run->reading); return;
    case INLINE_TEXT: break;
    }
    if (stretch->reading != NULL) {
        if (stretch->start == stretch->reading->start) say(s, stretch->reading->text);
        return;
    }
    say_bytes(s, text->bytes, stretch->start, stretch->end);
    if (stretch->expansion == NULL || stretch->told) return;
    builder_add_c(s->out, " (");
    say(s, *stretch->expansion);
    builder_add_byte(s->out, ')');
}

static void say_text(Speaker *s, const Text *text) {
    StretchList list =
        stretches_find(s->arena, text, &s->edition->document->edition.glossary, &s->met);
    Str language = {0};
    for (size_t i = 0; i < list.count; i++) {
        const Stretch *stretch = &list.items[i];
        Str next = stretch->run->language;
        if (!str_equal(language, next)) {
            if (language.length > 0) builder_add_byte(s->out, ']');
            if (next.length > 0) {
                builder_add_byte(s->out, '[');
                builder_add(s->out, next);
                builder_add_c(s->out, ": ");
            }
            language = next;
        }
        say_stretch(s, text, stretch);
    }
    if (language.length > 0) builder_add_byte(s->out, ']');
}

/* ---- lines ---- */

static void begin_line(Speaker *s) {
    if (s->line_open) {
        s->line_open = false;
        return;
    }
    if (s->gap && s->out->length > 0) builder_add_byte(s->out, '\n');
    s->gap = false;
    for (int i = 0; i < s->indent; i++) builder_add_byte(s->out, ' ');
    for (int i = 0; i < s->quotes; i++) builder_add_c(s->out, "> ");
}

static void end_line(Speaker *s) {
    builder_add_byte(s->out, '\n');
    s->gap = s->lists == 0;
}

static void say_line(Speaker *s, const Text *text) {
    begin_line(s);
    say_text(s, text);
    end_line(s);
}

static void say_heading(Speaker *s, int level, const Text *text) {
    begin_line(s);
    for (int i = 0; i <= level; i++) builder_add_byte(s->out, '#'); /* the title has one */
    builder_add_byte(s->out, ' ');
    say_text(s, text);
    end_line(s);
}

static void say_code(Speaker *s, Str text) {
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n"), at);
        if (end == SIZE_MAX) end = text.length;
        begin_line(s);
        builder_add(s->out, str_slice(text, at, end));
        builder_add_byte(s->out, '\n');
        at = end + 1;
    }
    s->gap = s->lists == 0;
}

/* ---- tables ---- */

static const StructureNode *head_of(const StructureNode *table, size_t column) {
    const StructureNode *head = structure_child(table, STRUCTURE_TABLE_HEAD);
    const StructureNode *row = head != NULL ? head->first : NULL;
    const StructureNode *cell = row != NULL ? row->first : NULL;
    while (cell != NULL && cell->column != column) cell = cell->next;
    return cell;
}

static void say_row(Speaker *s, const StructureNode *table, const StructureNode *row) {
    bool begun = false;
    for (const StructureNode *cell = row->first; cell != NULL; cell = cell->next) {
        if (str_trim(cell->text->bytes).length == 0) continue;
        if (begun) {
            say_sign(s, STR("semicolon"), STR(";"));
        } else {
            begin_line(s);
        }
        begun = true;
        const StructureNode *head = head_of(table, cell->column);
        if (head != NULL && str_trim(head->text->bytes).length > 0) {
            say_text(s, head->text);
            say_sign(s, STR("colon"), STR(":"));
        }
        say_text(s, cell->text);
        if (cell->unit.length > 0) builder_add_c(s->out, "\u00A0");
        say(s, cell->unit);
    }
    if (begun) builder_add_byte(s->out, '\n');
}

/* A table of a head alone is read as that row. */
static void say_table(Speaker *s, const StructureNode *table) {
    const StructureNode *caption = structure_child(table, STRUCTURE_CAPTION);
    if (caption != NULL) say_line(s, caption->text);
    const StructureNode *body = structure_child(table, STRUCTURE_TABLE_BODY);
    const StructureNode *head = structure_child(table, STRUCTURE_TABLE_HEAD);
    const StructureNode *row = body != NULL ? body->first : NULL;
    for (; row != NULL; row = row->next) say_row(s, table, row);
    if (body == NULL && head != NULL) {
        for (const StructureNode *cell = head->first->first; cell != NULL; cell = cell->next)
            if (str_trim(cell->text->bytes).length > 0) say_line(s, cell->text);
    }
    s->gap = s->lists == 0;
}

/* ---- the tree ---- */

static void say_node(Speaker *s, const StructureNode *node);

static void say_children(Speaker *s, const StructureNode *node) {
    for (const StructureNode *child = node->first; child != NULL; child = child->next)
        say_node(s, child);
}

static void say_label(Speaker *s, const StructureNode *label) {
    begin_line(s);
    if (label->note != NULL) {
        builder_add(s->out, spoken_word(s->arena, s->edition->language, STR("note")));
        builder_add_byte(s->out, ' ');
    }
    builder_add(s->out, label->label);
    bool number = label->label.bytes[label->label.length - 1] <= '9' &&
                  label->label.bytes[label->label.length - 1] >= '0';
    builder_add_c(s->out, number ? ". " : " ");
    s->line_open = true;
}

static void say_alternative(Speaker *s, const StructureNode *figure) {
    if (figure->alternative.length == 0) return;
    begin_line(s);
    builder_add(s->out, spoken_word(s->arena, s->edition->language, STR("figure")));
    say_sign(s, STR("colon"), STR(":"));
    say(s, figure->alternative);
    end_line(s);
}

static void say_list(Speaker *s, const StructureNode *list) {
    if (s->line_open) { /* an item that begins with a list */
        s->line_open = false;
        builder_add_byte(s->out, '\n');
    }
    s->lists++;
    say_children(s, list);
    s->lists--;
    s->gap = s->lists == 0;
}

static void say_item_body(Speaker *s, const StructureNode *body) {
    s->indent += 2;
    say_children(s, body);
    s->indent -= 2;
}

static void say_node(Speaker *s, const StructureNode *node) {
    switch (node->kind) {
    case STRUCTURE_FILE:
        s->met = (Map){.arena = s->arena};
        say_children(s, node);
        break;
    case STRUCTURE_DOCUMENT:
    case STRUCTURE_SECTION:
    case STRUCTURE_ITEM:
    case STRUCTURE_GROUP:
    case STRUCTURE_BOX:
    case STRUCTURE_NOTE: say_children(s, node); break;
    case STRUCTURE_HEADING: say_heading(s, node->level, node->text); break;
    case STRUCTURE_PARAGRAPH:
    case STRUCTURE_CAPTION: say_line(s, node->text); break;
    case STRUCTURE_LIST: say_list(s, node); break;
    case STRUCTURE_LABEL: say_label(s, node); break;
    case STRUCTURE_BODY: say_item_body(s, node); break;
    case STRUCTURE_QUOTE:
        s->quotes++;
        say_children(s, node);
        s->quotes--;
        break;
    case STRUCTURE_CODE: say_code(s, node->text->bytes); break;
    case STRUCTURE_FIGURE:
        say_alternative(s, node);
        say_children(s, node);
        break;
    case STRUCTURE_TABLE: say_table(s, node); break;
    case STRUCTURE_TABLE_HEAD:
    case STRUCTURE_TABLE_BODY:
    case STRUCTURE_ROW:
    case STRUCTURE_CELL: break; /* told by their table */
    }
}

static void say_title(Speaker *s, const Edition *edition) {
    for (int i = 0; i < EDITION_LINES; i++) {
        if (edition->lines[i] == NULL) continue;
        begin_line(s);
        if (i == EDITION_TITLE) builder_add_c(s->out, "# ");
        say(s, spoken_line(s->arena, edition, (EditionLine)i));
        end_line(s);
    }
}

void speech_write(const SpokenEdition *edition, Arena *arena, StrBuilder *out) {
    Speaker speaker = {.edition = edition, .arena = arena, .out = out, .met = {.arena = arena}};
    say_title(&speaker, &edition->document->edition);
    say_node(&speaker, edition->root);
}
