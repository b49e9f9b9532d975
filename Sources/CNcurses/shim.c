#include "CNcurses.h"
#include "guard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
// Whether the terminal shows the screen.
static bool is_taken;
static bool has_own_colors;

void cncurses_put(int row, int column, uint32_t scalar, uint32_t mark, int style, int pair) {
  wchar_t text[3] = {(wchar_t)scalar, (wchar_t)mark, 0};
  attr_t attributes = (style & CNCURSES_BOLD ? A_BOLD : 0) | (style & CNCURSES_UNDERLINE ? A_UNDERLINE : 0) |
                      (style & CNCURSES_REVERSE ? A_REVERSE : 0);
  cchar_t cell;
  // A pair above 32767 only fits the last argument.
  setcchar(&cell, text, attributes, 0, &pair);
  mvadd_wch(row, column, &cell);
}

int cncurses_pair(int foreground, int background) {
  return alloc_pair(foreground, background);
}

bool cncurses_has_own_colors(void) {
  return has_own_colors;
}

// Empties the last row, where the cursor stays if the terminal has no first screen to come back to, or does not.
static void clear_last_line(void) {
  move(LINES - 1, 0);
  clrtoeol();
  refresh();
}

void cncurses_suspend(void) {
  if (!screen || !is_taken) return;
  is_taken = false;
  if (cncurses_is_background()) {
    // The shell has set the terminal for itself: only what is on the screen goes.
    guard_restore();
    return;
  }
  cncurses_guard_output(true);
  clear_last_line();
  endwin();
  cncurses_guard_output(false);
  guard_taken(false);
}

void cncurses_resume(bool was_given_back) {
  if (was_given_back) {
    // What the shell or its user has set meanwhile is what to leave behind.
    def_shell_mode();
    guard_keep_settings();
  } else {
    // Whoever stopped the process had no screen from it, and may have left anything: curses is to begin anew.
    cncurses_guard_output(true);
    endwin();
    cncurses_guard_output(false);
  }
  is_taken = true;
  guard_taken(true);
}

void cncurses_show(bool synchronized, bool asks) {
  cncurses_guard_output(true);
  // Not by putp, whose buffer is written after the frame's.
  if (synchronized) (void)!write(STDOUT_FILENO, "\033[?2026h", 8);
  wnoutrefresh(stdscr);
  doupdate();
  // Within the frame, so that its mark stays its end.
  if (asks) (void)!write(STDOUT_FILENO, "\033[5n", 4);
  if (synchronized) (void)!write(STDOUT_FILENO, "\033[?2026l", 8);
  cncurses_guard_output(false);
}

// Opens curses by the terminal's own description, or by one of ours, which it takes from this variable.
static SCREEN *open_screen(const char *name, int form) {
  static const char variable[] = "TERMINFO";
  char *description = form == CNCURSES_AS_IS ? NULL : cncurses_own_description(name, form);
  if (!description) return newterm(name, stdout, stdin);
  char *before = getenv(variable);
  before = before ? strdup(before) : NULL;
  setenv(variable, description, 1);
  SCREEN *opened = newterm(name, stdout, stdin);
  if (before) {
    setenv(variable, before, 1);
  } else {
    unsetenv(variable);
  }
  free(before);
  free(description);
  return opened;
}

bool cncurses_start(const char *name, int form, int width, int height) {
  // Exported sizes would freeze the screen across resizes.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  // Before curses writes anything, so that there is no moment without a way back.
  TERMINAL *before = cur_term;
  int status = 0;
  if (setupterm(name, STDOUT_FILENO, &status) == OK) guard_learn(height);
  if (cur_term != before) del_curterm(set_curterm(before));
  guard_taken(true);
  screen = open_screen(name, form);
  if (!screen) {
    guard_taken(false);
    return false;
  }
  is_taken = true;
  cbreak();
  noecho();
  nonl();
  guard_keep_own_settings();
  // Keys are not read by curses, but it sends what makes the terminal send them as terminfo has them.
  keypad(stdscr, TRUE);
  typeahead(-1);
  curs_set(0);
  if (has_colors()) {
    start_color();
    has_own_colors = use_default_colors() == OK;
  }
  if (width != COLS || height != LINES) resizeterm(height, width);
  return true;
}

void cncurses_stop(void) {
  if (!screen) return;
  cncurses_suspend();
  delscreen(screen);
  screen = NULL;
}

void cncurses_resize(int width, int height) {
  guard_learn(height);
  resizeterm(height, width);
}

void cncurses_size(int *width, int *height) {
  struct winsize size = {0};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  *width = size.ws_col;
  *height = size.ws_row;
}

void cncurses_send(const char *text) {
  cncurses_guard_output(true);
  (void)!write(STDOUT_FILENO, text, strlen(text));
  cncurses_guard_output(false);
}

bool cncurses_takes_control_sequences(void) {
  return guard_is_control_sequence(cursor_address);
}

bool cncurses_has_mouse(void) {
  return key_mouse != NULL;
}

const char *cncurses_spelling(const char *capability) {
  const char *text = tigetstr(capability);
  return text == (const char *)-1 ? NULL : text;
}
