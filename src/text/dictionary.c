/* Hyphenation dictionaries.
 *
 * In: the name of a file in the system's folder. Out: places for hyphens. The bytes are read and
 * their digest is compared when the language is opened, so that a missing or different dictionary
 * is told at once; libhyphen parses them (some milliseconds) at the first word only. Patterns: F.
 * M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983), with libhyphen's extensions. */
#include "text/dictionary.h"

#include "base/file.h"
#include "base/map.h"

#include <hyphen.h>
#include <nettle/sha2.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DICTIONARY_FOLDER "/usr/share/hyphen"

typedef enum DictionaryCharset { CHARSET_UTF8, CHARSET_LATIN1, CHARSET_UNKNOWN } DictionaryCharset;

struct HyphenDictionary {
    Str bytes;
    Str digest;
    DictionaryCharset charset;
    bool begun, parsed; /* begun: a thread parses; until it is joined, the patterns are its own */
    pthread_t thread;
    HyphenDict *patterns; /* NULL before the first word, or where libhyphen refused the bytes */
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

/* The first line of a dictionary names its character set. */
static DictionaryCharset charset_of(Str bytes) {
    size_t end = str_find(bytes, STR("\n"), 0);
    Str name = str_trim(str_slice(bytes, 0, end));
    if (str_equal(name, STR("UTF-8"))) return CHARSET_UTF8;
    if (str_equal(name, STR("ISO8859-1"))) return CHARSET_LATIN1;
    return CHARSET_UNKNOWN;
}

HyphenDictionary *dictionary_from_bytes(Arena *arena, Str bytes, Str file, Span where, Diag *diag) {
    DictionaryCharset charset = charset_of(bytes);
    if (charset == CHARSET_UNKNOWN) {
        diag_report(diag, MESSAGE_DICTIONARY_BROKEN, where, ARGS(file));
        return NULL;
    }
    HyphenDictionary *dictionary = ARENA_NEW(arena, HyphenDictionary);
    dictionary->bytes = bytes;
    dictionary->charset = charset;
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

/* The patterns seen so far, by their letters: a table of their numbers, kept at most half full. */
typedef struct SeenPatterns {
    Str *letters;
    uint32_t *slots; /* number + 1, or 0 */
    size_t count, slot_count;
    char *room; /* for the letters still to come */
} SeenPatterns;

static size_t count_lines(Str bytes) {
    size_t lines = 1;
    for (size_t i = 0; i < bytes.length; i++) lines += bytes.bytes[i] == '\n';
    return lines;
}

static SeenPatterns seen_make(Arena *arena, Str bytes, size_t lines) {
    SeenPatterns seen = {.slot_count = 2, .letters = ARENA_ARRAY(arena, Str, lines)};
    while (seen.slot_count < 2 * lines) seen.slot_count *= 2;
    seen.slots = ARENA_ARRAY(arena, uint32_t, seen.slot_count);
    seen.room = ARENA_ARRAY(arena, char, bytes.length);
    return seen;
}

/* A pattern's letters, by which libhyphen files it: without digits and without what follows a
 * slash. */
static Str pattern_letters(SeenPatterns *seen, Str line) {
    Str letters = {seen->room, 0};
    for (size_t i = 0; i < line.length && line.bytes[i] != '/'; i++) {
        if (line.bytes[i] >= '0' && line.bytes[i] <= '9') continue;
        seen->room[letters.length++] = line.bytes[i];
    }
    seen->room += letters.length;
    return letters;
}

/* True if the letters were seen before. */
static bool seen_add(SeenPatterns *seen, Str letters) {
    size_t slot = (size_t)str_hash(letters) & (seen->slot_count - 1);
    for (; seen->slots[slot] != 0; slot = (slot + 1) & (seen->slot_count - 1)) {
        if (str_equal(seen->letters[seen->slots[slot] - 1], letters)) return true;
    }
    seen->letters[seen->count++] = letters;
    seen->slots[slot] = (uint32_t)seen->count;
    return false;
}

/* The dictionary without comments (libhyphen takes those with # for patterns) and without patterns
 * that a later one of the same letters replaces: libhyphen would lose their memory. Lines are read
 * backwards; each level has patterns of its own. */
static Str patterns_distinct(Arena *arena, Str bytes) {
    size_t lines = count_lines(bytes), kept = 0;
    Str *keep = ARENA_ARRAY(arena, Str, lines);
    SeenPatterns seen = seen_make(arena, bytes, lines);
    for (size_t end = bytes.length; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && bytes.bytes[start - 1] != '\n') start--;
        Str line = str_slice(bytes, start, end); /* with its end */
        Str letters = pattern_letters(&seen, str_trim(line));
        if (str_equal(letters, STR("NEXTLEVEL")))
            memset(seen.slots, 0, seen.slot_count * sizeof *seen.slots);
        bool comment = line.bytes[0] == '#' || line.bytes[0] == '%';
        bool replaced = !comment && seen_add(&seen, letters);
        if (start == 0 || (!comment && !replaced)) keep[kept++] = line;
        end = start;
    }
    char *distinct = ARENA_ARRAY(arena, char, bytes.length);
    size_t length = 0;
    while (kept-- > 0) {
        memcpy(distinct + length, keep[kept].bytes, keep[kept].length);
        length += keep[kept].length;
    }
    return (Str){distinct, length};
}

/* Parses the bytes whose digest was taken, not the file, which may have changed since. */
static void *dictionary_parse(void *context) {
    HyphenDictionary *dictionary = context;
    Arena *scratch = arena_open();
    Str distinct = patterns_distinct(scratch, dictionary->bytes);
    char *bytes = (char *)(uintptr_t)distinct.bytes; /* opened for reading only */
    FILE *stream = fmemopen(bytes, distinct.length, "r");
    if (stream) {
        dictionary->patterns = hnj_hyphen_load_file(stream);
        fclose(stream);
    }
    arena_close(scratch);
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
    if (dictionary) dictionary_await(dictionary);
    if (dictionary && dictionary->patterns) hnj_hyphen_free(dictionary->patterns);
}

Str dictionary_digest(const HyphenDictionary *dictionary) {
    return dictionary->digest;
}

/* The word in the dictionary's character set, ended by a zero; its bytes, or 0 where it cannot be
 * written. */
static size_t word_encode(const HyphenDictionary *dictionary, const uint32_t *word, size_t count,
                          char bytes[4 * DICTIONARY_WORD_MAX + 1]) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = word[i];
        if (dictionary->charset == CHARSET_LATIN1 && c > 0xFF) return 0;
        if (dictionary->charset == CHARSET_LATIN1 || c < 0x80) {
            bytes[length++] = (char)(unsigned char)c;
            continue;
        }
        if (c >= 0x10000) bytes[length++] = (char)(0xF0 | c >> 18);
        if (c >= 0x800)
            bytes[length++] = (char)(c >= 0x10000 ? 0x80 | (c >> 12 & 63) : 0xE0 | c >> 12);
        bytes[length++] = (char)(c >= 0x800 ? 0x80 | (c >> 6 & 63) : 0xC0 | c >> 6);
        bytes[length++] = (char)(0x80 | (c & 63));
    }
    bytes[length] = '\0';
    return length;
}

uint64_t dictionary_places(HyphenDictionary *dictionary, const uint32_t *word, size_t count) {
    char bytes[4 * DICTIONARY_WORD_MAX + 1];
    char hyphens[4 * DICTIONARY_WORD_MAX + 6] = {
        0}; /* libhyphen wants five bytes more than the word */
    if (count == 0 || count > DICTIONARY_WORD_MAX) return 0;
    dictionary_await(dictionary);
    if (!dictionary->parsed) dictionary_parse(dictionary);
    dictionary->parsed = true;
    size_t length = dictionary->patterns ? word_encode(dictionary, word, count, bytes) : 0;
    if (length == 0) return 0;
    char **changed = NULL;
    int *at = NULL, *cut = NULL;
    hnj_hyphen_hyphenate2(dictionary->patterns, bytes, (int)length, hyphens, NULL, &changed, &at,
                          &cut);
    uint64_t places = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        bool spelling_changes = changed && changed[i];
        if ((hyphens[i] & 1) && !spelling_changes) places |= UINT64_C(1) << i;
    }
    for (size_t i = 0; changed && i < length; i++) free(changed[i]);
    free(changed);
    free(at);
    free(cut);
    return places;
}
