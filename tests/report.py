#!/usr/bin/env python3
"""What ran where, and what it weighs.  report.py RECORDS_DIR README TARGET[:SUITE]...

Reads the record that each target's test program left. A target without a record, with no test or with a failure is an
error: an expected target that did not run counts as failed, never as skipped. The archs under test are those of the suite
Contract, or of SUITE where a target runs a part of the tests. Then the flash of firmware on a Cortex-M7, of the few rows
that were measured; the README's numbers for them must be within 2 percent."""
import json
import pathlib
import re
import sys

rows_of_ci = ("bilinear", "all with all formats")  # as in tests/laws/filter_sizes.py

folder, readme, targets = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
bad = []
total = 0
print(f"{'target':<28}{'tests':>7}{'failed':>8}   archs under test")
for target in targets:
    target, _, suite = target.partition(":")
    path = folder / f"{target}.json"
    if not path.exists():
        bad.append(target)
        print(f"{target:<28}{'-':>7}{'-':>8}   DID NOT RUN")
        continue
    record = json.loads(path.read_text())
    tests, failed = record["tests"], record["failures"] + record["errors"]
    archs = []
    for tests_of in (s for s in record["testsuites"] if s["name"] == f"Archs/{suite or 'Contract'}"):
        for test in tests_of["testsuite"]:
            arch = test["name"].rsplit("/", 1)[-1]
            if arch not in archs:
                archs.append(arch)
    skipped = sum(t["result"] == "SKIPPED" for s in record["testsuites"] for t in s["testsuite"])
    if tests == 0 or failed or skipped or not archs:
        bad.append(target)
    total += tests
    print(f"{target:<28}{tests:>7}{failed:>8}   {' '.join(archs)}{'  SKIPPED ' + str(skipped) if skipped else ''}")
print(f"{len(targets)} targets, {total} tests" + (f"; NOT GOOD: {' '.join(bad)}" if bad else ", none failed or skipped"))

claimed = dict(re.findall(r"^\| ([\w ,/-]+?) +\| +(\d[\d ]*?) +\|", readme.read_text(), flags=re.M))
claimed = {key.lower().split(",")[0]: int(value.replace(" ", "")) for key, value in claimed.items()}
flash = folder / "cortex-m7-flash.txt"
measured = {}
if flash.exists():
    print("\n" + flash.read_text(), end="")
    measured = {line[:36].strip().lower(): int(line[36:]) for line in flash.read_text().splitlines()[1:]}
for name in rows_of_ci:
    if name not in measured:
        bad.append(f"flash of {name}")
        print(f"the flash of {name} was NOT MEASURED")
for name, size in measured.items():
    if name not in claimed:
        bad.append(f"README lacks {name}")
    elif abs(claimed[name] - size) > size * 0.02:
        bad.append(f"README, {name}")
        print(f"the README says {claimed[name]} for {name}")
print(f"{len(measured)} rows of flash were measured here; ./dev flash measures all")
sys.exit(1 if bad or not targets else 0)
