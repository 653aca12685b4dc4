/* Collecting reports, and the catalogue's texts in both languages.
 *
 * A report is found again by a key that spells out its code, place and arguments; the key's bytes
 * hold the kept copies of the arguments. Of each code a bounded number is kept, so that a hostile
 * text of any size costs bounded memory here. */
#include "base/diag.h"

#include <string.h>

typedef struct Wording {
    const char *text, *hint;
} Wording;

typedef struct Message {
    const char *name; /* as in the enum, without its prefix */
    DiagLevel level;
    Wording wordings[2]; /* by DiagLanguage */
} Message;

static const Message MESSAGES[MESSAGE_COUNT] = {
#define MESSAGE(code, level, english, english_hint, french, french_hint) \
    {#code, level, {{english, english_hint}, {french, french_hint}}},
#include "base/messages.def"
#undef MESSAGE
};

enum { ARGUMENT_COUNT = sizeof((Report *)NULL)->arguments / sizeof(Str) };

/* Everything that tells reports apart; lengths before texts keep "a" "bc" apart from "ab" "c". */
static Str report_key(Arena *arena, MessageCode code, Span where, const MessageArgs *args,
                      size_t argument_at[ARGUMENT_COUNT]) {
    StrBuilder key = {.arena = arena};
    builder_add_format(&key, "%d %p %lu %lu %lu", (int)code, (const void *)where.source,
                       (unsigned long)where.line, (unsigned long)where.column,
                       (unsigned long)where.length);
    for (size_t i = 0; i < ARGUMENT_COUNT; i++) {
        builder_add_format(&key, " %zu ", args->text[i].length);
        argument_at[i] = key.length;
        builder_add(&key, args->text[i]);
    }
    return builder_text(&key);
}

void diag_report(Diag *diag, MessageCode code, Span where, MessageArgs args) {
    where = span_origin(where);
    ArenaMark mark = arena_mark(diag->arena);
    size_t argument_at[ARGUMENT_COUNT];
    Str key = report_key(diag->arena, code, where, &args, argument_at);
    diag->seen.arena = diag->arena;
    if (map_find(&diag->seen, key) != NULL) {
        arena_release(diag->arena, mark);
        return;
    }
    if (diag->counts[code]++ >= DIAG_KEPT_PER_CODE) {
        arena_release(diag->arena, mark);
        return;
    }
    Report report = {.code = code, .where = where};
    for (size_t i = 0; i < ARGUMENT_COUNT; i++)
        report.arguments[i] = str_slice(key, argument_at[i], argument_at[i] + args.text[i].length);
    VEC_PUSH(diag->arena, &diag->reports, report);
    map_put(&diag->seen, key, diag);
}

static bool stands_at(const Report *report, MessageCode code, Span where) {
    return report->code == code && report->where.source == where.source &&
           report->where.line == where.line && report->where.column == where.column;
}

/* So many bytes of things in a row are told; then "…" stands for the others. */
enum { THINGS_MOST = 150 };

void diag_report_also(Diag *diag, MessageCode code, Span where, Str thing, Str about) {
    Report *last = diag->reports.count > 0 ? &diag->reports.items[diag->reports.count - 1] : NULL;
    bool same = last != NULL && stands_at(last, code, span_origin(where)) &&
                str_equal(last->arguments[1], about);
    if (!same) {
        diag_report(diag, code, where, ARGS(thing, about));
        return;
    }
    if (last->arguments[0].length > THINGS_MOST) return;
    StrBuilder things = {.arena = diag->arena};
    builder_add(&things, last->arguments[0]);
    builder_add_c(&things, ", ");
    builder_add(&things, thing);
    if (things.length > THINGS_MOST) builder_add_c(&things, ", …");
    last->arguments[0] = builder_text(&things);
}

const Report *diag_find_at(const Diag *diag, MessageCode code, Span where) {
    where = span_origin(where);
    for (size_t i = 0; diag->counts[code] > 0 && i < diag->reports.count; i++)
        if (stands_at(&diag->reports.items[i], code, where)) return &diag->reports.items[i];
    return NULL;
}

const Report *diag_find_about(const Diag *diag, MessageCode code, Str name) {
    for (size_t i = 0; diag->counts[code] > 0 && i < diag->reports.count; i++) {
        const Report *report = &diag->reports.items[i];
        if (report->code == code && str_equal(report->arguments[0], name)) return report;
    }
    return NULL;
}

void diag_withdraw(Diag *diag, MessageCode code, Span where) {
    if (diag_find_at(diag, code, where) == NULL) return;
    where = span_origin(where);
    size_t kept = 0;
    for (size_t i = 0; i < diag->reports.count; i++) {
        if (stands_at(&diag->reports.items[i], code, where)) {
            diag->counts[code]--;
        } else {
            diag->reports.items[kept++] = diag->reports.items[i];
        }
    }
    diag->reports.count = kept;
}

int diag_worst(const Diag *diag) {
    int worst = -1;
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (diag->counts[i] > 0 && (int)MESSAGES[i].level > worst) worst = (int)MESSAGES[i].level;
    return worst;
}

size_t diag_count(const Diag *diag, DiagLevel level) {
    size_t count = 0;
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (MESSAGES[i].level == level) count += diag->counts[i];
    return count;
}

char diag_decimal_point(const Diag *diag) {
    return diag->language == DIAG_FRENCH ? ',' : '.';
}

DiagLevel message_level(MessageCode code) {
    return MESSAGES[code].level;
}

Str message_name(Arena *arena, MessageCode code) {
    StrBuilder name = {.arena = arena};
    for (const char *letter = MESSAGES[code].name; *letter != '\0'; letter++) {
        bool capital = *letter >= 'A' && *letter <= 'Z';
        builder_add_byte(&name, capital          ? (char)(*letter - 'A' + 'a')
                                : *letter == '_' ? '-'
                                                 : *letter);
    }
    return builder_text(&name);
}

/* The number of the argument that "{0}" at a position names, or ARGUMENT_COUNT where none stands.
 */
static size_t argument_number(Str text, size_t at) {
    if (at + 2 >= text.length || text.bytes[at] != '{' || text.bytes[at + 2] != '}')
        return ARGUMENT_COUNT;
    char digit = text.bytes[at + 1];
    return digit >= '0' && digit < '0' + ARGUMENT_COUNT ? (size_t)(digit - '0') : ARGUMENT_COUNT;
}

/* The wording with its arguments; *complete tells whether none of them was empty. */
static Str wording_fill(Arena *arena, const char *wording, const Report *report, bool *complete) {
    StrBuilder filled = {.arena = arena};
    Str text = str_from_c(wording);
    *complete = true;
    for (size_t at = 0; at < text.length; at++) {
        size_t number = argument_number(text, at);
        if (number == ARGUMENT_COUNT) {
            builder_add_byte(&filled, text.bytes[at]);
            continue;
        }
        if (report->arguments[number].length == 0) *complete = false;
        builder_add(&filled, report->arguments[number]);
        at += 2;
    }
    return builder_text(&filled);
}

Str report_text(const Diag *diag, Arena *arena, const Report *report) {
    bool complete;
    const Wording *wording = &MESSAGES[report->code].wordings[diag->language];
    return wording_fill(arena, wording->text, report, &complete);
}

Str report_hint(const Diag *diag, Arena *arena, const Report *report) {
    bool complete;
    const Wording *wording = &MESSAGES[report->code].wordings[diag->language];
    Str hint = wording_fill(arena, wording->hint, report, &complete);
    return complete ? hint : (Str){0};
}
