/* The readings of a document's forms: by the rules, by spans, by edition.yaml. */
#include "document_reading.h"

#include "document/edition.h"
#include "document/wording.h"

#include "languages.h"

typedef struct Bench {
    Reading reading;
    Map others;
    LanguageSet languages;
} Bench;

static void bench_open(Bench *bench) {
    reading_open(&bench->reading);
    Arena *arena = bench->reading.arena;
    bench->others = (Map){.arena = arena};
    Language *french = language_from_file(arena, &bench->reading.diag, "fr");
    map_put(&bench->others, STR("en"), language_from_file(arena, &bench->reading.diag, "en"));
    bench->languages = (LanguageSet){french, &bench->others};
}

static void bench_close(Bench *bench) {
    language_close((Language *)bench->languages.main);
    language_close(map_find(&bench->others, STR("en")));
    reading_close(&bench->reading);
}

/* Reads `readings:` as lines of YAML. */
static void read_readings(Bench *bench, const char *lines) {
    Reading *reading = &bench->reading;
    StrBuilder text = {.arena = reading->arena};
    builder_add_c(&text, "title: T\nlanguage: fr\nlayout: l\nreadings:\n");
    builder_add_c(&text, lines);
    Source *source = ARENA_NEW(reading->arena, Source);
    *source = (Source){.path = STR("edition.yaml"), .text = builder_text(&text)};
    const YamlNode *root =
        yaml_read(reading->arena, source, 0, source->text.length, &reading->diag);
    assert_non_null(root);
    edition_read(reading->arena, source, root, &reading->document.edition, &reading->diag);
}

static void show_block(void *context, const Section *section, Block *block) {
    (void)section;
    StrBuilder *out = context;
    static const char *const SIGNS[] = {"|", "|span:", "|edition:"};
    uint32_t end = 0;
    for (size_t i = 0; i < block->text.reading_count; i++) {
        const FormReading *reading = &block->text.readings[i];
        assert_true(reading->start >= end && reading->end > reading->start);
        end = reading->end;
        builder_add_c(out, out->length > 0 ? " <" : "<");
        builder_add(out, str_slice(block->text.bytes, reading->start, reading->end));
        builder_add_c(out, SIGNS[reading->origin]);
        builder_add(out, reading->text);
        builder_add_byte(out, '>');
    }
}

/* The readings of all texts as <bytes|reading>, <bytes|span:reading>, <bytes|edition:reading>. */
static const char *read_forms(Bench *bench, const char *body) {
    Reading *reading = &bench->reading;
    read_body(reading, str_from_c(body));
    document_read_forms(reading->arena, &reading->document, &bench->languages, &reading->diag);
    StrBuilder out = {.arena = reading->arena};
    TextVisitor visitor = {show_block, &out};
    document_visit(&reading->document, &visitor);
    return str_to_c(reading->arena, builder_text(&out));
}

static void expect(const char *readings, const char *body, const char *wanted) {
    Bench bench = {0};
    bench_open(&bench);
    if (readings != NULL) read_readings(&bench, readings);
    assert_string_equal(read_forms(&bench, body), wanted);
    assert_int_equal(bench.reading.diag.reports.count, 0);
    bench_close(&bench);
}

static void test_every_text(void **state) {
    (void)state;
    expect(NULL,
           "# Élu·e\n\n- un·e[^n]\n\n|a·b|le·la|\n|--|--|\n|x|y|\n\n    le·la\n\n[^n]: né·e\n",
           "<Élu·e|Élu ou élue> <un·e|un ou une> <le·la|le ou la> <né·e|né ou née>");
    expect(NULL, "*usager*·ère·s **et** un·e `le·la` *élu·e*\n",
           "<usager·ère·s|usagers et usagères> <un·e|un ou une> <élu·e|élu ou élue>");
    expect(NULL, "un·e [élu·e]{lang=en} élu·e\n", "<un·e|un ou une> <élu·e|élu ou élue>");
}

static void test_spans(void **state) {
    (void)state;
    expect(NULL, "Les [usager·ère·s]{reading=\"gens\"} et l’[ONU]{reading=\"o n u\"}.\n",
           "<usager·ère·s|span:gens> <ONU|span:o n u>");
    expect(NULL, "un·e [avocat·e]{reading=\"conseil\"} formé·e\n",
           "<un·e|un ou une> <avocat·e|span:conseil> <formé·e|formé ou formée>");
    expect(NULL, "[un·e *avocat·e*, né·e]{reading=\"x\"} [élu·e]{reading=\"x\"}\n",
           "<un·e avocat·e, né·e|span:x> <élu·e|span:x>");
    expect(NULL, "un·e avo[cat·e]{reading=\"x\"}\n", "<un·e|un ou une> <cat·e|span:x>");
    expect("  usager·ère·s: personnes\n", "[usager·ère·s]{reading=\"gens\"} usager·ère·s\n",
           "<usager·ère·s|span:gens> <usager·ère·s|edition:personnes>");
}

static void test_span_keeps_forms(void **state) {
    (void)state;
    Bench bench = {0};
    bench_open(&bench);
    read_forms(&bench, "Ici [un·e élu·e]{reading=\"quelqu’un\"}\n");
    const Text *text = &bench.reading.section.blocks[0]->text;
    assert_int_equal(text->reading_count, 1);
    const FormReading *reading = &text->readings[0];
    assert_string_equal(str_to_c(bench.reading.arena, reading->proposal), "un élu ou une élue");
    assert_int_equal(reading->form_count, 2);
    assert_int_equal(reading->forms[0].start, reading->start);
    assert_int_equal(reading->forms[1].end, reading->end);
    assert_int_equal(text_reading_behind(text, 0), 0);
    assert_int_equal(text_reading_behind(text, reading->end - 1), 0);
    assert_int_equal(text_reading_behind(text, reading->end), 1);
    bench_close(&bench);
}

static void test_edition(void **state) {
    (void)state;
    expect("  usager·ère: personne usagère\n", "Un·e usager·ère formé·e, Usager·ère, USAGER·ÈRE\n",
           "<Un·e|Un ou une> <usager·ère|edition:personne usagère> <formé·e|formé ou formée> "
           "<Usager·ère|edition:Personne usagère> <USAGER·ÈRE|edition:PERSONNE USAGÈRE>");
    expect("  un·e élu·e: quelqu’un\n  d’élu·e·s: de gens\n",
           "un·e élu·e, un·e\u00A0élu·e, un·e\nélu·e, d'élu·e·s, élu·e\n",
           "<un·e élu·e|edition:quelqu’un> <un·e\u00A0élu·e|edition:quelqu’un> "
           "<un·e élu·e|edition:quelqu’un> <d'élu·e·s|edition:de gens> <élu·e|élu ou élue>");
    expect("  CNPD: cé enne pé dé\n", "Le CNPD, l’CNPD (CNPD) et `CNPD`; CNPDX\n",
           "<CNPD|edition:cé enne pé dé> <CNPD|edition:cé enne pé dé> "
           "<CNPD|edition:cé enne pé dé>");
    expect("  Nutzer*innen: Nutzerinnen und Nutzer\n", "Die Nutzer\\*innen.\n",
           "<Nutzer*innen|edition:Nutzerinnen und Nutzer>");
}

static void test_unused(void **state) {
    (void)state;
    Bench bench = {0};
    bench_open(&bench);
    read_readings(&bench, "  élu·e: x\n  usagr·ère·s: y\n  zzz: z\n");
    read_forms(&bench, "Un·e élu·e, des usager·ère·s\n");
    StrBuilder reports = {.arena = bench.reading.arena};
    write_reports(&bench.reading, &reports);
    assert_string_equal(str_to_c(bench.reading.arena, builder_text(&reports)),
                        "! 6:3+11 reading-unused usagr·ère·s usager·ère·s\n"
                        "! 7:3+3 reading-unused zzz\n");
    bench_close(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_text),       cmocka_unit_test(test_spans),
        cmocka_unit_test(test_span_keeps_forms), cmocka_unit_test(test_edition),
        cmocka_unit_test(test_unused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
