/* Values that all sections of a layout share: lengths within limits, names of swatches and styles,
 * lines, weights, rules.
 *
 * The data layer reads what a value is; this file adds what a layout allows. Limits are wide enough
 * for any printed sheet and narrow enough that no sum of a few lengths leaves a Unit: 2 m are 5,670
 * pt of the 32,767 that a Unit holds. */
#include <string.h>

#include "layout/reader.h"

#define KEYS_MOST       50  /* of a mapping with fixed keys: what inherits it reads it again */
#define NAMES_COMPARED  256 /* at most, to find the nearest: bounds the work on hostile input */
#define HAIRLINE        (UNIT_PER_POINT / 4) /* the least that offset presses hold, domain practice */
#define LINES_WORD_MOST 5                    /* " lines" without its space */

const LengthRange RANGE_ROOM = {0, MILLIMETRES(2000), "0", "2m"};
const LengthRange RANGE_OFFSET = {-MILLIMETRES(2000), MILLIMETRES(2000), "-2m", "2m"};
const LengthRange RANGE_TRACKING = {POINTS(-100), POINTS(100), "-100pt", "100pt"};

static const char *const RULE_KEYS[] = {"thickness", "length", "gap", "colour", NULL};

void report_unknown(LayoutReader *reader, MessageCode code, Span where, Str name,
                    const Map *known) {
    size_t count = known->count < NAMES_COMPARED ? known->count : NAMES_COMPARED;
    ArenaMark mark = arena_mark(reader->arena);
    Str *names = ARENA_ARRAY(reader->arena, Str, count);
    for (size_t i = 0; i < count; i++) names[i] = known->entries[i].key;
    Str nearest = str_nearest(name, names, count);
    arena_release(reader->arena, mark);
    diag_report(reader->diag, code, where, ARGS(name, nearest));
}

static Str number_text(LayoutReader *reader, int64_t number) {
    StrBuilder text = {.arena = reader->arena};
    builder_add_int(&text, number);
    return builder_text(&text);
}

size_t count_limit(LayoutReader *reader, const YamlNode *node, size_t most) {
    if (node->count <= most) return node->count;
    diag_report(reader->diag, MESSAGE_ENTRIES_TOO_MANY, node->where,
                ARGS(number_text(reader, (int64_t)most)));
    return most;
}

bool value_mapping(LayoutReader *reader, const YamlNode *node, const char *const *keys) {
    if (!yaml_is_mapping(node, reader->diag)) return false;
    if (!keys) return true;
    if (count_limit(reader, node, KEYS_MOST) < node->count) return false;
    yaml_check_keys(node, keys, reader->diag);
    return true;
}

bool value_list(LayoutReader *reader, const YamlNode *node, size_t count) {
    if (!node) return false;
    if (node->kind == YAML_SEQUENCE && node->count == count) return true;
    StrBuilder number = {.arena = reader->arena};
    builder_add_int(&number, (int64_t)count);
    diag_report(reader->diag, MESSAGE_LIST_OF_EXPECTED, node->where, ARGS(builder_text(&number)));
    return false;
}

bool value_length(LayoutReader *reader, const YamlNode *node, LengthContext context,
                  LengthRange range, Unit *length) {
    Unit read;
    if (!yaml_length(node, context, &read, reader->diag)) return false;
    if (read < range.lowest || read > range.highest) {
        diag_report(
            reader->diag, MESSAGE_YAML_NUMBER_RANGE, node->where,
            ARGS(node->scalar, str_from_c(range.lowest_text), str_from_c(range.highest_text)));
        return false;
    }
    *length = read;
    return true;
}

bool value_thickness(LayoutReader *reader, const YamlNode *node, LengthContext context,
                     Unit *thickness) {
    static const LengthRange range = {0, POINTS(200), "0", "200pt"};
    if (!value_length(reader, node, context, range, thickness)) return false;
    if (*thickness > 0 && *thickness < HAIRLINE)
        diag_report(reader->diag, MESSAGE_LINE_TOO_THIN, node->where, ARGS(node->scalar));
    return true;
}

static Str percent_text(LayoutReader *reader, int32_t permyriad) {
    StrBuilder text = {.arena = reader->arena};
    builder_add_int(&text, permyriad / 100);
    builder_add_byte(&text, '%');
    return builder_text(&text);
}

bool value_percent(LayoutReader *reader, const YamlNode *node, int32_t lowest, int32_t highest,
                   int32_t *permyriad) {
    int32_t read;
    if (!yaml_percent(node, &read, reader->diag)) return false;
    if (read < lowest || read > highest) {
        diag_report(
            reader->diag, MESSAGE_YAML_NUMBER_RANGE, node->where,
            ARGS(node->scalar, percent_text(reader, lowest), percent_text(reader, highest)));
        return false;
    }
    *permyriad = read;
    return true;
}

bool value_int(LayoutReader *reader, const YamlNode *node, int lowest, int highest, int *value) {
    int64_t read;
    if (!yaml_int(node, lowest, highest, &read, reader->diag)) return false;
    *value = (int)read;
    return true;
}

bool value_is_word(const YamlNode *node, const char *word) {
    return node && node->kind == YAML_SCALAR && str_equal(node->scalar, str_from_c(word));
}

bool value_lines(LayoutReader *reader, const YamlNode *node, int highest, int *count) {
    if (!node) return false;
    Str text = node->kind == YAML_SCALAR ? str_trim(node->scalar) : (Str){0};
    if (str_ends_with(text, STR("lines")))
        text = str_slice(text, 0, text.length - LINES_WORD_MOST);
    else if (str_ends_with(text, STR("line")))
        text = str_slice(text, 0, text.length - (LINES_WORD_MOST - 1));
    int64_t read;
    if (str_to_int(str_trim(text), &read) && read >= 0 && read <= highest) {
        *count = (int)read;
        return true;
    }
    diag_report(reader->diag, MESSAGE_LINES_EXPECTED, node->where,
                ARGS(number_text(reader, highest)));
    return false;
}

bool value_weight(LayoutReader *reader, const YamlNode *node, int *weight) {
    /* Names as in CSS Fonts 4, section 2.2.2, and as type designers use them. */
    static const char *const names[] = {"thin", "light", "regular", "medium", "semibold",
                                        "bold", "heavy", "black",   NULL};
    static const int weights[] = {100, 300, 400, 500, 600, 700, 800, 900};
    int64_t number;
    if (!node || node->kind != YAML_SCALAR || str_to_int(node->scalar, &number))
        return value_int(reader, node, 100, 1000, weight);
    int name;
    if (!yaml_word(node, names, &name, reader->diag)) return false;
    *weight = weights[name];
    return true;
}

bool value_template_text(LayoutReader *reader, const YamlNode *node, Str *text, Span *where) {
    Str read;
    if (!yaml_text(node, &read, reader->diag)) return false;
    bool open = false;
    for (size_t i = 0; i < read.length; i++) {
        char byte = read.bytes[i];
        if ((open && (byte == '{' || byte == '\n')) || (!open && byte == '}')) break;
        if (byte == '{' || byte == '}') open = !open;
        if (i + 1 == read.length && !open) {
            *text = str_trim(read);
            *where = node->where;
            return true;
        }
    }
    if (read.length == 0) return false;
    diag_report(reader->diag, MESSAGE_BRACE_UNPAIRED, node->where, NO_ARGS);
    return false;
}

bool value_family(LayoutReader *reader, const YamlNode *node, Str *family, Span *where) {
    const FamilyCheck *families = reader->families;
    if (!yaml_text(node, family, reader->diag)) return false;
    *where = node->where;
    if (families == NULL || families->known(families->context, *family)) return true;
    Str nearest = families->nearest ? families->nearest(families->context, *family) : (Str){0};
    diag_report(reader->diag,
                nearest.length ? MESSAGE_FONT_FAMILY_UNKNOWN_NEAR : MESSAGE_FONT_FAMILY_UNKNOWN,
                *where, ARGS(*family, nearest));
    *family = nearest;
    return nearest.length > 0;
}

bool value_ink(LayoutReader *reader, const YamlNode *node, const Colour **colour) {
    Str name;
    if (!yaml_text(node, &name, reader->diag)) return false;
    const Colour *found = map_find(&reader->layout->colours, name);
    if (!found) {
        report_unknown(reader, MESSAGE_UNKNOWN_COLOUR, node->where, name, &reader->layout->colours);
        return false;
    }
    *colour = found;
    return true;
}

bool value_colour(LayoutReader *reader, const YamlNode *node, const Colour **colour) {
    if (!value_is_word(node, "none")) return value_ink(reader, node, colour);
    *colour = NULL;
    return true;
}

bool value_style(LayoutReader *reader, const YamlNode *node, const TextStyle **style) {
    Str name;
    if (!yaml_text(node, &name, reader->diag)) return false;
    const TextStyle *found = map_find(&reader->layout->styles, name);
    if (!found && reader->layout->styles.count == 0) return false; /* that none is there was said */
    if (!found) {
        report_unknown(reader, MESSAGE_UNKNOWN_TEXT_STYLE, node->where, name,
                       &reader->layout->styles);
        return false;
    }
    *style = found;
    return true;
}

bool value_rule(LayoutReader *reader, const YamlNode *node, LengthContext context, Rule *rule) {
    if (value_is_word(node, "none")) {
        *rule = (Rule){.colour = reader->black};
        return true;
    }
    if (!value_mapping(reader, node, RULE_KEYS)) return false;
    Rule read = {.thickness = UNIT_PER_POINT / 2, .colour = reader->black};
    value_thickness(reader, yaml_find(node, "thickness"), context, &read.thickness);
    value_length(reader, yaml_find(node, "length"), context, RANGE_ROOM, &read.length);
    value_length(reader, yaml_find(node, "gap"), context, RANGE_ROOM, &read.gap);
    value_ink(reader, yaml_find(node, "colour"), &read.colour);
    *rule = read;
    return true;
}

LengthContext length_context(const LayoutReader *reader, const TextStyle *style) {
    return (LengthContext){.em = style ? style->size : 0, .line = reader->layout->leading};
}
