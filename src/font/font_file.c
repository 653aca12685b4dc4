/* Mapping font files and taking checksums. A mapped file that is replaced, as package managers do,
 * stays as it was for this run. */
#include "font/font_file.h"

#include "base/file.h"

#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* False where the file is better read, which then says why. */
static bool file_map(int descriptor, Str *bytes) {
    struct stat state;
    if (fstat(descriptor, &state) != 0 || !S_ISREG(state.st_mode)) return false;
    if (state.st_size <= 0 || state.st_size > INT32_MAX) return false;
    size_t length = (size_t)state.st_size;
    void *start = mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (start == MAP_FAILED) return false;
    *bytes = (Str){start, length};
    return true;
}

bool font_file_open(FontFile *file, Arena *arena, Str path, Diag *diag, Span where) {
    *file = (FontFile){0};
    ArenaMark mark = arena_mark(arena);
    int descriptor = open(str_to_c(arena, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    arena_release(arena, mark);
    if (descriptor >= 0) {
        file->mapped = file_map(descriptor, &file->bytes);
        close(descriptor);
    }
    return file->mapped || file_read(arena, path, &file->bytes, diag, where);
}

void font_file_close(FontFile *file) {
    if (file->mapped) munmap((void *)(uintptr_t)file->bytes.bytes, file->bytes.length);
    *file = (FontFile){0};
}

Str sha256_hex(Arena *arena, Str bytes) {
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.length, (const uint8_t *)bytes.bytes);
    sha256_digest(&context, sizeof digest, digest);
    char *hex = ARENA_ARRAY(arena, char, SHA256_HEX_LENGTH);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return (Str){hex, SHA256_HEX_LENGTH};
}
