"""The studio: a panel for notebooks to play, see, hear and keep takes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import io
import math
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..data.harmony import analyze_chords, chord_list
from ..data.left_out import say_left_out
from ..data.piano_roll import hear
from ..data.time_map import warp
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from .controls import make_controls, read_ask, visible_controls
from .musicxml import musicxml
from .notation import write_take
from .players import Player
from .saving import save_takes
from .scores import tell_time
from .takes import plot_take, Take

__all__ = ['Studio']


def _link(file: Path, kind: str) -> str:
    """A link to download `file` of a media type, which it carries in itself."""
    data, name = b64encode(file.read_bytes()).decode(), html.escape(file.name)
    return (f'<a style="text-decoration:underline" download="{name}" '
            f'href="data:{kind};base64,{data}">{name}</a>')


def _with_chords(take: Take) -> Take:
    """`take` with the chords that are heard in it where none were given."""
    if take.chords: return take
    notes = warp(take.notes, take.time)
    slots = math.ceil(notes["onset"].max(initial=0))
    return replace(take, chords=tuple(chord_list(analyze_chords(notes, slots))))


def _picture(parts: list[tuple[str, Take]]) -> str:
    """An HTML image of the piano rolls of takes under their titles."""
    from matplotlib.figure import Figure
    use_korean_font()
    figure, file = Figure((10, 3.2 * len(parts)), layout="constrained"), io.BytesIO()
    axes = np.atleast_1d(figure.subplots(len(parts), sharex=True))
    for ax, (title, take) in zip(axes, parts): plot_take(_with_chords(take), ax).set_title(title)
    figure.savefig(file, format="png", dpi=90)
    data = b64encode(file.getvalue()).decode()
    return f'<img style="width:100%;max-width:900px" src="data:image/png;base64,{data}">'


def _show_take(take: Take) -> str:
    """HTML: the piano roll of a take with chords, under that of the source where the take changes
    it, and a player for each."""
    take, parts = take.around(), []
    if take.before is not None:
        parts.append(("원곡", replace(take, notes=take.before, chords=())))
    parts.append((take.title, take))
    players = [f"<p>{html.escape(title)}<br>{hear(part.notes)._repr_html_()}</p>"
               for title, part in parts if len(part.notes)]
    return _picture(parts) + "".join(players)


_BUTTONS = {"play": ("연주하기", "primary"), "keep": ("남기기", "success"),
            "discard": ("버리기", "warning")}


class _Panel:
    """What the studio looks like: `controls` and `buttons` are its widgets by name; `message`,
    `log`, `result` and `kept` stand below them. A button calls the method of its name."""

    def __init__(self, known: Sequence[str]):
        import ipywidgets as widgets
        self.controls, self.take = make_controls(known), None
        self.buttons = {name: widgets.Button(description=label, button_style=style)
                        for name, (label, style) in _BUTTONS.items()}
        self.message, self.result, self.kept = (widgets.HTML() for _ in range(3))
        self.log = widgets.Output()
        self.columns = [widgets.VBox(layout={"width": "50%"}) for _ in range(2)]
        self.panel = widgets.VBox([
            self.controls["mode"], widgets.HBox(self.columns),
            widgets.HBox(list(self.buttons.values())),
            self.message, self.log, self.result, self.kept])
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self.attempt(getattr(self, name)))
        for name in ("mode", "chords", "form"):
            self.controls[name].observe(lambda _: self.arrange(), "value")
        self.arrange()

    def _ipython_display_(self):
        import IPython.display
        IPython.display.display(self.panel)

    def arrange(self) -> None:
        """Show what the mode uses; only a take at hand can be kept or discarded."""
        chosen = (self.controls[name].value for name in ("mode", "chords", "form"))
        for column, names in zip(self.columns, visible_controls(*chosen)):
            column.children = [self.controls[name] for name in names]
        for name, button in self.buttons.items():
            button.disabled = name != "play" and self.take is None

    def say(self, text: str, colour: str = "inherit") -> None:
        """Put a sentence under the buttons."""
        text = html.escape(str(text))
        self.message.value = f'<p style="line-height:1.5;color:{colour}">{text}</p>'


class Studio(_Panel):
    """A panel for notebooks to play, see, hear and keep takes of all modes; kept ones go to `out`
    (default: outputs/generation).

    `take` is what was played last and neither kept nor discarded. Works with ipywidgets 7.7 and 8.
    """

    def __init__(self, player: Player, out: Path | None = None):
        self.player, self.out = player, out
        super().__init__(player.known)

    def attempt(self, act: Callable[[], str]) -> None:
        """Do what a button does and say how it went."""
        for button in self.buttons.values(): button.disabled = True
        self.log.clear_output()
        with self.log:
            try:
                self.say(act())
            except TatumError as error:
                self.say(error, "#c62828")
            except KeyboardInterrupt:
                self.say("멈추었습니다.", "#c62828")
            except Exception:
                self.say("예상하지 못한 오류입니다. "
                         "아래의 글을 복사해 저장소의 이슈로 알려 주십시오.", "#c62828")
                raise
            finally:
                self.arrange()

    def play(self) -> str:
        """Play what the controls ask for and show it."""
        self.say("연주하는 중입니다.")
        (take,) = self.player.play(read_ask(self.controls))
        self.result.value, self.take = _show_take(take), take
        told = take.asked.get("left_out")
        return (f"{take.title}: {tell_time(take)}. {take.seconds:.1f}초에 음표 {len(take.new)}개를 "
                "쳤습니다. 남길지 버릴지 고르십시오."
                + (f" {say_left_out(take.source, told)}" if told else ""))

    def keep(self) -> str:
        """Save the take and link its files."""
        (file,) = save_takes([self.take], self.out)
        sheet = write_atomic(file.with_suffix(".musicxml"), musicxml(write_take(self.take)))
        links = " · ".join([_link(file, "audio/midi"),
                            _link(file.with_suffix(".mp3"), "audio/mpeg"),
                            _link(sheet, "application/vnd.recordare.musicxml+xml")])
        self.kept.value += f"<p>{html.escape(self.take.title)}: {links}</p>"
        return self.discard(f"남겼습니다: {workspace().show(file)}")

    def discard(self, said: str = "버렸습니다.") -> str:
        """Forget the take and go on to the next seed."""
        self.take, self.result.value = None, ""
        self.controls["seed"].value += 1
        return said
