"""Lead sheets: chords written as text, or called by name, in beats."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections.abc import Sequence
from dataclasses import replace

from ..data.chords import Chord, in_key, NO_CHORD
from ..data.notes import BEATS_A_BAR
from ..data.progressions import MINOR, PROGRESSIONS
from ..runtime.errors import TatumError
from .charts import Chart, read_chart
from .keys import degree_chord, read_key
from .lead_sheets import LeadSheet
from .limits import check_numbers
from .suggestions import bare_letters, suggest

__all__ = ['find_progression', 'lead_sheet', 'say_metre', 'say_short', 'takes_key', 'text_sheet']


_KOREAN_NAMES = {
    "ii-V-I": "투파이브원, 투파이브, 이오일, 251, 2-5-1, 25",
    "blues": "블루스, 재즈블루스, jazz blues",
    "minor_ii-V-i": "마이너투파이브원, 단조투파이브원, 마이너251, 단조251, minor 251",
    "turnaround": "턴어라운드", "bird_blues": "버드블루스, 파커블루스, parker blues",
    "minor_blues": "마이너블루스, 단조블루스",
    "rhythm_changes": "리듬체인지, 리듬체인지스, rhythm, 아이갓리듬",
    "coltrane_changes": "콜트레인체인지, 콜트레인체인지스, coltrane",
    "dominants": "도미넌트, 속7화음",
    "falling_fifths": "5도권, 오도권, 5도하행", "ballad": "발라드", "ragtime": "래그타임",
    "modulating": "전조, 조바꿈",
}
_MODE = {"blues": "minor_blues", "ii-V-I": "minor_ii-V-i"}  # the same in minor


def find_progression(text: str) -> str | None:
    """The name in `PROGRESSIONS` that `text` means, whatever its case, blanks and hyphens, also in
    Korean; None for what is no name, such as chords."""
    if text in PROGRESSIONS: return text
    if "|" in text or "\n" in text.strip(): return None
    if re.fullmatch(r"ii\W*V\W*i", text.strip()): return "minor_ii-V-i"
    known = {bare_letters(name): name for name in (*MINOR, *PROGRESSIONS)}
    for name, others in _KOREAN_NAMES.items():
        known |= {bare_letters(other): name for other in others.split(",")}
    return known.get(bare_letters(text))


def takes_key(text: str) -> bool:
    """Whether `text` calls a progression by name or is written in degrees, which a key moves."""
    words = re.split(r"[\s|,:]+", text)
    return bool(find_progression(text) or any(degree_chord(word) for word in words))


def text_sheet(text: str, key: str | None = None) -> LeadSheet:
    """The tune of "Dm7 G7 | Cmaj7 % | N.C." (see `read_chart`; the chords of a bar share it)
    or of a name in `PROGRESSIONS` (see `find_progression`).

    `N.C.` asks for no chord in particular. `key` moves a progression called by name, and degrees
    such as "IIm7 | V7", from C. Says what it takes for granted. Raises `TatumError` that names what
    cannot be read and where it stands.
    """
    name, key, chart = _find_chart(text, key)
    chords, at = [], 0.0
    for bar in chart.bars:
        for symbol, share in bar.chords:
            length = bar.beats / sum(part for _, part in bar.chords) * share
            chords.append(Chord(at, length, _spell(symbol, key, name in MINOR)))
            at += length
    for note in chart.notes: print(f"주의: {note}")
    lengths, about = tuple(bar.beats for bar in chart.bars), chart.about
    return LeadSheet(about.get("title", ""), about.get("composer", ""),
                     key or about.get("key", ""), _read_tempo(about.get("tempo", "")),
                     tuple(chords), sections=chart.sections, bars=len(lengths),
                     beats_a_bar=lengths[0], lengths=lengths if len({*lengths}) > 1 else (),
                     compound=all(bar.compound for bar in chart.bars))


def _read_tempo(text: str) -> float | None:
    """The first number of "Medium swing ♩ = 120"; None where there is none."""
    number = re.search(r"(?<!\d)\d{2,3}(?:\.\d+)?(?!\d)", text)
    return float(number[0]) if number else None


def lead_sheet(text: str, choruses: int = 1, key: str | None = None) -> list[Chord]:
    """The chords of `text_sheet`, `choruses` times. Raises as it does."""
    check_numbers(choruses=choruses)
    return list(text_sheet(text, key).repeated(choruses).chords)


def _find_chart(text: str, key: str | None) -> tuple[str | None, str | None, Chart]:
    """What a sheet is called, if it is called by name; the key to move it to; its chart in C."""
    called = text
    if not key: text, key = _split_key(text)
    name = find_progression(text)
    chart = _large_roots(_read_chart(PROGRESSIONS[name] if name else text))
    degrees = any(degree_chord(symbol) for bar in chart.bars for symbol, _ in bar.chords)
    if degrees and not key: key = chart.about.get("key")
    if key: key, name = _choose_key(key, name, degrees)
    if name: chart = _read_chart(PROGRESSIONS[name])
    if name and called != name: print(f"'{called.strip()}'은(는) {name} 진행으로 칩니다.")
    return name, key, chart


def _large_roots(chart: Chart) -> Chart:
    """`chart` with "b7" as B7, not as the seventh degree, where nothing else is a degree."""
    words = [symbol for bar in chart.bars for symbol, _ in bar.chords]
    if any(degree_chord(word) and not re.match("b[1-7]", word) for word in words): return chart
    bars = [replace(bar, chords=tuple((re.sub("^b(?=[5-79])", "B", symbol), share)
                                      for symbol, share in bar.chords)) for bar in chart.bars]
    return replace(chart, bars=tuple(bars))


def _read_chart(text: str) -> Chart:
    """`read_chart`, which for a single word that is no chord names the progressions."""
    if re.fullmatch(r"\s*[1-7]{3,8}\s*", text): text = " ".join(text.strip())  # 1625
    try:
        return read_chart(text)
    except TatumError as error:
        if re.search(r"\s|\||://", text.strip()) or not text.strip(): raise
        near = suggest(text, PROGRESSIONS)
        raise TatumError(f"{error} {near}이름으로 부르려면 다음에서 고르십시오: "
                         f"{', '.join(PROGRESSIONS)}") from None


def _split_key(text: str) -> tuple[str, str | None]:
    """"F blues", "blues in F" or "블루스 F" -> the name and its key; other texts without a key."""
    words = [word for word in text.split() if word.casefold() != "in"]
    first, *rest = words or [""]
    if not rest or find_progression(text): return text, None
    for key, name in ((first, " ".join(rest)), (rest[-1], " ".join([first, *rest[:-1]]))):
        if read_key(key) and find_progression(name): return name, key
    return text, None


def _choose_key(key: str, name: str | None, degrees: bool) -> tuple[str, str | None]:
    """`key` as `in_key` spells it, and the progression `name`, or what it is called in the mode
    that `key` asks for. Raises `TatumError` for what is no key, or has nothing to move."""
    tonic, minor = read_key(key) or (None, None)
    if not tonic or not (name or degrees):
        raise TatumError(f"조(key) '{key}'은(는) 이름으로 부른 진행이나 ii, V7 같은 도수를 옮길 "
                         "때만 C, F#, Bb, Cm처럼 씁니다. 직접 적은 화음은 원하는 조로 적으십시오.")
    if minor is None or not name or minor == (name in MINOR): return tonic, name
    others = _MODE if minor else {b: a for a, b in _MODE.items()}
    if name in others: return tonic, others[name]
    kind, wanted = ("장조", "단조") if minor else ("단조", "장조")
    raise TatumError(f"{name}은(는) {kind} 진행이라 {wanted}인 '{key}'로 옮기지 않습니다. "
                     f"key에 {tonic}처럼 으뜸음만 적거나 다른 진행을 고르십시오.")


def _spell(symbol: str, key: str | None, minor: bool) -> str:
    """A chord of a chart, moved to `key`; a degree as a chord."""
    if symbol.upper() in ("N.C.", "NC"): return NO_CHORD
    symbol = degree_chord(symbol) or symbol
    return in_key(symbol, key, minor) if key else symbol


def say_metre(sheet: LeadSheet, swing: float | None = None) -> None:
    """Print how a sheet is counted whose bars have not four beats, or dotted ones."""
    if sheet.lengths or sheet.beats_a_bar != BEATS_A_BAR:
        upper, unit = sheet.lines.signature(sheet.lines.size(0))
        size = "마디마다 다른 박자의" if sheet.lengths else f"{upper}/{unit}박자의"
        print(f"주의: {size} 악보입니다. 모델은 네 박 마디만 배웠습니다. 화음과 선율은 제 박에 "
              "놓지만, 마디와 강세는 네 박마다 셉니다.")
    if sheet.compound and not swing:
        print("점4분음표를 한 박으로 세고, 박을 둘로 나눈 음은 2:1로 옮겨 칩니다.")


def say_short(sheet: Sequence[Chord]) -> None:
    """Print how many chords are shorter than a slot of the frame, one beat as the model counts."""
    short = sum(chord.duration < 1 - 1e-9 for chord in sheet)
    if short:
        print(f"주의: 화음 {short}개가 모델의 한 박보다 짧아 일부는 빠질 수 있습니다. "
              "빠르기를 늦추거나 한 마디의 화음을 줄이십시오.")
