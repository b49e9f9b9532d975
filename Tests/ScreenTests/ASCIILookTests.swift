import Engine
import Testing

@testable import Viz

/// The look in plain ASCII: it has words of its own, and says the same in them.
@Suite struct ASCIILookTests {
  private static let ascii = Look(glyphs: .ascii, depth: .none)

  @Test(arguments: [
    ("W ← W − lr⋅m̂/(√v̂+ε)", "W <- W - lr*mhat/(sqrt(vhat)+eps)"),
    ("m̂ = m/(1−β₁ᵗ)  v̂ = v/(1−β₂ᵗ)", "mhat = m/(1-beta1^t)  vhat = v/(1-beta2^t)"),
    ("W ← W − lr⋅(g + μb)", "W <- W - lr*(g + mu*b)"), ("g'←g+λW", "g'<-g+lambda*W"),
    ("m ← β₁m + (1−β₁)g", "m <- beta1*m + (1-beta1)g"), ("λθ", "lambda*theta"), ("2λ", "2*lambda"),
    ("v↑ ← max(v↑, v)", "vmax <- max(vmax, v)"), ("√(1 − β₂ᵗ)", "sqrt(1 - beta2^t)"), ("√v↑", "sqrt(vmax)"),
    ("(p₁−y₁)²/2", "(p1-y1)^2/2"), ("W₁₀,₂", "W10,2"), ("10⁻³", "10^-3"), ("βᵗ⁻¹", "beta^(t-1)"),
    ("z₀ = Σ", "z0 = sum"), ("Σx", "sum x"), ("xᵢ", "x_i"), ("xᵀ", "x^T"),
    ("∂L/∂W₀₁ ∂z₀/∂θ", "dL/dW01 dz0/dtheta"), ("∂S/∂input", "dS/dinput"),
    ("Δ 8.5e−10 ✓", "delta 8.5e-10 ok"), ("ΔL ✗", "delta L X"),
    ("p₀ = σ(z₀)", "p0 = sigma(z0)"), ("gradient ≈ 0 → θ stays", "gradient ~= 0 -> theta stays"),
    ("2×2", "2x2"), ("3 × 4", "3 x 4"), ("lr×¼", "lr*1/4"), ("2/2⋅(p₀−y₀)", "2/2*(p0-y0)"),
    ("L_out = ⌊(4 + 2⋅0 − 4)/4⌋ + 1", "L_out = floor((4 + 2*0 - 4)/4) + 1"), ("⌈7/2⌉ ≤ 4", "ceil(7/2) <= 4"),
    ("forward → · ← backward", "forward -> | <- backward"), ("sample·text", "sample,text"),
    ("… 2 more", "... 2 more"),
    ("‖ paused", "|| paused"), ("1 − e−3", "1 - e-3"), ("plain", "plain"), ("é図", "??"),
  ])
  func aTextReadsTheSameInASCII(text: String, words: String) {
    #expect(ASCIIWords.text(text) == words)
    #expect(ASCIIWords.text(words) == words, "what is in ASCII stays")
  }

  @Test func aTextIsMeasuredInTheWordsInWhichItIsWritten() {
    var canvas = Canvas(width: 20, height: 2, look: Self.ascii)
    #expect(canvas.columns("√v̂") == 10 && Canvas(width: 1, height: 1).columns("√v̂") == 2)
    #expect(canvas.write("√v̂", x: 0, y: 0, Theme.plain) == 10)
    canvas.writeRight("β₁", maxX: 20, y: 1, Theme.plain)
    #expect(canvas.plainText == "sqrt(vhat)\n               beta1\n")
    #expect(canvas.shortened("√v̂ + ε", to: 12) == "sqrt(vhat...")
  }

  /// Every state of every scene over sizes that stand for all, in ASCII with and without colour, composed but not yet
  /// replaced cell by cell.
  private func forEachComposition(_ body: (Canvas, String) -> Void) {
    for scene in SceneList.all.indices {
      for variation in SizeTests.Variation.allCases {
        var state = SizeTests.states[scene][variation.rawValue]
        for depth in [ColorDepth.none, .indexed256] {
          state.look = Look(glyphs: .ascii, depth: depth)
          for (width, height) in Self.sizes {
            let canvas = Frame.compose(state, width: width, height: height)
            body(canvas, "\(SceneList.all[scene].name), \(variation), \(width)×\(height)")
          }
        }
      }
    }
  }

  private static let sizes: [(Int, Int)] =
    [(1, 1), (7, 2), (20, 5), (39, 12), (40, 12), (44, 14), (52, 21), (60, 15), (60, 20), (70, 20), (78, 21)]
    + [(80, 24), (100, 30), (120, 40), (200, 50)]

  @Test func noCharacterOfATextIsReplacedByItself() {
    var problems: [String] = []
    forEachComposition { canvas, place in
      for cell in canvas.cells {
        guard cell.mark == nil, let scalar = cell.scalar else {
          problems.append("\(place): a mark over a character")
          continue
        }
        if scalar.isASCII { continue }
        if !scalar.isGraphic { problems.append("\(place): \(scalar) is text") }
        if scalar.asciiStandIn == "?" { problems.append("\(place): \(scalar) has no stand-in") }
      }
    }
    #expect(problems.isEmpty, "\(problems.count) of them, first \(problems.first ?? "")")
  }

  /// The words of three letters and more in some lines.
  private func words(_ text: String) -> Set<String> {
    Set(text.split { !($0.isASCII && $0.isLetter) }.filter { $0.count >= 3 }.map(String.init))
  }

  @Test func noWordIsCutOrOverwrittenThatIsWholeInUnicode() {
    var known: Set<String> = []
    for scene in SceneList.all.indices {
      for state in SizeTests.states[scene] {
        var state = state
        for look in [Look(), Look(glyphs: .unicode, depth: .none)] {
          state.look = look
          for (width, height) in Self.sizes {
            known.formUnion(words(ASCIIWords.text(Frame.draw(state, width: width, height: height).plainText)))
          }
        }
        state.look = Self.ascii
        known.formUnion(words(Frame.compose(state, width: 200, height: 50).plainText))
      }
    }
    var problems: [String] = []
    forEachComposition { canvas, place in
      // The help's box covers parts of words on purpose.
      if place.contains("help"), canvas.width >= 40, canvas.height >= 12 { return }
      for line in canvas.plainText.split(separator: "\n") {
        // A text that says that it goes on may end within a word.
        let line = line.replacing(/[A-Za-z]+\.\.\./, with: "")
        for word in words(String(line)).subtracting(known) {
          problems.append("\(place): '\(word)' in\n\(line)")
        }
      }
    }
    let first = problems.prefix(5).joined(separator: "\n")
    #expect(problems.isEmpty, "\(problems.count) of them, first \(first)")
  }

  @Test func theCurvesOfARaceDifferInASCIIAndWithoutColour() throws {
    for (glyphs, first, second) in [(GlyphSet.unicode, "●", "◆"), (.ascii, "*", "#")] {
      var falling = LossHistory()
      var flat = LossHistory()
      for step in 0..<200 {
        falling.append(1 / Float(step + 1))
        flat.append(0.5)
      }
      let plot = LossPlot(
        lines: [
          PlotLine(history: falling, color: Theme.sgd, marker: OptimizerRule.sgd.marker),
          PlotLine(history: flat, color: Theme.adam, marker: OptimizerRule.adam.marker),
        ], scale: .logarithmic, look: Look(glyphs: glyphs, depth: .none))
      let lines = Canvas.lines(width: 60, height: 16, look: Look(glyphs: glyphs, depth: .none)) {
        plot.draw(in: $0, &$1)
      }
      let counts = [first, second].map { marker in lines.joined().filter { String($0) == marker }.count }
      #expect(counts.allSatisfy { $0 >= 4 }, "\(counts) of each in\n\(lines.joined(separator: "\n"))")
    }
  }

  @Test func keysAreNamedSoThatNoneLooksLikeAnother() {
    for look in [Look(), Self.ascii] {
      for scopes in SceneList.all.map(\.keyScopes) + [[.sheet, .help], [.sheet, .program], [.settings]] {
        let symbols = KeyMap.bindings(in: scopes).flatMap { $0.keys.map { $0.symbol(in: look) } }
        #expect(Set(symbols.map(ASCIIWords.text)).count == symbols.count)
      }
    }
  }
}
