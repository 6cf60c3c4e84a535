"""A player: a model and its tokenizer, who plays what is asked for."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass
from pathlib import Path

from miditok import REMI

from ..model.saved_models import choose_model, open_model
from ..model.transformer import Transformer
from .asking import Ask
from .bridges import play_bridge
from .choruses import play_form
from .continuation import play_continuation
from .editing import play_edits
from .improvising import play_improvisation
from .styles import learnt_styles, read_blend
from .takes import Take
from .transfer import play_transfer

__all__ = ['Player', 'open_player']


@dataclass(frozen=True)
class Player:
    """A `model` and its `tokenizer`, to be asked to play. `known` are the styles that the model has
    learnt (see `learnt_styles`), if that is known."""
    model: Transformer
    tokenizer: REMI
    known: tuple[str, ...] = ()

    def play(self, ask: Ask) -> list[Take]:
        """What is asked for, `ask.n` times. Raises `TatumError` for what the source does not allow,
        such as a start after its end."""
        if ask.mode == "continuation": return play_continuation(self, ask)
        if ask.mode == "style_transfer": return play_transfer(self, ask)
        if ask.mode == "theory_editing": return play_edits(self, ask)
        if ask.mode == "bridge": return play_bridge(self, ask)
        return play_form(self, ask) if ask.form else play_improvisation(self, ask)

    def choose_style(self, asked: str | None, source: str | None = None) -> str:
        """The style that is `asked` for (of a blend the one with the largest share), else that of
        the `source`, else the one best known. Says so when the model has not learnt it."""
        blend = read_blend(asked or source or next(iter(self.known), "Art Tatum"))
        for style, _ in blend:
            if self.known and style not in self.known:
                print(f"주의: 훈련 데이터에 {style}의 연주가 없습니다. "
                      f"배운 스타일: {', '.join(self.known[:8])}{' 등' if self.known[8:] else ''}.")
        return max(blend, key=lambda one: one[1])[0]

    def other_style(self, style: str | None) -> str:
        """The style best known that is not `style`."""
        return next(one for one in (*self.known, "Art Tatum", "Bill Evans") if one != style)


def open_player(checkpoint: Path | str | None = None) -> Player:
    """A player of the model at `checkpoint` (see `find_model`; default: see `choose_model`), who
    knows which styles it has learnt. Raises `TatumError` when it cannot be read."""
    saved = open_model(checkpoint or choose_model())
    return Player(*saved.build(), learnt_styles(saved.data))
