/* `outputs:` of a layout: standards, printing condition, marks, limits of the press.
 *
 * Words are turned into bits here; what a standard asks for is known where a file is written. */
#include "layout/outputs.h"

#include "layout/reader.h"

#define RESOLUTION_USUAL 300 /* pixels an inch: twice the screen ruling of offset, 150 lines */
#define RESOLUTION_MOST  9600
#define INK_USUAL        30000 /* what coated sheets dry with: 300 % */
#define INK_LEAST        10000
#define INK_MOST         40000

static const char *const OUTPUTS_KEYS[] = {"screen", "print", NULL};
static const char *const SCREEN_KEYS[] = {"standard", NULL};
static const char *const PRINT_KEYS[] = {"standard",   "intent",    "marks",
                                         "resolution", "ink-limit", NULL};
static const char *const INTENT_KEYS[] = {"file", "condition", NULL};
/* Each in the order of the bits beside it. */
static const char *const SCREEN_STANDARD_WORDS[] = {"pdf/ua-1", "pdf/a-2a", NULL};
static const unsigned SCREEN_STANDARDS[] = {STANDARD_UA_1, STANDARD_A_2A};
static const char *const PRINT_STANDARD_WORDS[] = {"pdf/x-1a", "pdf/x-4", NULL};
static const unsigned PRINT_STANDARDS[] = {STANDARD_X_1A, STANDARD_X_4};
static const char *const MARK_WORDS[] = {"crop", "registration", "colour-bars", "slug", NULL};
static const unsigned MARKS[] = {PRINT_MARK_CROP, PRINT_MARK_REGISTRATION, PRINT_MARK_COLOUR_BARS,
                                 PRINT_MARK_SLUG};

/* One word, or a list of them, as a set. */
static void bits_read(LayoutReader *reader, const YamlNode *node, const char *const *words,
                      const unsigned *bits, unsigned *set) {
    int word;
    if (!node) return;
    if (node->kind != YAML_SEQUENCE) {
        if (yaml_word(node, words, &word, reader->diag)) *set |= bits[word];
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        if (yaml_word(node->items[i], words, &word, reader->diag)) *set |= bits[word];
}

static void screen_read(LayoutReader *reader, const YamlNode *node) {
    if (!value_mapping(reader, node, SCREEN_KEYS)) return;
    bits_read(reader, yaml_find(node, "standard"), SCREEN_STANDARD_WORDS, SCREEN_STANDARDS,
              &reader->layout->screen.standards);
}

static void intent_read(LayoutReader *reader, const YamlNode *node, PrintOutput *print) {
    if (!value_mapping(reader, node, INTENT_KEYS)) return;
    print->intent_where = node->where;
    yaml_text(yaml_find(node, "file"), &print->intent_file, reader->diag);
    yaml_text(yaml_find(node, "condition"), &print->intent_condition, reader->diag);
}

static void print_read(LayoutReader *reader, const YamlNode *node) {
    PrintOutput *print = &reader->layout->print;
    int word;
    if (!value_mapping(reader, node, PRINT_KEYS)) return;
    print->intent_where = node->where;
    if (yaml_word(yaml_find(node, "standard"), PRINT_STANDARD_WORDS, &word, reader->diag))
        print->standard = PRINT_STANDARDS[word];
    intent_read(reader, yaml_find(node, "intent"), print);
    bits_read(reader, yaml_find(node, "marks"), MARK_WORDS, MARKS, &print->marks);
    value_int(reader, yaml_find(node, "resolution"), 0, RESOLUTION_MOST, &print->resolution);
    value_percent(reader, yaml_find(node, "ink-limit"), INK_LEAST, INK_MOST, &print->ink_limit);
}

void outputs_read(LayoutReader *reader, const YamlNode *node) {
    Span start = {.source = reader->layout->source, .line = 1, .column = 1};
    reader->layout->print = (PrintOutput){.intent_where = node ? node->where : start,
                                          .resolution = RESOLUTION_USUAL,
                                          .ink_limit = INK_USUAL};
    if (!value_mapping(reader, node, OUTPUTS_KEYS)) return;
    screen_read(reader, yaml_find(node, "screen"));
    print_read(reader, yaml_find(node, "print"));
}
