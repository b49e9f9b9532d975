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
#include <sys/types.h>

// Macros over C globals: accessors, because Swift refuses the globals themselves.
static inline int cncurses_colors(void) { return COLORS; }
static inline WINDOW *cncurses_current_screen(void) { return curscr; }
static inline const char *cncurses_codeset(void) { return nl_langinfo(CODESET); }
static inline WINDOW *cncurses_main_window(void) { return stdscr; }

enum {
  CNCURSES_BOLD = 1,
  CNCURSES_UNDERLINE = 2,
  CNCURSES_REVERSE = 4,
};

/// Puts one character, with an optional combining mark (0 for none), into the next frame.
void cncurses_put(int row, int column, uint32_t scalar, uint32_t mark, int style, int pair);

/// The pair of two colours, numbered as the terminal does; -1 is the terminal's own text or background.
int cncurses_pair(int foreground, int background);

/// Whether the terminal says how to come back to its own colours.
bool cncurses_has_own_colors(void);

/// What terminfo says of a terminal.
struct cncurses_description {
  /// Whether it can write at any place of its screen; a printer or TERM=dumb cannot.
  bool places_cursor;
  /// Whether it takes the control sequences of ECMA-48; others would show them.
  bool takes_control_sequences;
  /// Whether its colours are red, green and blue instead of numbers of a palette.
  bool has_rgb;
  /// How many colours it has.
  int colors;
  /// Its size where nothing else tells one, 0 where it has none.
  int width, height;
};
/// Asks terminfo about the terminal `name`; false where it is unknown.
bool cncurses_describe(const char *name, struct cncurses_description *description);

/// How colours are told to a terminal: as its description says, by numbers of a palette, or as red, green and blue.
enum {
  CNCURSES_AS_IS,
  CNCURSES_PALETTE,
  CNCURSES_DIRECT,
};
/// The description of the terminal `name` with other colours, as curses takes it from the variable TERMINFO; to be freed.
/// NULL where the terminal is unknown or its description does not fit.
char *cncurses_own_description(const char *name, int form);

/// Starts curses on the terminal `name`; false where the terminal is unknown.
bool cncurses_start(const char *name, int form, int width, int height);
/// Writes what differs on the screen, as one frame where the terminal understands synchronized output, and at its end
/// the request for the terminal's status where it `asks`.
void cncurses_show(bool synchronized, bool asks);
/// Ends curses and forgets its screen.
void cncurses_stop(void);
/// Gives the screen back for a while.
void cncurses_suspend(void);
/// Takes the screen again with the next refresh: after it was given back, or after a stop without that.
void cncurses_resume(bool was_given_back);

/// The terminal's present size as the kernel has it, 0 where it has none.
void cncurses_size(int *width, int *height);
/// Gives the screen another size.
void cncurses_resize(int width, int height);

/// Writes a text past curses, between two frames.
void cncurses_send(const char *text);

/// Whether the terminal takes the control sequences of ECMA-48; others would show them.
bool cncurses_takes_control_sequences(void);

/// Whether terminfo says that the terminal reports the mouse.
bool cncurses_has_mouse(void);

/// What the terminal sends for a key, by the key's name in terminfo; NULL where it has none.
const char *cncurses_spelling(const char *capability);

// The guard. Whoever uses the screen calls begin, and end when curses has ended; the rest is for the files beside this one.

/// Makes every signal that tells of a crash end the process by that signal, the terminal restored; call it first of all.
///
/// A fault of the program itself goes to whoever reports crashes before it ends the process.
void cncurses_guard_process(void);
/// Gives the calling thread a stack on which its own overflow can be handled, or takes it away.
void cncurses_guard_thread(bool begins);
/// Keeps what must be restored and starts watching signals; call before cncurses_start.
///
/// Signals that ask for something only write their number as one byte into `wake`: those that would end the process,
/// SIGTSTP for all that would stop it, SIGCONT, SIGWINCH. Whoever asks for the end a third time and sees nothing happen for a
/// second gets it at once. Text written to stderr is kept aside until the restore where stderr is a terminal.
void cncurses_guard_begin(int wake);
/// Writes what stderr was given, and leaves it its own from now on.
void cncurses_give_back_stderr(void);
/// Ends the guard after an orderly end of curses and writes what stderr was given meanwhile.
void cncurses_guard_end(void);
/// Tells the guard that output begins or has ended: once an end is asked for, output that nobody takes is dropped.
void cncurses_guard_output(bool begins);
/// Tells the guard that the end, once asked for, has come nearer.
void cncurses_guard_progress(void);
/// The signal that first asked for the end, or 0.
int cncurses_guard_request(void);

/// Whether others than this process and its group have the terminal.
bool cncurses_is_background(void);
/// Stops the process where others have the terminal, until it has it again; SIGCONT is written to `wake` then.
///
/// Where no shell is left that could give it the terminal, that asks for the end. Returns whether others had it.
bool cncurses_yield(void);
/// A descriptor that can be read when the parent process has ended, or -1 where the kernel has none.
int cncurses_open_parent(void);
/// Stops the process as Ctrl-Z does, and returns when it is continued and has the terminal, or is asked to end.
void cncurses_stop_process(void);
/// Starts a program in a session of its own, its input empty, its output and errors at the end of a file; in `folder`, unless
/// that is NULL. Both lists end with NULL. Returns 0, or the number of what went wrong.
int cncurses_start_program(
    pid_t *process, const char *folder, const char *output, char *const arguments[], char *const environment[]);
/// Whether the processor has vectors of eight floats with fused multiply-add; only PC processors may lack them.
bool cncurses_processor_has_vectors(void);
/// Whether it has vectors of sixteen floats, too.
bool cncurses_processor_has_wide_vectors(void);

/// Ends the process by `signal`, so that the shell sees 128 + signal.
void cncurses_die_by(int signal);

#endif
