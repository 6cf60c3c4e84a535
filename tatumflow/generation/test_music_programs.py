"""What other programs read of the MusicXML that is written here, in every metre."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import importlib.util
import warnings
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from .bar_lines import BarLines
from .lead_writing import take_lead_sheet, write_lead_sheet
from .musicxml import musicxml
from .notation import Notation, write_take


_WRITTEN_IN = {"4/4": BarLines(), "3/4": BarLines((3.0,)), "5/4": BarLines((5.0,)),
           "6/8": BarLines((2.0,), compound=True), "9/8": BarLines((3.0,), compound=True)}


@pytest.fixture(scope="module", params=_WRITTEN_IN)
def pages(request, etude_take) -> list[Notation]:
    """The first bars of a take and of its lead sheet."""
    take = replace(etude_take("bebop"), lines=_WRITTEN_IN[request.param])
    return [page.first(5) for page in (write_take(take), write_lead_sheet(take_lead_sheet(take)))]


@pytest.fixture(scope="module")
def valid():
    """The W3C's schema of MusicXML 4.0."""
    schema = pytest.importorskip("xmlschema", reason="pip install -e '.[dev]'")
    found = importlib.util.find_spec("musicxml")  # a package that carries it
    if not found: pytest.skip("the package musicxml, which carries the schema, is not installed")
    place = Path(found.submodule_search_locations[0]) / "generate_classes/musicxml_4_0.xsd"
    return schema.XMLSchema(str(place))


def test_it_is_valid_musicxml_4(tmp_path, pages, valid):
    file = tmp_path / "page.musicxml"
    for page in pages:
        file.write_bytes(musicxml(page))
        assert not list(valid.iter_errors(str(file)))


def test_verovio_opens_it_without_a_warning(pages):
    verovio = pytest.importorskip("verovio", reason="pip install 'tatumflow[notation]'")
    verovio.enableLog(verovio.LOG_WARNING)
    for page in pages:
        toolkit = verovio.toolkit()
        assert toolkit.loadData(musicxml(page).decode()) and not toolkit.getLog()


def test_music21_reads_the_same_pitches_on_the_same_onsets(pages):
    music21 = pytest.importorskip("music21", reason="pip install -e '.[dev]'")
    for page in pages:
        with warnings.catch_warnings():
            warnings.simplefilter("error", music21.musicxml.xmlToM21.MusicXMLWarning)
            score = music21.converter.parseData(musicxml(page).decode(), format="musicxml")
        read = {(measure.number - 1, Fraction(note.getOffsetInHierarchy(measure)), pitch.midi)
                for measure in score.recurse().getElementsByClass("Measure")
                for note in measure.recurse().notes if not note.duration.isGrace
                and not isinstance(note, music21.harmony.ChordSymbol) for pitch in note.pitches}
        written = {(page.lines.bar(piece.onset), _quarters(piece.onset, page.lines), pitch)
                   for staff in page.staves for voice in staff for piece in voice.pieces
                   for pitch in piece.pitches}
        assert len(read & written) >= 0.95 * len(written)


def _quarters(onset: Fraction, lines: BarLines) -> Fraction:
    """How far from its bar line a beat is, in quarters."""
    return (onset - lines.line(lines.bar(onset))) * lines.beat
