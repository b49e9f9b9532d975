import CNcurses
import Glibc

/// The characters that go to the terminal: those of the locale, of which only LC_CTYPE counts here.
enum CharacterSet {
  /// Takes the user's locale and returns whether the terminal takes UTF-8.
  ///
  /// A locale that is not installed here, as is usual where one logs in from another machine, still tells by its name
  /// whether the terminal does. Where UTF-8 is wanted anyway, it is used whatever the locale says.
  static func select(wantsUTF8: Bool) -> Bool {
    let isInstalled = setlocale(LC_CTYPE, "") != nil
    if isInstalled, isUTF8 { return true }
    guard wantsUTF8 || !isInstalled && namesUTF8(localeName()) else { return false }
    // The first is C's own; the others serve where it is missing.
    let names = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]
    return names.contains { (name: String) in setlocale(LC_CTYPE, name) != nil && isUTF8 }
  }

  /// Whether a locale's name ends in UTF-8, in any of its spellings: `de_DE.UTF-8`, `en_US.utf8@euro`, `UTF-8`.
  static func namesUTF8(_ locale: String) -> Bool {
    let name = locale.split(separator: "@", omittingEmptySubsequences: false).first ?? ""
    let charset = name.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    return charset.lowercased().filter { $0 != "-" && $0 != "_" } == "utf8"
  }

  /// Whether an environment names a locale whose characters are those of UTF-8.
  static func namesUTF8(_ environment: (String) -> String?) -> Bool { namesUTF8(localeName(environment)) }

  /// The locale that an environment names for characters.
  private static func localeName(
    _ environment: (String) -> String? = environmentVariable
  ) -> String {
    ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
  }

  private static var isUTF8: Bool { namesUTF8(String(cString: cncurses_codeset())) }
}
