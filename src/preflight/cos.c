/* Values of a PDF file and their text; see cos.h. */
#include "preflight/cos.h"

#include <string.h>

/* Deeper nesting is no document's; qpdf refuses it from 500 on. */
enum { DEEPEST = 200 };

const Cos cos_null = {0};

static bool read_value(CosLexer *lexer, Cos *value, int depth);

/* Table 1 and 2: white space and delimiters; all other characters are regular. */
typedef enum ByteKind { BYTE_REGULAR, BYTE_SPACE, BYTE_DELIMITER } ByteKind;

static const unsigned char byte_kinds[256] = {
    [0] = BYTE_SPACE,       ['\t'] = BYTE_SPACE,    ['\n'] = BYTE_SPACE,    ['\f'] = BYTE_SPACE,
    ['\r'] = BYTE_SPACE,    [' '] = BYTE_SPACE,     ['('] = BYTE_DELIMITER, [')'] = BYTE_DELIMITER,
    ['<'] = BYTE_DELIMITER, ['>'] = BYTE_DELIMITER, ['['] = BYTE_DELIMITER, [']'] = BYTE_DELIMITER,
    ['{'] = BYTE_DELIMITER, ['}'] = BYTE_DELIMITER, ['/'] = BYTE_DELIMITER, ['%'] = BYTE_DELIMITER,
};

static bool is_space(char byte) {
    return byte_kinds[(unsigned char)byte] == BYTE_SPACE;
}

static bool is_regular(char byte) {
    return byte_kinds[(unsigned char)byte] == BYTE_REGULAR;
}

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

static void skip_space(CosLexer *lexer) {
    for (; lexer->at < lexer->text.length; lexer->at++) {
        char byte = lexer->text.bytes[lexer->at];
        if (byte == '%') {
            while (lexer->at + 1 < lexer->text.length && lexer->text.bytes[lexer->at] != '\n' &&
                   lexer->text.bytes[lexer->at] != '\r')
                lexer->at++;
        } else if (!is_space(byte)) {
            return;
        }
    }
}

static char byte_at(const CosLexer *lexer, size_t at) {
    return at < lexer->text.length ? lexer->text.bytes[at] : ' ';
}

/* The regular characters from here on. */
static Str read_regular(CosLexer *lexer) {
    size_t start = lexer->at;
    while (lexer->at < lexer->text.length && is_regular(lexer->text.bytes[lexer->at])) lexer->at++;
    return str_slice(lexer->text, start, lexer->at);
}

/* ---- names, numbers, words ---- */

static Str unescape_name(Arena *arena, Str name) {
    if (str_find(name, STR("#"), 0) == SIZE_MAX) return name;
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < name.length; i++) {
        int high = i + 2 < name.length ? hex_digit(name.bytes[i + 1]) : -1;
        int low = i + 2 < name.length ? hex_digit(name.bytes[i + 2]) : -1;
        bool escape = name.bytes[i] == '#' && high >= 0 && low >= 0;
        builder_add_byte(&out, escape ? (char)(high * 16 + low) : name.bytes[i]);
        if (escape) i += 2;
    }
    return builder_text(&out);
}

/* A number fills the text; false if it is none. More than 18 digits are read as far as they fit. */
static bool read_number(Str text, Cos *value) {
    static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                    1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    size_t at = text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+') ? 1 : 0;
    bool negative = at == 1 && text.bytes[0] == '-', point = false, digit = false;
    int64_t mantissa = 0;
    size_t decimals = 0, digits = 0;
    for (; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte == '.' && !point) {
            point = true;
        } else if (byte >= '0' && byte <= '9') {
            digit = true;
            if (digits == 18) continue;
            mantissa = mantissa * 10 + (byte - '0');
            digits += mantissa > 0;
            decimals += point && decimals < 18;
        } else {
            return false;
        }
    }
    if (!digit) return false;
    value->kind = point ? COS_REAL : COS_INTEGER;
    value->integer = negative ? -mantissa : mantissa;
    value->real = (double)value->integer / powers[decimals];
    if (point) value->integer = (int64_t)value->real;
    return true;
}

static void read_word(CosLexer *lexer, Cos *value) {
    Str word = read_regular(lexer);
    if (read_number(word, value)) return;
    value->kind = COS_WORD;
    value->text = word;
    if (str_equal(word, STR("null"))) *value = (Cos){.object = value->object};
    bool truth = str_equal(word, STR("true"));
    if (truth || str_equal(word, STR("false"))) {
        value->kind = COS_BOOLEAN;
        value->integer = truth;
    }
}

/* ---- strings ---- */

/* The byte an escape stands for, from the character behind the back slash; -1: none (a line end).
 */
static int read_escape(CosLexer *lexer) {
    static const char letters[] = "nrtbf", bytes[] = "\n\r\t\b\f";
    char byte = byte_at(lexer, lexer->at++);
    const char *letter = byte == '\0' ? NULL : strchr(letters, byte);
    if (letter != NULL) return bytes[letter - letters];
    if (byte == '\r' && byte_at(lexer, lexer->at) == '\n') lexer->at++;
    if (byte == '\r' || byte == '\n') return -1;
    if (byte < '0' || byte > '7') return (unsigned char)byte;
    int octal = byte - '0';
    for (int i = 0; i < 2; i++) {
        char next = byte_at(lexer, lexer->at);
        if (next < '0' || next > '7') break;
        octal = octal * 8 + (next - '0');
        lexer->at++;
    }
    return octal & 0xFF;
}

/* A string without escapes, line ends or parentheses stands in the text as it is. */
static bool read_simple_literal(CosLexer *lexer, Cos *value) {
    for (size_t at = lexer->at; at < lexer->text.length; at++) {
        char byte = lexer->text.bytes[at];
        if (byte == '\\' || byte == '(' || byte == '\r') return false;
        if (byte != ')') continue;
        value->text = str_slice(lexer->text, lexer->at, at);
        lexer->at = at + 1;
        return true;
    }
    return false;
}

/* From behind the opening parenthesis. */
static void read_literal(CosLexer *lexer, Cos *value) {
    StrBuilder out = {.arena = lexer->arena};
    value->kind = COS_STRING;
    if (read_simple_literal(lexer, value)) return;
    for (size_t open = 1; lexer->at < lexer->text.length;) {
        char byte = lexer->text.bytes[lexer->at++];
        if (byte == '\\') {
            int meant = read_escape(lexer);
            if (meant >= 0) builder_add_byte(&out, (char)meant);
            continue;
        }
        if (byte == '(') open++;
        if (byte == ')' && --open == 0) {
            value->text = builder_text(&out);
            return;
        }
        builder_add_byte(&out, byte);
    }
    lexer->damaged = true;
    value->text = builder_text(&out);
}

/* From behind the opening mark. */
static void read_hexadecimal(CosLexer *lexer, Cos *value) {
    size_t end = str_find(lexer->text, STR(">"), lexer->at), length = 0;
    lexer->damaged |= end == SIZE_MAX;
    if (end == SIZE_MAX) end = lexer->text.length;
    char *bytes = ARENA_ARRAY(lexer->arena, char, (end - lexer->at) / 2 + 1);
    int pending = -1;
    for (; lexer->at < end; lexer->at++) {
        char byte = lexer->text.bytes[lexer->at];
        int digit = hex_digit(byte);
        if (digit < 0) {
            lexer->damaged |= !is_space(byte);
        } else if (pending < 0) {
            pending = digit;
        } else {
            bytes[length++] = (char)(pending * 16 + digit);
            pending = -1;
        }
    }
    if (pending >= 0) bytes[length++] = (char)(pending * 16);
    lexer->at = end + 1;
    value->kind = COS_STRING;
    value->text = (Str){bytes, length};
}

/* ---- arrays and dictionaries ---- */

/* `12 0 R` at the end of a list becomes a reference; false if it is none. */
static bool join_reference(CosLexer *lexer, size_t base) {
    CosStack *stack = lexer->stack;
    if (stack->list.count < base + 2) return false;
    const Cos *number = &stack->list.items[stack->list.count - 2], *generation = number + 1;
    if (number->kind != COS_INTEGER || generation->kind != COS_INTEGER) return false;
    bool fits = number->integer >= 0 && number->integer <= INT32_MAX && generation->integer >= 0 &&
                generation->integer <= INT32_MAX;
    Cos reference = {.kind = COS_REFERENCE, .object = lexer->object};
    if (fits) {
        reference.integer = number->integer;
        reference.generation = (int32_t)generation->integer;
    }
    stack->list.count -= 2;
    VEC_PUSH(stack->arena, &stack->list, fits ? reference : cos_null);
    return true;
}

/* Reads the values up to the closing mark ("]" or ">") onto the stack. */
static void read_items(CosLexer *lexer, char end, int depth, size_t base) {
    CosStack *stack = lexer->stack;
    for (;;) {
        skip_space(lexer);
        if (lexer->at >= lexer->text.length) {
            lexer->damaged = true;
            return;
        }
        if (byte_at(lexer, lexer->at) == end) {
            lexer->at += end == '>' ? 2 : 1;
            return;
        }
        Cos value;
        if (!read_value(lexer, &value, depth)) continue;
        bool joins = value.kind == COS_WORD && str_equal(value.text, STR("R"));
        if (!joins || !join_reference(lexer, base)) VEC_PUSH(stack->arena, &stack->list, value);
    }
}

static void read_list(CosLexer *lexer, Cos *value, char end, int depth) {
    CosStack *stack = lexer->stack;
    size_t base = stack->list.count;
    read_items(lexer, end, depth, base);
    value->count = stack->list.count - base;
    if (end == '>') {
        lexer->damaged |= value->count % 2 != 0;
        value->count -= value->count % 2;
    }
    Cos *items = ARENA_ARRAY(lexer->arena, Cos, value->count);
    for (size_t i = 0; i < value->count; i++) items[i] = stack->list.items[base + i];
    value->items = items;
    value->kind = end == '>' ? COS_DICTIONARY : COS_ARRAY;
    stack->list.count = base;
}

/* Reads what begins here, or leaves one byte out that can begin nothing: false. */
static bool read_value(CosLexer *lexer, Cos *value, int depth) {
    *value = (Cos){.object = lexer->object, .generation = lexer->generation};
    char byte = byte_at(lexer, lexer->at), next = byte_at(lexer, lexer->at + 1);
    if (is_regular(byte)) {
        read_word(lexer, value);
        return true;
    }
    bool dictionary = byte == '<' && next == '<';
    lexer->at += dictionary ? 2 : 1;
    if ((dictionary || byte == '[') && depth >= DEEPEST) {
        lexer->damaged = true;
        return false;
    }
    switch (byte) {
    case '/':
        value->kind = COS_NAME;
        value->text = unescape_name(lexer->arena, read_regular(lexer));
        return true;
    case '(': read_literal(lexer, value); return true;
    case '[': read_list(lexer, value, ']', depth + 1); return true;
    case '<':
        if (dictionary)
            read_list(lexer, value, '>', depth + 1);
        else
            read_hexadecimal(lexer, value);
        return true;
    default: lexer->damaged |= byte != '{' && byte != '}'; return false;
    }
}

bool cos_next(CosLexer *lexer, Cos *value) {
    for (;;) {
        skip_space(lexer);
        if (lexer->at >= lexer->text.length) return false;
        if (read_value(lexer, value, 0)) return true;
    }
}

/* ---- what a value is ---- */

const Cos *cos_entry(const Cos *dictionary, const char *key) {
    return cos_entry_named(dictionary, str_from_c(key));
}

const Cos *cos_entry_named(const Cos *dictionary, Str name) {
    if (dictionary->kind != COS_DICTIONARY) return &cos_null;
    for (size_t i = 0; i + 1 < dictionary->count; i += 2) {
        const Cos *item = &dictionary->items[i];
        if (item->kind == COS_NAME && str_equal(item->text, name)) return item + 1;
    }
    return &cos_null;
}

bool cos_is_number(const Cos *value) {
    return value->kind == COS_INTEGER || value->kind == COS_REAL;
}

bool cos_is_name(const Cos *value, const char *name) {
    return (value->kind == COS_NAME || value->kind == COS_WORD) &&
           str_equal(value->text, str_from_c(name));
}
