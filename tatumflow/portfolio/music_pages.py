"""The pages of the presentation that show music: tokens, takes, a sheet."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from dataclasses import replace

import numpy as np
from matplotlib import pyplot as plt

from ..data.notes import BEATS_A_BAR, clip
from ..data.tokens import transcribe
from ..data.vocabulary import FRAME
from ..generation.engraving import engrave
from ..generation.musicxml import musicxml
from ..generation.notation import write_take
from ..generation.svg_drawing import draw_page
from ..generation.takes import Take
from ..model.saved_models import load_model
from .choosing import asked_text, SHOWN_SECONDS
from .facts import Facts
from .pages import Page
from .theme import THEME

__all__ = ['show_sheet', 'show_takes', 'show_tokens']


def show_tokens(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The first bar of a take, as piano roll and as tokens."""
    take, (_, tokenizer) = takes[0], load_model(facts.checkpoint)
    end = float(take.time.to_seconds(BEATS_A_BAR))
    notes = clip(take.notes, 0, end)
    names = {number: name for name, number in tokenizer.vocab.items()}
    ids = transcribe(notes, take.style, tokenizer, take.time)
    words = [names[int(token)] for token in ids]
    page.write([f"이 마디({end:.1f}초, 음 {len(notes)}개)가 토큰 {len(words)}개가 됩니다."])
    (ax,) = page.axes(height=0.36)
    _draw_notes(ax, replace(take, notes=notes, begin=0.0), end)
    ax.set(xticks=[], xlim=(0, end))
    page.top += 0.04
    frame = 3 + len(FRAME)
    for said, part in (("머리와 틀", words[:frame]), ("첫 음 둘", words[frame:frame + 8])):
        page.points([(said, "   ".join(part))], size=16)


def _draw_notes(ax, take: Take, end: float) -> None:
    """Notes as thick bars, bar lines; what was given is grey."""
    notes, (low, high) = take.notes, (take.notes["pitch"].min(), take.notes["pitch"].max())
    given = notes["onset"] < take.begin
    colours = np.where(given, THEME.line, THEME.first)
    ax.barh(notes["pitch"], np.maximum(notes["duration"], end / 250), left=notes["onset"],
            height=1.9, color=colours)
    for second in take.beats.times[take.beats.position == 0]:
        ax.axvline(second, color=THEME.line, lw=1, zorder=0)
    ax.set(ylim=(low - 3, high + 3), yticks=range(24, 109, 24), xlim=(0, end))
    ax.set_yticks([pitch for pitch in range(24, 109, 24) if low <= pitch <= high])
    ax.set_yticklabels([f"C{pitch // 12 - 1}" for pitch in ax.get_yticks()])
    for side in ("top", "right"): ax.spines[side].set_visible(False)


def show_takes(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Piano rolls of the takes under what was asked for, what was given on grey."""
    for ax, take in zip(page.axes(rows=len(takes)), takes):
        _draw_notes(ax, take, SHOWN_SECONDS)
        if take.begin: ax.axvspan(0, take.begin, color="0.94", zorder=-1)
        asked = asked_text(take)
        ax.set_title(f"{take.title}: {asked}" if asked else take.title, size=16, loc="left",
                     parse_math=False)
    ax.set_xlabel("시간(초). 회색은 들려준 연주입니다", size=14)


def _engraved(take: Take, bars: int) -> np.ndarray:
    """The first bars of a take as sheet music: a picture without margins."""
    with io.BytesIO() as file:
        sheet = replace(write_take(take).first(bars), title="", subtitle="", composer="")
        draw_page(engrave(musicxml(sheet), cropped=True)[0]).savefig(file, dpi=220)
        file.seek(0)
        picture = plt.imread(file)
    ink = np.argwhere(picture[..., 0] < 0.9)
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
    return picture[top:bottom, left:right]


def show_sheet(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The first bars of a take as sheet music, as many as fill the page's width."""
    for bars in range(8, 3, -1):
        picture = _engraved(takes[0], bars)
        if picture.shape[1] > 1.7 * picture.shape[0]: break
    page.write([f"{takes[0].title}의 첫 {bars}마디입니다."], size=18)
    page.top += 0.02
    (ax,) = page.axes()
    ax.imshow(picture)
    ax.axis("off")
