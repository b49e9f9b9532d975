extension WrongOptionTests {
  /// Options about files.
  static let files: [Case] = [
    (
      "--preset circle --features x",
      "--features x means nothing for the data set circle: it is for a file of one's own; leave it out"
    ),
    (
      "--preset circle --header yes",
      "--header yes means nothing for the data set circle: it is for a file of one's own; leave it out"
    ),
    (
      "--preset circle --test x.csv",
      "--test x.csv means nothing for the data set circle: it is for a file of one's own; leave it out"
    ),
    (
      "--preset circle --header maybe",
      "The value 'maybe' is invalid for '--header <auto|yes|no>': one of auto, yes and no is needed"
    ),
    (
      #"--preset circle --features """#,
      "The value '' is invalid for '--features <columns>': names or numbers of columns are needed, with commas between, "
        + "such as height,weight"
    ),
    (
      "--standardize",
      "--standardize means nothing for the article's one sample; leave it out, or give a --preset or --data"
    ),
    (
      "--preset digits --samples 100",
      "--samples 100 means nothing for the data set digits, which has 1797; leave it out"
    ),
    (
      "--preset penguins --noise 10",
      "--noise 10.0 means nothing for the data set penguins, which takes none; leave it out"
    ),
    (
      "--preset penguins --target 1,2",
      "--target 1,2 means nothing for the data set penguins: it is for the article's sample; leave it out"
    ),
    (
      "--data -x.csv",
      "The value '-x.csv' is invalid for '--data <name|file>': there is no such file, and the data sets are: article, "
        + "circle, xor, gauss, spiral, plane, gaussians, text, digits, penguins"
    ),
    (
      "--data /dev/null",
      "--model and --loss are missing beside --data; or give a --preset, which has them all"
    ),
    (
      "--preset circle --data /dev/null --samples 5",
      "--samples 5 means nothing for rows out of a file; leave it out"
    ),
    (
      "--preset circle --data /dev/null --noise 5",
      "--noise 5.0 means nothing for rows out of a file; leave it out"
    ),
    (
      "--preset circle --data /dev/null --size 5",
      "--size 5 means nothing for rows out of a file; leave it out"
    ),
    (
      "--preset circle --data /dev/null --input 1,2",
      "--input 1.0,2.0 means nothing for rows out of a file; leave it out"
    ),
    (
      "--preset circle --data /dev/null --test x.csv --split 0.5",
      "--split 0.5 and --test x.csv both hold rows out; give one of them"
    ),
    (
      "--preset circle --weights none.npz",
      "The value 'none.npz' is invalid for '--weights <file|a,b;c,d>': there is no such file; of the article, numbers such "
        + "as 0.5,-0.2;0.1,0.3 are taken too"
    ),
    (
      "--preset circle --weights 1,2;3,4",
      "--weights takes the numbers of the article's layer, and another network is given; a file would be right"
    ),
    ("--preset circle --optimizer-state", "Missing value for '--optimizer-state <file>'"),
  ]
}
