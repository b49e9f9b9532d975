// What terminfo says of a terminal, and a description of our own where its colours do not do.
#include "CNcurses.h"
#include "guard.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// terminfo has one description in use at a time, for all threads.
static pthread_mutex_t in_use = PTHREAD_MUTEX_INITIALIZER;

// Goes back to the description in use. One that is found but refused, such as a printer's, has been loaded too.
static void unload(TERMINAL *before) {
  if (cur_term != before) del_curterm(set_curterm(before));
}

static int number(const char *name) {
  int value = tigetnum((char *)name);
  return value > 0 ? value : 0;
}

static const char *text(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? NULL : value;
}

bool cncurses_describe(const char *name, struct cncurses_description *description) {
  int status = 0;
  pthread_mutex_lock(&in_use);
  TERMINAL *before = cur_term;
  bool is_known = setupterm(name, STDOUT_FILENO, &status) == OK;
  if (is_known) {
    const char *place = text("cup");
    description->places_cursor = place != NULL;
    description->takes_control_sequences = guard_is_control_sequence(place);
    description->colors = text("setaf") || text("setf") || text("initp") ? number("colors") : 0;
    description->has_rgb = tigetflag("RGB") > 0 || number("RGB") > 0 || text("RGB");
    description->width = number("cols");
    description->height = number("lines");
  }
  unload(before);
  pthread_mutex_unlock(&in_use);
  return is_known;
}

// The compiled form of a description, term(5): little-endian, numbers of four bytes.
typedef struct {
  unsigned char bytes[16 * 1024];
  size_t length;
} Bytes;

static void put(Bytes *out, unsigned value, int count) {
  for (int i = 0; i < count && out->length < sizeof out->bytes; i++) {
    out->bytes[out->length++] = (unsigned char)(value >> (8 * i));
  }
}

static void put_text(Bytes *out, const char *text) {
  do put(out, (unsigned char)*text, 1);
  while (*text++);
}

static void put_padding(Bytes *out) {
  if (out->length % 2 != 0) put(out, 0, 1);
}

// How a terminal is told a colour: one of a palette, or red, green and blue behind the first 16, both spelled with
// semicolons, which more programs read than the colons of the standard.
#define PALETTE(plain, bright, extended) \
  "\033[%?%p1%{8}%<%t" plain "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e" extended ";5;%p1%d%;m"
#define DIRECT(plain, bright, extended)                                           \
  "\033[%?%p1%{8}%<%t" plain "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e" extended \
  ";2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

static const struct {
  const char *foreground, *background;
  unsigned colors;
} forms[] = {
    [CNCURSES_PALETTE] = {PALETTE("3", "9", "38"), PALETTE("4", "10", "48"), 256},
    [CNCURSES_DIRECT] = {DIRECT("3", "9", "38"), DIRECT("4", "10", "48"), 1 << 24},
};

static bool is_one_of(const char *name, const char *const *names) {
  for (; *names; names++) {
    if (strcmp(name, *names) == 0) return true;
  }
  return false;
}

// The present description with other colours.
static void compile(const char *name, int form, Bytes *out) {
  // What would change the palette, or tell colours in another way.
  static const char *const left_out[] = {"ccc", "hls", "ncv", "initc", "initp", "oc", "scp", "setf", "setb", NULL};
  static Bytes flags, numbers, offsets, strings;
  flags.length = numbers.length = offsets.length = strings.length = 0;
  unsigned counts[3] = {0};
  for (; boolnames[counts[0]]; counts[0]++) {
    const char *capability = boolnames[counts[0]];
    put(&flags, !is_one_of(capability, left_out) && tigetflag(capability) > 0, 1);
  }
  for (; numnames[counts[1]]; counts[1]++) {
    const char *capability = numnames[counts[1]];
    int value = is_one_of(capability, left_out) ? -1 : tigetnum(capability);
    if (strcmp(capability, "colors") == 0) value = (int)forms[form].colors;
    if (strcmp(capability, "pairs") == 0) value = 1 << 16;
    put(&numbers, value < 0 ? ~0u : (unsigned)value, 4);
  }
  for (; strnames[counts[2]]; counts[2]++) {
    const char *capability = strnames[counts[2]];
    const char *value = is_one_of(capability, left_out) ? NULL : text(capability);
    if (strcmp(capability, "setaf") == 0) value = forms[form].foreground;
    if (strcmp(capability, "setab") == 0) value = forms[form].background;
    if (strcmp(capability, "op") == 0) value = "\033[39;49m";
    put(&offsets, value ? (unsigned)strings.length : ~0u, 2);
    if (value) put_text(&strings, value);
  }
  char names[256];
  snprintf(names, sizeof names, "%.200s|viz", name);
  unsigned header[] = {01036, (unsigned)strlen(names) + 1, counts[0], counts[1], counts[2], (unsigned)strings.length};
  out->length = 0;
  for (size_t i = 0; i < sizeof header / sizeof *header; i++) put(out, header[i], 2);
  put_text(out, names);
  Bytes *parts[] = {&flags, &numbers, &offsets, &strings};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (size_t j = 0; j < parts[i]->length; j++) put(out, parts[i]->bytes[j], 1);
    if (parts[i] != &numbers) put_padding(out);
  }
  // Behind it what terminfo has no place for: the mouse's reports, and that colours are red, green and blue.
  const char *mouse = text("XM");
  bool is_direct = form == CNCURSES_DIRECT;
  unsigned names_count = 1 + is_direct + (mouse != NULL);
  size_t mouse_length = mouse ? strlen(mouse) + 1 : 0;
  size_t length = mouse_length + strlen("AX") + 1 + (is_direct ? 4 : 0) + (mouse ? 3 : 0);
  unsigned extra[] = {1 + is_direct, 0, mouse != NULL, names_count + (mouse != NULL), (unsigned)length};
  for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) put(out, extra[i], 2);
  put(out, 1, 1);
  if (is_direct) put(out, 1, 1);
  put_padding(out);
  if (mouse) put(out, 0, 2);
  put(out, 0, 2);
  if (is_direct) put(out, 3, 2);
  if (mouse) put(out, is_direct ? 7 : 3, 2);
  if (mouse) put_text(out, mouse);
  put_text(out, "AX");
  if (is_direct) put_text(out, "RGB");
  if (mouse) put_text(out, "XM");
}

char *cncurses_own_description(const char *name, int form) {
  static Bytes compiled;
  int status = 0;
  pthread_mutex_lock(&in_use);
  TERMINAL *before = cur_term;
  char *text = NULL;
  if (setupterm(name, STDOUT_FILENO, &status) == OK) {
    compile(name, form, &compiled);
    text = malloc(2 * compiled.length + 5);
    if (text && compiled.length < sizeof compiled.bytes) {
      char *end = text + sprintf(text, "hex:");
      for (size_t i = 0; i < compiled.length; i++) end += sprintf(end, "%02X", compiled.bytes[i]);
    } else {
      // A description that fills the buffer may have been cut off.
      free(text);
      text = NULL;
    }
  }
  unload(before);
  pthread_mutex_unlock(&in_use);
  return text;
}
