#include "CNcurses.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;

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

// Leaves the cursor on an empty line where the terminal has no second screen to come back from.
static void clear_last_line(void) {
  if (exit_ca_mode) return;
  move(LINES - 1, 0);
  clrtoeol();
  refresh();
}

void cncurses_suspend(void) {
  cncurses_guard_output(true);
  clear_last_line();
  endwin();
  cncurses_guard_output(false);
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

bool cncurses_start(const char *name) {
  // Exported sizes would freeze the screen across resizes.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  screen = newterm(name, stdout, stdin);
  if (!screen) return false;
  cbreak();
  noecho();
  nonl();
  // Keys are not read by curses, but it sends what makes the terminal send them as terminfo has them.
  keypad(stdscr, TRUE);
  typeahead(-1);
  curs_set(0);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  return true;
}

void cncurses_stop(void) {
  if (!screen) return;
  cncurses_suspend();
  delscreen(screen);
  screen = NULL;
}

// Goes back to the description in use. One that is found but refused, such as a printer's, has been loaded too.
static void unload(TERMINAL *before) {
  if (cur_term != before) del_curterm(set_curterm(before));
}

bool cncurses_knows_terminal(const char *name) {
  int status = 0;
  TERMINAL *before = cur_term;
  bool known = setupterm(name, STDOUT_FILENO, &status) == OK;
  unload(before);
  return known;
}

bool cncurses_can_place_cursor(const char *name) {
  int status = 0;
  TERMINAL *before = cur_term;
  bool can = setupterm(name, STDOUT_FILENO, &status) == OK && cursor_address != NULL;
  unload(before);
  return can;
}

bool cncurses_size(int *width, int *height) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *width = size.ws_col;
  *height = size.ws_row;
  return true;
}

void cncurses_send(const char *text) {
  cncurses_guard_output(true);
  (void)!write(STDOUT_FILENO, text, strlen(text));
  cncurses_guard_output(false);
}

bool cncurses_takes_control_sequences(void) {
  return cursor_address && strncmp(cursor_address, "\033[", 2) == 0;
}

bool cncurses_has_mouse(void) {
  return key_mouse != NULL;
}

const char *cncurses_spelling(const char *capability) {
  const char *text = tigetstr(capability);
  return text == (const char *)-1 ? NULL : text;
}
