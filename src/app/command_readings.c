/* `maquette readings`; see command_readings.h.
 *
 * In: a document whose forms have been read. Out: every form once with its reading, so that an
 * author can go through them and see in a diff what a change of rules or of the text does to them.
 * The same form in the same reading is counted; a doubt tells it apart, as it may come from the
 * words before it. */
#include "app/command_readings.h"

#include "base/json.h"
#include "document/wording.h"

/* All places of a form read alike. */
typedef struct ListedForm {
    Str form; /* as typed, in one line */
    const FormReading *reading;
    Span first;
    size_t count;
} ListedForm;

typedef struct FormList {
    Arena *arena;
    Map by_key; /* form, reading, origin, doubt -> ListedForm, in order of the first place */
} FormList;

/* ---- words ---- */

static const char *const column_names[2][6] = {
    {"form", "reading", "from", "count", "first place", "doubt"},
    {"forme", "lecture", "source", "nombre", "première place", "doute"},
};

/* By ReadingOrigin; the first row is for tools, too. */
static const char *const origin_words[2][3] = {
    {"rule", "span", "edition.yaml"},
    {"règle", "passage", "edition.yaml"},
};

/* By ReadingDoubt: for tools, in English, in French. */
static const char *const doubt_words[][3] = {
    [READING_SURE] = {"", "", ""},
    [READING_EPICENE] = {"epicene", "the word has one form for both genders",
                         "le mot a une seule forme pour les deux genres"},
    [READING_MISFIT] = {"misfit", "the ending does not fit such a word",
                        "la terminaison ne convient pas à ce mot"},
    [READING_UNKNOWN] = {"unknown", "unknown ending: read as typed",
                         "terminaison inconnue : lue comme elle est écrite"},
    [READING_MISSPELT] = {"misspelt", "a letter of the ending seems wrong",
                          "une lettre de la terminaison semble fausse"},
    [READING_ACCENT] = {"accent", "the ending lacks an accent",
                        "il manque un accent à la terminaison"},
    [READING_SHORT] = {"short", "the ending leaves out what the feminine changes",
                       "la terminaison omet ce qui change au féminin"},
    [READING_PLURAL_PLACE] = {"plural-place", "the plural’s mark stands before the ending",
                              "la marque du pluriel précède la terminaison"},
    [READING_FEMININE_FIRST] = {"feminine-first", "the masculine is cut behind the feminine",
                                "le masculin est abrégé derrière le féminin"},
    [READING_NUMBER] = {"number", "singular and plural stand together",
                        "singulier et pluriel se mêlent"},
    [READING_ONE_GENDER] = {"one-gender", "a word of one gender stands before it",
                            "un mot d’un seul genre la précède"},
};

/* What the author said leaves no doubt. */
static ReadingDoubt doubt_of(const FormReading *reading) {
    return reading->origin == READING_BY_RULES ? reading->doubt : READING_SURE;
}

/* ---- gathering ---- */

/* The text in one line: blanks that would part columns or lines are spaces. */
static Str in_one_line(Arena *arena, Str text) {
    StrBuilder line = {.arena = arena};
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        builder_add_byte(&line, byte < 0x20 ? ' ' : text.bytes[i]);
    }
    return builder_text(&line);
}

static void list_form(FormList *list, const Block *block, const FormReading *reading) {
    StrBuilder key = {.arena = list->arena};
    Str form = str_slice(block->text.bytes, reading->start, reading->end);
    builder_add(&key, in_one_line(list->arena, form));
    size_t form_bytes = key.length;
    builder_add_byte(&key, '\t');
    builder_add(&key, reading->text);
    builder_add_format(&key, "\t%d\t%d", (int)reading->origin, (int)doubt_of(reading));
    ListedForm *listed = map_find(&list->by_key, builder_text(&key));
    if (listed == NULL) {
        listed = ARENA_NEW(list->arena, ListedForm);
        listed->form = str_slice(builder_text(&key), 0, form_bytes);
        listed->reading = reading;
        listed->first = text_place(&block->text, reading->start);
        map_put(&list->by_key, builder_text(&key), listed);
    }
    listed->count++;
}

static void list_block(void *context, const Section *section, Block *block) {
    for (size_t i = 0; i < block->text.reading_count; i++)
        list_form(context, block, &block->text.readings[i]);
    if (block->said != NULL) list_block(context, section, block->said);
}

/* ---- writing ---- */

static void write_row(Arena *arena, const ListedForm *listed, DiagLanguage language,
                      StrBuilder *out) {
    const FormReading *reading = listed->reading;
    builder_add(out, listed->form);
    builder_add_byte(out, '\t');
    builder_add(out, in_one_line(arena, reading->text));
    builder_add_format(out, "\t%s\t%zu\t", origin_words[language][reading->origin], listed->count);
    if (listed->first.source != NULL) builder_add(out, listed->first.source->path);
    builder_add_format(out, ":%u:%u\t%s\n", listed->first.line, listed->first.column,
                       doubt_words[doubt_of(reading)][1 + language]);
}

static void write_json(const ListedForm *listed, DiagLanguage language, StrBuilder *out) {
    const FormReading *reading = listed->reading;
    ReadingDoubt doubt = doubt_of(reading);
    builder_add_c(out, "{");
    json_add_pair(out, "form", listed->form);
    builder_add_c(out, ", ");
    json_add_pair(out, "reading", reading->text);
    builder_add_c(out, ", ");
    json_add_pair(out, "from", str_from_c(origin_words[DIAG_ENGLISH][reading->origin]));
    builder_add_c(out, ", ");
    json_add_pair(out, "proposal", reading->proposal);
    builder_add_format(out, ", \"count\": %zu, \"first\": ", listed->count);
    json_add_place(out, listed->first);
    builder_add_c(out, ", ");
    json_add_pair(out, "doubt", str_from_c(doubt_words[doubt][0]));
    builder_add_c(out, ", ");
    json_add_pair(out, "doubt_text", str_from_c(doubt_words[doubt][1 + language]));
    builder_add_byte(out, '}');
}

void command_readings(const Document *document, const Options *options, Arena *arena,
                      StrBuilder *out) {
    FormList list = {.arena = arena, .by_key = {.arena = arena}};
    TextVisitor visitor = {list_block, &list};
    for (int i = 0; i < EDITION_LINES; i++) {
        if (document->edition.lines[i] != NULL) list_block(&list, NULL, document->edition.lines[i]);
    }
    document_visit(document, &visitor);
    bool json = options->format == DIAG_JSON;
    for (int i = 0; i < 6 && !json; i++)
        builder_add_format(out, "%s%s", column_names[options->language][i], i < 5 ? "\t" : "\n");
    if (json) builder_add_byte(out, '[');
    for (size_t i = 0; i < list.by_key.count; i++) {
        const ListedForm *listed = list.by_key.entries[i].value;
        if (json) {
            builder_add_c(out, i == 0 ? "\n" : ",\n");
            write_json(listed, options->language, out);
        } else {
            write_row(arena, listed, options->language, out);
        }
    }
    if (json) builder_add_c(out, "\n]\n");
}
