/* Text over text on hand-made pages: what is found, what is none, and that a sweep finds what
 * comparing each with each does. */
#include "output/ink_overlap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "display/mirror.h"
#include "spec.h"

#define SIZE POINTS(10)

typedef struct Sheet {
    Arena *arena;
    VEC(DisplayItem) items;
} Sheet;

static DisplayLine *add_line(Sheet *sheet, int x, int baseline, int width) {
    DisplayLine *line = ARENA_NEW(sheet->arena, DisplayLine);
    Piece *pieces = ARENA_ARRAY(sheet->arena, Piece, 2);
    pieces[0] = (Piece){.kind = PIECE_GLYPHS, .width = POINTS(width), .size = SIZE};
    *line = (DisplayLine){.x = POINTS(x),
                          .baseline = POINTS(baseline),
                          .width = POINTS(200),
                          .pieces = pieces,
                          .piece_count = 1};
    VEC_PUSH(sheet->arena, &sheet->items, ((DisplayItem){.kind = ITEM_LINE, .as.line = line}));
    return line;
}

/* One more piece, from where the line's first one ends. */
static Piece *add_piece(DisplayLine *line, int width) {
    Piece *piece = &line->pieces[line->piece_count++];
    *piece = (Piece){
        .kind = PIECE_GLYPHS, .x = line->pieces[0].width, .width = POINTS(width), .size = SIZE};
    return piece;
}

static void add_picture(Sheet *sheet, int x, int y, int width, int height) {
    DisplayImage *image = ARENA_NEW(sheet->arena, DisplayImage);
    *image = (DisplayImage){
        .x = POINTS(x), .y = POINTS(y), .width = POINTS(width), .height = POINTS(height)};
    VEC_PUSH(sheet->arena, &sheet->items, ((DisplayItem){.kind = ITEM_IMAGE, .as.image = image}));
}

static InkOverlaps find_overlaps(const Sheet *sheet) {
    DisplayPage page = {.width = POINTS(400),
                        .height = POINTS(600),
                        .items = sheet->items.items,
                        .item_count = sheet->items.count};
    InkOverlaps found = ink_overlaps_find(sheet->arena, &page);
    page_mirror(&page); /* the same page read from the right */
    InkOverlaps mirrored = ink_overlaps_find(sheet->arena, &page);
    page_mirror(&page);
    assert_int_equal(found.lines.count, mirrored.lines.count);
    for (size_t i = 0; i < found.lines.count; i++)
        assert_ptr_equal(found.lines.items[i], mirrored.lines.items[i]);
    return found;
}

/* The one overlap of a sheet; NULL if there is none or more than one. */
static const DisplayLine *only_overlap(const Sheet *sheet) {
    InkOverlaps found = find_overlaps(sheet);
    return found.lines.count == 1 ? found.lines.items[0] : NULL;
}

static void text_on_text_is_found(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    add_line(&sheet, 40, 100, 150);
    const DisplayLine *lower = add_line(&sheet, 100, 103, 20); /* in the first one's midst */
    assert_ptr_equal(only_overlap(&sheet), lower);
    sheet.items.count = 0;
    add_line(&sheet, 40, 100, 150);
    const DisplayLine *second = add_line(&sheet, 40, 100, 150); /* printed over it exactly */
    assert_ptr_equal(only_overlap(&sheet), second);
    sheet.items.count = 0;
    const DisplayLine *painted_first = add_line(&sheet, 60, 204, 50);
    add_line(&sheet, 40, 200, 150);
    add_line(&sheet, 40, 300, 150);
    assert_ptr_equal(only_overlap(&sheet), painted_first); /* whatever is painted first */
    arena_close(sheet.arena);
}

/* A tall heading reaches down past a line that begins later and ends earlier. */
static void what_reaches_farthest_is_not_forgotten(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    DisplayLine *heading = add_line(&sheet, 40, 100, 150);
    heading->pieces[0].size = POINTS(60);
    const DisplayLine *beside = add_line(&sheet, 120, 80, 20);
    const DisplayLine *below = add_line(&sheet, 120, 103, 20);
    InkOverlaps found = find_overlaps(&sheet);
    assert_int_equal(found.lines.count, 2);
    assert_ptr_equal(found.lines.items[0], beside);
    assert_ptr_equal(found.lines.items[1], below);
    arena_close(sheet.arena);
}

static void text_set_tight_or_side_by_side_is_none(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    for (int i = 0; i < 8; i++) {
        add_line(&sheet, 40, 100 + 7 * i, 100);
        add_line(&sheet, 140, 100 + 7 * i, 100); /* touches it */
        add_line(&sheet, 300, 103 + 7 * i, 40);
    }
    assert_int_equal(find_overlaps(&sheet).lines.count, 0);
    arena_close(sheet.arena);
}

/* Calls of notes are raised into the line above, the letter behind a drop cap is not painted,
 * blanks are no ink, and beside a big word a small one does not make the line tall. */
static void what_shows_no_ink_there_is_none(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    add_line(&sheet, 40, 100, 150);
    DisplayLine *called = add_line(&sheet, 40, 107, 50);
    Piece *piece = add_piece(called, 20);
    piece->rise = POINTS(4);
    DisplayLine *initial = add_line(&sheet, 20, 100, 20);
    add_piece(initial, 30)->invisible = true;
    DisplayLine *open = add_line(&sheet, 10, 107, 30);
    add_piece(open, 40)->kind = PIECE_SPACE;
    DisplayLine *mixed = add_line(&sheet, 40, 114, 50);
    add_piece(mixed, 50)->size = POINTS(40);
    assert_int_equal(find_overlaps(&sheet).lines.count, 0);
    called->pieces[0].rise = POINTS(4); /* nothing is left that stands on the baseline */
    piece->size = 0;
    assert_int_equal(find_overlaps(&sheet).lines.count, 0);
    arena_close(sheet.arena);
}

static void pictures_hide_what_was_painted_before_them(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    add_picture(&sheet, 0, 0, 400, 600); /* a template's background */
    const DisplayLine *line = add_line(&sheet, 40, 100, 150);
    add_picture(&sheet, 40, 120, 150, 80);
    add_line(&sheet, 60, 140, 50); /* on the picture: wished */
    assert_int_equal(find_overlaps(&sheet).lines.count, 0);
    add_picture(&sheet, 150, 90, 10, 8); /* begins above the line */
    assert_ptr_equal(only_overlap(&sheet), line);
    sheet.items.count -= 1;
    add_picture(&sheet, 150, 98, 10, 8); /* begins below its top */
    assert_ptr_equal(only_overlap(&sheet), line);
    arena_close(sheet.arena);
}

/* The rectangle as the header says, in Units. */
static bool share_ink(const DisplayLine *one, const DisplayLine *other) {
    Unit side = SIZE / 20, tall = SIZE / 2 + SIZE / 10;
    return one->x + side < other->x + other->pieces[0].width - side &&
           other->x + side < one->x + one->pieces[0].width - side &&
           abs(one->baseline - other->baseline) < tall;
}

static bool stands_on_another(const Sheet *sheet, size_t index) {
    const DisplayLine *line = sheet->items.items[index].as.line;
    for (size_t i = 0; i < sheet->items.count; i++) {
        const DisplayLine *other = sheet->items.items[i].as.line;
        bool above =
            other->baseline < line->baseline || (other->baseline == line->baseline && i < index);
        if (above && share_ink(line, other)) return true;
    }
    return false;
}

static void sweep_finds_what_comparing_all_finds(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    uint64_t seed = 7;
    size_t overlapped = 0, apart = 0;
    for (int round = 0; round < 300; round++) {
        sheet.items.count = 0;
        for (uint32_t lines = random_below(&seed, 60); lines > 0; lines--) {
            int x = (int)random_below(&seed, 200);
            int baseline = (int)random_below(&seed, 200);
            add_line(&sheet, x, 10 + baseline, 2 + (int)random_below(&seed, 60));
        }
        size_t wanted = 0;
        for (size_t i = 0; i < sheet.items.count; i++) wanted += stands_on_another(&sheet, i);
        assert_int_equal(find_overlaps(&sheet).lines.count, wanted);
        overlapped += wanted;
        apart += sheet.items.count - wanted;
    }
    assert_true(overlapped > 1000 && apart > 1000);
    arena_close(sheet.arena);
}

/* All on one place, on two, and at the end of what a Unit can say: each is told, in no quadratic
 * time. */
static void many_lines_on_one_place_are_all_found(void **state) {
    (void)state;
    Sheet sheet = {.arena = arena_open()};
    const size_t lines = 100000;
    for (size_t i = 0; i < lines; i++) add_line(&sheet, 40 + (int)(i % 2), 100, 150);
    DisplayLine *far = add_line(&sheet, 40, 100, 150);
    far->x = far->baseline = INT32_MAX;
    DisplayPage page = {.items = sheet.items.items, .item_count = sheet.items.count};
    assert_int_equal(ink_overlaps_find(sheet.arena, &page).lines.count, lines - 1);
    page.item_count = 1;
    assert_int_equal(ink_overlaps_find(sheet.arena, &page).lines.count, 0);
    page.item_count = 0;
    assert_int_equal(ink_overlaps_find(sheet.arena, &page).lines.count, 0);
    arena_close(sheet.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_on_text_is_found),
        cmocka_unit_test(what_reaches_farthest_is_not_forgotten),
        cmocka_unit_test(text_set_tight_or_side_by_side_is_none),
        cmocka_unit_test(what_shows_no_ink_there_is_none),
        cmocka_unit_test(pictures_hide_what_was_painted_before_them),
        cmocka_unit_test(sweep_finds_what_comparing_all_finds),
        cmocka_unit_test(many_lines_on_one_place_are_all_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
