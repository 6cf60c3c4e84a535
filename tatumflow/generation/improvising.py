"""Improvising from nothing but a style, or over chords."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..data.chords import Chord
from ..data.notes import BEATS_A_BAR, clip
from ..data.tempo import bar_seconds, read_tempi, tempo_map, tempo_value, TEMPO_VALUES
from ..data.time_map import unwarp
from ..data.vocabulary import BOS, style_token
from ..model.sampling import Until
from .asking import Ask
from .bar_lines import BarLines
from .drawing import draw, Drawn
from .plans import MELODY, melody_slots, OPEN, open_frames, sheet_slots
from .prompts import Prompt
from .sheets import say_metre, say_short
from .swing import swing_notes
from .takes import how_drawn, repeat_take, Take

__all__ = [
    'counted', 'counted_beats', 'counted_slots', 'counted_tempi', 'given_frames', 'how_timed',
    'plan_ahead', 'play_improvisation', 'to_seconds', 'uncounted',
]


def play_improvisation(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) in a style, over the chords, at the tempo and with the density
    and dynamics that are asked for. What is not asked for is hidden from the model; a tempo that is
    not asked for the model writes, and begins as in the middle of a piece, without BOS: beginnings
    of recordings are often out of time."""
    style = player.choose_style(ask.style)
    frames, until = plan_ahead(ask)
    header = ([BOS] if ask.curve else []) + [player.tokenizer.vocab[style_token(style)]]
    prompt = Prompt(np.array(header), 0)
    parts = [to_seconds(drawn, ask) for drawn in _draw_chosen(player, prompt, until, ask, frames)]
    asked = {"chords": " ".join(chord.symbol for chord in ask.harmony)} if ask.harmony else {}
    if ask.tune and ask.tune.title: asked["sheet"] = ask.tune.title
    if ask.mode == "arrange":
        asked |= {"choruses": ask.turns, "strength": ask.dropped, "tries": ask.tries or 4}
    if ask.edits: asked["edits"] = ask.edits
    asked |= how_timed(ask)
    end = ask.beats if ask.curve else math.inf
    chords = tuple(chord for chord in ask.harmony if chord.onset < end - 1e-6)
    take = Take(parts[0]["notes"], ask.mode, style, ask.seed, ask.length,
                asked={**asked, **ask.dials, **how_drawn(player, ask)}, chords=chords,
                sections=_section_lines(ask, end),
                melody=ask.played.melody if ask.played else None,
                lines=ask.played.lines if ask.played else BarLines())
    return repeat_take(take, parts)


def _draw_chosen(player, prompt: Prompt, until: Until, ask: Ask, frames) -> list[Drawn]:
    """What is drawn; of an arrangement each take is that of `ask.tries` (default: 4) ways to play
    it in which most of the melody is heard."""
    if ask.mode != "arrange": return draw(player, prompt, until, ask, frames)
    tries, asked, chosen = ask.tries or 4, frames[:, MELODY], []

    def heard(drawn: Drawn) -> int:
        return int((melody_slots(drawn.notes, len(asked)) == asked)[asked != OPEN].sum())

    for seed in range(ask.seed, ask.seed + ask.n):
        one = replace(ask, sheet=ask.tune, melody=None, n=tries, seed=seed * tries % 2**32)
        chosen.append(max(draw(player, prompt, until, one, frames), key=heard))
    return chosen


def _section_lines(ask: Ask, end: float) -> tuple[tuple[str, float], ...]:
    """The letters of the sheet's sections and the beats on which they begin, before `end`."""
    if not ask.played: return ()
    lines = [(letter, ask.played.bar_line(bar)) for letter, bar in ask.played.sections]
    return tuple(line for line in lines if line[1] < end - 1e-6)


_COUNTED_FROM = 80.0  # beats per minute; the model counts in the octave from here on


def counted_beats(tempo: float) -> float:
    """How many beats the model counts in one beat at `tempo` (per minute): 1 from 80 to 160, a half
    above that, two below, and so on."""
    return 2.0 ** -math.floor(math.log2(tempo / _COUNTED_FROM))


def plan_ahead(ask: Ask) -> tuple[np.ndarray | None, Until]:
    """The frames of what is asked for, None where nothing is, and how far to play."""
    until = Until(bars=ask.new_bars) if ask.new_bars else Until(seconds=ask.length)
    if not ask.curve:
        most = ask.new_bars or math.ceil(ask.length / float(bar_seconds(TEMPO_VALUES - 1)))
        return (open_frames(most, **ask.dials) if ask.dials else None), until
    share = counted_beats(ask.curve.first)
    bars = math.ceil(ask.beats * share / BEATS_A_BAR - 1e-6)
    if ask.tune and not ask.tempo and not ask.tune.tempo:
        print("빠르기(tempo)를 적지 않아 ♩ = 120으로 칩니다.")
    frames = given_frames(ask, share, bars)
    lost = np.random.default_rng(0).random((bars, 8)) < ask.dropped
    frames[:, MELODY][lost] = OPEN
    return frames, Until(bars=bars)


def given_frames(ask: Ask, share: float, bars: int) -> np.ndarray:
    """Frames of so many bars as the model counts them, `share` for one of the sheet's, with what is
    given of them: tempi, chords, melody, density and dynamics."""
    chords = counted_slots(ask.harmony, share, bars) if ask.harmony else None
    frames = open_frames(bars, chords, counted_tempi(ask, share, bars), **ask.dials)
    if ask.played:
        say_metre(ask.played, ask.swing)
        frames[:, MELODY] = melody_slots(counted(ask.played.melody, share), bars)
    return frames


def to_seconds(drawn: Drawn, ask: Ask) -> dict:
    """What was drawn as fields of a take."""
    notes, time, seconds = drawn.notes, ask.time, ask.length
    if not ask.curve:
        time = tempo_map(drawn.tempi)
        if ask.new_bars: seconds = float(bar_seconds(drawn.tempi).sum())
    else: notes = uncounted(notes, counted_beats(ask.curve.first))
    in_threes = ask.played and ask.played.compound  # a beat has three eighths: 2 to 1
    if ask.swing or in_threes: notes = swing_notes(notes, ask.swing or 2.0)
    return {"notes": clip(unwarp(notes, time), 0, seconds), "time": time, "seconds": seconds}


def counted_slots(sheet: Sequence[Chord], share: float, bars: int) -> np.ndarray:
    """The chord slots of so many bars as the model counts them, `share` for one of the sheet's."""
    slots = [Chord(chord.onset * share, chord.duration * share, chord.symbol) for chord in sheet]
    say_short(slots)
    return sheet_slots(slots, BEATS_A_BAR * bars)


def uncounted(notes: np.ndarray, share: float) -> np.ndarray:
    """`notes` in the beats that the model counts, `share` for one, in those of the musician."""
    return counted(notes, 1 / share)


def counted(notes: np.ndarray, share: float) -> np.ndarray:
    """`notes` in the beats of the musician in those that the model counts, `share` for one."""
    notes = notes.copy()
    for name in ("onset", "duration"): notes[name] *= share
    return notes


def counted_tempi(ask: Ask, share: float, bars: int) -> np.ndarray:
    """The tempo value of each bar as the model counts, of the tempo that is asked for."""
    if not ask.curve.changes: return np.full(bars, tempo_value(ask.curve.first * share))
    return read_tempi(replace(ask.time, beats=ask.time.beats * share), bars)


def how_timed(ask: Ask) -> dict:
    """What a take remembers of how its time was asked for."""
    asked = {} if not ask.curve else {"tempo": ask.tempo or ask.curve.first}
    return asked | ({"swing": ask.swing} if ask.swing else {})
