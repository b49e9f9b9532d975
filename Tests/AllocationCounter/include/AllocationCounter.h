#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stddef.h>

/// How many times the calling thread has asked for memory so far.
size_t allocation_count(void);

/// Whether they are counted: not where a sanitizer brings an allocator of its own.
bool allocations_are_counted(void);

#endif
