"""Tables in Markdown."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from .intervals import Estimate, fixed, ranged

__all__ = ['folded', 'section', 'small_print', 'table']


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a Markdown table."""
    return ["| " + " | ".join(cells) + " |" for cells in (heads, ["---"] * len(heads), *rows)]


def small_print(score: Estimate | None) -> str:
    """A value with its interval in small print, which wraps less than `ranged`'s text."""
    if score is None or score.low is None: return ranged(score)
    return f"{fixed(score.value)} <sub>{fixed(score.low)}–{fixed(score.high)}</sub>"


def section(title: str, heads: list[str], rows: list[list[str]], note: str) -> list[str]:
    """The lines of a table under a title, and a note on how to read it."""
    return [f"## {title}", "", *table(heads, rows), "", note, ""]


def folded(lines: list[str]) -> list[str]:
    """The lines of a `section` that opens at a click; nothing of none."""
    if not lines: return []
    title, *rest = lines
    return ["<details>", f"<summary>{title.removeprefix('## ')}</summary>", *rest, "</details>", ""]
