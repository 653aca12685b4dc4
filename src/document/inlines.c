/* In: the inline nodes below a leaf, and its content. Out: atoms.
 *
 * The walk passes over the signs that became nodes (*, **, `, [ and the rest of a link), so that
 * each text node begins at the byte of the content it came from. cmark's own columns are not used:
 * see content.h. */
#include "document/inlines.h"

#include "document/attributes.h"
#include "document/extension.h"

/* HTML is quoted in messages up to this length. */
enum { EXCERPT_BYTES = 24 };

static char content_byte(const InlineReader *reader) {
    Str text = reader->content->text;
    return reader->at < text.length ? text.bytes[reader->at] : '\0';
}

static void advance(InlineReader *reader, size_t bytes) {
    size_t left = reader->content->text.length - reader->at;
    reader->at += bytes < left ? bytes : left;
}

static void skip_blanks(InlineReader *reader) {
    while (content_byte(reader) == ' ' || content_byte(reader) == '\t') reader->at++;
}

static Str copy_of(const InlineReader *reader, const char *text) {
    return str_copy(reader->section->arena, str_from_c(text));
}

static void read_break(InlineReader *reader, Str text) {
    reader->raise = SIZE_MAX;
    skip_blanks(reader);
    bool escaped = content_byte(reader) == '\\';
    if (escaped) reader->at++;
    atom_add(reader, ATOM_TEXT, text);
    advance(reader, 1);
    reader->line_start = escaped;
    if (!escaped) skip_blanks(reader);
}

static size_t backticks_length(Str text, size_t at) {
    size_t end = at;
    while (end < text.length && text.bytes[end] == '`') end++;
    return end - at;
}

/* A code span: as many backticks behind as before; one space at either end may have been taken off.
 */
static void read_code(InlineReader *reader, Str literal) {
    Str text = reader->content->text;
    size_t ticks = backticks_length(text, reader->at), start = reader->at + ticks, end = start;
    while (end < text.length) {
        size_t length = backticks_length(text, end);
        if (length == ticks) break;
        end += length > 0 ? length : 1;
    }
    reader->at = start + (end - start == literal.length + 2 ? 1 : 0);
    if (literal.length > 0) atom_add(reader, ATOM_TEXT, literal)->marks |= MARK_CODE;
    reader->at = start;
    advance(reader, end - start + ticks);
}

void html_report(SectionReader *reader, Str html, Span where) {
    bool closing = str_starts_with(html, STR("</"));
    if (closing && reader->html_open > 0) {
        reader->html_open--;
        return;
    }
    if (!closing) reader->html_open++;
    size_t end = 0;
    while (end < html.length && end < EXCERPT_BYTES && html.bytes[end] != '\n')
        utf8_next(html, &end);
    diag_report(reader->diag, MESSAGE_HTML_REFUSED, where, ARGS(str_slice(html, 0, end)));
}

static void read_html(InlineReader *reader, Str literal) {
    if (!str_starts_with(literal, STR("<!--"))) {
        html_report(reader->section, literal,
                    content_place(reader->content, reader->at, (uint32_t)utf8_count(literal)));
    }
    advance(reader, literal.length);
}

/* True if the last atom is the [ right before; it is then no text, and neither is the ] behind the
 * call. */
static bool drop_call_brackets(InlineReader *reader, size_t end) {
    if (reader->brackets.count == 0) return false;
    size_t open = reader->brackets.items[reader->brackets.count - 1];
    if (open + 1 != reader->atoms.count || reader->atoms.items[open].at + 1 != reader->at)
        return false;
    reader->atoms.items[open].kind = ATOM_DROPPED;
    reader->brackets.count--;
    reader->call_end = end;
    return true;
}

/* [^id]; inside a note it is refused and stays text. */
static void read_call(InlineReader *reader, size_t length) {
    SectionReader *section = reader->section;
    Str content = reader->content->text;
    size_t end = reader->at + length;
    Str id = str_slice(content, reader->at + 1, end);
    if (section->notes_open > 0) {
        diag_report(section->diag, MESSAGE_NOTE_CALL_IN_NOTE,
                    content_place(reader->content, reader->at - 1, (uint32_t)utf8_count(id) + 3),
                    ARGS(id));
        map_put(&section->notes_meant, str_copy(section->arena, id), section);
        literal_read_raw(reader, end);
        return;
    }
    InlineObject *object = ARENA_NEW(section->scratch, InlineObject);
    object->kind = INLINE_NOTE_CALL;
    object->target = str_copy(section->arena, id);
    if (drop_call_brackets(reader, end)) reader->at--;
    atom_add(reader, ATOM_OBJECT, (Str){0})->object = object;
    reader->at = end;
}

static void trim_last_atom(InlineReader *reader) {
    if (reader->atoms.count == 0) return;
    Atom *last = &reader->atoms.items[reader->atoms.count - 1];
    while (last->text.length > 0 && last->text.bytes[last->text.length - 1] == ' ')
        last->text.length--;
}

/* {…}: of what stands right before, of the heading, or plain text. */
static void read_attributes(InlineReader *reader, size_t length) {
    SectionReader *section = reader->section;
    Behind behind = reader->behind;
    bool taken = behind.kind != BEHIND_NOTHING && behind.at == reader->at;
    size_t end = reader->at + length;
    if (!taken && !reader->in_heading) {
        literal_check_braces(reader);
        literal_read_raw(reader, end);
        return;
    }
    Attributes *attributes = ARENA_NEW(section->arena, Attributes);
    attributes_read(section->arena, reader->content, reader->at, end, attributes, section->diag);
    reader->at = end;
    if (!taken) {
        reader->heading = attributes;
        trim_last_atom(reader);
        return;
    }
    reader->behind.kind = BEHIND_NOTHING;
    if (behind.kind == BEHIND_IMAGE) {
        InlineObject *image = ARENA_NEW(section->scratch, InlineObject);
        *image = *reader->atoms.items[behind.open].object;
        image->attributes = attributes;
        reader->atoms.items[behind.open].object = image;
        return;
    }
    reader->atoms.items[behind.open].kind = ATOM_OPEN;
    reader->atoms.items[behind.open].attributes = attributes;
    reader->atoms.items[behind.close].kind = ATOM_CLOSE;
}

static void read_sign_node(InlineReader *reader, cmark_node *node) {
    const Sign *sign = sign_of(node);
    if (sign == NULL) return;
    if (sign->kind == SIGN_CALL) {
        read_call(reader, sign->length);
    } else {
        read_attributes(reader, sign->length);
    }
}

static void enter_link(InlineReader *reader, cmark_node *node) {
    Link *link = ARENA_NEW(reader->section->scratch, Link);
    link->number = ++reader->section->link_count;
    link->target = copy_of(reader, cmark_node_get_url(node));
    if (link->target.length == 0) {
        diag_report(reader->section->diag, MESSAGE_LINK_EMPTY,
                    content_place(reader->content, reader->at, 1), NO_ARGS);
    }
    reader->link_open = reader->atoms.count;
    atom_add(reader, ATOM_OPEN, (Str){0});
    reader->link = link;
    reader->autolink = reader->plain = content_byte(reader) == '<';
    advance(reader, 1); /* [ or < */
}

static void leave_link(InlineReader *reader) {
    size_t close = reader->atoms.count, title;
    reader->link = NULL;
    if (reader->autolink) {
        reader->autolink = reader->plain = false;
        advance(reader, 1);
    } else {
        reader->at = link_tail_end(reader->content->text, reader->at, &title);
    }
    atom_add(reader, ATOM_CLOSE, (Str){0});
    reader->behind = (Behind){BEHIND_LINK, reader->at, reader->link_open, close};
}

static void enter_image(InlineReader *reader, cmark_node *node) {
    InlineObject *object = ARENA_NEW(reader->section->scratch, InlineObject);
    object->kind = INLINE_IMAGE;
    object->target = copy_of(reader, cmark_node_get_url(node));
    object->caption = copy_of(reader, cmark_node_get_title(node));
    OpenImage image = {reader->atoms.count, reader->brackets.count};
    VEC_PUSH(reader->section->scratch, &reader->images, image);
    reader->raise = SIZE_MAX;
    atom_add(reader, ATOM_OBJECT, (Str){0})->object = object;
    advance(reader, 2); /* ![ */
}

/* The atoms since the image began are its alternative text. */
static Str gather_alternative(InlineReader *reader, size_t first) {
    StrBuilder text = {.arena = reader->section->arena};
    for (size_t i = first; i < reader->atoms.count; i++) {
        const Atom *atom = &reader->atoms.items[i];
        if (atom->kind == ATOM_TEXT) builder_add(&text, atom->text);
        if (atom->kind == ATOM_OBJECT) builder_add(&text, atom->object->reading);
    }
    return builder_text(&text);
}

static void leave_image(InlineReader *reader) {
    OpenImage open = reader->images.items[--reader->images.count];
    InlineObject *image = ARENA_NEW(reader->section->scratch, InlineObject);
    *image = *reader->atoms.items[open.atom].object;
    image->reading = gather_alternative(reader, open.atom + 1);
    reader->atoms.items[open.atom].object = image;
    reader->atoms.count = open.atom + 1;
    reader->brackets.count = open.bracket_count;
    reader->raise = SIZE_MAX;
    reader->at = link_tail_end(reader->content->text, reader->at, &image->caption_at);
    reader->behind = (Behind){BEHIND_IMAGE, reader->at, open.atom, open.atom};
}

/* Signs before and behind emphasis are as long as its count says; a node that cmark's extension
 * made is a strike. */
static void read_container(InlineReader *reader, cmark_node *node, bool enters) {
    uint32_t step = enters ? 1u : ~0u;
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_EMPH:
        reader->emphasis += step;
        advance(reader, 1);
        break;
    case CMARK_NODE_STRONG:
        reader->strong += step;
        advance(reader, 2);
        break;
    case CMARK_NODE_LINK:
        if (enters)
            enter_link(reader, node);
        else
            leave_link(reader);
        break;
    case CMARK_NODE_IMAGE:
        if (enters)
            enter_image(reader, node);
        else
            leave_image(reader);
        break;
    default:
        reader->strike += step;
        advance(reader, 2);
        break;
    }
}

static void read_node(InlineReader *reader, cmark_node *node, bool enters) {
    if (cmark_node_get_type(node) != CMARK_NODE_TEXT) reader->line_start = false;
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT: literal_read(reader, str_from_c(cmark_node_get_literal(node))); break;
    case CMARK_NODE_SOFTBREAK: read_break(reader, STR(" ")); break;
    case CMARK_NODE_LINEBREAK: read_break(reader, STR("\n")); break;
    case CMARK_NODE_CODE: read_code(reader, str_from_c(cmark_node_get_literal(node))); break;
    case CMARK_NODE_HTML_INLINE: read_html(reader, str_from_c(cmark_node_get_literal(node))); break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        if (enters) read_sign_node(reader, node);
        break;
    default: read_container(reader, node, enters); break;
    }
}

void inlines_read(InlineReader *reader, cmark_node *leaf) {
    reader->raise = SIZE_MAX;
    reader->call_end = SIZE_MAX;
    reader->line_start = true;
    cmark_iter *walk = cmark_iter_new(leaf);
    for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk)) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (node != leaf) read_node(reader, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(walk);
}
