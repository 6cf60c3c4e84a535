"""The panel that plays the questions of a blind listening and keeps the answers."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from ..runtime.files import write_atomic
from ..runtime.levels import even_loudness
from ..runtime.sound import render, write_mp3
from .listening import listening_summary, ListeningSummary, sounds_digest, Trial
from .metrics import LABELS

__all__ = ['listening_panel']


def _sound_html(midi: Path) -> str:
    from IPython.display import Audio
    samples, rate = render(midi)
    even = even_loudness(samples.mean(axis=-1), rate)
    with tempfile.TemporaryDirectory() as folder:
        return Audio(filename=str(write_mp3(Path(folder) / "take.mp3", even, rate)))._repr_html_()


def _summary_html(summary: ListeningSummary, others: int) -> str:
    rows = "".join(f"<li>{LABELS.get(kind, kind)}: {share.share:.0%} "
                   f"[{share.low:.0%}, {share.high:.0%}]</li>"
                   for kind, share in summary.shares.items())
    text = f"<b>답 {summary.count}개. 가장 좋다고 고른 몫:</b><ul>{rows}</ul>"
    text += summary.warning or ""
    if others:
        text += f" 다른 모델이나 지금은 없는 연주에 대한 답 {others}개는 세지 않았습니다."
    return text


class _Answers:
    """The answers in the file `out`: `past` are all, `told` those about the rows of `trials` whose
    takes are still in the folder `takes`."""

    def __init__(self, trials: list[Trial], takes: Path, out: Path):
        self.out, rows = Path(out), set(trials[0].order)
        self.past = []
        if self.out.exists():
            self.past = json.loads(self.out.read_text(encoding="utf-8"))["ratings"]
        self.told = [rating for rating in self.past if set(rating["order"]) == rows and
                     rating.get("sounds", "") == sounds_digest(takes, rating["take"], rows)]
        known = {rating["sounds"] for rating in self.told}
        self.left = [trial for trial in trials if trial.sounds not in known]

    def add(self, trial: Trial, chosen: str) -> None:
        """Keep an answer, and write the file."""
        rating = {**asdict(trial), "chosen": chosen}
        self.past.append(rating)
        self.told.append(rating)
        summary = asdict(listening_summary(self.told))
        text = json.dumps({"ratings": self.past, "summary": summary}, ensure_ascii=False, indent=1)
        write_atomic(self.out, text)

    def html(self) -> str:
        """What they say so far."""
        return _summary_html(listening_summary(self.told), len(self.past) - len(self.told))


class _Panel:
    """The questions not answered before, one after another, and then the summary."""

    def __init__(self, trials: list[Trial], takes: Path, out: Path):
        import ipywidgets as widgets
        self.answers, self.takes = _Answers(trials, takes, out), Path(takes)
        self.todo, self.total = list(self.answers.left), len(trials)
        self.head, names = widgets.HTML(), ("가", "나", "다")
        self.sounds = [widgets.HTML() for _ in names]
        self.buttons = [widgets.Button(description=f"{name}: 가장 좋습니다") for name in names]
        rows = [widgets.HBox(pair) for pair in zip(self.sounds, self.buttons)]
        self.box = widgets.VBox([self.head, *rows])
        for button in self.buttons:
            button.on_click(self.answer)
        self.show()

    def show(self) -> None:
        """The next question, or what the answers say."""
        import ipywidgets as widgets
        if not self.todo:
            self.box.children = [widgets.HTML(self.answers.html())]
            return
        trial = self.todo[0]
        self.head.value = f"<b>문제 {self.total - len(self.todo) + 1} / {self.total}</b>"
        for name, sound, kind in zip(("가", "나", "다"), self.sounds, trial.order):
            sound.value = f"{name} " + _sound_html(self.takes / kind / trial.take)

    def answer(self, button) -> None:
        """Keep the answer of the button that was clicked, and go on."""
        trial = self.todo.pop(0)
        self.answers.add(trial, trial.order[self.buttons.index(button)])
        self.show()


def listening_panel(trials: list[Trial], takes: Path, out: Path):
    """An ipywidgets panel (7 and 8) that plays the three takes of each trial not answered before,
    unnamed, and appends the answers to `out` (JSON: "ratings", each a `Trial` with the "chosen"
    row, and "summary"). Answers about other rows, or takes that are gone, are kept, counted and not
    summed up. Returns the widget."""
    return _Panel(trials, takes, out).box
