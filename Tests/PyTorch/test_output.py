"""What a program prints that viz watch has started: the same as without viz, and no reason to end when the disk is full."""

import os
import subprocess
import sys
import tempfile
import unittest

from support import environment, program

TEXT = r"""
    import logging, os, sys
    logging.basicConfig(level=logging.INFO)
    print("one", "ü日本", flush=True)
    sys.stdout.write("two\n")
    sys.stdout.buffer.write(b"three\xff\n")
    sys.stdout.flush()
    print("four", end="\r")
    logging.info("five")
    os.write(1, b"six\n")
    print("x" * 70000)
    print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.isatty(), sys.stdout.fileno(), sys.stderr.fileno())
    """


class OutputTests(unittest.TestCase):
    def run_it(self, path, output, **changes):
        return subprocess.run(
            [sys.executable, path], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env=environment(PYTHONUNBUFFERED="1", **changes), timeout=60,
        ).returncode

    def test_what_is_printed_is_the_same_to_the_byte(self):
        path, printed = program(TEXT), []
        for is_watched in (False, True):
            with tempfile.NamedTemporaryFile() as file:
                self.assertEqual(self.run_it(path, file, **({"VIZ_OUTPUT": file.name} if is_watched else {})), 0)
                file.seek(0)
                printed.append(file.read())
        self.assertEqual(printed[0], printed[1])
        self.assertIn(b"three\xff", printed[0])

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no disk that is full")
    def test_a_full_disk_ends_no_program(self):
        path = program("for n in range(100): print('line', n)")
        with open("/dev/full", "wb") as full:
            self.assertNotEqual(self.run_it(path, full), 0)
            self.assertEqual(self.run_it(path, full, VIZ_OUTPUT="/dev/full"), 0)
            self.assertNotEqual(self.run_it(path, full, VIZ_OUTPUT=path), 0, "another file is the program's own")

    def test_a_closed_output_is_left_as_it_is(self):
        path = program("print('x')")
        outcome = subprocess.run(
            ["sh", "-c", 'exec "$0" "$1" >&- 2>&-', sys.executable, path], env=environment(VIZ_OUTPUT=path)
        )
        self.assertEqual(outcome.returncode, 0)
