/* In: a document whose languages are open. Out: the same with its texts put right (text/repair).
 *
 * An edit moves all that stands behind it: runs keep their letters, places stay exact. Where the
 * number of characters changes, text and source no longer go in step, so a place is noted behind
 * the edit. Everything is made anew in one walk along the old text. */
#include "text/repair.h"
#include "document/wording.h"

typedef struct Mender {
    Arena *arena;
    const Text *old;
    const TextEdit *edits;
    size_t edit_count;
    VEC(InlineRun) runs;
    VEC(TextPlace) places;
} Mender;

/* ---- which edits ---- */

/* An edit stays inside one run of text and leaves some of it. */
static bool edit_holds(const Text *text, const TextEdit *edit) {
    if (edit->removed == 0) return true;
    const InlineRun *run = text_run(text, edit->at);
    if (run == NULL || run->kind != INLINE_TEXT) return false;
    bool all = edit->at == run->start && edit->removed == run->end - run->start;
    return edit->at + edit->removed <= run->end && !(all && edit->put.length == 0);
}

static size_t edits_choose(const Text *text, TextEdit *edits, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (edit_holds(text, &edits[i])) edits[kept++] = edits[i];
    }
    return kept;
}

/* ---- bytes ---- */

static Str bytes_make(const Mender *mender) {
    Str old = mender->old->bytes;
    StrBuilder bytes = {.arena = mender->arena};
    size_t done = 0;
    for (size_t i = 0; i < mender->edit_count; i++) {
        const TextEdit *edit = &mender->edits[i];
        builder_add(&bytes, str_slice(old, done, edit->at));
        builder_add(&bytes, edit->put);
        done = edit->at + edit->removed;
    }
    builder_add(&bytes, str_slice(old, done, old.length));
    return builder_text(&bytes);
}

/* ---- runs ---- */

static bool run_is_text(const InlineRun *run) {
    return run->kind == INLINE_TEXT;
}

/* Where an insertion between the runs of an old text goes: to the run before it, to the one behind
 * it, or, between two objects, to a run of its own. */
typedef enum Owner { OWNER_BEFORE, OWNER_BEHIND, OWNER_ITSELF } Owner;

static Owner edit_owner(const TextEdit *edit, const InlineRun *before, const InlineRun *behind) {
    if (before == NULL) return run_is_text(behind) ? OWNER_BEHIND : OWNER_ITSELF;
    if (edit->joins_before && run_is_text(before)) return OWNER_BEFORE;
    if (run_is_text(behind)) return OWNER_BEHIND;
    return run_is_text(before) ? OWNER_BEFORE : OWNER_ITSELF;
}

/* Adds what is inserted just where a run begins; its start moves unless the run takes it in. */
static void runs_insert(Mender *mender, const TextEdit *edit, InlineRun *run) {
    InlineRun *before =
        mender->runs.count == 0 ? NULL : &mender->runs.items[mender->runs.count - 1];
    uint32_t length = (uint32_t)edit->put.length;
    Owner owner = edit_owner(edit, before, run);
    run->end += length;
    if (owner == OWNER_BEHIND) return;
    if (owner == OWNER_BEFORE) {
        before->end += length;
    } else {
        InlineRun own = {.start = run->start, .end = run->start + length, .where = run->where};
        VEC_PUSH(mender->arena, &mender->runs, own);
    }
    run->start += length;
}

static void runs_make(Mender *mender) {
    size_t next = 0;
    int64_t shift = 0;
    for (size_t i = 0; i < mender->old->run_count; i++) {
        InlineRun run = mender->old->runs[i];
        uint32_t old_start = run.start, old_end = run.end;
        run.start = (uint32_t)(run.start + shift);
        run.end = (uint32_t)(run.end + shift);
        for (; next < mender->edit_count && mender->edits[next].at < old_end; next++) {
            const TextEdit *edit = &mender->edits[next];
            if (edit->removed == 0 && edit->at == old_start)
                runs_insert(mender, edit, &run);
            else
                run.end = (uint32_t)(run.end + edit->put.length - edit->removed);
            shift += (int64_t)edit->put.length - edit->removed;
        }
        VEC_PUSH(mender->arena, &mender->runs, run);
    }
}

/* ---- places ---- */

/* A place that walks along the old text. */
typedef struct PlaceWalk {
    const Text *text;
    size_t next; /* of its places */
    TextPlace here;
} PlaceWalk;

static void walk_to(PlaceWalk *walk, uint32_t at) {
    const Text *text = walk->text;
    while (walk->next < text->place_count && text->places[walk->next].at <= at)
        walk->here = text->places[walk->next++];
    walk->here.column += (uint32_t)utf8_count(str_slice(text->bytes, walk->here.at, at));
    walk->here.at = at;
}

static void place_add(Mender *mender, size_t at, TextPlace place) {
    place.at = (uint32_t)at;
    VEC_PUSH(mender->arena, &mender->places, place);
}

/* The places of the old text from number *next on that stand before a byte. */
static void places_move(Mender *mender, size_t *next, uint32_t before, int64_t shift) {
    const Text *old = mender->old;
    for (; *next < old->place_count && old->places[*next].at < before; ++*next)
        place_add(mender, (size_t)(old->places[*next].at + shift), old->places[*next]);
}

/* One character for one: text and source stay in step. */
static bool keeps_step(const Text *old, const TextEdit *edit) {
    Str removed = str_slice(old->bytes, edit->at, edit->at + edit->removed);
    return utf8_count(removed) == 1 && utf8_count(edit->put) == 1;
}

static void places_make(Mender *mender) {
    const Text *old = mender->old;
    PlaceWalk walk = {.text = old};
    size_t next = 0;
    int64_t shift = 0;
    if (old->place_count == 0) return;
    for (size_t i = 0; i < mender->edit_count; i++) {
        const TextEdit *edit = &mender->edits[i];
        uint32_t end = edit->at + edit->removed;
        int64_t before = shift;
        shift += (int64_t)edit->put.length - edit->removed;
        if (keeps_step(old, edit)) {
            places_move(mender, &next, end, before);
            continue;
        }
        places_move(mender, &next, edit->at, before);
        walk_to(&walk, edit->at);
        place_add(mender, (size_t)(edit->at + before), walk.here);
        while (next < old->place_count && old->places[next].at <= end) next++;
        walk_to(&walk, end);
        if (end < old->bytes.length) place_add(mender, (size_t)(end + shift), walk.here);
    }
    places_move(mender, &next, UINT32_MAX, shift);
}

/* ---- the document ---- */

typedef struct Repairing {
    Arena *arena, *scratch;
    Document *document;
    const LanguageSet *languages;
    VEC(RepairedDot) dots;
} Repairing;

/* Keeps what check tells the author. */
static void dots_note(Repairing *repairing, const Text *text, const TextEdit *edits, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (edits[i].told.length == 0) continue;
        RepairedDot dot = {text_place(text, edits[i].at),
                           str_copy(repairing->arena, edits[i].told)};
        VEC_PUSH(repairing->arena, &repairing->dots, dot);
    }
}

static void text_mend(Repairing *repairing, Text *text, TextEdit *edits, size_t count) {
    Mender mender = {.arena = repairing->arena, .old = text, .edits = edits};
    mender.edit_count = edits_choose(text, edits, count);
    if (mender.edit_count == 0) return;
    dots_note(repairing, text, edits, mender.edit_count);
    runs_make(&mender);
    places_make(&mender);
    text->bytes = bytes_make(&mender);
    text->runs = mender.runs.items;
    text->run_count = mender.runs.count;
    text->places = mender.places.items;
    text->place_count = mender.places.count;
}

static void repair_block(void *context, const Section *section, Block *block) {
    (void)section;
    Repairing *repairing = context;
    if (block->text.bytes.length == 0 || block->kind == BLOCK_CODE) return;
    ArenaMark mark = arena_mark(repairing->scratch);
    TextRequest request =
        text_request(repairing->scratch, &block->text, repairing->languages, block->where);
    TextEdit *edits;
    size_t count = repair_find(repairing->scratch, &request,
                               repairing->document->edition.missing_spaces, &edits);
    text_mend(repairing, &block->text, edits, count);
    arena_release(repairing->scratch, mark);
}

/* ---- edition.yaml ---- */

/* A text of edition.yaml put right; the same where it needs nothing. */
static Str line_mend(Repairing *repairing, Str typed, Span where) {
    Text text = {.bytes = typed};
    TextRequest request = {.text = typed, .language = repairing->languages->main, .where = where};
    TextEdit *edits;
    size_t count = repair_find(repairing->scratch, &request,
                               repairing->document->edition.missing_spaces, &edits);
    Mender mender = {repairing->arena, &text, edits, count, {0}, {0}};
    for (size_t i = 0; i < count; i++) {
        if (edits[i].told.length == 0) continue;
        RepairedDot dot = {where, str_copy(repairing->arena, edits[i].told)};
        VEC_PUSH(repairing->arena, &repairing->dots, dot);
    }
    return count > 0 ? bytes_make(&mender) : typed;
}

/* Forms are looked up as they stand in the texts. */
static void readings_repair(Repairing *repairing, Edition *edition) {
    Map mended = {.arena = repairing->arena};
    for (size_t i = 0; i < edition->readings.count; i++) {
        EditionReading *reading = edition->readings.entries[i].value;
        Str form = line_mend(repairing, edition->readings.entries[i].key, reading->where);
        map_put(&mended, form, reading);
    }
    edition->readings = mended;
}

/* The texts that a layout may show, but for those that mean something to the program. */
static void edition_repair(Repairing *repairing) {
    static const char *const TECHNICAL[] = {"language", "layout", "issued", "repair"};
    Edition *edition = &repairing->document->edition;
    const YamlNode *root = edition->root;
    edition->repaired.arena = repairing->arena;
    for (size_t i = 0; root != NULL && root->kind == YAML_MAPPING && i < root->count; i++) {
        const YamlPair *pair = &root->pairs[i];
        bool technical = pair->value == NULL || pair->value->kind != YAML_SCALAR;
        for (size_t t = 0; t < sizeof TECHNICAL / sizeof *TECHNICAL; t++)
            technical |= str_equal(pair->key, str_from_c(TECHNICAL[t]));
        if (technical) continue;
        Str mended = line_mend(repairing, pair->value->scalar, pair->value->where);
        if (mended.bytes == pair->value->scalar.bytes) continue;
        Str *kept = ARENA_NEW(repairing->arena, Str);
        *kept = mended;
        map_put(&edition->repaired, pair->key, kept);
    }
    edition_find_text(edition, STR("title"), &edition->title);
    edition_find_text(edition, STR("subtitle"), &edition->subtitle);
    edition_find_text(edition, STR("publisher"), &edition->publisher);
    edition_find_text(edition, STR("date"), &edition->date);
}

void document_repair(Arena *arena, Document *document, const LanguageSet *languages) {
    Repairing repairing = {
        .arena = arena, .scratch = arena_open(), .document = document, .languages = languages};
    edition_repair(&repairing);
    readings_repair(&repairing, &document->edition);
    TextVisitor visitor = {repair_block, &repairing};
    document_visit(document, &visitor);
    document->repaired_dots = repairing.dots.items;
    document->repaired_dot_count = repairing.dots.count;
    arena_close(repairing.scratch);
}

void document_report_repairs(const Document *document, Diag *diag) {
    for (size_t i = 0; i < document->repaired_dot_count; i++) {
        const RepairedDot *dot = &document->repaired_dots[i];
        diag_report(diag, MESSAGE_INCLUSIVE_DOT_TWIN, dot->where, ARGS(dot->shown));
    }
}
