/* In: a text. Out: its numbers, one after the other; see figures.h.
 *
 * A sign between figures groups them where three figures follow it, at most three stand before the
 * first one, and all the signs are alike. It begins the decimals if it is the language's decimal
 * mark, or a point or comma that cannot group (2.0 in a French text). Anything else, as in the date
 * 27.03.2025 or the paragraph L. 3421-1, ends the number: what follows is one of its own. ٪ is %,
 * whatever space stands before it. */
#include "translation/figures.h"

enum { GROUP = 3 };

/* The value of a decimal digit: ASCII, Arabic-Indic, Eastern Arabic-Indic, Devanagari; or -1. */
static int digit_value(uint32_t c) {
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (c >= zeros[i] && c <= zeros[i] + 9) return (int)(c - zeros[i]);
    }
    return -1;
}

/* Reads the figures at a place into the value; how many. */
static size_t digits_read(Str text, size_t *at, StrBuilder *value) {
    size_t count = 0;
    for (size_t next = *at; next < text.length; *at = next) {
        int digit = digit_value(utf8_next(text, &next));
        if (digit < 0) break;
        builder_add_byte(value, (char)('0' + digit));
        count++;
    }
    return count;
}

static size_t digits_count(Str text, size_t at) {
    size_t count = 0;
    while (at < text.length && digit_value(utf8_next(text, &at)) >= 0) count++;
    return count;
}

static bool is_space_sign(uint32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

/* True for a sign that may stand between groups of three figures. */
static bool sign_groups(uint32_t sign, uint32_t decimal_mark) {
    if (sign == ' ') return decimal_mark != '.'; /* English has no such groups */
    if (sign == '.' || sign == ',') return sign != decimal_mark;
    return is_space_sign(sign) || sign == '\'' || sign == 0x2019 || sign == 0x66C;
}

/* Reads the groups behind the first figures; true if there were any. */
static bool groups_read(Str text, size_t *at, uint32_t decimal_mark, StrBuilder *value) {
    uint32_t first = 0;
    while (*at < text.length) {
        size_t next = *at;
        uint32_t sign = utf8_next(text, &next);
        if (first != 0 && sign != first) break;
        if (!sign_groups(sign, decimal_mark) || digits_count(text, next) != GROUP) break;
        first = sign;
        *at = next;
        digits_read(text, at, value);
    }
    return first != 0;
}

/* True if a point or comma with figures behind it stands here: a date or a version goes on. */
static bool goes_on(Str text, size_t at) {
    if (at >= text.length) return false;
    size_t next = at;
    uint32_t sign = utf8_next(text, &next);
    return (sign == '.' || sign == ',') && digits_count(text, next) > 0;
}

/* Reads the decimals behind a whole number, if there are any. */
static void decimals_read(Str text, size_t *at, uint32_t decimal_mark, StrBuilder *value,
                          bool *foreign) {
    size_t next = *at;
    if (next >= text.length) return;
    uint32_t sign = utf8_next(text, &next);
    bool mark = sign == '.' || sign == ',' || sign == 0x66B;
    if (!mark || digits_count(text, next) == 0) return;
    StrBuilder decimals = {.arena = value->arena};
    digits_read(text, &next, &decimals);
    bool certain = sign == decimal_mark || sign == 0x66B;
    if (!certain && sign == ',') return; /* 12,15 in an English text: two numbers */
    if (goes_on(text, next)) return;
    *at = next;
    *foreign = !certain && decimal_mark != 0;
    Str digits = builder_text(&decimals);
    while (digits.length > 0 && digits.bytes[digits.length - 1] == '0') digits.length--;
    if (digits.length == 0) return;
    builder_add_byte(value, '.');
    builder_add(value, digits);
}

/* True right behind "27." of a date: the second of numbers between points has no decimals. */
static bool is_continued(Str text, size_t at) {
    uint32_t sign = utf8_previous(text, &at);
    return (sign == '.' || sign == ',') && digit_value(utf8_previous(text, &at)) >= 0;
}

/* Reads a percent sign behind the number, with a space between them or none. */
static void share_read(Str text, size_t *at, StrBuilder *value) {
    size_t next = *at;
    uint32_t sign = next < text.length ? utf8_next(text, &next) : 0;
    if (is_space_sign(sign) && next < text.length) sign = utf8_next(text, &next);
    bool hundredths = sign == '%' || sign == 0x66A, thousandths = sign == 0x2030 || sign == 0x609;
    if (!hundredths && !thousandths) return;
    builder_add_c(value, hundredths ? "%" : "‰");
    *at = next;
}

Str figure_without_zeros(Str value) {
    size_t start = 0;
    while (start + 1 < value.length && value.bytes[start] == '0' && value.bytes[start + 1] != '.')
        start++;
    return str_slice(value, start, value.length);
}

bool figure_next(Arena *arena, Str text, size_t *at, uint32_t decimal_mark, Figure *figure) {
    for (size_t next = *at; *at < text.length; *at = next) {
        if (digit_value(utf8_next(text, &next)) < 0) continue;
        StrBuilder value = {.arena = arena};
        *figure = (Figure){.start = *at};
        size_t count = digits_read(text, at, &value);
        if (!is_continued(text, figure->start)) {
            if (count <= GROUP) groups_read(text, at, decimal_mark, &value);
            decimals_read(text, at, decimal_mark, &value, &figure->foreign);
        }
        share_read(text, at, &value);
        figure->end = *at;
        figure->value = figure_without_zeros(builder_text(&value));
        return true;
    }
    return false;
}
