/* In: the text of a cmark node, and the content it was parsed from. Out: atoms, each at its byte of
 * the content.
 *
 * Only three things make them differ: a back slash before punctuation, an entity, and signs that
 * belong to other nodes, which inlines.c has passed over. So both are read in step, byte by byte.
 */
#include "document/inlines.h"

#include "document/attributes.h"

Atom *atom_add(InlineReader *reader, AtomKind kind, Str text) {
    uint32_t marks = (reader->emphasis > 0 ? MARK_EMPHASIS : 0u) |
                     (reader->strong > 0 ? MARK_STRONG : 0u) |
                     (reader->strike > 0 ? MARK_STRIKE : 0u);
    Atom atom = {.kind = kind,
                 .at = (uint32_t)reader->at,
                 .marks = marks,
                 .text = text,
                 .link = reader->link};
    VEC_PUSH(reader->section->scratch, &reader->atoms, atom);
    return &reader->atoms.items[reader->atoms.count - 1];
}

static char content_byte(const InlineReader *reader, size_t at) {
    return at < reader->content->text.length ? reader->content->text.bytes[at] : '\0';
}

static bool is_sign(char byte) {
    return byte == '[' || byte == ']' || byte == '^' || byte == '{' || byte == '\\' ||
           byte == '&' || byte == '\t';
}

/* How far literal and content are equal and hold no sign that means something. */
static size_t plain_length(InlineReader *reader, Str literal, size_t from) {
    size_t length = 0;
    for (; from + length < literal.length; length++) {
        char byte = literal.bytes[from + length];
        if (is_sign(byte) || byte != content_byte(reader, reader->at + length)) break;
        if (byte == ' ') reader->raise = SIZE_MAX;
    }
    return length;
}

static void add_verbatim(InlineReader *reader, Str text) {
    atom_add(reader, ATOM_TEXT, text);
    reader->at += text.length;
}

/* The end of "&name;" or "&#12;", or at itself. */
static size_t entity_end(Str content, size_t at) {
    size_t end = at + 1;
    if (end < content.length && content.bytes[end] == '#') end++;
    size_t start = end;
    while (end < content.length) {
        char byte = content.bytes[end];
        bool named = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z');
        if (!named) break;
        end++;
    }
    return end > start && end < content.length && content.bytes[end] == ';' ? end + 1 : at;
}

/* True for the entities that stand for & itself: &amp; &AMP; &#38; &#x26; with zeros in front. */
static bool is_ampersand(Str entity) {
    Str name = str_slice(entity, 1, entity.length - 1);
    if (str_equal(name, STR("amp")) || str_equal(name, STR("AMP"))) return true;
    if (!str_starts_with(name, STR("#")) || name.length > 8) return false;
    bool hexadecimal = str_starts_with(name, STR("#x")) || str_starts_with(name, STR("#X"));
    Str digits = str_slice(name, hexadecimal ? 2 : 1, name.length);
    while (digits.length > 2 && digits.bytes[0] == '0')
        digits = str_slice(digits, 1, digits.length);
    return str_equal(digits, hexadecimal ? STR("26") : STR("38"));
}

/* The second characters of HTML's entities that stand for two: strokes, outlines, variants, a hair
 * space. */
static bool is_second_character(uint32_t codepoint) {
    return codepoint == 0x0338 || codepoint == 0x20D2 || codepoint == 0xFE00 ||
           codepoint == 0x20E5 || codepoint == 0x0333 || codepoint == 0x200A;
}

/* How many bytes of the literal an entity became. The table of names is cmark's; here it is enough
 * to know that it is one character, or two that are found together nowhere else. */
static size_t decoded_length(Str literal, size_t from, Str content, Str entity,
                             size_t entity_stop) {
    size_t end = from;
    utf8_next(literal, &end);
    size_t second = end;
    uint32_t codepoint = utf8_next(literal, &second);
    bool named = !str_starts_with(entity, STR("&#"));
    bool ligature = str_equal(entity, STR("&fjlig;")) && codepoint == 'j';
    if (!named || (!is_second_character(codepoint) && !ligature)) return end - from;
    Str rest = str_slice(content, entity_stop, content.length);
    return str_starts_with(rest, str_slice(literal, end, second)) ? end - from : second - from;
}

/* An entity may spell what must not be typed: controls become spaces, U+FFFC becomes U+FFFD. */
static Str cleaned(Str decoded) {
    bool control =
        decoded.length == 1 && ((unsigned char)decoded.bytes[0] < ' ' || decoded.bytes[0] == 0x7F);
    if (control) return STR(" ");
    return str_equal(decoded, STR("\xEF\xBF\xBC")) ? STR("\xEF\xBF\xBD") : decoded;
}

/* The rest of a literal that does not agree with the content. */
static size_t read_lost(InlineReader *reader, Str literal, size_t from) {
    reader->lost = true;
    atom_add(reader, ATOM_TEXT, str_slice(literal, from, literal.length));
    return literal.length - from;
}

/* At an & of the content. Gives the bytes of the literal that were read. */
static size_t read_ampersand(InlineReader *reader, Str literal, size_t from) {
    Str content = reader->content->text;
    size_t end = entity_end(content, reader->at);
    Str entity = str_slice(content, reader->at, end);
    bool verbatim = literal.bytes[from] == '&' && (entity.length == 0 || !is_ampersand(entity));
    if (verbatim) {
        add_verbatim(reader, str_slice(literal, from, from + 1));
        return 1;
    }
    if (entity.length == 0) return read_lost(reader, literal, from);
    size_t length = decoded_length(literal, from, content, entity, end);
    for (size_t start = from, next = from; next < from + length; start = next) {
        utf8_next(literal, &next);
        atom_add(reader, ATOM_TEXT,
                 cleaned(str_slice(literal, start, next))); /* both stand at the & */
    }
    reader->at = end;
    return length;
}

static void read_open_bracket(InlineReader *reader) {
    size_t atom = reader->atoms.count;
    VEC_PUSH(reader->section->scratch, &reader->brackets, atom);
    add_verbatim(reader, STR("["));
}

static void read_close_bracket(InlineReader *reader) {
    if (reader->at == reader->call_end) {
        reader->at++;
        return;
    }
    size_t close = reader->atoms.count;
    add_verbatim(reader, STR("]"));
    if (reader->brackets.count == 0) return;
    size_t open = reader->brackets.items[--reader->brackets.count];
    reader->behind = (Behind){BEHIND_BRACKET, reader->at, open, close};
}

/* ^ begins a superscript, or ends one: x^2^. Nothing that holds a space is one. */
static void read_caret(InlineReader *reader) {
    size_t open = reader->raise, atom = reader->atoms.count;
    bool ends = open != SIZE_MAX && atom > open + 1;
    add_verbatim(reader, STR("^"));
    reader->raise = ends ? SIZE_MAX : atom;
    if (!ends) return;
    reader->atoms.items[open].kind = ATOM_RAISE;
    reader->atoms.items[atom].kind = ATOM_LOWER;
}

/* A word in braces is one; a list of attributes is a slip. */
void literal_check_braces(const InlineReader *reader) {
    Str content = reader->content->text;
    size_t length = attributes_length(str_slice(content, reader->at, content.length));
    Str braces = str_slice(content, reader->at, reader->at + length);
    if (length < 3) return;
    char first = braces.bytes[1];
    if (first != '.' && first != '#' && str_find(braces, STR("="), 0) == SIZE_MAX) return;
    diag_report(reader->section->diag, MESSAGE_ATTRIBUTES_PRINTED,
                content_place(reader->content, reader->at, (uint32_t)utf8_count(braces)), NO_ARGS);
}

/* {page} in a link to an id; a brace behind something that could take attributes; any other brace.
 */
static size_t read_brace(InlineReader *reader, Str literal, size_t from) {
    Diag *diag = reader->section->diag;
    Str page = STR("{page}");
    Str content = reader->content->text;
    bool is_page = str_starts_with(str_slice(literal, from, literal.length), page) &&
                   str_starts_with(str_slice(content, reader->at, content.length), page);
    if (!is_page) {
        if (reader->behind.kind != BEHIND_NOTHING && reader->behind.at == reader->at) {
            diag_report(diag, MESSAGE_ATTRIBUTE_MALFORMED,
                        content_place(reader->content, reader->at, 1), ARGS(STR("{")));
        } else {
            literal_check_braces(reader);
        }
        add_verbatim(reader, STR("{"));
        return 1;
    }
    bool in_link = reader->link != NULL && str_starts_with(reader->link->target, STR("#"));
    if (in_link) {
        InlineObject *object = ARENA_NEW(reader->section->scratch, InlineObject);
        object->kind = INLINE_PAGE_REFERENCE;
        object->target = str_slice(reader->link->target, 1, reader->link->target.length);
        atom_add(reader, ATOM_OBJECT, (Str){0})->object = object;
        reader->at += page.length;
    } else {
        diag_report(diag, MESSAGE_PAGE_OUTSIDE_LINK,
                    content_place(reader->content, reader->at, (uint32_t)page.length), NO_ARGS);
        add_verbatim(reader, page);
    }
    return page.length;
}

/* At a place where plain text ends. Gives the bytes of the literal that were read, at least one. */
static size_t read_sign(InlineReader *reader, Str literal, size_t from) {
    char byte = literal.bytes[from], here = content_byte(reader, reader->at);
    if (!reader->autolink && here == '\\' &&
        byte_is_punctuation(content_byte(reader, reader->at + 1))) {
        if (content_byte(reader, reader->at + 1) != byte) return read_lost(reader, literal, from);
        reader->at++;
        add_verbatim(reader, str_slice(literal, from, from + 1));
        return 1;
    }
    if (here == '&') return read_ampersand(reader, literal, from);
    if (here != byte) return read_lost(reader, literal, from);
    switch (reader->plain && byte != '\n' && byte != '\t' ? '\0' : byte) {
    case '[': read_open_bracket(reader); break;
    case ']': read_close_bracket(reader); break;
    case '^': read_caret(reader); break;
    case '{': return read_brace(reader, literal, from);
    case '\n':
    case '\t': add_verbatim(reader, STR(" ")); break;
    default: add_verbatim(reader, str_slice(literal, from, from + 1)); break;
    }
    return 1;
}

/* Passes over blanks at the start of a line, in the literal and in the content. */
static size_t skip_line_start(InlineReader *reader, Str literal) {
    size_t from = 0;
    while (reader->line_start && from < literal.length &&
           (literal.bytes[from] == ' ' || literal.bytes[from] == '\t')) {
        from++;
        reader->at++;
    }
    reader->line_start = false;
    return from;
}

void literal_read(InlineReader *reader, Str literal) {
    for (size_t from = skip_line_start(reader, literal); from < literal.length;) {
        if (reader->lost) {
            read_lost(reader, literal, from);
            return;
        }
        size_t length = plain_length(reader, literal, from);
        if (length > 0) add_verbatim(reader, str_slice(literal, from, from + length));
        from += length;
        if (from < literal.length) from += read_sign(reader, literal, from);
    }
}

void literal_read_raw(InlineReader *reader, size_t end) {
    while (reader->at < end) {
        size_t stop = reader->at;
        while (stop < end && reader->content->text.bytes[stop] != '\n') stop++;
        if (stop > reader->at)
            add_verbatim(reader, str_slice(reader->content->text, reader->at, stop));
        if (stop < end) add_verbatim(reader, STR(" "));
    }
}
