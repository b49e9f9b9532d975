// What Swift imports of zlib.
#include <zlib.h>
