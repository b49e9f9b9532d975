// Signals that ask for something: an end, a stop, a look at the size. Handlers only take down what was asked, and the
// program does it between two steps.
#define _GNU_SOURCE
#include "CNcurses.h"
#include "guard.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

// What would end the process, and what would stop it.
static const int ends[] = {SIGHUP,  SIGINT, SIGTERM, SIGUSR1,   SIGUSR2, SIGVTALRM,
                           SIGPROF, SIGIO,  SIGPWR,  SIGSTKFLT, SIGXCPU};
static const int stops[] = {SIGTSTP, SIGTTIN, SIGTTOU};
enum { ENDS = sizeof ends / sizeof *ends, STOPS = sizeof stops / sizeof *stops };

// From the how-manieth request on, and after how many milliseconds without progress, somebody insists.
enum { INSISTING = 3, PATIENCE = 1000 };

static struct sigaction before[_NSIG];
static volatile bool is_caught[_NSIG];
static int wake_descriptor = -1;
static _Atomic int first_request;
static _Atomic int requests;
static _Atomic long last_progress;
static volatile sig_atomic_t writes;         // begun and ended together: odd while output is being written
static volatile sig_atomic_t writes_before;  // at the last tick of the watch

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void tell(int signal) {
  char byte = (char)signal;
  (void)!write(wake_descriptor, &byte, 1);
}

static void watch_output(bool watches) {
  struct itimerval tick = {0};
  if (watches) tick.it_interval.tv_usec = tick.it_value.tv_usec = 250 * 1000;
  setitimer(ITIMER_REAL, &tick, NULL);
}

void cncurses_guard_output(bool begins) {
  if ((writes % 2 != 0) != begins) writes++;
}

void cncurses_guard_progress(void) {
  atomic_store(&last_progress, now());
}

int cncurses_guard_request(void) {
  return atomic_load(&first_request);
}

static void request(int signal) {
  int none = 0;
  int count = atomic_fetch_add(&requests, 1) + 1;
  if (atomic_compare_exchange_strong(&first_request, &none, signal)) {
    cncurses_guard_progress();
    watch_output(true);
  } else if (count >= INSISTING && now() - atomic_load(&last_progress) >= PATIENCE) {
    guard_restore();
    guard_die_by(signal);
  }
  tell(signal);
}

static void on_end(int signal) {
  int saved = errno;
  request(signal);
  errno = saved;
}

// Whoever asked for the end must not wait for somebody to take a frame: a write that is still the same one at the next
// tick has its output dropped, and so ends.
static void on_alarm(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  if (info->si_code <= 0) {
    request(signal);
  } else {
    if (writes % 2 != 0 && writes == writes_before) guard_drop_output();
    writes_before = writes;
  }
  errno = saved;
}

// Stops the process by a signal whoever catches it; returns when it is continued, or at once where it cannot be stopped.
static void stop_by(int signal) {
  struct sigaction fallback = {.sa_handler = SIG_DFL}, mine;
  sigset_t one, mask;
  sigemptyset(&one);
  sigaddset(&one, signal);
  sigaction(signal, &fallback, &mine);
  raise(signal);
  pthread_sigmask(SIG_UNBLOCK, &one, &mask);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(signal, &mine, NULL);
}

// Stops as long as others have the terminal, unless an end is asked for; returns whether it stopped. SIGCONT is blocked.
static bool stop_in_background(void) {
  bool has_stopped = false;
  while (cncurses_is_background() && first_request == 0) {
    stop_by(SIGTTOU);
    sigset_t continued;
    sigemptyset(&continued);
    sigaddset(&continued, SIGCONT);
    if (sigtimedwait(&continued, NULL, &(struct timespec){0}) != SIGCONT) {
      // It was not stopped, for no shell is left that could ever continue it.
      request(SIGHUP);
      break;
    }
    has_stopped = true;
  }
  return has_stopped;
}

static void on_stop(int signal) {
  int saved = errno;
  if (cncurses_is_background()) {
    stop_by(signal);
  } else {
    watch_output(true);
    tell(SIGTSTP);
  }
  errno = saved;
}

static void on_continue(int signal) {
  int saved = errno;
  stop_in_background();
  tell(signal);
  errno = saved;
}

static void on_resize(int signal) {
  int saved = errno;
  tell(signal);
  errno = saved;
}

bool cncurses_yield(void) {
  if (!cncurses_is_background()) return false;
  sigset_t mask = guard_block_all();
  bool has_stopped = stop_in_background();
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  if (has_stopped) tell(SIGCONT);
  return true;
}

int cncurses_open_parent(void) {
  return (int)syscall(SYS_pidfd_open, getppid(), 0);
}

void cncurses_stop_process(void) {
  sigset_t continued, mask;
  watch_output(false);
  sigemptyset(&continued);
  sigaddset(&continued, SIGCONT);
  pthread_sigmask(SIG_BLOCK, &continued, &mask);
  stop_by(SIGTSTP);
  sigtimedwait(&continued, NULL, &(struct timespec){0});
  stop_in_background();
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  if (first_request != 0) watch_output(true);
}

// Catches a signal unless whoever started the program, or somebody else in it, has decided about it already.
static void intercept(int signal, struct sigaction *action) {
  sigaction(signal, NULL, &before[signal]);
  if (before[signal].sa_handler != SIG_DFL) return;
  sigaction(signal, action, NULL);
  is_caught[signal] = true;
}

static void release(int signal) {
  if (!is_caught[signal]) return;
  sigaction(signal, &before[signal], NULL);
  is_caught[signal] = false;
}

void guard_release_requests(void) {
  for (int signal = 1; signal < _NSIG; signal++) release(signal);
}

void cncurses_guard_begin(int wake) {
  cncurses_guard_process();
  wake_descriptor = wake;
  first_request = requests = 0;
  struct sigaction action = {.sa_handler = on_end, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < ENDS; i++) intercept(ends[i], &action);
  for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++) intercept(signal, &action);
  action.sa_handler = on_stop;
  for (int i = 0; i < STOPS; i++) intercept(stops[i], &action);
  action.sa_handler = on_continue;
  intercept(SIGCONT, &action);
  action.sa_handler = on_resize;
  intercept(SIGWINCH, &action);
  action.sa_handler = SIG_IGN;
  intercept(SIGPIPE, &action);
  action.sa_flags |= SA_SIGINFO;
  action.sa_sigaction = on_alarm;
  intercept(SIGALRM, &action);
  guard_keep();
}

void cncurses_guard_end(void) {
  for (int i = 0; i < STOPS; i++) release(stops[i]);
  release(SIGCONT);
  release(SIGWINCH);
  release(SIGPIPE);
  // Whoever has asked for the end once is not to cut it short by asking again.
  if (first_request == 0) {
    watch_output(false);
    guard_release_requests();
  }
  wake_descriptor = -1;
  cncurses_give_back_stderr();
}
