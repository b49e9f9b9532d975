import ArgumentParser
import Testing

@testable import Viz

/// What is said of wrong options of a run: one line, word for word.
@Suite struct WrongOptionTests {
  /// Arguments as a shell takes them, with double quotes, and what is said of them.
  typealias Case = (arguments: String, line: String)

  static let networks: [Case] = [
    (
      #"--model """#,
      "--loss and --data are missing beside --model; or give a --preset, which has them all"
    ),
    (
      #"--model "" --loss mse --data circle"#,
      #"--model "": the model has no layers: write for example "Linear(2, 8), Tanh, Linear(8, "#
        + #"1)""#
    ),
    (
      #"--model "Lineer(2, 8)" --loss mse --data circle"#,
      #"--model "Lineer(2, 8)": layer 0: there is no layer 'Lineer': there are Linear, "#
        + "Embedding, AvgPool1d, MaxPool1d, Transpose, Squeeze, Flatten, Dropout, Identity, "
        + "Sigmoid, Tanh, ReLU, LeakyReLU, ELU, GELU, SiLU, Softplus, Softmax"
    ),
    (
      #"--model "Linear(2, 8" --loss mse --data circle"#,
      #"--model "Linear(2, 8": Linear( is not closed: ')' is missing"#
    ),
    (
      #"--model "Linear(3, 1)" --loss mse --data circle"#,
      #"--model "Linear(3, 1)": layer 0: Linear(3, 1) takes a last axis of 3, but [2, 2] comes "#
        + "in"
    ),
    (
      #"--model "Linear(2, 8), Linear(3, 1)" --loss mse --data circle"#,
      #"--model "Linear(2, 8), Linear(3, 1)": layer 1: Linear(3, 1) takes a last axis of 3, but "#
        + "[2, 8] comes in"
    ),
    (
      #"--model "Linear(2, 3)" --loss mse --data circle"#,
      #"--model "Linear(2, 3)": the network gives [32, 3] for 32 rows, but the targets are [32, "#
        + "1]"
    ),
    (
      #"--model "Tanh" --loss mse --data circle"#,
      #"--model "Tanh": nothing is learnt: no layer has weights; a Linear or an Embedding has "#
        + "some"
    ),
    (
      #"--model "Linear(2, 1), Softmax(dim=4)" --loss mse --data circle"#,
      #"--model "Linear(2, 1), Softmax(dim=4)": layer 1: Softmax(dim=4) names axis 4, but [2, "#
        + "1] has 2 axes"
    ),
    (
      #"--model "Linear(2, 8, bais=False)" --loss mse --data circle"#,
      #"--model "Linear(2, 8, bais=False)": layer 0: Linear has no argument 'bais': it has "#
        + "in_features, out_features, bias"
    ),
    (
      #"--model "a: Tanh, a: ReLU" --preset circle"#,
      #"--model "a: Tanh, a: ReLU": layer 1: two layers are called 'a'"#
    ),
    (
      #"--model "Linear(2, 16777216), Linear(16777216, 1)" --preset circle"#,
      #"--model "Linear(2, 16777216), Linear(16777216, 1)": a batch of 10 rows takes more than "#
        + "134217728 numbers; a smaller one would be right"
    ),
    (
      #"--model "Embedding(10, 4), Flatten, Linear(24, 1)" --loss mse --data text"#,
      #"--model "Embedding(10, 4), Flatten, Linear(24, 1)": layer 0: Embedding(10, 4) takes "#
        + "whole numbers from 0 to 9, but text has 21"
    ),
    (
      #"--model "Linear(6, 6), Embedding(28, 4), Flatten, Linear(24, 1)" --loss mse --data text"#,
      #"--model "Linear(6, 6), Embedding(28, 4), Flatten, Linear(24, 1)": layer 1: "#
        + "Embedding(28, 4) takes whole numbers, so no layer that computes can stand before it"
    ),
    (
      #"--model "Embedding(28, 4), Flatten, Linear(8, 1)" --loss mse --data circle"#,
      #"--model "Embedding(28, 4), Flatten, Linear(8, 1)": layer 0: Embedding(28, 4) takes "#
        + "whole numbers from 0 to 27, but circle has -3.3772464"
    ),
    (
      #"--model "Linear(2, 1)""#,
      "--loss and --data are missing beside --model; or give a --preset, which has them all"
    ),
    (
      #"--model "Linear(2, 1)" --loss mse"#,
      "--data is missing beside --model and --loss; or give a --preset, which has them all"
    ),
    (
      "--data circle",
      "--model and --loss are missing beside --data; or give a --preset, which has them all"
    ),
    (
      "--data circle --loss mse",
      "--model is missing beside --loss and --data; or give a --preset, which has them all"
    ),
    (
      "--loss hinge",
      "The value 'hinge' is invalid for '--loss <name>': there is no loss 'hinge': there are "
        + "mse, l1, smooth-l1, bce, bce-with-logits, cross-entropy"
    ),
    (
      #"--loss "cross-entropy label_smoothing=2""#,
      "The value 'cross-entropy label_smoothing=2' is invalid for '--loss <name>': "
        + "CrossEntropyLoss's 'label_smoothing' is a share from 0 to 1, not 2"
    ),
    (
      #"--loss "mse reduction=sum""#,
      "The value 'mse reduction=sum' is invalid for '--loss <name>': mse: 'sum)' is no number, "
        + "True, False or None"
    ),
    (
      "--loss cross-entropy --preset plane",
      "--loss cross-entropy: CrossEntropyLoss() takes classes, but plane has values"
    ),
    (
      "--loss cross-entropy --preset circle",
      "--model: the network gives 1 score a row, but circle has 2 classes; 2 outputs would be "
        + "right"
    ),
    (
      "--preset moon",
      "The value 'moon' is invalid for '--preset <name>': the presets are: article, circle, "
        + "xor, gauss, spiral, plane, gaussians, text, digits, penguins"
    ),
    (
      #"--preset circle --weights "1,2;3,4""#,
      "--weights takes the numbers of the article's layer, and another network is given; a file "
        + "would be right"
    ),
    (
      #"--size 3 --weights "1,2;3,4""#,
      "--weights has 2 rows of 2 numbers but --size is 3: it needs 3 rows of 3"
    ),
  ]

  static let data: [Case] = [
    (
      "--data moon",
      "The value 'moon' is invalid for '--data <name|file>': there is no such file, and the data "
        + "sets are: article, circle, xor, gauss, spiral, plane, gaussians, text, digits, penguins"
    ),
    (
      #"--data """#,
      "The value '' is invalid for '--data <name|file>': there is no such file, and the data sets "
        + "are: article, circle, xor, gauss, spiral, plane, gaussians, text, digits, penguins"
    ),
    (
      "--preset circle --split 0",
      "The value '0' is invalid for '--split <part>': a number above 0 and up to 1 is needed, "
        + "such as 0.8"
    ),
    (
      "--preset circle --split 1.5",
      "The value '1.5' is invalid for '--split <part>': a number above 0 and up to 1 is "
        + "needed, such as 0.8"
    ),
    (
      "--preset circle --samples 1 --split 0.5",
      "--split 0.5: a split of 0.5 leaves 1 rows to learn from and 0 held out, of 1; each part "
        + "needs one"
    ),
    (
      "--preset circle --samples 0",
      "The value '0' is invalid for '--samples <n>': a whole number from 1 to 10000000 is "
        + "needed, such as 500"
    ),
    (
      "--preset circle --samples 1e9",
      "The value '1e9' is invalid for '--samples <n>': a whole number from 1 to 10000000 is "
        + "needed, such as 500"
    ),
    (
      "--preset circle --noise 51",
      "The value '51' is invalid for '--noise <percent>': a number from 0 to 50 is needed, "
        + "such as 10"
    ),
    (
      "--preset circle --noise -1",
      "The value '-1' is invalid for '--noise <percent>': a number from 0 to 50 is needed, "
        + "such as 10"
    ),
    (
      "--preset text --noise 10",
      "--noise 10.0 means nothing for the data set text, which takes none; leave it out"
    ),
    (
      "--preset circle --batch 0",
      "The value '0' is invalid for '--batch <n>': a whole number of 1 or more is needed, such "
        + "as 32, or all"
    ),
    (
      "--preset circle --batch some",
      "The value 'some' is invalid for '--batch <n>': a whole number of 1 or more is needed, "
        + "such as 32, or all"
    ),
    (
      "--preset circle --batch 300 --drop-last",
      "--drop-last: 250 rows give no full batch of 300; a --batch of at most 250 would be right"
    ),
    (
      "--preset circle --input 1,2",
      "--input 1.0,2.0 means nothing for the data set circle: it is for the article's sample; "
        + "leave it out"
    ),
    (
      "--preset circle --size 3",
      "--size 3 means nothing for the data set circle: it is for the article's sample; leave "
        + "it out"
    ),
    (
      "--preset circle --data-seed x",
      "The value 'x' is invalid for '--data-seed <seed>': a whole number of at most 64 bits is "
        + "needed, such as 7"
    ),
    (
      "--noise 5",
      "--noise 5.0 means nothing for the article's one sample; leave it out, or give a "
        + "--preset or --data"
    ),
    (
      "--split 0.5",
      "--split 0.5 means nothing for the article's one sample; leave it out, or give a "
        + "--preset or --data"
    ),
    (
      "--size 3 --input 1,2,3",
      "--target is missing: with --size 3 it needs 3 numbers"
    ),
  ]

  static let optimizers: [Case] = [
    (
      "--optimizer lion",
      "The value 'lion' is invalid for '--optimizer <name>': there is no optimizer lion; there "
        + "are sgd, adam, adamw, rmsprop, adagrad, adadelta, muon"
    ),
    (
      #"--optimizer """#,
      "The value '' is invalid for '--optimizer <name>': an optimizer is missing; there are "
        + "sgd, adam, adamw, rmsprop, adagrad, adadelta, muon"
    ),
    (
      #"--optimizer "sgd lr=-1""#,
      "The value 'sgd lr=-1' is invalid for '--optimizer <name>': sgd: lr=-1, where a number "
        + "of 0 or more would be right"
    ),
    (
      #"--optimizer "sgd beta1=0.9""#,
      "The value 'sgd beta1=0.9' is invalid for '--optimizer <name>': sgd has no setting "
        + "beta1; it has lr, momentum, dampening, weight_decay, nesterov"
    ),
    (
      #"--optimizer "sgd nesterov""#,
      "The value 'sgd nesterov' is invalid for '--optimizer <name>': sgd: nesterov needs a "
        + "momentum above 0 and a dampening of 0, not momentum=0 dampening=0"
    ),
    (
      "--preset circle --optimizer muon",
      "--optimizer muon: muon changes matrices only, and 0.bias has the shape [4]; layers with "
        + "bias=False have no other parameters"
    ),
    (
      "--preset circle --optimizer adam --momentum 0.9",
      "--momentum 0.9 means nothing here: adam has lr, beta1, beta2, eps, weight_decay, "
        + "amsgrad; leave it out"
    ),
    (
      "--preset circle --beta1 0.5",
      "--beta1 0.5 means nothing here: sgd has lr, momentum, dampening, weight_decay, "
        + "nesterov; leave it out"
    ),
    (
      "--preset circle --optimizer adam --nesterov",
      "--nesterov means nothing here: adam has lr, beta1, beta2, eps, weight_decay, amsgrad; "
        + "leave it out"
    ),
    (
      "--preset circle --nesterov",
      "--nesterov: sgd: nesterov needs a momentum above 0 and a dampening of 0, not momentum=0 "
        + "dampening=0"
    ),
    (
      "--preset circle --adam-lr 0.1",
      "--adam-lr 0.1 means nothing here: sgd runs, not adam; leave it out"
    ),
    (
      "--preset circle --set adam.lr=0.1",
      "--set adam.lr=0.1 means nothing here: sgd runs, not adam; leave it out"
    ),
    (
      "--preset circle --set alpha=0.9",
      "--set alpha=0.9 means nothing here: sgd has lr, momentum, dampening, weight_decay, "
        + "nesterov; leave it out"
    ),
    (
      "--preset circle --set lr",
      "--set lr: a name and a value are needed, such as alpha=0.99 or adam.lr=0.01"
    ),
    (
      "--preset circle --set lr=fast",
      "--set lr=fast: sgd: lr=fast, where a number of 0 or more would be right"
    ),
    (
      "--preset circle --set lion.lr=1",
      "--set lion.lr=1: there is no optimizer lion; there are sgd, adam, adamw, rmsprop, "
        + "adagrad, adadelta, muon"
    ),
    (
      #"--preset circle --set """#,
      "--set '': a name and a value are needed, such as alpha=0.99 or adam.lr=0.01"
    ),
    (
      "--preset circle --set sgd.momentum=-1",
      "--set sgd.momentum=-1: sgd: momentum=-1, where a number of 0 or more would be right"
    ),
    (
      #"--preset circle --schedule "cosine""#,
      "The value 'cosine' is invalid for '--schedule <name>': cosine needs T_max: a whole "
        + "number of 1 or more would be right"
    ),
    (
      #"--preset circle --schedule "cosine T_max=0""#,
      "The value 'cosine T_max=0' is invalid for '--schedule <name>': cosine: T_max=0, where a "
        + "whole number of 1 or more would be right"
    ),
    (
      #"--preset circle --schedule "warp T_max=5""#,
      "The value 'warp T_max=5' is invalid for '--schedule <name>': there is no schedule warp; "
        + "there are step, multi_step, exponential, cosine, linear, one_cycle"
    ),
    (
      #"--preset circle --schedule "linear total_iters=5, at x cosine T_max=20""#,
      "The value 'linear total_iters=5, at x cosine T_max=20' is invalid for '--schedule "
        + #"<name>': at x, where a step after 0 would be right, as in "at 5 cosine T_max=20""#
    ),
    (
      #"--preset circle --schedule "one_cycle max_lr=1 total_steps=9" --optimizer adagrad"#,
      "--schedule one_cycle max_lr=1 total_steps=9: one_cycle moves momentum or beta1, and "
        + "adagrad has neither; cycle_momentum=False would be right"
    ),
    (
      #"--preset circle --schedule """#,
      "The value '' is invalid for '--schedule <name>': a schedule is missing; there are step, "
        + "multi_step, exponential, cosine, linear, one_cycle"
    ),
    (
      "--preset circle --clip-norm 0",
      "The value '0' is invalid for '--clip-norm <x>': a finite number above 0 is needed, such "
        + "as 1"
    ),
    (
      "--preset circle --clip-value -1",
      "The value '-1' is invalid for '--clip-value <x>': a finite number above 0 is needed, "
        + "such as 1"
    ),
    (
      "--preset circle --clip-norm x",
      "The value 'x' is invalid for '--clip-norm <x>': a finite number is needed, such as 0.9"
    ),
  ]

  static let events: [Case] = [
    (
      "--preset circle --toggle 1,x",
      "The value '1,x' is invalid for '--toggle <40,80>': 'x' is not a step; give whole "
        + "numbers of 0 or more as in 40,80"
    ),
    (
      "--preset circle --at 5",
      "--at 5: a step and what changes after it are needed, such as 40:lr=0.01"
    ),
    (
      #"--preset circle --at """#,
      "--at '': a step and what changes after it are needed, such as 40:lr=0.01"
    ),
    (
      "--preset circle --at x:lr=1",
      "--at x:lr=1: a step and what changes after it are needed, such as 40:lr=0.01"
    ),
    (
      "--preset circle --at -1:lr=1",
      "--at -1:lr=1: a step and what changes after it are needed, such as 40:lr=0.01"
    ),
    (
      "--preset circle --at 5:reset",
      "--at 5:reset: a run cannot be told to begin again at one of its steps"
    ),
    (
      "--preset circle --at 5:seed=3",
      "--at 5:seed=3: a run cannot be told to begin again at one of its steps"
    ),
    (
      "--preset circle --at 5:lr",
      "--at 5:lr: a name and its value would be right, such as optimizer=adam, lr=0.01 or "
        + "layer.weight[0][1]=0.5"
    ),
    (
      "--preset circle --at 5:lr=",
      "--at 5:lr=: a name and its value would be right, such as optimizer=adam, lr=0.01 or "
        + "layer.weight[0][1]=0.5"
    ),
    (
      "--preset circle --at 5:lr=-1",
      "--at 5:lr=-1: sgd: lr=-1, where a number of 0 or more would be right"
    ),
    (
      "--preset circle --at 5:lr=x",
      "--at 5:lr=x: sgd: lr=x, where a number of 0 or more would be right"
    ),
    (
      "--preset circle --at 5:beta1=0.5",
      "--at 5:beta1=0.5: sgd has no setting beta1; it has lr, momentum, dampening, "
        + "weight_decay, nesterov"
    ),
    (
      "--preset circle --at 5:optimizer=lion",
      "--at 5:optimizer=lion: there is no optimizer lion; there are sgd, adam, adamw, rmsprop, "
        + "adagrad, adadelta, muon"
    ),
    (
      "--preset circle --at 5:optimizer=muon",
      "--at 5:optimizer=muon: muon changes matrices only, and 0.bias has the shape [4]; layers "
        + "with bias=False have no other parameters"
    ),
    (
      "--preset circle --at 5:nesterov=True",
      "--at 5:nesterov=1: sgd: nesterov needs a momentum above 0 and a dampening of 0, not "
        + "momentum=0 dampening=0"
    ),
    (
      #"--preset circle --at "5:0.weight[9][0]=1""#,
      "--at 5:0.weight[9][0]=1: there is no number 0.weight[9][0]: 0.weight has the shape [4, "
        + "2]"
    ),
    (
      #"--preset circle --at "5:0.weight[0]=1""#,
      "--at 5:0.weight[0]=1: there is no number 0.weight[0]: 0.weight has the shape [4, 2]"
    ),
    (
      #"--preset circle --at "5:weight[0][0]=1""#,
      "--at 5:weight[0][0]=1: there is no tensor weight; there are 0.weight, 0.bias, 2.weight, "
        + "2.bias, 4.weight, 4.bias"
    ),
    (
      #"--preset circle --at "5:0.weight[a][0]=1""#,
      "--at 5:0.weight[a][0]=1: 0.weight[a][0] is no place; layer.weight[0][1] would be one"
    ),
    (
      #"--preset circle --at "5:0.weight[0][0]=1e39""#,
      "--at 5:0.weight[0][0]=1e39: 1e39 is no finite float32 number, such as 0.5"
    ),
    (
      #"--preset circle --at "5:x[0]=1""#,
      "--at 5:x[0]=1: there is no tensor x; there are 0.weight, 0.bias, 2.weight, 2.bias, "
        + "4.weight, 4.bias"
    ),
    (
      #"--at "5:x[7]=1""#,
      "--at 5:x[7]=1: there is no number x[7]: x has the shape [2]"
    ),
  ]

  static let printing: [Case] = [
    (
      "--preset circle --threads 0",
      "The value '0' is invalid for '--threads <n>': a whole number from 1 to 1024 is needed, "
        + "or auto"
    ),
    (
      "--preset circle --steps 5 --epochs 5",
      "--steps and --epochs exclude each other; give one of them"
    ),
    (
      "--preset circle --epochs -1",
      "The value '-1' is invalid for '--epochs <n>': a whole number of 0 or more is needed, "
        + "such as 100"
    ),
    (
      "--preset circle --epochs 9223372036854775807",
      "--epochs 9223372036854775807: more steps than can be counted; fewer would be right"
    ),
    (
      "--preset circle --every 0",
      "The value '0' is invalid for '--every <k>': a whole number of 1 or more is needed, such "
        + "as 2"
    ),
    (
      "--preset circle --fields weights",
      "The value 'weights' is invalid for '--fields <list>': 'weights' is none of the fields "
        + "loss, batch, prediction, gradients, parameters, hand, state"
    ),
    (
      #"--preset circle --fields """#,
      "The value '' is invalid for '--fields <list>': '' is none of the fields loss, batch, "
        + "prediction, gradients, parameters, hand, state"
    ),
    (
      "--preset circle --fields hand",
      "--fields hand: only the article's layer is derived by hand, and another network is "
        + "given; leave it out"
    ),
    (
      "--preset circle --fields loss --format text",
      "--fields means nothing with --format text, which is the same for all; leave it out"
    ),
    (
      "--preset xor --loss bce",
      "--model: BCELoss() takes probabilities, and Tanh() gives other numbers; a Sigmoid behind it would be right, "
        + "or bce-with-logits"
    ),
    (
      "--preset text --split 0.9999 --epochs 1",
      "--split 0.9999: a split of 0.9999 leaves 2500 rows to learn from and 0 held out, of "
        + "2500; each part needs one"
    ),
  ]

  @Test(arguments: networks) func aWrongNetworkIsOneLine(_ wrong: Case) { check(wrong) }

  @Test(arguments: data) func wrongDataIsOneLine(_ wrong: Case) { check(wrong) }

  @Test(arguments: files) func aWrongFileOptionIsOneLine(_ wrong: Case) { check(wrong) }

  @Test(arguments: optimizers) func aWrongOptimizerIsOneLine(_ wrong: Case) { check(wrong) }

  @Test(arguments: events) func aWrongEventIsOneLine(_ wrong: Case) { check(wrong) }

  @Test(arguments: printing) func wrongPrintingIsOneLine(_ wrong: Case) { check(wrong) }

  private func check(_ wrong: Case) {
    do {
      let command = try TraceCommandLine.parse(words(wrong.arguments))
      _ = try command.prepared(DescriptorWriter(descriptor: -1, name: "nothing"))
      Issue.record("\(wrong.arguments) is taken")
    } catch {
      #expect(TraceCommandLine.message(for: error) == wrong.line)
      #expect(TraceCommandLine.exitCode(for: error) == .validationFailure)
      #expect(!wrong.line.contains("\n"))
    }
  }
}
