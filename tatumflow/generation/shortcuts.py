"""Usual requests in one line, played by the packaged model."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from functools import cache
from pathlib import Path

from ..model.saved_models import PRETRAINED
from .asking import Ask
from .players import open_player, Player
from .takes import Take

__all__ = ['change_style', 'continue_music', 'improvise']


@cache
def _packaged() -> Player:
    """The packaged model, loaded once."""
    return open_player(PRETRAINED)


def improvise(chords: str = "", style: str = "Art Tatum", tempo: float | None = None,
              seconds: float | None = None, seed: int = 0) -> Take:
    """An improvisation in a style, over `chords` ("Dm7 | G7 | Cmaj7 | A7") if there are any, at
    `tempo` (beats per minute), of `seconds` (default: as long as the chords, else 20). The notes
    (s) are `.notes` of what is returned. Raises `TatumError`."""
    if not chords and seconds is None: seconds = 20.0
    return _packaged().play(Ask("improvise", chords=chords, style=style, tempo=tempo,
                                seconds=seconds, seed=seed))[0]


def continue_music(midi: Path | str, style: str | None = None, seconds: float = 20.0,
                   seed: int = 0) -> Take:
    """The performance in the file `midi` gone on with for `seconds` (see `improvise`)."""
    return _packaged().play(Ask("continuation", midi=Path(midi), style=style, seconds=seconds,
                                seed=seed))[0]


def change_style(midi: Path | str, style: str = "Art Tatum", seconds: float = 20.0,
                 seed: int = 0) -> Take:
    """Chords and melody of the first `seconds` of the file `midi` in another style (see
    `improvise`)."""
    return _packaged().play(Ask("style_transfer", midi=Path(midi), style=style, seconds=seconds,
                                seed=seed))[0]
