/* Readings of forms and of groups of forms: rules B5.9 and B5.10.
 *
 * In: a text with forms. Out: the text with each form, and each run of neighbouring forms of one
 * number, replaced by its reading; everything else as it was typed. Words are looked at once, from
 * left to right. */
#include "text/reading.h"

#include "base/vec.h"
#include "text/character.h"
#include "text/language_rules.h"
#include "text/reading_form.h"

#include <unicode/uchar.h>

typedef struct GroupWord {
    Str gap;               /* the white space before it */
    Str lead, core, trail; /* the word between its punctuation */
    FormPair pair;
} GroupWord;

typedef VEC(GroupWord) GroupWords;

/* ---- words ---- */

static bool is_space(uint32_t character) {
    return u_isUWhiteSpace((UChar32)character);
}

/* The position behind the characters that are white space, or are not. */
static size_t span_end(Str text, size_t at, bool space) {
    for (size_t next = at; at < text.length; at = next) {
        uint32_t character = utf8_next(text, &next);
        if (is_space(character) != space) break;
    }
    return at;
}

static bool is_core(uint32_t character) {
    return character_is_letter(character) || character_is_mark(character) ||
           character_is_digit(character);
}

/* Parts the punctuation around a word from it; a bracket that closes one inside belongs to it. */
static void word_trim(Str text, GroupWord *word) {
    size_t start = 0, end = text.length;
    for (size_t at = 0; at < text.length; start = at) {
        if (is_core(utf8_next(text, &at))) break;
    }
    for (size_t at = end; at > start; end = at) {
        if (is_core(utf8_previous(text, &at))) break;
    }
    if (end < start) end = start;
    Str core = str_slice(text, start, end);
    bool closes = end < text.length && text.bytes[end] == ')';
    if (closes && core.length < FORM_LONGEST && str_find(core, STR("("), 0) != SIZE_MAX) end++;
    word->lead = str_slice(text, 0, start);
    word->core = str_slice(text, start, end);
    word->trail = str_slice(text, end, text.length);
}

static GroupWords words_read(const Language *language, Arena *arena, Str text) {
    GroupWords words = {0};
    for (size_t at = 0; at < text.length;) {
        GroupWord word = {0};
        size_t start = span_end(text, at, /*space*/ true);
        size_t end = span_end(text, start, /*space*/ false);
        word.gap = str_slice(text, at, start);
        word_trim(str_slice(text, start, end), &word);
        word.pair = form_read(language, arena, word.core);
        VEC_PUSH(arena, &words, word);
        at = end;
    }
    return words;
}

/* Nothing but one space or line end stands between this word and the one before. */
static bool is_neighbour(const GroupWord *word) {
    return utf8_count(word->gap) == 1 && word[-1].trail.length == 0 && word->lead.length == 0;
}

static bool holds_dot(const Language *language, Str text) {
    for (size_t at = 0; at < text.length && text.length < FORM_LONGEST;) {
        if (language_sign(language, utf8_next(text, &at))->roles & SIGN_SEPARATOR) return true;
    }
    return false;
}

/* du·de la: a form told whole that holds a space takes the next word in. */
static void words_join(const Language *language, Arena *arena, GroupWords *words) {
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++) {
        GroupWord *word = &words->items[kept++];
        *word = words->items[i];
        if (i + 1 == words->count || !is_neighbour(&words->items[i + 1])) continue;
        if (!holds_dot(language, word->core)) continue;
        StrBuilder both = {.arena = arena};
        builder_add(&both, word->core);
        builder_add_byte(&both, ' ');
        builder_add(&both, words->items[i + 1].core);
        FormPair pair = form_read(language, arena, builder_text(&both));
        if (!pair.is_form) continue;
        word->pair = pair;
        word->core = builder_text(&both);
        word->trail = words->items[++i].trail;
    }
    words->count = kept;
}

static bool word_listed(Arena *arena, const Map *list, Str word) {
    if (word.length > FORM_LONGEST) return false;
    StrBuilder lower = {.arena = arena};
    for (size_t at = 0; at < word.length;)
        builder_add_char(&lower, (uint32_t)u_tolower((UChar32)utf8_next(word, &at)));
    return map_find(list, builder_text(&lower)) != NULL;
}

/* ---- runs ---- */

static bool joins_run(const FormPair *pair) {
    return pair->is_form && !pair->lone && !pair->number_only;
}

/* The end of the run of forms that begins at a word. An elided word (tel·le·s qu’un·e) begins
 * another one; what stands for both genders between two forms (un·e jeune avocat·e) belongs to the
 * run. */
static size_t run_end(const ReadingRules *rules, Arena *arena, const GroupWords *words,
                      size_t start, ReadingDoubt *doubt) {
    const GroupWord *items = words->items;
    size_t end = start + 1;
    if (!joins_run(&items[start].pair)) return end;
    for (size_t at = end; at < words->count && is_neighbour(&items[at]); at++) {
        const FormPair *pair = &items[at].pair;
        if (!pair->is_form && word_listed(arena, &rules->through, items[at].core)) continue;
        if (!joins_run(pair) || pair->elided) break;
        if (pair->plural != items[start].pair.plural) {
            if (at == end) *doubt = READING_NUMBER;
            break;
        }
        end = at + 1;
    }
    return end;
}

/* One word of a run as it stands in the first or in the second half. */
static Str run_word(const GroupWord *word, bool second) {
    if (!word->pair.is_form) return word->core;
    return second ? word->pair.second : word->pair.first;
}

static void run_write(const ReadingRules *rules, const GroupWord *run, size_t count,
                      StrBuilder *out) {
    const FormPair *head = &run->pair;
    builder_add(out, run->lead);
    for (int half = 0; half < (head->lone ? 1 : 2); half++) {
        if (half == 1) {
            Str joined = head->plural ? rules->plural : rules->singular;
            builder_add_byte(out, ' ');
            bool capitals = head->capitals && run[count - 1].pair.capitals;
            for (size_t at = 0; at < joined.length;) {
                uint32_t letter = utf8_next(joined, &at);
                builder_add_char(out, capitals ? (uint32_t)u_toupper((UChar32)letter) : letter);
            }
            builder_add_byte(out, ' ');
        }
        for (size_t i = 0; i < count; i++) {
            if (i > 0) builder_add(out, run[i].gap);
            bool second = (half == 1) != (run[i].pair.swapped != head->swapped);
            builder_add(out, run_word(&run[i], second));
        }
    }
    builder_add(out, run[count - 1].trail);
}

static bool is_conjunction(const ReadingRules *rules, Str word) {
    return str_equal(word, rules->plural) || str_equal(word, rules->singular);
}

/* tous les étudiant·e·s: a word of one gender before a form of both. Where two words tell both
 * genders (ceux et celles concerné·e·s), none lacks. */
static bool one_gender_before(const ReadingRules *rules, Arena *arena, const GroupWords *words,
                              size_t at) {
    const GroupWord *items = words->items;
    for (int back = 0; back < 2; back++) {
        if (at == 0 || !is_neighbour(&items[at]) || items[at - 1].pair.is_form) return false;
        at--;
        if (word_listed(arena, &rules->one_gender, items[at].core))
            return at == 0 || !is_conjunction(rules, items[at - 1].core);
        if (!word_listed(arena, &rules->articles, items[at].core)) return false;
    }
    return false;
}

static void reading_put_doubt(Reading *reading, ReadingDoubt doubt) {
    if (reading->is_doubtful || doubt == READING_SURE) return;
    reading->doubt = doubt;
    reading->is_doubtful = true;
}

Reading reading_expand_group(const Language *language, Arena *arena, Str text) {
    Reading reading = {.text = text};
    const ReadingRules *rules = language->inclusive.readings;
    if (!rules) return reading;
    GroupWords words = words_read(language, arena, text);
    words_join(language, arena, &words);
    StrBuilder out = {.arena = arena};
    for (size_t i = 0; i < words.count;) {
        const GroupWord *word = &words.items[i];
        builder_add(&out, word->gap);
        if (!word->pair.is_form) {
            builder_add(&out, word->lead);
            builder_add(&out, word->core);
            builder_add(&out, word->trail);
            i++;
            continue;
        }
        reading.is_form = true;
        ReadingDoubt doubt = READING_SURE;
        size_t end = run_end(rules, arena, &words, i, &doubt);
        for (size_t j = i; j < end; j++) reading_put_doubt(&reading, words.items[j].pair.doubt);
        if (one_gender_before(rules, arena, &words, i)) doubt = READING_ONE_GENDER;
        reading_put_doubt(&reading, doubt);
        run_write(rules, word, end - i, &out);
        i = end;
    }
    if (reading.is_form) reading.text = builder_text(&out);
    return reading;
}

Reading reading_expand(const Language *language, Arena *arena, Str form) {
    return reading_expand_group(language, arena, form);
}
