// What Swift cannot import of ncurses, and a restore that is safe in a signal handler.
#ifndef CNCURSES_H
#define CNCURSES_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>

// Macros over C globals: accessors, because Swift refuses the globals themselves.
static inline int cncurses_colors(void) { return COLORS; }
static inline WINDOW *cncurses_current_screen(void) { return curscr; }
static inline WINDOW *cncurses_main_window(void) { return stdscr; }
static inline bool cncurses_locale_is_utf8(void) {
  const char *name = nl_langinfo(CODESET);
  return name && (name[0] == 'U' || name[0] == 'u') && (name[1] == 'T' || name[1] == 't');
}

enum {
  CNCURSES_BOLD = 1,
  CNCURSES_UNDERLINE = 2,
  CNCURSES_REVERSE = 4,
};

/// Puts one character, with an optional combining mark (0 for none), into the next frame.
void cncurses_put(int row, int column, uint32_t scalar, uint32_t mark, int style, int pair);

/// The pair of two colours, numbered as the terminal does; -1 is the terminal's default colour.
int cncurses_pair(int foreground, int background);

/// Starts curses on the terminal `name`; false where the terminal is unknown.
bool cncurses_start(const char *name);
/// Writes what differs on the screen, as one frame where the terminal understands synchronized output, and at its end
/// the request for the terminal's status where it `asks`.
void cncurses_show(bool synchronized, bool asks);
/// Ends curses and forgets its screen.
void cncurses_stop(void);
/// Leaves the screen for a while; the next refresh takes it again.
void cncurses_suspend(void);

/// Whether terminfo describes the terminal `name`.
bool cncurses_knows_terminal(const char *name);
/// Whether that terminal can write at any place of its screen; a printer or TERM=dumb cannot.
bool cncurses_can_place_cursor(const char *name);

/// The terminal's present size as the kernel has it; false where it has none.
bool cncurses_size(int *width, int *height);

/// Writes a text past curses, between two frames.
void cncurses_send(const char *text);

/// Whether the terminal takes the control sequences of ECMA-48; others would show them.
bool cncurses_takes_control_sequences(void);

/// Whether terminfo says that the terminal reports the mouse.
bool cncurses_has_mouse(void);

/// What the terminal sends for a key, by the key's name in terminfo; NULL where it has none.
const char *cncurses_spelling(const char *capability);

/// Keeps what must be restored and starts watching signals; call before cncurses_start.
///
/// INT, TERM, HUP, TSTP and WINCH only write their number as one byte into `wake`; the rest of the deadly ones
/// restore the terminal at once and then take their course. So does a second INT, TERM or HUP.
/// Text written to stderr is kept aside until the restore where stderr is a terminal.
void cncurses_guard_begin(int wake);
/// Reads from terminfo what a restore must write; call after cncurses_start.
void cncurses_guard_learn(bool synchronized);
/// Tells the guard that output begins or has ended: once an end is asked for, output that nobody takes is dropped.
void cncurses_guard_output(bool begins);
/// Ends the guard after an orderly end of curses and writes what stderr was given meanwhile.
void cncurses_guard_end(void);
/// Stops the process as Ctrl-Z does, and returns when it is continued.
void cncurses_stop_process(void);
/// Ends the process by `signal`, so that the shell sees 128 + signal.
void cncurses_die_by(int signal);

#endif
