#!/usr/bin/env python3
"""What ran where, and what it weighs.  report.py RECORDS_DIR README TARGET...

Reads the record that each target's test program left. A target without a record, with no test or with a failure is an
error: an expected target that did not run counts as failed, never as skipped. Then the flash that each filter and format takes on
a Cortex-M7; the README's numbers must be within 2 percent."""
import json
import pathlib
import re
import sys

folder, readme, targets = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
bad = []
total = 0
print(f"{'target':<28}{'tests':>7}{'failed':>8}   archs under test")
for target in targets:
    path = folder / f"{target}.json"
    if not path.exists():
        bad.append(target)
        print(f"{target:<28}{'-':>7}{'-':>8}   DID NOT RUN")
        continue
    record = json.loads(path.read_text())
    tests, failed = record["tests"], record["failures"] + record["errors"]
    contract = [s for s in record["testsuites"] if s["name"] == "Archs/Contract"]
    archs = []
    for suite in contract:
        for test in suite["testsuite"]:
            arch = test["name"].rsplit("/", 1)[-1]
            if arch not in archs:
                archs.append(arch)
    skipped = sum(t["result"] == "SKIPPED" for s in record["testsuites"] for t in s["testsuite"])
    if tests == 0 or failed or skipped or not archs:
        bad.append(target)
    total += tests
    print(f"{target:<28}{tests:>7}{failed:>8}   {' '.join(archs)}{'  SKIPPED ' + str(skipped) if skipped else ''}")
print(f"{len(targets)} targets, {total} tests" + (f"; NOT GOOD: {' '.join(bad)}" if bad else ", none failed or skipped"))

formats = ("i8", "rgb565", "u16", "f32", "f16", "planar", "alpha", "light", "borders", "parts", "all formats")
claims_needed = ["nearest", "bilinear", "area", "catmull-rom", "lanczos3", "all", "presets of pillow only"]
claims_needed += [f"bilinear with {name}" for name in formats] + ["all with all formats"]
claimed = dict(re.findall(r"^\| ([\w ,/-]+?) +\| +([\d ]+?) +\|", readme.read_text(), flags=re.M))
flash = folder / "cortex-m7-flash.txt"
if not flash.exists():
    bad.append("cortex-m7-flash")
    print("the flash per filter was NOT MEASURED")
else:
    print("\n" + flash.read_text(), end="")
    for line in flash.read_text().splitlines()[1:]:
        name, size = line[:36].strip().lower(), int(line[36:])
        said = [int(value.replace(" ", "")) for key, value in claimed.items() if key.lower().split(",")[0] == name]
        if not said and name in claims_needed:
            bad.append(f"README lacks {name}")
        if said and abs(said[0] - size) > size * 0.02:
            bad.append(f"README, {name}")
            print(f"the README says {said[0]} for {name}")
sys.exit(1 if bad or not targets else 0)
