/* Forms in set lines: which pieces belong to a group, and which bytes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "setters.h"
#include "text/reading.h"

static Paragraph set_forms(Setters *s, Text *text) {
    TextRequest request = {.text = text->bytes, .language = s->setter.languages.main};
    text->reading_count = reading_find(s->arena, &request, &text->readings);
    s->request.text = text;
    return paragraph_set(&s->setter, &s->request);
}

/* The lines with what belongs to groups in brackets, a group's number behind it; lines end by "/".
 */
static const char *show_shares(Setters *s, const Paragraph *paragraph) {
    StrBuilder out = {.arena = s->arena};
    for (size_t l = 0; l < paragraph->line_count; l++) {
        size_t count;
        const Piece *pieces = line_pieces(&paragraph->lines[l], s->arena, &count);
        for (size_t i = 0; i < count; i++) {
            uint32_t at = 0;
            for (uint32_t r = 0; r < pieces[i].reading_count; r++) {
                PieceShare share = piece_share(&pieces[i], r);
                assert_true(share.start >= at && share.end > share.start);
                builder_add(&out, str_slice(pieces[i].text, at, share.start));
                builder_add_byte(&out, '[');
                builder_add(&out, str_slice(pieces[i].text, share.start, share.end));
                builder_add_format(&out, "]%d",
                                   (int)(&pieces[i].reading[r] - paragraph->text->readings));
                at = share.end;
            }
            builder_add(&out, str_slice(pieces[i].text, at, pieces[i].text.length));
        }
        builder_add_byte(&out, '/');
    }
    return str_to_c(s->arena, builder_text(&out));
}

static void expect(const char *bytes, Unit width, const char *wanted) {
    Setters *s = setters_open();
    s->rooms[0].width = width;
    Paragraph paragraph = set_forms(s, setters_text(s, bytes));
    assert_string_equal(show_shares(s, &paragraph), wanted);
    setters_close(s);
}

static void test_shares(void **state) {
    (void)state;
    expect("Rien ici.", POINTS(300), "Rien ici./");
    expect("(l’élu·e).", POINTS(300), "([l’élu·e]0)./");
    expect("un·e élu·e, né·e", POINTS(300), "[un·e]0[ ]0[élu·e]0, [né·e]1/");
    expect("élu·e/né·e", POINTS(300), "[élu·e]0/[né·e]1/");
}

/* A group over two lines stays one; an inserted hyphen belongs to it. */
static void test_broken(void **state) {
    (void)state;
    expect("aa un·e consommateur·rice", POINTS(80), "aa [un·e]0[ ]0[consomma]0[‐]0/[teur·rice]0/");
}

/* What stands in another look is a piece of its own; objects have no share. */
static void test_looks(void **state) {
    (void)state;
    Setters *s = setters_open();
    s->rooms[0].width = POINTS(300);
    Text *text = setters_text(s, "un·e élu·e");
    setters_cut(s, text, 8)->marks = MARK_EMPHASIS;
    Paragraph paragraph = set_forms(s, text);
    assert_string_equal(show_shares(s, &paragraph), "[un·e]0[ ]0[é]0[lu·e]0/");
    setters_close(s);
}

static void test_label(void **state) {
    (void)state;
    Setters *s = setters_open();
    SetLine line = label_set(&s->setter, STR("élu·e"), &s->style, (Span){0});
    size_t count;
    const Piece *pieces = line_pieces(&line, s->arena, &count);
    assert_true(count > 0 && pieces[0].reading == NULL && pieces[0].reading_count == 0);
    setters_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_looks),
        cmocka_unit_test(test_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
