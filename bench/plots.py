"""The plots of the benchmark page, as SVG, from the results that results.py makes. Needs matplotlib."""

import collections
import math
import statistics

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "isopel", "svg.fonttype": "none", "font.size": 9, "axes.grid": True,
                            "grid.alpha": 0.3, "figure.constrained_layout.use": True, "axes.axisbelow": True})
import matplotlib.pyplot as plt  # noqa: E402

from results import Case, bound_us, limits  # noqa: E402

RANKED = ("like-for-like", "own-kernel")
COLOURS = {"isopel": "#d62728", "opencv": "#1f77b4", "zimg": "#2ca02c", "libyuv": "#9467bd", "swscale": "#8c564b",
           "swscale-accurate": "#bcbd22", "vips": "#7f7f7f", "opencv-exact": "#17becf"}


def colour(who):
    return COLOURS.get(who, "#e377c2")


def save(figure, path):
    # Without a date, so that the same results give the same file.
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)


def curves(results, wanted, x_of, y_of):
    """{who: [(x, y, class)]} of the rows for which wanted(case, who) holds."""
    found = collections.defaultdict(list)
    for row in results["rows"]:
        case = Case(row["case"])
        if not case.with_plan and wanted(case, row["who"]):
            found[row["who"]].append((x_of(case), y_of(case, row), row["class"]))
    return found


def draw_curves(axes, found):
    for who, points in found.items():
        points.sort()
        style = {"color": colour(who), "linewidth": 2.2 if who == "isopel" else 1.1}
        axes.plot([p[0] for p in points], [p[1] for p in points], **style)
        for ranked, marker in ((True, "o"), (False, "x")):
            some = [p for p in points if (p[2] in RANKED) == ranked]
            axes.plot([p[0] for p in some], [p[1] for p in some], marker, color=colour(who), markersize=4)


def legend(figure, names):
    handles = [plt.Line2D([], [], color=colour(who), marker="o", markersize=4, label=who) for who in names]
    handles.append(plt.Line2D([], [], color="black", marker="x", linestyle="", markersize=4, label="not ranked"))
    figure.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=min(len(handles), 9), frameon=False)


def is_rung(who):
    return who.startswith("isopel-")


def speed_against_ratio(results, path):
    """Source pixels a second when shrinking 1920x1080, for some methods."""
    methods = [("bilinear", "gray"), ("bilinear", "rgb"), ("area", "rgb"), ("catmull-rom-aa", "gray"),
               ("lanczos3-aa", "gray"), ("lanczos3-aa", "rgb")]
    figure, grid = plt.subplots(2, 3, figsize=(10, 6), sharex=True)
    names = []
    for axes, (method, pixels) in zip(grid.flat, methods):
        found = curves(results, lambda case, who: case.method == method and case.pixels == pixels and not is_rung(who)
                       and case.src == (1920, 1080), Case.ratio,
                       lambda case, row: case.src[0] * case.src[1] / row["us"] / 1e3)
        draw_curves(axes, found)
        names += [who for who in found if who not in names]
        axes.set(title=f"{method}, {pixels}", yscale="log")
    if not names:
        plt.close(figure)
        return False
    figure.supxlabel("source pixels for one output pixel, on an axis")
    figure.supylabel("10⁹ source pixels a second")
    legend(figure, names)
    save(figure, path)
    return True


def speed_against_size(results, path):
    """The sweep: one scale, images from L1 to memory."""
    methods = [("nearest", "gray"), ("bilinear", "gray"), ("bilinear-aa", "gray"), ("nearest", "rgb"),
               ("bilinear", "rgb"), ("lanczos3-aa", "rgb")]
    figure, grid = plt.subplots(2, 3, figsize=(10, 6), sharex=True)
    names = []
    for axes, (method, pixels) in zip(grid.flat, methods):
        found = curves(results, lambda case, who: case.method == method and case.pixels == pixels and not is_rung(who)
                       and case.src[0] * 2 == case.dst[0] * 5 and case.src[1] * 2 == case.dst[1] * 5,
                       lambda case: (case.bytes_in() + case.bytes_out()) / 1024,
                       lambda case, row: row["us"] * 1e3 / case.pixels_out())
        draw_curves(axes, found)
        names += [who for who in found if who not in names]
        axes.set(title=f"{method}, {pixels}", xscale="log", yscale="log")
        for cache in results["context"].get("caches", []):
            if cache["type"] in ("Data", "Unified"):
                axes.axvline(cache["size"] / 1024, color="black", linewidth=0.6, linestyle=":")
    if not names:
        plt.close(figure)
        return False
    figure.supxlabel("source and output, KiB; dotted: the sizes of the caches")
    figure.supylabel("ns for one output pixel, 5:2 on both axes")
    legend(figure, names)
    save(figure, path)
    return True


def ladder(results, path):
    """How many times the scalar kernels each arch is, in cases that have all of them."""
    times = collections.defaultdict(dict)
    for row in results["rows"]:
        if is_rung(row["who"]) and not row["who"].startswith("isopel-threads") and "+plan" not in row["case"]:
            times[row["case"]][row["who"].removeprefix("isopel-")] = row["us"]
    archs = list(dict.fromkeys(arch for row in times.values() for arch in row))
    archs.sort(key=lambda arch: -statistics.geometric_mean([row[arch] for row in times.values() if arch in row]))
    cases = [case for case, row in times.items() if len(row) == len(archs) and Case(case).filter in
             ("nearest", "bilinear", "area", "catmull-rom", "lanczos3")]
    if not cases:
        return False
    figure, axes = plt.subplots(figsize=(10, 0.42 * len(cases) + 1.5))
    height = 0.8 / len(archs)
    for i, arch in enumerate(archs):
        values = [times[case]["scalar"] / times[case][arch] for case in cases]
        axes.barh([y + i * height for y in range(len(cases))], values, height, label=arch,
                  color=plt.get_cmap("viridis")(i / max(1, len(archs) - 1)))
    axes.set(yticks=[y + 0.4 for y in range(len(cases))], yticklabels=cases, xscale="log",
             xlabel="times as fast as the scalar kernels")
    axes.set(xlim=(0.5, None), ylim=(len(cases), -0.2))
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=8)
    save(figure, path)
    return True


def distance_to_bound(results, path):
    """Time over the bound, isopel and the fastest like-for-like peer, for each row."""
    found = limits(results["context"])
    if found is None:
        return False
    best, ours, order = collections.defaultdict(dict), collections.defaultdict(dict), []
    for row in results["rows"]:
        case = Case(row["case"])
        if case.with_plan or is_rung(row["who"]) or case.sample != 1:
            continue
        bound = bound_us(case, found)
        if bound is None:
            continue
        if case.method not in order:
            order.append(case.method)
        if row["who"] == "isopel":
            ours[case.method][case.name] = row["us"] / bound
        elif row["class"] in RANKED:
            best[case.method][case.name] = min(row["us"] / bound, best[case.method].get(case.name, math.inf))
    figure, axes = plt.subplots(figsize=(10, 0.4 * len(order) + 1.5))
    for y, method in enumerate(order):
        axes.plot(list(best[method].values()), [y + 0.15] * len(best[method]), "|", color=COLOURS["opencv"], markersize=9)
        axes.plot(list(ours[method].values()), [y - 0.15] * len(ours[method]), "|", color=COLOURS["isopel"], markersize=9)
        if ours[method]:
            axes.plot(statistics.median(ours[method].values()), y - 0.15, "D", color=COLOURS["isopel"], markersize=5)
        if best[method]:
            axes.plot(statistics.median(best[method].values()), y + 0.15, "D", color=COLOURS["opencv"], markersize=5)
    axes.axvline(2, color="black", linewidth=0.8, linestyle="--")
    axes.set(yticks=range(len(order)), yticklabels=order, xscale="log",
             xlabel="time over the bound max(memory, multiply), u8; a tick is a case, a diamond the median; dashed: twice")
    axes.invert_yaxis()
    axes.legend(handles=[plt.Line2D([], [], color=COLOURS["isopel"], marker="D", linestyle="", label="isopel"),
                         plt.Line2D([], [], color=COLOURS["opencv"], marker="D", linestyle="",
                                    label="fastest like-for-like peer")], loc="lower right")
    save(figure, path)
    return True


def bytes_apart(results, path):
    """The matrix of libraries: how far their outputs for the same image are apart."""
    names = list(dict.fromkeys(name for item in results["distances"] for name in (item["one"], item["other"])))
    names.sort(key=lambda name: (name != "isopel", name))
    if len(names) < 2:
        return False
    figure, axes = plt.subplots(figsize=(7.5, 6))
    cells = [[math.nan] * len(names) for _ in names]
    for item in results["distances"]:
        i, j = names.index(item["one"]), names.index(item["other"])
        equal = item["equal"] == item["cases"]
        for a, b in ((i, j), (j, i)):
            cells[a][b] = 70 if equal else min(item["psnr"], 70)
            text = "equal" if equal else f"{item['psnr']:.0f} dB\n{100 * item['equal'] / item['cases']:.0f} % equal"
            axes.text(b, a, text, ha="center", va="center", fontsize=7)
    image = axes.imshow(cells, cmap="RdYlGn", vmin=15, vmax=70)
    axes.set(xticks=range(len(names)), yticks=range(len(names)), yticklabels=names)
    axes.set_xticklabels(names, rotation=30, ha="right")
    axes.grid(False)
    figure.colorbar(image, label="median PSNR between two outputs that differ; noise, u8")
    save(figure, path)
    return True


def draw_all(results, folder):
    """All plots into the folder; the names of those that the results have data for."""
    plots = [("speed-against-ratio", speed_against_ratio), ("speed-against-size", speed_against_size), ("ladder", ladder),
             ("distance-to-bound", distance_to_bound), ("bytes-apart", bytes_apart)]
    return [name for name, draw in plots if draw(results, folder / f"{name}.svg")]
