"""The right hand of an étude: bebop lines, riffs and runs."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np

from .etude_sheet import EtudeSheet, strokes

__all__ = ['Line', 'Motif', 'draw_motif', 'play_line', 'play_riff', 'play_run']


_CELLS = [  # beats, rungs of the ladder (x: a semitone below the landing), landing rung, weight
    (1, "0 -1", -2, 3), (2, "0 -1 -2 -3", -4, 3), (1, "0 1", 2, 1.2),             # scales
    (2, "0 2 4 7", 6, 2.5), (1, "0 2 4", 6, 0.7), (2, "0 2 4 3", 2, 1),           # arpeggios
    (2, "0 4 2 1", 0, 1), (2, "0 -4 -2 -1", 0, 1), (2, "0 6 4 3", 2, 1.2),        # leaps
    (2, "0 -2 -4 -3", -2, 1), (1, "0 -4", -2, 0.8), (1, "0 4", 2, 0.8),
    (2, "0 -2 1 x", 0, 1.5), (2, "0 2 -1 x", -2, 1.2), (1, "0 x", 2, 1),          # enclosures
    (1, "0 1 0", -2, 0.8),                                                        # triplet turn
]


@dataclass(frozen=True)
class Line:
    """A phrase of swing eighths: from beat `start` to a chord tone at `stop`, between the pitches
    `low` and `high`, with notes before the first beat (`pickup`), its last note doubled."""
    start: float
    stop: float
    low: int = 60
    high: int = 85
    pickup: bool = True
    doubling: str = "single"


def _cell(sheet, rng, line, beat, heading):
    """A random cell that fits at `beat`: (length in beats, pitches, the pitch it lands on)."""
    options, weights = [], []
    ladder = sheet.pitches(beat)
    here = int(np.searchsorted(ladder, sheet.pitch))
    start, span, _ = sheet.change(beat)
    room = min(line.stop, start + span) - beat + 1e-6
    for beats, steps, landing, weight in _CELLS:
        length = beats * sheet.unit
        if length > room: continue
        aim = sheet.near(beat + length, ladder[here + landing], even=True)
        pitches = [aim - 1 if step == "x" else int(ladder[here + int(step)])
                   for step in steps.split()]
        if not 0 < abs(aim - pitches[-1]) <= 4:  # the chord changed: lean on the landing
            pitches[-1] = aim + 1 if pitches[-2] > aim + 1 else aim - 1
        in_range = line.low <= min(*pitches, aim) and max(*pitches, aim) <= line.high
        if in_range and np.diff([sheet.last, *pitches]).all():  # no note twice in a row
            options.append((length, pitches, aim))
            weights.append(weight * np.exp(0.12 * heading * (aim - sheet.pitch)))
    if not options: return _step_inward(sheet, beat, line)
    return options[rng.choice(len(options), p=np.array(weights) / sum(weights))]


def _step_inward(sheet, beat, line):
    """What is played where no cell fits, at a limit: a step toward the middle."""
    middle = 0.7 * sheet.pitch + 0.15 * (line.low + line.high)
    aim = sheet.near(beat + sheet.unit, middle, even=True)
    passing = aim - 1 if sheet.pitch != aim - 1 else aim + 2
    return sheet.unit, [sheet.pitch, passing], aim


def _thicken(sheet, beat, top, doubling):
    """The notes the right hand adds below its melody note, and the melody note."""
    below = sheet.pitches(beat, "voicing")
    below = below[(below <= top - 3) & (below > top - 12)][::-1]
    if doubling == "octave": return [top - 12, top]
    if doubling == "third": return [*below[:1], top]
    if doubling == "block": return [*below[2:0:-1], top]
    return [top]


def _pick_up(sheet, rng, start):
    """One or two notes before the first beat of a line, which approach its first note."""
    approach = [(2, sheet.near(start, sheet.pitch + 2.5)), (1, sheet.pitch - 1)]
    for k, pitch in approach[rng.integers(2):]:
        sheet.play(start - k * sheet.unit / 2, 0.5 * sheet.unit, pitch, 64)
        sheet.last = pitch


def _land(sheet, rng, line):
    """End a line on a chord tone, mostly a third or seventh."""
    tones = sheet.pitches(line.stop, even=True)
    guides = tones[1::2] if rng.random() < 0.8 else tones
    sheet.pitch = sheet.last = int(guides[np.abs(guides - sheet.pitch).argmin()])
    clipped = rng.random() < 0.35  # the two short notes that gave be-bop its name
    length = 0.5 * sheet.unit if clipped else 0.9
    last = _thicken(sheet, line.stop, sheet.pitch, line.doubling)
    sheet.play(line.stop, length, last, 72)
    if clipped:
        echo = sheet.near(line.stop, sheet.pitch - 4, even=True)
        sheet.play(line.stop + sheet.unit / 2, 0.3, echo, 70)


def play_line(sheet: EtudeSheet, rng, line: Line) -> None:
    """Chain cells into `line`; it turns round near its limits."""
    low, high = line.low, line.high
    sheet.pitch = sheet.near(line.start, np.clip(sheet.pitch, low + 4, high - 6), even=True)
    if line.pickup:
        _pick_up(sheet, rng, line.start)
    beat, heading = line.start, 1 if sheet.pitch < (low + high) / 2 else -1
    while beat < line.stop - 1e-6:
        if sheet.pitch < low + 6:
            heading = 1
        elif sheet.pitch > high - 8:
            heading = -1
        length, pitches, aim = _cell(sheet, rng, line, beat, heading)
        step = length / len(pitches)
        for i, pitch in enumerate(pitches):
            accent = 5 * (i % 2) + (pitch - 74) * 0.5
            if i % 2 and rng.random() < 0.08:
                accent -= 16  # a note hardly touched
            sheet.play(beat + i * step, step * 0.98, pitch, 68 + accent)
        beat, sheet.pitch, sheet.last = beat + length, aim, pitches[-1]
    _land(sheet, rng, line)


_RIFFS = ["x-xx.x-.", ".x-x.xx-", "x-.x-.x-", "xxx-.x-.", ".xxx.x--", "x.xx-x--", ".x.x-xx-",
          "x--xx-.."]


@dataclass(frozen=True)
class Motif:
    """A short idea to repeat: a rhythm, a contour in semitones, and how its notes are doubled."""
    rhythm: str
    contour: list[int]
    doubling: str


def draw_motif(rng) -> Motif:
    """A random motif."""
    contour = np.clip(np.cumsum(rng.choice([-4, -3, -2, 2, 3, 4, 5], size=8)), -7, 9)
    doubling = rng.choice(["single", "octave", "third", "block"], p=[0.2, 0.3, 0.2, 0.3])
    return Motif(_RIFFS[rng.integers(len(_RIFFS))], [0, *contour], doubling)


def play_riff(sheet: EtudeSheet, bar, motif: Motif) -> None:
    """One bar of a motif, seated on the current chord."""
    floor = 76 if motif.doubling == "octave" else 70
    anchor = sheet.near(bar, np.clip(sheet.pitch, floor, floor + 7), even=True)
    for (at, length), rise in zip(strokes(motif.rhythm), motif.contour):
        beat, on_beat = bar + at, at % 1 == 0
        heard = beat if on_beat or length < 1 else beat + 0.5
        part = "ladder" if on_beat else "run"
        top = sheet.near(heard, anchor + rise, part, even=on_beat)
        accent = 4 * (not on_beat) + (top - 74) * 0.4
        sheet.play(beat, length * 0.85, _thicken(sheet, heard, top, motif.doubling), 66 + accent)
        sheet.pitch = sheet.last = top


_RUNS = [(1,), (1, 1, 1, -1), (2, -1), (1, 1, 2, -1), (-1,)]  # rungs, back from the landing


def play_run(sheet: EtudeSheet, rng, start, stop) -> None:
    """A cascade from beat `start` into a chord tone at `stop`, about 13 notes a second."""
    notes_a_beat = np.clip(round(13 * sheet.second), 3, 8)
    count = int(round((stop - start) * notes_a_beat))
    step = (stop - start) / count
    pattern = _RUNS[rng.choice(len(_RUNS), p=[0.45, 0.2, 0.1, 0.15, 0.1])]
    target = rng.integers(65, 75) + 15 * (pattern[0] < 0)  # a run that rises lands higher
    pitch = sheet.pitch = sheet.last = sheet.near(stop, target, even=True)
    for k in range(count - 1, -1, -1):  # from the landing backwards
        pool = sheet.pitches(start + k * step, "run")
        rungs = pattern[k % len(pattern)]
        here = np.searchsorted(pool, pitch, side="right" if rungs > 0 else "left")
        pitch = int(pool[here + rungs - (rungs > 0)])
        if not 62 <= pitch <= 98: break
        accent = 8 * np.sin(np.pi * k / count) + 3 * (k % 4 == 0)
        sheet.play(start + k * step, step * 1.1, pitch, 60 + accent, swing=False)
