"""What other programs read of the MusicXML that is written here."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import importlib.util
import warnings
from fractions import Fraction
from pathlib import Path

import pytest

from .lead_writing import take_lead_sheet, write_lead_sheet
from .musicxml import musicxml
from .notation import write_take


def test_it_is_valid_musicxml_4(tmp_path, etude_take):
    schema = pytest.importorskip("xmlschema", reason="pip install -e '.[dev]'")
    found = importlib.util.find_spec("musicxml")  # a package that carries the W3C's schema
    if not found: pytest.skip("the package musicxml, which carries the schema, is not installed")
    place = Path(found.submodule_search_locations[0]) / "generate_classes/musicxml_4_0.xsd"
    file = tmp_path / "take.musicxml"
    valid = schema.XMLSchema(str(place))
    for page in (write_take(etude_take()), write_lead_sheet(take_lead_sheet(etude_take("bebop")))):
        file.write_bytes(musicxml(page))
        assert not list(valid.iter_errors(str(file)))


def test_music21_reads_the_same_pitches_on_the_same_onsets(etude_take):
    music21 = pytest.importorskip("music21", reason="pip install -e '.[dev]'")
    page = write_take(etude_take())
    with warnings.catch_warnings():
        warnings.simplefilter("error", music21.musicxml.xmlToM21.MusicXMLWarning)
        score = music21.converter.parseData(musicxml(page).decode(), format="musicxml")
    read = {(measure.number - 1, Fraction(note.getOffsetInHierarchy(measure)), pitch.midi)
            for measure in score.recurse().getElementsByClass("Measure")
            for note in measure.recurse().notes if not note.duration.isGrace
            and not isinstance(note, music21.harmony.ChordSymbol) for pitch in note.pitches}
    written = {(int(piece.onset // 4), piece.onset % 4, pitch) for staff in page.staves
               for voice in staff for piece in voice.pieces for pitch in piece.pitches}
    assert len(read & written) >= 0.95 * len(written)
