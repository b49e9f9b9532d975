/// The bytes of one input.
func bytes(_ data: UnsafePointer<UInt8>?, _ count: Int) -> UnsafeBufferPointer<UInt8> {
  UnsafeBufferPointer(start: data, count: count)
}

/// The text of one input; what is not UTF-8 becomes �, as in the process's arguments.
func text(_ data: UnsafePointer<UInt8>?, _ count: Int) -> String {
  String(decoding: bytes(data, count), as: UTF8.self)
}
