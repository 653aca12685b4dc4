/* Forms of two whole words; see reading_words.h.
 *
 * Each way to cut a prefix off the two words is looked up: a handful, for few prefixes fit a word.
 */
#include "text/reading_words.h"

#include <string.h>

/* Two words without their prefixes, and what is known of them. */
typedef struct WordMatch {
    const WordPair *words;  /* NULL: a suffix rule joins them */
    const EndingRule *rule; /* that one */
    Str first_prefix, second_prefix;
    bool swapped; /* the feminine is the first */
} WordMatch;

/* ---- told pairs ---- */

static const WordPair *pair_find(const ReadingRules *rules, Str first, Str second) {
    enum { DOT_LONGEST = 4 };
    char key[2 * WHOLE_WORD_LONGEST + DOT_LONGEST];
    if (first.length == 0 || second.length == 0) return NULL;
    memcpy(key, first.bytes, first.length);
    memcpy(key + first.length, rules->dot.bytes, rules->dot.length);
    memcpy(key + first.length + rules->dot.length, second.bytes, second.length);
    return map_find(&rules->forms, (Str){key, first.length + rules->dot.length + second.length});
}

/* The prefix by its number; 0 is none. */
static Str prefix_of(const ReadingRules *rules, size_t number) {
    return number > 0 ? rules->prefixes.items[number - 1] : (Str){0};
}

static Str behind(Str word, Str prefix) {
    return str_slice(word, prefix.length, word.length);
}

static bool prefixed_find(const ReadingRules *rules, Str first, Str second, WordMatch *match) {
    for (size_t i = 0; i <= rules->prefixes.count; i++) {
        Str first_prefix = prefix_of(rules, i);
        if (!str_starts_with(first, first_prefix)) continue;
        for (size_t j = 0; j <= rules->prefixes.count; j++) {
            Str second_prefix = prefix_of(rules, j);
            if (!str_starts_with(second, second_prefix)) continue;
            const WordPair *words =
                pair_find(rules, behind(first, first_prefix), behind(second, second_prefix));
            if (!words) continue;
            *match = (WordMatch){words, NULL, first_prefix, second_prefix, words->swapped};
            return true;
        }
    }
    return false;
}

/* ---- doublets ---- */

/* True if the word is the other one with the rule's end replaced. */
static bool is_replaced(const EndingRule *rule, Str word, Str replaced) {
    size_t kept = word.length - rule->end.length;
    return replaced.length == kept + rule->replacement.length &&
           str_starts_with(replaced, str_slice(word, 0, kept)) &&
           str_ends_with(replaced, rule->replacement);
}

static const EndingRule *suffix_rule_find(const ReadingRules *rules, Str first, Str second) {
    for (size_t i = 0; i < rules->suffixes.count; i++) {
        const EndingRule *rule = ending_rule_find(rules->suffixes.entries[i].value, first);
        if (rule && rule->verdict == ENDING_FITS && is_replaced(rule, first, second)) return rule;
    }
    return NULL;
}

/* ---- beginnings ---- */

/* The rule with the longest beginning of the word, or NULL where it is the word's own. */
static const EndingRule *beginning_find(const EndingRules *rules, Str word) {
    const EndingRule *best = NULL;
    for (size_t i = 0; i < rules->count; i++) {
        const EndingRule *rule = &rules->items[i];
        if (rule->whole ? !str_equal(word, rule->end) : !str_starts_with(word, rule->end)) continue;
        if (!best || rule->end.length > best->end.length) best = rule;
    }
    return best && best->verdict == ENDING_FITS ? best : NULL;
}

/* The word with its beginning replaced. */
static Str beginning_replace(Arena *arena, const EndingRule *rule, Str word) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, rule->replacement);
    builder_add(&out, behind(word, rule->end));
    return builder_text(&out);
}

/* One word follows from the other; the second also from the first without what is said once. */
static bool doublet_find(const ReadingRules *rules, Str first, Str second, WordMatch *match) {
    if (!rules->doublets) return false;
    const EndingRule *rule = suffix_rule_find(rules, first, second);
    const EndingRule *once = beginning_find(&rules->beginnings, first);
    if (!rule && once && str_starts_with(second, once->replacement))
        rule = suffix_rule_find(rules, behind(first, once->end), behind(second, once->replacement));
    *match = (WordMatch){.rule = rule, .swapped = !rule};
    if (!rule) match->rule = suffix_rule_find(rules, second, first);
    return match->rule != NULL;
}

static bool match_find(const ReadingRules *rules, Str first, Str second, WordMatch *match) {
    if (first.length > WHOLE_WORD_LONGEST || second.length > WHOLE_WORD_LONGEST) return false;
    return prefixed_find(rules, first, second, match) || doublet_find(rules, first, second, match);
}

/* ---- what others ask for ---- */

bool whole_words_with_slash(const ReadingRules *rules, Str first, Str second) {
    WordMatch match;
    return match_find(rules, first, second, &match) && (!match.words || match.words->slash);
}

static Str prefix_put(Arena *arena, Str prefix, Str word) {
    StrBuilder out = {.arena = arena};
    builder_add(&out, prefix);
    builder_add(&out, word);
    return builder_text(&out);
}

bool whole_words_read(const ReadingRules *rules, Arena *arena, Str form, FormPair *pair) {
    WordMatch match;
    if (rules->prefixes.count == 0 && !rules->doublets) return false;
    size_t dot = str_find(form, rules->dot, 0);
    if (dot == SIZE_MAX) return false;
    Str first = str_slice(form, 0, dot);
    Str second = str_slice(form, dot + rules->dot.length, form.length);
    if (!match_find(rules, first, second, &match)) return false;
    if (!match.words) {
        *pair = (FormPair){first, second, .is_form = true};
        pair->swapped = match.swapped;
        pair->plural = match.rule->plural;
        return true;
    }
    bool alone = match.second_prefix.length == 0;
    Str second_prefix = alone ? match.first_prefix : match.second_prefix;
    *pair = (FormPair){
        .first = prefix_put(arena, match.first_prefix, match.words->first),
        .second = prefix_put(arena, second_prefix, match.words->second),
        .is_form = true,
        .swapped = match.swapped,
        .plural = match.words->plural,
    };
    return true;
}

void whole_words_begin(const ReadingRules *rules, Arena *arena, FormPair *pair) {
    if (rules->beginnings.count == 0 || !pair->is_form || pair->lone) return;
    const EndingRule *rule = beginning_find(&rules->beginnings, pair->first);
    if (!rule) return;
    pair->opens = true;
    if (str_starts_with(pair->second, rule->end))
        pair->second = beginning_replace(arena, rule, pair->second);
}
