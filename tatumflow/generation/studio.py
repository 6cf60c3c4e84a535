"""The studio: a panel for notebooks to play, see, hear and keep takes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import ctypes
import html
import io
import sys
import threading
import traceback
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

from ..data.left_out import say_left_out
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .controls import CHOOSING, make_controls, read_ask, visible_controls
from .critic import choose_critic
from .hearing import framed_take
from .musicxml import musicxml
from .notation import write_take
from .players import Player
from .ranking import rank_takes
from .saving import save_takes
from .scores import tell_time
from .takes import Take

__all__ = ['Studio']


def _link(file: Path, kind: str) -> str:
    """A link to download `file` of a media type, which it carries in itself."""
    data, name = b64encode(file.read_bytes()).decode(), html.escape(file.name)
    return (f'<a style="text-decoration:underline" download="{name}" '
            f'href="data:{kind};base64,{data}">{name}</a>')


_BUTTONS = {
    "play": ("연주하기", "primary", "위에서 고른 대로 한 번 칩니다."),
    "again": ("다시", "", "시드를 하나 올려 한 번 더 칩니다."),
    "best": ("네 번 쳐서 고르기", "", "네 번 치고 판별기가 가장 높이 본 것을 보여 줍니다."),
    "stop": ("멈추기", "danger", "치던 것을 그만둡니다."),
    "keep": ("남기기", "success", "MIDI와 MP3와 오선보로 저장합니다."),
    "discard": ("버리기", "warning", "지우고 다음 시드로 넘어갑니다."),
}


def _interrupt(thread: threading.Thread) -> None:
    """Raise KeyboardInterrupt in a thread, as a notebook's stop button does in the main one."""
    asynchronous = ctypes.pythonapi.PyThreadState_SetAsyncExc
    asynchronous(ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt))


class _Printed(io.StringIO):
    """What the thread that makes it prints; what others print goes on to `stream`. An `Output`
    loses what a thread prints or displays."""

    def __init__(self, stream):
        super().__init__()
        self.stream, self.thread = stream, threading.get_ident()

    def write(self, text: str) -> int:
        mine = threading.get_ident() == self.thread
        return super().write(text) if mine else self.stream.write(text)


def _catch_displays(log) -> None:
    """Put what this thread displays from now on, such as how far a take is, into the `Output`
    `log`."""
    import IPython
    publisher = getattr(IPython.get_ipython(), "display_pub", None)

    def catch(message):
        content = {name: message["content"][name] for name in ("data", "metadata")}
        log.outputs += ({"output_type": "display_data", **content},)

    if hasattr(publisher, "register_hook"): publisher.register_hook(catch)  # in a notebook


class _Panel:
    """What the studio looks like: `controls` and `buttons` are its widgets by name; `message`,
    `log`, `result` and `kept` stand below them. A button calls the method of its name, in a
    `thread` of its own, so that the stop button is heard meanwhile."""

    def __init__(self, known: Sequence[str]):
        import ipywidgets as widgets
        self.controls, self.take, self.thread = make_controls(known), None, None
        self.buttons = {name: widgets.Button(description=label, button_style=style, tooltip=hint)
                        for name, (label, style, hint) in _BUTTONS.items()}
        self.message, self.result, self.kept = (widgets.HTML() for _ in range(3))
        self.log = widgets.Output()
        self.columns = [widgets.VBox(layout={"width": "50%"}) for _ in range(2)]
        self.panel = widgets.VBox([
            self.controls["mode"], widgets.HBox(self.columns),
            widgets.HBox(list(self.buttons.values())),
            self.message, self.log, self.result, self.kept])
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self.press(name))
        for name in CHOOSING:
            self.controls[name].observe(lambda _: self.arrange(), "value")
        self.arrange()

    def _ipython_display_(self):
        import IPython.display
        IPython.display.display(self.panel)

    def arrange(self) -> None:
        """Show what the mode uses; only a take at hand can be kept or discarded, and only what
        is being played stopped."""
        chosen = (self.controls[name].value for name in CHOOSING)
        for column, names in zip(self.columns, visible_controls(*chosen)):
            column.children = [self.controls[name] for name in names]
        for name, button in self.buttons.items():
            needs_take = name in ("again", "keep", "discard")
            button.disabled = name == "stop" or (needs_take and self.take is None)

    def press(self, name: str) -> None:
        """Do what a button does, one thing at a time."""
        if name == "stop": return _interrupt(self.thread)
        if self.thread and self.thread.is_alive(): return None  # a double click
        for button in self.buttons.values(): button.disabled = True
        self.thread = threading.Thread(target=self.attempt, args=(getattr(self, name),))
        return self.thread.start()

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
        """Do `act` and say how it went."""
        printed = _Printed(sys.stdout)
        _catch_displays(self.log)
        try:
            self.buttons["stop"].disabled, self.log.outputs = False, ()
            with redirect_stdout(printed): self.say(act())
        except TatumError as error:
            self.say(error, "#c62828")
        except KeyboardInterrupt:
            self.say("멈추었습니다.", "#c62828")
        except Exception:
            self.say("예상하지 못한 오류입니다. "
                     "아래의 글을 복사해 저장소의 이슈로 알려 주십시오.", "#c62828")
            printed.write(traceback.format_exc())
            raise
        finally:
            self.log.outputs = ()
            if printed.getvalue(): self.log.append_stdout(printed.getvalue())
            self.arrange()

    def play(self) -> str:
        """Play what the controls ask for and show it."""
        self.say("연주하는 중입니다.")
        (take,) = self.player.play(read_ask(self.controls))
        return self.show(take)

    def again(self) -> str:
        """Play it once more with the next seed."""
        self.controls["seed"].value += 1
        return self.play()

    def best(self) -> str:
        """Play four takes, and show the one that the critic finds best."""
        self.say("네 번 치고 고르는 중입니다.")
        takes = self.player.play(replace(read_ask(self.controls), n=4))
        best = rank_takes(takes, choose_critic(takes[0].style))[0]
        self.controls["seed"].value = best.take.seed
        return f"넷 가운데 고른 것입니다(판별기의 점수 {best.score:.2f}). {self.show(best.take)}"

    def show(self, take: Take) -> str:
        """Show a take; what there is to say of it."""
        self.result.value, self.take = framed_take(take), take
        told = take.asked.get("left_out")
        new, place = take.new_bars, f"{take.seconds:.1f}초"
        if new: place = f"{'-'.join(map(str, sorted(set(new))))}마디({place})"
        return (f"{take.title}: {tell_time(take)}. {place}에 음표 {len(take.new)}개를 "
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
