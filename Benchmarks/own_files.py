"""Files of every kind that viz reads, made by rules, with the networks that learn from them; for script_check.py."""

import gzip
import io
import json

import numpy
import torch

# Every file has the same 57 rows of three features, so that a last batch is smaller.
CLASSES = ["--model", "Linear(8), Tanh, Linear(3)", "--loss", "cross-entropy"]
VALUES = ["--model", "Linear(8), Tanh, Linear(1)", "--loss", "mse"]
PICTURES = ["--model", "Linear(9), ReLU, Linear(3)", "--loss", "cross-entropy"]


def table(names="a,b,c,kind", separator=",", end="\n", quote="", targets=None, missing={}):
    """A table's text: three features, and a kind in words or another target; `missing` has other words for some fields."""
    random = numpy.random.default_rng(5)
    kinds = random.integers(0, 3, 57)
    features = numpy.round(random.normal(size=(57, 3)) + 2 * numpy.eye(3)[kinds], 3)
    targets = [quote + ["cat", "Ant eater", "dög"][kind] + quote for kind in kinds] if targets is None else targets(kinds, features)
    rows = [[*map(str, row), str(target)] for row, target in zip(features, targets)]
    for (row, column), word in missing.items():
        rows[row][column] = word
    return "".join(separator.join(row) + end for row in ([names.split(",")] if names else []) + rows).encode()


def arrays(features, targets):
    """Features and numbers of classes in the types that are asked for; whole numbers are those of a table in tenths."""
    rows = [line.decode().split(",") for line in table(targets=lambda kinds, _: kinds).splitlines()[1:]]
    numbers = numpy.array(rows, dtype="float64")
    scale = 1 if numpy.dtype(features).kind == "f" else 10
    return (abs(numbers[:, :3]) * scale).astype(features), numbers[:, 3].astype(targets)


def npz(x, y, save=numpy.savez):
    file = io.BytesIO()
    save(file, x=x, y=y)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    numpy.save(file, array)
    return file.getvalue()


def safetensors(**tensors):
    """The format in full: the header's length, the header, the bytes."""
    types = {"float32": "F32", "float64": "F64", "int64": "I64", "uint8": "U8"}
    header, content = {}, b""
    for name, array in tensors.items():
        begin, content = len(content), content + array.tobytes()
        header[name] = {"dtype": types[str(array.dtype)], "shape": array.shape, "data_offsets": [begin, len(content)]}
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + content


def read_safetensors(content):
    """Tensors by name."""
    length = int.from_bytes(content[:8], "little")
    header, body = json.loads(content[8:8 + length]), bytearray(content[8 + length:])
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(body, dtype=torch.float32, offset=entry["data_offsets"][0], count=int(numpy.prod(entry["shape"])))
        .reshape(entry["shape"])
        for name, entry in header.items() if entry["dtype"] == "F32"
    }


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + numpy.array(array.shape, dtype=">u4").tobytes() + array.tobytes()


def pictures(count, seed):
    """Pictures of 6×5 bytes, and a label that their brightness gives."""
    random = numpy.random.default_rng(seed)
    labels = numpy.arange(count, dtype="uint8") % 3
    return (random.integers(0, 86, (count, 6, 5)) + 85 * labels[:, None, None]).astype("uint8"), labels


def own_files():
    """Each file's name, content and the options for a network that learns it."""
    x, y = arrays("float64", "int64")
    gap = {(3, 0): "", (7, 1): "NA", (12, 2): "?", (30, 3): ""}
    yield "words.csv", table(), CLASSES
    yield "semicolons.csv", table(separator=";"), CLASSES
    yield "tabs.tsv", table(separator="\t"), CLASSES
    yield "no-header.csv", table(names=None), CLASSES
    yield "quotes.csv", table(names='"a","b ""x""","c\'s","kind"', quote='"'), CLASSES
    yield "mark.csv", b"\xef\xbb\xbf" + table(), CLASSES
    yield "umlaut.csv", table(names="Öle,Säuren,Salze,Art"), CLASSES
    yield "windows.csv", table(end="\r\n"), CLASSES
    yield "missing.csv", table(missing=gap), CLASSES
    yield "missing-no-header.csv", table(names=None, missing=gap), CLASSES
    yield "packed.csv.gz", gzip.compress(table(), mtime=0), CLASSES
    yield "columns.csv", table(), [*VALUES, "--features", "a,-2", "--target", "b"]
    yield "two-targets.csv", table(), ["--model", "Linear(8), Tanh, Linear(2)", "--loss", "l1", "--features", "a", "--target", "b,c"]
    # A path that needs care in Python.
    yield "it's \"odd\" \\n.csv", table(), CLASSES
    for name in ("float64", "float32", "float16", "int32", "uint8", "bool", ">f4", ">i8"):
        yield f"{name.replace('>', 'big-endian-')}.npz", npz(*arrays(name, "int64")), CLASSES
    yield "fortran.npz", npz(numpy.asfortranarray(x), y.astype("uint8")), CLASSES
    yield "deflated.npz", npz(x, y[:, None], numpy.savez_compressed), CLASSES
    yield "columns.npy", npy(numpy.column_stack([x, y])), CLASSES
    yield "fortran.npy", npy(numpy.asfortranarray(numpy.column_stack([x, y]).astype(">f4"))), [*VALUES, "--target", "0"]
    yield "arrays.safetensors", safetensors(x=x.astype("float32"), y=y), CLASSES
    yield "mixed.safetensors", safetensors(x=x, y=y.astype("uint8")), CLASSES
    yield "letters.npz", npz(*arrays("uint8", "int64")), ["--model", "Embedding(60, 4), Flatten, Linear(3)", *CLASSES[2:]]
    yield "values.csv", table(targets=lambda _, x: numpy.round(x @ [0.3, -0.2, 0.1], 4)), VALUES
    for loss in ("l1", "smooth-l1"):
        yield f"{loss}.csv", table(targets=lambda _, x: numpy.round(x @ [0.3, -0.2, 0.1], 4)), [*VALUES[:3], loss]
    # Labels of two classes as people write them, for each loss that takes them.
    for kind, labels in (("signs", ["-1", "1"]), ("bits", ["0", "1"]), ("answers", ["no", "yes"])):
        content = table(targets=lambda kinds, _: [labels[min(kind, 1)] for kind in kinds])
        yield f"{kind}-mse.csv", content, VALUES
        yield f"{kind}-bce.csv", content, ["--model", "Linear(8), Tanh, Linear(1), Sigmoid", "--loss", "bce"]
        yield f"{kind}-logits.csv", content, [*VALUES[:3], "bce-with-logits"]
        yield f"{kind}-classes.csv", content, [*CLASSES[:3], "cross-entropy label_smoothing=0.1"]
