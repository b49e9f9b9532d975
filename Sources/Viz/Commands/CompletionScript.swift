/// What the parser prints for shells that complete command lines.
enum CompletionScript {
  /// Bash's script with the options of run for a line without a command, which the parser's own script leaves out; any other
  /// text as it is.
  static func completed(_ text: String) -> String {
    let rootOptions =
      "    __viz_offer_flags_options 0\n\n    # Offer subcommand / subcommand argument completions\n"
    guard text.hasPrefix("#!/bin/bash"), let place = text.firstRange(of: rootOptions) else { return text }
    let optionsOfRun = """
          # Without a command, the options are those of run
          if [[ "${COMP_WORDS[1]}" == -* ]]; then
              _viz_run
              return
          fi

      """
    return text[..<place.lowerBound] + optionsOfRun + text[place.lowerBound...]
  }
}
