"""The tunes of the package as the page plays them: theme, improvisation, theme."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence

import numpy as np

from ..data.chords import Chord
from ..data.notes import BEATS_A_BAR
from ..generation.asking import Ask
from ..generation.improvising import counted, counted_beats, plan_ahead
from ..generation.plans import CHORD, MELODY, OPEN, TEMPO
from ..generation.tunes import KOREAN_TUNES, TUNES

__all__ = ['tune_of_page', 'tune_table']


def tune_table() -> dict[str, dict]:
    """{name: `tune_of_page`} of all tunes of the package."""
    return {name: tune_of_page(Ask(mode="arrange", sheet=name)) for name in TUNES}


def tune_of_page(ask: Ask) -> dict:
    """An arrangement as a page plays it: `sheet`, of each bar as the model counts {tempo, chords,
    melody} (None: left to the model); `symbols`, the chords of each bar's beats, to be shown; its
    `melody` as notes; where its `sections` begin; its first bar (0 or 1) and the bars of a chorus;
    how many beats the model counts in one (`share`)."""
    frames, share = plan_ahead(ask)[0], counted_beats(ask.curve.first)
    chorus = round(ask.tune.beats * share / BEATS_A_BAR)
    title, named = TUNES[ask.sheet], KOREAN_TUNES[ask.sheet].split(",")[0]
    rows = np.where(frames == OPEN, None, frames)
    return {"title": title, "korean": named, "composer": ask.tune.composer, "share": share,
            "begin": round(ask.played.beats * share / BEATS_A_BAR) - chorus * ask.turns,
            "chorus": chorus, "symbols": _beat_symbols(ask.harmony, share, len(frames)),
            "melody": _themes(ask, share), "sections": _sections(ask, share),
            "sheet": [{"tempo": row[TEMPO], "chords": row[CHORD].tolist(),
                       "melody": row[MELODY].tolist()} for row in rows]}


def _beat_symbols(chords: Sequence[Chord], share: float, bars: int) -> list[list[str]]:
    """The symbol of the chord in the middle of every beat, bar by bar."""
    onsets = [chord.onset * share for chord in chords]
    middles = np.arange(BEATS_A_BAR * bars) + 0.5
    now = np.maximum(np.searchsorted(onsets, middles, side="right") - 1, 0)
    return np.array([chord.symbol for chord in chords])[now].reshape(bars, -1).tolist()


def _themes(ask: Ask, share: float) -> list[list[float]]:
    """The melody where it is asked for, as the tune writes it: [onset, duration (beats), pitch]."""
    struck, whole = ask.played.melody, ask.tune.repeated(ask.turns).led_in().melody
    asked = whole[np.isin(np.round(whole["onset"], 6), np.round(struck["onset"], 6))]
    asked["pitch"] = np.sort(struck, order="onset")["pitch"]
    notes = counted(asked, share)
    return [[round(float(value), 4) for value in note[["onset", "duration", "pitch"]]]
            for note in notes]


def _sections(ask: Ask, share: float) -> list[dict]:
    """Where sections begin (a bar), whether the theme is played there, and their letters."""
    return [{"bar": round(ask.played.bar_line(bar) * share / BEATS_A_BAR),
             "theme": name.startswith("주제"), "letter": name.partition(" ")[2]}
            for name, bar in ask.played.sections]
