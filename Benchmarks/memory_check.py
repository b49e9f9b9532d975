"""Has viz read large files, and holds its time against pandas.read_csv and its memory against a bound.

Called by scripts/compare with the program viz. Exits with 1 where anything is short. The files are made anew each time, in
a temporary folder, and are the same each time:

    table.csv   1,000,000 rows of 20 numbers under a header, 160 MB
    idx/        60,000 and 10,000 pictures of 28×28 with their labels, named and packed as Fashion-MNIST is

Linux counts what a process held before it became another program into that program's peak. So this process, which viz is
started from, loads neither NumPy nor pandas: what needs them runs in processes of its own, this file with other arguments.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time

from compare.verdicts import Verdicts

ROWS, COLUMNS = 1_000_000, 20
TURNS = 2
MOST_MEGABYTES = 400
MOST_TIMES_PANDAS = 2


def make(folder):
    """Both kinds of file."""
    make_csv(os.path.join(folder, "table.csv"))
    os.mkdir(os.path.join(folder, "idx"))
    for name, count in (("train", 60_000), ("t10k", 10_000)):
        make_pictures(os.path.join(folder, "idx", name), count)


def make_csv(path):
    """Numbers such as 72.0415 and -3.9071 that look random, written digit by digit: formatting them would take a minute."""
    import numpy

    at_once = 100_000
    with open(path, "wb") as file:
        file.write(",".join([*(f"x{column}" for column in range(COLUMNS - 1)), "y"]).encode() + b"\n")
        for start in range(0, ROWS * COLUMNS, at_once * COLUMNS):
            index = numpy.arange(start, start + at_once * COLUMNS, dtype=numpy.uint32)
            number = (index * numpy.uint32(0x9E3779B1) >> numpy.uint32(8)) % 1_000_000
            text = numpy.empty((len(index), 8), dtype=numpy.uint8)
            for place, digit in zip((0, 1, 3, 4, 5, 6), range(5, -1, -1)):
                text[:, place] = ord("0") + number // 10**digit % 10
            text[text[:, 0] < ord("5"), 0] = ord("-")
            text[:, 2], text[:, 7] = ord("."), ord(",")
            text[COLUMNS - 1::COLUMNS, 7] = ord("\n")
            file.write(text.tobytes())


def make_pictures(path, count):
    """Chequers on black, as wide as the label says, with a brightness of their own: they compress about as clothes do."""
    import gzip

    import numpy

    label = numpy.arange(count, dtype=numpy.int64) * 7919 % 10
    y, x = numpy.mgrid[:28, :28]
    inside = (abs(y - 14) < 11) & (abs(x - 14) < 11)
    patterns = numpy.stack([(y // (k + 1) + x // (k + 1)) % 2 * 60 + (y * x * (k + 3)) % 64 for k in range(10)])
    brightness = 1 + numpy.arange(count)[:, None, None] * 31 % 128
    pixels = ((patterns[label] + brightness) * inside).astype(numpy.uint8)
    for kind, values in (("images-idx3", pixels), ("labels-idx1", label.astype(numpy.uint8))):
        # A magic number that says "bytes" and how many axes; then the length of each, all big endian.
        header = bytes([0, 0, 8, values.ndim]) + numpy.array(values.shape, dtype=">u4").tobytes()
        with gzip.open(f"{path}-{kind}-ubyte.gz", "wb", compresslevel=6) as file:
            file.write(header + values.tobytes())


def read_with_pandas(path):
    """Prints the seconds that it takes, without those for loading pandas."""
    import pandas

    start = time.perf_counter()
    table = pandas.read_csv(path)
    print(time.perf_counter() - start)
    assert table.shape == (ROWS, COLUMNS)


def in_own_process(*arguments):
    """What this file prints with these arguments."""
    return subprocess.run([sys.executable, __file__, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


class Trace:
    """A run of `viz trace` for a number of steps: how long it took, its peak memory, and what went wrong, if anything did."""

    def __init__(self, viz, options, steps):
        # Into files, because nobody reads a pipe while the process is waited for.
        with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                [viz, "trace", *options, "--steps", str(steps)], stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            # Linux counts kilobytes, macOS bytes.
            self.megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
            output.seek(0)
            errors.seek(0)
            self.fault = self.find_fault(process.returncode, output.read(), errors.read(), steps)

    @staticmethod
    def find_fault(code, output, errors, steps):
        if code != 0:
            # The first line has the fault; what follows is how to use the program.
            return f"exit {code}: {(errors.strip() or 'without a word').splitlines()[0]}"
        records = [json.loads(line) for line in output.splitlines()]
        losses = {record["step"]: record["loss"] for record in records if "loss" in record}
        loss = losses.get(steps)
        if not isinstance(loss, (int, float)) or not math.isfinite(loss):
            return f"no finite loss at step {steps}, but {loss}"
        return None


def check_csv(viz, path, verdicts):
    """Time and memory for a table, in turns with pandas."""
    options = ["--data", path, "--model", f"Linear({COLUMNS - 1}, 1)", "--loss", "mse"]
    traces, pandas = [], []
    for _ in range(TURNS):
        traces.append(Trace(viz, options, steps=1))
        pandas.append(float(in_own_process("read", path)))
    what = "a CSV of 1,000,000 × 20 numbers"
    fault = next((trace.fault for trace in traces if trace.fault), None)
    if fault:
        verdicts.fail(what, fault)
        return
    seconds = min(trace.seconds for trace in traces)
    print(f"  {seconds:.2f} s with start, a step and end; pandas.read_csv {min(pandas):.2f} s without its start")
    verdicts.add_bound(f"{what}, time beside pandas", seconds / min(pandas), MOST_TIMES_PANDAS, "×")
    verdicts.add_bound(f"{what}, peak memory", max(trace.megabytes for trace in traces), MOST_MEGABYTES, " MB")


def check_pictures(viz, folder, verdicts):
    """Memory for pictures."""
    model = "Flatten, Linear(784, 128), ReLU, Linear(128, 10)"
    trace = Trace(viz, ["--data", folder, "--model", model, "--loss", "cross-entropy"], steps=100)
    what = "70,000 pictures of 28×28 in IDX.gz"
    if trace.fault:
        verdicts.fail(what, trace.fault)
        return
    print(f"  {trace.seconds:.2f} s with 100 steps of 784-128-10")
    verdicts.add_bound(f"{what}, peak memory", trace.megabytes, MOST_MEGABYTES, " MB")


def main(viz):
    verdicts = Verdicts()
    print("\nlarge files")
    with tempfile.TemporaryDirectory(prefix="viz-memory-") as folder:
        in_own_process("make", folder)
        check_csv(viz, os.path.join(folder, "table.csv"), verdicts)
        check_pictures(viz, os.path.join(folder, "idx"), verdicts)
    print("\n" + "\n".join(verdicts.lines))
    return 1 if verdicts.failed else 0


if __name__ == "__main__":
    actions = {"make": make, "read": read_with_pandas}
    if len(sys.argv) == 3:
        actions[sys.argv[1]](sys.argv[2])
    else:
        sys.exit(main(*sys.argv[1:]))
