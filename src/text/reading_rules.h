/* What readings of inclusive forms are made from: `inclusive: readings:` of LANG.yaml, compiled.
 *
 * C knows what a rule can be: an ending that becomes another one, a form that is told whole, lists
 * of words. Which endings and which words is the language's matter. Everything lives in the arena
 * it was read into and borrows its texts from the YAML tree. */
#ifndef MAQUETTE_TEXT_READING_RULES_H
#define MAQUETTE_TEXT_READING_RULES_H

#include "base/map.h"
#include "data/yaml.h"

typedef enum EndingVerdict {
    ENDING_FITS,     /* end>new */
    ENDING_DOUBTFUL, /* end?new: readable, but not how it should be written */
    ENDING_REFUSED,  /* end! */
} EndingVerdict;

/* A word that ends so ends otherwise. */
typedef struct EndingRule {
    Str end, replacement;
    EndingVerdict verdict;
    bool whole;  /* the end is the whole word (^) */
    bool plural; /* a word that ends so is in the plural already (+) */
} EndingRule;

typedef struct EndingRules {
    EndingRule *items;
    size_t count;
} EndingRules;

/* The two words of a form, in the order written. */
typedef struct WordPair {
    Str first, second;
    bool swapped; /* the feminine is the first */
} WordPair;

typedef struct WordList {
    Str *items;
    size_t count;
} WordList;

typedef struct ReadingRules {
    Str singular, plural;  /* the conjunctions */
    Map forms;             /* a form -> WordPair */
    Map suffixes;          /* -> EndingRules */
    Map masculines;        /* suffixes behind a feminine -> EndingRules */
    EndingRules plurals;   /* from singular to plural */
    WordList elisions;     /* with their apostrophe */
    WordList feminine;     /* endings that only a feminine has */
    WordList epicene;      /* endings of words with one form for both genders */
    Map plural_marks;      /* parts that only mark the plural; each set maps a text to itself */
    Map units;             /* symbols of units */
    Map peoples;           /* keep their capital */
    Map through;           /* words that may stand inside a group of forms */
    Map one_gender;        /* words that are wrong before a form */
    Map articles;          /* words that may stand between those and the form */
    Str doubled;           /* letters that other languages double across a dot */
    bool capital_suffixes; /* a suffix in capitals needs no dot */
} ReadingRules;

/* Reads the rules; NULL where the node is NULL or no mapping. A fault is reported and left out. */
ReadingRules *reading_rules_read(Arena *arena, const YamlNode *node, uint32_t dot, Diag *diag);

/* The rule with the longest end that fits the word, or NULL. */
const EndingRule *ending_rule_find(const EndingRules *rules, Str word);
/* The word with the end replaced. */
Str ending_replace(Arena *arena, const EndingRule *rule, Str word);
/* The word in the plural. */
Str reading_plural(const ReadingRules *rules, Arena *arena, Str word);
/* True if the word ends with one of the texts. */
bool word_list_ends(const WordList *list, Str word);

#endif
