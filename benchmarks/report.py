"""Writes the report from the results of the cases."""

import statistics
from datetime import date

HEAD = """# Results

Written by `python3 benchmarks/run.py`; [README.md](README.md) describes what is measured and how. *Ours / this* is the
median of FigshareTools divided by the median of the row's command: below 1, FigshareTools needs less. Memory is the peak of
the largest process, and of all processes of the command together, in MB (1,000,000 bytes).
"""


def write(path, cases, places, scale):
    """Writes the report, in the order of the cases."""
    parts = [HEAD]
    if scale != 1:
        parts.append(f"**A trial run with sizes and counts multiplied by {scale:g}. Do not quote these figures.**\n")
    parts += [_goals(cases), _machines(cases)]
    parts += [_case(letter, case) for letter, case in cases.items()]
    text = "\n".join(parts)
    for place, name in places:
        text = text.replace(str(place), name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _goals(cases):
    lines = ["## Goals", "", "| case | what | goal | measured | |", "|---|---|---|---|---|"]
    goals = [(letter, goal) for letter, case in cases.items() for goal in case["goals"]]
    for letter, goal in goals:
        value = "-" if goal["value"] is None else f"{_number(goal['value'])}{goal['unit']}"
        lines.append(f"| {letter} | {goal['text']} | {goal['limit']} | {value} | {'met' if goal['met'] else '**not met**'} |")
    met = sum(goal["met"] for _, goal in goals)
    return "\n".join([*lines, "", f"{met} of {len(goals)} met.", ""])


def _machines(cases):
    """Groups the cases by date, machine and versions, because they may have been measured on different days."""
    groups = {}
    for letter, case in cases.items():
        about = case["about"]
        key = (about["date"], tuple(about["machine"].items()), tuple(about["versions"].items()), about["memory"])
        groups.setdefault(key, []).append(letter)
    lines = ["## Machine and versions", ""]
    for (day, machine, versions, memory), letters in groups.items():
        lines += [f"Cases {', '.join(letters)}, {day}:", ""]
        lines += [f"* {name}: {value}" for name, value in machine]
        lines += ["* versions: " + ", ".join(f"{name} {value}" for name, value in versions), f"* {memory}", ""]
    return "\n".join(lines)


def _case(letter, case):
    lines = [f"## {letter}. {case['title']}", "", case["text"], ""]
    for table in case["tables"]:
        lines += [f"### {letter}: {table['title']}", "", *_table(table), ""]
    lines += [f"* {note}" for note in case["notes"]] + ([""] if case["notes"] else [])
    if not case["tables"]:
        return "\n".join(lines)
    lines += ["<details><summary>Commands</summary>", ""]
    for table in case["tables"]:
        lines += [f"{table['title']}:", "", "```sh"] + [row["script"] for row in table["rows"] if row["script"]] + ["```", ""]
    return "\n".join([*lines, "</details>", ""])


def _table(table):
    rows = table["rows"]
    # Without another program there is nothing to divide by.
    ours = [row["name"] for row in rows if row["ours"]] if any(row["ratios"] for row in rows) else []
    counted = any(row["counts"] for row in rows)
    # Results that were kept from before have no rates.
    rated = any(row.get("rate") for row in rows)
    heads = ["command", "wall s", "min-max", "CPU s", "of it user", "MB, process", "MB, all"]
    heads += ["requests", "MiB served"] if counted else []
    heads += ["GB/s"] if rated else []
    for name in ours:
        label = "ours" if len(ours) == 1 else name
        heads += [f"{label} / this, wall", f"{label} / this, CPU"]
    yield "| " + " | ".join(heads + ["result"]) + " |"
    yield "|---" * (len(heads) + 1) + "|"
    for row in rows:
        cells = [row["name"], f"{statistics.median(row['walls']):.2f}",
                 f"{min(row['walls']):.2f}-{max(row['walls']):.2f} ({len(row['walls'])})"]
        cells += [f"{row['cpu']:.2f}", f"{row['user']:.2f}", f"{row['peak_process'] / 1e6:.0f}",
                  f"{row['peak_tree'] / 1e6:.0f}"] if row["script"] else [""] * 4
        if counted:
            counts = row["counts"]
            cells += [f"{counts['requests']:,}", f"{counts['body_bytes'] / 2**20:,.0f}"] if counts else ["", ""]
        cells += [f"{row['rate']:.2f}" if row["rate"] else ""] if rated else []
        for name in ours:
            cells += ["" if ratio is None else f"{ratio:.2f}" for ratio in row["ratios"].get(name, [None, None])]
        cells.append(f"**failed**: {_cell(row['problem'])}" if row["problem"] else "correct" if row["script"] else "")
        yield "| " + " | ".join(cells) + " |"


def _cell(text):
    return text.replace("|", "\\|")


def _number(value):
    return f"{value:.2f}" if abs(value) < 20 else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}"


def summary(letter, case):
    """Returns the tables and goals of a case, for the terminal."""
    return "\n".join([_case(letter, {**case, "tables": case["tables"]}).split("<details>")[0], _goals({letter: case})])


def today():
    return date.today().isoformat()
