#!/usr/bin/env python3
"""What ran where, and what it weighs.  report.py RECORDS_DIR TARGET[:SUITE]...

Reads the record that each target's test program left. A target without a record, with no test or with a failure is an
error: an expected target that did not run counts as failed, never as skipped. The archs under test are those of the suite
Contract, or of SUITE where a target runs a part of the tests. Then the flash of firmware on a Cortex-M7: of those rows
that laws/filter_sizes.py measured, and compared with what the README says."""
import json
import pathlib
import sys

folder, targets = pathlib.Path(sys.argv[1]), sys.argv[2:]
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

flash = folder / "cortex-m7-flash.txt"
if flash.exists():
    print("\n" + flash.read_text() + "./dev flash measures all rows")
else:
    bad.append("flash")
    print("\nthe flash of a Cortex-M7 was NOT MEASURED")
sys.exit(1 if bad or not targets else 0)
