"""Charts in the wild's spellings are read as a musician reads them, or refused with the place."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re

import pytest

from ..data.chords import FLATS, NO_CHORD, parse_chord
from ..runtime.files import write_atomic
from .keys import read_key
from .lead_sheets import LeadSheet
from .melodies import with_melody
from .sheet_files import read_lead_sheet
from .test_wild_files import attributes, chord_of, note, score, WILD_FILES
from .test_wild_texts import Meant, WILD_TEXTS


WILD = {**WILD_TEXTS, **WILD_FILES}
_PLAIN_KINDS = {"maj": "", "m6": "m", "7sus": "7sus"}  # how `Meant` spells what is told apart


def plain_chord(symbol: str) -> str:
    """A chord symbol as `Meant` spells it."""
    if symbol == NO_CHORD: return symbol
    root, kind, _ = parse_chord(symbol)
    bass = re.search(r"/([A-Ga-g])([b#♭♯]?)$", symbol)
    low = bass and FLATS[parse_chord(bass[1] + bass[2])[0]]
    return FLATS[root] + _PLAIN_KINDS.get(kind, kind) + (f"/{low}" if bass else "")


_PITCHES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"]


def meaning(sheet: LeadSheet) -> Meant:
    """What was read, as `Meant` tells it."""
    bars = []
    for bar in range(sheet.bars):
        start, end = sheet.bar_line(bar), sheet.bar_line(bar + 1)
        words = [f"({letter})" for letter, first in sheet.sections if first == bar]
        for chord in sheet.chords:
            if not start - 1e-6 <= chord.onset < end - 1e-6: continue
            beat = round(chord.onset - start + 1, 2)
            words.append(f"{beat:g}:" * (beat != 1) + plain_chord(chord.symbol))
        bars.append(" ".join(words))
    key = read_key(sheet.key) if sheet.key else ("", False)
    melody = " ".join(f"{_PITCHES[pitch % 12]}{pitch // 12 - 1}@{round(float(onset), 2):g}"
                      for onset, pitch in sheet.melody[["onset", "pitch"]].tolist())
    return Meant(" | ".join(bars), sheet.title, sheet.composer, key[0] + "m" * bool(key[1]),
                 sheet.tempo, sheet.beats_a_bar, sheet.lengths, melody, sheet.compound)


def open_sheet(source, folder) -> LeadSheet:
    """The sheet in a text, in the bytes of a file, or in a text beside the bytes of a melody."""
    if isinstance(source, str): return read_lead_sheet(source)
    if isinstance(source, bytes): return read_lead_sheet(write_atomic(folder / "sheet", source))
    return with_melody(read_lead_sheet(source[0]), write_atomic(folder / "tune.mid", source[1]))


@pytest.mark.parametrize("name", WILD)
def test_charts_in_the_wild_are_read_as_meant(name, tmp_path):
    source, meant = WILD[name]
    assert meaning(open_sheet(source, tmp_path)) == meant


UNREADABLE = {  # where, and what cannot be read there
    "3번째 마디의 1번째: 화음 기호 'H7'": "Dm7 | G7 | H7 C",
    "2번째 마디의 2번째: 화음 기호 '다음'": "| C6 | F 다음 G7 |",
    "1번째 마디의 1번째: %": "% | C | F",
    "2번째 마디: 되풀이는": "|: C | F :|x99",
    "3번째 마디의 D.S.": "C | F | G7 D.S. al Coda | C",
    "3번째 마디: D.C.나 D.S.가 둘": "C | F D.C. | G D.C.",
    "2번째 마디의 1번째: 화음 기호 'Hm7'": "irealbook://A=Bo=Swing=C=n=[T44C^7   |Hm7   |F7   Z",
    "2번째 마디의 1번째: 화음 기호 'Gq'": "{title: Old}\n[G]When the [Gq]sun goes [D7]down",
    "2번째 마디의 3번째 박: 화음 기호 'Cfoo'": score(
        attributes(2, 0, "4/4") + note("", 8) + chord_of("C", "major"),
        note("C5", 4) + chord_of("C", "other", "foo")),
    "2번째 마디에서 '(3cde": "X:1\nT:A\nM:4/4\nL:1/8\nK:C\n\"C\"c8|(3cde f6|",
}


@pytest.mark.parametrize("where", UNREADABLE)
def test_what_cannot_be_read_is_one_sentence_with_its_place(where, refusal):
    with refusal(where): read_lead_sheet(UNREADABLE[where])
