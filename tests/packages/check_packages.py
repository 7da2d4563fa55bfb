#!/usr/bin/env python3
"""The ways in for firmware that are not CMake's.  check_packages.py SOURCE_DIR COMPILE_COMMANDS WORK_DIR

All compile the sources that CMake compiles for firmware, with the flags that the bytes depend on; their version is CMake's.
The Arduino library is made and its sketch run on an emulated Cortex-M7, with a stand-in for Arduino's core: Arduino's builder,
PlatformIO and Zephyr themselves are not here."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

source, commands, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(source / "toolchains" / "arduino"))
import make_library  # noqa: E402

here = source / "tests" / "packages"
cmake = (source / "CMakeLists.txt").read_text()
version = re.search(r"project\(isopel VERSION ([\d.]+)", cmake)[1]
failures = []


def expect(good, what):
    if not good:
        failures.append(what)


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def relative(paths):
    return sorted(str(pathlib.Path(path).resolve().relative_to(source)) for path in paths)


def compare(what, paths):
    found = relative(paths)
    expect(found == expected, f"{what} has other sources than CMake: {sorted(set(found) ^ set(expected))}")


expected = relative(entry["file"] for entry in json.loads(commands.read_text()) if "/isopel.dir/" in entry["command"])
expect(len(expected) > 40, f"CMake compiles {len(expected)} sources")

# PlatformIO: filters in order, each adds or removes what its pattern matches below srcDir.
manifest = json.loads((source / "library.json").read_text())
expect(manifest["version"] == version, "library.json has another version than CMake")
expect({"-std=gnu++20", "-ffp-contract=off", "-I."} <= set(manifest["build"]["flags"]), "library.json lacks a flag")
chosen = set()
for rule in manifest["build"]["srcFilter"]:
    sign, pattern = re.fullmatch(r"([+-])<(.*)>", rule).groups()
    matched = {path for path in source.glob(pattern) if path.suffix == ".cpp"}
    chosen = chosen | matched if sign == "+" else chosen - matched
compare("library.json", chosen)
for header in manifest["headers"]:
    expect((source / manifest["build"]["includeDir"] / header).exists(), f"library.json names {header}")

# Zephyr.
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
told = re.findall(r"^-- (\w+) (.*)$", run("cmake", "-S", here / "zephyr", "-B", work / "zephyr", f"-DISOPEL_SOURCE={source}"),
                  flags=re.M)
compare("zephyr/CMakeLists.txt", [word for name, word in told if name == "library_sources"])
expect(("library_compile_options", "-ffp-contract=off") in told, "zephyr/CMakeLists.txt lacks -ffp-contract=off")
folders = {str(pathlib.Path(word).resolve()) for name, word in told if name.endswith("include_directories")}
expect(folders == {str(source), str(source / "engine" / "include")}, f"zephyr/CMakeLists.txt includes from {folders}")
for name, file in re.findall(r"^  (cmake|kconfig): (\S+)$", (source / "zephyr" / "module.yml").read_text(), flags=re.M):
    expect((source / file / ("CMakeLists.txt" if name == "cmake" else "")).exists(), f"module.yml names {file}")
kconfig = dict(re.findall(r"config ISOPEL_(\w+)\n\thex.*\n\tdefault (\w+)", (source / "zephyr" / "Kconfig").read_text()))
for name, default in kconfig.items():
    count = len(re.search(rf"set\(all_{name.lower()} ([^)]*)\)", cmake)[1].split())
    expect(int(default, 16) == (1 << count) - 1, f"Kconfig's ISOPEL_{name} is {default}, CMake has {count}")
expect(len(kconfig) == 3, f"Kconfig has {len(kconfig)} lists")

# MicroPython.
compare("micropython.mk", run("make", "-s", "-f", here / "micropython" / "list.mk", f"USER_C_MODULES={source}").split())

# Arduino: u8, RGB565 and i8, bilinear, contract 1, to be quick.
script = source / "toolchains" / "arduino" / "make_library.py"
made = run(script, work / "arduino", "-DISOPEL_FORMATS=71", "-DISOPEL_FILTERS=2", "-DISOPEL_ARITHMETICS=1")
with zipfile.ZipFile(made.strip()) as archive:
    archive.extractall(work / "unpacked")
library = work / "unpacked" / "isopel"
expect(pathlib.Path(made.strip()).name == f"isopel-{version}.zip", "the zip has another version than CMake")
expect(relative(source / path.relative_to(library / "src") for path in library.glob("src/**/*.cpp")) == expected,
       "the Arduino library has other sources than CMake")
properties = dict(line.split("=", 1) for line in (library / "library.properties").read_text().splitlines())
expect(properties["version"] == version and properties["precompiled"] == "full", "library.properties is wrong")

flags = [flag for flag in make_library.FLAGS if not flag.startswith("-std")]
sketch = library / "examples" / "NiclaVision" / "NiclaVision.ino"
run("arm-none-eabi-g++", *flags, "-std=gnu++14", "-Wall", "-Werror", "-include", here / "arduino" / "Arduino.h", f"-I{here}/arduino",
    f"-I{library}/src", "-x", "c++", "-c", sketch, "-o", work / "sketch.o")
run("arm-none-eabi-g++", *flags, "-std=gnu++14", "-c", here / "arduino" / "main.cpp", "-o", work / "main.o")
boards = source / "toolchains" / "boards"
for name in ("startup", "caches", "syscalls", "emulated"):
    run("arm-none-eabi-gcc", *flags, "-std=gnu11", f"-I{source}/toolchains/board", "-c", boards / f"{name}.c", "-o", work / f"{name}.o")
run("arm-none-eabi-g++", *flags, "-nostartfiles", "--specs=nano.specs", "-T", boards / "emulated.ld", f"-L{boards}",
    "-Wl,--gc-sections,--no-warn-rwx-segments", *sorted(work.glob("*.o")), f"-L{library}/src/cortex-m7/fpv5-d16-softfp",
    properties["ldflags"], "-o", work / "sketch.elf")
done = subprocess.run([str(source / "toolchains" / "board" / "run-qemu"), "mps2-an500", str(work / "sketch.elf")],
                      capture_output=True, text=True)
printed = done.stdout + done.stderr  # QEMU writes what semihosting prints to the second
expect(printed == "tensor 2508B22F, us 0\n", f"the sketch printed {printed!r}")

for failure in failures:
    print("FAILED", failure)
print(f"{len(expected)} sources, {len(failures)} failures")
sys.exit(1 if failures else 0)
