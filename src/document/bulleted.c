/* In: a paragraph's text. Out: the texts between its bullets; see bulleted.h. */
#include "document/bulleted.h"

#include "base/vec.h"
#include "text/character.h"

enum { PARTS_LEAST = 3 };

static uint32_t skip_spaces(Str text, size_t at) {
    for (size_t next = at; next < text.length; at = next) {
        if (!character_is_space(utf8_next(text, &next))) break;
    }
    return (uint32_t)at;
}

static uint32_t skip_spaces_back(Str text, size_t at, size_t least) {
    for (size_t next = at; next > least; at = next) {
        if (!character_is_space(utf8_previous(text, &next))) break;
    }
    return (uint32_t)at;
}

/* The next bullet with a space on either side; the text's length if there is none. */
static size_t find_bullet(Str text, size_t from) {
    const Str bullet = STR("•");
    for (size_t at = str_find(text, bullet, from); at != SIZE_MAX;
         at = str_find(text, bullet, at + bullet.length)) {
        size_t before = at, after = at + bullet.length;
        if (at > 0 && after < text.length && character_is_space(utf8_previous(text, &before)) &&
            character_is_space(utf8_next(text, &after)))
            return at;
    }
    return text.length;
}

static void cut_runs(Arena *arena, const Text *text, BulletedPart *part) {
    VEC(InlineRun) runs = {0};
    for (size_t i = 0; i < text->run_count; i++) {
        InlineRun run = text->runs[i];
        if (run.end <= part->start || run.start >= part->end) continue;
        run.start = run.start > part->start ? run.start - part->start : 0;
        run.end = (run.end < part->end ? run.end : part->end) - part->start;
        VEC_PUSH(arena, &runs, run);
    }
    part->text.runs = runs.items;
    part->text.run_count = runs.count;
}

static void cut_readings(Arena *arena, const Text *text, BulletedPart *part) {
    VEC(FormReading) readings = {0};
    for (size_t i = 0; i < text->reading_count; i++) {
        FormReading reading = text->readings[i];
        if (reading.start < part->start || reading.end > part->end) continue;
        reading.start -= part->start;
        reading.end -= part->start;
        reading.form_count = 0; /* they stand in the whole text */
        VEC_PUSH(arena, &readings, reading);
    }
    part->text.readings = readings.items;
    part->text.reading_count = readings.count;
}

size_t bulleted_find(Arena *arena, const Text *text, BulletedPart **parts) {
    VEC(BulletedPart) found = {0};
    Str bytes = text->bytes;
    for (size_t at = 0; at < bytes.length;) {
        size_t bullet = find_bullet(bytes, at);
        BulletedPart part = {.start = skip_spaces(bytes, at)};
        part.end = skip_spaces_back(bytes, bullet, part.start);
        part.text.bytes = str_slice(bytes, part.start, part.end);
        if (part.end > part.start) VEC_PUSH(arena, &found, part);
        at = bullet + STR("•").length;
    }
    if (found.count < PARTS_LEAST) return 0;
    for (size_t i = 0; i < found.count; i++) {
        cut_runs(arena, text, &found.items[i]);
        cut_readings(arena, text, &found.items[i]);
    }
    *parts = found.items;
    return found.count;
}
