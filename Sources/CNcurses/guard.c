// Restores the terminal on every way out. Handlers use only calls that POSIX allows in them, and setitimer, which is a
// plain system call on Linux.
#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static const int deadly[] = {SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
static const int polite[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH};
enum { DEADLY = sizeof deadly / sizeof *deadly, POLITE = sizeof polite / sizeof *polite };

static struct sigaction deadly_before[DEADLY];
static struct sigaction polite_before[POLITE];
static struct sigaction pipe_before;
static struct sigaction alarm_before;
static struct termios settings;
static bool has_settings;
static volatile sig_atomic_t is_active;
static volatile sig_atomic_t was_asked_to_end;
static volatile sig_atomic_t writes;        // begun and ended together: odd while output is being written
static volatile sig_atomic_t writes_before;  // at the last tick of the watch
static int wake_descriptor = -1;
static int kept_stderr = -1;  // the terminal's stderr while it is replaced
static int aside = -1;        // what is written to stderr meanwhile
static char restore_bytes[512];
static size_t restore_length;
static char alternate_stack[64 * 1024];

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
  if (kept_stderr < 0) return;
  dup2(kept_stderr, STDERR_FILENO);
  char buffer[4096];
  ssize_t length;
  lseek(aside, 0, SEEK_SET);
  while ((length = read(aside, buffer, sizeof buffer)) > 0) write_all(STDERR_FILENO, buffer, (size_t)length);
  close(aside);
  close(kept_stderr);
  kept_stderr = aside = -1;
}

// Makes a terminal that takes no output, stopped by Ctrl-S or not read at its other end, forget what waits for it.
static void drop_output(void) {
  struct termios present;
  if (tcgetattr(STDOUT_FILENO, &present) == 0 && present.c_iflag & IXON) {
    // What Ctrl-S has stopped goes on when Ctrl-S loses its meaning; ncurses' own end gives it back.
    present.c_iflag &= ~(tcflag_t)IXON;
    tcsetattr(STDOUT_FILENO, TCSANOW, &present);
  }
  tcflush(STDOUT_FILENO, TCOFLUSH);
}

// Whoever asked for the end must not wait for somebody to take a frame: a write that is still the same one at the next
// tick has its output dropped, and so ends.
static void on_tick(int signal) {
  (void)signal;
  int saved = errno;
  if (writes % 2 != 0 && writes == writes_before) drop_output();
  writes_before = writes;
  errno = saved;
}

static void watch_output(bool watches) {
  struct itimerval tick = {0};
  if (watches) tick.it_interval.tv_usec = tick.it_value.tv_usec = 250 * 1000;
  setitimer(ITIMER_REAL, &tick, NULL);
}

void cncurses_guard_output(bool begins) {
  if ((writes % 2 != 0) != begins) writes++;
}

static void restore_now(void) {
  if (!is_active) return;
  is_active = 0;
  struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
  if (poll(&output, 1, 200) == 0) drop_output();
  write_all(STDOUT_FILENO, restore_bytes, restore_length);
  // What the terminal answered or the mouse reported is no typing for whoever reads next.
  tcflush(STDIN_FILENO, TCIFLUSH);
  if (has_settings) tcsetattr(STDIN_FILENO, TCSANOW, &settings);
  give_back_stderr();
}

static void on_deadly(int signal) {
  int saved = errno;
  restore_now();
  for (int i = 0; i < DEADLY; i++) {
    if (deadly[i] == signal) sigaction(signal, &deadly_before[i], NULL);
  }
  // Blocked while this handler runs, so it is delivered to what stood before when the handler returns.
  raise(signal);
  errno = saved;
}

static void on_polite(int signal) {
  int saved = errno;
  bool ends = signal == SIGINT || signal == SIGTERM || signal == SIGHUP;
  if (ends && was_asked_to_end) {
    restore_now();
    struct sigaction fallback = {.sa_handler = SIG_DFL};
    sigaction(signal, &fallback, NULL);
    raise(signal);
  } else {
    if (ends) was_asked_to_end = 1;
    if (ends || signal == SIGTSTP) watch_output(true);
    char byte = (char)signal;
    (void)!write(wake_descriptor, &byte, 1);
  }
  errno = saved;
}

void cncurses_guard_begin(int wake) {
  wake_descriptor = wake;
  was_asked_to_end = 0;
  has_settings = tcgetattr(STDIN_FILENO, &settings) == 0;
  if (isatty(STDERR_FILENO)) {
    aside = memfd_create("stderr", MFD_CLOEXEC);
    if (aside >= 0) {
      kept_stderr = dup(STDERR_FILENO);
      dup2(aside, STDERR_FILENO);
    }
  }
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = on_deadly, .sa_flags = SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < DEADLY; i++) sigaction(deadly[i], &action, &deadly_before[i]);
  action.sa_handler = on_polite;
  action.sa_flags = SA_RESTART;
  for (int i = 0; i < POLITE; i++) sigaction(polite[i], &action, &polite_before[i]);
  action.sa_handler = on_tick;
  sigaction(SIGALRM, &action, &alarm_before);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, &pipe_before);
  is_active = 1;
}

// Appends a terminfo string without its padding.
static void append(const char *bytes) {
  if (!bytes || bytes == (const char *)-1) return;
  while (*bytes && restore_length < sizeof restore_bytes) {
    const char *end;
    if (bytes[0] == '$' && bytes[1] == '<' && (end = strchr(bytes, '>'))) {
      bytes = end + 1;
      continue;
    }
    restore_bytes[restore_length++] = *bytes++;
  }
}

void cncurses_guard_learn(bool synchronized) {
  static const char *names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
  restore_length = 0;
  if (synchronized) append("\033[?2026l");
  // Terminals without a mouse pass over what turns its reports off.
  if (key_mouse) append("\033[?1000l\033[?1006l");
  if (cncurses_takes_control_sequences()) append("\033[?2004l");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) append(tigetstr((char *)names[i]));
  // Without a second screen to come back from, what follows starts on a line of its own.
  if (!exit_ca_mode) {
    append(tigetstr("el"));
    append("\n");
  }
  append("\r");
}

void cncurses_guard_end(void) {
  if (!is_active) return;
  is_active = 0;
  watch_output(false);
  sigaction(SIGALRM, &alarm_before, NULL);
  if (has_settings) tcsetattr(STDIN_FILENO, TCSADRAIN, &settings);
  for (int i = 0; i < DEADLY; i++) sigaction(deadly[i], &deadly_before[i], NULL);
  for (int i = 0; i < POLITE; i++) sigaction(polite[i], &polite_before[i], NULL);
  sigaction(SIGPIPE, &pipe_before, NULL);
  give_back_stderr();
}

void cncurses_stop_process(void) {
  watch_output(false);
  struct sigaction fallback = {.sa_handler = SIG_DFL}, mine;
  sigaction(SIGTSTP, &fallback, &mine);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &mine, NULL);
  if (was_asked_to_end) watch_output(true);
}

void cncurses_die_by(int signal) {
  struct sigaction fallback = {.sa_handler = SIG_DFL};
  sigaction(signal, &fallback, NULL);
  raise(signal);
}
