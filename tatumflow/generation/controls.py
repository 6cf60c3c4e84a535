"""The controls of the studio, and what they ask for."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from ..data.chords import FLATS
from ..data.etudes import make_etude
from ..data.finding import is_midi, midi_files
from ..data.progressions import PROGRESSIONS
from ..data.vocabulary import STYLES
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .asking import Ask, default_guidance, MODES, OPTIONS
from .edits import EDITS
from .forms import find_form, FORMS
from .plans import OPEN
from .sheets import takes_key
from .tunes import TUNES

__all__ = ['CHOOSING', 'make_controls', 'read_ask', 'visible_controls']


_WIDE = {"layout": {"width": "95%"}, "style": {"description_width": "110px"}}
_UNDER = {"layout": {"width": "180px", "margin": "2px 2px 2px 118px"}}  # right of the labels
_HINTS = {
    "mode": "무엇을 할지 고릅니다.", "midi": "이어 치거나 고칠 연주입니다.",
    "upload": "여러분의 피아노 MIDI 파일을 올려 원곡으로 씁니다.",
    "bar": "원곡의 몇째 마디에서 시작할지 정합니다.",
    "strength": "클수록 원곡의 화음과 선율을 더 버리고 새로 칩니다.",
    "sheet": "주제로 칠 곡입니다.", "written": "적으면 이 악보 위에서 칩니다.",
    "sheet_upload": "MusicXML, iReal Pro, ChordPro, ABC, 글로 된 악보나 선율의 MIDI를 올립니다.",
    "melody": "악보에 적힌 선율 대신 칠 MIDI 파일의 선율입니다.",
    "chords": "화음을 적으면 그 위에서 칩니다. 비워도 됩니다.",
    "form": "블루스나 AABA 같은 틀을 먼저 짜고 칩니다.",
    "tempo": "1분에 몇 박인지 적습니다.", "swing": "8분음표 둘의 길이가 몇 대 1인지 정합니다.",
    "choruses": "화음 진행을 몇 번 돌지 정합니다.", "key": "이름으로 부른 진행의 조입니다.",
    "density": "클수록 음이 많습니다.", "dynamics": "클수록 세게 칩니다.",
    "edits": "무엇을 고칠지 쉼표로 나누어 적습니다.", "add": "고른 것이 위의 칸에 더해집니다.",
    "bars": "고칠 마디의 번호입니다.", "style": "누구처럼 칠지 고릅니다.",
    "length": "새로 칠 마디의 수입니다.", "guidance": "클수록 스타일과 화음을 엄하게 지킵니다.",
    "temperature": "클수록 대담하고, 작을수록 뻔하게 칩니다.",
    "seed": "난수의 출발점입니다. 같은 시드는 같은 연주를 냅니다.",
}


def _give_hints(controls: dict) -> None:
    for name, hint in _HINTS.items():
        is_new = controls[name].has_trait("tooltip")  # ipywidgets 8
        setattr(controls[name], "tooltip" if is_new else "description_tooltip", hint)


def make_controls(known: Sequence[str]) -> dict:
    """The widgets of the studio by the names of what they ask for (see `Ask`). `known` are the
    styles that the model has learnt. Works with ipywidgets 7.7 and 8."""
    import ipywidgets as widgets
    modes = [(label, mode) for mode, label in MODES.items()]
    controls = {"mode": widgets.ToggleButtons(options=modes, value="improvise",
                                              style={"button_width": "9em"}),  # six in a row
                **_source_controls(widgets), **_tune_controls(widgets),
                **_sheet_controls(widgets), **_edit_controls(widgets),
                **_shared_controls(widgets, known)}

    _follow(controls)
    _give_hints(controls)
    return controls


def _follow(controls: dict) -> None:
    """What a choice changes in other `controls`. Each mode has chords and edits of its own: the
    chords of an improvisation rarely have the length of a bridge."""
    typed = {}

    def add_edit(change):
        if change["new"]:
            edits = [controls["edits"].value, change["new"]]
            controls["edits"].value = ", ".join(filter(None, edits))
            controls["add"].value = ""

    def fit_mode(change):
        controls["choruses"].value = 3 if change["new"] == "arrange" else 1
        controls["strength"].value = 0.05 if change["new"] == "arrange" else 0.25
        controls["guidance"].value = default_guidance(change["new"])
        for name in ("chords", "edits"):
            typed[change["old"], name] = controls[name].value
            controls[name].value = typed.get((change["new"], name), "")

    controls["add"].observe(add_edit, "value")
    controls["mode"].observe(fit_mode, "value")


def _source_controls(widgets) -> dict:
    """Which performance is continued, changed or edited: one of the workspace, or one that is
    uploaded; an étude where there is none."""
    folder = workspace().midi
    files = [(path.relative_to(folder).as_posix(), path) for path in midi_files(folder)]
    midi = widgets.Dropdown(description="원곡", options=files or [(_ETUDE, "")], **_WIDE)
    upload = widgets.FileUpload(description="내 MIDI 올리기", accept=".mid,.midi,.kar", **_UNDER)
    upload.observe(lambda change: _choose_files(midi, _save_files(change["new"])), "value")
    bar = widgets.BoundedIntText(description="시작 마디", value=5, min=1, max=9999, **_WIDE)
    strength = widgets.FloatSlider(description="강도", value=0.25, max=1, step=0.05, **_WIDE)
    return {"midi": midi, "upload": upload, "bar": bar, "strength": strength}


_ETUDE = "연습곡(스트라이드)"


def _save_files(uploaded) -> list[Path]:
    """Save what was `uploaded`: a dictionary by name in ipywidgets 7, a tuple in 8."""
    if isinstance(uploaded, dict):
        uploaded = [{"name": name, **file} for name, file in uploaded.items()]
    names = [PurePosixPath(file["name"].replace("\\", "/")).name for file in uploaded]
    return [write_atomic(workspace().outputs / "uploads" / name, bytes(file["content"]))
            for name, file in zip(names, uploaded)]


def _choose_files(menu, files: Sequence[Path]) -> None:
    """Put `files` into a `menu`, and choose the last."""
    for file in files:
        others = [option for option in menu.options if option[1] != file]
        menu.options = [*others, (file.name, file)]
        menu.value = file


def _choose_sheets(written, melody, files: Sequence[Path]) -> None:
    """Choose a MIDI file in the menu `melody`; write the path of any other where a sheet is
    `written`."""
    for file in files:
        if is_midi(file.read_bytes()): _choose_files(melody, [file])
        else: written.value = str(file)


_PASTE = "마디와 화음, iReal Pro 링크, ChordPro, ABC, MusicXML을 붙여 넣거나 아래로 올립니다"


def _sheet_controls(widgets) -> dict:
    """What an improvisation stands on."""
    dial = [("모델에 맡김", OPEN), *((str(level), level) for level in range(8))]
    swing = [dial[0], *((f"{ratio:g}", ratio) for ratio in (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0))]
    forms = [("없음", ""), *((form.title, name) for name, form in FORMS.items())]
    return {
        "chords": widgets.Combobox(description="화음 진행", options=list(PROGRESSIONS),
                                   placeholder="Dm7 G7 | Cmaj7 % 또는 blues", **_WIDE),
        "form": widgets.Dropdown(description="형식", options=forms, **_WIDE),
        "tempo": widgets.Text(description="빠르기", **_WIDE,
                              placeholder="120, 120-90, 120 rit. 비우면 모델이 정함"),
        "swing": widgets.SelectionSlider(description="스윙", options=swing, **_WIDE),
        "choruses": widgets.IntSlider(description="코러스", value=1, min=1, max=8, **_WIDE),
        "key": widgets.Dropdown(description="조", options=FLATS, **_WIDE),
        "density": widgets.SelectionSlider(description="밀도", options=dial, **_WIDE),
        "dynamics": widgets.SelectionSlider(description="셈여림", options=dial, **_WIDE),
    }


def _tune_controls(widgets) -> dict:
    """A tune of the package, or a sheet that is written or uploaded, and its melody."""
    tunes = [(title, name) for name, title in TUNES.items()]
    written = widgets.Textarea(description="악보", placeholder=_PASTE, rows=3, **_WIDE)
    melody = widgets.Dropdown(description="선율", options=[("악보에 적힌 대로", "")], **_WIDE)
    upload = widgets.FileUpload(description="악보·선율 올리기", **_UNDER)
    upload.observe(lambda change: _choose_sheets(written, melody, _save_files(change["new"])),
                   "value")
    return {"sheet": widgets.Dropdown(description="곡", options=tunes, **_WIDE),
            "written": written, "sheet_upload": upload, "melody": melody}


def _edit_controls(widgets) -> dict:
    """What is edited where; `add` puts a word into `edits`."""
    names = {edit.help.split(",")[0]: edit for edit in EDITS.values()}
    words = [(name, name + "+2" * edit.needs_amount) for name, edit in names.items()]
    return {
        "edits": widgets.Text(description="고치기", placeholder="트라이톤 대리, 더 빽빽하게",
                              **_WIDE),
        "add": widgets.Dropdown(description="고치기 더하기", options=[("고르십시오", ""), *words],
                                **_WIDE),
        "bars": widgets.Text(description="마디", value="1-4", placeholder="5-8, 비우면 전부",
                             **_WIDE),
    }


def _shared_controls(widgets, known: Sequence[str]) -> dict:
    """What all modes take."""
    styles = [("자동", ""), *((style, style) for style in known)]
    unheard = " (배우지 않음)" if known else ""
    styles += [(style + unheard, style) for style in STYLES if style not in known]
    return {
        "style": widgets.Dropdown(description="스타일", options=styles, **_WIDE),
        "length": widgets.IntSlider(description="길이(마디)", value=8, min=1, max=64, **_WIDE),
        "guidance": widgets.FloatSlider(description="가이던스", max=5, step=0.25,
                                        value=default_guidance("improvise"), **_WIDE),
        "temperature": widgets.FloatSlider(description="온도", value=1.0, min=0.5, max=1.5,
                                           step=0.05, **_WIDE),
        "seed": widgets.BoundedIntText(description="시드", max=2**31 - 1, **_WIDE),
    }


CHOOSING = ("mode", "chords", "form", "written", "melody")  # on which the others depend


def visible_controls(mode: str, chords: str, form: str = "", written: str = "",
                     melody: Path | str = "") -> tuple[list[str], list[str]]:
    """Which controls a mode shows: its own, and those that all modes share. A `written` sheet and
    an uploaded `melody` stand in the place of chords, of a form and of the package's tunes."""
    hidden = {"notes", "source", "track", "tries", "seconds", "start"}
    if mode == "improvise": hidden.add("sheet")
    if not (written or melody): hidden.add("melody")
    elif mode in ("improvise", "arrange"): hidden |= {"sheet", "chords", "form"}
    if not (chords or form or written) and mode != "arrange": hidden.add("choruses")
    if mode == "improvise" and not form: hidden.add("strength")
    planned = find_form(form).chords if form else ""
    if not takes_key(written or chords or planned): hidden.add("key")
    if mode not in ("theory_editing", "bridge"): hidden.add("bars")
    own = [name for name in OPTIONS[mode] if name not in hidden]
    if "edits" in own: own.insert(own.index("edits") + 1, "add")
    if "sheet" in OPTIONS[mode]: own = ["written", "sheet_upload", *own]
    if "midi" in own: own.insert(own.index("midi") + 1, "upload")
    on_chords = mode == "improvise" and (chords or form or written)
    has_length = mode in ("theory_editing", "bridge", "arrange") or on_chords
    shared = ["style", "length", "guidance", "temperature", "seed"]
    return own, [name for name in shared if name != "length" or not has_length]


def read_ask(controls: dict) -> Ask:
    """What the visible `controls` ask for. Raises `TatumError` for what cannot be played."""
    own, shared = visible_controls(*(controls[name].value for name in CHOOSING))
    asked = {name: controls[name].value for name in ["mode", *own, *shared]
             if name not in ("add", "upload", "sheet_upload")}
    asked = {name: value for name, value in asked.items() if value not in ("", OPEN)}
    if "length" in asked: asked["bars"] = asked.pop("length")
    if "written" in asked: asked["sheet"] = asked.pop("written")
    if "midi" in own and "midi" not in asked:
        asked |= {"notes": make_etude(choruses=4).notes, "source": _ETUDE}
    return Ask(**asked)
