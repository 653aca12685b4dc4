/* What is read of a document, and in which order. */
#include "document_reading.h"
#include "reader_group.h"

#include "document/structure.h"

static void expect(const char *body, const char *wanted) {
    Reading reading;
    reading_open(&reading);
    read_body(&reading, str_from_c(body));
    StrBuilder out = {.arena = reading.arena};
    structure_write(structure_build(reading.arena, &reading.document), &out);
    assert_string_equal(str_to_c(reading.arena, builder_text(&out)), wanted);
    reading_close(&reading);
}

/* T8: behind the paragraph of the call, the whole list, the heading; once. */
static void test_notes(void **state) {
    (void)state;
    expect("# T[^a]\n\nP[^b] and[^b].\n\n- i[^c]\n- k\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C\n",
           "document\n"
           "  file\n"
           "    section 1\n"
           "      heading 1 T\uFFFC\n"
           "      note\n"
           "        label 1\n"
           "        paragraph A\n"
           "      paragraph P\uFFFC and\uFFFC.\n"
           "      note\n"
           "        label 2\n"
           "        paragraph B\n"
           "      list\n"
           "        item\n"
           "          label •\n"
           "          body\n"
           "            paragraph i\uFFFC\n"
           "        item\n"
           "          label •\n"
           "          body\n"
           "            paragraph k\n"
           "      note\n"
           "        label 3\n"
           "        paragraph C\n");
}

/* T4: a box stands behind its first caller, in its section, one level below its headings; one that
 * nothing but a box calls stays. */
static void test_boxes(void **state) {
    (void)state;
    expect("::: {.e #late}\n## Late\n\n[x](#alone)\n:::\n\n::: {.e #alone}\n### Alone\n:::\n\n"
           "# A\n\n## B\n\nSee [it](#late), page [{page}](#late).\n\nAfter.\n",
           "document\n"
           "  file\n"
           "    box\n"
           "      section 1\n"
           "        heading 1 Alone\n"
           "    section 1\n"
           "      heading 1 A\n"
           "      section 2\n"
           "        heading 2 B\n"
           "        paragraph See it, page \uFFFC.\n"
           "        box\n"
           "          section 3\n"
           "            heading 3 Late\n"
           "            paragraph x\n"
           "        paragraph After.\n");
}

/* T8, U16: the notes of a chart that stands behind its caller stand behind the chart. */
static void test_chart_notes(void **state) {
    (void)state;
    expect("See [it](#c)[^a].\n\nAfter[^b].\n\n::: {.chart #c alt=Bars}\n|x|\n|--|\n|1|\n\n"
           "Source[^c].\n:::\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C\n",
           "document\n"
           "  file\n"
           "    paragraph See it\uFFFC.\n"
           "    note\n"
           "      label 1\n"
           "      paragraph A\n"
           "    figure Bars\n"
           "      table\n"
           "        head\n"
           "          row\n"
           "            cell x\n"
           "        rows\n"
           "          row\n"
           "            cell 1\n"
           "      caption Source\uFFFC.\n"
           "    note\n"
           "      label 3\n"
           "      paragraph C\n"
           "    paragraph After\uFFFC.\n"
           "    note\n"
           "      label 2\n"
           "      paragraph B\n");
}

/* T3: no level is left out, whatever was written; a section ends where its like begins. */
static void test_levels(void **state) {
    (void)state;
    expect("## A\n\n#### B\n\n#### C\n\n### D\n\n# E\n", "document\n"
                                                         "  file\n"
                                                         "    section 1\n"
                                                         "      heading 1 A\n"
                                                         "      section 2\n"
                                                         "        heading 2 B\n"
                                                         "      section 2\n"
                                                         "        heading 2 C\n"
                                                         "      section 2\n"
                                                         "        heading 2 D\n"
                                                         "    section 1\n"
                                                         "      heading 1 E\n");
}

/* T10, T11: captions are part of what they are about; a chart is a figure. */
static void test_figures(void **state) {
    (void)state;
    expect("![Alt](a.png \"Title\")\n\n: Cap\n\nTable: Sum\n\n|a|b|\n|--|--|\n|1||\n\n"
           "::: {.chart alt=Bars}\n|x|\n|--|\n|1|\n\nSource.\n:::\n",
           "document\n"
           "  file\n"
           "    figure Alt\n"
           "      caption Title\n"
           "      caption Cap\n"
           "    table\n"
           "      caption Sum\n"
           "      head\n"
           "        row\n"
           "          cell a\n"
           "          cell b\n"
           "      rows\n"
           "        row\n"
           "          cell 1\n"
           "          cell\n"
           "    figure Bars\n"
           "      table\n"
           "        head\n"
           "          row\n"
           "            cell x\n"
           "        rows\n"
           "          row\n"
           "            cell 1\n"
           "      caption Source.\n");
}

/* T11: of tables one below the other, each with its caption above, each has its own; and so below.
 */
static void test_captions(void **state) {
    (void)state;
    static const char *const both = "document\n"
                                    "  file\n"
                                    "    table\n"
                                    "      caption One\n"
                                    "      head\n"
                                    "        row\n"
                                    "          cell a\n"
                                    "    table\n"
                                    "      caption Two\n"
                                    "      head\n"
                                    "        row\n"
                                    "          cell b\n";
    expect(": One\n\n|a|\n|--|\n\nTable: Two\n\n|b|\n|--|\n", both);
    expect("|a|\n|--|\n\n: One\n\n|b|\n|--|\n\nTable: Two\n", both);
    expect("![](i.png)\n\n: Cap\n\n|a|\n|--|\n", "document\n"
                                                 "  file\n"
                                                 "    figure\n"
                                                 "      caption Cap\n"
                                                 "    table\n"
                                                 "      head\n"
                                                 "        row\n"
                                                 "          cell a\n");
}

/* T15, T6: what says nothing is not there; ordered items count from where the author began. */
static void test_empty(void **state) {
    (void)state;
    expect("#\n\n---\n\n::: {.e}\n:::\n\n-\n\n3. x\n4. y\n\n> q\n", "document\n"
                                                                    "  file\n"
                                                                    "    list\n"
                                                                    "      item\n"
                                                                    "        label 3\n"
                                                                    "        body\n"
                                                                    "          paragraph x\n"
                                                                    "      item\n"
                                                                    "        label 4\n"
                                                                    "        body\n"
                                                                    "          paragraph y\n"
                                                                    "    quote\n"
                                                                    "      paragraph q\n");
    expect("", "document\n");
}

/* T13: with bullets between its parts, a paragraph is a list; its notes follow it as a whole. */
static void test_bulleted(void **state) {
    (void)state;
    expect("A *b* • c[^n] •  d\n\ne • f\n\n• g • h •i\n\n[^n]: N\n", "document\n"
                                                                     "  file\n"
                                                                     "    list\n"
                                                                     "      item\n"
                                                                     "        label •\n"
                                                                     "        body\n"
                                                                     "          paragraph A b\n"
                                                                     "      item\n"
                                                                     "        label •\n"
                                                                     "        body\n"
                                                                     "          paragraph c\uFFFC\n"
                                                                     "      item\n"
                                                                     "        label •\n"
                                                                     "        body\n"
                                                                     "          paragraph d\n"
                                                                     "    note\n"
                                                                     "      label 1\n"
                                                                     "      paragraph N\n"
                                                                     "    paragraph e • f\n"
                                                                     "    paragraph • g • h •i\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes),    cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_levels),   cmocka_unit_test(test_figures),
        cmocka_unit_test(test_captions), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_bulleted), cmocka_unit_test(test_chart_notes),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
