/* What `maquette check` looks at around inclusive forms: `inclusive: agreement:` of LANG.yaml.
 *
 * C knows what a rule can be: lists of words, words with the form that should stand instead, and
 * endings. Which words is the language's matter. Everything lives in the arena it was read into and
 * borrows its texts from the YAML tree. */
#ifndef MAQUETTE_TEXT_AGREEMENT_RULES_H
#define MAQUETTE_TEXT_AGREEMENT_RULES_H

#include "text/reading_rules.h"

typedef struct AgreementRules {
    Str quotes;            /* marks around other people's words: opening, closing in turn */
    Str vowels;            /* letters before which the words of before_vowel serve both genders */
    EndingRules usual;     /* how a masculine ends -> its usual suffix */
    EndingRules feminines; /* how a feminine ends -> its masculine */
    Map one_gender;        /* a word wrong right before a form -> Str *, the form to write */
    Map before_article;    /* the same where an article stands between -> Str * */
    Map before_vowel;      /* see vowels */
    Map pronoun_elisions;  /* behind these, a word of one_gender is a pronoun (l’un) */
    Map singular, plural;  /* words that tell a number; forms by their masculine */
    Map adjectives;        /* words that stand before a noun */
    Map determiners;       /* words that a noun in the plural follows */
    Map name_links;        /* those of them by which a name goes on (Maison des usagers) */
    Map sentence_starts;   /* words that begin a sentence, and no name */
    Map clause_starts;     /* words behind which a subject begins */
    Map copulas;           /* words between a subject and what is said of it (sont) */
    Map copula_adverbs;    /* words that may stand behind those */
} AgreementRules;

/* Reads the rules; NULL where the node is NULL or no mapping. A fault is reported and left out. */
AgreementRules *agreement_rules_read(Arena *arena, const YamlNode *node, Diag *diag);

#endif
