"""The colours of the video and the slides."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

__all__ = ['THEME']


@dataclass(frozen=True)
class _Theme:
    """Colours by what they are for, as matplotlib reads them."""
    dark: str = "#11151c"  # ground of the video and of the cover
    pale: str = "#8b95a5"  # what matters less on the dark ground
    accent: str = "#f2b84b"
    ink: str = "#1b2430"  # text on white
    soft: str = "#5b6675"  # what matters less on white
    line: str = "#d7dce3"  # rules of a table
    tokens: str = "#9a6a00"
    warning: str = "#b03a2e"
    first: str = "#3b6ea5"  # bars and lines
    second: str = "#c98a1b"


THEME = _Theme()
