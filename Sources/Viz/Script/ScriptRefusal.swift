/// Why a run has no program of the kind that is asked for, in one line.
struct ScriptRefusal: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
