"""What a viewer may send, and what chance makes of it: messages, requests and wishes, or one line that says why not."""

import json
import os
import random
import struct
import unittest

import support  # noqa: F401
from viz_torch import requests, wire
from viz_torch.frames import Want
from viz_torch.steered import Refusal

SEEDS = [
    {"kind": "want", "tensors": ["0.weight"], "rows": 16, "columns": 32, "rate": 30, "summaries": True},
    {"kind": "do", "id": 1, "what": "set", "setting": "lr", "factor": 0.5, "of": 0},
    {"kind": "do", "id": 2, "what": "set", "setting": "beta1", "value": 0.9},
    {"kind": "do", "id": 3, "what": "step", "count": 5},
    {"kind": "do", "id": 4, "what": "optimizer", "name": "adam"},
    {"kind": "do", "id": 5, "what": "break", "on": "loss", "factor": 5, "isOn": True},
]
ODD = [None, True, -1, 0, 1 << 70, 1e308, float("nan"), float("-inf"), "", "lr", "\ud800", [], {}, [1], {"a": 1}]
TRIES = 2000000 if os.environ.get("VIZ_NIGHTLY") else 50000


class WireTests(unittest.TestCase):
    def setUp(self):
        self.chance = random.Random(1)

    def test_bytes_that_chance_has_changed_are_messages_or_refused(self):
        good = b"".join(wire.encode(seed["kind"], seed) for seed in SEEDS)
        for _ in range(TRIES):
            data = bytearray(good)
            for _ in range(self.chance.randint(1, 4)):
                place = self.chance.randrange(len(data))
                how = self.chance.randrange(3)
                if how == 0:
                    data[place] = self.chance.randrange(256)
                elif how == 1:
                    del data[place : place + self.chance.randint(1, 9)]
                else:
                    data[place:place] = struct.pack("<I", self.chance.choice([0, 1, 255, 1 << 31, (1 << 32) - 1]))
            decoder, whole, start = wire.Decoder(), [], 0
            try:
                while start < len(data):
                    length = self.chance.randint(1, len(data))
                    whole += decoder.feed(bytes(data[start : start + length]))
                    start += length
            except wire.WireError:
                pass
            for header in whole:
                self.assertIsInstance(header["kind"], str)

    def test_requests_and_wishes_of_any_kind_are_taken_or_refused(self):
        for _ in range(TRIES):
            header = dict(self.chance.choice(SEEDS))
            for _ in range(self.chance.randint(0, 3)):
                header[self.chance.choice(list(header) + ["of", "value", "factor"])] = self.chance.choice(ODD)
            want = Want(header)
            self.assertTrue(1 <= want.rows <= 512 and 1 <= want.columns <= 1024 and 0 <= want.rate <= 60)
            self.assertTrue(all(isinstance(name, str) for name in want.tensors))
            try:
                request = requests.parse(header)
            except Refusal as refusal:
                self.assertTrue(str(refusal))
            else:
                # What all ranks are told, and what the log keeps.
                self.assertEqual(json.loads(json.dumps(request, allow_nan=False)), request)


if __name__ == "__main__":
    unittest.main()
