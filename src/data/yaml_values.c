/* Typed reading of YAML nodes: each reader says what was expected, what stands there, and a way
 * out. And the other way: a text as a scalar.
 *
 * Numbers with decimals are read as whole digits and a power of ten, and become lengths or
 * percentages with a single rounding: no value passes through floating point, so "8mm" is the same
 * on every machine. */
#include "data/yaml.h"

#include <string.h>

enum {
    SHOWN_CHARACTERS = 40, /* of a wrong value, in messages */
    MOST_WHOLE_DIGITS = 9,
    MOST_DECIMALS = 9,
    PERMYRIAD_PER_PERCENT = 100
};

/* digits / scale, and what stands behind the number. */
typedef struct Decimal {
    int64_t digits;
    int64_t scale; /* a power of ten */
    Str rest;
} Decimal;

typedef struct LengthName {
    const char *name;
    int64_t numerator, denominator; /* in points; zero for what the context measures */
} LengthName;

static const LengthName LENGTH_NAMES[] = {
    {"pt", 1, 1}, {"mm", 360, 127}, {"cm", 3600, 127}, {"in", 72, 1},
    {"em", 0, 0}, {"line", 0, 0},   {"lines", 0, 0},
};

YamlNode *yaml_find(const YamlNode *mapping, const char *key) {
    if (mapping == NULL || mapping->kind != YAML_MAPPING) return NULL;
    for (size_t i = 0; i < mapping->count; i++)
        if (str_equal(mapping->pairs[i].key, str_from_c(key))) return mapping->pairs[i].value;
    return NULL;
}

/* The word nearest to a text, or the empty Str; several words of equal distance: the first. */
static Str word_nearest(Str text, const char *const *words) {
    Arena *scratch = arena_open();
    VEC(Str) candidates = {0};
    for (size_t i = 0; words[i] != NULL; i++) VEC_PUSH(scratch, &candidates, str_from_c(words[i]));
    Str nearest = str_nearest(text, candidates.items, candidates.count);
    arena_close(scratch);
    return nearest;
}

static bool word_find(Str text, const char *const *words, int *index) {
    for (int i = 0; words[i] != NULL; i++) {
        if (!str_equal(text, str_from_c(words[i]))) continue;
        *index = i;
        return true;
    }
    return false;
}

/* A value as messages show it: its first line, and not too much of that. */
static Str value_shown(const YamlNode *node, StrBuilder *shown) {
    size_t at = 0;
    Str line = str_slice(node->scalar, 0, str_find(node->scalar, STR("\n"), 0));
    for (size_t i = 0; i < SHOWN_CHARACTERS && at < line.length; i++)
        builder_add_char(shown, utf8_next(line, &at));
    if (at < node->scalar.length) builder_add_c(shown, "…");
    return builder_text(shown);
}

/* Reports a node's value as {0}, with up to two more arguments. */
static bool report_value(const YamlNode *node, MessageCode code, Str second, Str third,
                         Diag *diag) {
    Arena *scratch = arena_open();
    StrBuilder shown = {.arena = scratch};
    diag_report(diag, code, node->where, ARGS(value_shown(node, &shown), second, third));
    arena_close(scratch);
    return false;
}

static bool report_wrong(const YamlNode *node, MessageCode code, Diag *diag) {
    return report_value(node, code, (Str){0}, (Str){0}, diag);
}

void yaml_check_keys(const YamlNode *mapping, const char *const *known, Diag *diag) {
    if (mapping == NULL || mapping->kind != YAML_MAPPING) return;
    int index;
    for (size_t i = 0; i < mapping->count; i++) {
        const YamlPair *pair = &mapping->pairs[i];
        if (word_find(pair->key, known, &index)) continue;
        YamlNode key = {.scalar = pair->key, .where = pair->key_where};
        report_value(&key, MESSAGE_YAML_UNKNOWN_KEY, word_nearest(pair->key, known), (Str){0},
                     diag);
    }
}

/* A node that is written and no list or mapping. */
static bool scalar_check(const YamlNode *node, Diag *diag) {
    if (node == NULL) return false;
    if (node->kind == YAML_SCALAR) return true;
    diag_report(diag, MESSAGE_YAML_EXPECTED_VALUE, node->where, NO_ARGS);
    return false;
}

bool yaml_is_mapping(const YamlNode *node, Diag *diag) {
    if (node == NULL) return false;
    if (node->kind == YAML_MAPPING) return true;
    return report_wrong(node, MESSAGE_YAML_EXPECTED_MAPPING, diag);
}

bool yaml_is_sequence(const YamlNode *node, Diag *diag) {
    if (node == NULL) return false;
    if (node->kind == YAML_SEQUENCE) return true;
    return report_wrong(node, MESSAGE_YAML_EXPECTED_LIST, diag);
}

bool yaml_text(const YamlNode *node, Str *value, Diag *diag) {
    if (!scalar_check(node, diag)) return false;
    if (node->scalar.length == 0 && !node->quoted)
        return report_wrong(node, MESSAGE_YAML_EXPECTED_TEXT, diag);
    *value = node->scalar;
    return true;
}

bool yaml_int(const YamlNode *node, int64_t lowest, int64_t highest, int64_t *value, Diag *diag) {
    if (!scalar_check(node, diag)) return false;
    int64_t number;
    if (node->quoted || !str_to_int(node->scalar, &number))
        return report_wrong(node, MESSAGE_YAML_EXPECTED_NUMBER, diag);
    if (number >= lowest && number <= highest) {
        *value = number;
        return true;
    }
    Arena *scratch = arena_open();
    StrBuilder low = {.arena = scratch}, high = {.arena = scratch};
    builder_add_int(&low, lowest);
    builder_add_int(&high, highest);
    report_value(node, MESSAGE_YAML_NUMBER_RANGE, builder_text(&low), builder_text(&high), diag);
    arena_close(scratch);
    return false;
}

bool yaml_bool(const YamlNode *node, bool *value, Diag *diag) {
    if (!scalar_check(node, diag)) return false;
    bool yes = str_equal(node->scalar, STR("true"));
    if (node->quoted || (!yes && !str_equal(node->scalar, STR("false"))))
        return report_wrong(node, MESSAGE_YAML_EXPECTED_BOOL, diag);
    *value = yes;
    return true;
}

static bool is_digit(Str text, size_t at) {
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* Moves behind the white space between a number and its unit: also the no-break spaces of print. */
static Str spaces_skip(Str text) {
    for (size_t at = 0, next = 0; at < text.length; at = next) {
        uint32_t character = utf8_next(text, &next);
        if (character != ' ' && character != 0xA0 && character != 0x202F)
            return str_slice(text, at, text.length);
    }
    return (Str){0};
}

/* Reads -12.5 and what stands behind; false where no number begins or it has too many digits. */
static bool decimal_read(Str text, Decimal *decimal) {
    bool negative = str_starts_with(text, STR("-"));
    size_t at = negative ? 1 : 0, start = at;
    *decimal = (Decimal){.scale = 1};
    for (; is_digit(text, at); at++) {
        if (at - start == MOST_WHOLE_DIGITS) return false;
        decimal->digits = decimal->digits * 10 + (text.bytes[at] - '0');
    }
    if (at == start) return false;
    if (at < text.length && text.bytes[at] == '.') {
        size_t point = at++;
        for (; is_digit(text, at); at++) {
            if (at - point > MOST_DECIMALS) return false;
            decimal->digits = decimal->digits * 10 + (text.bytes[at] - '0');
            decimal->scale *= 10;
        }
        if (at == point + 1) return false;
    }
    if (negative) decimal->digits = -decimal->digits;
    decimal->rest = spaces_skip(str_slice(text, at, text.length));
    return true;
}

bool yaml_percent(const YamlNode *node, int32_t *permyriad, Diag *diag) {
    if (!scalar_check(node, diag)) return false;
    Decimal decimal;
    if (!decimal_read(node->scalar, &decimal) || !str_equal(decimal.rest, STR("%")))
        return report_wrong(node, MESSAGE_YAML_EXPECTED_PERCENT, diag);
    int64_t value = round_ratio(decimal.digits, PERMYRIAD_PER_PERCENT, decimal.scale);
    if (value < INT32_MIN || value > INT32_MAX)
        return report_wrong(node, MESSAGE_YAML_VALUE_TOO_LARGE, diag);
    *permyriad = (int32_t)value;
    return true;
}

bool yaml_word(const YamlNode *node, const char *const *words, int *index, Diag *diag) {
    if (!scalar_check(node, diag)) return false;
    if (word_find(node->scalar, words, index)) return true;
    Arena *scratch = arena_open();
    StrBuilder list = {.arena = scratch};
    for (size_t i = 0; words[i] != NULL; i++) {
        if (i > 0) builder_add_c(&list, ", ");
        builder_add_c(&list, words[i]);
    }
    report_value(node, MESSAGE_YAML_EXPECTED_WORD, builder_text(&list),
                 word_nearest(node->scalar, words), diag);
    arena_close(scratch);
    return false;
}

/* The unit of a length with its ratio to the point, taken from the context where it is relative. */
static bool length_name_find(Str name, LengthContext context, LengthName *found) {
    for (size_t i = 0; i < sizeof LENGTH_NAMES / sizeof *LENGTH_NAMES; i++) {
        if (!str_equal(name, str_from_c(LENGTH_NAMES[i].name))) continue;
        *found = LENGTH_NAMES[i];
        if (found->denominator > 0) return true;
        found->numerator = str_equal(name, STR("em")) ? context.em : context.line;
        found->denominator = UNIT_PER_POINT;
        return true;
    }
    return false;
}

bool yaml_length(const YamlNode *node, LengthContext context, Unit *value, Diag *diag) {
    if (!scalar_check(node, diag)) return false;
    Decimal decimal;
    LengthName unit;
    if (!decimal_read(node->scalar, &decimal))
        return report_wrong(node, MESSAGE_YAML_EXPECTED_LENGTH, diag);
    if (decimal.rest.length == 0 && decimal.digits == 0) {
        *value = 0;
        return true;
    }
    if (decimal.rest.length == 0) return report_wrong(node, MESSAGE_YAML_LENGTH_WITHOUT_UNIT, diag);
    if (!length_name_find(decimal.rest, context, &unit))
        return report_value(node, MESSAGE_YAML_LENGTH_UNIT_UNKNOWN, decimal.rest, (Str){0}, diag);
    if (unit.numerator == 0)
        return report_value(node, MESSAGE_YAML_LENGTH_UNIT_HERE, decimal.rest, (Str){0}, diag);
    int64_t length = round_ratio(decimal.digits, unit.numerator * UNIT_PER_POINT,
                                 unit.denominator * decimal.scale);
    if (length < INT32_MIN || length > INT32_MAX)
        return report_wrong(node, MESSAGE_YAML_VALUE_TOO_LARGE, diag);
    *value = (Unit)length;
    return true;
}

Str yaml_quoted(Arena *arena, Str text) {
    StrBuilder out = {.arena = arena};
    builder_add_byte(&out, '"');
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte == '\n') {
            builder_add_c(&out, "\\n");
        } else if (byte < ' ' || byte == 0x7F) {
            builder_add_format(&out, "\\x%02X", (unsigned)byte);
        } else {
            if (byte == '"' || byte == '\\') builder_add_byte(&out, '\\');
            builder_add_byte(&out, (char)byte);
        }
    }
    builder_add_byte(&out, '"');
    return builder_text(&out);
}
