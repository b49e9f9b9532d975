"""Writes events.json: event files as torch's SummaryWriter makes them, with the scalars that TensorBoard reads from them.

Needs torch and tensorboard: python make_golden_events.py > events.json
"""

import base64
import glob
import json
import tempfile

import torch
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from torch.utils.tensorboard import SummaryWriter


def plain(writer):
    for step in range(12):
        writer.add_scalar("loss/train", 2.0 * 0.8**step, step)
        if step % 4 == 0:
            writer.add_scalar("accuracy", 1 - 0.5**step, step)


def tensors(writer):
    for step in range(5, 9):
        writer.add_scalar("loss", 1.0 / step, step, new_style=True)
        writer.add_scalar("double", 1.0 / step, step, new_style=True, double_precision=True)


def others_between(writer):
    writer.add_text("config", "lr 0.1", 0)
    writer.add_histogram("weights", torch.arange(10.0), 0)
    writer.add_scalars("both", {"train": 1.5, "test": 2.5}, 3)
    writer.add_scalar("not finite", float("nan"), 1)
    writer.add_scalar("not finite", float("inf"), 2)
    writer.add_scalar("far", 7.0, 3_000_000_000)


def without_steps(writer):
    for value in (3.0, 2.0, 1.0):
        writer.add_scalar("loss", value)


def number(value):
    """The one number of a value that TensorBoard has made into a tensor, if it is a scalar."""
    tensor = value.tensor
    if value.metadata.plugin_data.plugin_name != "scalars":
        return None
    if tensor.tensor_content:
        import numpy

        return float(numpy.frombuffer(tensor.tensor_content, "<f4" if tensor.dtype == 1 else "<f8")[0])
    return float((tensor.float_val or tensor.double_val)[0])


def golden(make):
    with tempfile.TemporaryDirectory() as folder:
        with SummaryWriter(folder) as writer:
            make(writer)
        (path,) = [name for name in glob.glob(folder + "/events*")]
        numbers = []
        for event in EventFileLoader(path).Load():
            for value in event.summary.value:
                told = number(value)
                if told is not None:
                    numbers.append([value.tag, event.step, repr(told)])
        with open(path, "rb") as file:
            data = base64.b64encode(file.read()).decode()
        return {"name": make.__name__, "base64": data, "numbers": numbers}


print(json.dumps([golden(make) for make in (plain, tensors, others_between, without_steps)], indent=1))
