#!/usr/bin/env python3
"""The tables in a page are those that a test prints.  tables.py TEST_PROGRAM TEST PAGE [--counts SOURCE] [--write]

They stand in the page between <!-- table --> and <!-- end of table -->. With --counts, the page also tells the numbers
that SOURCE expects with EXPECT_EQ(counts[Status::...], ...)."""
import argparse
import os
import pathlib
import re
import subprocess
import sys

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("program")
parser.add_argument("test")
parser.add_argument("page", type=pathlib.Path)
parser.add_argument("--counts", type=pathlib.Path)
parser.add_argument("--write", action="store_true")
args = parser.parse_args()

done = subprocess.run([args.program, f"--gtest_filter={args.test}"], check=True, capture_output=True, text=True,
                      env={**os.environ, "ISOPEL_PRINT_TABLE": "1"})
printed = [table.strip() for table in re.findall(r"(?:^\|.*\n)+", done.stdout, flags=re.M)]
text = args.page.read_text()
mark = r"(?<=<!-- table -->\n)(.*?)(?=\n<!-- end of table -->)"
if args.write:
    tables = iter(printed)
    text = re.sub(mark, lambda _: next(tables), text, flags=re.S)
    args.page.write_text(text)
shown = re.findall(mark, text, flags=re.S)
failures = []
if not printed or shown != printed:
    failures.append("the tables are not what the test program prints; --write makes them so. It prints\n\n" +
                    "\n\n".join(printed))
counts = []
if args.counts:
    counts = re.findall(r"EXPECT_EQ\(counts\[Status::(\w+)\], (\d+)\)", args.counts.read_text())
    if not counts:
        failures.append(f"{args.counts.name} has no counts")
for status, count in counts:
    number = f"{int(count):,}".replace(",", " ")
    if number not in text:
        failures.append(f"the page does not tell that {number} cells are {status}")
for failure in failures:
    print("FAILED", failure)
print(f"{len(printed)} tables, {len(counts)} counts, {len(failures)} failures")
sys.exit(1 if failures else 0)
