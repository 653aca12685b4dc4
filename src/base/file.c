/* Files: read whole, written beside and renamed; and paths as texts.
 *
 * Only regular files are read: a named pipe or a device in a content folder must not hang a build.
 * A file written is complete on the disk before it takes the old one's name, so a failed or
 * interrupted build leaves the old one whole. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LARGEST_BYTES = 1024 * 1024 * 1024,
    NAMES_TRIED = 100 /* for the file beside: earlier ones may have been left by a power cut */
};

/* Reasons that are no errno of their own. */
enum { REASON_TOO_LARGE = -1, REASON_NOT_A_FILE = -2 };

static const struct {
    int number;
    const char *words[2]; /* by DiagLanguage */
} REASONS[] = {
    {REASON_TOO_LARGE, {"it is larger than 1 GiB", "il dépasse 1 Gio"}},
    {REASON_NOT_A_FILE, {"it is not a regular file", "ce n’est pas un fichier ordinaire"}},
    {ENOENT, {"there is no such file or folder", "ce fichier ou dossier n’existe pas"}},
    {ENOTDIR, {"part of its path is not a folder", "une partie du chemin n’est pas un dossier"}},
    {EISDIR, {"it is a folder", "c’est un dossier"}},
    {EACCES, {"permission denied", "accès refusé"}},
    {EPERM, {"permission denied", "accès refusé"}},
    {EROFS, {"the disk is read-only", "le disque est en lecture seule"}},
    {ENOSPC, {"the disk is full", "le disque est plein"}},
    {ENAMETOOLONG, {"its name is too long", "son nom est trop long"}},
    {ELOOP, {"its links lead in a circle", "ses liens tournent en rond"}},
};

static Str reason_words(int number, DiagLanguage language) {
    for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
        if (REASONS[i].number == number) return str_from_c(REASONS[i].words[language]);
    return str_from_c(strerror(number));
}

static bool report_failure(Diag *diag, MessageCode code, Span where, Str path, int number) {
    diag_report(diag, code, where, ARGS(path, reason_words(number, diag->language)));
    return false;
}

/* The path for a library call, or NULL: a zero byte inside would name another file. */
static const char *path_to_c(Arena *arena, Str path) {
    if (path.length > 0 && memchr(path.bytes, '\0', path.length) != NULL) return NULL;
    return str_to_c(arena, path);
}

/* Fills the bytes from an open file; gives 0 or a reason. */
static int bytes_read(int file, char *bytes, size_t size, size_t *length) {
    for (*length = 0; *length < size;) {
        ssize_t count = read(file, bytes + *length, size - *length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (count == 0) break;
        *length += (size_t)count;
    }
    return 0;
}

static int file_read_open(Arena *arena, int file, Str *bytes) {
    struct stat state;
    if (fstat(file, &state) != 0) return errno;
    if (S_ISDIR(state.st_mode)) return EISDIR;
    if (!S_ISREG(state.st_mode)) return REASON_NOT_A_FILE;
    if (state.st_size > LARGEST_BYTES) return REASON_TOO_LARGE;
    size_t length;
    char *taken = ARENA_ARRAY(arena, char, (size_t)state.st_size);
    int reason = bytes_read(file, taken, (size_t)state.st_size, &length);
    if (reason == 0) *bytes = (Str){taken, length};
    return reason;
}

static bool file_read_as(Arena *arena, Str path, Str shown, Str *bytes, Diag *diag, Span where) {
    const char *name = path_to_c(arena, path);
    int file = name == NULL ? -1 : open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    int reason = name == NULL ? ENOENT : errno;
    if (file >= 0) {
        reason = file_read_open(arena, file, bytes);
        close(file);
        if (reason == 0) return true;
    }
    return report_failure(diag, MESSAGE_FILE_UNREADABLE, where, shown, reason);
}

bool file_read(Arena *arena, Str path, Str *bytes, Diag *diag, Span where) {
    return file_read_as(arena, path, path, bytes, diag, where);
}

/* The text with line ends as LF. Almost always it has no CR and stays as it is. */
static Str line_ends_unify(Arena *arena, Str text) {
    if (str_find(text, STR("\r"), 0) == SIZE_MAX) return text;
    char *unified = ARENA_ARRAY(arena, char, text.length);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool before_feed = byte == '\r' && i + 1 < text.length && text.bytes[i + 1] == '\n';
        if (!before_feed) unified[length++] = byte == '\r' ? '\n' : byte;
    }
    return (Str){unified, length};
}

/* Reports a byte that is not UTF-8, in a source that ends with the fault's line, made printable. */
static void report_fault(Arena *arena, Str shown, Str text, size_t fault, Diag *diag) {
    Source *source = ARENA_NEW(arena, Source);
    size_t line_end = str_find(text, STR("\n"), fault);
    StrBuilder valid = {.arena = arena};
    builder_add(&valid, str_slice(text, 0, fault));
    Str rest = str_slice(text, fault, line_end);
    for (size_t at = 0; at < rest.length;) builder_add_char(&valid, utf8_next(rest, &at));
    *source = (Source){.path = str_copy(arena, shown), .text = builder_text(&valid)};
    StrBuilder byte = {.arena = arena};
    builder_add_format(&byte, "0x%02X", (unsigned)(unsigned char)text.bytes[fault]);
    diag_report(diag, MESSAGE_TEXT_NOT_UTF8, span_at(source, fault, 1), ARGS(builder_text(&byte)));
}

Source *source_read(Arena *arena, Str path, Str shown, Diag *diag, Span where) {
    Str bytes;
    if (!file_read_as(arena, path, shown, &bytes, diag, where)) return NULL;
    Str mark = STR("\xEF\xBB\xBF");
    if (str_starts_with(bytes, mark)) bytes = str_slice(bytes, mark.length, bytes.length);
    Str text = line_ends_unify(arena, bytes);
    size_t fault = utf8_find_fault(text);
    if (fault != SIZE_MAX) {
        report_fault(arena, shown, text, fault, diag);
        return NULL;
    }
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.path = str_copy(arena, shown), .text = text};
    return source;
}

static int bytes_write(int file, Str bytes) {
    for (size_t at = 0; at < bytes.length;) {
        ssize_t count = write(file, bytes.bytes + at, bytes.length - at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        at += (size_t)count;
    }
    return 0;
}

/* Opens a new file beside a path: path.part, path.part1, … */
static int open_beside(Arena *arena, const char *path, const char **name) {
    for (int i = 0; i < NAMES_TRIED; i++) {
        StrBuilder builder = {.arena = arena};
        builder_add_format(&builder, i == 0 ? "%s.part" : "%s.part%d", path, i);
        *name = str_to_c(arena, builder_text(&builder));
        int file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST) return file;
    }
    return -1;
}

/* Gives 0 or a reason; on failure nothing is left beside the path. */
static int write_beside(Arena *arena, const char *path, Str bytes, const struct stat *old) {
    const char *name;
    int file = open_beside(arena, path, &name);
    if (file < 0) return errno;
    int reason = bytes_write(file, bytes);
    if (reason == 0 && old != NULL && fchmod(file, old->st_mode & 07777) != 0) reason = errno;
    if (reason == 0 && fsync(file) != 0) reason = errno;
    if (close(file) != 0 && reason == 0) reason = errno;
    if (reason == 0 && rename(name, path) != 0) reason = errno;
    if (reason != 0) unlink(name);
    return reason;
}

/* A device or pipe named as output (/dev/null, /dev/stdout) is written to, never replaced. */
static int write_device(const char *path, Str bytes) {
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0) return errno;
    int reason = bytes_write(file, bytes);
    if (close(file) != 0 && reason == 0) reason = errno;
    return reason;
}

static int write_named(Arena *arena, const char *path, Str bytes) {
    struct stat old;
    if (stat(path, &old) != 0)
        return errno == ENOENT ? write_beside(arena, path, bytes, NULL) : errno;
    if (S_ISDIR(old.st_mode)) return EISDIR;
    if (!S_ISREG(old.st_mode)) return write_device(path, bytes);
    char *target = realpath(path, NULL); /* a link stays a link: what it names is replaced */
    if (target == NULL) return errno;
    int reason = write_beside(arena, target, bytes, &old);
    free(target);
    return reason;
}

bool file_write(Arena *arena, Str path, Str bytes, Diag *diag) {
    const char *name = path_to_c(arena, path);
    int reason = name == NULL ? ENOENT : write_named(arena, name, bytes);
    return reason == 0 || report_failure(diag, MESSAGE_FILE_UNWRITABLE, (Span){0}, path, reason);
}

/* The file's state; false where there is no such file. */
static bool path_state(Str path, struct stat *state) {
    char name[PATH_MAX];
    if (path.length == 0 || path.length >= sizeof name) return false;
    if (memchr(path.bytes, '\0', path.length) != NULL) return false;
    memcpy(name, path.bytes, path.length);
    name[path.length] = '\0';
    return stat(name, state) == 0;
}

void stream_write(FILE *stream, Str text) {
    if (text.length > 0) fwrite(text.bytes, 1, text.length, stream);
}

bool file_exists(Str path) {
    struct stat state;
    return path_state(path, &state) && !S_ISDIR(state.st_mode);
}

bool folder_exists(Str path) {
    struct stat state;
    return path_state(path, &state) && S_ISDIR(state.st_mode);
}

bool folder_make(Arena *arena, Str path, Diag *diag) {
    for (size_t end = 1; end <= path.length; end++) {
        if (end < path.length && path.bytes[end] != '/') continue;
        Str part = str_slice(path, 0, end);
        if (folder_exists(part)) continue;
        const char *name = path_to_c(arena, part);
        int reason = name == NULL ? ENOENT : mkdir(name, 0777) == 0 ? 0 : errno;
        if (reason != 0)
            return report_failure(diag, MESSAGE_FILE_UNWRITABLE, (Span){0}, part, reason);
    }
    return true;
}

static int compare_names(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

bool folder_list(Arena *arena, Str path, Str **names, size_t *count, Diag *diag) {
    const char *name = path_to_c(arena, path);
    DIR *folder = name == NULL ? NULL : opendir(name);
    if (folder == NULL) {
        int reason = name == NULL ? ENOENT : errno;
        return report_failure(diag, MESSAGE_FILE_UNREADABLE, (Span){0}, path, reason);
    }
    VEC(Str) found = {0};
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        VEC_PUSH(arena, &found, str_copy(arena, str_from_c(entry->d_name)));
    }
    int reason = errno;
    closedir(folder);
    if (reason != 0) return report_failure(diag, MESSAGE_FILE_UNREADABLE, (Span){0}, path, reason);
    if (found.count > 0) qsort(found.items, found.count, sizeof(Str), compare_names);
    *names = found.items;
    *count = found.count;
    return true;
}
