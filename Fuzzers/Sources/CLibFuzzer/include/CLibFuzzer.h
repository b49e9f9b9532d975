#include <stddef.h>
#include <stdint.h>

// Something that takes any bytes at all.
typedef void (*clibfuzzer_target)(const uint8_t *data, size_t size);

// Feeds `target` until a crash or the end that libFuzzer's options in `arguments` set; returns the exit code.
int clibfuzzer_run(int count, char **arguments, clibfuzzer_target target);
