import Engine
import FoundationEssentials

/// Reads a tensor from nested lists of numbers in JSON.
enum TensorFile {
  /// The largest number of elements.
  static let largestCount = 1 << 24
  /// The largest rank.
  static let deepest = 4
  private static let largestFile = 1 << 29

  /// The tensor in the file at `path`; what is wrong with it is one line.
  static func read(_ path: String) throws -> Tensor {
    let data: Data
    do {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      if let size, size > largestFile {
        throw Failure("\(path) is too large: at most \(largestCount) numbers are read")
      }
      data = try Data(contentsOf: URL(filePath: path))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("cannot read \(path): it does not exist or is not readable")
    }
    return try parse(data, name: path)
  }

  /// The tensor that `data` describes; `name` is what messages call it.
  static func parse(_ data: Data, name: String) throws -> Tensor {
    let list: NestedList
    do {
      list = try JSONDecoder().decode(NestedList.self, from: data)
    } catch let problem as NestedList.Problem {
      throw Failure("\(name): \(problem)")
    } catch {
      throw Failure("\(name) is not JSON: nested lists of numbers are needed, such as [[1, 2], [3, 4]]")
    }
    do {
      let shape = try list.shape()
      let elements = list.elements
      guard elements.count <= largestCount else {
        throw NestedList.Problem.tooLarge(elements.count)
      }
      return Tensor(elements, shape: shape)
    } catch {
      throw Failure("\(name): \(error)")
    }
  }
}

/// A number, or a list of such.
private indirect enum NestedList: Decodable {
  case number(Float)
  case list([NestedList])

  /// What is wrong with the lists.
  enum Problem: Error, CustomStringConvertible {
    case notNumber(String)
    case notFinite(Double)
    case empty
    case ragged(Int, Int)
    case mixed
    case tooDeep
    case tooLarge(Int)
    case bare

    var description: String {
      switch self {
      case .notNumber(let place): "\(place) is neither a number nor a list"
      case .notFinite(let value): "\(value) is outside of float32's range"
      case .empty: "there is an empty list; every list needs at least one element"
      case .ragged(let first, let other): "ragged: lists of \(first) and \(other) elements stand side by side"
      case .mixed: "numbers and lists stand side by side"
      case .tooDeep: "too deep: lists may be nested at most \(TensorFile.deepest) deep"
      case .tooLarge(let count): "too large: \(count) numbers, at most \(TensorFile.largestCount) are read"
      case .bare: "a list is needed, not a single number"
      }
    }
  }

  init(from decoder: any Decoder) throws {
    if decoder.codingPath.count > TensorFile.deepest { throw Problem.tooDeep }
    if var container = try? decoder.unkeyedContainer() {
      var children: [NestedList] = []
      while !container.isAtEnd { children.append(try container.decode(NestedList.self)) }
      self = .list(children)
      return
    }
    guard let value = try? decoder.singleValueContainer().decode(Double.self) else {
      let place = decoder.codingPath.map { "[\($0.intValue ?? 0)]" }.joined()
      throw Problem.notNumber(place.isEmpty ? "the file" : "element \(place)")
    }
    guard Float(value).isFinite else { throw Problem.notFinite(value) }
    self = .number(Float(value))
  }

  /// The lengths of the axes; throws where the lists do not form a box.
  func shape() throws -> [Int] {
    guard case .list(let children) = self else { throw Problem.bare }
    return try Self.shape(of: children)
  }

  /// All numbers in row-major order.
  var elements: [Float] {
    var elements: [Float] = []
    gather(into: &elements)
    return elements
  }

  private func gather(into elements: inout [Float]) {
    switch self {
    case .number(let value): elements.append(value)
    case .list(let children): for child in children { child.gather(into: &elements) }
    }
  }

  private static func shape(of children: [NestedList]) throws -> [Int] {
    guard let first = children.first else { throw Problem.empty }
    guard case .list(let firstChildren) = first else {
      for case .list in children { throw Problem.mixed }
      return [children.count]
    }
    let inner = try shape(of: firstChildren)
    for child in children.dropFirst() {
      guard case .list(let grandchildren) = child else { throw Problem.mixed }
      let other = try shape(of: grandchildren)
      guard other == inner else {
        let axis = zip(other, inner).enumerated().first { $1.0 != $1.1 }?.offset
        throw axis.map { Problem.ragged(inner[$0], other[$0]) } ?? Problem.mixed
      }
    }
    return [children.count] + inner
  }
}
