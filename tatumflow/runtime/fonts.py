"""Korean in plots."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import importlib.util
from dataclasses import replace
from pathlib import Path

from .errors import TatumError

__all__ = ['use_korean_font']


_FAMILY = "NanumSquare"


def _find_font():
    """The Korean font that the package ships."""
    package = Path(importlib.util.find_spec("tatumflow").origin).parent
    return package / "fonts/NanumSquareR.ttf"


def use_korean_font() -> None:
    """Let matplotlib draw Korean with NanumSquare (shipped, OFL), everything else with DejaVu Sans.

    Every function that plots calls it: only the first call has to load the font. Raises
    `TatumError` where the font is missing.
    """
    import matplotlib
    from matplotlib import font_manager
    known = font_manager.fontManager
    if not any(font.name == _FAMILY for font in known.ttflist):
        if not _find_font().is_file():
            raise TatumError(f"한글 글꼴이 없습니다({_find_font().name}). "
                             "tatumflow를 다시 설치하십시오.")
        known.addfont(str(_find_font()))
        # it has no bold, of which matplotlib would warn
        known.ttflist.append(replace(known.ttflist[-1], weight=700))
    # NanumSquare maps ♯ and thousands of others to empty glyphs, so it comes second.
    matplotlib.rcParams["font.family"] = ["DejaVu Sans", _FAMILY]
