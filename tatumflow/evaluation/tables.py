"""Tables in Markdown."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

__all__ = ['section', 'table']


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a Markdown table."""
    return ["| " + " | ".join(cells) + " |" for cells in (heads, ["---"] * len(heads), *rows)]


def section(title: str, heads: list[str], rows: list[list[str]], note: str) -> list[str]:
    """The lines of a table under a title, and a note on how to read it."""
    return [f"## {title}", "", *table(heads, rows), "", note, ""]
