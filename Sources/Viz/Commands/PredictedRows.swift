import ArgumentParser
import Engine
import Formats
import Glibc
import Languages

/// Rows of features that a person wants a prediction for.
struct PredictedRows {
  /// [rows, …]
  let features: Tensor

  /// The shape of one row.
  var rowShape: [Int] { Array(features.shape.dropFirst()) }

  /// The rows of a file, or those that the text itself is.
  init(_ text: String, features: [String], header: Table.Header, set: (any BuiltInSet)?, known: DataSet?)
    throws
  {
    if text == "-" || !text.isEmpty && access(text, F_OK) == 0 {
      self.features = try Self.file(text, features, header, set, known)
      return
    }
    guard features.isEmpty else {
      throw ValidationError(
        say(
          "file.featuresOfRows",
          "--features is for the columns of a file, and --data has the rows; leave it out"))
    }
    if let set, set.row("") != nil {
      guard let rows = Self.rows(ofWords: text, set) else {
        throw ValidationError(say("file.word", "--data '': a word is needed, such as abcdef"))
      }
      self.features = rows
      return
    }
    do {
      let matrix = try OptionParsers.matrix(text)
      self.features = Tensor(matrix.flatMap { $0 }.map(Float.init), shape: [matrix.count, matrix[0].count])
    } catch {
      let shown = text.isEmpty ? "''" : text
      throw ValidationError(
        say("file.neither", "--data \(shown): there is no such file, and as numbers: \(error)"))
    }
  }

  /// Words with blanks or semicolons between them, a row each; `nil` where there is none.
  private static func rows(ofWords text: String, _ set: any BuiltInSet) -> Tensor? {
    let rows = text.split { $0.isWhitespace || $0 == ";" }.map { set.row(String($0)) ?? [] }
    return rows.isEmpty ? nil : Tensor(rows.flatMap { $0 }, shape: [rows.count, rows[0].count])
  }

  private static func file(
    _ path: String, _ features: [String], _ header: Table.Header, _ set: (any BuiltInSet)?, _ known: DataSet?
  ) throws -> Tensor {
    let progress = ReadingProgress(ByteInput.name(of: path))
    defer { progress.end() }
    let input = try ByteInput(path: path, progress: progress.note)
    if try RowFile.hasArrays(input) {
      do {
        return try ArrayRows.features(of: ArrayFile.read(input), features)
      } catch let error as FileRowError {
        throw Failure(
          say("file.cannotPredict", "cannot predict for \(ByteInput.name(of: path)): \(error.line)"))
      }
    }
    // Words and letters, a row a line.
    if let set, set.row("") != nil, features.isEmpty {
      guard let rows = rows(ofWords: String(decoding: try input.readAll(), as: UTF8.self), set) else {
        throw Failure(
          say("file.noWords", "cannot predict for \(ByteInput.name(of: path)): it has no words"))
      }
      return rows
    }
    // A preset knows what its columns are called; of a table with other names all are taken.
    let columns = features.isEmpty && set?.isShipped == true ? known?.featureNames ?? [] : features
    var choice = RowFile.Choice(features: columns, header: header).selection
    choice.targets = []
    choice.gaps = .refuse
    let table = try Table.read(input, choice)
    return Tensor(table.features, shape: [table.rowCount, table.featureNames.count])
  }
}
