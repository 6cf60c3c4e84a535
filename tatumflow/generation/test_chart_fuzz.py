"""Charts with slips of the pen are read or refused with a reason."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import io
import re
from collections import Counter
from random import Random

from ..runtime.errors import TatumError
from .sheets import lead_sheet


_CHARTS = (
    "Dm7 G7 | Cmaj7 A7", "|: Dm7 | G7 | Cmaj7 | A7 :| x2", "[A] Dm7 - G7\n[B] F#m7b5 / B7b9 /",
    "3/4 Dm7 | G7", "2-5-1", "blues", "IIm7 | V7 | Imaj7", "{*AT44D-7 |G7 |C^7 |x }",
    "Ｄｍ７｜Ｇ７", "N.C. | C△7 | Bø7 E7alt | Am6/9", "|1. C7 :|2. F7 | %", "Eb△7/Bb, Cm7, F7sus4",
    "irealb://Tune=Who==Swing=C==[T44D-7 |G7 |C^7 |Z =")
_TORN_SIGNS = (
    "|", ":", "||", "%", "[A]", "(", ")", "{", "}", "/", ".", "-", "–", "x2", "♭", "♯", "#", "b",
    "°", "ø", "△", "\u200b", "Ｃ", "７", "N.C.", "sus4", "alt", "\n", "\t", " ", ",", "가", "🎹",
    "9999999999", "3/4", "1.", "2.", "D.C.", "Fine", "Coda", "irealb://", "=", "%20", "\0", "'")


def slip(random: Random) -> str:
    """A chart with one to eight slips: signs lost, doubled, foreign or in another place."""
    chart = random.choice(_CHARTS)
    for _ in range(random.randint(1, 8)):
        place, length = random.randrange(len(chart) + 1), random.choice([1, 1, 2, 8])
        before, part, after = chart[:place], chart[place:place + length], chart[place + length:]
        kind = random.randrange(5)
        if kind == 0: chart = before + after
        elif kind == 1: chart = before + part * random.randint(2, 20) + after
        elif kind == 2: chart = before + random.choice(_TORN_SIGNS) + part + after
        elif kind == 3: chart = after + part + before
        else: chart = before + chr(random.choice([127, 0x300, 0x3000, 0xFFFF])) + after
    return chart


def try_to_play_over(chart: str) -> str:
    """What became of a chart: the first words of its reason, or `읽음` when its chords follow each
    other. Raises AssertionError when they do not."""
    with contextlib.redirect_stdout(io.StringIO()):
        try: chords = lead_sheet(chart, 2)
        except TatumError as error:
            assert "\n" not in str(error).strip()
            reason = re.sub(r"^.*번째: ", "", str(error))
            return re.sub(r"'.*|\d+", "…", " ".join(reason.split()[:3]))
    assert chords and chords[0].onset == 0 and min(chord.duration for chord in chords) > 0
    assert all(abs(one.onset + one.duration - other.onset) < 1e-6
               for one, other in zip(chords, chords[1:]))
    return "읽음"


def test_charts_with_slips_are_read_or_refused_with_a_reason():
    fates = Counter(try_to_play_over(slip(Random(i))) for i in range(150))
    assert fates["읽음"] > 20 and len(fates) > 3
