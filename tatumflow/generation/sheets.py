# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
from miditok import REMI

from ..data.chords import (
    BAR_SECONDS, Chord, chord_list, CHORDS, FLATS, in_key, MINOR, NO_CHORD, parse_chord,
    PROGRESSIONS, SHARPS,
)
from ..data.frames import BOS, FRAME, read_frames, style_token
from ..data.notes import clip
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from .playing import (
    as_takes, check_numbers, check_style, CHORD, DENSITY, FEWEST_HEARD, generate, OPEN, Take,
)

__all__ = ['lead_sheet', 'style_transfer']


def _write_out(bars: list[list[str]]) -> list[list[str]]:
    """Bars in which `%` is written out: alone it repeats the bar before, beside chords the chord before. Raises `TatumError`."""
    full = []
    for number, bar in enumerate(bars, 1):
        if not bar: raise TatumError(f"화음 진행의 {number}번째 마디가 비어 있습니다. 마디마다 화음을 하나 이상 적으십시오.")
        if bar[0] == "%" and not full: raise TatumError("%는 앞의 마디나 화음을 되풀이하므로 맨 앞에 올 수 없습니다. 첫 마디에는 화음을 적으십시오.")
        if bar == ["%"]: bar = full[-1]
        before, row = full[-1][-1] if full else "", []
        for symbol in bar: row.append(before := before if symbol == "%" else symbol)
        full.append(row)
    return full


def lead_sheet(text: str, tempo: float = 120, choruses: int = 1, key: str | None = None) -> list[Chord]:
    """The chords of "Dm7 G7 | Cmaj7 % | N.C." (4/4; the chords of a bar share it evenly) or of a name in `PROGRESSIONS`, `choruses` times.

    `%` repeats the bar or the chord before; `N.C.` asks for no chord in particular. A line's end is a bar line. Onsets and durations are
    seconds. `key` moves a progression called by name from C. Raises `TatumError` that names what cannot be read and where it stands.
    """
    check_numbers(tempo=tempo, choruses=choruses)
    lines = [line.strip("| ") for line in PROGRESSIONS.get(text, text).strip("| \n").splitlines()]
    bars = _write_out([bar.split() for bar in "|".join(filter(None, lines)).split("|")])
    if key is not None and (text not in PROGRESSIONS or key not in SHARPS + FLATS):
        raise TatumError(f"조(key) '{key}'은(는) 이름으로 부른 진행을 옮길 때만 C, F#, Bb처럼 씁니다. 직접 적은 화음은 원하는 조로 적으십시오.")
    chords, at, length = [], 0.0, 240 / tempo
    for number, bar in enumerate(bars * choruses, 1):
        for place, symbol in enumerate(bar, 1):
            try:
                if symbol.upper() in ("N.C.", "NC"): symbol = NO_CHORD
                elif parse_chord(symbol) and key: symbol = in_key(symbol, key, text in MINOR)
                chords.append(Chord(at, length / len(bar), symbol))
            except TatumError as error:
                names = "" if " " in text or "|" in text else f" 이름으로 부르려면 다음에서 고르십시오: {', '.join(PROGRESSIONS)}"
                raise TatumError(f"{number}번째 마디의 {place}번째: {error}{names}") from None
            at += length / len(bar)
    return chords


def style_transfer(model: Transformer, tokenizer: REMI, notes: np.ndarray, style: str, strength: float = 0.25, start: float | None = None,
                   seconds: float = 20.0, source: str = "", **how) -> list[Take]:
    """Takes of the `seconds` of `notes` from `start` (default: the first note) in another style; `how` is `generate`'s.

    The share `strength` of the source's chord and melody slots is hidden, the same ones with every seed, as are density and dynamics.
    Raises `TatumError` for an unknown style, numbers that make no sense, or when there is too little to hear.
    """
    style, first = check_style(style), float(notes["onset"][0]) if start is None and len(notes) else start or 0.0
    check_numbers(strength=strength, seconds=seconds)
    heard = clip(notes, first, first + seconds)
    if len(heard) < FEWEST_HEARD:
        raise TatumError(f"{first:.1f}초부터 {seconds:g}초 안에 음표가 {len(heard)}개뿐이라 바꿀 수 없습니다. 음표가 {FEWEST_HEARD}개 이상 있는 곳을 고르십시오.")
    seconds = min(seconds, float((heard["onset"] + heard["duration"]).max()))
    frames = read_frames(heard, math.ceil(seconds / BAR_SECONDS))
    lost = np.random.default_rng(0).random(frames.shape) < strength
    frames = np.where(lost | (np.arange(len(FRAME)) >= DENSITY), OPEN, frames)
    given = np.where(frames[:, CHORD] == OPEN, len(CHORDS), frames[:, CHORD]).ravel()
    parts = generate(model, tokenizer, [BOS, tokenizer.vocab[style_token(style)]], 0, seconds, frames=frames, **how)
    chords = [chord for chord in chord_list(given) if chord.onset < seconds and chord.symbol != NO_CHORD]
    return as_takes(model, parts, "style_transfer", style, seconds, 0.0, source, how, {"start": first, "strength": strength}, chords, heard)
