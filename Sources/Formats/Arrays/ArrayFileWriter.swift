import Languages

extension ArrayFile {
  /// Writes arrays as a file of that kind, in pieces of bytes, without having it in memory as a whole.
  ///
  /// The same arrays give the same bytes. Elements are written as their `elementType`, which may be float32, uint8 or
  /// int64. `metadata` is kept by `.safetensors` alone; `name` is what messages call the file.
  public static func write(
    _ tensors: [NamedTensor], metadata: [(String, String)] = [], as kind: Kind, name: String,
    to sink: ([UInt8]) throws -> Void
  ) throws {
    for tensor in tensors { try ElementWriter.check(tensor, writing: name) }
    var names: Set<String> = []
    for tensor in tensors where !names.insert(tensor.name).inserted {
      throw FormatError(
        writing: name, say("format.arrays.twice", "two arrays are called \(FormatError.quoted(tensor.name))"))
    }
    switch kind {
    case .npy:
      guard let tensor = tensors.first, tensors.count == 1 else {
        throw FormatError(
          writing: name, say("format.arrays.severalInNpy", "\(tensors.count) arrays in a .npy file"),
          right: say("format.arrays.npyHoldsOne", "it holds one"))
      }
      try sink(numPyHeader(of: tensor))
      try ElementWriter.write(tensor, to: sink)
    case .npz: try writeArchive(tensors, name: name, to: sink)
    case .safetensors: try writeSafetensors(tensors, metadata: metadata, name: name, to: sink)
    case .idx:
      throw FormatError(
        writing: name, say("format.arrays.idxReadOnly", "IDX is read only"),
        right: say("format.arrays.kindsWritten", ".npy, .npz and .safetensors are written"))
    }
  }

  /// What stands before the elements of a `.npy` file, as NumPy writes it: the elements begin at a multiple of 64.
  private static func numPyHeader(of tensor: NamedTensor) -> [UInt8] {
    let type = tensor.elementType.numpyName ?? ""
    let order = tensor.elementType.size == 1 ? "|" : "<"
    let shape = tensor.tensor.shape
    let tuple = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = Array("{'descr': '\(order)\(type)', 'fortran_order': False, 'shape': (\(tuple)), }".utf8)
    // NumPy leaves room for the first axis to grow to 21 digits.
    if let first = shape.first { text += [UInt8](repeating: 32, count: 21 - "\(first)".utf8.count) }
    let length = (10 + text.count + 1 + 63) / 64 * 64 - 10
    text += [UInt8](repeating: 32, count: length - text.count - 1) + [10]
    return NumPyHeader.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + text
  }

  private static func writeArchive(
    _ tensors: [NamedTensor], name: String, to sink: ([UInt8]) throws -> Void
  ) throws {
    let sizes = tensors.map { numPyHeader(of: $0).count + $0.tensor.count * $0.elementType.size }
    let names = tensors.map { Array("\($0.name).npy".utf8) }
    let total = zip(sizes, names).reduce(0) { $0 + $1.0 + 2 * $1.1.count + 76 }
    guard total < 0xffff_ffff, tensors.count < 0xffff, names.allSatisfy({ $0.count < 0xffff }) else {
      throw FormatError(
        writing: name, say("format.arrays.npzTooLarge", "more than 4 GB in a .npz file"),
        right: say("format.arrays.safetensorsHoldsMore", ".safetensors holds more"))
    }
    var directory: [UInt8] = []
    var offset = 0
    for (tensor, (size, name)) in zip(tensors, zip(sizes, names)) {
      let header = numPyHeader(of: tensor)
      var crc = Checksum()
      crc.add(header)
      // Once for the checksum, which stands before the elements, and once more to write them.
      ElementWriter.write(tensor) { crc.add($0) }
      var fields: [UInt8] = []
      // The version needed, names in UTF-8, stored, midnight on 1 January 1980.
      for number in [20, 0x0800, 0, 0, 0x21] as [UInt16] { LittleEndian.append(number, to: &fields) }
      for number in [crc.value, UInt32(size), UInt32(size)] { LittleEndian.append(number, to: &fields) }
      for number in [UInt16(name.count), 0] { LittleEndian.append(number, to: &fields) }
      try sink([0x50, 0x4b, 3, 4] + fields + name + header)
      try ElementWriter.write(tensor, to: sink)
      // Made by Unix with version 2.0; no comment, first disk, no attributes but rw-------.
      directory += [0x50, 0x4b, 1, 2, 20, 3] + fields
      for number in [0, 0, 0, 0, 0o100600] as [UInt16] { LittleEndian.append(number, to: &directory) }
      LittleEndian.append(UInt32(offset), to: &directory)
      directory += name
      offset += 30 + name.count + size
    }
    var end: [UInt8] = [0x50, 0x4b, 5, 6, 0, 0, 0, 0]
    for number in [tensors.count, tensors.count] { LittleEndian.append(UInt16(number), to: &end) }
    for number in [directory.count, offset] { LittleEndian.append(UInt32(number), to: &end) }
    try sink(directory + end + [0, 0])
  }

  private static func writeSafetensors(
    _ tensors: [NamedTensor], metadata: [(String, String)], name: String, to sink: ([UInt8]) throws -> Void
  ) throws {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.map { "\(JSONWriter.text($0.0)):\(JSONWriter.text($0.1))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var place = 0
    for tensor in tensors {
      guard tensor.name != "__metadata__" else {
        throw FormatError(
          writing: name,
          say(
            "format.arrays.metadataName", "an array is called '__metadata__', which stands for something else"
          ))
      }
      let end = place + tensor.tensor.count * tensor.elementType.size
      let shape = tensor.tensor.shape.map { "\($0)" }.joined(separator: ",")
      members.append(
        "\(JSONWriter.text(tensor.name)):{\"dtype\":\"\(tensor.elementType.safetensorsName)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(place),\(end)]}")
      place = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 32, count: (8 - header.count % 8) % 8)
    guard header.count <= SafetensorsHeader.longest else {
      throw FormatError(
        writing: name, say("format.arrays.headerLength", "a header of \(header.count) bytes"))
    }
    var start: [UInt8] = []
    LittleEndian.append(UInt64(header.count), to: &start)
    try sink(start + header)
    for tensor in tensors { try ElementWriter.write(tensor, to: sink) }
  }
}
