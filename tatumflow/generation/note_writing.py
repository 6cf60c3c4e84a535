"""Written notes as MusicXML's `note` elements."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

from ..data.notes import BEATS_A_BAR
from .beams import BEAMS
from .notation import Staff
from .pieces import Piece, Tuplet
from .spelling import Spelled

__all__ = ['NoteWriter', 'add_element', 'add_text', 'in_signature']


def add_element(parent: Element, tag: str, **attributes: str) -> Element:
    """A new child of `parent`."""
    return SubElement(parent, tag, attributes)


def add_text(parent: Element, tag: str, text, **attributes: str) -> Element:
    """A new child of `parent` that holds `text`."""
    child = SubElement(parent, tag, attributes)
    child.text = str(text)
    return child


_SIGNS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}


def in_signature(step: str, key: int) -> int:
    """What a key signature (fifths) adds to a letter."""
    return (key + 6 - "FCGDAEB".index(step)) // 7


@dataclass(frozen=True)
class NoteWriter:
    """Writes piece `place` of a staff as `note` elements; `label` is the number of the staff, if
    there are two."""
    staff: Staff
    place: int
    divisions: int
    label: int | None

    def elements(self, shown: dict, key: int, beams: list[str]) -> list[Element]:
        """Grace notes, then the notes of the piece, or its rest; `shown` are the accidentals that
        the bar has so far, by letter and octave."""
        piece, notes = self.staff.pieces[self.place], []
        for grace in self.staff.graces[self.place]:
            for name in grace: notes.append(self._grace(name, name is not grace[0]))
            for name, note in zip(grace, notes[-len(grace):]): _accidental(note, name, shown, key)
        for name in self.staff.names[self.place] or (None,):
            notes.append(self._note(piece, name, beams))
            if name and not piece.tied_from: _accidental(notes[-1], name, shown, key)
        return notes

    def _grace(self, name: Spelled, in_chord: bool) -> Element:
        """A grace note: an eighth with a slash, or sixteenths where there are several."""
        alone = len(self.staff.graces[self.place]) == 1
        note = Element("note")
        add_element(note, "grace", **({"slash": "yes"} if alone else {}))
        if in_chord: add_element(note, "chord")
        _pitch(note, name)
        self._voice(note)
        add_text(note, "type", "eighth" if alone else "16th")
        if self.label: add_text(note, "staff", self.label)
        return note

    def _note(self, piece: Piece, name: Spelled | None, beams: list[str]) -> Element:
        """One note of the piece, or its rest."""
        note, first = Element("note"), name is None or name is self.staff.names[self.place][0]
        whole = {"measure": "yes"} if piece.length == BEATS_A_BAR else {}
        if not first: add_element(note, "chord")
        if name: _pitch(note, name)
        else: add_element(note, "rest", **whole)
        add_text(note, "duration", int(piece.length * self.divisions))
        if piece.tied_from: add_element(note, "tie", type="stop")
        if piece.tied_to: add_element(note, "tie", type="start")
        self._voice(note)
        add_text(note, "type", piece.value)
        for _ in range(piece.dots): add_element(note, "dot")
        if piece.tuplet: _time_modification(note, piece.tuplet)
        if self.label: add_text(note, "staff", self.label)
        for level, beam in enumerate(beams if first else [], 1):
            add_text(note, "beam", beam, number=str(level))
        _notations(note, piece, first, self._all_beamed(piece))
        return note

    def _all_beamed(self, piece: Piece) -> bool:
        """Whether a beam holds all notes of the tuplet that begins with `piece`."""
        within = takewhile(lambda one: one.tuplet == piece.tuplet,
                           self.staff.pieces[self.place:self.place + 16])
        return all(one.pitches and one.value in BEAMS for one in within)

    def _voice(self, note: Element) -> None:
        add_text(note, "voice", 4 * ((self.label or 1) - 1) + 1)


def _pitch(note: Element, name: Spelled) -> None:
    pitch = add_element(note, "pitch")
    add_text(pitch, "step", name.step)
    if name.alter: add_text(pitch, "alter", name.alter)
    add_text(pitch, "octave", name.octave)


def _accidental(note: Element, name: Spelled, shown: dict, key: int) -> None:
    """The accidental of a note, where key and bar do not say it already."""
    place = name.step, name.octave
    if name.alter != shown.get(place, in_signature(name.step, key)):
        before = next(i for i, child in enumerate(note) if child.tag == "type")
        while before + 1 < len(note) and note[before + 1].tag == "dot": before += 1
        sign = Element("accidental")
        sign.text = _SIGNS[name.alter]
        note.insert(before + 1, sign)
    shown[place] = name.alter


def _time_modification(note: Element, tuplet: Tuplet) -> None:
    ratio = add_element(note, "time-modification")
    add_text(ratio, "actual-notes", tuplet.actual)
    add_text(ratio, "normal-notes", tuplet.normal)
    add_text(ratio, "normal-type", tuplet.value)


def _notations(note: Element, piece: Piece, first: bool, beamed: bool) -> None:
    """Ties and the ends of tuplets, whose bracket can be left out where all is `beamed`."""
    top = Element("notations")
    if piece.tied_from: add_element(top, "tied", type="stop")
    if piece.tied_to: add_element(top, "tied", type="start")
    if piece.tuplet and first:
        if piece.onset == piece.tuplet.start:
            add_element(top, "tuplet", type="start", bracket="no" if beamed else "yes")
        if piece.onset + piece.length == piece.tuplet.end: add_element(top, "tuplet", type="stop")
    if len(top): note.append(top)
