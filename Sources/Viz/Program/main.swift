import CNcurses
import Glibc
import Viz

// Unlike all else, this file is built for any processor: one that lacks what the program is built for would end it by a signal
// that says nothing.
#if NEEDS_WIDE_VECTORS
  let (needed, isThere) = ("AVX-512", cncurses_processor_has_wide_vectors())
#elseif NEEDS_VECTORS
  let (needed, isThere) = ("AVX2", cncurses_processor_has_vectors())
#else
  let (needed, isThere) = ("", true)
#endif
guard isThere else {
  let refusal =
    "viz: this program is built for processors with \(needed), which this one has not; built with VIZ_PORTABLE=1 it runs on any\n"
  _ = refusal.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  exit(1)
}

Program.main()
