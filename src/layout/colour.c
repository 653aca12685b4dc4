/* The swatches of a layout.
 *
 * In: `colours:`. Out: for each name both device forms, the missing one computed from the other by
 * the simple complement of ISO 32000-1, 10.3.4 and 10.3.5 (device colours know no ink; a designer
 * who cares writes both). A tint lays a share of another swatch on white paper, on both forms, and
 * keeps its spot ink. Everything is integers: parts of 10,000 for ink, of 255 for light. */
#include "layout/reader.h"

#include <string.h>

#define FULL_INK   10000 /* 100 % */
#define FULL_LIGHT 255

static const char *const COLOUR_KEYS[] = {"of", "at", "cmyk", "rgb", "spot", NULL};

static void rgb_from_cmyk(Colour *colour) {
    int64_t paper = FULL_INK - colour->cmyk[3];
    for (int i = 0; i < 3; i++) {
        int64_t light = (FULL_INK - colour->cmyk[i]) * paper;
        colour->rgb[i] = (uint8_t)round_ratio(light, FULL_LIGHT, (int64_t)FULL_INK * FULL_INK);
    }
}

static void cmyk_from_rgb(Colour *colour) {
    int brightest = 0;
    for (int i = 0; i < 3; i++)
        if (colour->rgb[i] > brightest) brightest = colour->rgb[i];
    for (int i = 0; i < 3; i++)
        colour->cmyk[i] =
            brightest ? (int32_t)round_ratio(brightest - colour->rgb[i], FULL_INK, brightest) : 0;
    colour->cmyk[3] = (int32_t)round_ratio(FULL_LIGHT - brightest, FULL_INK, FULL_LIGHT);
}

/* One part of [c, m, y, k]: percent, written as a bare number with or without decimals. */
static bool ink_read(const YamlNode *node, int32_t *part) {
    Unit percent;
    if (node->kind != YAML_SCALAR || !unit_read(node->scalar, &percent)) return false;
    if (percent < 0 || percent > POINTS(100)) return false;
    *part = (int32_t)round_ratio(percent, FULL_INK, POINTS(100));
    return true;
}

static bool cmyk_read(LayoutReader *reader, const YamlNode *node, Colour *colour) {
    if (!node) return false;
    int32_t parts[4] = {0};
    bool good = node->kind == YAML_SEQUENCE && node->count == 4;
    for (size_t i = 0; good && i < 4; i++) good = ink_read(node->items[i], &parts[i]);
    if (!good) {
        diag_report(reader->diag, MESSAGE_CMYK_EXPECTED, node->where, NO_ARGS);
        return false;
    }
    int32_t sum = 0;
    for (int i = 0; i < 4; i++) sum += colour->cmyk[i] = parts[i];
    if (sum > reader->layout->print.ink_limit) {
        StrBuilder percent = {.arena = reader->arena}, limit = {.arena = reader->arena};
        builder_add_int(&percent, round_ratio(sum, 1, 100));
        builder_add_int(&limit, round_ratio(reader->layout->print.ink_limit, 1, 100));
        diag_report(reader->diag, MESSAGE_INK_EXCESS, node->where,
                    ARGS(colour->name, builder_text(&percent), builder_text(&limit)));
    }
    return true;
}

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

static bool rgb_read(LayoutReader *reader, const YamlNode *node, Colour *colour) {
    if (!node) return false;
    Str text = node->kind == YAML_SCALAR ? node->scalar : (Str){0};
    bool good = text.length == 7 && text.bytes[0] == '#';
    uint8_t parts[3] = {0};
    for (size_t i = 0; good && i < 3; i++) {
        int high = hex_digit(text.bytes[1 + 2 * i]), low = hex_digit(text.bytes[2 + 2 * i]);
        good = high >= 0 && low >= 0;
        if (good) parts[i] = (uint8_t)(high * 16 + low);
    }
    if (!good) {
        diag_report(reader->diag, MESSAGE_RGB_EXPECTED, node->where, NO_ARGS);
        return false;
    }
    for (int i = 0; i < 3; i++) colour->rgb[i] = parts[i];
    return true;
}

static void swatch_read(LayoutReader *reader, const Entry *entry, Colour *colour) {
    const YamlNode *press = entry_value(entry, "cmyk"), *screen = entry_value(entry, "rgb");
    bool cmyk = cmyk_read(reader, press, colour);
    bool rgb = rgb_read(reader, screen, colour);
    if (!press && !screen && !entry_value(entry, "of"))
        diag_report(reader->diag, MESSAGE_COLOUR_WITHOUT_VALUE, entry->where, ARGS(entry->name));
    if (!cmyk && !rgb) {
        colour->cmyk[3] = FULL_INK;
    } else if (!cmyk) {
        cmyk_from_rgb(colour);
    } else if (!rgb) {
        rgb_from_cmyk(colour);
    }
    colour->tint = FULL_INK;
    yaml_text(entry_value(entry, "spot"), &colour->spot, reader->diag);
}

static void tint_read(LayoutReader *reader, const Entry *entry, const Colour *base,
                      Colour *colour) {
    static const char *const own[] = {"cmyk", "rgb", "spot"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const YamlNode *extra = entry_value(entry, own[i]);
        if (extra)
            diag_report(reader->diag, MESSAGE_TINT_WITH_COLOUR, extra->where,
                        ARGS(entry->name, str_from_c(own[i])));
    }
    int32_t at = FULL_INK;
    value_percent(reader, entry_value(entry, "at"), 0, FULL_INK, &at);
    for (int i = 0; i < 4; i++) colour->cmyk[i] = (int32_t)round_ratio(base->cmyk[i], at, FULL_INK);
    for (int i = 0; i < 3; i++)
        colour->rgb[i] =
            (uint8_t)(FULL_LIGHT - round_ratio(FULL_LIGHT - base->rgb[i], at, FULL_INK));
    colour->spot = base->spot;
    colour->tint = (int32_t)round_ratio(base->tint, at, FULL_INK);
}

/* One ink has one look: where two swatches are the whole of it, they must give it the same CMYK, or
 * its plate would look one way here and another there (ISO 15930-7, 6.2). */
static void spots_check(LayoutReader *reader, Colour *colours, size_t count) {
    Map inks = {.arena = reader->arena};
    for (size_t i = 0; i < count; i++) {
        Colour *colour = &colours[i];
        if (colour->spot.length == 0 || colour->tint != FULL_INK) continue;
        const Colour *first = map_find(&inks, colour->spot);
        if (!first)
            map_put(&inks, colour->spot, colour);
        else if (memcmp(first->cmyk, colour->cmyk, sizeof first->cmyk) != 0)
            diag_report(reader->diag, MESSAGE_SPOT_AMBIGUOUS, colour->where,
                        ARGS(colour->spot, first->name, colour->name));
    }
}

void colours_read(LayoutReader *reader, const YamlNode *section) {
    EntryList list = entries_read(reader, section, COLOUR_KEYS, MESSAGE_UNKNOWN_COLOUR);
    Colour *colours = ARENA_ARRAY(reader->arena, Colour, list.count);
    for (size_t i = 0; i < list.count; i++) {
        size_t at = list.order[i];
        const Entry *entry = &list.items[at];
        colours[at].name = entry->name;
        colours[at].where = entry->where;
        if (entry->parent == ENTRY_NONE)
            swatch_read(reader, entry, &colours[at]);
        else
            tint_read(reader, entry, &colours[entry->parent], &colours[at]);
    }
    spots_check(reader, colours, list.count);
    for (size_t i = 0; i < list.count; i++)
        map_put(&reader->layout->colours, colours[i].name, &colours[i]);
}
