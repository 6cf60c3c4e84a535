"""The pictures of the video: notes that fall on a keyboard, 1920x1080, 30 a second."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib import colormaps, colors
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..data.chords import Chord
from ..generation.hearing import shown_chords
from ..generation.takes import Take
from ..runtime.fonts import use_korean_font
from .choosing import asked_text, TAKES
from .theme import THEME

__all__ = [
    'Label', 'SCREEN', 'draw_heading', 'draw_keyboard', 'draw_labels', 'draw_roll', 'take_frames',
]


@dataclass(frozen=True)
class _Screen:
    """The sizes of the video's picture, in pixels and seconds."""
    width: int = 1920
    height: int = 1080
    fps: int = 30
    heading: int = 190  # rows of the band above
    keyboard: int = 150  # rows of the keyboard below
    speed: int = 260  # rows that a note falls in a second
    lead: float = 1.0  # seconds before a take
    tail: float = 1.5  # seconds after a take
    card: float = 5.0  # seconds of the first and of the last card

    @property
    def fall(self) -> int:
        """Rows between heading and keyboard."""
        return self.height - self.heading - self.keyboard


SCREEN = _Screen()
_BLACK = (1, 3, 6, 8, 10)  # pitch classes of the black keys


def _is_black(pitch: int) -> bool:
    return pitch % 12 in _BLACK


def _key_span(pitch: int) -> tuple[int, int]:
    """First and last column (exclusive) of a key of the 88-key piano, MIDI `pitch` 21-108."""
    key = SCREEN.width / 52
    left = key * sum(not _is_black(p) for p in range(21, pitch))
    if _is_black(pitch): return round(left - 0.3 * key), round(left + 0.3 * key)
    return round(left + 1), round(left + key - 1)


def draw_keyboard() -> np.ndarray:
    """The pitch to which each pixel of the keyboard belongs, (rows, columns); 0 between keys."""
    keys = np.zeros((SCREEN.keyboard, SCREEN.width), np.uint8)
    short = SCREEN.keyboard * 5 // 8
    for pitch in sorted(range(21, 109), key=_is_black):
        first, last = _key_span(pitch)
        if _is_black(pitch): keys[:short + 3, first - 2:last + 2] = 0
        keys[4:short if _is_black(pitch) else None, first:last] = pitch
    return keys


def _note_colour(note, take: Take) -> np.ndarray:
    """RGB 0-255: by velocity, grey for what was given, darker on black keys."""
    grey = np.full(3, 0.5)
    vivid = np.array(colormaps["plasma"](0.35 + 0.6 * note["velocity"] / 127)[:3])
    colour = vivid if note["onset"] >= take.begin else grey
    return 255 * colour * (0.75 if _is_black(note["pitch"]) else 1.0)


def _draw_beats(image: np.ndarray, take: Take) -> None:
    """A bright line at every bar line of the take, a dark one at every other beat."""
    found = take.beats
    rows = len(image) - np.round((SCREEN.lead + found.times) * SCREEN.speed).astype(int)
    sure = found.in_time(found.times) & (rows > 0)
    image[rows[sure]] = 48
    lines = rows[sure & (found.position == 0)]
    image[lines], image[lines - 1] = 105, 105


def draw_roll(take: Take) -> np.ndarray:
    """The whole take as one tall image (rows, columns, 3), time upward, beats as lines."""
    seconds = SCREEN.lead + take.begin + take.seconds + SCREEN.tail
    total = round(seconds * SCREEN.speed) + SCREEN.fall
    ground = 255 * np.array(colors.to_rgb(THEME.dark))
    image = np.full((total, SCREEN.width, 3), ground, np.uint8)
    for pitch in range(24, 109, 12): image[:, _key_span(pitch)[0] - 1] = 45  # a line at each C
    _draw_beats(image, take)
    for note in sorted(take.notes, key=lambda note: _is_black(note["pitch"])):
        bottom = total - round((SCREEN.lead + note["onset"]) * SCREEN.speed)
        top = max(0, bottom - max(8, round(note["duration"] * SCREEN.speed) - 3))
        first, last = _key_span(note["pitch"])
        colour = _note_colour(note, take)
        image[top:bottom, first:last] = colour
        image[top:bottom, [first, last - 1]] = 0.6 * colour
    return image


@dataclass(frozen=True)
class Label:
    """A text at (`x`, `y`), pixels from the top left; `size` in points, `align` as matplotlib's
    horizontal alignment."""
    x: float
    y: float
    text: str
    size: float
    colour: str = "white"
    align: str = "center"


def draw_labels(height: int, labels: list[Label]) -> np.ndarray:
    """An image (height, columns, 3) of texts on the dark ground."""
    use_korean_font()
    size = (SCREEN.width / 100, height / 100)
    figure = Figure(size, dpi=100, facecolor=THEME.dark)
    canvas = FigureCanvasAgg(figure)
    for label in labels:
        figure.text(label.x / SCREEN.width, 1 - label.y / height, label.text, size=label.size,
                    color=label.colour, ha=label.align, va="center", parse_math=False)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()


def draw_heading(title: str, part: str, chords: Sequence[Chord], new: bool) -> np.ndarray:
    """The band above a take: its title, who plays (gold if it is the model), the chord that
    sounds, and those that follow."""
    labels = [Label(60, 60, title, 29, align="left"),
              Label(60, 128, part, 20, THEME.accent if new else THEME.pale, "left")]
    symbols = [chord.symbol.replace("b", "♭") for chord in chords[:4]]
    for place, symbol in enumerate(symbols):
        if place == 0: labels.append(Label(1130, 92, symbol, 52))
        else: labels.append(Label(1230 + 180 * place, 92, symbol, 25, THEME.pale))
    return draw_labels(SCREEN.heading, labels)


def _key_colours() -> np.ndarray:
    """The colour of each pitch's key at rest, (128, 3); row 0 is the gap between the keys."""
    white, black = [235, 235, 230], [38, 40, 46]
    keys = [black if _is_black(pitch) else white for pitch in range(1, 128)]
    return np.array([[20, 20, 20], *keys], np.uint8)


def _sounding(notes: np.ndarray, time: float) -> np.ndarray:
    """The pitches that sound at `time` (s)."""
    ends = notes["onset"] + notes["duration"]
    return notes["pitch"][(notes["onset"] <= time) & (time < ends)]


def take_frames(take: Take, number: int) -> Iterator[np.ndarray]:
    """The frames (rows, columns, 3) of the `number`th take, `SCREEN.fps` a second."""
    length, chords = take.begin + take.seconds, shown_chords(take)
    onsets = take.time.to_seconds([chord.onset for chord in chords])
    roll, keys, resting = draw_roll(take), draw_keyboard(), _key_colours()
    lit = 255 * np.array(colors.to_rgb(THEME.accent))

    @cache
    def heading(now: int, new: bool) -> np.ndarray:
        who = "모델이 칩니다" if new else "주어진 연주입니다. 곧 모델이 칩니다"
        part = f"{number}/{TAKES}   {who}   {asked_text(take)}"
        return draw_heading(take.title, part, chords[now:], new)

    for frame in range(round((SCREEN.lead + length + SCREEN.tail) * SCREEN.fps)):
        time = frame / SCREEN.fps - SCREEN.lead
        begun = int((onsets <= time).sum())
        band = heading(max(0, begun - 1), time >= take.begin or take.begin == 0)
        bottom = len(roll) - round(frame / SCREEN.fps * SCREEN.speed)
        colours = resting.copy()
        colours[_sounding(take.notes, time)] = lit
        yield np.concatenate([band, roll[bottom - SCREEN.fall:bottom], colours[keys]])
