import Languages

/// What a stop says, at the bottom of whatever scene it looks at.
struct LessonPanel {
  let lesson: LessonState

  /// The rows that the panel takes, the same at all stops, so that nothing jumps; never so many that no scene fits above.
  static func height(_ lesson: LessonState, width: Int, height: Int, _ canvas: Canvas) -> Int {
    let room = max(0, width - 4)
    let wanted =
      lesson.script.lesson.stops.map { stop in
        max(
          asked(stop, room, canvas).count,
          stop.prediction.map {
            wrapped($0.question, room, canvas).count + 1 + wrapped($0.reason, room, canvas).count
          } ?? 0)
      }.max() ?? 0
    // Where a scene has no room beside all that is said, a strip of it is enough.
    return min(max(0, height - 2), max(3, wanted) + 2)
  }

  /// What stands there before an answer is revealed.
  private static func asked(_ stop: Lesson.Stop, _ width: Int, _ canvas: Canvas) -> [String] {
    stop.text.flatMap { wrapped($0, width, canvas) }
      + (stop.prediction.map { prediction in
        wrapped(prediction.question, width, canvas)
          + answers(prediction, width, canvas).map { $0.joined(separator: gap) }
      } ?? [])
  }

  private static let gap = "    "

  /// The answers with their numbers, as many on a line as fit.
  private static func answers(_ prediction: Lesson.Prediction, _ width: Int, _ canvas: Canvas) -> [[String]] {
    var lines: [[String]] = []
    for (index, answer) in prediction.answers.enumerated() {
      let text = "\(index + 1)) \(answer)"
      if let last = lines.last, canvas.columns((last + [text]).joined(separator: gap)) <= width {
        lines[lines.count - 1].append(text)
      } else {
        lines.append([text])
      }
    }
    return lines
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height >= 3, area.width >= 20 else { return }
    let stop = lesson.stop
    let count = lesson.script.lesson.stops.count
    let place = "\(lesson.index + 1)/\(count)"
    let captions = ["\(lesson.script.lesson.title) · \(place)", place]
    let title = canvas.shortened(stop.title, to: area.width - canvas.columns(place) - 9)
    let inside = Panel(title: title, captions: captions, in: area, canvas).draw(in: area, &canvas)
    var y = inside.y
    func write(_ text: String, _ ink: Ink, _ canvas: inout Canvas) {
      for line in Self.wrapped(text, inside.width, canvas) where y < inside.maxY {
        canvas.write(line, x: inside.x, y: y, limit: inside.maxX, ink)
        y += 1
      }
    }
    guard let prediction = stop.prediction else {
      for paragraph in stop.text { write(paragraph, Theme.strong, &canvas) }
      return
    }
    if lesson.isRevealed {
      write(prediction.question, Theme.quiet, &canvas)
      drawAnswer(prediction, y: y, in: inside, &canvas)
      y += 1
      write(prediction.reason, Theme.strong, &canvas)
      return
    }
    for paragraph in stop.text { write(paragraph, Theme.plain, &canvas) }
    write(prediction.question, Ink(Theme.key, .bold), &canvas)
    for line in Self.answers(prediction, inside.width, canvas) where y < inside.maxY {
      var x = inside.x
      for answer in line {
        // The number is the key.
        let words = answer.drop { $0 != " " }
        x = canvas.write(
          String(answer.prefix(answer.count - words.count)), x: x, y: y, limit: inside.maxX,
          Ink(Theme.key, .bold))
        x =
          canvas.write(String(words), x: x, y: y, limit: inside.maxX, Theme.strong) + canvas.columns(Self.gap)
      }
      y += 1
    }
  }

  /// The right answer, and whether the class has guessed it.
  private func drawAnswer(_ prediction: Lesson.Prediction, y: Int, in inside: Rect, _ canvas: inout Canvas) {
    let right = "✓ \(prediction.answers[prediction.right])"
    let x = canvas.write(right, x: inside.x, y: y, limit: inside.maxX, Ink(Theme.good, .bold))
    guard let guess = lesson.guess, guess != prediction.right else { return }
    let wrong = say("lesson.wrong", "not: \(prediction.answers[guess])")
    if x + 3 + canvas.columns(wrong) <= inside.maxX {
      canvas.write(wrong, x: x + 3, y: y, Theme.quiet)
    }
  }

  /// A text in lines of a width; marks of Markdown for words that stand out are not shown.
  private static func wrapped(_ text: String, _ width: Int, _ canvas: Canvas) -> [String] {
    text.filter { $0 != "`" && $0 != "*" }.broken(to: max(1, width), canvas.columns)
  }
}
