"""The measures of a MusicXML part: notes, chord symbols and what stands at them."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass, field

from ..runtime.errors import TatumError
from .bar_lines import bar_beats
from .charts import check_times
from .repeats import mark_signs, Signs
from .xml_chords import xml_chord

__all__ = ['Measure', 'PartReader', 'read_barline', 'read_direction', 'read_sound']


@dataclass
class Measure:
    """One written measure, in beats (see `bar_beats`) from its beginning: `notes` are (onset,
    duration, pitch, whether it goes on from a note before), `chords` (onset, symbol); it lasts
    `length` beats, which may be `compound`, of the `nominal` ones. An `implicit` one is not
    counted, as a pickup."""
    notes: list[tuple[float, float, int, bool]] = field(default_factory=list)
    chords: list[tuple[float, str]] = field(default_factory=list)
    signs: Signs = field(default_factory=Signs)
    length: float = 0.0
    nominal: float = 4.0
    implicit: bool = False
    compound: bool = False


class PartReader:
    """Reads one measure after another: remembers divisions, metre, key, transposition and the first
    tempo (beats a minute)."""

    def __init__(self):
        self.divisions, self.shift, self.nominal, self.beat = 1.0, 0, 4.0, 1.0
        self.fifths, self.mode, self.tempo, self.place = 0, "", None, 0

    def read(self, element) -> Measure:
        """A `<measure>`. Raises `TatumError` with the number of the measure."""
        self.place, self.measure, self.now, self.last = self.place + 1, Measure(), 0.0, 0.0
        reach = 0.0
        for child in element:
            act = getattr(self, f"_{child.tag.replace('-', '_')}", None)
            try:
                if act: act(child)
            except (ValueError, ArithmeticError):
                raise TatumError(f"{self.place}번째 마디의 <{child.tag}>에 잘못된 수가 있습니다. "
                                 "악보 프로그램에서 다시 저장하십시오.") from None
            except TatumError as error:
                beat = self.now / self.beat + 1
                raise TatumError(f"{self.place}번째 마디의 {beat:g}번째 박: {error}") from None
            reach = max(reach, self.now)
        self.measure.nominal, self.measure.compound = self.nominal / self.beat, self.beat == 1.5
        self.measure.implicit = element.get("implicit") == "yes" or element.get("number") == "0"
        self.measure.length = reach / self.beat or self.measure.nominal
        return self.measure

    def _length(self, element) -> float:
        """The `<duration>` of an element in quarter notes. Raises ValueError for what no measure
        holds."""
        length = float(element.findtext("duration") or 0) / self.divisions
        if not 0 <= length <= 64: raise ValueError(f"a duration of {length} quarter notes")
        return length

    def _attributes(self, element):
        self.divisions = float(element.findtext("divisions") or self.divisions)
        self.fifths = int(element.findtext("key/fifths") or self.fifths)
        self.mode = element.findtext("key/mode") or self.mode
        if element.find("transpose") is not None:
            self.shift = int(float(element.findtext("transpose/chromatic") or 0)) + 12 * int(
                element.findtext("transpose/octave-change") or 0)
        upper, unit = element.findtext("time/beats"), element.findtext("time/beat-type")
        if upper and unit:
            upper, unit = sum(map(int, upper.split("+"))), int(unit)
            if not 0 < 4 * upper / unit <= 64: raise ValueError(f"a metre of {upper}/{unit}")
            self.nominal = 4 * upper / unit
            self.beat = self.nominal / bar_beats(upper, unit)

    def _note(self, element):
        start, length = self.now, self._length(element)
        if element.find("grace") is not None or not length: return
        if element.find("chord") is not None: start = self.last
        else: self.last, self.now = self.now, self.now + length
        step, octave = element.findtext("pitch/step"), element.findtext("pitch/octave")
        heard = element.find("cue") is None and element.findtext("staff", "1") == "1"
        if step and octave and heard:
            alter = round(float(element.findtext("pitch/alter") or 0))
            pitch = 12 * int(octave) + 12 + "C D EF G A B".index(step) + alter + self.shift
            tied = any(tie.get("type") == "stop" for tie in element.findall("tie"))
            self.measure.notes.append((start / self.beat, length / self.beat, pitch, tied))

    def _backup(self, element): self.now -= self._length(element)

    def _forward(self, element): self.now += self._length(element)

    def _harmony(self, element):
        at = self.now + float(element.findtext("offset") or 0) / self.divisions
        self.measure.chords.append((at / self.beat, xml_chord(element, self.shift)))

    def _barline(self, element): read_barline(element, self.measure.signs)

    def _direction(self, element):
        read_direction(element, self.measure.signs)
        for sound in element.findall("sound"): self._sound(sound)
        metronome = element.find("direction-type/metronome")
        if metronome is not None and not self.tempo: self.tempo = _metronome(metronome, self.beat)

    def _sound(self, element):
        read_sound(element, self.measure.signs)
        if element.get("tempo") and not self.tempo:
            self.tempo = max(1.0, float(element.get("tempo"))) / self.beat


_UNITS = {"whole": 4, "half": 2, "quarter": 1, "eighth": 0.5, "16th": 0.25}


def _metronome(element, beat: float) -> float | None:
    """Beats (of `beat` quarter notes) a minute; None for what gives no number."""
    unit = _UNITS.get(element.findtext("beat-unit", ""), 0)
    number = re.search(r"\d+(\.\d+)?", element.findtext("per-minute", ""))
    dots = 2 - 0.5 ** len(element.findall("beat-unit-dot"))
    return float(number[0]) * unit * dots / beat if number and unit else None


def read_barline(element, signs: Signs) -> None:
    """Note the repeats and endings of a `<barline>`."""
    repeat, ending = element.find("repeat"), element.find("ending")
    if repeat is not None and repeat.get("direction") == "forward": signs.opens = True
    if repeat is not None and repeat.get("direction") == "backward":
        signs.closes = check_times(repeat.get("times") or "2")
    if ending is not None and ending.get("type") == "start":
        signs.ending = ",".join(re.findall(r"\d", ending.get("number") or "")) or "1"
    if element.find("segno") is not None: signs.segno = True
    if element.find("coda") is not None: signs.coda = True


def read_direction(element, signs: Signs) -> None:
    """Note what a `<direction>` says: a section's letter, segno, coda, or words about jumps."""
    for kind in element.findall("direction-type/*"):
        if kind.tag == "rehearsal": signs.letter = (kind.text or "").strip()
        if kind.tag in ("segno", "coda"): setattr(signs, kind.tag, True)
        if kind.tag != "words": continue
        for mark in re.findall(r"⟨([^⟩]*)⟩", mark_signs(kind.text or "")):
            if mark[:2] in ("DC", "DS"): signs.jump = tuple(mark.split(" "))
            else: setattr(signs, mark, True)
    if signs.to_coda and element.find("sound[@coda]") is None: signs.coda = False


def read_sound(element, signs: Signs) -> None:
    """Note the jumps of a `<sound>` that no words have told."""
    if element.get("dacapo") == "yes": signs.jump = signs.jump or ("DC", "")
    if element.get("dalsegno"): signs.jump = signs.jump or ("DS", "")
    for name, field_name in {"segno": "segno", "coda": "coda", "tocoda": "to_coda",
                             "fine": "fine"}.items():
        if element.get(name): setattr(signs, field_name, True)
    if element.get("tocoda"): signs.coda = False
