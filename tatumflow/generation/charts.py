"""Charts: chords that people write as text, read into bars with the repeats written out."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..runtime.errors import TatumError
from .bar_lines import bar_beats, is_compound
from .chart_text import clean_chart, DASH, HOLD, read_about, split_joined, TIME
from .ireal import ireal_chart
from .keys import is_chord
from .repeats import play_order, Signs

__all__ = ['Bar', 'Chart', 'check_times', 'read_chart']


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its chords as they are written, each with its share of the bar, how many
    beats it lasts (see `bar_beats`), and whether they are dotted (see `is_compound`)."""
    chords: tuple[tuple[str, int], ...]
    beats: float = 4
    compound: bool = False


@dataclass(frozen=True)
class Chart:
    """The bars of a chart in the order they are played, sentences about what was not written and
    therefore taken for granted, its sections (letter, first bar), and what it says about itself
    (`title`, `composer`, `key`, `tempo`)."""
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    about: dict[str, str] = field(default_factory=dict)


def read_chart(text: str) -> Chart:
    """The chart of a `text`: chords, bar lines, repeats, endings, D.C., D.S., Coda and Fine,
    section marks, beats as slashes or dots, time signatures; iReal Pro's text and links. Raises
    `TatumError` that says in which bar and where in it something cannot be read."""
    about, text = read_about(ireal_chart(text))
    clean, notes = clean_chart(text)
    written, bars, sections = _read_bars(clean), [], []
    for one in (written[i] for i in play_order([one.signs for one in written])):
        if one.signs.letter: sections.append((one.signs.letter, len(bars)))
        bars += one.bars
    return Chart(tuple(bars), notes, tuple(sections), about)


@dataclass
class _Written:
    """One bar as it is written (two for `%%`), and what stands at it."""
    bars: list[Bar]
    signs: Signs


def _read_bars(text: str) -> list[_Written]:
    """The bars of a cleaned `text`. Raises `TatumError`."""
    written, reader, signs = [], _BarReader("}" in text), Signs()
    lines = [re.sub(r"^(?:\|\s?)+|(?:\s?\|)+$", "", line.strip()) for line in text.splitlines()]
    for line in filter(str.strip, lines):
        parts = ["|", *re.split(r"(\||\{|\}(?:x\d+)?)", line), "|"]
        for before, inside, after in zip(parts[::2], parts[1::2], parts[2::2]):
            signs.opens = signs.opens or before == "{"
            marks, words = re.findall(r"⟨([^⟩]*)⟩", inside), re.sub(r"⟨[^⟩]*⟩", " ", inside)
            for mark in marks: _begin(signs, mark)
            if words.strip() or before == after == "|" and not marks:
                bars, signs.ending = reader.read(words)
                if bars: written.append(_Written(bars, signs))
                if bars: signs = Signs()
            for mark in marks: _end(written, mark)
            if after[0] == "}" and written: written[-1].signs.closes = check_times(
                after[2:] or "2", f"{reader.place}번째 마디: ")
    if not written:
        raise TatumError("화음 진행의 1번째 마디가 비어 있습니다. "
                         "마디마다 화음을 하나 이상 적으십시오.")
    return written


def _begin(signs: Signs, mark: str) -> None:
    """Note a mark that stands where a bar begins."""
    if mark[0] == "=": signs.letter = mark[1:].strip()
    elif mark in ("segno", "coda"): setattr(signs, mark, True)


def _end(written: Sequence[_Written], mark: str) -> None:
    """Note a mark that stands where the last bar ends. Raises `TatumError` before the first."""
    if mark[0] == "=" or mark in ("segno", "coda"): return
    if not written:
        raise TatumError("1번째 마디: D.C., D.S., To Coda, Fine은 그 앞에 친 마디가 있어야 합니다.")
    if mark in ("to_coda", "fine"): setattr(written[-1].signs, mark, True)
    else: written[-1].signs.jump = tuple(mark.split(" "))


def check_times(text: str, where: str = "") -> int:
    """How often a repeat is played. Raises `TatumError` that begins with `where`."""
    if len(text) <= 2 and 1 <= int(text) <= 32: return int(text)
    raise TatumError(f"{where}되풀이는 1번에서 32번까지 적을 수 있습니다. 받은 것은 x{text}입니다.")


def _on_beats(chords: tuple[tuple[str, int], ...], beats: float) -> tuple[tuple[str, int], ...]:
    """`chords` that share a bar, changing on its beats: where it cannot be parted evenly the first
    ones last a beat longer."""
    count, written = len(chords), any(share > 1 for _, share in chords)
    if written or beats % 1 or not count < beats or beats % count == 0: return chords
    size, over = divmod(int(beats), count)
    return tuple((symbol, size + (place < over)) for place, (symbol, _) in enumerate(chords))


def _on_bass(symbol: str, bass: str) -> str:
    """A chord over another bass, such as "/B"."""
    return re.sub("/[A-Ga-g][b#♭♯]?$", "", symbol) + bass


class _BarReader:
    """Reads one bar after another: remembers the time signature and what `%` repeats. Numbers at
    the beginning of a bar are endings where the chart `repeats`, else they count."""

    def __init__(self, repeats: bool):
        self.repeats, self.metre, self.place, self.before = repeats, (4, 4), 0, []

    def read(self, text: str) -> tuple[list[Bar], str]:
        """The bar `text`, none if it holds a time signature alone, and the numbers of its ending.
        Raises `TatumError` that says where what it cannot read stands."""
        for upper, unit in TIME.findall(text): self.metre = int(upper), int(unit)
        words = TIME.sub(" ", text)
        mark = r"[.)]\s*" if not self.repeats else r"(?:[.)]\s*|\s+)"
        ending = re.match(rf"\s*(\d(?:[,-]\d)*)(?:st|nd|rd)?{mark}(?=\S)", words)
        if ending: words = words[ending.end():]
        if text.strip() and not words.strip(): return [], ""
        self.place += 1
        beats, chords = bar_beats(*self.metre), words.split()
        bars = self._repeat(chords) or [
            Bar(_on_beats(self._chords(chords), beats), beats, is_compound(*self.metre))]
        self.before += bars
        return bars, ending[1] if ending and self.repeats else ""

    def _repeat(self, words: list[str]) -> list[Bar]:
        """The bars that an empty bar, `%` or `%%` repeats; none for a bar with chords."""
        if words not in ([], ["%"], ["%%"]): return []
        if len(self.before) < len("".join(words) or "%"): raise self._first("%", 1)
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
            elif re.fullmatch("/[A-Ga-g][b#♭♯]?", word) and is_chord(_on_bass(last, word)):
                chords.append((_on_bass(last, word), 1))
            else:
                chords.append((self._check(word, place), 1))
        return tuple(chords)

    def _first(self, word: str, place: int) -> TatumError:
        """What is said of a sign that has nothing before it to repeat."""
        return TatumError(f"{self.place}번째 마디의 {place}번째: {word}는 앞의 마디나 화음을 "
                          "되풀이하므로 맨 앞에 올 수 없습니다. 첫 마디에는 화음을 적으십시오.")

    def _check(self, word: str, place: int) -> str:
        """`word` if it is a chord. Raises `TatumError`."""
        if is_chord(word): return word
        if re.fullmatch(f"%+|{HOLD}|{DASH}", word):
            raise self._first(word[0], place)
        raise TatumError(f"{self.place}번째 마디의 {place}번째: 화음 기호 '{word}'을(를) 읽지 "
                         "못했습니다. Cmaj7, Dm7, G7b9, Bm7b5처럼 적어 주십시오.")
