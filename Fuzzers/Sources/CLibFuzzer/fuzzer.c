#include "CLibFuzzer.h"

static clibfuzzer_target chosen;

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*callback)(const uint8_t *data, size_t size));

// libFuzzer's own main, which is linked but never runs, wants this name too.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  chosen(data, size);
  return 0;
}

int clibfuzzer_run(int count, char **arguments, clibfuzzer_target target) {
  chosen = target;
  return LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput);
}
