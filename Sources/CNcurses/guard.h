// What the parts of the guard share: restore.c, requests.c and crash.c.
// What restores and what ends may be called in signal handlers.
#ifndef CNCURSES_GUARD_H
#define CNCURSES_GUARD_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// Whether a terminal that places its cursor by this string takes the control sequences of ECMA-48.
static inline bool guard_is_control_sequence(const char *place) {
  return place && strncmp(place, "\033[", 2) == 0;
}

/// Gives the terminal back, once, whichever threads call it; returns when that is done.
void guard_restore(void);
/// Makes a terminal that takes no output forget what waits for it.
void guard_drop_output(void);
/// Gives all requests for an end their course again, so that nothing holds up whoever asks.
void guard_release_requests(void);
/// Ends the process by a signal, whoever has blocked or caught it.
void guard_die_by(int signal);
/// Keeps what is to be restored.
void guard_keep(void);
/// Takes the settings that the terminal has now for those to restore.
void guard_keep_settings(void);
/// Takes the settings that the terminal has now for those of the screen.
void guard_keep_own_settings(void);
/// Reads from the present terminfo entry what a restore must write on a screen of this many rows.
void guard_learn(int rows);
/// Tells whether the terminal shows the screen.
void guard_taken(bool is_taken);
/// Keeps all signals away that are sent, until the mask that is returned is set again.
sigset_t guard_block_all(void);

#endif
