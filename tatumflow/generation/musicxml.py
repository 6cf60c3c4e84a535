"""Notation as MusicXML 4.0 (w3.org/2021/06/musicxml40)."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from bisect import bisect_left, bisect_right
from fractions import Fraction
from xml.etree.ElementTree import Element, indent, tostring

from .beams import beams_of
from .notation import Notation, Voice
from .note_writing import accidentals, add_element, add_text, NoteWriter
from .pieces import Piece
from .registers import CLEFS
from .symbols import harmony

__all__ = ['musicxml']


def musicxml(page: Notation) -> bytes:
    """`page` as a MusicXML file (score-partwise): what MuseScore, Finale, Sibelius, Dorico, music21
    and verovio open."""
    top = Element("score-partwise", version="4.0")
    _heading(top, page)
    part = add_element(add_element(top, "part-list"), "score-part", id="P1")
    add_text(part, "part-name", "Piano", **{"print-object": "no"})
    music = add_element(top, "part", id="P1")
    writer = _BarWriter(page)
    for bar in range(page.bars): music.append(writer.write(bar))
    indent(top)
    head = (b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE score-partwise PUBLIC '
            b'"-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
            b'"http://www.musicxml.org/dtds/partwise.dtd">\n')
    return head + tostring(top, encoding="unicode").encode() + b"\n"


_PAGE = 1200, 1700  # width and height in tenths of the distance of two staff lines


def _heading(top: Element, page: Notation) -> None:
    """Title and subtitle, as what they are and as words on the page."""
    add_text(add_element(top, "work"), "work-title", page.title)
    about = add_element(top, "identification")
    add_text(about, "creator", page.composer, type="composer")
    add_text(add_element(about, "encoding"), "software", "TatumFlow")
    layout = add_element(add_element(top, "defaults"), "page-layout")
    add_text(layout, "page-height", _PAGE[1])
    add_text(layout, "page-width", _PAGE[0])
    for kind, words, down, size in (("title", page.title, 60, 22),
                                    ("subtitle", page.subtitle, 110, 13)):
        credit = add_element(top, "credit", page="1")
        add_text(credit, "credit-type", kind)
        add_text(credit, "credit-words", words, justify="center", valign="top", **{
            "default-x": str(_PAGE[0] // 2), "default-y": str(_PAGE[1] - down),
            "font-size": str(size)})


class _BarWriter:
    """Writes one bar after another: knows the divisions of a beat, the beams, and which
    accidentals stand at which notes."""

    def __init__(self, page: Notation):
        self.page = page
        lengths = [piece.length for staff in page.staves for voice in staff
                   for piece in voice.pieces]
        self.divisions = math.lcm(24, *(length.denominator for length in lengths))
        self.beams = [[beams_of(voice.pieces, page.lines.eighth) for voice in staff]
                      for staff in page.staves]
        self.signs = [accidentals(staff, page.key, page.lines) for staff in page.staves]
        self.bars = [[[page.lines.bar(piece.onset) for piece in voice.pieces] for voice in staff]
                     for staff in page.staves]

    def write(self, bar: int) -> Element:
        """The `measure` element of a bar, counted from 0."""
        measure, size = Element("measure", number=str(bar + 1)), self.page.lines.size(bar)
        if bar == 0: _attributes(measure, self.page, self.divisions)
        elif size != self.page.lines.size(bar - 1):
            _time(add_element(measure, "attributes"), self.page.lines.signature(size))
        _directions(measure, self.page, bar)
        for staff, voices in enumerate(self.page.staves):
            for layer, voice in enumerate(voices):
                found = self.bars[staff][layer]
                places = range(bisect_left(found, bar), bisect_right(found, bar))
                if layer and not any(voice.pieces[i].pitches for i in places): continue
                if staff or layer:
                    backup = add_element(measure, "backup")
                    add_text(backup, "duration", int(size * self.divisions))
                self._write_voice(measure, (staff, layer), places)
        if bar == self.page.bars - 1:
            add_text(add_element(measure, "barline", location="right"), "bar-style", "light-heavy")
        return measure

    def _write_voice(self, measure: Element, place: tuple[int, int], places: range) -> None:
        """The notes of one voice, (staff, layer), in one bar, with chord symbols over the first
        voice, and clefs and octave lines in the first of each staff."""
        staff, layer = place
        voice, signs, beams = (rows[staff][layer] for rows in (
            self.page.staves, self.signs, self.beams))
        label = staff + 1 if len(self.page.staves) > 1 else None
        for i in places:
            if place == (0, 0): self._chords(measure, voice.pieces[i])
            if layer == 0: _registers(measure, voice, i, staff, label)
            size = self.page.lines.size(self.page.lines.bar(voice.pieces[i].onset))
            writer = NoteWriter(voice, i, self.divisions, label, 4 * staff + layer + 1)
            measure.extend(writer.elements(signs[i], beams[i], size))
        if not layer and places and places[-1] == len(voice.pieces) - 1 and voice.octaves[-1]:
            _octave(measure, voice.octaves[-1], 0, label)

    def _chords(self, measure: Element, piece: Piece) -> None:
        """The chord symbols that begin within a piece."""
        for chord in self.page.chords:
            offset = Fraction(chord.onset).limit_denominator(48) - piece.onset
            if 0 <= offset < piece.length:
                measure.append(harmony(chord.symbol, round(offset * self.divisions)))


def _registers(measure: Element, voice: Voice, i: int, staff: int, label: int | None) -> None:
    """The clef and the octave line that begin at piece `i`."""
    if i and voice.clefs[i] != voice.clefs[i - 1]:
        _clef(add_element(measure, "attributes"), staff, voice.clefs[i])
    before = voice.octaves[i - 1] if i else 0
    if voice.octaves[i] != before: _octave(measure, before, voice.octaves[i], label)


def _attributes(measure: Element, page: Notation, divisions: int) -> None:
    """Key, time and clefs of the first bar."""
    top = add_element(measure, "attributes")
    add_text(top, "divisions", int(divisions / page.lines.beat))  # of a quarter
    add_text(add_element(top, "key"), "fifths", page.key)
    _time(top, page.lines.signature(page.lines.size(0)))
    if len(page.staves) > 1: add_text(top, "staves", len(page.staves))
    for place, staff in enumerate(page.staves): _clef(top, place, staff[0].clefs[0])


def _time(attributes: Element, signature: tuple[int, int]) -> None:
    time = add_element(attributes, "time")
    for tag, size in zip(("beats", "beat-type"), signature): add_text(time, tag, size)


def _clef(attributes: Element, number: int, name: str) -> None:
    """The clef of a staff, counted from 0."""
    clef = add_element(attributes, "clef", number=str(number + 1))
    add_text(clef, "sign", CLEFS[name][0])
    add_text(clef, "line", CLEFS[name][1])


def _directions(measure: Element, page: Notation, bar: int) -> None:
    """The tempo and feel at the beginning, section letters where they begin."""
    if bar == 0:
        mark = _direction(measure)
        if page.feel or page.tempo is None:
            add_text(mark, "words", f"{page.feel}\u2003" if page.tempo else "Freely",
                     **{"font-weight": "bold"})
        if page.tempo is not None:
            if page.feel: mark = add_element(measure[-1], "direction-type")
            mark = add_element(mark, "metronome")
            add_text(mark, "beat-unit", "quarter")
            if page.lines.compound: add_element(mark, "beat-unit-dot")
            add_text(mark, "per-minute", round(page.tempo))
            quarters = round(page.tempo) * page.lines.beat
            add_element(measure[-1], "sound", tempo=f"{float(quarters):g}")
    for letter, beat in page.sections:
        if page.lines.bar(beat + 1e-6) == bar:
            add_text(_direction(measure), "rehearsal", letter, **{"font-weight": "bold"})


def _direction(measure: Element, placement: str = "above") -> Element:
    """The `direction-type` of a new direction."""
    return add_element(add_element(measure, "direction", placement=placement), "direction-type")


def _octave(measure: Element, before: int, after: int, staff: int | None) -> None:
    """Octave lines that end and begin: so many octaves lower than it sounds before and after."""
    for octaves, begins in ((before, False), (after, True)):
        if not octaves: continue
        kind = ("down" if octaves > 0 else "up") if begins else "stop"
        add_element(_direction(measure, "above" if octaves > 0 else "below"), "octave-shift",
             type=kind, size=str({1: 8, 2: 15}[abs(octaves)]))
        if staff: add_text(measure[-1], "staff", staff)
