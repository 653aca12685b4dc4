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
    bool slash;   /* may be written with a slash: il/elle */
    bool plural;  /* told to be one (+) */
} WordPair;

typedef struct WordList {
    Str *items;
    size_t count;
} WordList;

/* How the masculine of a noun ends behind some words: von Nutzern, des Nutzers. */
typedef struct CaseRule {
    Map after;                    /* those words */
    EndingRules singular, plural; /* what becomes of the noun */
} CaseRule;

/* A conjunction that is another one before some beginnings: e hijas, u otra. */
typedef struct ConjunctionRule {
    Str conjunction, becomes;
    WordList before;
} ConjunctionRule;

typedef struct ReadingRules {
    Str singular, plural; /* the conjunctions; where they are one word with the next: */
    bool singular_joined, plural_joined;
    ConjunctionRule *conjunctions;
    size_t conjunction_count;
    Str dot;           /* the right separator */
    Map forms;         /* a form -> WordPair */
    Map tails;         /* words behind a space in forms */
    WordList prefixes; /* what such words may begin with besides */
    EndingRules
        beginnings;  /* at their ends: starts of a first word, and what they are in the second */
    bool doublets;   /* two whole words that a suffix rule makes one form: طالب/طالبة */
    Map suffixes;    /* -> EndingRules */
    Map masculines;  /* suffixes behind a feminine -> EndingRules */
    Map stems;       /* suffixes -> EndingRules: the masculine of a base cut before them */
    WordList joined; /* suffixes that a further word may be joined to: ·innenwahl */
    Map capitalised; /* suffixes of nouns: both words keep the base's capital */
    bool feminine_first; /* the feminine is said first */
    CaseRule *cases;
    size_t case_count;
    Str over;                  /* words that end so may stand between such a word and the noun */
    EndingRules bases;         /* ends of a base that no masculine has: chèr·e */
    EndingRules plurals;       /* from singular to plural */
    WordList elisions;         /* with their apostrophe */
    WordList feminine;         /* endings that only a feminine has */
    WordList epicene;          /* endings of words with one form for both genders */
    Map plural_marks;          /* parts that only mark the plural; each set maps a text to itself */
    Map units;                 /* symbols of units */
    Map peoples;               /* keep their capital */
    Map through;               /* words that may stand inside a group of forms */
    Map one_gender;            /* words that are wrong before a form */
    Map articles;              /* words that may stand between those and the form */
    Map leaders;               /* words that lead a group with an article behind them: tous les */
    EndingRules before_vowels; /* how whole words change before a vowel: nouveau, nouvel */
    Str vowels;                /* letters, those never heard included */
    WordList aspirated;        /* beginnings of words that do not count as vowels */
    Str doubled;               /* letters that other languages double across a dot */
    bool capital_suffixes;     /* a suffix in capitals needs no dot */
    bool signs[256];           /* bytes with which a sign of a form may begin */
} ReadingRules;

/* Reads the rules; NULL where the node is NULL or no mapping. A fault is reported and left out. */
ReadingRules *reading_rules_read(Arena *arena, const YamlNode *node, uint32_t dot, Diag *diag);

/* Parts of such data: words between spaces in order, as a set (each maps to itself), and endings. A
 * NULL node gives none. */
WordList word_list_read(Arena *arena, const YamlNode *node, Diag *diag);
Map word_set_read(Arena *arena, const YamlNode *node, Diag *diag);
EndingRules ending_rules_read(Arena *arena, const YamlNode *node, Diag *diag);
/* A word of such data with a space for each underscore. */
Str word_spaces_put(Arena *arena, Str word);

/* Remembers with which bytes the characters of a text begin: separators of forms. */
void reading_signs_put(ReadingRules *rules, Str separators);

/* The rule with the longest end that fits the word, or NULL. */
const EndingRule *ending_rule_find(const EndingRules *rules, Str word);
/* The word with the end replaced. */
Str ending_replace(Arena *arena, const EndingRule *rule, Str word);
/* Adds the conjunction between the two words of a form and what is said behind it, with the spaces
 * between them. */
void reading_conjunction_put(const ReadingRules *rules, bool plural, bool capitals, Str next,
                             StrBuilder *out);
/* The word in the plural. */
Str reading_plural(const ReadingRules *rules, Arena *arena, Str word);
/* What the rule of such a word (in lower case) says of a noun's masculine, or NULL. */
const CaseRule *reading_case_find(const ReadingRules *rules, Str word);
/* The word as it is said before the next one; itself where nothing changes. */
Str reading_before(const ReadingRules *rules, Arena *arena, Str word, Str next);
/* True if the word, in lower case, begins with a vowel that is heard first. */
bool reading_begins_with_vowel(const ReadingRules *rules, Str word);
/* True if the word ends with one of the texts. */
bool word_list_ends(const WordList *list, Str word);

#endif
