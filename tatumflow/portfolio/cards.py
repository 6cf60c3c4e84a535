"""The model card: what the model is, how it was measured, what it learnt from, how to use it."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from importlib import metadata

from huggingface_hub import EvalResult, ModelCard, ModelCardData

from ..data.vocabulary import style_token
from ..evaluation.intervals import ranged
from ..evaluation.metrics import LABELS, METRICS
from ..evaluation.tables import table
from ..generation.takes import Take
from ..model.config import ModelConfig
from .choosing import asked_text
from .facts import BESIDE, CREDITS, Facts, HEADLINE
from .texts import read_template

__all__ = [
    'card_fields', 'data_table', 'listening_text', 'model_card', 'model_form', 'project_page',
    'score_table', 'training_text', 'transformers_example', 'usage_example',
]


_BETTER = {True: "작을수록 좋음", False: "클수록 좋음", None: "진짜와 비슷해야 함"}  # Metric.lower
_NO_SCORES = "이 체크포인트는 아직 평가하지 않았습니다. 품질에 대해 아무것도 주장하지 않습니다."
_NO_DATA = ("체크포인트에 훈련 데이터의 기록이 없습니다(unknown data). "
            "그래서 가장 엄격한 라이선스를 붙였습니다.")


def score_table(facts: Facts) -> str:
    """Markdown: the model's headline scores with 95 % intervals between noise and real music, all
    of them folded below; or that none were measured."""
    if not facts.scores: return _NO_SCORES
    first, rows = [], []
    for name, row in facts.scores.items():
        label = f"{METRICS[name].label} ({_BETTER[METRICS[name].lower]})"
        rows.append([label, *(ranged(row.get(who)) for who in ("model", *BESIDE))])
        beside = [f"{row[who]['value']:.2f}" if who in row else "—" for who in BESIDE]
        if name in HEADLINE: first.append([label, ranged(row["model"]), *beside])
    heads = ["지표", "이 모델", *(LABELS[who] for who in BESIDE)]
    return "\n".join([*table(heads, first), "", "괄호 안은 부트스트랩 95% 구간입니다. "
                      "재는 방법은 TatumFlow의 `04_evaluation.ipynb`에 있습니다.", "",
                      f"<details><summary>잰 것 모두({len(rows)}가지)</summary>", "",
                      *table(heads, rows), "", "</details>"])


def data_table(facts: Facts) -> str:
    """Markdown: pieces of the training data by source and by style, with credits."""
    if not facts.data: return _NO_DATA
    lines = []
    for kind, counts in (("출처", facts.sources), ("스타일", facts.styles)):
        most = sorted(counts.items(), key=lambda one: -one[1])
        rows = [[name or "모름", str(count)] for name, count in most[:_STYLES_TOLD]]
        if rest := most[_STYLES_TOLD:]:
            rows.append([f"그 밖의 {len(rest)}가지", str(sum(count for _, count in rest))])
        lines += [*table([kind, "곡"], rows), ""]
    for source in facts.sources:
        credit = CREDITS.get(source, "**[확인하십시오: 출처와 권리]**")
        lines.append(f"- {source or '출처 모름'}: {credit}")
    return "\n".join(lines)


_STYLES_TOLD = 12  # rows of a table
_DOWNLOAD = """from huggingface_hub import snapshot_download

folder = snapshot_download("{repo}")"""
_HERE = """
folder = "."  # config.json이 있는 폴더"""


def usage_example(facts: Facts, repo: str | None = None) -> str:
    """Python that plays ten seconds: from the Hub repository `repo`, or run in the exported
    folder."""
    folder = _DOWNLOAD.format(repo=repo) if repo else _HERE
    template = read_template("model_usage.py.tmpl")
    return template.format(folder=folder, style=facts.style).rstrip("\n")


def transformers_example(facts: Facts) -> str:
    """Python that draws tokens with transformers in the exported folder and makes them a MIDI file;
    goes on from `folder` of `usage_example`."""
    template = read_template("model_transformers.py.tmpl")
    trust = "" if facts.config.is_llama else ", trust_remote_code=True"
    return template.format(style=style_token(facts.style), trust=trust).rstrip("\n")


_LLAMA = "폴더의 모델은 Llama(`LlamaForCausalLM`)이므로 `transformers`가 그대로 읽습니다."
_NOT_LLAMA = ("Llama에 짧은 합성곱(taps)을 더한 모양입니다. 폴더에 든 "
              "`modeling_tatumflow.py`를 `trust_remote_code=True`로 불러 읽습니다.")


def project_page() -> str:
    """The address of this project."""
    return metadata.metadata("tatumflow")["Home-page"]


def model_form(config: ModelConfig) -> str:
    """The class of transformers that reads a model of this shape."""
    return "LlamaForCausalLM" if config.is_llama else "TatumFlowForCausalLM"


def training_text(facts: Facts) -> str:
    """One Korean line on the training run, from what the checkpoint recorded."""
    words = []
    if facts.step is not None: words.append(f"{facts.step}스텝")
    if facts.seed is not None: words.append(f"시드 {facts.seed}")
    if facts.best is not None:
        words.append(f"그때까지 가장 낮은 검증 손실 {facts.best:.3f}내트/토큰")
    return ", ".join(words) or "기록이 없습니다"


def card_fields(facts: Facts) -> dict:
    """What fills the templates of the card and of the drafts, by the names that they use."""
    return {
        "config": facts.config,
        "form": model_form(facts.config),
        "readers": _LLAMA if facts.config.is_llama else _NOT_LLAMA,
        "transformers": transformers_example(facts),
        "parameters": facts.parameters,
        "training": training_text(facts),
        "scores": score_table(facts),
        "data": data_table(facts),
        "license": facts.license,
        "home": project_page(),
    }


def _card_results(facts: Facts) -> list[EvalResult]:
    """The scores as the Hub's model index wants them."""
    about = {"task_type": "text-generation", "task_name": "재즈 피아노 이어 치기",
             "dataset_type": "held-out", "dataset_name": "훈련에 쓰지 않은 연주"}
    return [EvalResult(**about, metric_type=metric, metric_name=METRICS[metric].label,
                       metric_value=round(row["model"]["value"], 4))
            for metric, row in facts.scores.items()]


def listening_text(takes: Sequence[Take], repo: str | None = None) -> str:
    """Markdown with a player for each take, as they lie beside the card."""
    if not takes: return "이 폴더에는 아직 소리가 없습니다. 아래의 코드가 10초를 칩니다."
    place = f"https://huggingface.co/{repo}/resolve/main/" if repo else ""
    parts = []
    for number, take in enumerate(takes, 1):
        asked = asked_text(take)
        parts.append(f"**{number}. {take.title}**" + (f" ({asked})" if asked else "")
                     + f' [MIDI]({place}take_{number}.mid)\n\n<audio controls '
                     f'src="{place}take_{number}.mp3"></audio>')
    return "\n\n".join(parts)


def model_card(facts: Facts, repo: str | None = None, takes: Sequence[Take] = ()) -> ModelCard:
    """The model card in Korean; `repo` is where it will be uploaded, if anywhere, `takes` what can
    be heard in it."""
    name = repo.split("/")[-1] if repo else "재즈 피아노 모델"
    results = _card_results(facts)
    tags = ["music", "jazz", "piano", "midi", "symbolic-music"]
    if facts.config.is_llama: tags.append("llama")
    data = ModelCardData(
        language="ko", license=facts.license, library_name="tatumflow", tags=[*tags, "miditok"],
        pipeline_tag="text-to-audio",
        license_name="to-be-confirmed" if facts.license == "other" else None,
        datasets=[source for source in facts.sources if source] or None,
        metrics=list(facts.scores) or None, eval_results=results or None,
        model_name=name if results else None)
    text = read_template("model_card.md.tmpl").format(
        name=name, usage=usage_example(facts, repo), listening=listening_text(takes, repo),
        **card_fields(facts))
    return ModelCard(f"---\n{data.to_yaml()}\n---\n{text}")
