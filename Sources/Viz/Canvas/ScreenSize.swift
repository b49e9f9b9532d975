/// How many cells a screen has.
struct ScreenSize: Equatable {
  let width: Int
  let height: Int
}
