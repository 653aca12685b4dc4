/* What proofreading looks for: `proof:` of LANG.yaml, compiled.
 *
 * C knows what a rule can be: a mark that wants a space, a word that is written otherwise, a pair
 * of brackets. Which marks and which words is the language's matter. Everything lives in the arena
 * it was read into and borrows its texts from the YAML tree. */
#ifndef MAQUETTE_TEXT_PROOF_RULES_H
#define MAQUETTE_TEXT_PROOF_RULES_H

#include "base/map.h"
#include "data/yaml.h"

/* What a character is to proofreading. */
typedef enum ProofRole {
    PROOF_SEPARATOR = 1 << 0,    /* between two words a space follows it */
    PROOF_ONCE = 1 << 1,         /* never twice in a row */
    PROOF_CODE = 1 << 2,         /* a word that holds it is no prose */
    PROOF_OPENS = 1 << 3,        /* a bracket */
    PROOF_CLOSES = 1 << 4,       /* a bracket */
    PROOF_QUOTE = 1 << 5,        /* a quotation mark that neither opens nor closes */
    PROOF_POINT = 1 << 6,        /* several of them stand for a suspension */
    PROOF_SUSPENSION = 1 << 7,   /* the mark that is meant */
    PROOF_DASH = 1 << 8,         /* a dash of an incise */
    PROOF_HYPHEN = 1 << 9,       /* typed for a dash */
    PROOF_BEHIND_CALL = 1 << 10, /* a note call stands before it */
    PROOF_ITEM_END = 1 << 11,    /* ends the items of a list, but for the last */
    PROOF_BEFORE_CALL = 1 << 12, /* a note call stands behind it */
    PROOF_TWIN = 1 << 13,        /* of another script, typed for `twin` */
} ProofRole;

typedef struct ProofSign {
    uint32_t codepoint;
    uint32_t roles; /* ProofRole bits */
    uint32_t pair;  /* of a bracket: the number of its pair; the first runs over paragraphs */
    Str plain;      /* of a raised letter: the letter */
    Str twin;       /* of PROOF_TWIN: the mark that is meant */
} ProofSign;

/* A word that is written otherwise. */
typedef struct ProofWord {
    MessageCode code;
    Str wrong, right;
    uint32_t first;       /* the first character of wrong, in lower case */
    bool goes_on;         /* letters may follow what is wrong (coeur*) */
    bool starts_sentence; /* only there (^) */
    bool holds_capital;   /* stands for itself only, and for itself in capitals */
} ProofWord;

typedef struct ProofWords {
    ProofWord *items;
    size_t count;
} ProofWords;

/* A space between a number and a word that is glued to it. */
typedef struct ProofUnit {
    Str word, space;
    bool ahead; /* the word stands before the number */
} ProofUnit;

typedef struct ProofUnits {
    ProofUnit *items;
    size_t count;
} ProofUnits;

typedef struct ProofRules {
    ProofSign *signs; /* in order of codepoint */
    size_t sign_count;
    Str *closers; /* of each pair */
    size_t pair_count;
    ProofWords words;    /* whole words, or beginnings of words */
    ProofWords contents; /* what may stand anywhere in a word (*coeur*) */
    ProofUnits units;
    Map suspending; /* words that say "and so on" already; each set maps a text to itself */
    Map twice;      /* words that may follow themselves */
    Map pages;      /* words before a range of pages */
    Map codes;      /* words before a number that is no range */
    Map starters;   /* words whose capital can only be that of a sentence */
    Map ordinals;   /* wrong ending of an ordinal number -> Str *, the right one */
    Map singulars;  /* plural -> Str *, the singular */
    Map amounts;    /* words of amounts and dates -> Str *; see language_amount */
    Str roman;      /* the Roman figures whose ordinals are looked at */
    Str dash, range_dash, suspension;
    bool dash_glued;        /* an incise’s dashes stand against what they enclose: —así— */
    Str outer[2], inner[2]; /* quotation marks with their spaces: opening, closing */
    uint32_t decimal_mark;  /* 0: numbers have none */
    int64_t plural_from;    /* the number from which a plural is right */
    int64_t points_most;    /* more points in a row are a leader, or a blank to fill */
    int64_t incise_longest; /* words that an incise without its closing dash may have; 0: any */
    int64_t acronym_least;  /* capitals with points from which they are an acronym; 0: none is */
} ProofRules;

/* Reads the rules; NULL where the node is NULL or no mapping. A fault is reported and left out. */
ProofRules *proof_rules_read(Arena *arena, const YamlNode *node, Diag *diag);

/* What the character is; a sign without roles where the rules do not name it. */
const ProofSign *proof_sign(const ProofRules *rules, uint32_t codepoint);

#endif
