// Ends by deadly signals: the terminal is restored first, and the process dies by that very signal.
#define _GNU_SOURCE
#include "CNcurses.h"
#include "guard.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

static const int deadly[] = {SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
enum { DEADLY = sizeof deadly / sizeof *deadly, STACK = 64 * 1024 };

static struct sigaction before[DEADLY];
static bool is_installed;
static _Thread_local void *stack;

sigset_t guard_block_all(void) {
  sigset_t all, mask;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &mask);
  return mask;
}

void guard_die_by(int signal) {
  struct sigaction fallback = {.sa_handler = SIG_DFL};
  sigaction(signal, &fallback, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal);
  raise(signal);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
  // The first process of a container is spared by signals.
  _exit(128 + signal);
}

void cncurses_die_by(int signal) {
  guard_die_by(signal);
}

// Whether the program itself went wrong. What somebody sent is no fault: there is nothing to report, and a reporter that
// returns, because a fault would come again, would leave the process alive.
static bool is_fault(int signal, const siginfo_t *info) {
  if (signal == SIGABRT) return info->si_code <= 0 && info->si_pid == getpid();
  return signal != SIGQUIT && info->si_code > 0;
}

static void on_deadly(int signal, siginfo_t *info, void *context) {
  int saved = errno;
  // deadly[0] is SIGQUIT; the kernel sends it for a key.
  if (signal == SIGQUIT && before[0].sa_handler == SIG_IGN && info->si_code == SI_KERNEL) return;
  guard_restore();
  guard_release_requests();
  const struct sigaction *handler = NULL;
  for (int i = 0; i < DEADLY; i++) {
    if (deadly[i] == signal) handler = &before[i];
  }
  bool is_own = is_fault(signal, info);
  if (is_own && handler && handler->sa_handler != SIG_DFL && handler->sa_handler != SIG_IGN) {
    // A report takes long: whoever does not want it can interrupt it.
    pthread_sigmask(SIG_SETMASK, &((ucontext_t *)context)->uc_sigmask, NULL);
    if (handler->sa_flags & SA_SIGINFO) {
      handler->sa_sigaction(signal, info, context);
    } else {
      handler->sa_handler(signal);
    }
  }
  // These faults come again when the handler returns, and then a core dump shows where. The others would not.
  bool comes_again = signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL;
  if (!is_own || !comes_again) guard_die_by(signal);
  struct sigaction fallback = {.sa_handler = SIG_DFL};
  sigaction(signal, &fallback, NULL);
  errno = saved;
}

void cncurses_guard_process(void) {
  if (is_installed) return;
  is_installed = true;
  cncurses_guard_thread(true);
  struct sigaction action = {.sa_sigaction = on_deadly, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < DEADLY; i++) {
    sigaction(deadly[i], NULL, &before[i]);
    // Whoever started the program may have it ignore a signal, and that stays. But shells do so with SIGQUIT for all that
    // runs in the background, so that the keyboard does not end it; that is all that it means there.
    if (before[i].sa_handler != SIG_IGN || deadly[i] == SIGQUIT) sigaction(deadly[i], &action, NULL);
  }
}

void cncurses_guard_thread(bool begins) {
  if (!begins) {
    if (!stack) return;
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(stack, STACK);
    stack = NULL;
    return;
  }
  stack_t present;
  if (sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
  void *memory = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t own = {.ss_sp = memory, .ss_size = STACK};
  if (sigaltstack(&own, NULL) == 0) {
    stack = memory;
  } else {
    munmap(memory, STACK);
  }
}
