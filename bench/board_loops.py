"""The loops that board_cycles.py models: those in which the rows of bench/board/goals.hpp spend their time.

A loop is straight: no branch is in it but its last one, which goes back. Of a function it is the longest one, of those
that have the instruction `has`; or, with `turns`, the loop around it, in which the straight one is gone through so often.
A function is named without namespaces and arguments, u8, i16 and i32 for the types; behind " of " stands which work of it."""

import typing


class Loop(typing.NamedTuple):
    makes: float  # output pixels of one turn, or columns of an intermediate row
    has: str = ""
    turns: int = 0


class Processor(typing.NamedTuple):
    arch: str  # whose functions, if the name of a loop does not say it
    triple: str
    loops: dict
    rows: dict  # in the page's table of counts: {row: {loop: how much of what it makes, for one output pixel}}


IN_ASSEMBLY = {
    "two_taps_by_eight": Loop(8), "rgb_by_two": Loop(2), "packed_by_two": Loop(2), "blend_by_eight": Loop(8),
    "three_rows_shift_9": Loop(16), "four_rows_shift_7": Loop(8), "four_rows_shift_9": Loop(8),
    "five_rows_shift_9": Loop(8), "four_taps_shift_21": Loop(8), "four_taps_shift_22": Loop(8),
    "eight_taps_shift_22": Loop(8), "rgb_four_taps_shift_21": Loop(4), "rgb_four_taps_shift_22": Loop(4),
    "four_taps_to_i16": Loop(8), "four_rows_to_u8": Loop(8), "boxes_of_2": Loop(16), "boxes_of_4": Loop(16),
    "gather_bytes": Loop(32), "gather_halves": Loop(32), "any_rows_asm": Loop(4), "even_taps<4>": Loop(8),
    "even_taps<11>": Loop(4), "unpack_runs": Loop(16), "add_columns_asm<8, 9>": Loop(8), "few_words<7>": Loop(8),
    "six_rows": Loop(4), "eight_rows": Loop(4),
}
# Of goals, and behind them what other images of one channel take most.
COMPILED = {
    "packed_row": Loop(4), "few_taps<4, 3>": Loop(2), "five_wide_rows": Loop(4), "few_rows<2, i16, u8>": Loop(4),
    "few_taps<1, 2, u8, i16>": Loop(2), "few_taps<1, 6, i16, u8>": Loop(2), "shrink_gray<2>": Loop(4),
    "shrink_gray<4>": Loop(4), "two_taps_one_by_one": Loop(1), "any_taps<1, i16, u8> of 16 taps": Loop(1, turns=8),
    "four_wide_taps<1>": Loop(2), "few_wide_rows<4, i16>": Loop(4), "weigh_row<1> of four taps": Loop(1),
    "vertical_f32_f32 of a row": Loop(8),
}

HELIUM = {
    "fused_two_taps_u8": Loop(8), "fused_blend_u8": Loop(4), "few_rows<2, i16, u8>": Loop(4),
    "few_rows<3, u8, i16>": Loop(4), "few_rows<4, u8, i16>": Loop(4), "few_rows<4, i16, u8>": Loop(4),
    "few_rows<5, u8, i16>": Loop(4), "any_rows<u8, i16> of 6 rows": Loop(16, turns=6),
    "any_rows<u8, i16> of 15 rows": Loop(16, turns=15), "vertical_u8_u8_wide of 5 rows": Loop(16, "vldrb.u32", 5),
    "few_gray_taps<2, u8, i16>": Loop(4), "few_gray_taps<4, u8, i16>": Loop(4), "few_gray_taps<4, i16, u8>": Loop(4),
    "few_colour_taps<4, i16, u8> of RGB": Loop(4, turns=3), "dot_row<false, false, Gray, i16, u8>": Loop(1),
    "dot_row<false, true, Gray, i16, u8> of 24 taps": Loop(1, turns=2), "box_u8 of 2:1": Loop(8, "vrshr.u16"),
    "box_u8 of 4:1": Loop(4, "vrshr.u32"), "gather_u8": Loop(4), "armv7em::rgb_by_two": Loop(2),
    "armv7em::packed_by_two": Loop(2), "armv7em::packed_row": Loop(4), "armv7em::few_words<7>": Loop(8),
    "armv7em::few_taps<4, 3>": Loop(2), "armv7em::gather_halves": Loop(32),
}

HELIUM_ROWS = {
    "gray bilinear": {"fused_two_taps_u8": 1},
    "gray Catmull-Rom": {"few_rows<4, u8, i16>": 320 / 96, "few_gray_taps<4, i16, u8>": 1},
    "gray Catmull-Rom, 2x up": {"few_gray_taps<4, u8, i16>": 1 / 2, "few_rows<4, i16, u8>": 1},
    "gray area": {"few_rows<3, u8, i16>": 320 / 96, "few_gray_taps<4, i16, u8>": 1},
    "gray area, 2:1": {"box_u8 of 2:1": 1},
    "gray area, 4:1": {"box_u8 of 4:1": 1},
    "gray antialiased bilinear": {"few_rows<5, u8, i16>": 320 / 96, "dot_row<false, false, Gray, i16, u8>": 1},
    "gray antialiased Lanczos3, one row": {"any_rows<u8, i16> of 15 rows": 320 / 96,
                                           "dot_row<false, true, Gray, i16, u8> of 24 taps": 1},
    "RGB888 bilinear": {"armv7em::rgb_by_two": 1},
    "RGB888 Catmull-Rom": {"few_rows<4, u8, i16>": 3 * 320 / 96, "few_colour_taps<4, i16, u8> of RGB": 1},
    "RGB888 area": {"few_rows<3, u8, i16>": 3 * 320 / 96, "few_colour_taps<4, i16, u8> of RGB": 1},
    "RGB565 bilinear, openmv": {"armv7em::packed_row": 1},
    "RGB565 bilinear": {"armv7em::packed_by_two": 1},
    "gray pillow/bilinear": {"armv7em::few_words<7>": 240 / 96, "vertical_u8_u8_wide of 5 rows": 1},
    "gray nearest": {"gather_u8": 1},
    "RGB565 nearest": {"armv7em::gather_halves": 1},
    "gray bilinear, 640x480 to 160x120": {"fused_two_taps_u8": 1},
    "gray bilinear, 240x160 to 45x30": {"fused_two_taps_u8": 40 / 45},
    "gray bilinear, 160x120 to 320x240": {"few_gray_taps<2, u8, i16>": 1 / 2, "few_rows<2, i16, u8>": 1},
    "gray Catmull-Rom, 321x241 to 97x95": {"few_rows<4, u8, i16>": 321 / 97, "few_gray_taps<4, i16, u8>": 1},
    "gray area, 240x160 to 45x30": {"any_rows<u8, i16> of 6 rows": 240 / 45, "dot_row<false, false, Gray, i16, u8>": 1},
    "gray area, 2:1 to 95x95": {"box_u8 of 2:1": 1},
    "gray nearest, 321x241 to 97x95": {"gather_u8": 1},
    "RGB888 bilinear, 321x241 to 97x95": {"armv7em::rgb_by_two": 1},
    "RGB565 bilinear, 321x241 to 97x95": {"armv7em::packed_by_two": 1},
    "gray opencv-4/linear": {"fused_blend_u8": 1},
    "gray opencv-4/area/x86": {"armv7em::few_taps<4, 3>": 1},
}

PROCESSORS = {
    "cortex-m7": Processor("armv7em", "thumbv7em-none-eabihf", IN_ASSEMBLY | COMPILED, {}),
    "cortex-m55": Processor("mve", "thumbv8.1m.main-none-eabi", HELIUM, HELIUM_ROWS),
}
