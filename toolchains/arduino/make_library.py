#!/usr/bin/env python3
"""The Arduino library, as a zip for "Add .ZIP Library".

    make_library.py OUT_DIR [-DISOPEL_FILTERS=BITS ...]

writes OUT_DIR/isopel and OUT_DIR/isopel-VERSION.zip: the sources in the layout that the Arduino builder compiles (all of src,
with src as the include path), a sketch, and libisopel.a for the Cortex-M7 with Arduino's ABI, made of those very sources.

Arduino's core for the Nicla Vision and Portenta H7 compiles with GCC 7 as C++14; isopel is C++20. There the archive is linked,
and sketches use the C interface. Cores whose compiler knows C++20 compile the sources. Definitions after OUT_DIR leave things
out of the archive, as CMake's lists do."""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "toolchains" / "arduino"
# Of the core's variants/NICLA_VISION/cxxflags.txt, with the language that isopel needs.
FLAGS = ["-mcpu=cortex-m7", "-mfpu=fpv5-d16", "-mfloat-abi=softfp", "-mthumb", "-Os", "-std=gnu++20", "-fno-rtti",
         "-fno-exceptions", "-ffunction-sections", "-fdata-sections", "-funsigned-char", "-fomit-frame-pointer"]
ARCHIVE = pathlib.Path("cortex-m7", "fpv5-d16-softfp", "libisopel.a")  # {build.mcu}/{fpu}-{float-abi}
# An Arduino library cannot set compiler flags.
PRELUDE = """#if __cplusplus < 202002L
#error "isopel is C++20 and this core compiles an older C++: take a board that libisopel.a is for, and the C interface"
#endif
#pragma GCC optimize("fp-contract=off")  // a fused multiply-add rounds once instead of twice
"""


def sources(folder):
    """Every source of firmware, below a folder that has engine and arch: README.md's rule."""
    found = sorted(folder.glob("engine/*.cpp")) + sorted(folder.glob("arch/**/*.cpp"))
    return [path for path in found if path.name != "resize.cpp"]


def lay_out(library, version):
    src = library / "src"
    shutil.copytree(ROOT / "engine" / "include" / "isopel", src / "isopel")
    for header in [*ROOT.glob("engine/*.hpp"), *ROOT.glob("arch/**/*.hpp")]:
        copy = src / header.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(header, copy)
    for source in sources(ROOT):
        (src / source.relative_to(ROOT)).write_text('#include "isopel_prelude.h"\n' + source.read_text())
    (src / "isopel_prelude.h").write_text(PRELUDE)
    (src / "isopel.h").write_text('#include "isopel/isopel.h"\n')  # the builder finds a library by the headers in src
    (library / "library.properties").write_text((HERE / "library.properties").read_text().replace("@VERSION@", version))
    shutil.copytree(HERE / "NiclaVision", library / "examples" / "NiclaVision")
    shutil.copy(HERE / "README.md", library)
    shutil.copy(ROOT / "LICENSE", library)


def compile_all(library, objects, definitions):
    """All of src, as the builder does; the archive of the objects."""
    src = library / "src"

    def compile_one(source):
        to = objects / ("-".join(source.relative_to(src).parts) + ".o")
        subprocess.run(["arm-none-eabi-g++", *FLAGS, *definitions, f"-I{src}", "-c", str(source), "-o", str(to)], check=True)
        return str(to)

    objects.mkdir(parents=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(compile_one, sorted(src.rglob("*.cpp"))))
    archive = src / ARCHIVE
    archive.parent.mkdir(parents=True)
    subprocess.run(["arm-none-eabi-ar", "rcsD", str(archive), *made], check=True)


def main():
    if len(sys.argv) < 2 or not all(word.startswith("-DISOPEL_") for word in sys.argv[2:]):
        sys.exit(__doc__)
    out = pathlib.Path(sys.argv[1])
    version = re.search(r"project\(isopel VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    library, objects = out / "isopel", out / "objects"
    for folder in (library, objects):
        shutil.rmtree(folder, ignore_errors=True)
    lay_out(library, version)
    compile_all(library, objects, sys.argv[2:])
    shutil.rmtree(objects)
    print(shutil.make_archive(str(out / f"isopel-{version}"), "zip", out, "isopel"))


if __name__ == "__main__":
    main()
