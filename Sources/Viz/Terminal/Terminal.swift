import CNcurses
import Glibc

/// The full screen: shows canvases, reads keys, and leaves the terminal as it was.
///
/// One thread owns it, for curses is not re-entrant.
final class Terminal {
  /// What a signal asked for.
  enum Event: Equatable {
    case resized
    case suspended
    case ended(by: Int32)
    case woken
  }

  /// Why the screen cannot be opened.
  enum Failure: Error, Equatable {
    case unknownTerminal(String)
    case noCursorPlacement(String)
    case noPipe
  }

  /// How frames must look here.
  let look: Look
  private let wakeReader: Int32
  private let wakeWriter: Int32
  private let synchronizes: Bool
  private let usesColors: Bool
  /// What the screen shows now; `nil` where that is not known.
  private var shown: Canvas?
  private var input: InputReader
  private var modes: InputModes

  /// Opens the screen; what is not asked for is found out from terminal and locale.
  init(depth: ColorDepth?, ascii: Bool) throws(Failure) {
    var descriptors: [Int32] = [0, 0]
    guard pipe(&descriptors) == 0 else { throw .noPipe }
    (wakeReader, wakeWriter) = (descriptors[0], descriptors[1])
    for descriptor in descriptors {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    setlocale(LC_ALL, "")
    let support = TerminalSupport(environment: TerminalSupport.Environment.current, wanted: depth)
    if cncurses_knows_terminal(support.terminal), !cncurses_can_place_cursor(support.terminal) {
      throw .noCursorPlacement(support.terminal)
    }
    cncurses_guard_begin(wakeWriter)
    guard cncurses_start(support.terminal) else {
      cncurses_guard_end()
      throw .unknownTerminal(support.terminal)
    }
    let depth = support.depth(hasColors: has_colors(), colors: Int(cncurses_colors()))
    look = Look(glyphs: ascii || !cncurses_locale_is_utf8() ? .ascii : .unicode, depth: depth)
    usesColors = depth != .none && has_colors()
    synchronizes = depth == .direct || depth == .indexed256
    cncurses_guard_learn(synchronizes)
    let delay = getenv("ESCDELAY").map { String(cString: $0) } ?? ""
    input = InputReader(spellings: KeySpellings(Self.spelling), patience: .init(escapeDelay: delay))
    modes = InputModes(isPossible: cncurses_takes_control_sequences(), hasMouse: cncurses_has_mouse())
    cncurses_send(modes.beginning)
  }

  /// Gives the screen back; what was written to stderr meanwhile appears now.
  func close() {
    cncurses_send(modes.ending)
    cncurses_stop()
    cncurses_guard_end()
    _ = Glibc.close(wakeReader)
    _ = Glibc.close(wakeWriter)
  }

  /// The descriptor to write a byte 0 to from any thread, to end a `wait`.
  var wakeDescriptor: Int32 { wakeWriter }

  /// The size in cells.
  var size: (width: Int, height: Int) {
    var columns: Int32 = 80
    var rows: Int32 = 24
    _ = cncurses_size(&columns, &rows)
    return (Int(columns), Int(rows))
  }

  /// Waits for input, a signal or a wake-up, at most `milliseconds` (−1: for ever).
  ///
  /// Returns what came beside input, and whether the terminal is gone. Of input no more is read than is soon heard, and
  /// none while some is not heard yet, so that signals and frames have their turn.
  func wait(milliseconds: Int32) -> (events: [Event], isGone: Bool) {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(input.isEmpty ? POLLIN : 0), revents: 0),
      pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&descriptors, nfds_t(descriptors.count), timeToWait(atMost: milliseconds)) >= 0 else {
      return ([], false)
    }
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    var isGone = descriptors[0].revents & gone != 0
    if descriptors[0].revents & Int16(POLLIN) != 0 {
      if !readInput() { isGone = true }
    } else if input.isEmpty {
      input.expire(at: ContinuousClock.now)
    }
    guard descriptors[1].revents & Int16(POLLIN) != 0 else { return ([], isGone) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(wakeReader, &bytes, bytes.count)
    return (bytes.prefix(max(0, count)).map { event(for: Int32($0)) }, isGone)
  }

  /// The next of what the terminal said, if anything.
  func nextInput() -> InputEvent? { input.next() }

  /// Whether something that was said is not heard yet.
  var hasInput: Bool { !input.isEmpty }

  private func timeToWait(atMost milliseconds: Int32) -> Int32 {
    guard input.isEmpty else { return 0 }
    guard let deadline = input.deadline else { return milliseconds }
    let rest = Int32(max(0, ((deadline - ContinuousClock.now) / .milliseconds(1)).rounded(.up)))
    return milliseconds < 0 ? rest : min(rest, milliseconds)
  }

  /// Reads what there is, which is known to be something, up to a bound; false where the terminal gives nothing more.
  private func readInput() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    guard count > 0 else { return count < 0 && (errno == EINTR || errno == EAGAIN) }
    input.take(bytes[..<count], at: ContinuousClock.now)
    return true
  }

  /// Whether the terminal can be asked for its status.
  var canAsk: Bool { modes.isPossible }

  /// Asks the terminal for its status, which it answers when it has come so far.
  func ask() {
    cncurses_send(InputModes.statusRequest)
  }

  /// Has the terminal report the mouse, or leave it to the user, whose selecting the reports would take away.
  func takeMouse(_ takes: Bool) {
    cncurses_send(modes.takeMouse(takes))
  }

  /// Takes over the kernel's size; the next frame is drawn anew.
  func resize() {
    let size = size
    resizeterm(Int32(size.height), Int32(size.width))
    redrawAll()
  }

  /// Stops the process with the terminal restored, and takes the screen again when it is continued.
  func suspend() {
    cncurses_send(modes.ending)
    cncurses_suspend()
    cncurses_stop_process()
    cncurses_send(modes.beginning)
    resize()
  }

  /// Draws the next frame on a cleared screen, and asks anew for all that another program may have changed.
  func redraw() {
    cncurses_send(modes.beginning)
    keypad(cncurses_main_window(), true)
    redrawAll()
  }

  /// Shows a frame: cells that differ from the frame before go to curses, which finds the shortest way to them.
  ///
  /// Returns whether there was anything to write; only then the terminal is asked for its status, where `asks` says so.
  @discardableResult
  func show(_ canvas: Canvas, asks: Bool = false) -> Bool {
    if let shown, shown.width == canvas.width, shown.height == canvas.height {
      guard shown != canvas else { return false }
    } else {
      shown = nil
      clearok(cncurses_current_screen(), true)
    }
    put(canvas)
    cncurses_show(synchronizes, asks)
    shown = canvas
    return true
  }

  private func put(_ canvas: Canvas) {
    var pair: Int32 = 0
    var pairColors: (foreground: Color, background: Color)?
    let (cells, before) = (canvas.cells, shown?.cells)
    for place in cells.indices where before?[place] != cells[place] {
      let cell = cells[place]
      guard let scalar = cell.scalar else { continue }
      if usesColors, pairColors?.foreground != cell.foreground || pairColors?.background != cell.background {
        pair = colorPair(cell)
        pairColors = (cell.foreground, cell.background)
      }
      cncurses_put(
        Int32(place / canvas.width), Int32(place % canvas.width), scalar.value, cell.mark?.value ?? 0,
        Int32(style(of: cell).rawValue), pair)
    }
  }

  /// The curses pair for a cell's colours at this terminal's depth.
  private func colorPair(_ cell: Cell) -> Int32 {
    switch look.depth {
    case .none:
      return 0
    case .ansi16:
      let (front, back) = ColorDepth.indices16(foreground: cell.foreground, background: cell.background)
      if cncurses_colors() >= 16 { return cncurses_pair(Int32(front), Int32(back)) }
      // Eight colours: the bright ones become plain, and dark grey, which would become black, becomes white.
      return cncurses_pair(front == 8 ? 7 : Int32(front % 8), back == 8 ? 0 : Int32(back % 8))
    case .indexed256:
      return cncurses_pair(
        Int32(ColorDepth.index256(of: cell.foreground)), Int32(ColorDepth.index256(of: cell.background)))
    case .direct:
      // The direct-colour terminals take the numbers below eight as palette entries.
      return cncurses_pair(Int32(max(8, cell.foreground.rgb)), Int32(max(8, cell.background.rgb)))
    }
  }

  /// How the cell's text can stand out at this terminal's depth.
  private func style(of cell: Cell) -> Cell.Style {
    guard look.depth == .ansi16, cncurses_colors() >= 16 else { return cell.style }
    return cell.style.forColor16(
      ColorDepth.indices16(foreground: cell.foreground, background: cell.background).foreground)
  }

  private func redrawAll() {
    shown = nil
  }

  private func event(for signal: Int32) -> Event {
    switch signal {
    case 0: .woken
    case SIGWINCH: .resized
    case SIGTSTP: .suspended
    default: .ended(by: signal)
    }
  }

  /// What terminfo says the terminal sends for a key.
  private static func spelling(_ capability: String) -> [UInt8]? {
    cncurses_spelling(capability).flatMap { String(validatingCString: $0) }.map { Array($0.utf8) }
  }
}
