"""Lead sheets: chords written as text."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.chords import Chord, FLATS, in_key, NO_CHORD, parse_chord, SHARPS
from ..data.progressions import MINOR, PROGRESSIONS
from ..runtime.errors import TatumError
from .limits import check_numbers

__all__ = ['lead_sheet']


def _write_out(bars: list[list[str]]) -> list[list[str]]:
    """Bars in which `%` is written out: alone it repeats the bar before, beside chords the chord
    before. Raises `TatumError`."""
    full = []
    for place, bar in enumerate(bars, 1):
        if not bar:
            raise TatumError(f"화음 진행의 {place}번째 마디가 비어 있습니다. "
                             "마디마다 화음을 하나 이상 적으십시오.")
        if bar[0] == "%" and not full:
            raise TatumError("%는 앞의 마디나 화음을 되풀이하므로 맨 앞에 올 수 없습니다. "
                             "첫 마디에는 화음을 적으십시오.")
        if bar == ["%"]: bar = full[-1]
        before = full[-1][-1] if full else ""
        row = []
        for symbol in bar:
            before = before if symbol == "%" else symbol
            row.append(before)
        full.append(row)
    return full


def lead_sheet(text: str, tempo: float = 120, choruses: int = 1,
               key: str | None = None) -> list[Chord]:
    """The chords of "Dm7 G7 | Cmaj7 % | N.C." (4/4; the chords of a bar share it evenly) or of a
    name in `PROGRESSIONS`, `choruses` times. Onsets and durations are seconds.

    `%` repeats the bar or the chord before; `N.C.` asks for no chord in particular. A line's end is
    a bar line. `key` moves a progression called by name from C. Raises `TatumError` that names what
    cannot be read and where it stands.
    """
    check_numbers(tempo=tempo, choruses=choruses)
    lines = [line.strip("| ") for line in PROGRESSIONS.get(text, text).strip("| \n").splitlines()]
    bars = _write_out([bar.split() for bar in "|".join(filter(None, lines)).split("|")])
    if key and (text not in PROGRESSIONS or key not in SHARPS + FLATS):
        raise TatumError(f"조(key) '{key}'은(는) 이름으로 부른 진행을 옮길 때만 C, F#, Bb처럼 "
                         "씁니다. 직접 적은 화음은 원하는 조로 적으십시오.")
    chords, at = [], 0.0
    for bar_place, bar in enumerate(bars * choruses, 1):
        for place, symbol in enumerate(bar, 1):
            length = 240 / tempo / len(bar)
            written = _read_symbol(symbol, key, text, (bar_place, place))
            chords.append(Chord(at, length, written))
            at += length
    return chords


def _read_symbol(symbol: str, key: str | None, text: str, place: tuple[int, int]) -> str:
    """A chord of the sheet `text`, moved to `key`. Raises `TatumError` that says in which bar and
    where in it (`place`) it stands."""
    if symbol.upper() in ("N.C.", "NC"): return NO_CHORD
    try:
        parse_chord(symbol)
        return in_key(symbol, key, text in MINOR) if key else symbol
    except TatumError as error:
        written = " " in text or "|" in text
        names = f" 이름으로 부르려면 다음에서 고르십시오: {', '.join(PROGRESSIONS)}"
        raise TatumError(f"{place[0]}번째 마디의 {place[1]}번째: {error}"
                         f"{'' if written else names}") from None
