# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import io
import math
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.chords import analyze_chords, chord_list, CHORD_SECONDS, FLATS, PROGRESSIONS
from ..data.frames import STYLES
from ..data.notes import hear, midi_files
from ..model.sampling import GUIDANCE
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from .commands import perform, USES
from .playing import MODES, OPEN, plot_take, Take
from .saving import save_takes
from .theory import EDITS

__all__ = ['Studio', 'studio_controls', 'studio_names', 'studio_request', 'studio_result']


def studio_controls(known: list[str]) -> dict:
    """The widgets of the studio by the names of what they ask for (see `perform`). Works with ipywidgets 7.7 and 8."""
    import ipywidgets as widgets
    wide = {"layout": {"width": "95%"}, "style": {"description_width": "110px"}}
    styles = [(f"{style} (배우지 않음)" if known and style not in known else style, style) for style in [*known, *(s for s in STYLES if s not in known)]]
    files = [path.relative_to(workspace().midi).as_posix() for path in midi_files(workspace().midi)]
    dial = [("모델에 맡김", OPEN), *((str(level), level) for level in range(8))]
    controls = {
        "mode": widgets.ToggleButtons(options=[(label, mode) for mode, label in MODES.items()], value="improvise"),
        "midi": widgets.Combobox(description="원곡", options=files, value=files[0] if files else "", placeholder="파일 이름이나 경로", **wide),
        "start": widgets.BoundedFloatText(description="시작(초)", value=10, min=0, max=36000, **wide),
        "chords": widgets.Combobox(description="화음 진행", options=list(PROGRESSIONS), placeholder="Dm7 G7 | Cmaj7 % 또는 blues", **wide),
        "tempo": widgets.IntSlider(description="빠르기(bpm)", value=120, min=40, max=320, **wide),
        "choruses": widgets.IntSlider(description="코러스", value=1, min=1, max=8, **wide),
        "key": widgets.Dropdown(description="조", options=FLATS, **wide),
        "edits": widgets.Text(description="고치기", placeholder="tritone, denser", **wide),
        "add": widgets.Dropdown(description="고치기 더하기", options=[("고르십시오", ""), *((edit.help.split(",")[0], name + "+2" * edit.needs_amount)
                                for name, edit in EDITS.items())], **wide),
        "bars": widgets.Text(description="마디", value="1-4", placeholder="5-8, 비우면 전부", **wide),
        "strength": widgets.FloatSlider(description="강도", value=0.25, max=1, step=0.05, **wide),
        "density": widgets.SelectionSlider(description="밀도", options=dial, **wide),
        "dynamics": widgets.SelectionSlider(description="셈여림", options=dial, **wide),
        "style": widgets.Dropdown(description="스타일", options=[("자동", ""), *styles], **wide),
        "seconds": widgets.IntSlider(description="길이(초)", value=12, min=4, max=120, **wide),
        "guidance": widgets.FloatSlider(description="안내", value=GUIDANCE, max=5, step=0.1, **wide),
        "temperature": widgets.FloatSlider(description="온도", value=1.0, min=0.5, max=1.5, step=0.05, **wide),
        "seed": widgets.BoundedIntText(description="시드", max=2**31 - 1, **wide)}

    def add_edit(change):
        if change["new"]:
            controls["edits"].value = ", ".join(filter(None, [controls["edits"].value, change["new"]]))
            controls["add"].value = ""
    controls["add"].observe(add_edit, "value")
    return controls


def studio_names(mode: str, chords: str) -> tuple[list[str], list[str]]:
    """Which controls a mode shows: its own, and those that all modes share."""
    own = [name for name in USES[mode] if name != "seconds" and (chords or name not in ("tempo", "choruses", "key"))]
    if mode == "improvise" and chords not in PROGRESSIONS and chords: own.remove("key")
    if mode == "theory_editing": own.insert(2, "add")
    given_length = mode == "theory_editing" or mode == "improvise" and chords
    return own, ["style", *([] if given_length else ["seconds"]), "guidance", "temperature", "seed"]


def studio_request(controls: dict) -> dict:
    """What the visible `controls` ask of `perform`."""
    own, shared = studio_names(controls["mode"].value, controls["chords"].value)
    asked = {name: controls[name].value for name in ["mode", *own, *shared] if name != "add"}
    if "midi" in asked and (file := workspace().midi / asked["midi"]).is_file(): asked["midi"] = file
    return {name: value for name, value in asked.items() if value not in ("", OPEN)}


def _data_link(file: Path, kind: str) -> str:
    data, name = b64encode(file.read_bytes()).decode(), html.escape(file.name)
    return f'<a style="text-decoration:underline" download="{name}" href="data:audio/{kind};base64,{data}">{name}</a>'


def _named(take: Take) -> Take:
    """`take` with the chords that are heard in it where none were given."""
    slots = math.ceil(take.notes["onset"].max(initial=0) / CHORD_SECONDS)
    return take if take.chords else replace(take, chords=tuple(chord_list(analyze_chords(take.notes, slots))))


def studio_result(take: Take) -> str:
    """HTML: the piano roll of a take with chords, over that of the source where it was changed, and a player for each."""
    from matplotlib.figure import Figure
    take, picture = take.around(), io.BytesIO()
    parts = [("원곡", replace(take, notes=take.before, chords=()))] if take.before is not None else []
    parts.append((take.title, take))
    figure = Figure((10, 3.2 * len(parts)), layout="constrained")
    for ax, (title, part) in zip(np.atleast_1d(figure.subplots(len(parts), sharex=True)), parts): plot_take(_named(part), ax).set_title(title)
    figure.savefig(picture, format="png", dpi=90)
    players = "".join(f"<p>{html.escape(title)}<br>{hear(part.notes)._repr_html_()}</p>" for title, part in parts if len(part.notes))
    return f'<img style="width:100%;max-width:900px" src="data:image/png;base64,{b64encode(picture.getvalue()).decode()}">{players}'


class _Panel:
    """What the studio looks like: `controls` and `buttons` are its widgets by name. A button calls the method of its name."""

    def __init__(self, known: list[str]):
        import ipywidgets as widgets
        use_korean_font()
        self.controls, self.take = studio_controls(known), None
        self.buttons = {name: widgets.Button(description=label, button_style=style) for name, label, style in (
            ("play", "연주하기", "primary"), ("keep", "남기기", "success"), ("discard", "버리기", "warning"))}
        self.message, self.result, self.kept, self.log = *(widgets.HTML() for _ in range(3)), widgets.Output()
        self.columns = [widgets.VBox(layout={"width": "50%"}) for _ in range(2)]
        self.panel = widgets.VBox([self.controls["mode"], widgets.HBox(self.columns), widgets.HBox(list(self.buttons.values())),
                                   self.message, self.log, self.result, self.kept])
        for name, button in self.buttons.items(): button.on_click(lambda _, act=getattr(self, name): self.attempt(act))
        for name in ("mode", "chords"): self.controls[name].observe(lambda _: self.arrange(), "value")
        self.arrange()

    def _ipython_display_(self):
        from IPython.display import display
        display(self.panel)

    def arrange(self) -> None:
        """Show what the mode uses; only a take at hand can be kept or discarded."""
        for column, names in zip(self.columns, studio_names(self.controls["mode"].value, self.controls["chords"].value)):
            column.children = [self.controls[name] for name in names]
        for name, button in self.buttons.items(): button.disabled = name != "play" and self.take is None

    def say(self, text: str, colour: str = "inherit") -> None:
        """Put a sentence under the buttons."""
        self.message.value = f'<p style="line-height:1.5;color:{colour}">{html.escape(str(text))}</p>'


class Studio(_Panel):
    """A panel for notebooks to play, see, hear and keep takes of all modes; kept ones go to `out` (default: outputs/generation).

    `known` as in `perform`; `take` is what was played last and neither kept nor discarded. Works with ipywidgets 7.7 and 8.
    """

    def __init__(self, model: Transformer, tokenizer: REMI, out: Path | None = None, known: list[str] = []):
        self.opened, self.out, self.known = (model, tokenizer), out, known
        super().__init__(known)

    def attempt(self, act: Callable[[], str]) -> None:
        """Do what a button does and say how it went."""
        for button in self.buttons.values(): button.disabled = True
        self.log.clear_output()
        with self.log:
            try: self.say(act())
            except TatumError as error: self.say(error, "#c62828")
            except KeyboardInterrupt: self.say("멈추었습니다.", "#c62828")
            except Exception:
                self.say("예상하지 못한 오류입니다. 아래의 글을 복사해 저장소의 이슈로 알려 주십시오.", "#c62828")
                raise
            finally: self.arrange()

    def play(self) -> str:
        self.say("연주하는 중입니다.")
        (take,) = perform(lambda: self.opened, known=self.known, **studio_request(self.controls))
        self.result.value, self.take = studio_result(take), take
        return f"{take.title}: {take.seconds:.1f}초에 음표 {len(take.new)}개를 쳤습니다. 남길지 버릴지 고르십시오."

    def keep(self) -> str:
        (file,) = save_takes([self.take], self.out)
        links = " · ".join(_data_link(part, kind) for part, kind in ((file, "midi"), (file.with_suffix(".mp3"), "mpeg")))
        self.kept.value += f"<p>{html.escape(self.take.title)}: {links}</p>"
        return self.discard(f"남겼습니다: {workspace().show(file)}")

    def discard(self, said: str = "버렸습니다.") -> str:
        self.take, self.result.value = None, ""
        self.controls["seed"].value += 1
        return said
