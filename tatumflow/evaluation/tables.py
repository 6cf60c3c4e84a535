"""Tables in Markdown."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

__all__ = ['folded', 'section', 'table']


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a Markdown table."""
    return ["| " + " | ".join(cells) + " |" for cells in (heads, ["---"] * len(heads), *rows)]


def section(title: str, heads: list[str], rows: list[list[str]], note: str) -> list[str]:
    """The lines of a table under a title, and a note on how to read it."""
    return [f"## {title}", "", *table(heads, rows), "", note, ""]


def folded(lines: list[str]) -> list[str]:
    """The lines of a `section` that opens at a click; nothing of none."""
    if not lines: return []
    title, *rest = lines
    return ["<details>", f"<summary>{title.removeprefix('## ')}</summary>", *rest, "</details>", ""]
