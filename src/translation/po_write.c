/* In: messages. Out: a PO file as msgcat --no-wrap writes it, with the flags that msgcat drops. */
#include "translation/po.h"
#include "translation/po_quoted.h"

/* Each line of a text behind a sign; the last one ends as the others do. */
static void add_comment(StrBuilder *out, const char *sign, Str lines) {
    for (size_t at = 0; at < lines.length;) {
        size_t end = str_find(lines, STR("\n"), at);
        if (end == SIZE_MAX) end = lines.length;
        builder_add_c(out, sign);
        builder_add(out, str_slice(lines, at, end));
        builder_add_byte(out, '\n');
        at = end + 1;
    }
}

static void add_flags(StrBuilder *out, const PoMessage *message) {
    if (!message->fuzzy && message->flags.length == 0) return;
    builder_add_c(out, message->fuzzy ? "#, fuzzy" : "#, ");
    if (message->fuzzy && message->flags.length > 0) builder_add_c(out, ", ");
    builder_add(out, message->flags);
    builder_add_byte(out, '\n');
}

static void add_text(StrBuilder *out, const char *prefix, const char *keyword, const PoText *text) {
    if (text->written) quoted_write(out, prefix, keyword, text->text);
}

static void add_message(StrBuilder *out, const PoMessage *message) {
    const char *prefix = message->obsolete ? "#~ " : "";
    const char *previous = message->obsolete ? "#~| " : "#| ";
    if (out->length > 0) builder_add_byte(out, '\n');
    add_comment(out, "#", message->comments);
    add_comment(out, "#.", message->notes);
    add_comment(out, "#: ", message->references);
    add_flags(out, message);
    add_text(out, previous, "msgctxt", &message->previous_context);
    add_text(out, previous, "msgid", &message->previous_id);
    add_text(out, prefix, "msgctxt", &message->context);
    add_text(out, prefix, "msgid", &message->id);
    add_text(out, prefix, "msgstr", &message->text);
}

void po_write(const PoFile *file, StrBuilder *out) {
    if (file->header != NULL) add_message(out, file->header);
    for (int obsolete = 0; obsolete < 2; obsolete++) {
        for (size_t i = 0; i < file->count; i++) {
            if (file->messages[i].obsolete == (obsolete == 1)) add_message(out, &file->messages[i]);
        }
    }
}

/* ---- the header's fields: "Name: value\n" each ---- */

static char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* The bytes of a field's value and of its line; false where there is none. */
static bool field_find(Str header, Str name, size_t *value, size_t *end) {
    for (size_t at = 0; at < header.length; at = *end + 1) {
        size_t next = str_find(header, STR("\n"), at), i = 0;
        *end = next == SIZE_MAX ? header.length : next;
        while (i < name.length && at + i < *end &&
               lower(header.bytes[at + i]) == lower(name.bytes[i]))
            i++;
        *value = at + i + 1;
        if (i == name.length && at + i < *end && header.bytes[at + i] == ':') return true;
    }
    return false;
}

Str po_header_field(const PoFile *file, Str name) {
    size_t value, end;
    if (file->header == NULL || !field_find(file->header->text.text, name, &value, &end))
        return (Str){0};
    return str_trim(str_slice(file->header->text.text, value, end));
}

bool po_header_has(Str header, Str name) {
    size_t value, end;
    return field_find(header, name, &value, &end);
}

Str po_header_set(Arena *arena, Str header, Str name, Str value) {
    StrBuilder set = {.arena = arena};
    size_t at, end;
    bool found = field_find(header, name, &at, &end);
    builder_add(&set, str_slice(header, 0, found ? at : header.length));
    if (!found) {
        if (header.length > 0 && header.bytes[header.length - 1] != '\n')
            builder_add_byte(&set, '\n');
        builder_add(&set, name);
        builder_add_byte(&set, ':');
    }
    builder_add_byte(&set, ' ');
    builder_add(&set, value);
    builder_add(&set, found ? str_slice(header, end, header.length) : STR("\n"));
    return builder_text(&set);
}
