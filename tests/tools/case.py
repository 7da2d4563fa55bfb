"""What the tests of the command `isopel` have in common. A test file's arguments are ISOPEL DATA [CLASS...]."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import pictures

if len(sys.argv) < 3:
    sys.exit(sys.modules["__main__"].__doc__)
ISOPEL, DATA = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="isopel-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def path(self, name):
        return str(self.folder / name)

    def write(self, name, data):
        (self.folder / name).write_bytes(data)
        return self.path(name)

    def run_isopel(self, *arguments, stdin=b"", env=None):
        environment = dict(os.environ, **(env or {}))
        return subprocess.run([ISOPEL, *map(str, arguments)], input=stdin, capture_output=True, timeout=120,
                              env=environment)

    def good(self, *arguments, **more):
        """Runs the command, which must succeed; gives its standard output."""
        run = self.run_isopel(*arguments, **more)
        self.assertEqual(run.returncode, 0, run)
        return run.stdout

    def bad(self, *arguments, code=1, files=None, **more):
        """Runs the command, which must fail with one sentence and leave no new file; gives the sentence."""
        before = sorted(os.listdir(self.folder))
        run = self.run_isopel(*arguments, **more)
        self.assertEqual(run.returncode, code, run)
        self.assertEqual(run.stdout, b"")
        text = run.stderr.decode()
        self.assertRegex(text, r"\Aisopel: [^\n]+\n\Z")
        self.assertEqual(sorted(os.listdir(self.folder)), before)
        return text

    def resize(self, data, geometry, *options):
        """Resizes a file through pipes; gives the picture."""
        return pictures.read_pnm(self.good("resize", "-", "-", geometry, "--format", "pnm", *options, stdin=data))

    def decode(self, data):
        """The pixels of a file, by resizing it to its own size."""
        text = self.good("hash", "-", stdin=data).decode()
        return self.resize(data, re.match(r"[0-9a-f]{8}  (\d+x\d+) ", text)[1])


def sequence(count, binary):
    """The source bytes of the golden hashes."""
    state, out = 12345, bytearray()
    for _ in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        out.append((255 if state >> 31 else 0) if binary else state >> 24)
    return bytes(out)


def run():
    """Runs the test classes of the program that the command line names, or all."""
    os.environ.pop("ISOPEL_ARCH", None)
    os.environ.pop("ISOPEL_ARCH_EXCLUDE", None)
    unittest.main(argv=[sys.argv[0]] + sys.argv[3:])
