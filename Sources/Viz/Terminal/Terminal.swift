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
    /// The process was stopped and goes on; the screen may show anything.
    case continued
    case ended(by: Int32)
    case woken
  }

  /// Why the screen cannot be opened.
  enum Failure: Error, Equatable {
    case unknownTerminal(String)
    case noCursorPlacement(String)
    case noUTF8
    case noPipe
  }

  /// How frames must look here.
  let look: Look
  private let wakeReader: Int32
  private let wakeWriter: Int32
  private let synchronizes: Bool
  private let usesColors: Bool
  /// Whether the terminal can be asked for its background, and it matters.
  private let hasBackground: Bool
  /// What the environment and terminfo say of the size, which counts where the kernel does not know it.
  private let sizeElsewhere: (columns: String, lines: String, description: ScreenSize)
  /// Can be read when the parent has ended; −1 where that is not known.
  private var parent: Int32
  /// Whether the parent has ended: the shell above it may take the terminal without any signal.
  private var isOrphaned = false
  /// Whether the process was asked to stop, and the terminal has been given back for it.
  private var isGivenBack = false
  /// What the screen shows now; `nil` where that is not known.
  private var shown: Canvas?
  private var input: InputReader
  private var modes: InputModes

  /// Opens the screen; what is not asked for is found out from terminal and locale.
  init(depth wanted: ColorDepth?, glyphs: GlyphSet?, theme: ThemeChoice? = nil) throws(Failure) {
    let isUTF8 = CharacterSet.select(wantsUTF8: glyphs == .unicode)
    guard isUTF8 || glyphs != .unicode else { throw .noUTF8 }
    let environment = TerminalSupport.Environment.current
    let support = TerminalSupport(environment: environment, wanted: wanted)
    guard let description = support.description else { throw .unknownTerminal(environment.term) }
    guard description.placesCursor else { throw .noCursorPlacement(support.terminal) }
    sizeElsewhere = (environment.columns, environment.lines, description.size)
    let size = Self.size(sizeElsewhere)
    var descriptors: [Int32] = [0, 0]
    guard pipe(&descriptors) == 0 else { throw .noPipe }
    (wakeReader, wakeWriter) = (descriptors[0], descriptors[1])
    parent = cncurses_open_parent()
    for descriptor in descriptors {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    cncurses_guard_begin(wakeWriter)
    let form =
      switch support.form {
      case .described: CNCURSES_AS_IS
      case .palette: CNCURSES_PALETTE
      case .direct: CNCURSES_DIRECT
      }
    guard cncurses_start(support.terminal, Int32(form), Int32(size.width), Int32(size.height)) else {
      cncurses_guard_end()
      throw .unknownTerminal(support.terminal)
    }
    let depth = has_colors() ? support.depth(colors: Int(cncurses_colors())) : ColorDepth.none
    let isPlain = glyphs == .ascii || !isUTF8 || support.isConsole && glyphs == nil
    look = Look(
      glyphs: isPlain ? .ascii : .unicode, depth: depth,
      theme: theme ?? (support.hasLightBackground ? .light : .dark),
      hasLines: isPlain && support.isConsole && isUTF8 && glyphs == nil)
    usesColors = depth != .none
    synchronizes = depth == .direct || depth == .indexed256
    let delay = environmentVariable("ESCDELAY") ?? ""
    input = InputReader(spellings: KeySpellings(Self.spelling), patience: .init(escapeDelay: delay))
    modes = InputModes(isPossible: cncurses_takes_control_sequences(), hasMouse: cncurses_has_mouse())
    // The console shows what it does not know.
    hasBackground = modes.isPossible && usesColors && !support.isConsole
    cncurses_send(modes.beginning)
  }

  /// Gives the screen back while something still has to be waited for; what is written to stderr appears.
  func leave() {
    giveBack()
    cncurses_give_back_stderr()
  }

  private func giveBack() {
    if !isGivenBack { cncurses_send(modes.ending) }
    isGivenBack = true
    cncurses_suspend()
  }

  /// Gives the screen back for good; what was written to stderr meanwhile appears now.
  func close() {
    if !isGivenBack { cncurses_send(modes.ending) }
    cncurses_stop()
    cncurses_guard_end()
    _ = Glibc.close(parent)
    _ = Glibc.close(wakeReader)
    _ = Glibc.close(wakeWriter)
  }

  /// The descriptor to write a byte 0 to from any thread, to end a `wait`.
  var wakeDescriptor: Int32 { wakeWriter }

  /// The size in cells.
  var size: ScreenSize { Self.size(sizeElsewhere) }

  private static func size(
    _ elsewhere: (columns: String, lines: String, description: ScreenSize)
  ) -> ScreenSize {
    var (width, height): (Int32, Int32) = (0, 0)
    cncurses_size(&width, &height)
    return ScreenSize.decide(
      kernel: ScreenSize(width: Int(width), height: Int(height)), columns: elsewhere.columns,
      lines: elsewhere.lines, description: elsewhere.description)
  }

  /// Waits for input, a signal, a wake-up, or news on one of `others`, at most `milliseconds` (−1: for ever).
  ///
  /// Returns what came besides input, and whether the terminal is gone. Of input no more is read than is soon heard, and
  /// none while some is not heard yet, so that signals and frames have their turn; who takes no keys does not wait for them.
  func wait(milliseconds: Int32, takesKeys: Bool = true, also others: [Int32] = []) -> (
    events: [Event], isGone: Bool
  ) {
    let reads = takesKeys && input.isEmpty
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: reads ? Int16(POLLIN) : 0, revents: 0),
      pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: parent, events: Int16(POLLIN), revents: 0),
    ]
    descriptors += others.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let time = takesKeys ? timeToWait(atMost: milliseconds) : milliseconds
    let count = poll(&descriptors, nfds_t(descriptors.count), isOrphaned ? soon(time) : time)
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    var isGone = count > 0 && descriptors[0].revents & gone != 0
    if count > 0, descriptors[2].revents != 0 {
      _ = Glibc.close(parent)
      parent = -1
      isOrphaned = true
    }
    // What is typed while others have the terminal is for them.
    var isTheirs = false
    if !isGone, takesKeys, isOrphaned || count > 0 && descriptors[0].revents != 0 {
      isTheirs = cncurses_yield()
    }
    if !isTheirs, reads {
      if count > 0, descriptors[0].revents & Int16(POLLIN) != 0 {
        if !readInput() { isGone = true }
      } else if count >= 0 {
        input.expire(at: ContinuousClock.now)
      }
    }
    guard count > 0 else { return ([], isGone) }
    guard descriptors[1].revents & Int16(POLLIN) != 0 else { return ([], isGone) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let length = read(wakeReader, &bytes, bytes.count)
    return (bytes.prefix(max(0, length)).map { event(for: Int32($0)) }, isGone)
  }

  /// At most half a second, to look every now and then.
  private func soon(_ milliseconds: Int32) -> Int32 {
    milliseconds < 0 ? 500 : min(milliseconds, 500)
  }

  /// The next of what the terminal said, if anything; while the screen is given back, what is typed is for others.
  func nextInput() -> InputEvent? { isGivenBack ? nil : input.next() }

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

  /// Asks the terminal for its background, which not all tell. Ask for the status behind it: its answer is the end of waiting.
  func askBackground() {
    if hasBackground { cncurses_send(InputModes.backgroundRequest) }
  }

  /// Rings the terminal's bell.
  func ring() {
    cncurses_send("\u{07}")
  }

  /// Asks the terminal for its status, which it answers when it has come so far.
  func ask() {
    cncurses_send(InputModes.statusRequest)
  }

  /// Has the terminal report the mouse, or leave it to the user, whose selecting the reports would take away.
  func takeMouse(_ takes: Bool) {
    cncurses_send(modes.takeMouse(takes))
  }

  /// Takes over the present size; the next frame is drawn anew.
  func resize() {
    let size = size
    cncurses_resize(Int32(size.width), Int32(size.height))
    redrawAll()
  }

  /// Stops the process with the terminal restored, and takes the screen again when it is continued.
  func suspend() {
    let wasGivenBack = isGivenBack
    giveBack()
    cncurses_stop_process()
    if !wasGivenBack { takeAgain() }
  }

  /// Takes the screen again after the process was stopped; one that is asked to end leaves it to others.
  func takeAgain() {
    guard cncurses_guard_request() == 0 else { return }
    cncurses_resume(isGivenBack)
    cncurses_send(modes.beginning)
    isGivenBack = false
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
  /// Where others have the terminal, nothing is shown until it is back. Returns whether there was anything to write; only
  /// then the terminal is asked for its status, where `asks` says so.
  @discardableResult
  func show(_ canvas: Canvas, asks: Bool = false) -> Bool {
    if isGivenBack || cncurses_yield() {
      redrawAll()
      return false
    }
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
    // A theme looks another way with the same cells.
    let before = shown?.look == canvas.look ? shown?.cells : nil
    let cells = canvas.cells
    var last: (cell: Cell, appearance: Appearance, pair: Int32)?
    for place in cells.indices where before?[place] != cells[place] {
      let cell = cells[place]
      guard let scalar = cell.scalar else { continue }
      let (row, column) = (Int32(place / canvas.width), Int32(place % canvas.width))
      guard usesColors else {
        cncurses_put(row, column, scalar.value, cell.mark?.value ?? 0, Int32(cell.style.rawValue), 0)
        continue
      }
      let shown: (cell: Cell, appearance: Appearance, pair: Int32)
      if let last, last.cell.looks(like: cell) {
        shown = last
      } else {
        let appearance = Appearance(cell, in: canvas.look, of: Int(cncurses_colors()))
        shown = (cell, appearance, pair(of: appearance))
        last = shown
      }
      cncurses_put(
        row, column, shown.appearance.scalar(for: scalar).value, cell.mark?.value ?? 0,
        Int32(shown.appearance.style.rawValue), shown.pair)
    }
  }

  /// The curses pair of two colours; -1 is the terminal's own, where it says how to come back to that.
  private func pair(of appearance: Appearance) -> Int32 {
    let hasOwn = cncurses_has_own_colors()
    return cncurses_pair(
      appearance.foreground.cursesNumber ?? (hasOwn ? -1 : 7),
      appearance.background.cursesNumber ?? (hasOwn ? -1 : 0))
  }

  private func redrawAll() {
    shown = nil
  }

  private func event(for signal: Int32) -> Event {
    switch signal {
    case 0: .woken
    case SIGWINCH: .resized
    case SIGTSTP: .suspended
    case SIGCONT: .continued
    default: .ended(by: signal)
    }
  }

  /// What terminfo says the terminal sends for a key.
  private static func spelling(_ capability: String) -> [UInt8]? {
    cncurses_spelling(capability).flatMap { String(validatingCString: $0) }.map { Array($0.utf8) }
  }
}

extension Appearance.Paint {
  /// How curses is told it; `nil` for the terminal's own.
  ///
  /// Terminals that take red, green and blue as one number take the lowest ones, 8 to 256 of them, for those of a palette;
  /// next to each is one that looks the same.
  var cursesNumber: Int32? {
    switch self {
    case .own: nil
    case .number(let number): Int32(number)
    case .rgb(let color): Int32(color.number < 0x100 ? color.number | 0x100 : color.number)
    }
  }
}
