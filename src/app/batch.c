/* Processes and the pipes that they answer through; see batch.h.
 *
 * In a pipe first stand two bytes for each step of progress, BATCH_STEP and the percentage; then
 * BATCH_ANSWER, and all that follows is the answer, up to the pipe's end. */
#include "app/batch.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BATCH_STEP = 's', BATCH_ANSWER = 'a' };
enum { PROCESSES_MOST = 64, PIECE_BYTES = 65536 };

typedef struct Process {
    pid_t id;
    int pipe; /* to be read from */
    StrBuilder heard;
    size_t steps; /* bytes of heard that told of progress */
} Process;

typedef struct Batch {
    Arena *arena;
    const BatchTask *task;
    BatchJob *jobs;
    Process *processes; /* one a job */
} Batch;

/* ---- in the process of a job ---- */

typedef struct Voice {
    int pipe;
    unsigned percent;
} Voice;

/* What cannot be written is not heard: the job then has failed. */
static void write_all(int pipe, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(pipe, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) exit(EXIT_FAILURE);
        bytes += written;
        length -= (size_t)written;
    }
}

static void tell_percent(void *context, size_t done, size_t total) {
    Voice *voice = context;
    unsigned percent = total > 0 ? (unsigned)(done * 100 / total) : 0;
    if (percent == voice->percent) return;
    voice->percent = percent;
    char step[] = {BATCH_STEP, (char)percent};
    write_all(voice->pipe, step, sizeof step);
}

static _Noreturn void work_on(const BatchTask *task, size_t job, int pipe) {
    Arena *arena = arena_open();
    Voice voice = {.pipe = pipe};
    Str answer = task->work(task->context, job, (Progress){tell_percent, &voice}, arena);
    char sign = BATCH_ANSWER;
    write_all(pipe, &sign, 1);
    write_all(pipe, answer.bytes, answer.length);
    arena_close(arena);
    exit(EXIT_SUCCESS);
}

/* ---- in ours ---- */

static size_t processor_count(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > PROCESSES_MOST ? PROCESSES_MOST : (size_t)count;
}

static void job_begin(Batch *batch, size_t job) {
    int ends[2];
    Process *process = &batch->processes[job];
    batch->jobs[job].ended = true; /* if it cannot even begin */
    if (pipe(ends) != 0) return;
    process->id = fork();
    if (process->id == 0) {
        close(ends[0]);
        work_on(batch->task, job, ends[1]);
    }
    close(ends[1]);
    if (process->id < 0) {
        close(ends[0]);
        return;
    }
    batch->jobs[job].ended = false;
    process->pipe = ends[0];
    process->heard.arena = arena_open();
}

/* The pipe is at its end. The answer counts only of a process that ended well. */
static void job_end(Batch *batch, size_t job) {
    Process *process = &batch->processes[job];
    BatchJob *ended = &batch->jobs[job];
    int status = 0;
    close(process->pipe);
    while (waitpid(process->id, &status, 0) < 0 && errno == EINTR) continue;
    Str heard = builder_text(&process->heard);
    ended->ended = true;
    ended->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ended->answered = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS &&
                      process->steps < heard.length && heard.bytes[process->steps] == BATCH_ANSWER;
    if (ended->answered) {
        ended->percent = 100;
        ended->answer = str_copy(batch->arena, str_slice(heard, process->steps + 1, heard.length));
    }
    arena_close(process->heard.arena);
}

static void job_hear(Batch *batch, size_t job) {
    Process *process = &batch->processes[job];
    char piece[PIECE_BYTES];
    ssize_t length = read(process->pipe, piece, sizeof piece);
    if (length < 0 && errno == EINTR) return;
    if (length <= 0) {
        job_end(batch, job);
        return;
    }
    builder_add(&process->heard, (Str){piece, (size_t)length});
    Str heard = builder_text(&process->heard);
    while (process->steps + 1 < heard.length && heard.bytes[process->steps] == BATCH_STEP) {
        batch->jobs[job].percent = (unsigned char)heard.bytes[process->steps + 1];
        process->steps += 2;
    }
}

/* Waits until something is heard of one of the jobs under way, and hears it. */
static void batch_hear(Batch *batch, size_t begun) {
    struct pollfd pipes[PROCESSES_MOST];
    size_t job_of[PROCESSES_MOST], open = 0;
    for (size_t i = 0; i < begun && open < PROCESSES_MOST; i++) {
        if (batch->jobs[i].ended) continue;
        pipes[open] = (struct pollfd){.fd = batch->processes[i].pipe, .events = POLLIN};
        job_of[open++] = i;
    }
    if (poll(pipes, (nfds_t)open, /*timeout*/ -1) < 0) return; /* EINTR: it is called again */
    for (size_t i = 0; i < open; i++) {
        if (pipes[i].revents != 0) job_hear(batch, job_of[i]);
    }
}

static size_t count_under_way(const Batch *batch, size_t begun) {
    size_t count = 0;
    for (size_t i = 0; i < begun; i++) count += !batch->jobs[i].ended;
    return count;
}

BatchJob *batch_run(Arena *arena, const BatchTask *task, size_t count) {
    Batch batch = {arena, task, ARENA_ARRAY(arena, BatchJob, count),
                   ARENA_ARRAY(arena, Process, count)};
    fflush(NULL); /* else each process would write what waits here once more */
    size_t most = processor_count(), begun = 0;
    while (true) {
        while (begun < count && count_under_way(&batch, begun) < most) job_begin(&batch, begun++);
        task->watch(task->context, batch.jobs);
        if (count_under_way(&batch, begun) > 0)
            batch_hear(&batch, begun);
        else if (begun == count)
            break;
    }
    return batch.jobs;
}
