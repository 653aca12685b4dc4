/* In: a text and its language. Out: amounts; see amounts.h. */
#include "translation/amounts.h"

#include "text/character.h"

static bool is_word_character(uint32_t c) {
    return character_is_letter(c) || character_is_mark(c);
}

/* The byte behind the letters at a place. */
static size_t word_end(Str text, size_t at) {
    for (size_t next = at; next < text.length; at = next)
        if (!is_word_character(utf8_next(text, &next))) break;
    return at;
}

/* The byte behind one space; the same where there is none. */
static size_t space_end(Str text, size_t at) {
    size_t next = at;
    return next < text.length && character_is_space(utf8_next(text, &next)) ? next : at;
}

/* What the word behind a number says, or the two words there ("pour cent"); *end is behind them. */
static Str word_behind(Arena *arena, Str text, const Language *language, size_t *end) {
    size_t start = space_end(text, *end), first = word_end(text, start);
    *end = first;
    Str meaning = language_amount(language, str_slice(text, start, first));
    size_t next = space_end(text, first), second = word_end(text, next);
    if (meaning.length > 0 || first == start || second == next) return meaning;
    StrBuilder words = {.arena = arena};
    builder_add(&words, str_slice(text, start, first));
    builder_add_byte(&words, '_');
    builder_add(&words, str_slice(text, next, second));
    *end = second;
    return language_amount(language, builder_text(&words));
}

/* 1.2 with six zeros is 1200000. */
static Str value_scaled(Arena *arena, Str value, int zeros) {
    StrBuilder scaled = {.arena = arena};
    size_t point = str_find(value, STR("."), 0);
    size_t whole = point == SIZE_MAX ? value.length : point;
    builder_add(&scaled, str_slice(value, 0, whole));
    size_t decimal = whole + 1;
    while (zeros-- > 0) {
        builder_add_byte(&scaled, decimal < value.length ? value.bytes[decimal] : '0');
        decimal++;
    }
    if (decimal < value.length) {
        builder_add_byte(&scaled, '.');
        builder_add(&scaled, str_slice(value, decimal, value.length));
    }
    return figure_without_zeros(builder_text(&scaled));
}

bool amount_next(Arena *arena, Str text, size_t *at, const Language *language, Figure *figure) {
    enum { ZEROS_MOST = 18 };
    uint32_t decimal_mark = language != NULL ? language_decimal_mark(language) : 0;
    if (!figure_next(arena, text, at, decimal_mark, figure)) return false;
    size_t end = figure->end;
    Str word = language != NULL ? word_behind(arena, text, language, &end) : (Str){0};
    int zeros = 0;
    if (word.length == 0) return true;
    if (word.bytes[0] == 'e') {
        for (size_t i = 1; i < word.length && zeros <= ZEROS_MOST; i++)
            zeros = 10 * zeros + (word.bytes[i] - '0');
        figure->value = value_scaled(arena, figure->value, zeros < ZEROS_MOST ? zeros : ZEROS_MOST);
    } else if (str_equal(word, STR("%")) || str_equal(word, STR("‰"))) {
        StrBuilder value = {.arena = arena};
        builder_add(&value, figure->value);
        builder_add(&value, word);
        figure->value = builder_text(&value);
    } else {
        return true;
    }
    *at = figure->end = end;
    return true;
}

bool amount_word_next(Str text, size_t *at, const Language *language, Figure *figure) {
    for (size_t next = *at; *at < text.length; *at = next) {
        uint32_t c = utf8_next(text, &next);
        figure->start = *at;
        if (character_is_currency(c)) {
            figure->value = str_slice(text, *at, next);
        } else if (language != NULL && is_word_character(c)) {
            next = word_end(text, *at);
            figure->value = language_amount(language, str_slice(text, *at, next));
        } else {
            continue;
        }
        size_t first = 0;
        bool found = figure->value.length > 0;
        uint32_t sign = found ? utf8_next(figure->value, &first) : 0;
        if (sign != '/' && !character_is_currency(sign)) continue;
        *at = figure->end = next;
        return true;
    }
    return false;
}
