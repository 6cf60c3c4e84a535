"""Korean in plots."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest

from .errors import TatumError
from .fonts import use_korean_font


def test_korean_and_musical_signs_have_glyphs(recwarn):
    import matplotlib
    from matplotlib.figure import Figure
    matplotlib.rcParams["font.family"] = ["sans-serif"]
    use_korean_font()
    figure = Figure()
    figure.text(0, 0, "한글 C△7 F♯ø7 B♭7 -1")
    figure.draw_without_rendering()
    assert not [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)]


def test_bold_letters_are_drawn_without_a_warning(caplog):
    from matplotlib.figure import Figure
    use_korean_font()
    figure = Figure()
    figure.text(0, 0, "가 A", weight="bold")
    figure.draw_without_rendering()
    assert "weight" not in caplog.text


def test_only_the_first_call_loads_the_font():
    from matplotlib import font_manager
    use_korean_font()
    known = len(font_manager.fontManager.ttflist)
    with mock.patch.object(font_manager.fontManager, "addfont") as load:
        for _ in range(100): use_korean_font()
    assert not load.called and len(font_manager.fontManager.ttflist) == known


def test_a_missing_font_says_how_to_get_it(tmp_path):
    from matplotlib import font_manager
    nowhere = mock.patch("tatumflow.runtime.fonts._find_font", lambda: tmp_path / "none.ttf")
    unknown = mock.patch.object(font_manager.fontManager, "ttflist", [])
    with nowhere, unknown, pytest.raises(TatumError, match="다시 설치"): use_korean_font()
