#!/usr/bin/env python3
"""Law 8, read off the finished archive.  check_archive.py ARCHIVE NM READELF [--host]

No heap, no exceptions, no RTTI, nothing before main, no libm, only names of isopel. A host's archive may use the heap in
resize.cpp, and getenv."""
import re
import subprocess
import sys

archive, nm, readelf = sys.argv[1:4]
host = "--host" in sys.argv
failures = []


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


member = ""
defined, undefined = set(), {}
for line in run(nm, archive).splitlines():
    if line.endswith(":"):
        member = line[:-1].rsplit("/", 1)[-1]
        continue
    parts = line.split()
    if len(parts) < 2:
        continue
    kind, name = parts[-2], parts[-1]
    if kind == "U":
        undefined.setdefault(name, set()).add(member)
    elif kind.isupper():
        defined.add(name)

for name in sorted(defined):
    if not re.match(r"isopel_|_ZN?K?6isopel|_ZZN?K?6isopel|_ZN?K?S[a-z0-9]|_ZNK?3hwy|_ZNK?St", name):
        failures.append(f"exports {name}, which is not isopel's")
    if re.match(r"_ZT[IVS]", name):
        failures.append(f"has RTTI or a virtual table: {name}")

heap = r"^(malloc|calloc|realloc|free|_malloc_r|_free_r|_Zn[wa].*|_Zd[la].*)$"
for name, members in sorted(undefined.items()):
    where = ", ".join(sorted(members))
    if host and all("resize.cpp" in m for m in members):
        continue
    if re.match(heap, name):
        failures.append(f"uses the heap: {name} in {where}")
    if re.search(r"__cxa_|_Unwind|__gxx_personality|__aeabi_unwind_cpp_pr1", name):
        failures.append(f"uses exceptions or dynamic initialisation: {name} in {where}")
    if re.match(r"^(sin|cos|exp|pow|floor|ceil|lround|round|sqrt)f?l?$", name):
        failures.append(f"uses libm: {name} in {where}")
    if not host and name == "_GLOBAL_OFFSET_TABLE_":
        failures.append(f"is position-independent: {where}")
    if not host and re.match(r"^(getenv|printf|snprintf|puts|fopen|abort|__assert_func)$", name):
        failures.append(f"uses {name} in {where}")

sections = run(readelf, "-SW", archive)
for section in (".init_array", ".ctors", ".eh_frame" if not host else ".ctors", ".ARM.extab."):
    for line in sections.splitlines():
        if re.search(re.escape(section) + r"\S*\s+(PROGBITS|INIT_ARRAY)", line) and not host:
            failures.append(f"has a section {section}: {line.strip()}")
        elif section == ".init_array" and "INIT_ARRAY" in line:
            failures.append(f"runs code before main: {line.strip()}")

if not defined:
    failures.append("no symbol found: is this the right archive?")
for failure in sorted(set(failures)):
    print(failure)
known = sorted(n for n in undefined if n not in defined)
print(f"{len(defined)} symbols exported, needs from outside: {' '.join(known)}")
print(f"{len(set(failures))} failures")
sys.exit(1 if failures else 0)
