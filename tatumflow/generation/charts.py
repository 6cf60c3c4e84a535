"""Charts: chords that people write as text, read into bars with the repeats written out."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass
from itertools import zip_longest

from ..runtime.errors import TatumError
from .chart_text import clean_chart, DASH, HOLD, split_joined, TIME
from .ireal import ireal_chart
from .keys import is_chord

__all__ = ['Bar', 'Chart', 'read_chart']


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its chords as they are written, each with its share of the bar, and how
    many quarter notes it lasts."""
    chords: tuple[tuple[str, int], ...]
    beats: float = 4


@dataclass(frozen=True)
class Chart:
    """The bars of a chart in the order they are played, and sentences about what was not written
    and therefore taken for granted."""
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()


def read_chart(text: str) -> Chart:
    """The chart of a `text`: chords, bar lines, repeats, endings, section marks, beats as slashes
    or dots, time signatures; iReal Pro's text and links. Raises `TatumError` that says in which bar
    and where in it something cannot be read."""
    clean, notes = clean_chart(ireal_chart(text))
    return Chart(tuple(_play_repeats(_read_bars(clean))), notes)


@dataclass
class _Written:
    """One bar as it is written (two for `%%`), and whether a repeat begins there, how often what it
    closes is played (0: it closes nothing), and the numbers of its ending."""
    bars: list[Bar]
    opens: bool
    ending: str = ""
    closes: int = 0


def _read_bars(text: str) -> list[_Written]:
    """The bars of a cleaned `text`. Raises `TatumError`."""
    written, reader, opens = [], _BarReader("}" in text), False
    for line in filter(None, (line.strip("| ") for line in text.splitlines())):
        parts = ["|", *re.split(r"(\||\{|\}(?:x\d+)?)", line), "|"]
        for before, inside, after in zip(parts[::2], parts[1::2], parts[2::2]):
            opens = opens or before == "{"
            if inside.strip() or before == after == "|":
                bars, ending = reader.read(inside)
                if bars: written.append(_Written(bars, opens, ending))
                if bars: opens = False
            if after[0] == "}" and written: written[-1].closes = _check_times(after[2:] or "2")
    if not written:
        raise TatumError("화음 진행의 1번째 마디가 비어 있습니다. "
                         "마디마다 화음을 하나 이상 적으십시오.")
    return written


def _check_times(text: str) -> int:
    """How often a repeat is played. Raises `TatumError`."""
    if len(text) <= 2 and 1 <= int(text) <= 32: return int(text)
    raise TatumError(f"되풀이는 1번에서 32번까지 적을 수 있습니다. 받은 것은 x{text}입니다.")


class _BarReader:
    """Reads one bar after another: remembers the time signature and what `%` repeats. Numbers at
    the beginning of a bar are endings where the chart `repeats`, else they count."""

    def __init__(self, repeats: bool):
        self.repeats, self.beats, self.place, self.before = repeats, 4.0, 0, []

    def read(self, text: str) -> tuple[list[Bar], str]:
        """The bar `text`, none if it holds a time signature alone, and the numbers of its ending.
        Raises `TatumError` that says where what it cannot read stands."""
        for upper, unit in TIME.findall(text): self.beats = 4 * int(upper) / int(unit)
        words = TIME.sub(" ", text)
        mark = r"[.)]\s*" if not self.repeats else r"(?:[.)]\s*|\s+)"
        ending = re.match(rf"\s*(\d(?:[,-]\d)*)(?:st|nd|rd)?{mark}(?=\S)", words)
        if ending: words = words[ending.end():]
        if text.strip() and not words.strip(): return [], ""
        self.place += 1
        bars = self._repeat(words.split()) or [Bar(self._chords(words.split()), self.beats)]
        self.before += bars
        return bars, ending[1] if ending and self.repeats else ""

    def _repeat(self, words: list[str]) -> list[Bar]:
        """The bars that an empty bar, `%` or `%%` repeats; none for a bar with chords."""
        if words not in ([], ["%"], ["%%"]): return []
        if len(self.before) < len("".join(words) or "%"):
            raise TatumError("%는 앞의 마디나 화음을 되풀이하므로 맨 앞에 올 수 없습니다. "
                             "첫 마디에는 화음을 적으십시오.")
        return self.before[-len("".join(words) or "%"):]

    def _chords(self, words: list[str]) -> tuple[tuple[str, int], ...]:
        """The chords of a bar's `words`, each with its share."""
        words = [part for word in words for part in split_joined(word)]
        held = bool(re.fullmatch(DASH, words[-1]))  # "Dm7 - - -"
        chords = []
        for place, word in enumerate(words, 1):
            last = chords[-1][0] if chords else self.before[-1].chords[-1][0] if self.before else ""
            if re.fullmatch(DASH, word) and not held: continue
            if re.fullmatch(f"{HOLD}|{DASH}", word) and chords:
                chords[-1] = last, chords[-1][1] + len(word)
            elif re.fullmatch(f"%|{HOLD}|{DASH}", word) and last:
                chords.append((last, 1 if word == "%" else len(word)))
            else:
                chords.append((self._check(word, place), 1))
        return tuple(chords)

    def _check(self, word: str, place: int) -> str:
        """`word` if it is a chord. Raises `TatumError`."""
        if is_chord(word): return word
        if re.fullmatch(f"%+|{HOLD}|{DASH}", word):
            raise TatumError(f"{word[0]}는 앞의 마디나 화음을 되풀이하므로 맨 앞에 올 수 없습니다. "
                             "첫 마디에는 화음을 적으십시오.")
        raise TatumError(f"{self.place}번째 마디의 {place}번째: 화음 기호 '{word}'을(를) 읽지 "
                         "못했습니다. Cmaj7, Dm7, G7b9, Bm7b5처럼 적어 주십시오.")


_MOST_BARS = 5000  # of a chart with its repeats


def _play_repeats(written: list[_Written]) -> list[Bar]:
    """The bars in the order they are played. Where a repeat has endings, what stands before the
    first is played before each. Raises `TatumError` when there are too many bars."""
    played, body, ending, numbers = [], [], [], ""
    for one, after in zip_longest(written, written[1:]):
        if one.opens: body, numbers = [], ""
        if one.ending: ending, numbers = [], one.ending
        (ending if numbers else body).extend(one.bars)
        played += one.bars
        if one.closes and numbers:
            played += (body + ending) * (len(re.findall(r"\d", numbers)) - 1)
            if "1" in numbers or (after and after.ending): played += body
            if not (after and after.ending): body, numbers = [], ""
        elif one.closes:
            played += body * (one.closes - 1)
            body = []
        if len(played) > _MOST_BARS:
            raise TatumError(f"되풀이를 모두 펴면 마디가 {_MOST_BARS}개를 넘습니다. "
                             "진행을 짧게 적고 choruses로 여러 번 도십시오.")
    return played
