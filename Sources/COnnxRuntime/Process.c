#define _GNU_SOURCE
#include "Process.h"

#include <unistd.h>

#if defined(__APPLE__)
#include <crt_externs.h>

char *const *cort_environment(void) { return *_NSGetEnviron(); }

#else

extern char **environ;

char *const *cort_environment(void) { return environ; }

#endif

#if defined(__linux__)
#include <sched.h>
#endif

int cort_available_processors(void) {
#if defined(__linux__)
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) { return CPU_COUNT(&set); }
#endif
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (int)count : 1;
}
