"""Written notes as MusicXML's `note` elements."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

from .bar_lines import BarLines
from .beams import BEAMS
from .notation import Voice
from .pieces import Piece, Tuplet
from .spelling import Spelled

__all__ = ['NoteWriter', 'accidentals', 'add_element', 'add_text', 'in_signature']


def add_element(parent: Element, tag: str, **attributes: str) -> Element:
    """A new child of `parent`."""
    return SubElement(parent, tag, attributes)


def add_text(parent: Element, tag: str, text, **attributes: str) -> Element:
    """A new child of `parent` that holds `text`."""
    child = SubElement(parent, tag, attributes)
    child.text = str(text)
    return child


_NAMES_OF_SIGNS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}


def in_signature(step: str, key: int) -> int:
    """What a key signature (fifths) adds to a letter."""
    return (key + 6 - "FCGDAEB".index(step)) // 7


@dataclass(frozen=True)
class NoteWriter:
    """Writes piece `place` of a `voice` as `note` elements; `staff` is the number of the staff, if
    there are two, and `number` that of the voice."""
    voice: Voice
    place: int
    divisions: int
    staff: int | None
    number: int

    def elements(self, signs: list, beams: list[str], size: Fraction) -> list[Element]:
        """Grace notes, then the notes of the piece, or its rest, in a bar of `size` beats; `signs`
        are the accidentals of all of them (see `accidentals`)."""
        piece, notes = self.voice.pieces[self.place], []
        for grace in self.voice.graces[self.place]:
            for name in grace: notes.append(self._grace(name, name is not grace[0]))
        for name in self.voice.names[self.place] or (None,):
            notes.append(self._note(piece, name, beams, piece.length == size))
        for note, sign in zip(notes, signs): _accidental(note, sign)
        return notes

    def _grace(self, name: Spelled, in_chord: bool) -> Element:
        """A grace note: an eighth with a slash, or sixteenths where there are several."""
        alone = len(self.voice.graces[self.place]) == 1
        note = Element("note")
        add_element(note, "grace", **({"slash": "yes"} if alone else {}))
        if in_chord: add_element(note, "chord")
        _pitch(note, name)
        add_text(note, "voice", self.number)
        add_text(note, "type", "eighth" if alone else "16th")
        stem = self.voice.pieces[self.place].stem
        if stem: add_text(note, "stem", stem)
        if self.staff: add_text(note, "staff", self.staff)
        return note

    def _note(self, piece: Piece, name: Spelled | None, beams: list[str], fills: bool) -> Element:
        """One note of the piece, or its rest, which may fill the bar."""
        note = Element("note", {"print-object": "no"} if piece.hidden else {})
        first = name is None or name is self.voice.names[self.place][0]
        whole = {"measure": "yes"} if fills and not piece.hidden else {}
        if not first: add_element(note, "chord")
        if name: _pitch(note, name)
        else: add_element(note, "rest", **whole)
        add_text(note, "duration", int(piece.length * self.divisions))
        if piece.tied_from: add_element(note, "tie", type="stop")
        if piece.tied_to: add_element(note, "tie", type="start")
        add_text(note, "voice", self.number)
        if name or not fills: add_text(note, "type", piece.value)
        for _ in range(piece.dots): add_element(note, "dot")
        if piece.tuplet: _time_modification(note, piece.tuplet)
        if piece.stem and name: add_text(note, "stem", piece.stem)
        if self.staff: add_text(note, "staff", self.staff)
        for level, beam in enumerate(beams if first else [], 1):
            add_text(note, "beam", beam, number=str(level))
        _notations(note, piece, first, self._all_beamed(piece))
        return note

    def _all_beamed(self, piece: Piece) -> bool:
        """Whether a beam holds all notes of the tuplet that begins with `piece`."""
        within = takewhile(lambda one: one.tuplet == piece.tuplet,
                           self.voice.pieces[self.place:self.place + 16])
        return all(one.pitches and one.value in BEAMS for one in within)


def _pitch(note: Element, name: Spelled) -> None:
    pitch = add_element(note, "pitch")
    add_text(pitch, "step", name.step)
    if name.alter: add_text(pitch, "alter", name.alter)
    add_text(pitch, "octave", name.octave)


def accidentals(staff: Sequence[Voice], key: int, bars: BarLines) -> list[list[list[str]]]:
    """The accidental ("" for none) of each grace note and note, where key signature and bar do not
    say it already, by voice and piece; both voices of a staff see each other's."""
    signs, shown, last = [[[] for _ in voice.pieces] for voice in staff], {}, -1
    for onset, layer, i in sorted((piece.onset, layer, i) for layer, voice in enumerate(staff)
                                   for i, piece in enumerate(voice.pieces)):
        if bars.bar(onset) != last: last, shown = bars.bar(onset), {}
        voice = staff[layer]
        for name in (name for grace in voice.graces[i] for name in grace):
            signs[layer][i].append(_sign(name, shown, key))
        for name in voice.names[i]:
            tied = voice.pieces[i].tied_from
            signs[layer][i].append("" if tied else _sign(name, shown, key))
    return signs


def _sign(name: Spelled, shown: dict, key: int) -> str:
    """The accidental that a note needs after those `shown` in its bar, by letter and octave."""
    place = name.step, name.octave
    before = shown.get(place, in_signature(name.step, key))
    shown[place] = name.alter
    return _NAMES_OF_SIGNS[name.alter] if name.alter != before else ""


def _accidental(note: Element, sign: str) -> None:
    """Put an accidental after the type and the dots of a note."""
    if not sign: return
    before = next(i for i, child in enumerate(note) if child.tag == "type")
    while before + 1 < len(note) and note[before + 1].tag == "dot": before += 1
    element = Element("accidental")
    element.text = sign
    note.insert(before + 1, element)


def _time_modification(note: Element, tuplet: Tuplet) -> None:
    ratio = add_element(note, "time-modification")
    add_text(ratio, "actual-notes", tuplet.actual)
    add_text(ratio, "normal-notes", tuplet.normal)
    add_text(ratio, "normal-type", tuplet.value)


def _notations(note: Element, piece: Piece, first: bool, beamed: bool) -> None:
    """Ties, the ends of tuplets, whose bracket can be left out where all is `beamed`, and the sign
    of a rolled chord."""
    top = Element("notations")
    if piece.tied_from: add_element(top, "tied", type="stop")
    if piece.tied_to: add_element(top, "tied", type="start")
    if piece.tuplet and first:
        if piece.onset == piece.tuplet.start:
            add_element(top, "tuplet", type="start", bracket="no" if beamed else "yes")
        if piece.onset + piece.length == piece.tuplet.end: add_element(top, "tuplet", type="stop")
    if piece.rolled: add_element(top, "arpeggiate")
    if len(top): note.append(top)
