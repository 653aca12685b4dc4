/* The named things of a layout's section, and what they inherit.
 *
 * In: a mapping of names to mappings. Out: for each name its values, by key, completed with those
 * of the entry it is like. An entry has at most one parent, so that the parents form trees once
 * each circle is cut; walking up from every entry and stopping at what was seen visits each entry
 * once. Inheritance copies nodes, not results: `indent: 1em` taken over by a smaller style is 1 em
 * of that style. A key written anew replaces the inherited value whole. */
#include <assert.h>
#include <string.h>

#include "layout/reader.h"

#define ENTRIES_MOST      500 /* of one section */
#define NAMES_IN_A_CIRCLE 6   /* more are elided in the message */

typedef enum VisitState { UNSEEN, ON_PATH, ORDERED } VisitState;

static size_t key_index(const char *const *keys, Str key) {
    size_t at = 0;
    while (keys[at] && !str_equal(str_from_c(keys[at]), key)) at++;
    return at;
}

static size_t key_count(const char *const *keys) {
    size_t count = 0;
    while (keys[count]) count++;
    return count;
}

const YamlNode *entry_value(const Entry *entry, const char *key) {
    size_t at = key_index(entry->keys, str_from_c(key));
    assert(entry->keys[at]);
    return entry->values[at];
}

static Entry entry_make(LayoutReader *reader, const YamlPair *pair, const char *const *keys) {
    size_t count = key_count(keys);
    Entry entry = {.name = pair->key,
                   .where = pair->key_where,
                   .keys = keys,
                   .values = ARENA_ARRAY(reader->arena, const YamlNode *, count),
                   .parent = ENTRY_NONE};
    if (!value_mapping(reader, pair->value, keys)) return entry;
    for (size_t i = 0; i < pair->value->count; i++) {
        size_t at = key_index(keys, pair->value->pairs[i].key);
        if (at < count) entry.values[at] = pair->value->pairs[i].value;
    }
    return entry;
}

static void parents_find(LayoutReader *reader, EntryList *list, MessageCode unknown) {
    Map names = {.arena = reader->arena};
    for (size_t i = 0; i < list->count; i++) map_put(&names, list->items[i].name, &list->items[i]);
    for (size_t i = 0; i < list->count; i++) {
        const YamlNode *like = list->items[i].values[0];
        Str name;
        if (!yaml_text(like, &name, reader->diag)) continue;
        const Entry *parent = map_find(&names, name);
        if (parent)
            list->items[i].parent = (size_t)(parent - list->items);
        else
            report_unknown(reader, unknown, like->where, name, &names);
    }
}

static void report_circle(LayoutReader *reader, const EntryList *list, size_t first) {
    StrBuilder path = {.arena = reader->arena};
    const Entry *entry = &list->items[first];
    const Entry *start = &list->items[entry->parent];
    size_t shown = 0;
    for (const Entry *at = start; at != entry; at = &list->items[at->parent]) {
        if (++shown > NAMES_IN_A_CIRCLE) continue;
        builder_add(&path, at->name);
        builder_add_c(&path, " → ");
    }
    if (shown > NAMES_IN_A_CIRCLE) builder_add_c(&path, "… → ");
    builder_add(&path, entry->name);
    builder_add_c(&path, " → ");
    builder_add(&path, start->name);
    diag_report(reader->diag, MESSAGE_LIKE_CIRCLE, entry->values[0]->where,
                ARGS(str_from_c(entry->keys[0]), builder_text(&path)));
}

static void order_find(LayoutReader *reader, EntryList *list) {
    VisitState *states = ARENA_ARRAY(reader->arena, VisitState, list->count);
    size_t *path = ARENA_ARRAY(reader->arena, size_t, list->count);
    size_t ordered = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t length = 0;
        size_t at = i;
        while (at != ENTRY_NONE && states[at] == UNSEEN) {
            states[at] = ON_PATH;
            path[length++] = at;
            at = list->items[at].parent;
        }
        if (at != ENTRY_NONE && states[at] == ON_PATH) {
            report_circle(reader, list, path[length - 1]);
            list->items[path[length - 1]].parent = ENTRY_NONE;
        }
        while (length > 0) {
            states[path[--length]] = ORDERED;
            list->order[ordered++] = path[length];
        }
    }
}

EntryList entries_read(LayoutReader *reader, const YamlNode *section, const char *const *keys,
                       MessageCode unknown) {
    EntryList list = {0};
    if (!value_mapping(reader, section, NULL)) return list;
    list.count = count_limit(reader, section, ENTRIES_MOST);
    list.items = ARENA_ARRAY(reader->arena, Entry, list.count);
    list.order = ARENA_ARRAY(reader->arena, size_t, list.count);
    for (size_t i = 0; i < list.count; i++)
        list.items[i] = entry_make(reader, &section->pairs[i], keys);
    parents_find(reader, &list, unknown);
    order_find(reader, &list);
    return list;
}

void entries_inherit(EntryList *list) {
    for (size_t i = 0; i < list->count; i++) {
        Entry *entry = &list->items[list->order[i]];
        if (entry->parent == ENTRY_NONE) continue;
        const Entry *parent = &list->items[entry->parent];
        for (size_t k = 1; entry->keys[k]; k++)
            if (!entry->values[k]) entry->values[k] = parent->values[k];
    }
}
