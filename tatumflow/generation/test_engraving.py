# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import sys
from dataclasses import replace

import pytest

from ..runtime.errors import TatumError
from .engraving import engrave, pdf_bytes, save_notation, show_notation
from .musicxml import musicxml
from .notation import write_take
from .svg_drawing import draw_page


pytest.importorskip("verovio", reason="pip install 'tatumflow[notation]'")


@pytest.fixture(scope="module")
def music(etude_take) -> bytes:
    return musicxml(write_take(etude_take()))


def test_pages_become_a_pdf_with_the_korean_title(music):
    pages = engrave(music)
    assert pages[0].startswith("<svg") and "즉흥" in pages[0]
    assert "♩" in pages[0] and "@font-face" not in pages[0]
    data = pdf_bytes(pages)
    assert data.startswith(b"%PDF") and len(data) > 20_000


def test_a_drawing_has_every_notehead_inside_the_page(music):
    figure = draw_page(engrave(music)[0])
    (ax,) = figure.axes
    width = ax.get_xlim()[1]
    boxes = [path.get_extents() for path in ax.collections[0].get_paths()]
    assert len(boxes) > 100
    assert all(box.x0 > 0 and box.y0 > 0 and box.x1 < width for box in boxes)


def test_the_box_of_a_section_is_as_wide_as_its_korean_name(etude_take):
    page = write_take(replace(etude_take(), sections=(("주제 A", 0.0),)))
    box, size = re.search(r'class="reh".*? width="(\d+)".*?font-size="(\d+)px">\s*주제',
                          engrave(musicxml(page))[0].replace("\u00a0", " "), re.DOTALL).groups()
    assert int(box) > 3 * int(size)  # two letters as wide as high, a blank, and an A


def test_a_take_is_saved_as_three_files(tmp_path, etude_take):
    files = save_notation(etude_take(), tmp_path / "take.mid")
    assert [file.name for file in files] == ["take.musicxml", "take-lead.musicxml", "take.pdf"]
    assert all(file.stat().st_size > 1000 for file in files)


def test_without_verovio_a_sentence_says_what_to_install(monkeypatch, music, capsys, etude_take):
    monkeypatch.setitem(sys.modules, "verovio", None)
    with pytest.raises(TatumError, match=r"tatumflow\[notation\]"): engrave(music)
    show_notation(write_take(etude_take()))
    assert "tatumflow[notation]" in capsys.readouterr().out
