/* Files on a real disk, in a folder of the test's own: reading, refusing, writing beside; and
 * paths. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder to write in, gone at the end of the test. */
typedef struct Place {
    Arena *arena;
    Diag diag;
    Str folder;
} Place;

static Place place_open(void) {
    static const char pattern[] = "/tmp/maquette-file-test-XXXXXX";
    Place place = {.arena = arena_open()};
    place.diag.arena = place.arena;
    char *name = str_to_c(place.arena, STR(pattern));
    assert_non_null(mkdtemp(name));
    place.folder = str_from_c(name);
    return place;
}

static void place_close(Place *place) {
    Str *names;
    size_t count;
    assert_true(folder_list(place->arena, place->folder, &names, &count, &place->diag));
    for (size_t i = 0; i < count; i++) {
        Str path = path_join(place->arena, place->folder, names[i]);
        assert_int_equal(remove(str_to_c(place->arena, path)), 0);
    }
    assert_int_equal(rmdir(place->folder.bytes), 0);
    arena_close(place->arena);
}

static Str place_path(Place *place, const char *name) {
    return path_join(place->arena, place->folder, str_from_c(name));
}

static void test_write_read_replace(void **state) {
    (void)state;
    Place place = place_open();
    Str path = place_path(&place, "a"), bytes;
    assert_false(file_exists(path));
    assert_true(file_write(place.arena, path, STR("one"), &place.diag));
    assert_int_equal(chmod(str_to_c(place.arena, path), 0640), 0);
    assert_true(file_write(place.arena, path, STR("two\0"), &place.diag));
    assert_true(file_read(place.arena, path, &bytes, &place.diag, (Span){0}));
    assert_true(str_equal(bytes, STR("two\0")));
    struct stat now;
    assert_int_equal(stat(str_to_c(place.arena, path), &now), 0);
    assert_int_equal(now.st_mode & 0777, 0640);
    assert_true(file_exists(path));
    assert_false(folder_exists(path));
    assert_true(folder_exists(place.folder));
    Str *names;
    size_t count;
    assert_true(folder_list(place.arena, place.folder, &names, &count, &place.diag));
    assert_int_equal(count, 1); /* nothing is left beside */
    place_close(&place);
}

static void test_link_is_kept(void **state) {
    (void)state;
    Place place = place_open();
    Str target = place_path(&place, "target"), link_path = place_path(&place, "link"), bytes;
    assert_true(file_write(place.arena, target, STR("old"), &place.diag));
    assert_int_equal(symlink("target", str_to_c(place.arena, link_path)), 0);
    assert_true(file_write(place.arena, link_path, STR("new"), &place.diag));
    assert_true(file_read(place.arena, target, &bytes, &place.diag, (Span){0}));
    assert_true(str_equal(bytes, STR("new")));
    place_close(&place);
}

/* The last report, without its folder. */
static void assert_last_report(Place *place, const char *expected) {
    assert_true(place->diag.reports.count > 0);
    const Report *last = &place->diag.reports.items[place->diag.reports.count - 1];
    Str text = report_text(&place->diag, place->arena, last);
    size_t at = str_find(text, place->folder, 0);
    assert_true(at != SIZE_MAX);
    StrBuilder shown = {.arena = place->arena};
    builder_add(&shown, str_slice(text, 0, at));
    builder_add(&shown, str_slice(text, at + place->folder.length, text.length));
    assert_string_equal(str_to_c(place->arena, builder_text(&shown)), expected);
}

static void test_what_cannot_be_read(void **state) {
    (void)state;
    Place place = place_open();
    Diag *diag = &place.diag;
    Str bytes = STR("unchanged");
    assert_false(file_read(place.arena, place_path(&place, "no"), &bytes, diag, (Span){0}));
    assert_last_report(&place, "cannot read /no: there is no such file or folder");
    diag->language = DIAG_FRENCH;
    assert_false(file_read(place.arena, place.folder, &bytes, diag, (Span){0}));
    assert_last_report(&place, "impossible de lire \u00A0: c’est un dossier");
    diag->language = DIAG_ENGLISH;
    Str pipe_path = place_path(&place, "pipe");
    assert_int_equal(mkfifo(str_to_c(place.arena, pipe_path), 0600), 0);
    assert_false(file_read(place.arena, pipe_path, &bytes, diag, (Span){0}));
    assert_last_report(&place, "cannot read /pipe: it is not a regular file");
    StrBuilder zero = {.arena = place.arena};
    builder_add(&zero, pipe_path);
    builder_add_byte(&zero, '\0');
    assert_false(file_read(place.arena, builder_text(&zero), &bytes, diag, (Span){0}));
    assert_true(str_equal(bytes, STR("unchanged")));
    place_close(&place);
}

static void test_what_cannot_be_written(void **state) {
    (void)state;
    Place place = place_open();
    assert_false(file_write(place.arena, place.folder, STR("x"), &place.diag));
    assert_last_report(&place, "cannot write : it is a folder");
    assert_false(file_write(place.arena, place_path(&place, "no/a"), STR("x"), &place.diag));
    assert_last_report(&place, "cannot write /no/a: there is no such file or folder");
    assert_true(file_write(place.arena, STR("/dev/null"), STR("x"), &place.diag));
    place_close(&place);
}

static Source *read_source(Place *place, Str bytes) {
    Str path = place_path(place, "a.md");
    assert_true(file_write(place->arena, path, bytes, &place->diag));
    return source_read(place->arena, path, STR("a.md"), &place->diag, (Span){0});
}

static void test_source_is_cleaned(void **state) {
    (void)state;
    Place place = place_open();
    Source *source = read_source(&place, STR("\xEF\xBB\xBFone\r\ntwo\rthree\n"));
    assert_non_null(source);
    assert_true(str_equal(source->text, STR("one\ntwo\nthree\n")));
    assert_true(str_equal(source->path, STR("a.md")));
    source = read_source(&place, STR(""));
    assert_non_null(source);
    assert_int_equal(source->text.length, 0);
    place_close(&place);
}

static void test_source_that_is_not_utf8(void **state) {
    (void)state;
    Place place = place_open();
    assert_null(read_source(&place, STR("one\r\nd\xE9j\xE0 vu\nthree\n")));
    StrBuilder out = {.arena = place.arena};
    diag_write(&place.diag, DIAG_TEXT, &out);
    assert_string_equal(str_to_c(place.arena, builder_text(&out)),
                        "a.md:2:2: error: this text is not UTF-8: byte 0xE9\n"
                        "  d\uFFFDj\uFFFD vu\n"
                        "   ^\n"
                        "  hint: save the file as UTF-8\n");
    place_close(&place);
}

static void test_folder_is_listed_by_bytes(void **state) {
    (void)state;
    Place place = place_open();
    static const char *const names[] = {"b", "é", "B", "a10", "a9"};
    static const char *const sorted[] = {"B", "a10", "a9", "b", "é"};
    for (size_t i = 0; i < 5; i++)
        assert_true(file_write(place.arena, place_path(&place, names[i]), STR(""), &place.diag));
    Str *found;
    size_t count;
    assert_true(folder_list(place.arena, place.folder, &found, &count, &place.diag));
    assert_int_equal(count, 5);
    for (size_t i = 0; i < count; i++) assert_true(str_equal(found[i], str_from_c(sorted[i])));
    assert_false(folder_list(place.arena, place_path(&place, "no"), &found, &count, &place.diag));
    assert_last_report(&place, "cannot read /no: there is no such file or folder");
    place_close(&place);
}

static void test_paths(void **state) {
    (void)state;
    Arena *arena = arena_open();
    assert_true(str_equal(path_join(arena, STR("a"), STR("b")), STR("a/b")));
    assert_true(str_equal(path_join(arena, STR("a/"), STR("b")), STR("a/b")));
    assert_true(str_equal(path_join(arena, STR(""), STR("b")), STR("b")));
    assert_true(str_equal(path_folder(STR("a/b/c")), STR("a/b")));
    assert_true(str_equal(path_folder(STR("c")), STR(".")));
    assert_true(str_equal(path_folder(STR("/c")), STR("/")));
    assert_true(str_equal(path_name(STR("a/b")), STR("b")));
    assert_true(path_stays_inside(STR("a/b..c/d")));
    static const char *const outside[] = {"", "/a", "..", "../a", "a/..", "a/../b", "a\\b"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        assert_false(path_stays_inside(str_from_c(outside[i])));
    assert_false(path_stays_inside(STR("a\0b")));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_read_replace),
        cmocka_unit_test(test_link_is_kept),
        cmocka_unit_test(test_what_cannot_be_read),
        cmocka_unit_test(test_what_cannot_be_written),
        cmocka_unit_test(test_source_is_cleaned),
        cmocka_unit_test(test_source_that_is_not_utf8),
        cmocka_unit_test(test_folder_is_listed_by_bytes),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
