"""Drafts of a README, a blog post and a LinkedIn post: facts filled in, opinions left open."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .cards import card_fields
from .choosing import own_takes
from .facts import Facts
from .reproducing import reproducibility_sheet
from .texts import read_template, write_draft

__all__ = ['write_portfolio']


_DRAFTS = ("README_draft.md", "blog_draft.md", "linkedin_draft.txt")


def _list_takes(facts: Facts) -> str:
    """The takes of this model, as lines of Markdown."""
    ws, lines = workspace(), []
    for name, take in own_takes(facts).items():
        file = ws.show((ws.generation / name).with_suffix(".mp3"))
        seconds = round(take["seconds"], 1)
        lines.append(f"- `{file}`: {take['mode']}, {take['style']}, {seconds:g}초")
    if not lines: return "이 모델이 만든 연주가 아직 없습니다. 05_generation.ipynb가 만듭니다."
    return "\n".join(lines)


def _claim(facts: Facts) -> str:
    """What may be said of the model's quality, in Korean: what was measured."""
    if not facts.scores: return "점수는 아직 재지 않았습니다."
    claim = "소음, 복사, 마르코프 사슬 같은 기준선과 진짜 연주를 한 표에 놓고 쟀습니다."
    token = facts.scores.get("loss_token", {})
    if not {"model", "markov"} <= token.keys(): return claim
    mine, markov = token["model"]["value"], token["markov"]["value"]
    return (f"{claim} 처음 보는 곡의 손실은 토큰마다 {mine:.2f}내트, "
            f"토큰 셋을 기억하는 마르코프 사슬은 {markov:.2f}내트입니다.")


def _draft_fields(facts: Facts) -> dict:
    """What fills the templates of the drafts, by the names that they use."""
    return {**card_fields(facts), "data_text": facts.data_text, "takes": _list_takes(facts),
            "claim": _claim(facts), "verdict": "\n".join(f"- {said}" for said in facts.verdict)}


def write_portfolio(facts: Facts, out: Path | None = None) -> list[Path]:
    """Write `reproducibility.md`, `README_draft.md`, `blog_draft.md` and `linkedin_draft.txt`
    into `out` (default: outputs/portfolio); returns their paths. Drafts that were edited are kept
    (see `write_draft`)."""
    out, fields = Path(out or workspace().outputs / "portfolio"), _draft_fields(facts)
    written = [write_atomic(out / "reproducibility.md", reproducibility_sheet(facts))]
    for name in _DRAFTS:
        text = read_template(f"{name.lower()}.tmpl").format(**fields)
        written.append(write_draft(out / name, text, facts.weights))
    return written
