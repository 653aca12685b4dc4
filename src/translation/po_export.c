/* In: units of the source, perhaps their translations, perhaps an earlier PO file. Out: messages.
 *
 * What translators wrote is never thrown away: see po_export.h for where each piece goes. */
#include "translation/po_export.h"

#include "translation/po_match.h"
#include "translation/po_notes.h"

typedef struct Exporting {
    Arena *arena;
    const PoExport *request;
    PoMatches matches; /* of the old file; empty if there is none */
    Map glossary;      /* term -> Str *: its meaning, translated */
    VEC(PoMessage) messages;
} Exporting;

/* ---- parts of a message ---- */

/* A path with spaces stands between isolates, as gettext's tools write it. */
static Str reference(Arena *arena, const TextUnit *unit) {
    StrBuilder out = {.arena = arena};
    Span where = span_origin(unit->where);
    bool spaced = str_find(where.source->path, STR(" "), 0) != SIZE_MAX;
    if (spaced) builder_add_char(&out, 0x2068); /* first strong isolate */
    builder_add(&out, where.source->path);
    if (spaced) builder_add_char(&out, 0x2069); /* pop directional isolate */
    builder_add_format(&out, ":%u", where.line);
    return builder_text(&out);
}

static void add_flag(StrBuilder *out, Str flag) {
    if (out->length > 0) builder_add_c(out, ", ");
    builder_add(out, flag);
}

static bool is_own_flag(Str flag) {
    return str_starts_with(flag, STR("max-length:")) || str_equal(flag, STR("md-text"));
}

/* Adds the flags that others put there. */
static void add_foreign(StrBuilder *out, Str flags) {
    for (size_t at = 0, end; at < flags.length; at = end + 1) {
        end = str_find(flags, STR(","), at);
        if (end == SIZE_MAX) end = flags.length;
        Str flag = str_trim(str_slice(flags, at, end));
        if (flag.length > 0 && !is_own_flag(flag)) add_flag(out, flag);
    }
}

/* Ours anew, then those that others added. max-length and md-text are Weblate's words: the length
 * counts characters; md-text has Markdown shown and its links checked. */
static Str flags_of(const Exporting *exporting, size_t number, const PoMessage *old) {
    const TextUnit *unit = &exporting->request->source->items[number];
    StrBuilder out = {.arena = exporting->arena}, length = {.arena = exporting->arena};
    size_t room = exporting->request->room != NULL ? exporting->request->room[number] : 0;
    builder_add_format(&length, "max-length:%zu", room);
    if (room > 0) add_flag(&out, builder_text(&length));
    bool markdown = unit->section > 0 && unit->kind != UNIT_SETTING &&
                    unit->kind != UNIT_ATTRIBUTE && unit->kind != UNIT_CODE;
    if (markdown) add_flag(&out, STR("md-text"));
    if (old != NULL) add_foreign(&out, old->flags);
    return builder_text(&out);
}

/* ---- texts ---- */

/* The unit of the translation that says what a unit of the source says, or NULL. */
static const TextUnit *translated_unit(const PoExport *request, size_t number) {
    if (request->translation == NULL || request->pairing == NULL) return NULL;
    uint32_t paired = request->pairing->translation_of[number];
    return paired != UNPAIRED ? &request->translation->items[paired] : NULL;
}

static void set_previous(PoMessage *message, const PoMessage *old) {
    message->previous_id = po_text_make(old->id.text);
    bool moved = old->context.written && !str_equal(old->context.text, message->context.text);
    if (moved) message->previous_context = po_text_make(old->context.text);
}

/* From the translation's own text. The old file, if it is of the state that the text was made from,
 * knows what the source said then. */
static void set_text(const Exporting *exporting, const TextUnit *source, const TextUnit *translated,
                     const PoMessage *old, PoMessage *message) {
    const LedgerEntry *const *entries = exporting->request->pairing->entry_of;
    const LedgerEntry *entry =
        entries != NULL ? entries[translated - exporting->request->translation->items] : NULL;
    bool copied = text_same_words(translated->text, source->text);
    if (entry != NULL && entry->text.length == 0 && copied) return; /* nobody translated it yet */
    message->text = po_text_make(translated->text);
    if (entry == NULL || str_equal(entry->source_text, source->fingerprint)) return;
    message->fuzzy = true;
    if (old == NULL) return;
    Str known = text_fingerprint(exporting->arena, old->id.text);
    if (str_equal(known, entry->source_text)) set_previous(message, old);
}

static void set_old_text(const PoMatch *match, PoMessage *message) {
    const PoMessage *old = match->message;
    message->text = po_text_make(old->text.text);
    message->fuzzy = match->state == PO_FUZZY || match->state == PO_STALE;
    if (!message->fuzzy) return;
    bool known = old->fuzzy && old->previous_id.written; /* what it was translated from */
    if (!known && !text_same_words(old->id.text, message->id.text)) {
        set_previous(message, old);
    } else {
        message->previous_id = old->previous_id;
        message->previous_context = old->previous_context;
    }
}

static PoMessage message_make(Exporting *exporting, size_t number, size_t after) {
    const TextUnits *units = exporting->request->source;
    const TextUnit *unit = &units->items[number];
    const PoMatch *match = exporting->matches.of_unit != NULL ? &exporting->matches.of_unit[number]
                                                              : &(const PoMatch){0};
    const TextUnit *translated = translated_unit(exporting->request, number);
    PoMessage message = {.context = po_text_make(unit->key),
                         .id = po_text_make(unit->text),
                         .text = po_text_make(STR("")),
                         .references = reference(exporting->arena, unit),
                         .flags = flags_of(exporting, number, match->message)};
    message.notes = po_notes(exporting->arena, units, unit, &exporting->glossary, after);
    if (match->message != NULL) message.comments = match->message->comments;
    if (translated != NULL) {
        set_text(exporting, unit, translated, match->message, &message);
    } else if (match->message != NULL && exporting->request->language.length > 0) {
        set_old_text(match, &message);
    }
    return message;
}

/* ---- the whole ---- */

/* Terms are units of edition.yaml, which come first. */
static void note_term(Exporting *exporting, const TextUnit *unit, const PoMessage *message) {
    Str prefix = STR("glossary.");
    bool term = unit->kind == UNIT_EDITION && str_starts_with(unit->name, prefix);
    if (!term || message->fuzzy || message->text.text.length == 0) return;
    Str *meaning = ARENA_NEW(exporting->arena, Str);
    *meaning = message->text.text;
    map_put(&exporting->glossary, str_slice(unit->name, prefix.length, unit->name.length), meaning);
}

static void add_obsolete(Exporting *exporting) {
    const PoFile *old = exporting->request->old;
    for (size_t i = 0; i < old->count; i++) {
        PoMessage message = old->messages[i];
        if (exporting->matches.used[i] || message.text.text.length == 0) continue;
        message.obsolete = true;
        message.notes = message.references = STR("");
        StrBuilder flags = {.arena = exporting->arena};
        add_foreign(&flags, message.flags);
        message.flags = builder_text(&flags);
        VEC_PUSH(exporting->arena, &exporting->messages, message);
    }
}

static PoMessage *header_make(Arena *arena, const PoExport *request) {
    const Edition *edition = &request->source->document->edition;
    PoMessage *header = ARENA_NEW(arena, PoMessage);
    bool known = request->old != NULL && request->old->header != NULL;
    if (known) *header = *request->old->header;
    const struct {
        Str name, value;
        bool always; /* an old value gives way */
    } fields[] = {
        {STR("Project-Id-Version"), edition->title, true},
        {STR("POT-Creation-Date"), request->date, request->date.length > 0},
        {STR("PO-Revision-Date"), request->date, false},
        {STR("Last-Translator"), STR(""), false},
        {STR("Language-Team"), STR(""), false},
        {STR("Language"), request->language, request->language.length > 0},
        {STR("MIME-Version"), STR("1.0"), true},
        {STR("Content-Type"), STR("text/plain; charset=UTF-8"), true},
        {STR("Content-Transfer-Encoding"), STR("8bit"), true},
    };
    Str text = known ? header->text.text : STR("");
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (fields[i].always || !po_header_has(text, fields[i].name))
            text = po_header_set(arena, text, fields[i].name, fields[i].value);
    }
    header->id = po_text_make(STR(""));
    header->text = po_text_make(text);
    return header;
}

PoFile *po_export(Arena *arena, const PoExport *request) {
    Exporting exporting = {.arena = arena, .request = request, .glossary = {.arena = arena}};
    const TextUnits *units = request->source;
    if (request->old != NULL)
        exporting.matches = po_match(arena, units, request->old, /*revive*/ true);
    const Source *source = NULL;
    size_t after = 0;
    for (size_t i = 0; i < units->count; i++) {
        const TextUnit *unit = &units->items[i];
        if (unit->source != source) after = 0;
        source = unit->source;
        if (unit_is_message(unit)) {
            PoMessage message = message_make(&exporting, i, after);
            note_term(&exporting, unit, &message);
            VEC_PUSH(arena, &exporting.messages, message);
        }
        after = unit->end;
    }
    if (request->old != NULL && request->language.length > 0) add_obsolete(&exporting);
    PoFile *file = ARENA_NEW(arena, PoFile);
    *file = (PoFile){.header = header_make(arena, request),
                     .messages = exporting.messages.items,
                     .count = exporting.messages.count};
    return file;
}
