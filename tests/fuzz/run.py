#!/usr/bin/env python3
"""Runs the fuzzers.  run.py BUILD_DIR SECONDS [--merge] [--seed=N] [NAME...]

Each one gets SECONDS, as many at once as there are processors, and one line: runs, inputs in its corpus, findings. What they
learn stays in BUILD_DIR/corpus and is where the next run begins, beside tests/fuzz/corpus. The exit code is 1 if there is a
finding; its input lies in BUILD_DIR/findings and repeats it as the argument of the fuzzer. --merge then writes the smallest
corpus that covers as much to tests/fuzz/corpus. With --seed a run on a new BUILD_DIR tries the inputs that another one with
that seed has tried, as far as it comes."""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

source = pathlib.Path(__file__).resolve().parent
options = ["-timeout=60", "-rss_limit_mb=2560", "-malloc_limit_mb=65536", "-print_final_stats=1", "-verbosity=1"]
symbolizer = shutil.which("llvm-symbolizer-22") or shutil.which("llvm-symbolizer") or ""
environment = dict(os.environ, UBSAN_OPTIONS="print_stacktrace=1", ASAN_OPTIONS="allocator_may_return_null=1",
                   ASAN_SYMBOLIZER_PATH=symbolizer, UBSAN_SYMBOLIZER_PATH=symbolizer)


def command(build, name, longest):
    dictionary = source / f"{name}.dict"
    extra = [f"-dict={dictionary}"] if dictionary.exists() else []
    return [str(build / f"isopel-fuzz-{name}"), f"-max_len={longest}", *options, *extra]


def folder(path):
    path.mkdir(parents=True, exist_ok=True)
    return path


def fuzz(build, name, longest, seconds, more):
    learnt, findings, kept = folder(build / "corpus" / name), folder(build / "findings"), folder(source / "corpus" / name)
    log = build / "findings" / f"{name}.log"
    with log.open("w") as out:
        done = subprocess.run([*command(build, name, longest), f"-max_total_time={seconds}",
                               f"-artifact_prefix={findings}/{name}-", *more, learnt, kept],
                              stdout=out, stderr=subprocess.STDOUT, env=environment, check=False)
    text = log.read_text(errors="replace")
    runs = re.findall(r"stat::number_of_executed_units: (\d+)", text) or re.findall(r"^#(\d+)", text, flags=re.M) or ["0"]
    inputs = len(list(learnt.iterdir())) + len(list(kept.iterdir()))
    line = f"{name:<12} {int(runs[-1]):>10} runs in {seconds} s, {inputs:>5} inputs, {'1 finding' if done.returncode else '0 findings'}"
    if done.returncode:
        paths = re.findall(r"Test unit written to (\S+)", text)
        line += f"\n  the input: {paths[-1] if paths else '?'}\n  the log:   {log}"
    print(line, flush=True)
    return done.returncode == 0 and int(runs[-1]) > 0


def merge(build, name, longest):
    kept, learnt, merged = source / "corpus" / name, build / "corpus" / name, folder(build / "merged" / name)
    for old in merged.iterdir():
        old.unlink()
    subprocess.run([*command(build, name, longest), "-set_cover_merge=1", "-use_counters=0", merged, kept, learnt], env=environment, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for old in kept.iterdir():
        if not old.name.startswith("found-"):  # of findings: they stay
            old.unlink()
    for new in merged.iterdir():
        new.rename(kept / new.name)
    print(f"{name:<12} {sum(1 for _ in kept.iterdir())} inputs of {sum(f.stat().st_size for f in kept.iterdir())} bytes")


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    more = [word[1:] for word in sys.argv[1:] if word.startswith("--seed=")]
    build, seconds, wanted = pathlib.Path(words[0]).resolve(), int(words[1]), words[2:]
    listed = (build / "fuzzers.txt").read_text().split()
    fuzzers = [(name, longest) for name, longest in zip(listed[::2], listed[1::2]) if not wanted or name in wanted]
    if not fuzzers or len(fuzzers) < len(wanted):
        sys.exit(f"run.py: there is no such fuzzer; there are {' '.join(listed[::2])}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        good = list(pool.map(lambda fuzzer: fuzz(build, *fuzzer, seconds, more), fuzzers))
    if "--merge" in sys.argv:
        for fuzzer in fuzzers:
            merge(build, *fuzzer)
    sys.exit(0 if all(good) else 1)


main()
