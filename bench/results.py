#!/usr/bin/env python3
"""What the benchmark page is made of.  results.py HOST.json [PYPI.json] [BOARD.json...] > RESULTS.json
                                     results.py RESULTS.json BOARD.json... > NEW_RESULTS.json

HOST.json is isopel-bench's, with every repetition; PYPI.json is pypi.py's; BOARD.json is what isopel-bench or isopel-goals
printed on a board. The results have medians, one line a row, and are small enough to be kept in the repository. page.py
makes the page of them. The second way adds boards to results that are there; those of the same name are replaced."""

import collections
import json
import pathlib
import statistics
import sys

COLUMNS = ["case", "who", "us", "spread", "hash", "class", "largest", "psnr", "calm_largest", "calm_bias", "calm_psnr"]
BOARD_COLUMNS = ["case", "arch", "per_px", "scratch", "hash", "goal"]
SUPPORTS = {"bilinear": 1, "area": 1, "catmull-rom": 2, "lanczos2": 2, "lanczos3": 3, "lanczos4": 4}


class Case:
    """The words of a case's name: "lanczos3-aa/rgb/1920x1080-to-640x360", with "+plan" behind it or not."""

    def __init__(self, name):
        self.with_plan = name.endswith("+plan")
        self.name = name
        self.method, self.pixels, self.geometry = name.removesuffix("+plan").split("/")
        self.src, self.dst = (tuple(map(int, size.split("x"))) for size in self.geometry.split("-to-"))
        layout, _, element = self.pixels.partition("-")
        self.sample = {"": 1, "u16": 2, "f32": 4}[element]
        self.channels = {"gray": 1, "rgb": 3, "rgba": 4, "nv12": 1.5}[layout]
        self.filter = self.method.removesuffix("-aa")
        self.antialias = self.method.endswith("-aa")

    def ratio(self):
        return self.src[0] / self.dst[0]

    def pixels_out(self):
        return self.dst[0] * self.dst[1]

    def bytes_in(self):
        return self.src[0] * self.src[1] * self.channels * self.sample

    def bytes_out(self):
        return self.pixels_out() * self.channels * self.sample

    def taps(self, axis):
        """Of one output on an axis, on average."""
        scale = self.src[axis] / self.dst[axis]
        if self.filter == "nearest" or (not self.antialias and self.filter != "area" and scale % 2 == 1):
            return 1  # at 1:1, 3:1 and so on outputs lie on pixels
        if self.filter == "area":
            return max(scale, 2 if scale < 1 else 1)
        return 2 * SUPPORTS[self.filter] * (scale if self.antialias and scale > 1 else 1)

    def rows_read(self, axis):
        """Source pixels on an axis that any output needs; filters that are not widened leave some out."""
        return min(self.src[axis], self.dst[axis] * self.taps(axis))

    def multiplications(self):
        """Of the cheaper order of two passes; none where pixels are copied."""
        if self.taps(0) == 1 and self.taps(1) == 1:
            return 0
        width, height = self.dst
        vertical_first = height * self.taps(1) * self.rows_read(0) + width * height * self.taps(0)
        horizontal_first = self.rows_read(1) * width * self.taps(0) + width * height * self.taps(1)
        return min(vertical_first, horizontal_first) * self.channels


def limits(context):
    """{"read": {KiB: GB/s}, "write": {...}, "words": ..., "floats": ...}, or None where they were not measured."""
    found = {"read": {}, "write": {}}
    for key, value in context.items():
        words = key.split("_")
        if words[0] != "limit":
            continue
        if words[1] in found and len(words) == 4:
            found[words[1]][int(words[2])] = float(value)
        else:
            found[words[1]] = float(value)
    return found if "words" in found and found["read"] else None


def bound_us(case, found):
    """The least time: what memory and multipliers of this processor allow, whichever is slower; no shuffles counted."""
    if case.filter not in SUPPORTS and case.filter != "nearest":
        return None
    lines = case.rows_read(1) * case.src[0] * case.channels * case.sample  # whole rows, for caches have lines
    size = (lines + case.bytes_out()) / 1024
    level = max((kib for kib in found["read"] if kib <= size), default=min(found["read"]))  # the faster one
    memory = lines / found["read"][level] / 1e3 + case.bytes_out() / found["write"][level] / 1e3
    rate = found["words"] if case.sample == 1 else found["floats"]
    return max(memory, case.multiplications() / rate / 1e3)


def microseconds(entry):
    scale = {"ns": 1e-3, "us": 1, "ms": 1e3}[entry["time_unit"]]
    return scale * entry["real_time" if "isopel-threads" in entry["run_name"] else "cpu_time"]


def base(run_name):
    """The case without who runs it, and without the plan; all plans are one."""
    return "plan" if run_name.startswith("plan/") else run_name.rsplit("/", 1)[0].removesuffix("+plan")


def rows_of(benchmarks):
    """A row for each case and who, and the plans. Cases are in the order of the run, those of one case in their own
    order, not in the random one in which they ended."""
    groups, order = collections.defaultdict(list), {}
    for entry in benchmarks:
        groups[entry["run_name"]].append(entry)
        order.setdefault(base(entry["run_name"]), len(order))
    rows, plans = [], []
    for name, entries in sorted(groups.items(), key=lambda g: (order[base(g[0])], g[1][0]["family_index"])):
        times = [microseconds(entry) for entry in entries]
        median = statistics.median(times)
        if name.startswith("plan/"):
            plans.append({"case": name.removeprefix("plan/"), "us": round(median, 2)})
            continue
        case, who = name.rsplit("/", 1)
        first, words = entries[0], entries[0]["label"].split()
        row = {"case": case, "who": who, "us": float(f"{median:.4g}"), "spread": round(max(times) / min(times), 3),
               "hash": words[1], "class": words[2]}
        row.update({key: round(first[key], 3) for key in COLUMNS[6:] if key in first})
        rows.append(row)
    return rows, plans


def matrix(distances):
    """How far each two libraries' outputs are apart: how many are equal, the median PSNR of the others (0: none)."""
    pairs = collections.defaultdict(list)
    for item in distances:
        method, pixels, _ = item["case"].split("/")
        if method != "nearest" and pixels in ("gray", "rgb", "rgba"):
            pairs[tuple(sorted((item["one"], item["other"])))].append(item)
    return [{"one": one, "other": other, "cases": len(items), "equal": sum(i["equal"] for i in items),
             "psnr": round(statistics.median([i["psnr"] for i in items if not i["equal"]] or [0]), 2)} for (one, other), items in sorted(pairs.items())]


def is_board(data):
    return not {"distances", "peers"} & data.keys()


def unit_of(context):
    """"instructions" or "cycles"."""
    return context["unit"].split("/")[0]


def board_rows(data):
    """A row for each case and arch, in the order of the run; goal is None in rows that cannot have one, 0 if there is none."""
    return [{"case": case, "arch": arch, "per_px": entry[unit_of(data["context"]) + "_per_px"], "scratch": entry["scratch_bytes"],
             "hash": entry["label"].split()[1], "goal": entry.get("goal")}
            for entry in data["benchmarks"] for case, arch in [entry["run_name"].rsplit("/", 1)]]


def left_out(context):
    """What a board had no room for, in a few words; nothing if it made every row."""
    reasons = [text.rsplit(": ", 1) for text in context.get("left_out", [])]
    named = [f"{case} ({why})" for case, why in reasons if why != "not in the library"]
    lacking = len(reasons) - len(named)
    return ", ".join(named + [f"{lacking} row{'s' * (lacking > 1)} that its library lacks"] * (lacking > 0))


def context_of(data):
    """Without the names of folders and machines."""
    return {key: value for key, value in data["context"].items() if key not in ("executable", "host_name")}


def boards_of(files, published=()):
    """[{context, rows}], one for each processor, new ones instead of published ones; it is an error if they give different
    bytes."""
    new = {}
    for data in files:
        board = new.setdefault(data["context"]["cpu"], {"context": context_of(data), "rows": [], "left_out": []})
        board["rows"] += board_rows(data)
        board["left_out"] += data["context"].get("left_out", [])
    for board in new.values():  # a library that lacks much may have left out what another one has made
        made = {row["case"] for row in board["rows"]}
        texts = [text for text in board.pop("left_out") if text.rsplit(": ", 1)[0] not in made]
        if "left_out" in board["context"] or texts:
            board["context"]["left_out"] = list(dict.fromkeys(texts))
    boards, hashes = {board["context"]["cpu"]: board for board in published} | new, {}
    for board in boards.values():
        for row in board["rows"]:
            if hashes.setdefault(row["case"], row["hash"]) != row["hash"]:
                sys.exit(f"results.py: {row['case']}: {row['arch']} of {board['context']['cpu']} gives other bytes")
    return list(boards.values())


def summarize(host, pypi=None, boards=()):
    rows, plans = rows_of(host["benchmarks"])
    results = {"context": context_of(host), "plans": plans, "distances": matrix(host["distances"]),
               "boards": boards_of(boards), "pypi": {"peers": [], "rows": []}, "rows": rows}
    for row in (pypi or {"rows": []})["rows"]:
        results["pypi"]["rows"].append({
            "case": row["case"], "peer": row["peer"], "class": row["class"], "hash": row["hash"],
            "isopel_us": round(statistics.median(row["isopel_ns"]) / 1e3, 2),
            "us": round((statistics.median(row["peer_ns"]) - row["copy_ns"]) / 1e3, 2),
            "copy_us": round(row["copy_ns"] / 1e3, 2), "largest": row["largest"], "psnr": row["psnr"],
            "calm_largest": row["calm_largest"]})
    results["pypi"]["peers"] = pypi["peers"] if pypi else []
    return results


def dump(results):
    """JSON with a line for each row, which is a list of what COLUMNS says. read() is the way back."""
    def lines(items):
        return "[\n" + ",\n".join("  " + json.dumps(item) for item in items) + "\n ]"
    rows = [[row.get(column) for column in COLUMNS] for row in results["rows"]]
    boards = [f'{{"context": {json.dumps(board["context"])}, "rows": '
              + lines([[row[column] for column in BOARD_COLUMNS] for row in board["rows"]]) + "}"
              for board in results["boards"]]
    parts = [f' "context": {json.dumps(results["context"])}',
             f' "plans": {lines(results["plans"])}', f' "distances": {lines(results["distances"])}',
             ' "pypi": {"peers": ' + lines(results["pypi"]["peers"]) + ', "rows": ' + lines(results["pypi"]["rows"]) + "}",
             f' "board_columns": {json.dumps(BOARD_COLUMNS)}', f' "boards": [{", ".join(boards)}]',
             f' "columns": {json.dumps(COLUMNS)}', f' "rows": {lines(rows)}']
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read(text):
    """The results again."""
    results = json.loads(text)
    results["rows"] = [dict(zip(results["columns"], row)) for row in results["rows"]]
    for board in results.setdefault("boards", []):  # older files have none
        board["rows"] = [dict(zip(results["board_columns"], row)) for row in board["rows"]]
    return results


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    texts = [pathlib.Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]]
    host, *others = map(json.loads, texts)
    if "columns" in host:
        results = read(texts[0])
        print(dump({**results, "boards": boards_of(others, results["boards"])}), end="")
        return
    pypi = [data for data in others if "peers" in data]
    print(dump(summarize(host, pypi[0] if pypi else None, [data for data in others if is_board(data)])), end="")


if __name__ == "__main__":
    main()
