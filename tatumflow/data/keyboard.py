"""Keyboards with their pressed keys, and chords played as they are written."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence

from ..runtime.errors import TatumError
from ..runtime.fonts import use_korean_font
from .chords import FLATS, parse_chord
from .notes import make_notes
from .piano_roll import hear

__all__ = ['draw_keys', 'play_chords', 'play_keys', 'voice_chords']


_BLACK = (1, 3, 6, 8, 10)
_LOWEST, _HIGHEST = 36, 84  # of a drawn keyboard


def draw_keys(pressed: Sequence[int], ax, title: str | None = None) -> None:
    """Draw four octaves of a piano on `ax`, the `pressed` MIDI pitches coloured and named."""
    whites = [pitch for pitch in range(_LOWEST, _HIGHEST + 1) if pitch % 12 not in _BLACK]
    place = {pitch: i for i, pitch in enumerate(whites)}
    for pitch in sorted(range(_LOWEST, _HIGHEST), key=lambda pitch: pitch % 12 in _BLACK):
        is_black, is_down = pitch % 12 in _BLACK, pitch in pressed
        left = place[pitch - 1] + 0.7 if is_black else place[pitch]
        colour = "tab:orange" if is_down else "0.2" if is_black else "white"
        ax.bar(left, 0.6 if is_black else 1, 0.6 if is_black else 1, 0.4 if is_black else 0,
               align="edge", color=colour, edgecolor="0.3", lw=0.5)
        if is_down:
            ax.text(left + 0.3 + 0.2 * (not is_black), -0.3, FLATS[pitch % 12], ha="center",
                    fontsize=7)
    ax.set(xlim=(0, len(whites) - 1), ylim=(-0.35, 1), title=title)
    ax.axis("off")


def _close_voicings(classes: Sequence[int]) -> list[list[int]]:
    """Every way to stack pitch classes within an octave, the lowest pitch from 50 to 61."""
    voicings = []
    for bottom in range(50, 62):
        if bottom % 12 not in classes: continue
        voicings.append(sorted(bottom + (name - bottom) % 12 for name in classes))
    return voicings


def voice_chords(symbols: Sequence[str]) -> list[list[int]]:
    """MIDI pitches of each chord: the root in the bass, the other chord tones close together near
    middle C, each moved as little as can be from the chord before.

    Raises `TatumError` for a symbol that cannot be read.
    """
    voiced, before = [], [58, 61, 65]

    def way(upper):
        return sum(min(abs(pitch - other) for other in before) for pitch in upper)
    for symbol in symbols:
        root, _, tones = parse_chord(symbol)
        upper = [tone for tone in tones[1:] if len(tones) < 5 or tone != 7]  # 7b9 does without
        before = min(_close_voicings([(root + tone) % 12 for tone in upper]), key=way)
        voiced.append([36 + root, *before])
    return voiced


def play_keys(groups: Sequence[Sequence[int]], titles: Sequence[str]) -> None:
    """Draw a keyboard for every group of MIDI pitches, four in a row, and show a player that plays
    the groups one after another, 1.2 s each."""
    import IPython.display
    from matplotlib import pyplot as plt
    use_korean_font()
    columns = min(4, len(groups))
    rows = -(-len(groups) // columns)
    _, axes = plt.subplots(rows, columns, figsize=(2.8 * columns, 1.2 * rows), squeeze=False,
                           layout="constrained")
    for ax in axes.flat: ax.axis("off")
    for ax, group, title in zip(axes.flat, groups, titles): draw_keys(group, ax, title)
    plt.show()
    struck = [(1.2 * i, 1.15, pitch, 72) for i, group in enumerate(groups) for pitch in group]
    IPython.display.display(hear(make_notes(*zip(*struck))))


def play_chords(text: str) -> None:
    """Draw and play the chords of a text, e.g. "Dm7 G7 Cmaj7" (see `voice_chords`)."""
    symbols = text.replace("|", " ").split()
    if not symbols: raise TatumError('화음을 "Dm7 G7 Cmaj7"처럼 하나 이상 적어 주십시오.')
    play_keys(voice_chords(symbols), symbols)
