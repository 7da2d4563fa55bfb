#!/usr/bin/env python3
"""Makes Markdown tables of isopel-bench's JSON:  report.py FILE.json...

One table a file: a row for each case, a column for each arch; a cell is the median cost of one output pixel, and how
many times faster than scalar that is. Peers that share the run become further columns. A second table has the time that
plans take.
"""

import json
import statistics
import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import results  # noqa: E402


def cost(entry):
    """The cost of one output pixel: nanoseconds, instructions or cycles."""
    ((key, value),) = [item for item in entry.items() if item[0].endswith("_per_px")]
    return value * 1e9 if key == "seconds_per_px" else value


def is_plan(entry):
    return entry["run_name"].startswith("plan/")


def plans(data):
    """The time of each plan, in microseconds: the median of the repetitions and the fastest."""
    times = {}
    for entry in data["benchmarks"]:
        if entry["run_type"] == "iteration" and is_plan(entry):
            times.setdefault(entry["run_name"][len("plan/"):], []).append(entry["cpu_time"])
    if not times:
        return []
    rows = [f"| {case} | {statistics.median(t):.1f} | {min(t):.1f} |" for case, t in times.items()]
    return ["", "| plan of | µs | fastest |", "|---|---:|---:|", *rows]


def read(data):
    """{case: {who: [cost of each repetition]}}; within a case, entries end in random order."""
    table, order = {}, {}
    for entry in data["benchmarks"]:
        order.setdefault(entry["run_name"].rsplit("/", 1)[0], len(order))
    for entry in sorted(data["benchmarks"], key=lambda e: (order[e["run_name"].rsplit("/", 1)[0]], e["family_index"],
                                                           e["per_family_instance_index"])):
        if entry["run_type"] != "iteration" or is_plan(entry):
            continue
        if entry.get("error_occurred"):
            sys.exit(f"report.py: {entry['name']}: {entry.get('error_message')}")
        case, who = entry["run_name"].rsplit("/", 1)
        table.setdefault(case, {}).setdefault(who, []).append(cost(entry))
    if not table and not plans(data):
        sys.exit("report.py: the file holds no measurements")
    return table


def head(context):
    lines = [f"### {context['cpu']}: {context['unit']}", ""]
    lines.append(f"isopel {context['isopel_version']}, contract {context['isopel_contract']}. "
                 f"{context['compiler']}, `{context['flags']}`. Measured: {context['measured']}.")
    if "memory" in context:
        lines.append(f"Memory: {context['memory']}.")
    if context.get("left_out"):
        lines.append(f"Left out: {results.left_out(context)}.")
    if "note" in context:
        lines.append(context["note"] + ".")
    if context.get("load_avg"):
        lines.append(f"Load of the machine at the start: {context['load_avg'][0]:.1f} on {context['num_cpus']} CPUs.")
    return lines


def cell(values, scalar):
    if values is None:
        return "-"
    value = statistics.median(values)
    text = f"{value:.3f}" if value < 10 else f"{value:.1f}"
    return text if scalar is None or values is scalar else f"{text} ({statistics.median(scalar) / value:.1f}x)"


def report(data):
    table = read(data)
    names = list(dict.fromkeys(who for row in table.values() for who in row))
    lines = head(data["context"])
    spreads = [max(v) / min(v) for row in table.values() for v in row.values() if len(v) > 1]
    if spreads:
        lines.append(f"Slowest over fastest repetition: {statistics.median(spreads):.2f} in the median, "
                     f"{max(spreads):.2f} at worst.")
    if table:
        lines += ["", "| case | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for case, row in table.items():
        cells = [cell(row.get(who), row.get("scalar")) for who in names]
        lines.append(f"| {case} | " + " | ".join(cells) + " |")
    lines += plans(data)
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    reports = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            reports.append(report(json.load(file)))
    print("\n".join(reports), end="")


if __name__ == "__main__":
    main()
