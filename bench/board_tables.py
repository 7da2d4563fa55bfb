"""Tables on Markdown pages of what is measured for a board.

`<!-- counts of cortex-m55 -->` stands in the line before a table of what isopel-goals counts: its first column names rows of
bench/board/goals.hpp; the columns that are called as in COLUMNS are measured, others are left as they are.
board_cycles.py has other columns, there and in the tables behind `<!-- cycles of cortex-m55 -->`, whose rows are loops."""

import re

MOST_GROWTH = 1.03


def per_pixel(row):
    value = row.count / row.pixels
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def goal(row):
    if not row.goal:
        return ""
    return f"{row.goal:g}" if row.is_met() else f"{row.goal:g}, short"


COLUMNS = {
    "ours": per_pixel, "instructions per output pixel": per_pixel, "goal": goal,
    "bound, cycles": lambda row: f"{row.count / row.pixels / 2:.1f}",
    "scratch, bytes": lambda row: f"{row.scratch:,}".replace(",", " "),
}


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(lines, table):
    """Ranges of lines: the head of each table that is called so, and behind its last row."""
    for start in (number + 1 for number, line in enumerate(lines) if line == f"<!-- {table} -->"):
        end = start
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        yield start, end


def renewed(text, table, rows, columns=COLUMNS):
    """The page with what was measured, and the names in its tables of which no row was measured."""
    lines = text.splitlines()
    named = {row.name: row for row in rows}
    unknown = []
    for start, end in tables(lines, table):
        head = cells_of(lines[start])
        for number in range(start + 2, end):
            cells = cells_of(lines[number])
            row = named.get(cells[0])
            if row is None:
                unknown.append(cells[0])
                continue
            cells = [columns[column](row) if column in columns else cell for column, cell in zip(head, cells)]
            lines[number] = "| " + " | ".join(cells) + " |"
    return "\n".join(lines) + "\n", unknown


def close(one, other):
    """Whether two lines have the same words, and numbers within 3 %."""
    number = r"\d[\d ]*(?:\.\d+)?"
    if re.sub(number, "#", one) != re.sub(number, "#", other):
        return False
    values = [[float(found.replace(" ", "")) for found in re.findall(number, line)] for line in (one, other)]
    return all(max(pair) <= MOST_GROWTH * min(pair) + 0.05 for pair in zip(*values))  # 0.05: the last digit


def faults(text, table, rows):
    """Lines of the page that say something else than was measured."""
    new, unknown = renewed(text, table, rows)
    found = [f"no row is called {name}" for name in unknown]
    for old_line, new_line in zip(text.splitlines(), new.splitlines()):
        if not close(" ".join(old_line.split()), " ".join(new_line.split())):
            found.append(f"the page says {old_line}, measured is {new_line}")
    return found


def values(text, table, column):
    """{first cell: cell of the column} of all tables that are called so."""
    lines = text.splitlines()
    found = {}
    for start, end in tables(lines, table):
        head = cells_of(lines[start])
        if column in head:
            rows = [cells_of(line) for line in lines[start + 2:end]]
            found |= {cells[0]: cells[head.index(column)] for cells in rows}
    return found


def grown(text, table, rows, columns, column):
    """What was measured of the column and is more than the page says, or not on it."""
    said = values(text, table, column)
    found = []
    for row in rows:
        new, old = columns[column](row), said.get(row.name, "nothing")
        if old == "nothing" or float(new) > MOST_GROWTH * float(old) + 0.005:  # 0.005: the last digit
            found.append(f"{row.name}, {column}: the page says {old}, measured is {new}")
        elif MOST_GROWTH * float(new) < float(old):
            print(f"{row.name}, {column}: the page says {old}, measured is {new}: write it anew")
    return found
