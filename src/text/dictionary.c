/* Hyphenation dictionaries.
 *
 * In: the name of a file in the system's folder. Out: places for hyphens. The bytes are read and
 * their digest is compared when the language is opened, so that a missing or different dictionary
 * is told at once; patterns are read from them (some milliseconds) at the first word, or beside
 * other work where that is asked. */
#include "text/dictionary.h"

#include "base/file.h"
#include "text/patterns.h"

#include <nettle/sha2.h>

#include <pthread.h>

#define DICTIONARY_FOLDER "/usr/share/hyphen"

struct HyphenDictionary {
    Str file; /* bare name */
    Str bytes;
    Str digest;
    bool latin1;        /* ISO 8859-1, else UTF-8 */
    bool begun, parsed; /* begun: a thread parses; until it is joined, the patterns are its own */
    pthread_t thread;
    Arena *arena; /* of the patterns; NULL before the first word */
    Patterns *patterns;
};

Str digest_of(Arena *arena, Str text) {
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, text.length, (const uint8_t *)text.bytes);
    sha256_digest(&context, sizeof digest, digest);
    StrBuilder hexadecimal = {.arena = arena};
    for (size_t i = 0; i < sizeof digest; i++) {
        builder_add_byte(&hexadecimal, "0123456789abcdef"[digest[i] >> 4]);
        builder_add_byte(&hexadecimal, "0123456789abcdef"[digest[i] & 15]);
    }
    return builder_text(&hexadecimal);
}

HyphenDictionary *dictionary_from_bytes(Arena *arena, Str bytes, Str file, Span where, Diag *diag) {
    size_t end = str_find(bytes, STR("\n"), 0);
    Str charset = str_trim(str_slice(bytes, 0, end)); /* its first line */
    bool latin1 = str_equal(charset, STR("ISO8859-1"));
    if (!latin1 && !str_equal(charset, STR("UTF-8"))) {
        diag_report(diag, MESSAGE_DICTIONARY_BROKEN, where, ARGS(file));
        return NULL;
    }
    HyphenDictionary *dictionary = ARENA_NEW(arena, HyphenDictionary);
    dictionary->file = file;
    dictionary->bytes = bytes;
    dictionary->latin1 = latin1;
    dictionary->digest = digest_of(arena, bytes);
    return dictionary;
}

HyphenDictionary *dictionary_open(Arena *arena, Str file, Str package, Str sha256, Span where,
                                  Diag *diag) {
    if (file.length == 0 || str_find(file, STR("/"), 0) != SIZE_MAX) {
        diag_report(diag, MESSAGE_DICTIONARY_NAME, where, ARGS(file));
        return NULL;
    }
    Str path = path_join(arena, STR(DICTIONARY_FOLDER), file), bytes;
    if (!file_exists(path)) {
        diag_report(diag, MESSAGE_DICTIONARY_MISSING, where, ARGS(file, package));
        return NULL;
    }
    if (!file_read(arena, path, &bytes, diag, where)) return NULL;
    HyphenDictionary *dictionary = dictionary_from_bytes(arena, bytes, file, where, diag);
    if (dictionary && sha256.length > 0 && !str_equal(sha256, dictionary->digest)) {
        diag_report(diag, MESSAGE_DICTIONARY_CHANGED, where,
                    ARGS(file, dictionary->digest, package));
    }
    return dictionary;
}

/* Parses the bytes whose digest was taken, not the file, which may have changed since. */
static void *dictionary_parse(void *context) {
    HyphenDictionary *dictionary = context;
    dictionary->arena = arena_open();
    dictionary->patterns = patterns_read(dictionary->arena, dictionary->bytes, dictionary->latin1);
    return NULL;
}

void dictionary_begin(HyphenDictionary *dictionary) {
    if (dictionary->begun || dictionary->parsed) return;
    dictionary->begun =
        pthread_create(&dictionary->thread, NULL, dictionary_parse, dictionary) == 0;
}

/* Waits for the thread, if there is one. */
static void dictionary_await(HyphenDictionary *dictionary) {
    if (!dictionary->begun) return;
    pthread_join(dictionary->thread, NULL);
    dictionary->begun = false;
    dictionary->parsed = true;
}

void dictionary_close(HyphenDictionary *dictionary) {
    if (!dictionary) return;
    dictionary_await(dictionary);
    if (dictionary->arena) arena_close(dictionary->arena);
    dictionary->arena = NULL;
}

Str dictionary_file(const HyphenDictionary *dictionary) {
    return dictionary->file;
}

Str dictionary_digest(const HyphenDictionary *dictionary) {
    return dictionary->digest;
}

uint64_t dictionary_places(HyphenDictionary *dictionary, const uint32_t *word, size_t count) {
    dictionary_await(dictionary);
    if (!dictionary->parsed) dictionary_parse(dictionary);
    dictionary->parsed = true;
    return patterns_places(dictionary->patterns, word, count);
}
