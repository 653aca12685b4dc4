/* In: units and messages. Out: pairs of them, each used once.
 *
 * Rounds, the surest first, much as msgmerge does it; but a msgid under another context is no doubt
 * here: a context is the place of a block, and blocks move. */
#include "translation/po_match.h"

/* Messages of one name, in the order of the file. */
typedef struct Queue {
    size_t first; /* number of a message + 1; 0: none is left */
    size_t last;
} Queue;

typedef struct Matching {
    Arena *arena;
    const TextUnits *units;
    const PoFile *file;
    PoMatches *matches;
    Str *fingerprints; /* of each msgid */
    size_t *next;      /* the message behind one in its queue, + 1 */
    Map queues;
} Matching;

bool unit_is_message(const TextUnit *unit) {
    return !unit->unspoken && unit->text.length > 0;
}

static bool is_open(const Matching *matching, size_t unit) {
    return matching->matches->of_unit[unit].message == NULL &&
           unit_is_message(&matching->units->items[unit]);
}

/* ---- one round ---- */

typedef enum MatchRound { ROUND_BOTH, ROUND_ID, ROUND_CONTEXT, ROUND_PLACE } MatchRound;

static Str match_key(Arena *arena, MatchRound round, Str context, Str fingerprint) {
    StrBuilder key = {.arena = arena};
    if (round != ROUND_ID) builder_add(&key, context);
    builder_add_byte(&key, '\4');
    if (round != ROUND_CONTEXT) builder_add(&key, fingerprint);
    return builder_text(&key);
}

static void queue_add(Matching *matching, MatchRound round, size_t number) {
    const PoMessage *message = &matching->file->messages[number];
    Str key =
        match_key(matching->arena, round, message->context.text, matching->fingerprints[number]);
    Queue *queue = map_find(&matching->queues, key);
    if (queue == NULL) {
        queue = ARENA_NEW(matching->arena, Queue);
        map_put(&matching->queues, key, queue);
    }
    if (queue->first == 0) queue->first = number + 1;
    if (queue->last != 0) matching->next[queue->last - 1] = number + 1;
    queue->last = number + 1;
    matching->next[number] = 0;
}

static PoState state_of(const PoMessage *message, MatchRound round) {
    if (message->text.text.length == 0) return PO_UNTRANSLATED;
    if (message->fuzzy) return PO_FUZZY;
    return round == ROUND_BOTH || round == ROUND_ID ? PO_TRANSLATED : PO_STALE;
}

static void match(Matching *matching, MatchRound round, size_t unit, size_t message) {
    const PoMessage *found = &matching->file->messages[message];
    matching->matches->used[message] = true;
    matching->matches->of_unit[unit] = (PoMatch){found, state_of(found, round)};
}

static void queue_take(Matching *matching, MatchRound round, size_t number) {
    const TextUnit *unit = &matching->units->items[number];
    Str key = match_key(matching->arena, round, unit->key, unit->fingerprint);
    Queue *queue = map_find(&matching->queues, key);
    if (queue == NULL || queue->first == 0) return;
    size_t taken = queue->first - 1;
    queue->first = matching->next[taken];
    if (queue->first == 0) queue->last = 0;
    match(matching, round, number, taken);
}

static void match_round(Matching *matching, MatchRound round, bool obsolete) {
    matching->queues = (Map){.arena = matching->arena};
    for (size_t i = 0; i < matching->file->count; i++) {
        const PoMessage *message = &matching->file->messages[i];
        bool named = round == ROUND_ID || message->context.written;
        if (!matching->matches->used[i] && message->obsolete == obsolete && named)
            queue_add(matching, round, i);
    }
    for (size_t i = 0; i < matching->units->count; i++) {
        if (is_open(matching, i)) queue_take(matching, round, i);
    }
}

/* ---- the last round: by place ---- */

/* Number of messages from a first one on that are in use and matched with no unit. */
static size_t free_messages(const Matching *matching, size_t first) {
    size_t end = first;
    while (end < matching->file->count && !matching->matches->used[end] &&
           !matching->file->messages[end].obsolete)
        end++;
    return end - first;
}

/* Units in a row behind a matched one, if as many messages follow the latter's: a heading whose
 * words changed has another key, too, and is known by its place alone. */
static void match_places(Matching *matching) {
    size_t behind = 0; /* the message behind that of the last matched unit */
    const TextUnits *units = matching->units;
    for (size_t i = 0; i < units->count; i++) {
        const PoMessage *known = matching->matches->of_unit[i].message;
        if (known != NULL) behind = (size_t)(known - matching->file->messages) + 1;
        if (!is_open(matching, i)) continue;
        size_t end = i, count = 0;
        for (; end < units->count && matching->matches->of_unit[end].message == NULL; end++)
            count += is_open(matching, end);
        bool alike = free_messages(matching, behind) == count;
        for (size_t unit = i; unit < end; unit++) {
            if (alike && is_open(matching, unit)) match(matching, ROUND_PLACE, unit, behind++);
        }
        i = end - 1;
    }
}

/* ---- all rounds ---- */

PoMatches po_match(Arena *arena, const TextUnits *units, const PoFile *file, bool revive) {
    PoMatches matches = {ARENA_ARRAY(arena, PoMatch, units->count),
                         ARENA_ARRAY(arena, bool, file->count)};
    Matching matching = {.arena = arena, .units = units, .file = file, .matches = &matches};
    matching.fingerprints = ARENA_ARRAY(arena, Str, file->count);
    matching.next = ARENA_ARRAY(arena, size_t, file->count);
    for (size_t i = 0; i < file->count; i++)
        matching.fingerprints[i] = text_fingerprint(arena, file->messages[i].id.text);
    match_round(&matching, ROUND_BOTH, /*obsolete*/ false);
    match_round(&matching, ROUND_ID, /*obsolete*/ false);
    if (revive) match_round(&matching, ROUND_BOTH, /*obsolete*/ true);
    if (revive) match_round(&matching, ROUND_ID, /*obsolete*/ true);
    match_round(&matching, ROUND_CONTEXT, /*obsolete*/ false);
    match_places(&matching);
    return matches;
}
