// What Swift cannot reach by itself of the running process.
#ifndef TRIALNER_PROCESS_H
#define TRIALNER_PROCESS_H

// The environment of the process, in the form that a child is started with. (C's variable `environ` is mutable and shared,
// which Swift 6 does not let through.)
char *_Nullable const *_Nullable cort_environment(void);

#endif
