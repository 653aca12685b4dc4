/* In: a content and the ] that ends a link's text. Out: the end of the link.
 *
 * The rules are CommonMark's (0.29, sections 6.6 and 4.7) in the form in which cmark applies them.
 * cmark has already found that there is a link; this only tells how far it goes. */
#include "document/inlines.h"

enum { PARENTHESES_LIMIT = 32, LABEL_LIMIT = 1000 };

static char byte_at(Str content, size_t at) {
    return at < content.length ? content.bytes[at] : '\0';
}

static bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static size_t skip_space(Str content, size_t at) {
    while (is_space(byte_at(content, at))) at++;
    return at;
}

bool byte_is_punctuation(char byte) {
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
           (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

static bool is_escape(Str content, size_t at) {
    return byte_at(content, at) == '\\' && byte_is_punctuation(byte_at(content, at + 1));
}

/* <address>, or SIZE_MAX. */
static size_t bracketed_end(Str content, size_t at) {
    for (at++; at < content.length; at++) {
        char byte = content.bytes[at];
        if (byte == '>') return at + 1;
        if (byte == '\n' || byte == '<') return SIZE_MAX;
        if (byte == '\\') at++;
    }
    return SIZE_MAX;
}

/* An address with balanced parentheses, or SIZE_MAX. */
static size_t address_end(Str content, size_t at) {
    if (byte_at(content, at) == '<') return bracketed_end(content, at);
    int open = 0;
    for (; at < content.length; at++) {
        char byte = content.bytes[at];
        if (is_escape(content, at)) {
            at++;
        } else if (byte == '(') {
            if (++open > PARENTHESES_LIMIT) return SIZE_MAX;
        } else if (byte == ')') {
            if (open-- == 0) return at;
        } else if (is_space(byte)) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* "title", 'title' or (title); at itself if there is none. To cmark a back slash before a quote
 * keeps it from closing, whatever stands before, unless no other quote does. */
static size_t title_end(Str content, size_t at) {
    char open = byte_at(content, at), close = open == '(' ? ')' : open;
    if (open != '"' && open != '\'' && open != '(') return at;
    size_t found = at;
    for (size_t end = at + 1; end < content.length; end++) {
        char byte = content.bytes[end];
        if (byte != close && (byte != '(' || open != '(')) continue;
        bool escaped = end > at + 1 && content.bytes[end - 1] == '\\';
        if (byte == close) found = end + 1;
        if (!escaped) break;
    }
    return found;
}

/* The end of "(address "title")", or at itself. */
static size_t inline_end(Str content, size_t at, size_t *title_at) {
    if (byte_at(content, at) != '(') return at;
    size_t end = address_end(content, skip_space(content, at + 1));
    if (end == SIZE_MAX) return at;
    size_t title = skip_space(content, end), behind = title;
    if (title > end) behind = title_end(content, title);
    if (byte_at(content, skip_space(content, behind)) != ')') return at;
    if (behind > title) *title_at = title + 1;
    return skip_space(content, behind) + 1;
}

/* The end of "[label]", or at itself. */
static size_t label_end(Str content, size_t at) {
    if (byte_at(content, at) != '[') return at;
    for (size_t end = at + 1; end < content.length && end < at + LABEL_LIMIT + 2; end++) {
        char byte = content.bytes[end];
        if (byte == ']') return end + 1;
        if (byte == '[') return at;
        if (is_escape(content, end)) end++;
    }
    return at;
}

size_t link_tail_end(Str content, size_t at, size_t *title_at) {
    *title_at = SIZE_MAX;
    if (byte_at(content, at) != ']') return at;
    at++;
    size_t end = inline_end(content, at, title_at);
    return end > at ? end : label_end(content, at);
}
