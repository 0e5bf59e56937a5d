// The heap of a program that is about to open a model.
#ifndef TRIALNER_PROCESS_HEAP_H
#define TRIALNER_PROCESS_HEAP_H

#include <stddef.h>

// Reserves address space for about `bytes` of heap, in huge pages where the system gives them, and keeps freed memory
// for the next use. For programs only: a library must not change the heap of the process that it was loaded into.
// Does nothing where the C library is not glibc.
void cort_prepare_heap(size_t bytes);

#endif
