"""Lead sheets in ABC notation."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re

from ..data.chords import Chord
from ..data.notes import make_notes
from ..runtime.errors import TatumError
from .abc_bars import AbcBar, AbcReader
from .bar_lines import bar_beats, is_compound
from .lead_sheets import LeadSheet

__all__ = ['is_abc', 'read_abc']


_TONICS = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
_IN_ORDER = "FCGDAEB"  # in which sharps come; flats the other way


def is_abc(text: str) -> bool:
    """Whether a text is a tune in ABC notation: it has a key and a line of title or number."""
    return bool(re.search(r"(?m)^K:", text) and re.search(r"(?m)^[XT]:", text))


def read_abc(text: str) -> LeadSheet:
    """The first tune of a text in ABC notation (one voice, chords in quotes, `P:` for sections).
    Raises `TatumError` that says where what cannot be read stands."""
    head, lines = _read_fields(text)
    tonic, minor, key = _read_key(head.get("K", ""))
    upper, lower = _fraction(_metre(head))
    size, (top, bottom) = bar_beats(upper, lower), _fraction(head.get("L", "1/8"))
    reader = AbcReader(size * (top / bottom) / (upper / lower), key)
    for letter, line in lines:
        reader.bar.letter = letter or reader.bar.letter
        reader.read(line)
    reader.read("|")
    sheet = _sheet(_unfold_abc(reader.bars), size, {**head, "K": tonic + "m" * minor})
    if not sheet.bars:
        raise TatumError("ABC 악보에 찬 마디가 하나도 없습니다. K: 다음 줄부터 음과 화음을 "
                         "적으십시오.")
    return sheet


def _read_fields(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What the head of the first tune says, and its lines of music, each with the letter of the
    section that begins there. Raises `TatumError` for a metre or key that changes on the way."""
    head, lines, letter, voices = {}, [], "", [""]
    for place, line in enumerate(re.sub(r"%.*", "", text).splitlines(), 1):
        name, value = re.match(r"(?:([A-Za-z]):(?!\|))?\s*(.*?)\s*$", line).groups()
        if name == "X" and lines:
            print("주의: ABC 악보에 곡이 여럿 있어 첫 곡만 읽었습니다.")
            break
        if name and name in "KLM" and lines:
            raise TatumError(f"ABC 악보의 {place}번째 줄: 곡 가운데에서 바뀌는 {name}:은(는) 읽지 "
                             "못합니다. 바뀌는 곳에서 곡을 나누어 주십시오.")
        if name == "V" and "K" in head: voices.append(value.split()[0] if value else "")
        elif name == "P" and "K" in head: letter = value[:1]
        elif name: head.setdefault(name, value)
        elif value and "K" in head and voices[-1] in voices[:2]:
            lines.append((letter, value))
            letter = ""
    if len({*voices[1:]}) > 1: print("주의: ABC 악보에 성부가 여럿 있어 첫 성부만 읽었습니다.")
    return head, lines


def _metre(head: dict[str, str]) -> str:
    """The time signature that the head of a tune says."""
    return head.get("M", "4/4").replace("C|", "2/2").replace("C", "4/4")


def _fraction(text: str) -> tuple[int, int]:
    """"6/8" -> (6, 8). Raises `TatumError`."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)
    if match and int(match[1]) and int(match[2]): return int(match[1]), int(match[2])
    raise TatumError(f"ABC 악보의 박자나 길이 '{text}'을(를) 읽지 못했습니다. M:4/4, L:1/8처럼 "
                     "적으십시오.")


def _read_key(text: str) -> tuple[str, bool, dict[str, int]]:
    """"Ab", "F#m" -> its tonic, whether it is minor, and its sharps and flats by note name. Raises
    `TatumError`."""
    match = re.match(r"([A-G][b#]?)\s*(m(?:in\w*)?\b)?(maj\w*)?\s*$", text)
    if not match or match[1] not in _TONICS:
        raise TatumError(f"ABC 악보의 조 '{text}'을(를) 읽지 못했습니다. K:Ab나 K:F#m처럼 "
                         "적으십시오.")
    fifths = _TONICS.index(match[1]) - 7 - 3 * bool(match[2])
    names = _IN_ORDER[:fifths] if fifths > 0 else _IN_ORDER[::-1][:-fifths]
    return match[1], bool(match[2]), dict.fromkeys(names, 1 if fifths > 0 else -1)


def _tempo(head: dict[str, str]) -> float | None:
    """The beats a minute of "1/4=120" or "120"; None where nothing is said."""
    said = re.search(r"(?:(\d)/(\d{1,2})\s*=\s*)?(\d{2,3})\b", head.get("Q", ""))
    if not said or not said[1]: return float(said[3]) if said else None
    beat = 1.5 if is_compound(*_fraction(_metre(head))) else 1
    return float(said[3]) * 4 * int(said[1]) / max(1, int(said[2])) / beat


def _unfold_abc(written: list[AbcBar]) -> list[AbcBar]:
    """The bars in the order they are played: a second ending takes the place of the first."""
    played, start = [], 0
    for place, bar in enumerate(written):
        if bar.opens: start = place
        played.append(bar)
        if bar.closes:
            played += [one for one in written[start:place + 1] if one.ending != "1"]
            start = place + 1
    return played


def _sheet(bars: list[AbcBar], size: float, head: dict[str, str]) -> LeadSheet:
    """The lead sheet of `bars` of `size` beats with what its `head` says."""
    pickup = [] if not bars or bars[0].beats > size - 1e-6 else bars[:1]
    if pickup and bars[1:]: bars[1].letter = bars[1].letter or bars[0].letter
    at, notes, chords, sections, tied = -sum(bar.beats for bar in pickup), [], [], [], False
    for place, bar in enumerate(bars, -len(pickup)):
        for beat, beats, pitch, tie in bar.notes:
            if tied and notes[-1][2] == pitch: notes[-1][1] += beats
            else: notes.append([at + beat, beats, pitch])
            tied = tie
        chords += [(at + beat, symbol) for beat, symbol in bar.chords]
        if bar.letter and place >= 0: sections.append((bar.letter, place))
        at += bar.beats
    onset, duration, pitch = zip(*notes) if notes else ((), (), ())
    ends = [*(onset for onset, _ in chords[1:]), at]
    lengths = [one.beats for one in bars]
    lengths = tuple(round(beats, 6) for beats in lengths[len(pickup):])
    return LeadSheet(head.get("T", ""), head.get("C", ""), head["K"],
                     _tempo(head), tuple(Chord(one, end - one, symbol) for (one, symbol), end
                                         in zip(chords, ends) if end > one),
                     make_notes(onset, duration, pitch, 80), tuple(sections), len(lengths), size,
                     lengths if any(abs(one - size) > 1e-6 for one in lengths) else (),
                     is_compound(*_fraction(_metre(head))))
