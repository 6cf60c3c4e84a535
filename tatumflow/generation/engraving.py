"""Sheet music to look at: MusicXML engraved by verovio, in a notebook and as a PDF."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .lead_writing import take_lead_sheet, write_lead_sheet
from .musicxml import musicxml
from .notation import Notation, write_take
from .svg_drawing import draw_page
from .takes import Take

__all__ = ['engrave', 'load_engraver', 'pdf_bytes', 'save_notation', 'show_notation']


_LAYOUT = {"scale": 40, "pageWidth": 2100, "pageHeight": 2970, "footer": "none",
           "measureMinWidth": 24, "harmDist": 3, "spacingSystem": 8, "spacingStaff": 8,
           "justifyVertically": True, "svgRemoveXlink": True, "svgFormatRaw": True}
_MARGINS = {f"pageMargin{side}": 100 for side in ("Top", "Bottom", "Left", "Right")} | {
    "defaultBottomMargin": 1.5}


def load_engraver():
    """The module verovio. Raises `TatumError` where it is not installed."""
    try:
        import verovio
    except ImportError:
        raise TatumError("악보를 그리는 verovio가 없습니다. pip install 'tatumflow[notation]'을 "
                         "실행하고 다시 하십시오.") from None
    verovio.enableLog(verovio.LOG_OFF)
    return verovio


def engrave(music: bytes, cropped: bool = False) -> list[str]:
    """The pages (A4) of a MusicXML file as SVG; `cropped`, as high as their music.

    Raises `TatumError` where verovio is not installed or cannot read the file.
    """
    verovio = load_engraver()
    toolkit = verovio.toolkit()
    toolkit.setOptions(_LAYOUT | _MARGINS | {"adjustPageHeight": cropped})
    if not toolkit.loadData(_widen_sections(music.decode("utf-8"))):
        raise TatumError("verovio가 이 MusicXML을 읽지 못했습니다. "
                         "파일이 끝까지 저장되었는지 보십시오.")
    pages = [_without_font(toolkit.renderToSVG(page))
             for page in range(1, toolkit.getPageCount() + 1)]
    return [_enlarge_title(pages[0]), *pages[1:]]


def _without_font(svg: str) -> str:
    """A page without the font of 58 kB that verovio puts into it for the few signs among words: all
    fonts have these signs, and their accidentals are larger."""
    svg = _FONT.sub("", svg).translate(_PLAIN_SIGNS)
    return _ACCIDENTAL.sub(lambda found: f"{int(found[1]) * 2 // 3}{found[2]}", svg)


_FONT = re.compile(r"<style[^>]*>@font-face.*?</style>", re.DOTALL)
_ACCIDENTAL = re.compile(r'(?<=font-family="Leipzig" font-size=")(\d+)(px">[♭♮♯])')
_PLAIN_SIGNS = str.maketrans("\uea64\uea65\uea66\ueca5\ueca7\uecb7", "♭♮♯♩♪.")


def _widen_sections(music: str) -> str:
    """MusicXML with blanks around its section names, so that their boxes are as wide as Korean
    letters, which verovio takes for half as wide as they are."""
    def widen(found: re.Match) -> str:
        blanks = "\u00a0" * sum(unicodedata.east_asian_width(one) in "WF" for one in found[2])
        return found[1] + blanks + found[2] + blanks
    return re.sub("(<rehearsal[^>]*>)([^<]*)", widen, music)


def _enlarge_title(svg: str) -> str:
    """The first page with a larger title: verovio sets all words of a head in one size."""
    before, head, rest = svg.partition('class="pgHead')
    rest = re.sub(r'font-size="[1-9]\d*px"', 'font-size="600px"', rest, count=1)
    return before + head + re.sub(r'y="\d+"', 'y="120"', rest, count=1)


def pdf_bytes(pages: Sequence[str]) -> bytes:
    """Engraved pages (SVG) as one PDF, its fonts embedded."""
    buffer = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(buffer) as pdf:
        for page in pages: pdf.savefig(draw_page(page))
    return buffer.getvalue()


def show_notation(page: Notation, bars: int | None = None) -> None:
    """Show sheet music in a notebook, all of it or its first `bars`; where verovio is missing, say
    so."""
    import IPython.display
    try:
        pages = engrave(musicxml(page.first(bars) if bars else page), cropped=True)
    except TatumError as error:
        print(error)
        return
    for svg in pages: IPython.display.display(IPython.display.SVG(svg))


def save_notation(take: Take, path: Path) -> list[Path]:
    """Write a take as NAME.musicxml, its melody and chords as NAME-lead.musicxml, and both as
    NAME.pdf, in the place of `path`'s ending. Returns the files. Raises `TatumError` after the
    MusicXML is written where verovio is missing."""
    music = musicxml(write_take(take)), musicxml(write_lead_sheet(take_lead_sheet(take)))
    places = path.with_suffix(".musicxml"), path.with_name(f"{path.stem}-lead.musicxml")
    files = [write_atomic(place, data) for place, data in zip(places, music)]
    pages = [page for data in music for page in engrave(data)]
    return [*files, write_atomic(path.with_suffix(".pdf"), pdf_bytes(pages))]
