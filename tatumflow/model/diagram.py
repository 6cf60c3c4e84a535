"""A picture of the architecture."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..runtime.fonts import use_korean_font
from .config import ModelConfig

__all__ = ['draw_model']


_GREY, _BLUE, _GREEN = "#eeeeee", "#dbe9f6", "#dff0d8"


def _draw_box(ax, x: float, y: float, text: str, colour: str = _GREY) -> None:
    """A box with a text, its middle at (x, y)."""
    from matplotlib.patches import FancyBboxPatch
    style = "round,pad=0.02,rounding_size=0.12"
    ax.add_patch(FancyBboxPatch((x - 1.6, y - 0.3), 3.2, 0.6, boxstyle=style, fc=colour, ec="0.3"))
    ax.text(x, y, text, ha="center", va="center", fontsize=9)


def _draw_arrow(ax, *places: tuple[float, float]) -> None:
    """A line through the places, with its head at the last."""
    ax.plot(*zip(*places[:-1]), color="0.3", lw=1)
    ax.annotate("", places[-1], places[-2], arrowprops={"arrowstyle": "->", "color": "0.3"})


def _draw_column(ax, x: float, boxes: list[tuple[str, str]], step: float = 1.2) -> None:
    """Boxes (text, colour) from the bottom to the top, an arrow from each to the next."""
    for n, (text, colour) in enumerate(boxes):
        _draw_box(ax, x, n * step, text, colour)
        if n: _draw_arrow(ax, (x, (n - 1) * step + 0.33), (x, n * step - 0.33))


def draw_model(config: ModelConfig):
    """The whole model on the left, one of its blocks on the right. Returns the Axes."""
    from matplotlib import pyplot as plt
    use_korean_font()
    _, ax = plt.subplots(figsize=(9, 5.2), layout="constrained")
    wide, size = config.hidden, config.hidden // config.heads
    _draw_column(ax, 0, [
        ("토큰 번호 (T,)", "white"), (f"임베딩 (T, {wide})", _GREY), ("층 1", _BLUE),
        ("…", "white"), (f"층 {config.layers}", _BLUE), ("RMSNorm", _GREY),
        (f"로짓 (T, {config.vocab_size})", "white")])
    added = ("더하기 (잔차)", _GREEN)
    _draw_column(ax, 5.4, [
        (f"들어온 값 (T, {wide})", "white"), ("RMSNorm", _GREY),
        (f"어텐션: 헤드 {config.heads}개 × {size}", _BLUE), added,
        ("RMSNorm", _GREY), (f"SwiGLU (폭 {config.intermediate})", _BLUE), added])
    for low, high in ((0.5, 3.6), (4.1, 7.2)):
        _draw_arrow(ax, (5.4, low), (7.7, low), (7.7, high), (7.05, high))
    _draw_arrow(ax, (-1.65, 1.2), (-2.3, 1.2), (-2.3, 7.2), (-1.65, 7.2))
    ax.text(-2.45, 4.2, "임베딩 행렬을 출력에서 다시 씀", rotation=90, va="center", ha="right")
    ax.text(5.4, 7.85, "층 하나의 안", ha="center", fontsize=10)
    ax.text(0, 7.85, "모델", ha="center", fontsize=10)
    ax.set(xlim=(-3.2, 8.2), ylim=(-0.5, 8.2))
    ax.axis("off")
    return ax
