#!/usr/bin/env python3
"""Makes the benchmark page.  page.py RESULTS.json PAGE.md

RESULTS.json is what results.py prints. Plots go into a folder beside the page, named after it: page/ladder.svg. Every
number on the page comes from the results. Without matplotlib there are no plots."""

import collections
import pathlib
import statistics
import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import goals  # noqa: E402
from results import Case, bound_us, left_out, limits, read, unit_of  # noqa: E402

RANKED = ("like-for-like", "own-kernel")
MARKS = {"like-for-like": "", "own-kernel": " k", "coarse": " c", "other-semantics": " x"}
PLOTS = {
    "speed-against-ratio": "How many source pixels a second, by scale: 1920x1080 to smaller sizes.",
    "speed-against-size": "One scale, images of all sizes: where caches end.",
    "ladder": "isopel's archs on this processor, as many times as fast as its scalar kernels. All have the same bytes.",
    "distance-to-bound": "How far rows are from what memory and multipliers allow. The bound counts no shuffle, no load "
                         "from a cache and no loop, so nobody reaches it.",
    "bytes-apart": "How far the outputs of libraries are apart, in the cases that both have.",
}
HEAD = """# Speed beside other libraries

<!-- Made by bench/page.py of {results}; `./dev bench` measures again. Do not edit. -->

How to run it, what is measured, and how to add a library: [benchmarking.md](benchmarking.md). Speed of presets beside the
libraries whose bytes they give: [speed.md](speed.md).

**Machine**: {cpu}, {num_cpus} CPUs, load at the start {load:.1f}; {date}. isopel {isopel_version}, contract
{isopel_contract}, arch {arch}, {compiler}, `{flags}`. {measured}; median of the repetitions, which are taken in random order
among all who run the same case. Slowest over fastest repetition of a row: {spread:.2f} in the median, {spread95:.2f} in one
of twenty. {note}.

**Who is compared with whom.** Every output is compared with the exact answer, computed in doubles. Classes, decided by the
measured error where no border matters, on an image that nobody's first pass clamps: {class_limits}; *own kernel* is
like-for-like to a kernel of its own with as many taps (OpenCV's cubic). Only like-for-like is ranked; own kernel only where
a goal says so. In tables, c is coarse, x other semantics, k own kernel.
"""


def number(value):
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def head(results, name):
    context = results["context"]
    spreads = sorted(row["spread"] for row in results["rows"])
    yield HEAD.format(results=name, load=context["load_avg"][0], spread=statistics.median(spreads),
                      spread95=spreads[int(0.95 * (len(spreads) - 1))],
                      **{key: context[key] for key in ("cpu", "num_cpus", "date", "isopel_version", "isopel_contract",
                                                       "arch", "compiler", "flags", "measured", "note", "class_limits")})
    yield "| library | version and how it is called |"
    yield "|---|---|"
    for key, value in context.items():
        if key.startswith("peer_") and key != "peer_isopel":
            yield f"| {key.removeprefix('peer_')} | {value} |"
    for peer in results["pypi"]["peers"]:
        yield (f"| {peer['peer']} (PyPI) | {peer['package']} {peer['version']}, Python {peer['python']}; {peer['note']}. "
               f"A call that does nothing costs {peer['peer_call_ns'] / 1e3:.1f} µs, isopel's {peer['isopel_call_ns'] / 1e3:.1f}; "
               "they are inside the figures |")
    yield ""


def table_of(results):
    """The results as goals.py reads them."""
    table = collections.defaultdict(dict)
    for row in results["rows"]:
        table[row["case"]][row["who"]] = (row["us"], row["class"])
    for row in results["pypi"]["rows"]:
        # In its own process isopel was the anchor; the ratio goes on, not the time.
        if row["case"] in table and "isopel" in table[row["case"]]:
            ours = table[row["case"]]["isopel"][0]
            table[row["case"]][row["peer"]] = (ours * row["us"] / row["isopel_us"], row["class"])
    return table


def goal_table(results):
    yield "## Goals"
    yield ""
    yield ("The time of the best library that a goal names over isopel's, median over the group's sizes; "
           "`./dev bench goals` measures these alone. What limits those that are short, and single sizes below 1: "
           "[benchmarking.md](benchmarking.md#what-limits-the-slow-rows).")
    yield ""
    yield "| group | format | best named | ratio | goal | | least | sizes |"
    yield "|---|---|---|---:|---:|---|---:|---:|"
    table = table_of(results)
    for group in goals.GROUPS:
        for pixels, ratios, best, _ in goals.cells(group, goals.only(group, table)):
            if not ratios:
                continue
            ratio, goal = statistics.median(ratios), group.goals[pixels]
            verdict = "met" if ratio >= goal else "**short**"
            yield (f"| {group.name} | {pixels} | {best.most_common(1)[0][0]} | {ratio:.2f} | {goal:g} | {verdict} | "
                   f"{min(ratios):.2f} | {len(ratios)} |")
    yield ""


def refused(results):
    """How many rows of each library are not ranked."""
    counts = collections.defaultdict(collections.Counter)
    for row in results["rows"] + [{**row, "who": row["peer"]} for row in results["pypi"]["rows"]]:
        if not row["case"].endswith("+plan"):
            counts[row["who"]][row["class"]] += 1
    yield "## What is not ranked"
    yield ""
    yield "| library | like-for-like | own kernel | coarse | other semantics |"
    yield "|---|---:|---:|---:|---:|"
    for who, kinds in counts.items():
        if not who.startswith("isopel-"):
            yield f"| {who} | " + " | ".join(str(kinds[kind]) for kind in MARKS) + " |"
    yield ""


def method_table(rows, found, names):
    """A row for each case of one method; a peer's column is its time over isopel's."""
    yield "| case | isopel, ns/px | over the bound | largest error | hash | " + " | ".join(names) + " |"
    yield "|---|---:|---:|---:|---|" + "---:|" * len(names)
    for name, who in rows.items():
        case = Case(name)
        ours = who["isopel"]
        bound = bound_us(case, found) if found else None
        cells = [f"{case.pixels} {case.geometry.replace('-to-', ' → ')}", number(ours["us"] * 1e3 / case.pixels_out()),
                 f"{ours['us'] / bound:.1f}" if bound else "-", f"{ours['largest']:.2f}", ours["hash"]]
        ranked = [row["us"] for peer, row in who.items() if peer != "isopel" and row["class"] == "like-for-like"]
        for peer in names:
            row = who.get(peer)
            text = "-" if row is None else number(row["us"] / ours["us"]) + MARKS[row["class"]]
            cells.append(f"**{text}**" if row and ranked and row["us"] == min(ranked) else text)
        yield "| " + " | ".join(cells) + " |"
    yield ""


def tables(results):
    yield "## All rows"
    yield ""
    yield ("A library's column is its time over isopel's: above 1 isopel is faster. Bold: the fastest like-for-like. The "
           "largest error is isopel's, on noise, everywhere; u16 and f32 in steps of 1/65535.")
    yield ""
    found = limits(results["context"])
    sections = collections.defaultdict(lambda: collections.defaultdict(dict))
    for row in results["rows"]:
        if row["who"] == "isopel" or not row["who"].startswith("isopel-"):
            method = row["case"].split("/")[0] + (", plan and run" if row["case"].endswith("+plan") else "")
            sections[method][row["case"]][row["who"]] = row
    for method, rows in sections.items():
        names = list(dict.fromkeys(who for case in rows.values() for who in case if who != "isopel"))
        yield f"<details><summary>{method}</summary>"
        yield ""
        yield from method_table(rows, found, names)
        yield "</details>"
        yield ""


def pypi_table(results):
    rows = collections.defaultdict(dict)
    for row in results["pypi"]["rows"]:
        rows[row["case"]][row["peer"]] = row
    if not rows:
        return
    names = list(dict.fromkeys(peer for case in rows.values() for peer in case))
    yield "## Libraries from PyPI"
    yield ""
    yield ("Each in a process of its own with isopel beside it in turns, called from Python; a column is the library's time "
           "over isopel's there. What a binding copies besides resizing is measured and taken off.")
    yield ""
    yield "<details><summary>All rows</summary>"
    yield ""
    yield "| case | " + " | ".join(names) + " |"
    yield "|---|" + "---:|" * len(names)
    for case, peers in rows.items():
        cells = [number(peers[name]["us"] / peers[name]["isopel_us"]) + MARKS[peers[name]["class"]] if name in peers
                 else "-" for name in names]
        yield f"| {case} | " + " | ".join(cells) + " |"
    yield ""
    yield "</details>"
    yield ""


def small_tables(results):
    if results["plans"]:
        yield "## Plans"
        yield ""
        yield "| plan of | µs |"
        yield "|---|---:|"
        for plan in results["plans"]:
            yield f"| {plan['case']} | {plan['us']} |"
        yield ""
    threads = [row for row in results["rows"] if row["who"].startswith("isopel-threads-")]
    if threads:
        ours = {row["case"]: row["us"] for row in results["rows"] if row["who"] == "isopel"}
        count = threads[0]["who"].rsplit("-", 1)[1]
        yield f"## {count} threads"
        yield ""
        yield "Bands of the output, wall-clock time, beside one thread."
        yield ""
        yield f"| case | one thread, µs | {count} threads, µs | times as fast |"
        yield "|---|---:|---:|---:|"
        for row in threads:
            yield f"| {row['case']} | {ours[row['case']]} | {row['us']} | {ours[row['case']] / row['us']:.2f} |"
        yield ""
    found = limits(results["context"])
    if found:
        yield "## What the bound is made of"
        yield ""
        yield (f"Measured on the same core: {found['words']:.0f} · 10⁹ multiply-adds of 16-bit integers a second, "
               f"{found['floats']:.0f} · 10⁹ of floats; a row's multiplications are those of two passes in the cheaper order. "
               "Memory, GB/s:")
        yield ""
        yield "| bytes in use | read | written |"
        yield "|---|---:|---:|"
        for kib in sorted(found["read"]):
            yield f"| {kib} KiB | {found['read'][kib]} | {found['write'][kib]} |"
        yield ""


BOARD_HEADS = {
    "instructions": """## Instructions on Arm

Instructions per output pixel, the whole call of `execute`, counted by QEMU, which counts exactly; the plan is made outside. \
It has no cycles: [cortex-m.md](cortex-m.md) has those of a model, and what other libraries take. \
`./dev bench m7`, `m4`, `m55` and `neon` count again. Bytes are the same on all; their hash is the last column. \
Cortex-M makes one row at a time, AArch64 eight.""",
    "cycles": """## Cycles on boards

Cycles per output pixel, the whole call of `execute`, by the counter of the core; the plan is made outside, and the hash is \
that of the instructions' rows. [toolchains/boards](../toolchains/boards/README.md#measure-it) has how they are measured.""",
}


def boards_head(unit, boards):
    yield BOARD_HEADS[unit]
    yield ""
    yield "| processor | compiler |"
    yield "|---|---|"
    for board in boards:
        context = board["context"]
        more = [context[key] for key in (["measured"] if unit == "cycles" else []) + ["memory"] if key in context]
        more += [f"left out: {text}" for text in [left_out(context)] if text]
        yield f"| {context['cpu']} | " + "; ".join([f"{context['compiler']}, `{context['flags']}`", *more]) + " |"
    yield ""


def by_case(board, has_goal):
    """{case: {arch: row}} of the rows that can have a goal, or of the others; the best arch comes first."""
    cases = collections.defaultdict(dict)
    for row in board["rows"]:
        if (row["goal"] is not None) == has_goal:
            cases[row["case"]][row["arch"]] = row
    return cases


def goal_cell(row):
    if not row["goal"]:
        return ""
    return f"{row['goal']:g} " + ("met" if row["per_px"] <= row["goal"] else "**short**")


def board_goal_table(names, boards):
    """The rows of isopel-goals: a board's columns are its counts and its goal."""
    tables = [by_case(board, True) for board in boards]
    has_goals = any(row["goal"] for board in boards for row in board["rows"])
    yield "| work | " + " | ".join(name + (" | goal" if has_goals else "") for name in names) + " | scratch, bytes | hash |"
    yield "|---|" + ("---:|---|" if has_goals else "---:|") * len(names) + "---:|---|"
    for case in dict.fromkeys(case for table in tables for case in table):
        rows = [next(iter(table[case].values()), None) for table in tables]
        cells = [text for row in rows for text in ([number(row["per_px"]), goal_cell(row)] if row else ["-", ""])[:1 + has_goals]]
        some = next(row for row in rows if row)
        yield f"| {case} | " + " | ".join(cells) + f" | {some['scratch']} | {some['hash']} |"
    yield ""


def board_case_table(names, boards):
    """The cases of isopel-bench: how many times the scalar kernels' instructions are in brackets."""
    tables = [by_case(board, False) for board in boards]
    yield "<details><summary>All cases; in brackets, how many times as many the scalar kernels take</summary>"
    yield ""
    yield "| case | " + " | ".join(names) + " | hash |"
    yield "|---|" + "---:|" * len(names) + "---|"
    for case in dict.fromkeys(case for table in tables for case in table):
        cells, found = [], None
        for table in tables:
            archs = table[case]
            if not archs:
                cells.append("-")
                continue
            found = next(iter(archs.values()))
            text = number(found["per_px"])
            cells.append(f"{text} ({archs['scalar']['per_px'] / found['per_px']:.1f}x)" if "scalar" in archs else text)
        yield f"| {case.replace('-to-', ' → ')} | " + " | ".join(cells) + f" | {found['hash']} |"
    yield ""
    yield "</details>"
    yield ""


def names_of(boards):
    """The processors; where two boards have the same one, and on silicon, whole names."""
    names = [board["context"]["cpu"] for board in boards]
    short = [name.split()[0] for name in names]
    return [name if short.count(cpu) > 1 or unit_of(board["context"]) == "cycles" else cpu
            for name, cpu, board in zip(names, short, boards)]


def board_tables(results):
    for unit in BOARD_HEADS:
        boards = [board for board in results["boards"] if unit_of(board["context"]) == unit]
        if not boards:
            continue
        yield from boards_head(unit, boards)
        with_goals = [board for board in boards if by_case(board, True)]
        if with_goals:
            yield from board_goal_table(names_of(with_goals), with_goals)
        yield from board_case_table(names_of(boards), boards)


def page(results, name, plots, folder):
    lines = [*head(results, name), *goal_table(results)]
    for plot in plots:
        lines += [f"![{plot.replace('-', ' ')}]({folder}/{plot}.svg)", "", PLOTS[plot], ""]
    for part in (board_tables, refused, small_tables, pypi_table, tables):
        lines += part(results)
    return "\n".join(lines).rstrip("\n") + "\n"


def main():
    if len(sys.argv) != 3 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    source, target = map(pathlib.Path, sys.argv[1:])
    results = read(source.read_text(encoding="utf-8"))
    folder = target.with_suffix("")
    try:
        import plots
    except ImportError:
        print("page.py: no plots, for matplotlib is missing", file=sys.stderr)
        drawn = []
    else:
        folder.mkdir(parents=True, exist_ok=True)
        drawn = plots.draw_all(results, folder)
    target.write_text(page(results, source.name, drawn, folder.name), encoding="utf-8")


if __name__ == "__main__":
    main()
