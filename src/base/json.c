/* JSON; see json.h. */
#include "base/json.h"

void json_add_text(StrBuilder *out, Str text) {
    builder_add_byte(out, '"');
    for (size_t at = 0; at < text.length;) {
        uint32_t character = utf8_next(text, &at);
        if (character < 0x20 || (character >= 0x7F && character < 0xA0)) {
            builder_add_format(out, "\\u%04x", (unsigned)character);
            continue;
        }
        if (character == '"' || character == '\\') builder_add_byte(out, '\\');
        builder_add_char(out, character);
    }
    builder_add_byte(out, '"');
}

void json_add_pair(StrBuilder *out, const char *key, Str text) {
    builder_add_format(out, "\"%s\": ", key);
    json_add_text(out, text);
}

void json_add_place(StrBuilder *out, Span where) {
    if (where.source == NULL) {
        builder_add_c(out, "null");
        return;
    }
    builder_add_byte(out, '{');
    json_add_pair(out, "path", where.source->path);
    builder_add_format(out, ", \"line\": %u, \"column\": %u}", where.line, where.column);
}
