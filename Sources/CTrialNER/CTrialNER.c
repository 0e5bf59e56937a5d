// The functions are written in Swift (TrialNERBindings); this file makes the header a module.
#include "trialner.h"
