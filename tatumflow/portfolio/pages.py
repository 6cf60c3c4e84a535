"""A page of the presentation, filled from top to bottom."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from functools import cache

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from ..runtime.fonts import use_korean_font
from .theme import THEME

__all__ = ['Page']


@cache
def _width(text: str) -> float:
    """How wide a text is, in times its size."""
    ruler = FigureCanvasAgg(Figure((1, 1), dpi=72)).get_renderer()
    return ruler.get_text_width_height_descent(text, FontProperties(size=50), False)[0] / 50


_BLANK = 0.32  # the width of a blank


def _wrap(text: str, room: float) -> list[str]:
    """`text` broken at blanks into lines not wider than `room` (see `_width`)."""
    lines, left = [[]], room
    for word in text.split(" "):
        left -= _width(word) + _BLANK
        if left < -_BLANK and lines[-1]:
            lines.append([])
            left = room - _width(word) - _BLANK
        lines[-1].append(word)
    return [" ".join(line).strip() for line in lines]


_LINE, _GAP = 1.7 / 540, 0.7 / 540  # shares of the page for a point of type, and between lines


class Page:
    """One 16:9 page: each call puts something below what is there. Heights and widths are shares
    of the page's. `figure` is the matplotlib Figure."""
    _left, _right, _bottom = 0.07, 0.93, 0.09

    def __init__(self, title: str, number: int | None = None):
        use_korean_font()
        self.figure = Figure((13.33, 7.5))
        self.figure.add_artist(Rectangle((0, 0.87), 0.012, 0.085, color=THEME.accent))
        self.top = 0.95
        self.write([title], size=32)
        if number: self.figure.text(0.95, 0.04, number, size=12, color=THEME.soft)

    def write(self, lines: list[str], size: float = 20, colour: str = THEME.ink,
              left: float | None = None) -> None:
        """Lines of text from `left` on, broken where they are too long, smaller where they are too
        many."""
        left = left or self._left
        while size > 9 and self.top - self._height(lines, size, left) < self._bottom: size -= 0.5
        for line in lines:
            for part in self._wrap(line, size, left):
                self.figure.text(left, self.top, part, size=size, color=colour, va="top",
                                 parse_math=False)
                self.top -= _LINE * size
            self.top -= _GAP * size

    def points(self, pairs: list[tuple[str, str]], size: float = 22, left: float = 0.2) -> None:
        """Each a word, and beside it from `left` on what is said of it."""
        parts = [said for _, said in pairs]
        while size > 9 and self.top - self._height(parts, size, left) < self._bottom - 0.02:
            size -= 0.5
        for word, said in pairs:
            self.figure.text(self._left, self.top, word, size=size, color=THEME.second, va="top")
            self.write([said], size, left=left)

    def _wrap(self, line: str, size: float, left: float) -> list[str]:
        return _wrap(line, (self._right - left) * 13.33 * 72 / size)

    def _height(self, lines: list[str], size: float, left: float) -> float:
        """What these lines take of the page."""
        return size * sum(_GAP + _LINE * len(self._wrap(line, size, left)) for line in lines)

    def axes(self, rows: int = 1, height: float | None = None, left: float | None = None
             ) -> np.ndarray:
        """Empty Axes one below the other, from `left` on; by default they take what is left of
        the page."""
        bottom = self.top - height if height else self._bottom - 0.03
        grid = self.figure.add_gridspec(
            rows, 1, left=left or self._left, right=self._right, bottom=bottom + 0.09,
            top=self.top - 0.03, hspace=0.55)
        self.top = bottom
        return np.ravel(grid.subplots(squeeze=False))

    def table(self, rows: list[tuple], size: float = 20) -> None:
        """A table whose first row is its heading."""
        height = min(0.085 * len(rows), self.top - self._bottom - 0.17)
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
