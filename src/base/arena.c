/* Regions of memory: a chain of blocks, newest first, and a mark in the newest.
 *
 * A piece never straddles two blocks, so an array may be handed to a library as it is. Zeroing is
 * done when a piece is taken, because a block that was released is used again as it is. The largest
 * block that was given back is kept as a spare: a loop that marks and releases at the edge of a
 * block does not ask the system for memory in each round. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ALIGNMENT = 16,
    FIRST_BLOCK_BYTES = 64 * 1024,
    LARGEST_BLOCK_BYTES =
        16 * 1024 * 1024, /* blocks double up to here; larger pieces get their own */
    EXIT_MACHINE = 2
};

struct ArenaBlock {
    alignas(ALIGNMENT) ArenaBlock *previous;
    size_t size; /* bytes behind this head */
    size_t used;
};

struct Arena {
    ArenaBlock *newest;
    ArenaBlock *spare;
    size_t bytes; /* of all blocks */
};

_Noreturn void arena_exhausted(void) {
    fputs("maquette: error: out of memory\n", stderr);
    exit(EXIT_MACHINE);
}

static unsigned char *block_bytes(ArenaBlock *block) {
    return (unsigned char *)(block + 1);
}

/* The bytes of count elements, rounded up to the alignment. */
static size_t rounded_bytes(size_t size, size_t count) {
    if (size != 0 && count > (PTRDIFF_MAX - ALIGNMENT) / size) arena_exhausted();
    return (size * count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static ArenaBlock *block_open(size_t size) {
    if (size > PTRDIFF_MAX - sizeof(ArenaBlock)) arena_exhausted();
    ArenaBlock *block = malloc(sizeof *block + size);
    if (block == NULL) arena_exhausted();
    block->size = size;
    return block;
}

/* Puts a block with room for at least this many bytes in front. */
static void arena_add_block(Arena *arena, size_t bytes) {
    ArenaBlock *block = arena->spare;
    if (block != NULL && block->size >= bytes) {
        arena->spare = NULL;
    } else {
        size_t size = FIRST_BLOCK_BYTES;
        if (arena->newest != NULL && arena->newest->size < LARGEST_BLOCK_BYTES)
            size = arena->newest->size * 2;
        else if (arena->newest != NULL)
            size = LARGEST_BLOCK_BYTES;
        block = block_open(size < bytes ? bytes : size);
        arena->bytes += block->size;
    }
    block->used = 0;
    block->previous = arena->newest;
    arena->newest = block;
}

Arena *arena_open(void) {
    Arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) arena_exhausted();
    return arena;
}

void arena_close(Arena *arena) {
    if (arena == NULL) return;
    arena_release(arena, (ArenaMark){0});
    free(arena->spare);
    free(arena);
}

void *arena_take(Arena *arena, size_t size, size_t count) {
    size_t bytes = rounded_bytes(size, count);
    if (bytes == 0) bytes = ALIGNMENT;
    if (arena->newest == NULL || arena->newest->size - arena->newest->used < bytes)
        arena_add_block(arena, bytes);
    ArenaBlock *block = arena->newest;
    void *piece = block_bytes(block) + block->used;
    block->used += bytes;
    return memset(piece, 0, bytes);
}

void *arena_grow(Arena *arena, void *old, size_t size, size_t old_count, size_t new_count) {
    if (old == NULL || old_count == 0) return arena_take(arena, size, new_count);
    if (new_count <= old_count) return old;
    size_t old_bytes = rounded_bytes(size, old_count);
    size_t new_bytes = rounded_bytes(size, new_count);
    ArenaBlock *block = arena->newest;
    unsigned char *end = block_bytes(block) + block->used;
    if (old_bytes > 0 && (unsigned char *)old + old_bytes == end &&
        new_bytes - old_bytes <= block->size - block->used) {
        memset((unsigned char *)old + size * old_count, 0, new_bytes - size * old_count);
        block->used += new_bytes - old_bytes;
        return old;
    }
    void *moved = arena_take(arena, size, new_count);
    return memcpy(moved, old, size * old_count);
}

size_t arena_bytes(const Arena *arena) {
    return arena->bytes;
}

ArenaMark arena_mark(const Arena *arena) {
    if (arena->newest == NULL) return (ArenaMark){0};
    return (ArenaMark){.block = arena->newest, .used = arena->newest->used};
}

void arena_release(Arena *arena, ArenaMark mark) {
    while (arena->newest != mark.block) {
        ArenaBlock *block = arena->newest;
        arena->newest = block->previous;
        ArenaBlock *kept = arena->spare, *dropped = block;
        if (kept == NULL || kept->size < block->size) {
            arena->spare = block;
            dropped = kept;
        }
        if (dropped != NULL) arena->bytes -= dropped->size;
        free(dropped);
    }
    if (mark.block != NULL) mark.block->used = mark.used;
}
