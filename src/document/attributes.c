/* In: "{#id .class key=value}" in a content. Out: the attributes, each with its place.
 *
 * The grammar is Pandoc's (manual, "Extension: attributes") less what a brochure has no use for: no
 * bare words, no
 * "-" for unnumbered. A value in quotes may hold anything; \" and \\ stand for " and \. */
#include "document/attributes.h"

/* A malformed attribute is quoted in the message up to this length. */
enum { EXCERPT_CHARACTERS = 24 };

typedef struct AttributeReader {
    Arena *arena;
    Content *content;
    size_t at, end; /* of the content, between the braces */
    VEC(Attribute) classes;
    VEC(Attribute) pairs;
    Attributes *attributes;
    Diag *diag;
} AttributeReader;

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n';
}

/* The byte behind a quoted value that starts at a quote; SIZE_MAX if it is not closed. */
static size_t quoted_end(Str text, size_t at) {
    for (at++; at < text.length; at++) {
        if (text.bytes[at] == '\\' && at + 1 < text.length) {
            at++;
        } else if (text.bytes[at] == '"') {
            return at + 1;
        }
    }
    return SIZE_MAX;
}

size_t attributes_length(Str text) {
    if (text.length == 0 || text.bytes[0] != '{') return 0;
    for (size_t at = 1; at < text.length; at++) {
        switch (text.bytes[at]) {
        case '}': return at + 1;
        case '{':
        case '[':
        case ']': return 0;
        case '"':
            if (text.bytes[at - 1] != '=') break;
            at = quoted_end(text, at);
            if (at == SIZE_MAX) return 0;
            at--;
            break;
        default: break;
        }
    }
    return 0;
}

static char byte_at(const AttributeReader *reader, size_t at) {
    return at < reader->end ? reader->content->text.bytes[at] : ' ';
}

/* Letters, digits, - _ . : and all that is not ASCII. */
static bool is_name_byte(char byte) {
    unsigned char value = (unsigned char)byte;
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'A' && value <= 'Z') ||
           (value >= 'a' && value <= 'z') || value == '-' || value == '_' || value == '.' ||
           value == ':';
}

static size_t name_end(const AttributeReader *reader, size_t at) {
    while (at < reader->end && is_name_byte(byte_at(reader, at))) at++;
    return at;
}

static Str slice_copy(const AttributeReader *reader, size_t start, size_t end) {
    return str_copy(reader->arena, str_slice(reader->content->text, start, end));
}

static Span span_of(AttributeReader *reader, size_t start, size_t end) {
    size_t length = utf8_count(str_slice(reader->content->text, start, end));
    return content_place(reader->content, start, (uint32_t)length);
}

/* Reports what stands here up to the next space, and passes over it. */
static void skip_malformed(AttributeReader *reader, size_t start) {
    size_t end = start, shown = start;
    while (end < reader->end && !is_space(byte_at(reader, end))) end++;
    Str whole = str_slice(reader->content->text, 0, end);
    for (int i = 0; i < EXCERPT_CHARACTERS && shown < end; i++) utf8_next(whole, &shown);
    diag_report(reader->diag, MESSAGE_ATTRIBUTE_MALFORMED, span_of(reader, start, shown),
                ARGS(str_slice(whole, start, shown)));
    reader->at = end;
}

static void report_twice(AttributeReader *reader, Attribute attribute) {
    diag_report(reader->diag, MESSAGE_ATTRIBUTE_TWICE, attribute.where, ARGS(attribute.key));
}

/* "#id" or ".class". */
static void read_name(AttributeReader *reader, char sign) {
    size_t start = reader->at, end = name_end(reader, start + 1);
    if (end == start + 1 || !is_space(byte_at(reader, end))) {
        skip_malformed(reader, start);
        return;
    }
    reader->at = end;
    Attribute name = {.key = slice_copy(reader, start + 1, end),
                      .where = span_of(reader, start, end)};
    if (sign == '.') {
        VEC_PUSH(reader->arena, &reader->classes, name);
    } else if (reader->attributes->id.length > 0) {
        report_twice(reader,
                     (Attribute){.key = slice_copy(reader, start, end), .where = name.where});
    } else {
        reader->attributes->id = name.key;
        reader->attributes->id_where = name.where;
    }
}

/* The value between quotes, its back slashes resolved. */
static Str quoted_value(AttributeReader *reader, size_t start, size_t end) {
    StrBuilder value = {.arena = reader->arena};
    for (size_t at = start; at < end; at++) {
        char byte = byte_at(reader, at), next = byte_at(reader, at + 1);
        if (byte == '\\' && at + 1 < end && (next == '"' || next == '\\')) at++;
        byte = byte_at(reader, at);
        builder_add_byte(&value, byte == '\n' ? ' ' : byte);
    }
    return builder_text(&value);
}

static void pair_add(AttributeReader *reader, Attribute pair) {
    for (size_t i = 0; i < reader->pairs.count; i++) {
        if (!str_equal(reader->pairs.items[i].key, pair.key)) continue;
        report_twice(reader, pair);
        return;
    }
    VEC_PUSH(reader->arena, &reader->pairs, pair);
}

/* key=value or key="value". */
static void read_pair(AttributeReader *reader) {
    size_t start = reader->at, key_end = name_end(reader, start);
    if (key_end == start || byte_at(reader, key_end) != '=') {
        skip_malformed(reader, start);
        return;
    }
    size_t value = key_end + 1, end = value;
    bool quoted = byte_at(reader, value) == '"';
    if (quoted) {
        end = quoted_end(str_slice(reader->content->text, 0, reader->end), value);
    } else {
        while (end < reader->end && !is_space(byte_at(reader, end)) && byte_at(reader, end) != '"')
            end++;
    }
    if (end == SIZE_MAX || end == value || !is_space(byte_at(reader, end))) {
        skip_malformed(reader, start);
        return;
    }
    reader->at = end;
    Attribute pair = {.key = slice_copy(reader, start, key_end),
                      .where = span_of(reader, start, end)};
    pair.quoted = quoted;
    pair.value_start = content_source(reader->content, quoted ? value + 1 : value);
    pair.value_end = content_source(reader->content, quoted ? end - 1 : end);
    pair.value = quoted ? quoted_value(reader, value + 1, end - 1) : slice_copy(reader, value, end);
    pair_add(reader, pair);
}

/* Keys are compared pair by pair: more than a person would write are refused, so that this stays
 * quick. */
enum { PAIRS_LIMIT = 64 };

void attributes_read(Arena *arena, Content *content, size_t start, size_t end,
                     Attributes *attributes, Diag *diag) {
    AttributeReader reader = {.arena = arena,
                              .content = content,
                              .at = start + 1,
                              .end = end - 1,
                              .attributes = attributes,
                              .diag = diag};
    attributes->where = span_of(&reader, start, end);
    while (true) {
        while (reader.at < reader.end && is_space(byte_at(&reader, reader.at))) reader.at++;
        if (reader.at >= reader.end) break;
        char sign = byte_at(&reader, reader.at);
        if (sign == '#' || sign == '.') {
            read_name(&reader, sign);
        } else if (reader.pairs.count < PAIRS_LIMIT) {
            read_pair(&reader);
        } else {
            skip_malformed(&reader, reader.at);
        }
    }
    attributes->classes = reader.classes.items;
    attributes->class_count = reader.classes.count;
    attributes->pairs = reader.pairs.items;
    attributes->pair_count = reader.pairs.count;
}

bool attributes_are_class(Str text) {
    for (size_t i = 0; i < text.length; i++) {
        if (!is_name_byte(text.bytes[i])) return false;
    }
    return text.length > 0;
}

void attributes_read_class(Arena *arena, Content *content, size_t start, size_t end,
                           Attributes *attributes) {
    AttributeReader reader = {.arena = arena, .content = content, .end = end};
    attributes->where = span_of(&reader, start, end);
    attributes->classes = ARENA_NEW(arena, Attribute);
    attributes->classes[0] =
        (Attribute){.key = slice_copy(&reader, start, end), .where = attributes->where};
    attributes->class_count = 1;
}
