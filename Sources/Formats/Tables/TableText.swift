/// Writes records of separated fields as Python's `csv` module does.
public enum TableText {
  /// One record with the line feed that ends it; fields are quoted where they must be.
  public static func line(_ fields: [String], separator: Unicode.Scalar = ",") -> String {
    // A single empty field would be a blank line.
    if fields.count == 1, fields[0].isEmpty { return "\"\"\n" }
    return fields.map { field($0, separator: separator) }.joined(separator: String(Character(separator)))
      + "\n"
  }

  private static func field(_ text: String, separator: Unicode.Scalar) -> String {
    guard text.unicodeScalars.contains(where: { $0 == separator || $0 == "\"" || $0 == "\n" || $0 == "\r" })
    else {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "\""
  }
}
