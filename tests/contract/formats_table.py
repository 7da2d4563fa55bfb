#!/usr/bin/env python3
"""The tables in docs/formats.md are those that the tests print.  formats_table.py TEST_PROGRAM DOCS_FORMATS_MD [--write]

The test Matrix.Table prints what Matrix.* and MatrixOnArchs.* tested; they stand in the page between <!-- table --> and
<!-- end of table -->. The counts of cells, of which the page tells, are those in matrix_test.cpp."""
import os
import pathlib
import re
import subprocess
import sys

program, page = sys.argv[1], pathlib.Path(sys.argv[2])
done = subprocess.run([program, "--gtest_filter=Matrix.Table"], check=True, capture_output=True, text=True,
                      env={**os.environ, "ISOPEL_PRINT_TABLE": "1"})
printed = [table.strip() for table in re.findall(r"(?:^\|.*\n)+", done.stdout, flags=re.M)]
text = page.read_text()
mark = r"(?<=<!-- table -->\n)(.*?)(?=\n<!-- end of table -->)"
if "--write" in sys.argv:
    tables = iter(printed)
    text = re.sub(mark, lambda _: next(tables), text, flags=re.S)
    page.write_text(text)
shown = re.findall(mark, text, flags=re.S)
failures = []
if not printed or shown != printed:
    failures.append("the tables are not what the test program prints; --write makes them so. It prints\n\n" +
                    "\n\n".join(printed))
counts = re.findall(r"EXPECT_EQ\(counts\[Status::(\w+)\], (\d+)\)", (pathlib.Path(__file__).parent / "matrix_test.cpp").read_text())
for status, count in counts:
    number = f"{int(count):,}".replace(",", " ")
    if number not in text:
        failures.append(f"the page does not tell that {number} cells are {status}")
if not counts:
    failures.append("matrix_test.cpp has no counts")
for failure in failures:
    print("FAILED", failure)
print(f"{len(printed)} tables, {len(counts)} counts, {len(failures)} failures")
sys.exit(1 if failures else 0)
