# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re

import numpy as np

from ..runtime.errors import TatumError
from .chords import Chord, Etude, FLATS, HARMONY, in_key, MINOR, parse_chord, PROGRESSIONS, SHARPS
from .notes import make_notes

__all__ = [
    'CELLS', 'COMPING', 'FORMS', 'LEAD_IN', 'PLANS', 'RIFFS', 'RUNS', 'TEMPI', 'etude_set',
    'make_etude',
]


class _Sheet:
    """Notes in beats over a bar-by-bar chord sequence; the state the two hands share."""
    def __init__(self, bars, tempo):
        self.tempo, self.rows = tempo, []
        self.changes = [(4 * i + 4 * j / len(bar), 4 / len(bar), chord)
                        for i, bar in enumerate(bars) for j, chord in enumerate(bar)]
        self.starts = np.array([c[0] for c in self.changes])
        self.ratio = float(np.interp(tempo, [90, 280], [1.9, 1.25]))
        self.unit = 0.5 if tempo < 112 else 1.0      # slow pieces are played in double time
        self.pitch = self.last = 74                  # where the melody goes next, and its last note

    def change(self, beat):
        """(start, length, symbol) of the chord at `beat`."""
        return self.changes[max(0, np.searchsorted(self.starts, beat + 1e-6, side="right") - 1)]

    def pitches(self, beat, column=1, even=False):
        """Every piano pitch of the ladder (1), voicing (2) or run (3) at `beat`; `even` keeps the chord tones."""
        root, quality, _ = parse_chord(self.change(beat)[2])
        steps = [int(s) for s in HARMONY[quality][column].split()][::2 if even else 1]
        return np.array(sorted({root + s + 12 * o for o in range(10) for s in steps}))

    def near(self, beat, pitch, **kind):
        pool = self.pitches(beat, **kind)
        return int(pool[np.abs(pool - pitch - 0.1).argmin()])

    def play(self, beat, length, pitches, velocity, swing=True, roll=0.0):
        """Write notes; `roll` is the delay in seconds from each pitch to the next."""
        whole, part = divmod(beat / self.unit + 1e-6, 1)
        late = self.ratio / (1 + self.ratio) - 0.5 if swing and abs(part - 0.5) < 0.01 else 0
        for i, pitch in enumerate(np.atleast_1d(pitches)):
            self.rows.append((beat + late * self.unit, length, int(pitch), velocity, i * roll))


def _voice(sheet, beat, previous, low, high, size=4):
    """The close-position voicing within [low, high] nearest to the `previous` one."""
    pool = sheet.pitches(beat, column=2)
    size = min(size, len({p % 12 for p in pool}))
    choices = [pool[i:i + size] for i in range(len(pool) - size) if low <= pool[i] and pool[i + size - 1] <= high]
    return min(choices, key=lambda c: abs(c.mean() - np.mean(previous)) + 0.3 * abs(c.mean() - (low + high) / 2))


def _bass(sheet, beat, degree=0, centre=38):
    """The root (or the pitch `degree` semitones above it) in the octave around `centre`."""
    root = parse_chord(sheet.change(beat)[2])[0] + degree
    return centre - 5 + (root - centre + 5) % 12


def _tones(sheet, beat):
    """The stride bass's choices at `beat`: root, fifth and the tenth above the root."""
    _, quality, intervals = parse_chord(sheet.change(beat)[2])
    fifth = {"m7b5": 6, "dim7": 6, "7#5": 8, "7alt": 8}.get(quality, 7)
    root = _bass(sheet, beat)
    return root, _bass(sheet, beat, fifth, centre=36), root + 12 + intervals[1]


def _walk(sheet, bar):
    """Four tenths that step from this bar's root toward the next one's."""
    root, _, tenth = _tones(sheet, bar)
    goal = _bass(sheet, bar + 4)
    way = 1 if goal > root else -1
    for k, low in enumerate([root, root + 2 * way, root + 3 * way, goal - way]):
        top = sheet.near(bar + k, low + 15.5) if k else tenth
        sheet.play(bar + k, 0.9, [low, top], 58, roll=0.012)


def _stride(sheet, bar, rng, hold, stop):
    """One bar of stride (half a bar if `stop`) after the voicing `hold`; returns the last voicing."""
    if not stop and sheet.change(bar)[1] == 4 and rng.random() < 0.12:
        _walk(sheet, bar)
        return hold
    for beat in (bar,) if stop else (bar, bar + 2):
        root, fifth, tenth = _tones(sheet, beat)
        low, colour = root if sheet.change(beat)[0] == beat else fifth, rng.random()
        if beat > bar and colour < 0.12:
            low = _bass(sheet, bar + 4) + 1                         # lean on the next root
        bass = [low]
        if low == root and colour > 0.55:
            bass = [low, tenth]
        elif beat == bar and low >= 38 and colour > 0.25:
            bass = [low - 12, low]
        sheet.play(beat, 0.95, bass, 63, roll=0.018 if bass[-1] == tenth else 0)
        hold = _voice(sheet, beat + 1, hold, 50, 66, size=4 if colour > 0.3 else 3)
        sheet.play(beat + 1, 0.55, hold, 55)
    return hold


COMPING = ["x--x....", "x-......", "...x--..", "...x..x-", ".x....x-",
           "..x-....", "x------.", "...x....", "..x...x.", "......x-"]


def _hits(rhythm):
    """(position in beats, length in beats) of every stroke of a rhythm string."""
    return [(m.start() / 2, len(m[0]) / 2) for m in re.finditer("x-*", rhythm)]


def _comp(sheet, bar, rng, hold):
    """One bar of sparse shells; an off-beat stroke already takes the chord it anticipates. Returns the voicing."""
    strokes = dict(_hits(COMPING[rng.integers(len(COMPING))]))
    strokes.update({beat - bar: 0.5 for beat in sheet.starts if bar < beat < bar + 4 and rng.random() < 0.4})
    for at, length in sorted(strokes.items()):
        beat = bar + at
        heard = beat + (0.5 if at % 1 else 0)
        start, span, _ = sheet.change(heard)
        length = min(length, start + span - beat)
        hold = _voice(sheet, heard, hold, 48, 63, size=2 + (rng.random() < 0.5))
        low = [_bass(sheet, beat, centre=41)] if at == 0 and rng.random() < 0.4 else []
        sheet.play(beat, length * 0.85, [*low, *hold], 50 + 6 * (at % 1 > 0))
    return hold


CELLS = [  # beats, rungs of the ladder (x: a semitone below the landing), landing rung, weight
    (1, "0 -1", -2, 3), (2, "0 -1 -2 -3", -4, 3), (1, "0 1", 2, 1.2),             # scales
    (2, "0 2 4 7", 6, 2.5), (1, "0 2 4", 6, 0.7), (2, "0 2 4 3", 2, 1),           # arpeggios
    (2, "0 4 2 1", 0, 1), (2, "0 -4 -2 -1", 0, 1), (2, "0 6 4 3", 2, 1.2),        # leaps and recoveries
    (2, "0 -2 -4 -3", -2, 1), (1, "0 -4", -2, 0.8), (1, "0 4", 2, 0.8),
    (2, "0 -2 1 x", 0, 1.5), (2, "0 2 -1 x", -2, 1.2), (1, "0 x", 2, 1),          # enclosures
    (1, "0 1 0", -2, 0.8),                                                        # triplet turn
]


def _cell(sheet, beat, stop, rng, low, high, heading):
    """Choose a cell that fits: returns (length in beats, pitches, landing pitch)."""
    ladder, options, weights = sheet.pitches(beat), [], []
    here, (start, span, _) = int(np.searchsorted(ladder, sheet.pitch)), sheet.change(beat)
    for beats, steps, land, weight in CELLS:
        length = beats * sheet.unit
        if length > min(stop, start + span) - beat + 1e-6:
            continue
        aim = sheet.near(beat + length, ladder[here + land], even=True)
        pitches = [aim - 1 if step == "x" else int(ladder[here + int(step)]) for step in steps.split()]
        if not 0 < abs(aim - pitches[-1]) <= 4:        # the chord changed under the line: lean on the landing
            pitches[-1] = aim + 1 if pitches[-2] > aim + 1 else aim - 1
        if low <= min(pitches + [aim]) and max(pitches + [aim]) <= high and np.diff([sheet.last, *pitches]).all():
            options.append((length, pitches, aim))
            weights.append(weight * np.exp(0.12 * heading * (aim - sheet.pitch)))
    if not options:                                    # squeezed against a limit: step toward the middle
        aim = sheet.near(beat + sheet.unit, 0.7 * sheet.pitch + 0.15 * (low + high), even=True)
        return sheet.unit, [sheet.pitch, aim - 1 if sheet.pitch != aim - 1 else aim + 2], aim
    return options[rng.choice(len(options), p=np.array(weights) / sum(weights))]


def _thicken(sheet, beat, top, doubling):
    """The notes the right hand adds below its melody note, and the melody note."""
    below = sheet.pitches(beat, column=2)
    below = below[(below <= top - 3) & (below > top - 12)][::-1]
    return [*{"single": [], "octave": [top - 12], "third": below[:1], "block": below[2:0:-1]}[doubling], top]


def _line(sheet, start, stop, rng, low=60, high=85, pickup=True, doubling="single"):
    """A phrase of swing eighths from `start` that ends on a chord tone, mostly a third or seventh, at `stop`."""
    sheet.pitch = sheet.near(start, np.clip(sheet.pitch, low + 4, high - 6), even=True)
    if pickup:
        for k, pitch in ((2, sheet.near(start, sheet.pitch + 2.5)), (1, sheet.pitch - 1))[rng.integers(2):]:
            sheet.play(start - k * sheet.unit / 2, 0.5 * sheet.unit, pitch, 64)
            sheet.last = pitch
    beat, heading = start, 1 if sheet.pitch < (low + high) / 2 else -1
    while beat < stop - 1e-6:
        heading = 1 if sheet.pitch < low + 6 else -1 if sheet.pitch > high - 8 else heading
        length, pitches, aim = _cell(sheet, beat, stop, rng, low, high, heading)
        step = length / len(pitches)
        for i, pitch in enumerate(pitches):
            accent = 5 * (i % 2) + (pitch - 74) * 0.5 - 16 * (i % 2 and rng.random() < 0.08)
            sheet.play(beat + i * step, step * 0.98, pitch, 68 + accent)
        beat, sheet.pitch, sheet.last = beat + length, aim, pitches[-1]
    guides = sheet.pitches(stop, even=True)[1::2] if rng.random() < 0.8 else sheet.pitches(stop, even=True)
    sheet.pitch = sheet.last = int(guides[np.abs(guides - sheet.pitch).argmin()])
    clipped = rng.random() < 0.35                       # the two short notes that gave be-bop its name
    sheet.play(stop, 0.5 * sheet.unit if clipped else 0.9, _thicken(sheet, stop, sheet.pitch, doubling), 72)
    if clipped:
        sheet.play(stop + sheet.unit / 2, 0.3, sheet.near(stop, sheet.pitch - 4, even=True), 70)


RIFFS = ["x-xx.x-.", ".x-x.xx-", "x-.x-.x-", "xxx-.x-.", ".xxx.x--", "x.xx-x--", ".x.x-xx-", "x--xx-.."]
RUNS = [(1,), (1, 1, 1, -1), (2, -1), (1, 1, 2, -1), (-1,)]    # rungs of each step, read back from the landing


def _riff(sheet, bar, motif):
    """One bar of a motif = (rhythm, contour in semitones, doubling), seated on the current chord."""
    rhythm, contour, doubling = motif
    floor = 76 if doubling == "octave" else 70
    anchor = sheet.near(bar, np.clip(sheet.pitch, floor, floor + 7), even=True)
    for (at, length), rise in zip(_hits(rhythm), contour):
        beat = bar + at
        heard = beat + 0.5 * (at % 1 > 0 and length >= 1)
        top = sheet.near(heard, anchor + rise, column=1 if at % 1 == 0 else 3, even=at % 1 == 0)
        accent = 4 * (at % 1 > 0) + (top - 74) * 0.4
        sheet.play(beat, length * 0.85, _thicken(sheet, heard, top, doubling), 66 + accent)
        sheet.pitch = sheet.last = top


def _run(sheet, start, stop, rng):
    """A cascade from `start` into a chord tone at `stop`, about 13 notes a second."""
    count = int(round((stop - start) * np.clip(round(13 * 60 / sheet.tempo), 3, 8)))
    pattern, step = RUNS[rng.choice(len(RUNS), p=[0.45, 0.2, 0.1, 0.15, 0.1])], (stop - start) / count
    target = rng.integers(65, 75) + 15 * (pattern[0] < 0)           # a run that rises lands higher
    pitch = sheet.pitch = sheet.last = sheet.near(stop, target, even=True)
    for k in range(count - 1, -1, -1):                  # from the landing backwards
        pool = sheet.pitches(start + k * step, column=3)
        rungs = pattern[k % len(pattern)]
        pitch = int(pool[np.searchsorted(pool, pitch, side="right" if rungs > 0 else "left") + rungs - (rungs > 0)])
        if not 62 <= pitch <= 98:
            break
        accent = 8 * np.sin(np.pi * k / count) + 3 * (k % 4 == 0)
        sheet.play(start + k * step, step * 1.1, pitch, 60 + accent, swing=False)


FORMS = {8: "AB", 12: "AAB", 16: "ABAC", 32: "ABACDEAC"}
PLANS = ["riff riff line run", "riff run riff line", "line line riff cascade", "riff riff run line",
         "riff riff cascade line", "line run riff rest", "riff line line run", "run riff line rest",
         "cascade riff riff line", "riff riff riff run"]


def _motif(rng):
    contour = np.clip(np.cumsum(rng.choice([-4, -3, -2, 2, 3, 4, 5], size=8)), -7, 9)
    doubling = rng.choice(["single", "octave", "third", "block"], p=[0.2, 0.3, 0.2, 0.3])
    return RIFFS[rng.integers(len(RIFFS))], [0, *contour], doubling


def _stride_phrase(sheet, bar, rng):
    """Four bars of right hand, one idea a bar."""
    motif, plan = _motif(rng), PLANS[rng.integers(len(PLANS))].split()
    for k, idea in enumerate(plan):
        at = bar + 4 * k
        if idea == "riff":
            _riff(sheet, at, motif)
        elif idea == "line":
            more, begun = plan[k + 1:k + 2] == ["line"], k > 0 and plan[k - 1] != "line"
            _line(sheet, at, at + (4 if more else 3), rng, 62, 86, pickup=begun, doubling=motif[2])
        elif idea == "run":
            _line(sheet, at, at + 1, rng, 64, 86, pickup=False, doubling=motif[2])
            _run(sheet, at + 2, at + 4, rng)
        elif idea == "cascade":
            _run(sheet, at + 0.5, at + 4, rng)
        else:
            sheet.play(at, 1.5, _voice(sheet, at, [76], 66, 82), 68, roll=0.025)


def _bebop_phrase(sheet, bar, rng):
    """Lines of one and a half to four bars with a breath between."""
    beat, end = bar + rng.choice([0, 1, 2]), bar + 15
    while beat <= end - 4:
        stop = min(beat + rng.choice([4, 5, 6, 7, 9, 11]), end)
        _line(sheet, beat, stop, rng, pickup=beat > 0)
        beat = stop + rng.choice([2, 3, 4])


LEAD_IN = 0.05                                            # seconds before the first beat


def _ending(sheet, bar):
    """The tonic, rolled from the bass up and held."""
    root = _bass(sheet, bar, centre=36)
    chord = [root, *_voice(sheet, bar, [56], 48, 64), *_voice(sheet, bar, [74], 66, 82)]
    sheet.play(bar, 3.6, chord, 66, roll=0.045)


def _perform(sheet, shift, rng):
    """Sheet rows to notes: seconds, transposed, humanised, no key struck while it is still down."""
    second, last = 60 / sheet.tempo, {}
    for beat, length, pitch, velocity, delay in sorted(sheet.rows):
        onset = max(0.0, LEAD_IN + beat * second + delay + rng.normal(0, 0.005))
        loud = velocity + 6 * np.sin(np.pi * (beat % 16) / 16) - 4 + rng.normal(0, 5)
        note = [onset, max(0.04, length * second), pitch + shift, int(np.clip(loud, 20, 112))]
        before = last.setdefault(pitch, [])
        if before and onset - before[-1][0] < 0.05:
            before[-1][1:] = [max(before[-1][1], note[1]), note[2], max(before[-1][3], note[3])]
            continue
        if before:
            before[-1][1] = min(before[-1][1], onset - before[-1][0] - 0.01)
        before.append(note)
    return make_notes(*np.array([n for notes in last.values() for n in notes]).T)


TEMPI = {"stride": (120, 176), "bebop": (144, 224)}          # usual tempi in beats per minute


def make_etude(style: str = "stride", progression: str = "ii-V-I", key: str = "C", tempo: float = 176,
               choruses: int = 1, seed: int = 0) -> Etude:
    """A stride or bebop étude over one of `PROGRESSIONS`; the same arguments always give the same notes.

    `key` is a tonic ("C", "F#", "Eb"); minor progressions give `Etude.key` "Cm". `tempo` is in beats per minute.
    Raises TatumError for an unknown style, progression or key.
    """
    for value, known in ((style, list(TEMPI)), (progression, list(PROGRESSIONS)), (key, sorted({*SHARPS, *FLATS}))):
        if value not in known:
            raise TatumError(f"'{value}'은(는) 모르는 이름입니다. 다음 가운데에서 고르십시오: {', '.join(known)}")
    shift = (parse_chord(key)[0] + 5) % 12 - 5
    minor, form = progression in MINOR, [bar.split() for bar in PROGRESSIONS[progression].split("|")]
    sheet = _Sheet(form * choruses + [["Cm6" if minor else "C6"]], tempo)
    length, left, hold = len(form), np.random.default_rng([seed, 1]), [57]
    for bar in range(0, 4 * length * choruses, 4):
        chorus, phrase = divmod(bar // 4, length)
        if phrase % 4 == 0:
            rng = np.random.default_rng([seed, 2, chorus, ord(FORMS[length][phrase // 4])])
            (_stride_phrase if style == "stride" else _bebop_phrase)(sheet, bar, rng)
        stop = phrase % 8 == 7 and left.random() < 0.35
        hold = _stride(sheet, bar, left, hold, stop) if style == "stride" else _comp(sheet, bar, left, hold)
    _ending(sheet, 4 * length * choruses)
    notes, second = _perform(sheet, shift, np.random.default_rng([seed, 3])), 60 / tempo
    chords = [Chord(LEAD_IN + beat * second, span * second, in_key(symbol, key, minor)) for beat, span, symbol in sheet.changes]
    key += "m" * minor
    return Etude(notes, chords, LEAD_IN + second * np.arange(4 * length * choruses + 4), key, tempo,
                 f"{style}-{progression}-{key}-{tempo:g}-{seed:02d}", style)


def etude_set(n: int = 60, seed: int = 0) -> list[Etude]:
    """`n` different études of 20 to 50 seconds: styles, progressions and keys in turn, tempi at random."""
    rng, etudes = np.random.default_rng(seed), []
    names, keys = list(rng.permutation(list(PROGRESSIONS))), rng.permutation(FLATS)
    for i in range(n):
        style, name = list(TEMPI)[i % 2], str(names[i % len(names)])
        bars = PROGRESSIONS[name].count("|") + 1
        low, high = (84, 108) if name == "ballad" else TEMPI[style]
        tempo = int(rng.integers(max(low, 5 * bars), high + 1))
        choruses = max(1, round(30 * tempo / 60 / (4 * bars)))
        etudes.append(make_etude(style, name, str(keys[i // 2 % 12]), tempo, choruses, seed=100 * seed + i))
    return etudes
