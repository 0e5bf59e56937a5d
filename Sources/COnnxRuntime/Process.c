#define _GNU_SOURCE
#include "Process.h"

#include <stdlib.h>

#if defined(__APPLE__)
#include <crt_externs.h>

char *const *cort_environment(void) { return *_NSGetEnviron(); }

#else

extern char **environ;

char *const *cort_environment(void) { return environ; }

#endif

#if defined(__GLIBC__)

#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void cort_prepare_heap(size_t bytes) {
    // Opening a model makes and drops buffers as large as its weights. By default glibc maps each anew and gives it back, and
    // the kernel clears it page by page: a third of the time to open an int8 model. 32 MB is the most that older releases take.
    if (!mallopt(M_MMAP_THRESHOLD, 1 << 30)) { mallopt(M_MMAP_THRESHOLD, 32 << 20); }
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_TOP_PAD, bytes < INT_MAX / 2 ? (int)bytes : INT_MAX / 2);
    const uintptr_t huge = 2 << 20;
    uintptr_t start = ((uintptr_t)sbrk(0) + huge - 1) & ~(huge - 1);
    // Larger than what is free at the top, so that the heap grows by the padding; volatile, or the compiler drops the pair.
    void *volatile block = malloc(huge);
    free(block);
    uintptr_t end = (uintptr_t)sbrk(0) & ~(huge - 1);
    mallopt(M_TOP_PAD, 16 << 20);
    if (end > start) { madvise((void *)start, end - start, MADV_HUGEPAGE); }
}

void cort_trim_heap(void) { malloc_trim(0); }

#else

void cort_prepare_heap(size_t bytes) { (void)bytes; }

void cort_trim_heap(void) {}

#endif
