// Operations of vectors that the standard library compiles to a call for each element. There is nothing here but this header,
// so that they become part of the loops that use them.
#ifndef CSIMD_H
#define CSIMD_H

typedef float csimd_float8 __attribute__((ext_vector_type(8)));

/// The square root of each element, rounded as IEEE 754 has it.
static inline csimd_float8 csimd_square_root(csimd_float8 v) { return __builtin_elementwise_sqrt(v); }

#endif
