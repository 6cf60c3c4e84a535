# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from importlib import metadata
from pathlib import Path

from ..data.etudes import make_etude
from ..data.midi import write_midi
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .cards import write_draft
from .export import HUB_FILES
from .facts import Facts

__all__ = ['APP', 'SPACE_CARD', 'make_space']


SPACE_CARD = '''---
title: TatumFlow
sdk: gradio
sdk_version: 6.31.0
app_file: app.py
license: {license}
---

재즈 피아노를 치는 작은 트랜스포머입니다. {data_text}. 코드: {home}
'''


APP = '''"""A small transformer that plays jazz piano. On your own computer: pip install -r requirements.txt gradio, then python app.py."""
import tempfile
from pathlib import Path

import gradio as gr
from matplotlib.figure import Figure
from tatumflow.data import analyze_chords, chord_list, plot_piano_roll, read_midi
from tatumflow.generation import EDITS, MODES, phase5_generate_samples
from tatumflow.runtime import TatumError, use_korean_font

HERE = Path(__file__).resolve().parent
use_korean_font()


def play(mode, style, midi, chords, tempo, edits, seconds, temperature, seed):
    out = Path(tempfile.mkdtemp())
    given = {"chords": chords, "tempo": tempo or None} if mode == "improvise" and chords else {"seconds": seconds}
    if mode == "theory_editing": given = {}
    if mode != "improvise": given["midi"] = Path(midi or HERE / "example.mid")
    if mode == "theory_editing": given["edits"] = ", ".join(edits)
    try:
        phase5_generate_samples(checkpoint=HERE / "model", mode=mode, style=style, temperature=temperature, seed=int(seed), out=out, **given)
        (file,) = out.glob("*.mid")
        notes = read_midi(file)
    except TatumError as error:
        raise gr.Error(str(error)) from None
    figure = Figure((11, 3.5), layout="constrained")
    plot_piano_roll(notes, figure.subplots(), chords=chord_list(analyze_chords(notes, int(2 * notes["onset"].max()) + 1)))
    return str(file.with_suffix(".mp3")), figure, str(file)

'''


APP += '''
with gr.Blocks(title="TatumFlow") as app:
    gr.Markdown("# TatumFlow\\n작은 트랜스포머가 재즈 피아노를 칩니다. MIDI를 올리지 않으면 들어 있는 연습곡을 씁니다.")
    with gr.Row():
        with gr.Column():
            mode = gr.Radio([(label, name) for name, label in MODES.items()], value="improvise", label="방식")
            style = gr.Dropdown({styles}, value={style!r}, label="스타일")
            midi = gr.File(label="MIDI (즉흥에는 쓰지 않습니다)", file_types=[".mid", ".midi"])
            chords = gr.Textbox(label="화음 진행 (즉흥에만, 비워도 됩니다)", placeholder="Dm7 | G7 | Cmaj7")
            tempo = gr.Number(label="화음 진행의 빠르기(bpm)", value=120)
            edits = gr.CheckboxGroup([(edit.help, name) for name, edit in EDITS.items() if not edit.needs_amount], label="고칠 것 (화성 고치기에만)")
            seconds = gr.Slider(4, 30, 12, step=1, label="길이(초)")
            temperature = gr.Slider(0.5, 1.5, 1.0, step=0.05, label="온도")
            seed = gr.Number(0, precision=0, label="시드")
            button = gr.Button("연주하기", variant="primary")
        with gr.Column():
            outputs = [gr.Audio(label="소리"), gr.Plot(show_label=False), gr.File(label="MIDI 내려받기")]
    button.click(play, [mode, style, midi, chords, tempo, edits, seconds, temperature, seed], outputs)

if __name__ == "__main__":
    app.launch()
'''


def make_space(facts: Facts, folder: Path, out: Path | None = None) -> Path:
    """Write the Space `out` (default: outputs/space) with the model that `export_hub` wrote to `folder`; returns it. Texts that were edited
    are kept (see `write_draft`)."""
    out, home = Path(out or workspace().outputs / "space"), metadata.metadata("tatumflow")["Home-page"]
    styles = list(facts.data.get("style", {})) or [facts.style]
    app = APP.replace("{styles}", repr(styles)).replace("{style!r}", repr(facts.style))
    for name, text in {"app.py": app, "README.md": SPACE_CARD.format(license=facts.license, data_text=facts.data_text, home=home),
                       "requirements.txt": f"tatumflow @ git+{home}\n"}.items():
        write_draft(out / name, text, facts.weights)
    write_midi(make_etude().notes, out / "example.mid")
    for name in HUB_FILES: write_atomic(out / "model" / name, (folder / name).read_bytes())
    return out
