#!/usr/bin/env python3
"""How fast the presets are beside the libraries whose bytes they give.  peers.py LIBRARY [PRESET...]

LIBRARY is isopel's shared library in its build folder. Makes a virtual environment for each peer and runs peer_run.py
in it, so that isopel and the peer share one process. With names of presets, only those. Prints a Markdown report;
leaves build/bench/peers.json, with the time of every slice, and build/bench/peers.md. Exit code 1 if the bytes of a row
that the presets claim differ."""
import json
import os
import pathlib
import re
import shlex
import statistics
import subprocess
import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "conformance"))
from conformance import environment  # noqa: E402

# Package, version, other packages that this version needs. The newest versions that the presets claim and that
# conformance.py tries by number.
PEERS = [("pillow", "12.3.0", []), ("opencv-python-headless", "4.10.0.84", ["numpy<2"])]

HOW = ("CPU time of the process, one thread, one process for isopel and the peer; slices of at least 20 ms, taken in "
       "turns; medians. All read and write the same pixels again and again, so caches are warm.")


def processor():
    """The model as Linux tells it; x86 has a name, Arm has numbers."""
    text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^model name\s*: (.*)$", text, flags=re.M)
    return found.group(1) if found else os.uname().machine


def compiled(library):
    """Compiler and flags of isopel, from the build folder that the library lies in."""
    commands = json.loads((library.parent / "compile_commands.json").read_text(encoding="utf-8"))
    command = next(shlex.split(c["command"]) for c in commands if c["file"].endswith("engine/execute.cpp"))
    version = subprocess.run([command[0], "--version"], check=True, capture_output=True, text=True).stdout
    return version.splitlines()[0], " ".join(word for word in command if re.match(r"-(O|f|m|std=|DNDEBUG)", word))


def context(library):
    header = (ROOT / "engine/include/isopel/isopel.h").read_text(encoding="utf-8")
    compiler, flags = compiled(library)
    return {"isopel_version": re.search(r'ISOPEL_VERSION "(.*)"', header).group(1), "cpu": processor(),
            "num_cpus": os.cpu_count(), "load_avg": list(os.getloadavg()), "compiler": compiler, "flags": flags,
            "measured": HOW}


def median(entry):
    return statistics.median(entry["ns_per_px"])


def head(data):
    c = data["context"]
    yield f"### {c['cpu']}: presets beside their originals, ns per output pixel"
    yield ""
    yield f"isopel {c['isopel_version']}, {c['compiler']}, `{c['flags']}`."
    yield c["measured"]
    yield f"Load of the machine at the start: {c['load_avg'][0]:.1f} on {c['num_cpus']} CPUs."
    for peer in data["peers"]:
        yield (f"{peer['name']}: Python {peer['python']}, numpy {peer['numpy']}, isopel's arch {peer['arch']}. "
               f"{peer['note']} A call from Python that does nothing costs {peer['isopel_call_ns']:.0f} ns for isopel "
               f"and {peer['peer_call_ns']:.0f} ns for the peer (one pixel); they are inside the figures.")
    times = [row[who]["ns_per_px"] for row in data["rows"] for who in ("isopel", "peer")]
    if times:
        spreads = [max(t) / min(t) for t in times]
        yield f"Slowest over fastest slice: {statistics.median(spreads):.2f} median, {max(spreads):.2f} at worst."
    yield ""
    yield ("`isopel`: the plan is made once. `with plan`: isopel_resize, which makes plan and scratch in each call, as "
           "the peers make their tables. A ratio is the peer's time over isopel's: above 1 isopel is faster. Rows "
           "whose bytes differ have no ratio; they are not ranked.")


def table(data):
    """A row for each preset, geometry, format and peer; `different` is bytes and the largest distance."""
    yield "| preset | library | geometry | format | peer | isopel | with plan | ratio | with plan | hash | different |"
    yield "|---|---|---|---|" + "---:|" * 5 + "---|---:|"
    for row in data["rows"]:
        peer, ours, whole = (median(row[who]) for who in ("peer", "isopel", "isopel_with_plan"))
        same = row["different"] == 0
        ratios = [f"{peer / ours:.2f}x", f"{peer / whole:.2f}x"] if same else ["not ranked", "not ranked"]
        hashes = row["isopel"]["hash"] + ("" if same else f", peer {row['peer']['hash']}")
        different = "0" if same else f"{row['different']}, by {row['largest']}"
        yield (f"| {row['preset']} | {row['version']} | {row['geometry']} | {row['format']} | {peer:.3f} | "
               f"{ours:.3f} | {whole:.3f} | {' | '.join(ratios)} | {hashes} | {different} |")


def report(data):
    lines = [*head(data), "", *table(data), ""]
    ranked = [row for row in data["rows"] if row["different"] == 0]
    for version in dict.fromkeys(row["version"] for row in ranked):
        ratios = [median(row["peer"]) / median(row["isopel"]) for row in ranked if row["version"] == version]
        lines.append(f"{version}: {len(ratios)} ranked rows, isopel is faster in {sum(r > 1 for r in ratios)}; ratio "
                     f"{min(ratios):.2f} to {max(ratios):.2f}, {statistics.median(ratios):.2f} in the median.")
    lines += data["skipped"]
    return "\n".join(lines) + "\n"


def run(python, library, package, presets):
    """The lines of peer_run.py: a description, then rows and skipped presets. Rows take seconds, so each is told."""
    command = [*python, str(ROOT / "bench" / "peer_run.py"), str(library), package, *presets]
    environ = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # numpy's threads would spin, and count as ours
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode != 0:
        sys.exit(f"peers.py: this failed: {' '.join(command)}")


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    library = pathlib.Path(sys.argv[1]).resolve()
    work, out = ROOT / "build" / "conformance", ROOT / "build" / "bench"
    for folder in (work, out):
        folder.mkdir(parents=True, exist_ok=True)
    data = {"context": context(library), "peers": [], "rows": [], "skipped": []}
    for package, version, others in PEERS:
        for line in run(environment(work, package, version, others), library, package, sys.argv[2:]):
            data[line["list"]].append(line["item"])
            if line["list"] != "peers":
                print(line["text"], file=sys.stderr, flush=True)
    (out / "peers.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    text = report(data)
    (out / "peers.md").write_text(text, encoding="utf-8")
    print(text, end="")
    # IPP's bytes are nobody's claim.
    sys.exit(1 if any(row["different"] and row["claimed"] for row in data["rows"]) else 0)


if __name__ == "__main__":
    main()
