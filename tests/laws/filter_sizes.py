#!/usr/bin/env python3
"""How much flash each filter costs on a Cortex-M.  filter_sizes.py SOURCE_DIR RECORD WORK_DIR CXX CPU_FLAGS...

Links the smallest firmware that makes a plan and executes it, once for each filter with ISOPEL_FILTERS set to that
filter alone, and prints code and constants beyond those of an empty program. Fails when a library with fewer filters
is not smaller than the whole one."""
import pathlib
import subprocess
import sys

source, record, work = (pathlib.Path(argument) for argument in sys.argv[1:4])
compiler, cpu = sys.argv[4], sys.argv[5:]
filters = ["nearest", "bilinear", "catmull-rom", "area", "lanczos2", "lanczos3", "lanczos4"]
everything = (1 << len(filters)) - 1

PROGRAM = """
#include "isopel/isopel.hpp"
isopel::Spec spec;  // not constant: nothing may be folded away
isopel::Plan plan;
isopel::ConstImage src;
isopel::Image dst;
std::byte memory[64], scratch[64];
int main() {
  if (isopel::Plan::make(spec, memory, plan) != isopel::Status::ok) return 1;
  return plan.execute(src, dst, scratch) == isopel::Status::ok ? 0 : 1;
}
"""


def link(name, text, sources, *flags):
    work.mkdir(parents=True, exist_ok=True)
    main, image = work / f"{name}.cpp", work / f"{name}.elf"
    main.write_text(text)
    subprocess.run([compiler, *cpu, "-std=c++20", "-fno-exceptions", "-fno-rtti", "-ffp-contract=off",
                    "-ffunction-sections", "-fdata-sections", "-DNDEBUG", *flags, f"-I{source}",
                    f"-I{source}/engine/include", str(main), *sources, "-nostartfiles", "--specs=nosys.specs",
                    "-Wl,--gc-sections,-emain,--no-warn-rwx-segments", "-o", str(image)], check=True,
                   stderr=subprocess.DEVNULL)
    size = subprocess.run([compiler.replace("g++", "size"), str(image)], check=True, capture_output=True, text=True)
    text_size, data, _ = size.stdout.splitlines()[1].split()[:3]
    return int(text_size) + int(data)


library = sorted(str(p) for folder in ("engine", "arch/scalar", "arch/armv7em", "arch")
                 for p in (source / folder).glob("*.cpp") if p.name != "resize.cpp")
empty = link("empty", "int main() { return 0; }", [], "-Os")
CONTRACT_1, PILLOW, OPENCV = 1, 2, 4
sizes = {name: link(name, PROGRAM, library, "-Os", f"-DISOPEL_FILTERS={bits}", f"-DISOPEL_ARITHMETICS={CONTRACT_1}")
         for name, bits in [(f, 1 << i) for i, f in enumerate(filters)] + [("all", everything)]}
sizes["all, with -O2"] = link("fast", PROGRAM, library, "-O2", f"-DISOPEL_ARITHMETICS={CONTRACT_1}")
sizes["presets of Pillow only"] = link("pillow", PROGRAM, library, "-Os", f"-DISOPEL_ARITHMETICS={PILLOW}")
sizes["opencv-4/linear only"] = link("opencv", PROGRAM, library, "-Os", f"-DISOPEL_ARITHMETICS={OPENCV}",
                                     f"-DISOPEL_FILTERS={1 << filters.index('bilinear')}")
table = [f"{'flash of a Cortex-M7 firmware with':<36}bytes, -Os"]
table += [f"{name:<36}{size - empty:>10}" for name, size in sizes.items()]
print("\n".join(table))
record.write_text("\n".join(table) + "\n")
good = all(sizes[f] < sizes["all"] for f in filters)
print("every single filter is smaller than all of them" if good else "a single filter is not smaller than all of them")
sys.exit(0 if good else 1)
