#!/usr/bin/env python3
"""The README and the pages in docs tell the truth.  readme.py SOURCE_DIR BUILD_DIR ISOPEL_COMMAND CC CXX

Its C and C++ examples compile without a warning, run and succeed; its shell examples marked <!-- run --> succeed, in a copy of
the sources where examples marked <!-- file NAME --> are files, and print what is marked <!-- prints -->; its coverage matrix is
what the command prints."""
import pathlib
import re
import shutil
import subprocess
import sys

source, build, command, cc, cxx = sys.argv[1:6]
text = (pathlib.Path(source) / "README.md").read_text()
examples = text
for page in sorted((pathlib.Path(source) / "docs").glob("*.md")):
    examples += page.read_text()
work = pathlib.Path(build) / "readme"
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
failures = []


def run(what, *line, **more):
    print("+", what)
    done = subprocess.run(line, capture_output=True, text=True, **more)
    if done.returncode != 0:
        failures.append(f"{what}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


blocks = re.findall(r"((?:<!-- (?:run|prints|file [\w.]+) -->\n)?)```(\w+)\n(.*?)```", examples, flags=re.S)
copy = work / "clone"
shutil.copytree(source, copy, ignore=shutil.ignore_patterns("build", ".git"))
last_output = ""
counts = {"cpp": 0, "c": 0, "sh": 0}
flags = ["-Wall", "-Wextra", "-Werror", f"-I{source}/engine/include"]
library = [f"{build}/libisopel.a"]  # C programs need no C++ run time
for marked, language, body in blocks:
    if " file " in marked:
        (copy / marked.split()[2]).write_text(body)
    if language == "cpp" or language == "c":
        counts[language] += 1
        name = work / f"{language}{counts[language]}.{language}"
        name.write_text(body)
        compiler, standard = (cxx, "-std=c++20") if language == "cpp" else (cc, "-std=c99")
        is_program = "int main(" in body
        run(f"compile {name.name}", compiler, standard, *flags, str(name),
            *(["-o", str(name.with_suffix(""))] + library if is_program else ["-fsyntax-only"]))
        if is_program and not failures:
            run(f"run {name.name}", str(name.with_suffix("")))
    elif language == "sh" and marked:
        counts["sh"] += 1
        last_output = run("shell example", "bash", "-euc", body, cwd=copy,
                          env={"PATH": f"{pathlib.Path(command).parent}:/usr/local/bin:/usr/bin:/bin", "HOME": str(work)})
    elif "prints" in marked and body != last_output:
        failures.append(f"a shell example printed {last_output!r}, not {body!r}")

for language, count in counts.items():
    if count == 0:
        failures.append(f"the README has no {language} example to check")


def matrix(rows):
    """{kernel: {arch: own or scalar}} of a table whose first row names the archs."""
    return {row[0]: dict(zip(rows[0][1:], row[1:])) for row in rows[1:]}


printed = run("isopel archs", command, "archs").splitlines()
printed = matrix([line.split() for line in printed[[p.split()[:1] for p in printed].index(["kernel"]):]])
shown = re.search(r"<!-- coverage -->\n(.*?)\n\n", text, flags=re.S)
if shown:
    lines = [line for line in shown.group(1).splitlines() if not set(line) <= set("|-: ")]
    claimed = matrix([[cell.strip("` ") for cell in line.strip("|").split("|")] for line in lines])
else:
    failures.append("the README has no coverage matrix")
    claimed = {}
for kernel, cells in printed.items():
    for arch, cell in cells.items():
        said = claimed.get(kernel, {}).get(arch)
        if said != cell:
            failures.append(f"coverage of {kernel} on {arch}: the program says '{cell}', the README '{said}'")

for failure in failures:
    print("FAILED", failure)
print(f"{counts}, {len(failures)} failures")
sys.exit(1 if failures else 0)
