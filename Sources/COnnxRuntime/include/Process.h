// What a process has one of: its heap, and its environment.
#ifndef TRIALNER_PROCESS_H
#define TRIALNER_PROCESS_H

#include <stddef.h>

// Reserves address space for about `bytes` of heap, in huge pages where the system gives them, and keeps freed memory
// for the next use. For programs only: a library must not change the heap of the process that it was loaded into.
// Does nothing where the C library is not glibc.
void cort_prepare_heap(size_t bytes);

// Gives free memory of the heap back to the system. Does nothing where the C library is not glibc.
void cort_trim_heap(void);

// The environment of the process, in the form that a child is started with. (C's variable `environ` is mutable and shared,
// which Swift 6 does not let through.)
char *_Nullable const *_Nullable cort_environment(void);

#endif
