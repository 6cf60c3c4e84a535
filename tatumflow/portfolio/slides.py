"""The presentation: problem, idea, failure and result, from what the workspace holds, as a PDF."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import platform
from importlib import metadata
from pathlib import Path

import numpy as np
import segno
from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ..data.notes import BEATS_A_BAR, clip
from ..data.piano_roll import plot_piano_roll
from ..data.time_map import beats_of
from ..data.tokens import transcribe
from ..evaluation.intervals import ranged
from ..evaluation.metrics import LABELS, METRICS
from ..generation.takes import Take
from ..model.saved_models import load_model
from ..runtime.errors import TatumError
from ..runtime.files import read_json, write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from ..training.logs import read_log
from .cards import model_form, project_page, training_text
from .choosing import SHOWN_SECONDS
from .diagram import draw_architecture
from .facts import BESIDE, Facts, need_scores
from .pages import Page
from .theme import THEME

__all__ = ['SLIDES', 'demo_page', 'draw_slide', 'make_slides']


_PROBLEM = [
    "재즈 피아노 독주에는 악보가 없습니다. 녹음에서 옮긴 음표와 초가 있을 뿐입니다.",
    "초로만 배운 모델은 시킨 빠르기를 듣지 못하고, 스윙하지 않습니다.",
    "이어 치기, 즉흥, 스타일 바꾸기, 화성 고치기를 따로 만들면 모델이 넷 필요합니다.",
    "숫자 하나로는 좋은 연주인지 알 수 없습니다. 무작위 음이 통과하는 지표도 있습니다.",
]
_IDEA = [
    "1. 박: 연주에서 박을 찾아, 시간을 초가 아니라 박으로 셉니다.",
    "2. 틀: 네 박의 마디마다 빠르기, 화음, 선율, 밀도, 셈여림을 앞에 적습니다. "
    "훈련할 때 칸을 가리므로, 틀을 누가 채우느냐가 곧 모드입니다.",
    "3. 자: 모든 점수를 소음과 진짜 연주 사이에 놓고 읽습니다.",
]
_ORDER = ("BOS  Style  |  Bar  Tempo  Chord×4  Melody×8  Density  Dynamics  |  "
          "Position  Pitch  Velocity  Duration  …  EOS")


def _problem(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Why it is hard."""
    page.write(_PROBLEM, size=22)


def _idea(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The three ideas, and the order of the tokens."""
    page.write(_IDEA, size=21)
    page.write(["", _ORDER], size=14, colour=THEME.tokens)


def _model(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The architecture as a picture."""
    page.write([f"파라미터 {facts.parameters:,}개, {model_form(facts.config)}"], size=17)
    draw_architecture(facts.config, page.axes()[0])


_PITCH_CLASSES = ["C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B"]


def _measured(found: dict) -> np.ndarray:
    """Seconds, density and twelve pitch classes of each piece in what `metadata.json` holds."""
    return np.array([(piece["seconds"], piece["density"], *piece["pitch_classes"])
                     for piece in found["files"].values()], float).reshape(-1, 14)


def _data(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What the checkpoint was trained on; lengths, densities and pitch classes of the pieces
    (`data/metadata.json`)."""
    most = sorted(facts.styles.items(), key=lambda style: -style[1])[:6]
    styles = ", ".join(f"{name or '모름'} {count}곡" for name, count in most)
    page.write([facts.data_text, *([f"스타일: {styles}"] if styles else []),
                f"가중치의 라이선스: {facts.license} (데이터에서 온 조건입니다)"])
    path = workspace().need(workspace().metadata, "01_data.ipynb")
    pieces = read_json(path, _measured, "`tatumflow phase1_analyze_data`로 다시 재십시오.")
    page.write([f"작업 폴더에 모은 {len(pieces)}곡의 통계입니다(훈련, 검증, 시험을 모두 더한 것)."],
               size=14)
    lengths, densities, classes = page.axes(columns=3)
    lengths.hist([piece[0] for piece in pieces], bins=20, color=THEME.first)
    lengths.set(xlabel="길이(초)", ylabel="곡")
    densities.hist([piece[1] for piece in pieces], bins=20, color=THEME.first)
    densities.set(xlabel="밀도(음/초)", ylabel="곡")
    shares = np.mean([piece[2:] for piece in pieces], axis=0)
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


_FAILURES = [
    "[여기에 적으십시오: 기대했지만 되지 않은 것 하나. 무엇으로 알아챘는지]",
    "[여기에 적으십시오: 그래서 무엇을 바꾸었는지, 그 뒤에 무엇이 달라졌는지]",
]
_SHOWN_SCORES = 6


def _failure(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What went wrong, which a person writes, and the verdict of `results/metrics.json`."""
    page.write(_FAILURES, size=20, colour=THEME.tokens)
    page.write(["", "재어 보고 안 것"], size=20)
    need_scores(facts)
    page.write(facts.verdict[:3], size=15)


def _few(scores: dict[str, dict]) -> list[str]:
    """At most `_SHOWN_SCORES` metrics: the first of each group, then others, in their order."""
    groups, names = {}, list(scores)
    for name in names: groups.setdefault(METRICS[name].group, name)
    chosen = (list(groups.values()) + [name for name in names if name not in groups.values()])
    return [name for name in names if name in chosen[:_SHOWN_SCORES]]


def _scores(page: Page, facts: Facts, takes: list[Take]) -> None:
    """A few of this checkpoint's scores beside noise and real music."""
    need_scores(facts)
    rows = [("지표", "이 모델", *(LABELS[who] for who in BESIDE))]
    for name in _few(facts.scores):
        values = [ranged(facts.scores[name].get(who)) for who in ("model", *BESIDE)]
        rows.append((METRICS[name].label, *values))
    page.table(rows, size=16)
    page.write(["괄호 안은 곡째로 다시 뽑은 95% 구간입니다. 소음보다 나은지, 진짜에 얼마나 "
                "가까운지로 읽습니다."], size=14)


def _takes(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Piano rolls of the takes, what was given on grey."""
    axes = page.axes(rows=len(takes))
    for ax, take in zip(axes, takes):
        plot_piano_roll(take.notes, ax, title=take.title, beats=take.beats)
        ax.set(xlim=(0, SHOWN_SECONDS), xlabel=None, ylabel=None)
        if take.begin: ax.axvspan(0, take.begin, color="0.85", zorder=-1)
    axes[-1].set_xlabel("시간(초)")


def _remaking(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What is needed to make the model again."""
    versions = [f"{name} {metadata.version(name.lower())}" for name in ("TatumFlow", "torch")]
    page.write([
        f"체크포인트  {facts.checkpoint.name}", f"SHA-256  {facts.digest[:32]}…",
        f"훈련  {training_text(facts)}", facts.data_text,
        f"{', '.join(versions)}, Python {platform.python_version()}",
        f"코드  {project_page()} (MIT)", f"가중치  {facts.license}"])


SLIDES = {
    "문제: 왜 어려운가": _problem, "생각: 박, 틀, 자": _idea, "구조": _model,
    "한 마디가 토큰이 되기까지": _tokens, "데이터": _data, "훈련": _training,
    "실패하고 배운 것": _failure, "결과: 소음과 진짜 사이": _scores, "연주": _takes,
    "다시 만들려면": _remaking,
}  # title: what fills the page


def demo_page() -> str:
    """The address of the page on which the model plays: GitHub's pages of this project."""
    owner, repo = project_page().rstrip("/").split("/")[-2:]
    return f"https://{owner}.github.io/{repo}/"


def _draw_code(figure: Figure, place: tuple[float, float, float, float]) -> None:
    """The QR code of `demo_page`, black on white at `place` (shares of the page)."""
    squares = [list(row) for row in segno.make(demo_page()).matrix_iter(border=3)]
    ax = figure.add_axes(place)
    ax.imshow(1 - np.array(squares), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    ax.axis("off")


def _draw_cover(facts: Facts) -> Figure:
    """The first page."""
    use_korean_font()
    cover = Figure((13.33, 7.5), facecolor=THEME.dark)
    about = f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개. {facts.data_text}"
    cover.text(0.07, 0.6, "작은 트랜스포머의 재즈 피아노", size=42, color="white")
    cover.text(0.07, 0.46, about, size=19, color=THEME.accent, parse_math=False)
    _draw_code(cover, (0.07, 0.08, 0.15, 0.267))
    cover.text(0.24, 0.24, "찍으면 브라우저에서 모델이 칩니다", size=17, color="white")
    cover.text(0.24, 0.17, demo_page(), size=14, color=THEME.accent, parse_math=False)
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
