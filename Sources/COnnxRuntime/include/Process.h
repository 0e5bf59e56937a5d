// What Swift cannot reach by itself of the running process.
#ifndef TRIALNER_PROCESS_H
#define TRIALNER_PROCESS_H

// The environment of the process, in the form that a child is started with. (C's variable `environ` is mutable and shared,
// which Swift 6 does not let through.)
char *_Nullable const *_Nullable cort_environment(void);

// The processors that this process may use: those that its affinity allows where the system knows such a thing, else all that
// are there; at least 1. (`sched_getaffinity` and its macros are GNU's, which Swift does not import.)
int cort_available_processors(void);

#endif
