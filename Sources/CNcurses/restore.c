// Gives the terminal back on every way out: screen, modes, settings, and what was written to stderr meanwhile.
#define _GNU_SOURCE
#include "CNcurses.h"
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { GIVEN_BACK, TAKEN, RESTORING };

// Only whoever brings it from TAKEN to RESTORING restores, and it leaves that state when all is done.
static _Atomic int screen_state = GIVEN_BACK;
static struct termios settings;      // those to leave behind
static struct termios own_settings;  // those of the screen
static bool has_settings;
// Two texts, so that one is whole while the other is written anew.
static struct {
  char bytes[1024];
  size_t length;
} texts[2];
static _Atomic int present_text;
// The thread that writes to the terminal.
static pthread_t writer;
static bool has_writer;
static _Atomic bool is_frozen;
static int kept_stderr = -1;  // the terminal's stderr while it is replaced
static int aside = -1;        // what is written to stderr meanwhile
static atomic_flag is_stderr_given_back = ATOMIC_FLAG_INIT;

static void nap(void) {
  nanosleep(&(struct timespec){.tv_nsec = 5 * 1000 * 1000}, NULL);
}

static void write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

static void give_back_stderr(void) {
  if (kept_stderr < 0 || atomic_flag_test_and_set(&is_stderr_given_back)) return;
  dup2(kept_stderr, STDERR_FILENO);
  char buffer[4096];
  ssize_t length;
  lseek(aside, 0, SEEK_SET);
  while ((length = read(aside, buffer, sizeof buffer)) > 0) write_all(STDERR_FILENO, buffer, (size_t)length);
  close(aside);
  close(kept_stderr);
  kept_stderr = aside = -1;
}

bool cncurses_is_background(void) {
  pid_t foreground = tcgetpgrp(STDIN_FILENO);
  return foreground > 0 && foreground != getpgrp();
}

void guard_drop_output(void) {
  struct termios present;
  if (tcgetattr(STDOUT_FILENO, &present) == 0 && present.c_iflag & IXON) {
    // What Ctrl-S has stopped goes on when Ctrl-S loses its meaning; the end gives it back.
    present.c_iflag &= ~(tcflag_t)IXON;
    tcsetattr(STDOUT_FILENO, TCSANOW, &present);
  }
  tcflush(STDOUT_FILENO, TCOFLUSH);
}

static void on_freeze(int signal) {
  (void)signal;
  atomic_store(&is_frozen, true);
  while (true) pause();
}

// Keeps the thread that writes frames from writing on when another thread has crashed.
static void freeze_writer(void) {
  if (!has_writer || pthread_equal(pthread_self(), writer)) return;
  pthread_kill(writer, SIGURG);
  for (int i = 0; i < 40 && !atomic_load(&is_frozen); i++) nap();
}

// Whether the terminal's settings are ours to change. Where others have it, they are theirs, unless those of the screen
// are still in force: some shells set none.
static bool may_set(void) {
  if (!cncurses_is_background()) return true;
  struct termios present;
  return tcgetattr(STDIN_FILENO, &present) == 0 && present.c_iflag == own_settings.c_iflag &&
         present.c_oflag == own_settings.c_oflag && present.c_lflag == own_settings.c_lflag &&
         memcmp(present.c_cc, own_settings.c_cc, sizeof present.c_cc) == 0;
}

static void restore_screen(void) {
  struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
  if (poll(&output, 1, 200) == 0) guard_drop_output();
  int text = atomic_load(&present_text);
  write_all(STDOUT_FILENO, texts[text].bytes, texts[text].length);
  if (has_settings && may_set()) {
    // What the terminal answered or the mouse reported is no typing for whoever reads next.
    tcflush(STDIN_FILENO, TCIFLUSH);
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
  }
}

void guard_restore(void) {
  // Also the stop that writing from the background means, where the terminal is set so.
  sigset_t mask = guard_block_all();
  int taken = TAKEN;
  if (atomic_compare_exchange_strong(&screen_state, &taken, RESTORING)) {
    freeze_writer();
    restore_screen();
    give_back_stderr();
    atomic_store(&screen_state, GIVEN_BACK);
  } else if (taken == RESTORING) {
    // Another thread is at it, and dying now would cut it short.
    for (int i = 0; i < 400 && atomic_load(&screen_state) == RESTORING; i++) nap();
  } else {
    give_back_stderr();
  }
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

void guard_keep(void) {
  writer = pthread_self();
  has_writer = true;
  has_settings = tcgetattr(STDIN_FILENO, &settings) == 0;
  struct sigaction freeze = {.sa_handler = on_freeze};
  sigemptyset(&freeze.sa_mask);
  sigaction(SIGURG, &freeze, NULL);
  if (!isatty(STDERR_FILENO)) return;
  atomic_flag_clear(&is_stderr_given_back);
  aside = memfd_create("stderr", MFD_CLOEXEC);
  if (aside < 0) return;
  kept_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  dup2(aside, STDERR_FILENO);
}

void guard_keep_settings(void) {
  struct termios present;
  if (!cncurses_is_background() && tcgetattr(STDIN_FILENO, &present) == 0) settings = present;
}

void guard_keep_own_settings(void) {
  tcgetattr(STDIN_FILENO, &own_settings);
}

void guard_taken(bool is_taken) {
  atomic_store(&screen_state, is_taken ? TAKEN : GIVEN_BACK);
}

// Appends a terminfo string without its padding.
static void append(int text, const char *bytes) {
  if (!bytes || bytes == (const char *)-1) return;
  while (*bytes && texts[text].length < sizeof texts[text].bytes) {
    const char *end;
    if (bytes[0] == '$' && bytes[1] == '<' && (end = strchr(bytes, '>'))) {
      bytes = end + 1;
      continue;
    }
    texts[text].bytes[texts[text].length++] = *bytes++;
  }
}

void guard_learn(int rows) {
  static char *const names[] = {"sgr0", "op"}, *const last[] = {"cnorm", "rmkx", "rmcup"};
  int text = 1 - atomic_load(&present_text);
  texts[text].length = 0;
  // Terminals that take control sequences pass over those that they do not know: the end of a frame held back, reports
  // of the mouse, and brackets around what is pasted.
  if (guard_is_control_sequence(cursor_address)) {
    append(text, "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l");
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) append(text, tigetstr(names[i]));
  // Where the first screen does not come back, what follows has a row of its own.
  if (cursor_address) append(text, tiparm(cursor_address, rows - 1, 0));
  append(text, clr_eol);
  for (size_t i = 0; i < sizeof last / sizeof *last; i++) append(text, tigetstr(last[i]));
  append(text, "\r");
  atomic_store(&present_text, text);
}

void cncurses_give_back_stderr(void) {
  sigset_t mask = guard_block_all();
  give_back_stderr();
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}
