"""The bars of a tune in ABC notation: letters for pitches, numbers for lengths."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass, field

from ..runtime.errors import TatumError
from .keys import degree_chord, is_chord

__all__ = ['AbcBar', 'AbcReader']


@dataclass
class AbcBar:
    """One bar as it is written: notes (beat, beats, MIDI pitch, tied to the next) and chords (beat,
    symbol), how many beats it lasts, its section's letter, and what repeats do there."""
    notes: list[tuple[float, float, int, bool]] = field(default_factory=list)
    chords: list[tuple[float, str]] = field(default_factory=list)
    beats: float = 0.0
    letter: str = ""
    opens: bool = False
    closes: bool = False
    ending: str = ""


_ACCIDENTALS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}
_ITEM = re.compile(r"""
    "(?P<chord>[^"]*)" | (?P<bar>:*\|[|\]:]*|::|\[\|)\s*(?P<ending>\[?[12])?
    | (?P<sign>\^\^?|__?|=)? (?P<note>[A-Ga-gz]) (?P<octave>[,']*)
      (?P<length>\d*/?\d*) (?P<broken>[<>]?) (?P<tie>-?)
    | \s+ | [()](?!\d) | ![^!]*! | \{[^}]*\}
    """, re.VERBOSE)


class AbcReader:
    """Reads lines of ABC into `bars`; `unit` is the beats of a note without a length, `key` the
    sharps (1) and flats (-1) by note name."""

    def __init__(self, unit: float, key: dict[str, int]):
        self.unit, self.key, self.bars, self.bar = unit, key, [], AbcBar()
        self.signs, self.stretch = {}, 1.0

    def read(self, line: str) -> None:
        """One line of music. Raises `TatumError` that says where what it cannot read stands."""
        at = 0
        while at < len(line):
            match = _ITEM.match(line, at)
            if not match:
                raise TatumError(f"ABC 악보의 {len(self.bars) + 1}번째 마디에서 "
                                 f"'{line[at:at + 12].strip()}'을(를) 읽지 못했습니다. 음, 쉼표, "
                                 "화음, 마디 줄과 되풀이만 적으십시오.")
            at = match.end()
            if match["chord"]: self._write_chord(match["chord"])
            elif match["bar"]: self._close(match["bar"], match["ending"] or "")
            elif match["note"]: self._play(match)

    def _write_chord(self, text: str) -> None:
        if text[0] in "^_<>@": return  # an annotation
        if not is_chord(text) or degree_chord(text):
            raise TatumError(f"ABC 악보의 {len(self.bars) + 1}번째 마디에서 화음 '{text}'을(를) "
                             "읽지 못했습니다. Cmaj7, Dm7, G7b9처럼 적으십시오.")
        self.bar.chords.append((self.bar.beats, text))

    def _close(self, line: str, ending: str) -> None:
        """A bar line: keep the bar if it has anything."""
        self.signs, begins = {}, line.endswith(":") or line == "::"
        if self.bar.beats > 0:
            self.bars.append(self.bar)
            self.bar = AbcBar(ending=self.bar.ending)
        if line.startswith(":") and self.bars: self.bars[-1].closes, self.bar.ending = True, ""
        self.bar.opens = self.bar.opens or begins
        if ending: self.bar.ending = ending[-1]

    def _play(self, match: re.Match) -> None:
        """A note or a rest."""
        top, slash, bottom = match["length"].partition("/")
        share = int(top or 1), int(bottom or (2 if slash else 1))
        if not (0 < share[0] <= 64 and 0 < share[1] <= 64):
            raise TatumError(f"ABC 악보의 {len(self.bars) + 1}번째 마디에서 길이 "
                             f"'{match['length'][:12]}'을(를) 읽지 못했습니다. c2, c/2처럼 "
                             "적으십시오.")
        beats = self.unit * share[0] / share[1] * self.stretch
        now = {"": 1.0, ">": 1.5, "<": 0.5}[match["broken"]]
        self.stretch, beats = (2 - now if match["broken"] else 1.0), beats * now
        name = match["note"].upper()
        if name != "Z":
            octave = match["note"].islower() + match["octave"].count("'")
            place = name, octave - match["octave"].count(",")
            if match["sign"]: self.signs[place] = _ACCIDENTALS[match["sign"]]
            shift = self.signs.get(place, self.key.get(name, 0))
            pitch = 60 + 12 * place[1] + "C D EF G A B".index(name) + shift
            self.bar.notes.append((self.bar.beats, beats, pitch, bool(match["tie"])))
        self.bar.beats += beats
