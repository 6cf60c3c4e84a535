"""A page of the presentation, filled from top to bottom."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import unicodedata

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..runtime.fonts import use_korean_font
from .theme import THEME

__all__ = ['Page']


def _columns(text: str) -> int:
    """The width of a text, wide (Korean) letters counted twice."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _wrap(text: str, columns: int) -> list[str]:
    """`text` broken at blanks into lines of at most so many columns (see `_columns`)."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}"
        if _columns(longer.strip()) <= columns: lines[-1] = longer
        else: lines.append(word)
    return [line.strip() for line in lines]


_LINE, _GAP = 1.7 / 540, 0.7 / 540  # shares of the page for a point of type, and between lines


class Page:
    """One 16:9 page: each call puts something below what is there. Heights are shares of the
    page's. `figure` is the matplotlib Figure."""
    _left, _right, _bottom = 0.07, 0.93, 0.09

    def __init__(self, title: str, number: int | None = None):
        use_korean_font()
        self.figure = Figure((13.33, 7.5))
        self.figure.add_artist(Rectangle((0, 0.885), 0.012, 0.075, color=THEME.accent))
        self.top = 0.95
        self.write([title], size=28)
        if number: self.figure.text(0.95, 0.04, number, size=11, color=THEME.soft)

    def write(self, lines: list[str], size: float = 18, colour: str = THEME.ink) -> None:
        """Lines of text, broken where they are too long, smaller where they are too many."""
        while size > 9 and self.top - self._height(lines, size) < self._bottom: size -= 0.5
        for line in lines:
            for part in self._wrap(line, size):
                self.figure.text(self._left, self.top, part, size=size, color=colour, va="top",
                                 parse_math=False)
                self.top -= _LINE * size
            self.top -= _GAP * size

    def _wrap(self, line: str, size: float) -> list[str]:
        return _wrap(line, int(1540 / size))

    def _height(self, lines: list[str], size: float) -> float:
        """What these lines take of the page."""
        return size * sum(_GAP + _LINE * len(self._wrap(line, size)) for line in lines)

    def axes(self, rows: int = 1, columns: int = 1, height: float | None = None) -> np.ndarray:
        """A grid of empty Axes, row by row; by default it takes what is left of the page."""
        bottom = self.top - height if height else self._bottom - 0.03
        grid = self.figure.add_gridspec(
            rows, columns, left=self._left, right=self._right, bottom=bottom + 0.09,
            top=self.top - 0.03, wspace=0.25, hspace=0.55)
        self.top = bottom
        return np.ravel(grid.subplots(squeeze=False))

    def table(self, rows: list[tuple], size: float = 15) -> None:
        """A table whose first row is its heading."""
        height = min(0.075 * len(rows), self.top - self._bottom)
        (ax,) = self.axes(height=height + 0.09)
        ax.axis("off")
        texts = [[str(cell) for cell in row] for row in rows]
        drawn = ax.table(texts[1:], colLabels=texts[0], cellLoc="left", colLoc="left",
                         edges="horizontal", bbox=(0, 0, 1, 1))
        drawn.auto_set_font_size(False)
        drawn.set_fontsize(size)
        drawn.auto_set_column_width(range(len(texts[0])))
        for (row, _), cell in drawn.get_celld().items():
            cell.PAD = 0.02
            cell.set_text_props(color=THEME.ink if row else THEME.soft)
            cell.set_edgecolor(THEME.line)
