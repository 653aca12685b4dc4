/* JSON, JUnit and SARIF; see diff_formats.h. Keys and words of kinds are English in any language;
 * messages are in the reader's. */
#include "app/diff_formats.h"

#include "base/file.h"
#include "base/json.h"
#include "output/diff_report.h"
#include "output/page_svg.h"

static const SnapshotBlock *any_block(const SnapshotBlock *old, const SnapshotBlock *new) {
    return new != NULL ? new : old;
}

/* ---- JSON ---- */

static void add_key(StrBuilder *out, const char *key, Str text) {
    json_add_pair(out, key, text);
    builder_add(out, STR(", "));
}

static void add_folio(StrBuilder *out, const char *key, Str folio) {
    builder_add_format(out, "\"%s\": ", key);
    builder_add(out, folio.length > 0 ? folio : STR("null"));
}

static void add_block_place(StrBuilder *out, const SnapshotDiff *diff, const SnapshotBlock *old,
                            const SnapshotBlock *new) {
    const SnapshotBlock *block = any_block(old, new);
    add_key(out, "file", block != NULL ? block->file : STR(""));
    builder_add_format(out, "\"line\": %u, ", block != NULL ? (unsigned)block->line : 0);
    add_key(out, "role", block != NULL ? block->role : STR(""));
    add_folio(out, "old_page", block_folio(diff->old, old));
    builder_add(out, STR(", "));
    add_folio(out, "page", block_folio(diff->new, new));
}

static void add_json_change(StrBuilder *out, const SnapshotDiff *diff, const Change *change) {
    builder_add(out, STR("{"));
    add_key(out, "kind", str_from_c(change_name(change->kind)));
    add_block_place(out, diff, change->old, change->new);
    builder_add_format(out, ", \"lines\": %u}", (unsigned)change->lines);
}

static void add_json_cause(StrBuilder *out, const SnapshotDiff *diff, const Cause *cause,
                           DiagLanguage language, Arena *arena) {
    builder_add(out, STR("{"));
    add_key(out, "kind", str_from_c(cause_name(cause->kind)));
    add_key(out, "message", cause_sentence(arena, cause, language));
    add_key(out, "name", cause->name);
    add_key(out, "old", cause->old_text);
    add_key(out, "new", cause->new_text);
    add_key(out, "before", cause->before);
    add_key(out, "after", cause->after);
    add_block_place(out, diff, cause->old, cause->new);
    builder_add_format(out, ", \"lines\": %u, \"pages\": %u, \"counts\": {", (unsigned)cause->lines,
                       (unsigned)cause->pages);
    for (int i = CHANGE_NONE + 1; i < CHANGE_KIND_COUNT; i++) {
        builder_add_format(out, "%s\"%s\": %u", i > CHANGE_NONE + 1 ? ", " : "",
                           change_name((ChangeKind)i), (unsigned)cause->counts[i]);
    }
    builder_add(out, STR("}, \"consequences\": ["));
    for (size_t i = 0; i < cause->changes.count; i++) {
        builder_add_c(out, i > 0 ? ",\n    " : "\n    ");
        add_json_change(out, diff, &cause->changes.items[i]);
    }
    builder_add(out, STR("]}"));
}

static void add_json_fault(StrBuilder *out, const InvariantFault *fault) {
    builder_add(out, STR("{"));
    add_key(out, "file", fault->file);
    builder_add_format(out, "\"line\": %u, \"page\": %u, ", (unsigned)fault->line,
                       (unsigned)fault->page);
    json_add_pair(out, "text", fault->text);
    builder_add(out, STR("}"));
}

static void add_json_invariant(StrBuilder *out, const SnapshotDiff *diff, Invariant invariant) {
    builder_add(out, STR("{"));
    add_key(out, "name", str_from_c(invariant_name(invariant)));
    builder_add_format(out, "\"old\": %u, \"new\": %u, \"broken\": %s, \"faults\": [",
                       (unsigned)diff->old->counts[invariant],
                       (unsigned)diff->new->counts[invariant],
                       diff->broken[invariant] ? "true" : "false");
    size_t count = 0;
    for (size_t i = 0; i < diff->faults.count; i++) {
        if (diff->faults.items[i]->invariant != invariant) continue;
        if (count++ > 0) builder_add(out, STR(", "));
        add_json_fault(out, diff->faults.items[i]);
    }
    builder_add(out, STR("]}"));
}

void diff_write_json(const SnapshotDiff *diff, const DiffNames *names, Arena *arena,
                     StrBuilder *out) {
    builder_add(out, STR("{"));
    add_key(out, "format", STR("maquette-diff 1"));
    add_key(out, "old", names->old);
    add_key(out, "new", names->new);
    builder_add_format(out, "\"same\": %s, \"broken\": %s, \"old_pages\": %zu, \"pages\": %zu,\n",
                       snapshot_diff_is_empty(diff) ? "true" : "false",
                       snapshot_diff_is_broken(diff) ? "true" : "false", diff->old->pages.count,
                       diff->new->pages.count);
    builder_add(out, STR("\"causes\": ["));
    for (size_t i = 0; i < diff->causes.count; i++) {
        builder_add_c(out, i > 0 ? ",\n  " : "\n  ");
        add_json_cause(out, diff, &diff->causes.items[i], names->language, arena);
    }
    builder_add(out, STR("],\n\"invariants\": ["));
    for (int i = 0; i < INVARIANT_COUNT; i++) {
        builder_add_c(out, i > 0 ? ",\n  " : "\n  ");
        add_json_invariant(out, diff, (Invariant)i);
    }
    builder_add(out, STR("]}\n"));
}

/* ---- JUnit ---- */

static void add_case(StrBuilder *out, Str class_name, Str name, Str type, Str message) {
    builder_add(out, STR("  <testcase classname=\""));
    xml_add_text(out, class_name);
    builder_add(out, STR("\" name=\""));
    xml_add_text(out, name);
    if (message.length == 0) {
        builder_add(out, STR("\"/>\n"));
        return;
    }
    builder_add(out, STR("\">\n    <failure type=\""));
    xml_add_text(out, type);
    builder_add(out, STR("\" message=\""));
    xml_add_text(out, message);
    builder_add(out, STR("\">")); /* some readers show the message, others what stands within */
    xml_add_text(out, message);
    builder_add(out, STR("</failure>\n  </testcase>\n"));
}

static Str join(Arena *arena, Str first, const char *between, Str second) {
    StrBuilder text = {.arena = arena};
    builder_add(&text, first);
    if (first.length > 0 && second.length > 0) builder_add_c(&text, between);
    builder_add(&text, second);
    return builder_text(&text);
}

static Str cause_message(Arena *arena, const Cause *cause, DiagLanguage language) {
    return join(arena, cause_sentence(arena, cause, language), "; ",
                cause_consequences(arena, cause, language));
}

static size_t broken_count(const SnapshotDiff *diff) {
    size_t count = 0;
    for (int i = 0; i < INVARIANT_COUNT; i++) count += diff->broken[i];
    return count;
}

static Str invariant_message(Arena *arena, const SnapshotDiff *diff, Invariant invariant,
                             DiagLanguage language) {
    StrBuilder text = {.arena = arena};
    if (!diff->broken[invariant]) return STR("");
    builder_add(&text, invariant_sentence(invariant, language));
    builder_add_format(&text, " %u → %u", (unsigned)diff->old->counts[invariant],
                       (unsigned)diff->new->counts[invariant]);
    for (size_t i = 0; i < diff->faults.count; i++) {
        if (diff->faults.items[i]->invariant != invariant) continue;
        builder_add(&text, STR("; "));
        builder_add(&text, fault_sentence(arena, diff->faults.items[i], language));
    }
    return builder_text(&text);
}

void diff_write_junit(const SnapshotDiff *diff, const DiffNames *names, Arena *arena,
                      StrBuilder *out) {
    size_t causes = diff->causes.count, cases = (causes > 0 ? causes : 1) + INVARIANT_COUNT;
    builder_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"));
    builder_add(out, STR(" <testsuite name=\"maquette diff\""));
    builder_add_format(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\">\n", cases,
                       causes + broken_count(diff));
    if (causes == 0) add_case(out, names->new, STR("layout"), STR(""), STR(""));
    for (size_t i = 0; i < causes; i++) {
        const Cause *cause = &diff->causes.items[i];
        Str place = cause_place(arena, diff, cause, names->language);
        StrBuilder name = {.arena = arena};
        builder_add_format(&name, "%zu ", i + 1); /* GitLab drops cases of one name */
        builder_add(&name, join(arena, str_from_c(cause_name(cause->kind)), " ",
                                place.length > 0 ? place : cause->name));
        add_case(out, names->new, builder_text(&name), str_from_c(cause_name(cause->kind)),
                 cause_message(arena, cause, names->language));
    }
    for (int i = 0; i < INVARIANT_COUNT; i++) {
        Str name = join(arena, STR("invariant"), " ", str_from_c(invariant_name((Invariant)i)));
        add_case(out, names->new, name, STR("invariant"),
                 invariant_message(arena, diff, (Invariant)i, names->language));
    }
    builder_add(out, STR(" </testsuite>\n</testsuites>\n"));
}

/* ---- SARIF ---- */

/* A path as a relative reference (RFC 3986): what is not plain is written %XX. */
static Str path_reference(Arena *arena, Str path) {
    StrBuilder text = {.arena = arena};
    for (size_t i = 0; i < path.length; i++) {
        unsigned char byte = (unsigned char)path.bytes[i];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
                     byte == '/' || byte == '~';
        if (plain) {
            builder_add_byte(&text, (char)byte);
        } else {
            builder_add_format(&text, "%%%02X", byte);
        }
    }
    return builder_text(&text);
}

/* Of a path on this machine: a file URI where it is absolute (RFC 8089). */
static Str machine_reference(Arena *arena, Str path) {
    return join(arena, str_starts_with(path, STR("/")) ? STR("file://") : STR(""), "",
                path_reference(arena, path));
}

/* A file of the edition, from the project's root; where no folder is known, its bare name. */
static Str edition_path(Arena *arena, const DiffNames *names, Str file) {
    if (file.length == 0) file = STR("edition.yaml");
    return machine_reference(arena, path_join(arena, names->folder, file));
}

static Str named_yaml(Arena *arena, const char *folder, Str name) {
    Str stem = str_slice(name, 0, str_find(name, STR("/"), 0));
    return path_reference(arena,
                          join(arena, join(arena, str_from_c(folder), "", stem), "", STR(".yaml")));
}

/* The file that says what changed, from the project's root. Of two snapshots only the folders of
 * the project are known: what the edition says is then told of the snapshot. */
static Str cause_path(Arena *arena, const SnapshotDiff *diff, const DiffNames *names,
                      const Cause *cause) {
    const SnapshotBlock *block = any_block(cause->old, cause->new);
    switch (cause->kind) {
    case CAUSE_PART: return named_yaml(arena, "layouts/", diff->new->layout);
    case CAUSE_RULE: return named_yaml(arena, "layouts/languages/", cause->name);
    case CAUSE_FONT:
    case CAUSE_FALLBACK:
    case CAUSE_FEATURES: return path_reference(arena, STR("fonts/fonts.yaml"));
    case CAUSE_PICTURE:
    case CAUSE_DATA:
        if (block == NULL) return edition_path(arena, names, cause->name);
        break;
    case CAUSE_SECTION:
        if (block == NULL)
            return edition_path(arena, names,
                                str_slice(cause->name, 0, str_find(cause->name, STR("/"), 0)));
        break;
    case CAUSE_LAYOUT:
    case CAUSE_LANGUAGE:
    case CAUSE_DICTIONARY:
    case CAUSE_EDITION:
    case CAUSE_ATTRIBUTE:
    case CAUSE_EDITED:
    case CAUSE_APPEARED:
    case CAUSE_VANISHED:
    case CAUSE_REORDERED:
    case CAUSE_DIVIDED:
    case CAUSE_JOINED:
    case CAUSE_ROLE:
    case CAUSE_RESTYLED:
    case CAUSE_LINK:
    case CAUSE_PLACED:
    case CAUSE_UNNAMED:
    case CAUSE_KIND_COUNT: break;
    }
    if (block == NULL && names->folder.length == 0) return machine_reference(arena, names->new);
    return edition_path(arena, names, block != NULL ? block->file : STR(""));
}

static void add_result(StrBuilder *out, bool first, Str rule, const char *level, Str message,
                       Str path, uint32_t line) {
    builder_add_c(out, first ? "\n   {" : ",\n   {");
    add_key(out, "ruleId", rule);
    add_key(out, "level", str_from_c(level));
    builder_add(out, STR("\"message\": {"));
    json_add_pair(out, "text", message);
    builder_add(out, STR("}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {"));
    json_add_pair(out, "uri", path);
    if (!str_starts_with(path, STR("file:")))
        builder_add(out, STR(", \"uriBaseId\": \"%SRCROOT%\""));
    builder_add_format(out, "}, \"region\": {\"startLine\": %u}}}]}",
                       line > 0 ? (unsigned)line : 1);
}

static void add_rule(StrBuilder *out, const char *before, const char *kind, const char *name,
                     Str words) {
    builder_add_format(out, "%s{\"id\": \"%s%s\", \"shortDescription\": {", before, kind, name);
    json_add_pair(out, "text", words);
    builder_add(out, STR("}}"));
}

static void add_rules(StrBuilder *out, DiagLanguage language) {
    for (int i = 0; i < CAUSE_KIND_COUNT; i++)
        add_rule(out, i > 0 ? ",\n   " : "\n   ", "", cause_name((CauseKind)i),
                 cause_kind_words((CauseKind)i, language));
    for (int i = 0; i < INVARIANT_COUNT; i++)
        add_rule(out, ",\n   ", "invariant-", invariant_name((Invariant)i),
                 invariant_sentence((Invariant)i, language));
}

void diff_write_sarif(const SnapshotDiff *diff, const DiffNames *names, Arena *arena,
                      StrBuilder *out) {
    builder_add(out, STR("{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", "
                         "\"version\": \"2.1.0\", \"runs\": [{\n"
                         " \"tool\": {\"driver\": {\"name\": \"maquette\", \"version\": \"" //
                         MAQUETTE_VERSION "\", \"rules\": ["));
    add_rules(out, names->language);
    builder_add(out, STR("]}},\n \"columnKind\": \"unicodeCodePoints\",\n \"results\": ["));
    for (size_t i = 0; i < diff->causes.count; i++) {
        const Cause *cause = &diff->causes.items[i];
        const SnapshotBlock *block = any_block(cause->old, cause->new);
        add_result(out, i == 0, str_from_c(cause_name(cause->kind)), "warning",
                   cause_message(arena, cause, names->language),
                   cause_path(arena, diff, names, cause), block != NULL ? block->line : 0);
    }
    for (size_t i = 0; i < diff->faults.count; i++) {
        const InvariantFault *fault = diff->faults.items[i];
        Str what = invariant_sentence(fault->invariant, names->language);
        Str rule = join(arena, STR("invariant"), "-", str_from_c(invariant_name(fault->invariant)));
        add_result(out, i == 0 && diff->causes.count == 0, rule, "error",
                   join(arena, what, ": ", fault_sentence(arena, fault, names->language)),
                   edition_path(arena, names, fault->file), fault->line);
    }
    builder_add(out, STR("]\n}]}\n"));
}
