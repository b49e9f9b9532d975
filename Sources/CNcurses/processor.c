// What the processor can do: asked in C, since Swift has no way to.
#include "CNcurses.h"

#if defined(__x86_64__)
bool cncurses_processor_has_vectors(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}

bool cncurses_processor_has_wide_vectors(void) {
  return cncurses_processor_has_vectors() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
#else
bool cncurses_processor_has_vectors(void) { return true; }
bool cncurses_processor_has_wide_vectors(void) { return true; }
#endif
