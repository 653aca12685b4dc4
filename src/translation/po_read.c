/* In: the text of a PO file. Out: its messages, and reports of what is wrong with it.
 *
 * A line is a comment, a keyword with a string, or a string that goes on with the text before it. A
 * message begins with its comments, with msgctxt or with msgid, whichever comes first behind the
 * msgstr of another. One in which something is wrong is read to its end and left out. */
#include "base/file.h"
#include "document/conflicts.h"
#include "translation/po.h"
#include "translation/po_quoted.h"

/* Characters of a wrong word or of a msgid that are shown. */
enum { SHOWN_MOST = 40 };

typedef struct PoReader {
    Arena *arena;
    const Source *source;
    Diag *diag;
    SourceCursor cursor;
    Str line;          /* the one being read, without its end */
    size_t line_start; /* byte of the source */
    PoMessage message; /* the one being read */
    StrBuilder comments, notes, references, flags;
    PoText *text; /* the one being read, NULL: a string belongs to nothing */
    StrBuilder bytes;
    bool after_return; /* the last byte of the text was written as \r */
    bool skipping;     /* strings that follow belong to a keyword that was refused */
    bool broken;       /* something was wrong with the message */
    Map seen;          /* context and id -> any, of messages read */
    VEC(PoMessage) messages;
    PoMessage *header;
    bool header_broken;
} PoReader;

/* The place of a byte of the line. */
static Span place(PoReader *reader, size_t at, size_t characters) {
    return cursor_span_at(&reader->cursor, reader->line_start + at, (uint32_t)characters);
}

static void report(PoReader *reader, MessageCode code, Span where, MessageArgs args) {
    reader->broken = true;
    diag_report(reader->diag, code, where, args);
}

/* The start of a text in one line, to be shown. */
static Str excerpt(Str text) {
    size_t at = 0;
    for (size_t count = 0; count < SHOWN_MOST && at < text.length; count++) {
        if (text.bytes[at] == '\n') break;
        utf8_next(text, &at);
    }
    return str_slice(text, 0, at);
}

/* ---- the end of a message ---- */

static bool message_begun(const PoMessage *message) {
    return message->context.written || message->id.written || message->text.written;
}

static Str message_key(Arena *arena, const PoMessage *message) {
    StrBuilder key = {.arena = arena};
    if (message->obsolete) builder_add_c(&key, "~");
    if (message->context.written) builder_add(&key, message->context.text);
    builder_add_byte(&key, message->context.written ? '\4' : '\5');
    builder_add(&key, message->id.text);
    return builder_text(&key);
}

/* False after a report where the message stands there already; of obsolete ones the first stays. */
static bool message_note(PoReader *reader) {
    Str key = message_key(reader->arena, &reader->message);
    Span *first = map_find(&reader->seen, key);
    if (first == NULL) {
        Span *where = ARENA_NEW(reader->arena, Span);
        *where = reader->message.where;
        map_put(&reader->seen, key, where);
        return true;
    }
    if (reader->message.obsolete) return false;
    StrBuilder line = {.arena = reader->arena};
    builder_add_int(&line, first->line);
    report(reader, MESSAGE_PO_MESSAGE_TWICE, reader->message.where,
           ARGS(excerpt(reader->message.context.written ? reader->message.context.text
                                                        : reader->message.id.text),
                builder_text(&line)));
    return false;
}

static void text_finish(PoReader *reader) {
    if (reader->text != NULL) reader->text->text = builder_text(&reader->bytes);
    if (reader->text != NULL && utf8_find_fault(reader->text->text) != SIZE_MAX)
        report(reader, MESSAGE_PO_ESCAPE_NOT_UTF8, reader->text->where, NO_ARGS);
    reader->text = NULL;
    reader->bytes = (StrBuilder){.arena = reader->arena};
    reader->after_return = false;
}

static bool message_is_header(const PoMessage *message) {
    return !message->context.written && message->id.text.length == 0 && !message->obsolete;
}

static void message_finish(PoReader *reader) {
    text_finish(reader);
    PoMessage *message = &reader->message;
    message->comments = builder_text(&reader->comments);
    message->notes = builder_text(&reader->notes);
    message->references = builder_text(&reader->references);
    message->flags = builder_text(&reader->flags);
    if (message_begun(message) && !message->text.written && !reader->broken)
        report(reader, MESSAGE_PO_MSGSTR_MISSING, message->where, NO_ARGS);
    if (message_begun(message) && !reader->broken && message_note(reader)) {
        if (message_is_header(message)) {
            reader->header = ARENA_NEW(reader->arena, PoMessage);
            *reader->header = *message;
        } else {
            VEC_PUSH(reader->arena, &reader->messages, *message);
        }
    }
    if (reader->broken && message->id.written && message_is_header(message))
        reader->header_broken = true;
    StrBuilder empty = {.arena = reader->arena};
    reader->comments = reader->notes = reader->references = reader->flags = empty;
    reader->message = (PoMessage){0};
    reader->broken = reader->skipping = false;
}

/* ---- strings ---- */

static void add_text_byte(PoReader *reader, char byte) {
    if (byte != '\n' || !reader->after_return)
        builder_add_byte(&reader->bytes, byte == '\r' ? '\n' : byte);
    reader->after_return = byte == '\r';
}

/* What stands where a back slash is wrong. */
static void report_escape(PoReader *reader, size_t at, Quoted quoted) {
    size_t end = at + quoted.length;
    while (end < reader->line.length && ((unsigned char)reader->line.bytes[end] & 0xC0) == 0x80)
        end++;
    Str written = str_slice(reader->line, at, end);
    report(reader, MESSAGE_PO_ESCAPE_UNKNOWN, place(reader, at, utf8_count(written)),
           ARGS(written));
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static size_t skip_blanks(Str line, size_t at) {
    while (at < line.length && is_blank(line.bytes[at])) at++;
    return at;
}

/* Reads the string whose quote stands at a byte of the line, and refuses what follows it. */
static void read_string(PoReader *reader, size_t open) {
    size_t at = open + 1;
    Quoted quoted = quoted_next(reader->line, at);
    for (; quoted.kind == QUOTED_BYTE || quoted.kind == QUOTED_ESCAPE;
         quoted = quoted_next(reader->line, at)) {
        if (quoted.kind == QUOTED_ESCAPE) report_escape(reader, at, quoted);
        if (quoted.kind == QUOTED_BYTE && reader->text != NULL) add_text_byte(reader, quoted.byte);
        at += quoted.length;
    }
    if (quoted.kind == QUOTED_OPEN) {
        report(reader, MESSAGE_PO_QUOTE_UNCLOSED, place(reader, open, 1), NO_ARGS);
        return;
    }
    at = skip_blanks(reader->line, at + 1);
    if (at < reader->line.length)
        report(reader, MESSAGE_PO_TEXT_STRAY, place(reader, at, 1),
               ARGS(excerpt(str_slice(reader->line, at, reader->line.length))));
}

/* ---- keywords ---- */

typedef enum Keyword {
    KEYWORD_CONTEXT,
    KEYWORD_ID,
    KEYWORD_TEXT,
    KEYWORD_PLURAL,
    KEYWORD_DOMAIN,
    KEYWORD_COUNT
} Keyword;
static const char *const keyword_names[] = {"msgctxt", "msgid", "msgstr", "msgid_plural", "domain"};

static void report_keyword(PoReader *reader, Str name, size_t at) {
    Str names[KEYWORD_COUNT];
    for (int i = 0; i < KEYWORD_COUNT; i++) names[i] = str_from_c(keyword_names[i]);
    Str nearest = str_nearest(excerpt(name), names, KEYWORD_PLURAL);
    bool nothing = reader->header == NULL && reader->messages.count == 0; /* a page of the web? */
    if (nothing && reader->diag->counts[MESSAGE_PO_LINE_STRAY] > 0) return;
    report(reader, nearest.length > 0 ? MESSAGE_PO_KEYWORD_UNKNOWN : MESSAGE_PO_LINE_STRAY,
           place(reader, at, utf8_count(name)), ARGS(excerpt(name), nearest));
}

/* The text of the message that a keyword gives; NULL where it cannot stand here. */
static PoText *keyword_text(PoReader *reader, Keyword keyword, bool previous) {
    PoMessage *message = &reader->message;
    if (previous) {
        if (keyword == KEYWORD_CONTEXT) return &message->previous_context;
        return keyword == KEYWORD_ID ? &message->previous_id : NULL;
    }
    if (keyword == KEYWORD_CONTEXT) return &message->context;
    if (keyword == KEYWORD_ID) return &message->id;
    return message->id.written && !message->text.written ? &message->text : NULL;
}

/* True if the keyword begins another message than the one being read. */
static bool keyword_begins(const PoReader *reader, Keyword keyword, bool previous) {
    const PoMessage *message = &reader->message;
    bool stranger = keyword == KEYWORD_COUNT || keyword == KEYWORD_DOMAIN;
    bool first = keyword == KEYWORD_CONTEXT || keyword == KEYWORD_ID;
    if (stranger) return message->text.written;
    if (reader->broken && first && !message_begun(message)) return true;
    if (previous) return message_begun(message);
    if (keyword == KEYWORD_CONTEXT) return message_begun(message);
    return keyword == KEYWORD_ID && (message->id.written || message->text.written);
}

static void refuse_keyword(PoReader *reader, Keyword keyword, size_t at) {
    Str name = str_from_c(keyword_names[keyword]);
    Span where = place(reader, at, name.length);
    if (keyword < KEYWORD_PLURAL && !reader->broken) /* else it follows from what was reported */
        report(reader, MESSAGE_PO_KEYWORD_MISPLACED, where, ARGS(name));
    if (keyword == KEYWORD_PLURAL && !reader->broken)
        report(reader, MESSAGE_PO_PLURAL, where, NO_ARGS);
    if (keyword == KEYWORD_DOMAIN) report(reader, MESSAGE_PO_DOMAIN, where, NO_ARGS);
    reader->skipping = true;
}

static void begin_text(PoReader *reader, Keyword keyword, bool previous, size_t at, size_t quote) {
    PoText *text = keyword_text(reader, keyword, previous);
    if (text == NULL) {
        refuse_keyword(reader, keyword, at);
        return;
    }
    if (!message_begun(&reader->message) && !previous)
        reader->message.where = place(reader, at, str_from_c(keyword_names[keyword]).length);
    *text = (PoText){
        .written = true, .at = reader->line_start + quote, .where = place(reader, quote, 1)};
    reader->text = text;
}

/* Reads a keyword and its string, at a byte of the line. */
static void read_keyword(PoReader *reader, size_t at, bool previous, bool obsolete) {
    Str line = reader->line;
    size_t end = at;
    while (end < line.length && !is_blank(line.bytes[end]) && line.bytes[end] != '"' &&
           line.bytes[end] != '[')
        end++;
    Str name = str_slice(line, at, end);
    int keyword = 0;
    while (keyword < KEYWORD_COUNT && !str_equal(name, str_from_c(keyword_names[keyword])))
        keyword++;
    bool numbered = end < line.length && line.bytes[end] == '[';
    if (keyword_begins(reader, (Keyword)keyword, previous)) message_finish(reader);
    text_finish(reader);
    reader->skipping = false;
    if (!previous && keyword != KEYWORD_TEXT) reader->message.obsolete = obsolete;
    size_t quote = skip_blanks(line, end);
    if (keyword == KEYWORD_COUNT) {
        report_keyword(reader, name, at);
        reader->skipping = true;
    } else if (numbered || keyword == KEYWORD_PLURAL || keyword == KEYWORD_DOMAIN) {
        refuse_keyword(reader, numbered ? KEYWORD_PLURAL : (Keyword)keyword, at);
    } else if (quote >= line.length || line.bytes[quote] != '"') {
        report(reader, MESSAGE_PO_QUOTE_MISSING, place(reader, at, end - at), ARGS(name));
        reader->skipping = true;
    } else {
        begin_text(reader, (Keyword)keyword, previous, at, quote);
        read_string(reader, quote);
    }
}

/* A string alone on its line, or a keyword. */
static void read_content(PoReader *reader, size_t at, bool previous, bool obsolete) {
    at = skip_blanks(reader->line, at);
    if (at >= reader->line.length) return;
    if (reader->line.bytes[at] != '"') {
        read_keyword(reader, at, previous, obsolete);
    } else if (reader->text != NULL || reader->skipping) {
        read_string(reader, at);
    } else {
        report(reader, MESSAGE_PO_TEXT_STRAY, place(reader, at, 1),
               ARGS(excerpt(str_slice(reader->line, at, reader->line.length))));
    }
}

/* ---- comments ---- */

static void add_line(StrBuilder *lines, Str line) {
    builder_add(lines, line);
    builder_add_byte(lines, '\n');
}

static void add_flags(PoReader *reader, Str flags) {
    for (size_t at = 0; at <= flags.length;) {
        size_t end = str_find(flags, STR(","), at);
        if (end == SIZE_MAX) end = flags.length;
        Str flag = str_trim(str_slice(flags, at, end));
        bool fuzzy = str_equal(flag, STR("fuzzy"));
        if (fuzzy) reader->message.fuzzy = true;
        if (!fuzzy && flag.length > 0) {
            if (reader->flags.length > 0) builder_add_c(&reader->flags, ", ");
            builder_add(&reader->flags, flag);
        }
        at = end + 1;
    }
}

static void read_comment(PoReader *reader) {
    Str line = reader->line;
    char sign = line.length > 1 ? line.bytes[1] : ' ';
    if (sign == '~' || sign == '|') {
        bool previous = sign == '|' || (line.length > 2 && line.bytes[2] == '|');
        read_content(reader, sign == '~' && previous ? 3 : 2, previous, sign == '~');
        return;
    }
    if (reader->message.text.written) message_finish(reader);
    Str rest = str_slice(line, 2, line.length);
    if (sign == '.') {
        add_line(&reader->notes, rest);
    } else if (sign == ':') {
        if (reader->references.length > 0) builder_add_byte(&reader->references, ' ');
        builder_add(&reader->references, str_trim(rest));
    } else if (sign == ',') {
        add_flags(reader, rest);
    } else {
        add_line(&reader->comments, str_slice(line, 1, line.length));
    }
}

/* ---- the whole ---- */

static void read_line(PoReader *reader) {
    size_t fault = str_find(reader->line, (Str){"", 1}, 0);
    if (fault != SIZE_MAX) {
        report(reader, MESSAGE_PO_NUL, place(reader, fault, 1), NO_ARGS);
        return;
    }
    size_t at = skip_blanks(reader->line, 0);
    if (at < reader->line.length && reader->line.bytes[at] == '#') {
        reader->line_start += at;
        reader->line = str_slice(reader->line, at, reader->line.length);
        read_comment(reader);
    } else {
        read_content(reader, 0, /*previous*/ false, /*obsolete*/ false);
    }
}

static void check_header(PoReader *reader, const PoFile *file) {
    Span top = span_at(reader->source, 0, 1);
    if (file->header == NULL) {
        bool nothing = file->count == 0 && reader->diag->counts[MESSAGE_PO_LINE_STRAY] >
                                               0; /* it is no PO file at all */
        if (!reader->header_broken && !nothing)
            diag_report(reader->diag, MESSAGE_PO_HEADER_MISSING, top, NO_ARGS);
        return;
    }
    Str type = po_header_field(file, STR("Content-Type"));
    size_t at = str_find(type, STR("charset="), 0);
    Str charset = at == SIZE_MAX ? (Str){0} : str_trim(str_slice(type, at + 8, type.length));
    static const char *const same[] = {"",     "UTF-8", "utf-8",    "UTF8",
                                       "utf8", "ASCII", "US-ASCII", "CHARSET"};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        if (str_equal(charset, str_from_c(same[i]))) return;
    }
    size_t byte = str_find(file->header->text.text, charset, 0);
    Span where = po_text_place(&file->header->text, byte == SIZE_MAX ? 0 : byte);
    where.length = (uint32_t)utf8_count(charset);
    diag_report(reader->diag, MESSAGE_PO_CHARSET, where,
                ARGS(charset, path_name(reader->source->path)));
}

PoFile *po_read(Arena *arena, Source *source, Diag *diag) {
    source = conflicts_resolve(arena, source, diag);
    StrBuilder empty = {.arena = arena};
    PoReader reader = {.arena = arena,
                       .source = source,
                       .diag = diag,
                       .cursor = {.source = source},
                       .comments = empty,
                       .notes = empty,
                       .references = empty,
                       .flags = empty,
                       .bytes = empty,
                       .seen = {.arena = arena}};
    for (size_t at = 0; at < source->text.length;) {
        size_t end = str_find(source->text, STR("\n"), at);
        if (end == SIZE_MAX) end = source->text.length;
        reader.line_start = at;
        reader.line = str_slice(source->text, at, end);
        read_line(&reader);
        at = end + 1;
    }
    message_finish(&reader);
    PoFile *file = ARENA_NEW(arena, PoFile);
    *file = (PoFile){source, reader.header, reader.messages.items, reader.messages.count};
    check_header(&reader, file);
    return file;
}
