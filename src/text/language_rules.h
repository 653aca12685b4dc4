/* What a language's rules can be: the parsed form of layouts/languages/LANG.yaml.
 *
 * Everything about a single character is gathered in one Sign, so that the rooms that walk a text
 * look a character up once. Names of spaces and of word lists are resolved to numbers and bits when
 * the rules are read; nothing is compared by name later. All of it lives in the arena given to
 * language_open. */
#ifndef MAQUETTE_TEXT_LANGUAGE_RULES_H
#define MAQUETTE_TEXT_LANGUAGE_RULES_H

#include "base/map.h"
#include "text/agreement_rules.h"
#include "text/analyse.h"
#include "text/dictionary.h"
#include "text/proof_rules.h"
#include "text/reading_rules.h"

/* What a character does in this language. */
typedef enum SignRole {
    SIGN_OPENING = 1 << 0,      /* punctuation before a word, passed over to find the word */
    SIGN_CLOSING = 1 << 1,      /* punctuation after a word; never starts a line */
    SIGN_SENTENCE_END = 1 << 2, /* . ! ? ... */
    SIGN_APOSTROPHE = 1 << 3,   /* never a break after it */
    SIGN_SUSPENSION = 1 << 4,   /* an ellipsis: no space after it where it starts a quotation */
    SIGN_HARD_HYPHEN = 1 << 5,
    SIGN_SLASH = 1 << 6,
    SIGN_INCISE_DASH = 1 << 7,     /* - x -, with spaces */
    SIGN_GLUED_DASH = 1 << 8,      /* a dash between words without spaces */
    SIGN_ADDRESS_BEFORE = 1 << 9,  /* in an address, a line may end before it */
    SIGN_ADDRESS_AFTER = 1 << 10,  /* ... or after it */
    SIGN_SEPARATOR = 1 << 11,      /* the dot of an inclusive form, and its twins */
    SIGN_WEAK_SEPARATOR = 1 << 12, /* a separator only before the known endings */
    SIGN_VOWEL = 1 << 13,
    SIGN_BESIDE_VOWELS = 1 << 14, /* no hyphenation beside it between vowels (x, y) */
    SIGN_INITIAL_BEFORE = 1 << 15,
    SIGN_INITIAL_AFTER = 1 << 16,
    SIGN_CORRECTED = 1 << 17,      /* begins a text of `corrections` */
    SIGN_SPACE_BEFORE = 1 << 18,   /* a space that lacks before it is put in where asked */
    SIGN_SPACE_AFTER = 1 << 19,    /* ... behind it */
    SIGN_SPACE_NUMBER = 1 << 20,   /* ... between a number and it */
    SIGN_UNTOUCHED = 1 << 21,      /* begins a text of `untouched` */
    SIGN_SURE_SEPARATOR = 1 << 23, /* a weak separator that forms alone have */
    SIGN_STAND_IN = 1 << 24,       /* at a word's end, in the place of an ending: tutt* */
    SIGN_BEFORE_NUMBER = 1 << 22,  /* a letter that is a word of its own against a number */
} SignRole;

/* Numbers of the two spaces that every language has; 0 means that a rule says nothing. */
enum { SPACE_UNSET, SPACE_REMOVED, SPACE_ORDINARY };

typedef struct Sign {
    uint32_t codepoint;
    uint32_t roles;         /* SignRole bits */
    uint32_t before, after; /* numbers of the spaces that a typed space beside it becomes */
    uint32_t typed;         /* of a space character: its own space where no rule applies */
    bool lone;              /* before counts only where no letter or digit follows */
    uint32_t group;         /* > 0: no space between two signs of this group */
    HangShare hang;
} Sign;

typedef struct SpaceStyle {
    Str name;
    SpaceKind kind;
    uint16_t width_permille;
    int32_t penalty;
    uint32_t character; /* that means it: the first one under `typed`, else U+0020 */
} SpaceStyle;

/* What the word beside a space can look like; the bits above SHAPE_COUNT are the language's lists.
 */
typedef enum WordShape {
    SHAPE_ANY,
    SHAPE_NUMBER,      /* 5; 1,2; 2018-2024 */
    SHAPE_GROUP,       /* left: one to three digits; right: three digits */
    SHAPE_PAIR,        /* two digits */
    SHAPE_YEAR,        /* four digits */
    SHAPE_ORDINAL,     /* digits or a Roman numeral with an ordinal's ending */
    SHAPE_CAPITALISED, /* begins with a capital */
    SHAPE_INITIAL,     /* E. or J.-P. */
    SHAPE_LETTER,      /* one capital */
    SHAPE_ROMAN,
    SHAPE_ACRONYM, /* two capitals or more, digits allowed */
    SHAPE_OBJECT,  /* U+FFFC: a page reference */
    SHAPE_DIALLED, /* +33, and the groups of digits behind it */
    SHAPE_COUNT,
} WordShape;
#define SHAPE_BIT(shape) (UINT64_C(1) << (shape))
#define LIST_MAX         (64 - SHAPE_COUNT)

/* Two words that meet across a space: the first rule that fits decides. */
typedef struct BindRule {
    uint64_t left, right; /* any of these bits */
    uint32_t space;
} BindRule;

typedef struct ListedWord {
    uint64_t lists; /* the lists that hold it */
} ListedWord;

/* A slip that is certain: it is replaced in the text itself. */
typedef struct Correction {
    Str from, to;
    bool between_letters; /* only there, */
    uint64_t behind;      /* and behind a word of these lists that ends with it */
} Correction;

typedef struct OrdinalRules {
    Str *endings; /* behind any number; one that holds its number (1er) is for that number only */
    size_t ending_count;
    Map except;             /* words that only look like one (Ce, Me) */
    bool superior;          /* the ending is raised */
    uint64_t century_words; /* lists: words that make a century of the Roman numeral before them */
} OrdinalRules;

/* The letters wanted on both sides of a hyphen or slash that the author typed. */
typedef struct SeamRule {
    int64_t before, after;
    int64_t penalty;
} SeamRule;

typedef struct HyphenRules {
    HyphenDictionary *dictionary; /* NULL: this language is not hyphenated */
    int64_t left, right;          /* letters kept together at a word's start and end */
    int64_t shortest, longest;    /* letters of a word that is hyphenated */
    int64_t foreign; /* characters of a passage in another language that is hyphenated */
    int64_t in_row;  /* lines one below the other that may end with a hyphen */
    int64_t penalty;
    bool capitalised; /* hyphenate capitalised words anywhere, not at a sentence's start only */
    bool compounds;   /* hyphenate the parts of a compound with a hard hyphen */
    Map exceptions;   /* word without hyphens -> HyphenException */
    Map avoided;      /* a word's first or last piece that reads badly -> itself */
} HyphenRules;

typedef struct HyphenException {
    uint64_t places; /* bit i: a hyphen may follow character i */
    bool proper;     /* written with a capital: a name that may be hyphenated */
} HyphenException;

typedef struct InclusiveRules {
    uint32_t dot;        /* the separator that is right; the others are its twins */
    uint32_t stand_in;   /* the first sign in the place of an ending (tutt*), or 0 */
    int64_t break_after; /* letters wanted after a dot at which a line may end; 0: never */
    int64_t penalty;
    Map endings;               /* of forms with a weak separator (etudiant-e-s) */
    ReadingRules *readings;    /* NULL: forms have none */
    AgreementRules *agreement; /* NULL: what stands around forms is not checked */
} InclusiveRules;

/* Signs of these characters are found at once: Latin letters and general punctuation. */
enum { LATIN_PLACES = 0x180, PUNCTUATION_FIRST = 0x2000, PUNCTUATION_PLACES = 0x70 };
enum { SIGN_PLACES = LATIN_PLACES + PUNCTUATION_PLACES };

struct Language {
    Arena *arena;
    Str tag;
    Str script; /* ISO 15924: "Latn", "Arab"; empty where it is not known */
    bool right_to_left;
    Map words;   /* name -> Str* */
    Sign *signs; /* in order of codepoint */
    size_t sign_count;
    uint16_t sign_numbers[SIGN_PLACES]; /* number + 1, or 0; see language_sign */
    SpaceStyle *spaces;                 /* by number; 0 is unused */
    size_t space_count;
    Str *lists; /* names, by bit - SHAPE_COUNT */
    size_t list_count;
    Map listed;            /* word -> ListedWord */
    size_t listed_longest; /* bytes */
    OrdinalRules ordinals;
    Correction *corrections;
    size_t correction_count;
    uint32_t merged_open, merged_close; /* quotation marks: two that close together are one; or 0 */
    uint32_t call_before, call_between; /* spaces before a note call, and between two */
    BindRule *binds;
    size_t bind_count;
    Str *untouched; /* smileys and the like: the space before them stays as typed */
    size_t untouched_count;
    uint32_t dash_inside;    /* the space between an incise dash and what it encloses */
    bool lone_dash_opens;    /* a dash without a partner opens an incise (else it closes one) */
    bool final_dash_dropped; /* a closing dash at the end of a sentence is left out */
    int64_t glued_dash_penalty;
    SeamRule hyphen, slash;
    Str *euphonic; /* "-t-il": a line may end after its first hyphen only */
    size_t euphonic_count;
    Str *address_starts; /* "https://", "www." */
    size_t address_start_count;
    int64_t address_penalty;
    HyphenRules hyphenation;
    InclusiveRules inclusive;
    ProofRules *proof; /* NULL: nothing is asked of an author */
    const YamlNode *source;
};

/* Reads the rules into the language; false after an error that leaves it unusable. */
bool language_rules_read(Language *language, const YamlNode *rules, Diag *diag);

/* The parts of it that stand in files of their own: word lists with the rules that bind them (after
 * the spaces), and what concerns hyphenation and inclusive forms. */
void language_lists_read(Language *language, const YamlNode *rules, Diag *diag);
bool language_hyphenation_read(Language *language, const YamlNode *rules, Diag *diag);

/* The number of a space by its name; SPACE_UNSET where the node is NULL or after a report. */
uint32_t language_space_named(const Language *language, const YamlNode *node, Diag *diag);
/* The texts of a list (or one text), copied; a NULL node gives none. */
size_t language_texts_read(Arena *arena, const YamlNode *node, Str **texts, Diag *diag);
/* A key that must be there: false after a report. */
bool language_text_wanted(const YamlNode *mapping, const char *key, Str *text, Diag *diag);
/* The texts of a list as a set: each maps to itself. */
void language_set_read(Arena *arena, const YamlNode *node, Map *set, Diag *diag);

/* What the character does; a sign without roles where the rules do not name it. */
const Sign *language_sign(const Language *language, uint32_t codepoint);

/* The lists that hold the word: an entry in lower case stands for any case, another only for
 * itself. */
uint64_t language_lists_of(const Language *language, Str word);

#endif
