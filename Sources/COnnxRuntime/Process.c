#define _GNU_SOURCE
#include "Process.h"

#if defined(__APPLE__)
#include <crt_externs.h>

char *const *cort_environment(void) { return *_NSGetEnviron(); }

#else

extern char **environ;

char *const *cort_environment(void) { return environ; }

#endif
