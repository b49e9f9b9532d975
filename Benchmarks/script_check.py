"""Runs the programs that `viz script` prints and compares their losses with those of `viz trace`, run by run; and has PyTorch
and viz read each other's weights.

Called by scripts/compare with the program viz, and seeds to try where others than 3 are wanted. Exits with 1 where a loss differs by
more than 1e-6 + 1e-5 · loss in the first hundred steps, or a prediction by more than that. The files that viz and the programs read
are made anew each time, in a temporary folder, and are the same each time.
"""

import contextlib
import gzip
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile

import numpy
import torch

from own_files import CLASSES, PICTURES, idx, own_files, pictures, read_safetensors, safetensors, table

torch.set_num_threads(1)

PRESETS = ["article", "circle", "spiral", "xor", "gauss", "plane", "gaussians", "text", "digits", "penguins"]
# Rates at which no run is chaotic: with momentum and lr=0.05, a last bit grows into another loss within a hundred steps, in PyTorch
# alone as well.
OPTIMIZERS = [
    "sgd lr=0.1",
    "sgd lr=0.01 momentum=0.9",
    "adam lr=0.01",
    "adamw lr=0.01 weight_decay=0.1",
    "rmsprop lr=0.01",
    "adagrad lr=0.05",
]
VARIANTS = [
    [],
    ["--schedule", "cosine T_max=20"],
    ["--clip-norm", "0.1"],
    ["--toggle", "40"],
]

SAMPLING = [
    ["--batch", "8"],
    ["--batch", "8", "--standardize", "--split", "0.8", "--data-seed", "4"],
    ["--batch", "all", "--no-shuffle"],
    ["--batch", "8", "--standardize", "--drop-last"],
]


class Difference(Exception):
    """Why a run cannot be compared, or is not the same."""


# ---- both programs ----------------------------------------------------------------------------------------------------


def viz_output(viz, command, options, standard_input=b""):
    result = subprocess.run([viz, command, *options], capture_output=True, input=standard_input)
    if result.returncode != 0:
        raise Difference(f"viz {command}: {result.stderr.decode().strip()}")
    return result.stdout.decode()


def losses(lines):
    """The loss of each step; a trace has lines of other kinds too."""
    records = [json.loads(line) for line in lines.splitlines()]
    return {record["step"]: record["loss"] for record in records if "loss" in record}


def run_program(program, standard_input=b""):
    """What a program prints, and its variables; it runs in this process, because torch takes seconds to load."""
    output, variables, own_input = io.StringIO(), {"__name__": "__main__"}, sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(standard_input), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(output):
            exec(compile(program, "viz script", "exec"), variables)
    except Exception as error:
        raise Difference(f"the program ends with {type(error).__name__}: {error}") from error
    finally:
        sys.stdin = own_input
    return output.getvalue(), variables


def ratio(ours, theirs):
    """The largest difference of two lists of numbers in multiples of the tolerance, and its place."""
    ours, theirs = numpy.asarray(ours, dtype=float).flatten(), numpy.asarray(theirs, dtype=float).flatten()
    if ours.shape != theirs.shape:
        raise Difference(f"{len(ours)} numbers of viz, {len(theirs)} of PyTorch")
    # A number that is none counts as the largest difference.
    ratios = numpy.nan_to_num(abs(ours - theirs) / (1e-6 + 1e-5 * abs(theirs)), nan=numpy.inf)
    return float(ratios.max()), int(ratios.argmax())


def largest_difference(viz, options, standard_input=b""):
    """The largest difference of a step's loss, in multiples of the tolerance, and its step."""
    ours = losses(viz_output(viz, "trace", options, standard_input))
    theirs = losses(run_program(viz_output(viz, "script", options, standard_input), standard_input)[0])
    if ours.keys() != theirs.keys():
        raise Difference("trace and script differ in their steps")
    largest, place = ratio(list(ours.values()), [theirs[step] for step in ours])
    return largest, f"step {list(ours)[place]}"


# ---- what is compared -------------------------------------------------------------------------------------------------


def preset_runs(seed):
    """Each preset with four of the optimizers, each optimizer with six presets or more, the variants in turn. All combinations
    would take a minute.
    """
    for (row, preset), (column, optimizer) in itertools.product(enumerate(PRESETS), enumerate(OPTIMIZERS)):
        if (row + column) % 3 == 2:
            continue
        data_seed = [] if preset == "article" else ["--data-seed", str(int(seed) + 1)]
        variant = VARIANTS[(row + column) % len(VARIANTS)]
        options = ["--preset", preset, "--seed", seed, *data_seed, "--optimizer", optimizer, *variant]
        yield f"{preset:<10}{optimizer:<32}{' '.join(variant)}", options, b""


def file_runs(seed, folder):
    """Files of one's own, by themselves and in turn in batches of all kinds; some also by standard input."""
    common = ["--seed", seed, "--optimizer", "adam lr=0.01"]
    for number, (name, content, network) in enumerate(own_files()):
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        sampling = SAMPLING[0 if name == "letters.npz" else number % len(SAMPLING)]
        yield f"{name:<30}{' '.join(sampling)}", ["--data", path, *network, *sampling, *common], b""
        if name in ("words.csv", "missing-no-header.csv", "deflated.npz", "columns.npy", "arrays.safetensors"):
            yield f"{name:<30}by standard input", ["--data", "-", *network, *common], content
    words, half = os.path.join(folder, "words.csv"), os.path.join(folder, "half.csv")
    with open(half, "wb") as file:
        file.write(b"\n".join(table().splitlines()[:30]) + b"\n")
    yield f"{'half.csv':<30}--test words.csv", ["--data", half, "--test", words, "--standardize", *CLASSES, *common], b""
    for ending, place in (("", "pictures"), (".gz", "packed")):
        os.mkdir(os.path.join(folder, place))
        for part, count in (("train", 57), ("t10k", 10)):
            for kind, array in zip(("images-idx3", "labels-idx1"), pictures(count, 6)):
                with open(os.path.join(folder, place, f"{part}-{kind}-ubyte{ending}"), "wb") as file:
                    file.write(gzip.compress(idx(array), mtime=0) if ending else idx(array))
        for sampling in SAMPLING[:2]:
            options = ["--data", os.path.join(folder, place), *PICTURES, *sampling, *common]
            yield f"{place + '/':<30}{' '.join(sampling)}", options, b""


def weight_runs(seed, folder):
    """Weights that PyTorch wrote, to start from."""
    torch.manual_seed(int(seed))
    model = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    numpy.savez(os.path.join(folder, "weights.npz"), **weights)
    with open(os.path.join(folder, "weights.safetensors"), "wb") as file:
        file.write(safetensors(**weights))
    for name in ("weights.npz", "weights.safetensors"):
        options = ["--data", os.path.join(folder, "words.csv"), *CLASSES, "--weights", os.path.join(folder, name), "--seed", seed]
        yield f"{'words.csv':<30}--weights {name}", options, b""


def loadings(seed, folder):
    """Networks whose weights go to and fro, each with the options and rows for viz predict."""
    words, bits = os.path.join(folder, "words.csv"), os.path.join(folder, "bits-logits.csv")
    for preset in ("circle", "text", "digits"):
        yield preset, ["--preset", preset], ["--seed", seed]
    yield "words.csv", CLASSES, ["--data", words, "--seed", seed]
    yield "words.csv, standardized", CLASSES, ["--data", words, "--standardize", "--split", "0.8", "--seed", seed]
    yield "bits-logits.csv", ["--model", "first: Linear(8), Tanh, last: Linear(1)", "--loss", "bce-with-logits"], [
        "--data", bits, "--seed", seed]


def loading_difference(viz, network, run, folder):
    """Has PyTorch load what viz writes, and viz what PyTorch writes: names and shapes exactly; then the largest difference of
    predictions and of the first loss, in multiples of the tolerance, and where it is.
    """
    whole = ["--batch", "all", "--no-shuffle"]
    steps = ["--steps", "25"]
    variables = run_program(viz_output(viz, "script", [*network, *run, *whole, *steps]))[1]
    model, x, y = variables["model"], variables["x"], variables["y"]
    found = []
    for ending in ("npz", "safetensors"):
        path = os.path.join(folder, f"exported.{ending}")
        viz_output(viz, "export", [*network, *run, *steps, "-o", path])
        with open(path, "rb") as file:
            content = file.read()
        if ending == "npz":
            exported = {name: torch.from_numpy(array) for name, array in numpy.load(io.BytesIO(content)).items()}
        else:
            exported = read_safetensors(content)
        try:
            model.load_state_dict(exported, strict=True)
        except RuntimeError as error:
            raise Difference(f"load_state_dict from .{ending}: {error}") from error
        found.append((*first_step(viz, [*network, *run, *whole, "--weights", path], variables), f"exported .{ending}"))
    # The rows as the network gets them: weights from .npz come without the scale of the rows that were learnt from.
    rows = os.path.join(folder, "rows.npy")
    numpy.save(rows, x.numpy())
    predicted = [
        json.loads(line) for line in viz_output(
            viz, "predict", [*network, "--weights", os.path.join(folder, "exported.npz"), "--data", rows]).splitlines()
    ]
    prediction = model(x).detach()
    found.append((*ratio([row["prediction"] for row in predicted], prediction), "viz predict"))
    if prediction.ndim == 2 and prediction.shape[1] > 1:
        classes = [str(row["class"]) for row in predicted]
        if classes != [str(int(place)) for place in prediction.argmax(1)]:
            raise Difference("the classes of viz predict are others")
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(0.9).add_(0.01)
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    for ending in ("npz", "safetensors"):
        path = os.path.join(folder, f"written.{ending}")
        if ending == "npz":
            numpy.savez(path, **weights)
        else:
            with open(path, "wb") as file:
                file.write(safetensors(**weights))
        found.append((*first_step(viz, [*network, *run, *whole, "--weights", path], variables), f"written .{ending}"))
    largest, _, where = max(found)
    return largest, where


def first_step(viz, options, variables):
    """The difference of viz's first loss and predictions from those of a program's model."""
    lines = viz_output(viz, "trace", [*options, "--steps", "1", "--fields", "loss,prediction"]).splitlines()
    ours = next(record for record in map(json.loads, lines) if "loss" in record)
    model, x, y = variables["model"], variables["x"], variables["y"]
    with torch.no_grad():
        prediction = model(x)
        loss = variables["loss_function"](prediction, y)
    return ratio([ours["loss"], *numpy.ravel(ours["prediction"])], [float(loss), *prediction.flatten().tolist()])


def main(viz, *seeds):
    failures, worst = 0, 0.0
    print(f"PyTorch {torch.__version__}; differences of the losses in multiples of 1e-6 + 1e-5 · loss\n")

    def report(what, comparison, *arguments):
        nonlocal failures, worst
        try:
            largest, place = comparison(viz, *arguments)
            # Written so that a difference that is no number fails.
            fails = not largest <= 1
            worst = max(worst, largest)
            print(f"seed {seed}  {what:<72}{largest:8.3f} at {place}{'  FAILS' if fails else ''}", flush=True)
        except Difference as difference:
            fails = True
            print(f"seed {seed}  {what:<72}   FAILS: {difference}", flush=True)
        failures += fails

    for seed in seeds or ["3"]:
        with tempfile.TemporaryDirectory() as folder:
            for what, options, content in itertools.chain(preset_runs(seed), file_runs(seed, folder), weight_runs(seed, folder)):
                report(what, largest_difference, [*options, "--steps", "100"], content)
            for what, network, run in loadings(seed, folder):
                report(f"{what:<30}weights to PyTorch and back", loading_difference, network, run, folder)
    print(f"\nlargest: {worst:.3f}; {failures} runs differ" if failures else f"\nlargest: {worst:.3f}; all runs agree")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
