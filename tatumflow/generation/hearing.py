"""Takes seen and heard, in a notebook or on a page."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import math
from dataclasses import replace

from ..data.chords import Chord
from ..data.harmony import analyze_chords, chord_list
from ..data.piano_roll import carried_files
from ..data.roll_player import player_script, roll_player
from ..data.time_map import warp
from .takes import plot_take, Take

__all__ = ['framed_take', 'show_take', 'shown_chords', 'take_player']


def take_player(take: Take, title: str = "", click: bool = False) -> str:
    """The player of a take (see `roll_player`) under a title (default: its own); letters of a form
    stand before their chords."""
    letters = {round(beat, 3): f"[{letter}] " for letter, beat in take.sections}
    chords = [replace(chord, onset=float(take.time.to_seconds(chord.onset)),
                      symbol=letters.get(round(chord.onset, 3), "") + chord.symbol)
              for chord in take.chords]
    files = carried_files(take.notes, take.beats if click else None)
    return roll_player(take.notes, files, chords, take.beats, title or take.title, take.given)


def show_take(take: Take, click: bool = False, margin: float = 4.0) -> None:
    """Show the piano roll of the new part of a take, with at most `margin` s before and after it,
    and a player, which takes the picture's place where scripts run; with `click`, a wood block
    strikes the beats."""
    import IPython.display
    from matplotlib import pyplot as plt
    part = take.around(margin)
    plot_take(part)
    plt.show()
    page = take_player(part, click=click) + player_script()
    IPython.display.display(IPython.display.HTML(page))


_ROLL_HEIGHT = 285  # pixels
_PLAY = "<script>[...document.querySelectorAll('audio')].at(-1).play().catch(() => {})</script>"


def framed_take(take: Take, plays: bool = False) -> str:
    """HTML: a frame with the player of a take, under that of the source where the take changes
    it; chords that were not given are those heard. It `plays` at once where the browser lets it.
    Scripts that are set into a page later do not run; in a frame they do."""
    take, parts = take.around(), []
    if take.before is not None:
        parts.append(("원곡", replace(take, notes=take.before, chords=(), sections=())))
    parts.append((take.title, take))
    rolls = [take_player(replace(part, chords=shown_chords(part)), title)
             for title, part in parts if len(part.notes)]
    page = f'<meta charset="utf-8"><body style="margin:4px">{"".join(rolls)}{player_script()}'
    if plays: page += _PLAY
    return (f'<iframe style="width:100%;max-width:980px;border:0;background:white" '
            f'height="{_ROLL_HEIGHT * len(rolls)}" srcdoc="{html.escape(page)}"></iframe>')


def shown_chords(take: Take) -> tuple[Chord, ...]:
    """The chords (beats of the take) that were asked for; where none were, those that are heard."""
    if take.chords: return take.chords
    end = max(take.begin + take.seconds, take.notes["onset"].max(initial=0))
    beats = math.ceil(take.time.to_beats(end))
    return tuple(chord_list(analyze_chords(warp(take.notes, take.time), beats)))
