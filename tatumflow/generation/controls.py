"""The controls of the studio, and what they ask for."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence

from ..data.chords import FLATS
from ..data.finding import midi_files
from ..data.progressions import PROGRESSIONS
from ..data.vocabulary import STYLES
from ..model.sampling import GUIDANCE
from ..runtime.workspaces import workspace
from .asking import Ask, MODES, OPTIONS
from .edits import EDITS
from .forms import find_form, FORMS
from .plans import OPEN
from .sheets import takes_key
from .tunes import TUNES

__all__ = ['make_controls', 'read_ask', 'visible_controls']


_WIDE = {"layout": {"width": "95%"}, "style": {"description_width": "110px"}}


def make_controls(known: Sequence[str]) -> dict:
    """The widgets of the studio by the names of what they ask for (see `Ask`). `known` are the
    styles that the model has learnt. Works with ipywidgets 7.7 and 8."""
    import ipywidgets as widgets
    modes = [(label, mode) for mode, label in MODES.items()]
    controls = {"mode": widgets.ToggleButtons(options=modes, value="improvise",
                                              style={"button_width": "9em"}),  # six in a row
                **_source_controls(widgets), **_sheet_controls(widgets),
                **_edit_controls(widgets), **_shared_controls(widgets, known)}

    def add_edit(change):
        if change["new"]:
            edits = [controls["edits"].value, change["new"]]
            controls["edits"].value = ", ".join(filter(None, edits))
            controls["add"].value = ""

    def fit_defaults(change):
        controls["choruses"].value = 3 if change["new"] == "arrange" else 1
        controls["strength"].value = 0.05 if change["new"] == "arrange" else 0.25

    controls["add"].observe(add_edit, "value")
    controls["mode"].observe(fit_defaults, "value")
    return controls


def _source_controls(widgets) -> dict:
    """Which performance is continued, changed or edited."""
    folder = workspace().midi
    files = [path.relative_to(folder).as_posix() for path in midi_files(folder)]
    midi = widgets.Combobox(description="원곡", options=files, value=files[0] if files else "",
                            placeholder="파일 이름이나 경로", **_WIDE)
    bar = widgets.BoundedIntText(description="시작 마디", value=5, min=1, max=9999, **_WIDE)
    strength = widgets.FloatSlider(description="강도", value=0.25, max=1, step=0.05, **_WIDE)
    return {"midi": midi, "bar": bar, "strength": strength}


def _sheet_controls(widgets) -> dict:
    """What an improvisation stands on."""
    dial = [("모델에 맡김", OPEN), *((str(level), level) for level in range(8))]
    swing = [dial[0], *((f"{ratio:g}", ratio) for ratio in (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0))]
    forms = [("없음", ""), *((form.title, name) for name, form in FORMS.items())]
    tunes = [(title, name) for name, title in TUNES.items()]
    return {
        "sheet": widgets.Dropdown(description="곡", options=tunes, **_WIDE),
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


def _edit_controls(widgets) -> dict:
    """What is edited where; `add` puts a word into `edits`."""
    words = [(edit.help.split(",")[0], name + "+2" * edit.needs_amount)
             for name, edit in EDITS.items()]
    return {
        "edits": widgets.Text(description="고치기", placeholder="tritone, denser", **_WIDE),
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
        "guidance": widgets.FloatSlider(description="가이던스", value=GUIDANCE, max=5, step=0.1,
                                        **_WIDE),
        "temperature": widgets.FloatSlider(description="온도", value=1.0, min=0.5, max=1.5,
                                           step=0.05, **_WIDE),
        "seed": widgets.BoundedIntText(description="시드", max=2**31 - 1, **_WIDE),
    }


def visible_controls(mode: str, chords: str, form: str = "") -> tuple[list[str], list[str]]:
    """Which controls a mode shows: its own, and those that all modes share."""
    hidden = {"notes", "source", "track", "tries", "seconds", "start", "melody"}
    if mode == "improvise": hidden.add("sheet")
    if not chords and not form and mode != "arrange": hidden.add("choruses")
    if mode == "improvise" and not form: hidden.add("strength")
    if not takes_key(chords or (find_form(form).chords if form else "")): hidden.add("key")
    if mode not in ("theory_editing", "bridge"): hidden.add("bars")
    own = [name for name in OPTIONS[mode] if name not in hidden]
    if "edits" in own: own.insert(own.index("edits") + 1, "add")
    on_chords = mode == "improvise" and (chords or form)
    has_length = mode in ("theory_editing", "bridge", "arrange") or on_chords
    shared = ["style", "length", "guidance", "temperature", "seed"]
    return own, [name for name in shared if name != "length" or not has_length]


def read_ask(controls: dict) -> Ask:
    """What the visible `controls` ask for. Raises `TatumError` for what cannot be played."""
    own, shared = visible_controls(*(controls[name].value for name in ("mode", "chords", "form")))
    asked = {name: controls[name].value for name in ["mode", *own, *shared] if name != "add"}
    asked = {name: value for name, value in asked.items() if value not in ("", OPEN)}
    if "length" in asked: asked["bars"] = asked.pop("length")
    file = workspace().midi / asked.get("midi", "")
    if file.is_file(): asked["midi"] = file
    return Ask(**asked)
