/* Printing conditions and profiles. */
#include "output/pdf_intent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static bool check_profile(Arena *arena, Str bytes, MessageCode *code) {
    Diag diag = {.arena = arena};
    Str description;
    bool good = pdf_profile_check(arena, bytes, STR("a.icc"), (Span){0}, &description, &diag);
    assert_int_equal(diag.reports.count, good ? 0 : 1);
    if (!good) *code = diag.reports.items[0].code;
    return good;
}

/* A3: the sRGB of a file to be kept; the same bytes always, of a version that PDF 1.7 knows. */
static void srgb_is_always_the_same(void **state) {
    (void)state;
    Arena *arena = arena_open();
    Str one = pdf_srgb_profile(arena), other = pdf_srgb_profile(arena);
    assert_true(one.length > 128 && one.length < 4000);
    assert_true(str_equal(one, other));
    assert_true(str_equal(str_slice(one, 8, 10), STR("\x04\x20")));
    assert_true(str_equal(str_slice(one, 12, 20), STR("mntrRGB ")));
    assert_true(str_equal(str_slice(one, 24, 36), STR("\x07\xD0\0\1\0\1\0\0\0\0\0\0")));
    arena_close(arena);
}

/* a profile of an output device for CMYK, and no other. */
static void only_profiles_of_presses_are_taken(void **state) {
    (void)state;
    Arena *arena = arena_open();
    MessageCode code = MESSAGE_COUNT;
    assert_false(check_profile(arena, STR(""), &code));
    assert_int_equal(code, MESSAGE_PROFILE_UNREADABLE);
    assert_false(check_profile(arena, STR("%PDF-1.4"), &code));
    assert_int_equal(code, MESSAGE_PROFILE_UNREADABLE);
    Str screen = pdf_srgb_profile(arena);
    assert_false(check_profile(arena, screen, &code));
    assert_int_equal(code, MESSAGE_PROFILE_NOT_FOR_PRESS);
    assert_false(check_profile(arena, str_slice(screen, 0, screen.length / 2), &code));
    arena_close(arena);
}

static void conditions_have_registered_names(void **state) {
    (void)state;
    Str nearest;
    assert_true(pdf_condition_is_registered(STR("FOGRA39"), &nearest));
    assert_true(pdf_condition_is_registered(STR("CGATS TR 006"), NULL));
    assert_true(pdf_condition_is_registered(STR("CGATS21-2-CRPC6"), NULL));
    assert_true(pdf_condition_is_registered(STR("JCS2011"), NULL));
    assert_false(pdf_condition_is_registered(STR("FOGRA55"), NULL)); /* seven inks */
    assert_false(pdf_condition_is_registered(STR("FORGA39"), &nearest));
    assert_true(str_equal(nearest, STR("FOGRA39")));
    assert_false(pdf_condition_is_registered(STR(""), &nearest));
}

/* what each standard wants of the intent; the report where it is not there, else
 * MESSAGE_COUNT. */
static MessageCode check_intent(Arena *arena, unsigned standard, int version, Str condition) {
    Diag diag = {.arena = arena};
    char *profile = ARENA_ARRAY(arena, char, 128);
    profile[8] = (char)version;
    PdfOptions options = {
        .standards = standard,
        .intent = {.condition = condition, .profile = {profile, version > 0 ? 128 : 0}}};
    if (pdf_intent_check(&options, (Span){0}, &diag)) return MESSAGE_COUNT;
    assert_int_equal(diag.reports.count, 1);
    return diag.reports.items[0].code;
}

static void each_standard_wants_its_intent(void **state) {
    (void)state;
    Arena *arena = arena_open();
    static const struct {
        unsigned standard;
        int version; /* of the profile; 0: none */
        const char *condition;
        MessageCode report;
    } cases[] = {
        {STANDARD_X_4, 2, "", MESSAGE_COUNT},
        {STANDARD_X_4, 4, "", MESSAGE_COUNT},
        {STANDARD_X_4, 0, "FOGRA39", MESSAGE_PROFILE_MISSING},
        {STANDARD_X_1A, 0, "FOGRA39", MESSAGE_COUNT},
        {STANDARD_X_1A, 2, "", MESSAGE_COUNT},
        {STANDARD_X_1A, 4, "FOGRA39", MESSAGE_COUNT},
        {STANDARD_X_1A, 4, "", MESSAGE_PROFILE_TOO_NEW},
        {STANDARD_X_1A, 0, "", MESSAGE_CONDITION_MISSING},
        {STANDARD_X_1A, 0, "chez nous", MESSAGE_CONDITION_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Str condition = str_from_c(cases[i].condition);
        assert_int_equal(check_intent(arena, cases[i].standard, cases[i].version, condition),
                         cases[i].report);
    }
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(srgb_is_always_the_same),
        cmocka_unit_test(only_profiles_of_presses_are_taken),
        cmocka_unit_test(conditions_have_registered_names),
        cmocka_unit_test(each_standard_wants_its_intent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
