"""The presentation: twelve pages of what the workspace holds, as a PDF."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import json
import platform
from importlib import metadata
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt, rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ..data.notes import BEATS_A_BAR, clip
from ..data.piano_roll import plot_piano_roll
from ..data.time_map import beats_of
from ..data.tokens import transcribe
from ..evaluation.intervals import ranged
from ..evaluation.metrics import LABELS, METRICS
from ..evaluation.plots import plot_comparison
from ..generation.takes import Take
from ..model.saved_models import load_model
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from ..training.logs import read_log
from .cards import model_form, project_page, training_text
from .choosing import SHOWN_SECONDS
from .facts import BESIDE, Facts, read_results
from .pages import Page
from .theme import THEME

__all__ = ['SLIDES', 'draw_slide', 'make_slides']


_IDEA = [
    "피아노 연주를 토큰의 줄로 바꾸고, 다음 토큰을 맞히는 작은 트랜스포머를 처음부터 훈련했습니다.",
    "연주에서 박을 찾아, 시간을 초가 아니라 박으로 셉니다. 그래서 박을 지키고 스윙합니다.",
    "네 박의 마디마다 빠르기, 화음, 선율, 밀도, 셈여림을 적는 틀(frame)이 있습니다. "
    "적어 준 칸은 지키고, 비운 칸은 가린 채로 칩니다.",
    "그래서 한 모델이 이어 치기도 하고, 즉흥도 합니다. 틀을 누가 채우느냐만 다릅니다.",
    "",
]
_ORDER = ("BOS  Style  |  Bar  Tempo  Chord×4  Melody×8  Density  Dynamics  |  "
          "Position  Pitch  Velocity  Duration  …  EOS")


def _idea(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The idea in four sentences, and the order of the tokens."""
    page.write(_IDEA)
    page.write([_ORDER], size=15, colour=THEME.tokens)


def _data(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What the checkpoint was trained on, by style."""
    page.write([facts.data_text])
    page.write([f"가중치의 라이선스: {facts.license} (데이터에서 온 조건입니다)"])
    counts = [(name or "모름", f"{count}곡") for name, count in facts.styles.items()]
    if counts: page.table([("스타일", "훈련에 쓴 곡"), *counts[:8]])


_PITCH_CLASSES = ["C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B"]


def _statistics(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Lengths, densities and pitch classes of the pieces (`data/metadata.json`)."""
    path = workspace().need(workspace().metadata, "01_data.ipynb")
    pieces = json.loads(path.read_text(encoding="utf-8"))["files"].values()
    page.write([f"작업 폴더에 모은 {len(pieces)}곡의 통계입니다(훈련, 검증, 시험을 모두 더한 것)."])
    lengths, densities, classes = page.axes(columns=3)
    lengths.hist([piece["seconds"] for piece in pieces], bins=20, color=THEME.first)
    lengths.set(xlabel="길이(초)", ylabel="곡")
    densities.hist([piece["density"] for piece in pieces], bins=20, color=THEME.first)
    densities.set(xlabel="밀도(음/초)", ylabel="곡")
    shares = np.mean([piece["pitch_classes"] for piece in pieces], axis=0)
    classes.bar(_PITCH_CLASSES, shares, color=THEME.second)
    classes.set(xlabel="음이름", ylabel="울린 시간의 몫")


def _tokens(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The first bar of a take, as piano roll and as tokens."""
    take, (_, tokenizer) = takes[0], load_model(facts.checkpoint)
    end = float(take.time.to_seconds(BEATS_A_BAR))
    notes = clip(take.notes, 0, end)
    names = {number: name for name, number in tokenizer.vocab.items()}
    ids = transcribe(notes, take.style, tokenizer, take.time)
    words = [names[int(token)] for token in ids]
    page.write([f"이 마디가 토큰 {len(words)}개가 됩니다. "
                "앞의 것은 머리와 틀, 뒤의 것은 음표입니다."])
    plot_piano_roll(notes, page.axes(height=0.42)[0], beats=beats_of(take.time, end),
                    title=f"{take.title}: 첫 마디({end:.1f}초), {len(notes)}음")
    page.write(["   ".join(words[:41])], size=12, colour=THEME.tokens)


def _model(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The shape of the model."""
    config = facts.config
    page.table([("모양", "값"), ("층", config.layers), ("폭", config.hidden),
                ("어텐션 머리", config.heads), ("문맥", f"{config.context}토큰"),
                ("어휘", f"{config.vocab_size}종"), ("파라미터", f"{facts.parameters:,}개"),
                ("형식", model_form(config))], size=18)


def _training(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The loss curves, and a warning where they are not known to be this checkpoint's."""
    path = workspace().need(workspace().logs / "training.csv", "03_training.ipynb")
    rows = read_log(path)
    page.write([f"이 체크포인트: {training_text(facts)}"], size=16)
    if not _is_own_log(rows, facts):
        page.write(["곡선은 작업 폴더에 남은 기록입니다. "
                    "이 체크포인트를 훈련한 기록이라는 증거가 없습니다."], size=16)
    (ax,) = page.axes()
    for name, label, colour in (("train_loss", "훈련", THEME.first),
                                ("val_loss", "검증(EMA)", THEME.second)):
        points = [(row["step"], row[name]) for row in rows if name in row]
        if points: ax.plot(*zip(*points), label=label, color=colour, lw=2)
    ax.set(xlabel="스텝", ylabel="손실(내트/토큰)")
    ax.grid(alpha=0.3)
    ax.legend()


def _is_own_log(rows: list[dict], facts: Facts) -> bool:
    """Whether a training log holds this checkpoint's best validation loss."""
    losses = [row["val_loss"] for row in rows
              if "val_loss" in row and row["step"] <= (facts.step or 0)]
    return bool(losses) and min(losses) == facts.best


def _scores(page: Page, facts: Facts, takes: list[Take]) -> None:
    """This checkpoint's scores beside noise and real music."""
    read_results(facts)
    rows = [("지표", "이 모델", *(LABELS[who] for who in BESIDE))]
    for name, row in facts.scores.items():
        values = [ranged(row.get(who)) for who in ("model", *BESIDE)]
        rows.append((METRICS[name].label, *values))
    page.write(["괄호 안은 부트스트랩 95% 구간입니다. "
                "모델의 값이 소음보다 나은지, 진짜에 얼마나 가까운지로 읽습니다."], size=14)
    page.table(rows, size=13)


def _comparison(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Every row of `results/metrics.json` as a picture."""
    picture = io.BytesIO()
    plot_comparison(read_results(facts)).savefig(picture, dpi=200, format="png")
    picture.seek(0)
    (ax,) = page.axes()
    ax.imshow(plt.imread(picture))
    ax.axis("off")


def _takes(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Piano rolls of the takes, what was given on grey."""
    axes = page.axes(rows=len(takes))
    for ax, take in zip(axes, takes):
        plot_piano_roll(take.notes, ax, title=take.title, beats=take.beats)
        ax.set(xlim=(0, SHOWN_SECONDS), xlabel=None, ylabel=None)
        if take.begin: ax.axvspan(0, take.begin, color="0.85", zorder=-1)
    axes[-1].set_xlabel("시간(초)")


def _limits(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The verdict of `results/metrics.json`."""
    page.write([entry["text"] for entry in read_results(facts)["verdict"]], size=13)


def _remaking(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What is needed to make the model again."""
    versions = [f"{name} {metadata.version(name.lower())}" for name in ("TatumFlow", "torch")]
    page.write([
        f"체크포인트  {facts.checkpoint.name}", f"SHA-256  {facts.digest[:32]}…",
        f"훈련  {training_text(facts)}", facts.data_text,
        f"{', '.join(versions)}, Python {platform.python_version()}",
        f"코드  {project_page()} (MIT)", f"가중치  {facts.license}"])


SLIDES = {
    "무엇을 만들었는가": _idea, "데이터": _data, "데이터의 모습": _statistics,
    "음악을 토큰으로": _tokens, "모델": _model, "훈련": _training,
    "점수: 소음과 진짜 사이": _scores, "모든 기준선과 견주기": _comparison, "연주": _takes,
    "판정과 한계": _limits, "다시 만들려면": _remaking,
}  # title: what fills the page


def _draw_cover(facts: Facts) -> Figure:
    """The first page."""
    use_korean_font()
    cover = Figure((13.33, 7.5), facecolor=THEME.dark)
    about = f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개. {facts.data_text}"
    cover.text(0.07, 0.6, "작은 트랜스포머의 재즈 피아노", size=42, color="white")
    cover.text(0.07, 0.46, about, size=19, color=THEME.accent, parse_math=False)
    return cover


def draw_slide(title: str, facts: Facts, takes: list[Take], number: int | None = None) -> Figure:
    """The page of `SLIDES` with this title; where its material is missing it names the notebook
    that makes it."""
    page = Page(title, number)
    try:
        SLIDES[title](page, facts, takes)
    except TatumError as missing:
        page.write(["아직 없습니다.", str(missing)], size=20, colour=THEME.warning)
    return page.figure


def make_slides(facts: Facts, takes: list[Take], out: Path | None = None) -> Path:
    """Write `presentation.pdf` (16:9, fonts embedded) in Korean; returns its path."""
    buffer = io.BytesIO()
    with rc_context({"pdf.fonttype": 42, "font.size": 13}), PdfPages(buffer) as pdf:
        pdf.savefig(_draw_cover(facts))
        for number, title in enumerate(SLIDES, 2):
            pdf.savefig(draw_slide(title, facts, takes, number))
    return write_atomic(out or workspace().root / "presentation.pdf", buffer.getvalue())
