@testable import Languages

/// A catalogue: refused in one line, or every text of it can be said.
func fuzzCatalogue(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  do {
    let catalogue = try Catalogue(text(data, count))
    for name in catalogue.names {
      let most = (catalogue.placeholders(of: name)?.max() ?? -1) + 1
      precondition(catalogue.text(name, Array(repeating: "x", count: most)) != nil, name)
    }
  } catch {
    expectOneLine("\(error)", beginsWith: "line ")
  }
}
