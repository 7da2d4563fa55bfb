#!/usr/bin/env python3
"""From a run to the page and the goals, without a word about times.  page_test.py ISOPEL_BENCH"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import board_goals  # noqa: E402
import board_tables  # noqa: E402
import goals  # noqa: E402
import page  # noqa: E402
import report  # noqa: E402
import results  # noqa: E402
import run  # noqa: E402

PROGRAM = ""
CASES = r"(nearest|bilinear|area)/gray/240x160-to-45x30"


def measure(folder, *flags):
    """isopel alone, as briefly as possible."""
    out = pathlib.Path(folder) / "host.json"
    subprocess.run([PROGRAM, f"--cases={CASES}", "--peers=isopel", f"--out={out}", "--benchmark_repetitions=2",
                    "--benchmark_min_time=0.0001", *flags], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return json.loads(out.read_text(encoding="utf-8"))


def planted(case, who, times, kind, label_hash="00000000"):
    """Entries of JSON as isopel-bench writes them."""
    return [{"name": f"{case}/{who}", "run_name": f"{case}/{who}", "run_type": "iteration", "family_index": 0,
             "per_family_instance_index": 0, "cpu_time": time, "real_time": time, "time_unit": "us",
             "seconds_per_px": time * 1e-6, "label": f"{who} {label_hash} {kind}", "largest": 0.5, "psnr": 59.0,
             "calm_largest": 0.5, "calm_bias": 0.0, "calm_psnr": 59.0} for time in times]


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.host = measure(folder, "--ladder=area.*", "--with-plan=.*", "--plans")

    def test_a_run_has_all_rows(self):
        rows, plans = results.rows_of(self.host["benchmarks"])
        names = {(row["case"], row["who"]) for row in rows}
        for method in ("nearest", "bilinear", "area"):
            self.assertIn((f"{method}/gray/240x160-to-45x30", "isopel"), names)
            self.assertIn((f"{method}/gray/240x160-to-45x30+plan", "isopel"), names)
        self.assertIn(("area/gray/240x160-to-45x30", "isopel-scalar"), names)
        self.assertTrue(plans)
        self.assertEqual({row["class"] for row in rows}, {"like-for-like"})
        order = [row["who"] for row in rows if row["case"] == "area/gray/240x160-to-45x30"]
        self.assertEqual((order[0], order[-1]), ("isopel", "isopel-scalar"))
        hashes = {row["hash"] for row in rows if row["case"] == "area/gray/240x160-to-45x30"}
        self.assertEqual(len(hashes), 1, "archs differ")

    def test_the_page_has_every_row_and_only_measured_numbers(self):
        data = results.read(results.dump(results.summarize(self.host)))
        text = page.page(data, "results.json", ["ladder"], "page")
        for row in data["rows"]:
            if row["who"] == "isopel":
                self.assertIn(row["hash"], text)
        self.assertIn("](page/ladder.svg)", text)
        self.assertIn(data["context"]["cpu"], text)

    def test_the_report_has_every_arch(self):
        text = report.report(self.host)
        for arch in ("isopel-scalar", "isopel "):
            self.assertIn(arch, text)


def counted(case, arch, per_px, label_hash, **goal):
    """An entry of JSON as the programs of the boards write it."""
    return {"name": f"{case}/{arch}", "run_name": f"{case}/{arch}", "run_type": "iteration", "family_index": 0,
            "per_family_instance_index": 0, "cpu_time": 100 * per_px, "real_time": 100 * per_px, "time_unit": "ns",
            "instructions_per_px": per_px, "scratch_bytes": 647, "label": f"{arch} {label_hash}", **goal}


VERSIONS = {"isopel_version": "0", "isopel_contract": "1", "measured": "instructions"}


def board(cpu, *entries):
    return {"context": {"cpu": f"{cpu} on a board", "compiler": "GNU", "flags": "-O2", "unit": "instructions/px"},
            "benchmarks": list(entries)}


class Boards(unittest.TestCase):
    small = board("cortex-m7", counted("gray bilinear", "armv7em", 14.28, "2a9846d4", goal=14.5),
                  counted("nearest/gray/8x8-to-4x4", "armv7em", 2.0, "aaaaaaaa"),
                  counted("nearest/gray/8x8-to-4x4", "scalar", 6.0, "aaaaaaaa"))

    def tables(self, *files):
        text = results.dump({"context": {}, "plans": [], "distances": [], "pypi": {"peers": [], "rows": []}, "rows": [],
                             "boards": results.boards_of(files)})
        return "\n".join(page.board_tables(results.read(text)))

    def test_a_row_has_what_each_board_counted(self):
        other = board("cortex-m55", counted("gray bilinear", "mve", 3.61, "2a9846d4", goal=3.5))
        text = self.tables(self.small, other)
        self.assertIn("| gray bilinear | 14.3 | 14.5 met | 3.61 | 3.5 **short** | 647 | 2a9846d4 |", text)
        self.assertIn("| nearest/gray/8x8 → 4x4 | 2.00 (3.0x) | - | aaaaaaaa |", text)
        self.assertIn("| cortex-m55 on a board |", text)

    def test_two_files_of_a_board_are_one(self):
        more = board("cortex-m7", counted("gray area", "armv7em", 28.7, "bbbbbbbb", goal=0))
        self.assertEqual(len(results.boards_of([self.small, more])), 1)
        self.assertIn("| gray area | 28.7 |  | 647 | bbbbbbbb |", self.tables(self.small, more))

    def test_other_bytes_are_an_error(self):
        with self.assertRaises(SystemExit):
            results.boards_of([self.small, board("cortex-m55", counted("gray bilinear", "mve", 3.2, "00000000", goal=3.5))])

    def test_cycles_are_no_instructions(self):
        text = json.dumps(self.small).replace("instructions", "cycles").replace("a board", "silicon")
        silicon = json.loads(text.replace("14.5", "0"))
        silicon["context"] |= VERSIONS | {"measured": "cycles; the median", "memory": "images in 9 bytes"}
        instructions, cycles = self.tables(self.small, silicon).split("## Cycles on boards")
        self.assertIn("| work | cortex-m7 | goal | scratch, bytes | hash |", instructions)
        self.assertIn("| cortex-m7 on silicon | GNU, `-O2`; cycles; the median; images in 9 bytes |", cycles)
        self.assertIn("| work | cortex-m7 on silicon | scratch, bytes | hash |", cycles)
        self.assertIn("| gray bilinear | 14.3 | 647 | 2a9846d4 |", cycles)
        self.assertIn("cycles/px", report.report(silicon))

    def test_what_no_file_of_a_board_has_is_told(self):
        lacks, more = (board("cortex-m7", counted(case, "armv7em", 1, "cccccccc")) for case in ("gray area", "gray Lanczos3"))
        lacks["context"]["left_out"] = ["gray Lanczos3: not in the library", "gray nearest: not in the library",
                                        "large: its images take 9 bytes"]
        more["context"]["left_out"] = ["gray nearest: not in the library"]
        self.assertIn("`-O2`; left out: large (its images take 9 bytes), 1 row that its library lacks |", self.tables(lacks, more))
        self.assertNotIn("left out", self.tables(self.small))
        lacks["context"] |= VERSIONS
        self.assertIn("Left out: large (its images take 9 bytes), 2 rows", report.report(lacks))

    def test_a_new_file_takes_the_place_of_a_published_board(self):
        other = board("cortex-m4", counted("gray bilinear", "armv7em", 14.3, "2a9846d4", goal=14.5))
        published = results.boards_of([self.small, other])
        new = board("cortex-m7", counted("gray bilinear", "armv7em", 13.0, "2a9846d4", goal=14.5))
        boards = results.boards_of([new], published)
        self.assertEqual([row["per_px"] for one in boards for row in one["rows"]], [13.0, 14.3])
        with self.assertRaises(SystemExit):
            results.boards_of([board("cortex-m55", counted("gray bilinear", "mve", 3.2, "00000000"))], published)

    def test_hosts_and_boards_are_one_file(self):
        host = {"context": {"cpu": "a host"}, "distances": [], "benchmarks": planted("area/gray/8x8-to-4x4", "isopel", [1], "coarse")}
        text = run.together([host, self.small])
        self.assertEqual(text["context"], host["context"])
        self.assertEqual([entry["name"] for entry in text["benchmarks"]][:2],
                         ["area/gray/8x8-to-4x4/isopel", "cortex-m7/gray bilinear/armv7em"])
        self.assertEqual([entry["family_index"] for entry in text["benchmarks"]], [0, 1, 1, 1])


class BoardPages(unittest.TestCase):
    row = board_goals.Row("gray bilinear", 14.5, 131595, 9216, 1647)
    text = ("# Page\n\n<!-- counts of cortex-m7 -->\n| work | elsewhere | ours | goal | scratch, bytes |\n|---|---|---|---|---|\n"
            "| gray bilinear | 99 | {} | 14.5 | 1 647 |\n\n| gray bilinear | 1 | 2 | 3 | 4 |\n")

    def test_what_differs_by_more_than_3_percent_is_told(self):
        for said, count in (("14.3", 0), ("14.5", 0), ("14.9", 1), ("13.5", 1)):
            self.assertEqual(len(board_tables.faults(self.text.format(said), "counts of cortex-m7", [self.row])), count, said)
        self.assertEqual(board_tables.faults(self.text.format("99"), "counts of cortex-m4", [self.row]), [])
        self.assertEqual(len(board_tables.faults(self.text.format("14.3"), "counts of cortex-m7", [])), 1)

    def test_writing_changes_only_what_was_measured(self):
        self.assertEqual(board_tables.renewed(self.text.format("99"), "counts of cortex-m7", [self.row])[0], self.text.format("14.3"))


class Goals(unittest.TestCase):
    group = goals.Group("planted", ["bilinear"], ["8x8-to-4x4", "9x9-to-3x3", "9x9-to-2x2"], ["peer", "slow"],
                        {"gray": 2})

    def ratios(self, entries):
        (pixels, ratios, best, others), = goals.cells(self.group, goals.only(self.group, goals.read({"benchmarks": entries})))
        return pixels, ratios, best, others

    def test_medians_of_the_fastest_named_peer(self):
        entries = []
        for size, factor in zip(self.group.sizes, (3, 1, 7)):
            case = f"bilinear/gray/{size}"
            entries += planted(case, "isopel", [9, 10, 50], "like-for-like")
            entries += planted(case, "peer", [10 * factor], "like-for-like")
            entries += planted(case, "slow", [100 * factor], "like-for-like")
        pixels, ratios, best, _ = self.ratios(entries)
        self.assertEqual(sorted(ratios), [1, 3, 7])
        text, met = goals.line(self.group, pixels, ratios, best, [], "")
        self.assertTrue(met)
        self.assertIn("3.00x", text)
        self.group.goals["gray"] = 3.01
        self.assertFalse(goals.line(self.group, pixels, ratios, best, [], "")[1])
        self.group.goals["gray"] = 2

    def test_what_is_not_like_for_like_is_not_ranked(self):
        case = "bilinear/gray/8x8-to-4x4"
        entries = planted(case, "isopel", [10], "like-for-like")
        for kind in ("coarse", "other-semantics", "own-kernel"):
            self.assertEqual(self.ratios(entries + planted(case, "peer", [1], kind))[1], [])
        entries += planted(case, "peer", [1], "coarse") + planted(case, "slow", [25], "like-for-like")
        self.assertEqual(self.ratios(entries)[1], [2.5])

    def test_a_faster_peer_that_no_goal_names_is_told(self):
        case = "bilinear/gray/8x8-to-4x4"
        entries = planted(case, "isopel", [10], "like-for-like") + planted(case, "peer", [20], "like-for-like")
        self.assertEqual(self.ratios(entries + planted(case, "stranger", [5], "like-for-like"))[3], [(0.5, "stranger")])
        self.assertEqual(self.ratios(entries + planted(case, "stranger", [5], "coarse"))[3], [])

    def test_every_group_names_cases_that_exist(self):
        listed = subprocess.run([PROGRAM, "--list-cases"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        self.assertGreater(len(listed), 1000)
        for group in goals.GROUPS:
            for pixels in group.goals:
                # Where nothing shrinks, methods with antialias have no case; so some of each size must do.
                for size in group.sizes:
                    names = {f"{method}/{pixels}/{size}" for method in group.methods}
                    self.assertTrue(names & set(listed), f"{group.name} has no case of {pixels} {size}")


class Bound(unittest.TestCase):
    def test_of_two_passes(self):
        # 8x8 to 4x4 with antialias: 4 taps; vertical first 4 * 4 * 8 + 4 * 4 * 4.
        self.assertEqual(results.Case("bilinear-aa/gray/8x8-to-4x4").multiplications(), 4 * 4 * 8 + 4 * 4 * 4)
        self.assertEqual(results.Case("bilinear-aa/rgb/8x8-to-4x4").multiplications(), 3 * (4 * 4 * 8 + 4 * 4 * 4))
        for case in ("nearest/gray/8x8-to-4x4", "lanczos3/gray/9x9-to-3x3"):
            self.assertEqual(results.Case(case).multiplications(), 0)

    def test_memory_and_multiply(self):
        found = {"read": {16: 10.0}, "write": {16: 5.0}, "words": 1.0, "floats": 0.5}
        case = results.Case("nearest/gray/8x8-to-4x4")  # 4 of 8 rows are read
        self.assertAlmostEqual(results.bound_us(case, found), 4 * 8 / 10e3 + 16 / 5e3)
        self.assertAlmostEqual(results.bound_us(results.Case("bilinear-aa/gray/8x8-to-4x4"), found), 192 / 1e3)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
