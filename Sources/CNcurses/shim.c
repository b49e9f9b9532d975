#include "CNcurses.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
// Where keys are read: reading them from the screen's own window would draw it first.
static WINDOW *keys;

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

void cncurses_show(bool synchronized) {
  cncurses_guard_output(true);
  // Not by putp, whose buffer is written after the frame's.
  if (synchronized) (void)!write(STDOUT_FILENO, "\033[?2026h", 8);
  wnoutrefresh(stdscr);
  doupdate();
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
  keys = newpad(1, 1);
  keypad(keys, TRUE);
  nodelay(keys, TRUE);
  typeahead(-1);
  set_escdelay(25);
  curs_set(0);
  mouseinterval(0);
  mousemask(BUTTON1_PRESSED, NULL);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  return true;
}

void cncurses_stop(void) {
  if (!screen) return;
  cncurses_suspend();
  delwin(keys);
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

int cncurses_read_key(int *value) {
  wint_t key = 0;
  int kind = wget_wch(keys, &key);
  if (kind == ERR) return 0;
  *value = (int)key;
  return kind == KEY_CODE_YES ? 2 : 1;
}

bool cncurses_read_click(int *column, int *row) {
  MEVENT event;
  if (getmouse(&event) != OK || !(event.bstate & BUTTON1_PRESSED)) return false;
  *column = event.x;
  *row = event.y;
  return true;
}
