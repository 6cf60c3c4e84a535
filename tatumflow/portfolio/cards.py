# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
from importlib import metadata
from pathlib import Path

from ..evaluation.metrics import METRICS
from ..model.config import ModelConfig
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .facts import data_table, Facts, score_table

__all__ = [
    'CARD', 'READERS', 'USAGE', 'card_texts', 'form', 'model_card', 'read_written', 'training_text',
    'usage_example', 'write_draft',
]


USAGE = '''\
from tatumflow.generation import improvise, save_takes
from tatumflow.model import load_model
{folder}
model, tokenizer = load_model(folder)
takes = improvise(model, tokenizer, "{style}", seconds=10)
print(*save_takes(takes, "takes"))'''


def usage_example(facts: Facts, repo: str | None = None) -> str:
    """Python that plays ten seconds: from the Hub repository `repo`, or run in the exported folder."""
    folder = (f'from huggingface_hub import snapshot_download\n\nfolder = snapshot_download("{repo}")' if repo
              else '\nfolder = "."  # config.json이 있는 폴더')
    return USAGE.format(folder=folder, style=facts.style)


CARD = '''
# {name}

재즈 피아노 즉흥 연주를 한 음씩 이어 쓰는 작은 트랜스포머입니다. [TatumFlow]({home}) 강좌에서 훈련했습니다.

*A small transformer that improvises solo jazz piano as MIDI tokens, trained in the Korean course TatumFlow.*

## 모델
- 모양: {config.layers}층, 폭 {config.hidden}, 머리 {config.heads}개, 문맥 {config.context}토큰, 파라미터 {parameters:,}개 (`{form}`, float32)
- 토큰: MidiTok REMI, 10ms 격자, 어휘 {config.vocab_size}종
- 훈련: {training}

## 성능

{scores}

## 데이터

{data}

## 쓰는 법

`pip install "git+{home}"`로 설치한 뒤 실행하면 `takes/`에 MIDI와 MP3가 생깁니다.
```python
{usage}
```

{readers}

## 한계
- 악보가 아니라 초 단위의 연주를 배웠습니다. 박자와 마디를 알지 못합니다.
- 피아노 독주만 다룹니다. 한 번에 보는 길이는 {config.context}토큰이라 긴 형식을 기억하지 못합니다.
- 훈련 곡의 선율을 외워 그대로 칠 수 있습니다. 만든 연주를 공개하기 전에 확인하십시오.
- 이름을 딴 연주자의 연주가 아니며, 그 연주자를 대신하지 않습니다.

## 라이선스

가중치의 라이선스는 **{license}**입니다. 배운 데이터에서 온 조건입니다. TatumFlow의 코드는 MIT입니다.
'''


READERS = {True: "모델은 `transformers.AutoModelForCausalLM`으로도, 토크나이저는 `miditok.REMI`로도 읽힙니다(`AutoTokenizer`용이 아닙니다).",
           False: "토크나이저는 `miditok.REMI`로도 읽힙니다. 모델은 Llama의 모양이 아니어서 `transformers`로는 읽지 못합니다."}  # by whether it is a Llama


def form(config: ModelConfig) -> str:
    """What reads a model of this shape."""
    return "LlamaForCausalLM" if config.is_llama else "tatumflow"


def card_texts(facts: Facts) -> dict:
    """What the templates `CARD` and `README` share."""
    return dict(config=facts.config, form=form(facts.config), readers=READERS[facts.config.is_llama], parameters=facts.parameters,
                training=training_text(facts), scores=score_table(facts), data=data_table(facts), license=facts.license, home=metadata.metadata("tatumflow")["Home-page"])


def training_text(facts: Facts) -> str:
    """One Korean line on the training run, from what the checkpoint recorded."""
    words = {"step": "{}스텝", "seed": "시드 {}", "best": "그때까지 가장 낮은 검증 손실 {:.3f}내트/토큰"}
    return ", ".join(text.format(facts.training[name]) for name, text in words.items() if name in facts.training) or "기록이 없습니다"


def model_card(facts: Facts, repo: str | None = None):
    """The `huggingface_hub.ModelCard` of a checkpoint, in Korean; `repo` is where it will be uploaded, if anywhere."""
    from huggingface_hub import EvalResult, ModelCard, ModelCardData
    name = repo.split("/")[-1] if repo else "재즈 피아노 모델"
    results = [EvalResult(task_type="text-generation", task_name="재즈 피아노 이어 치기", dataset_type="held-out", dataset_name="훈련에 쓰지 않은 연주",
                          metric_type=metric, metric_name=METRICS[metric].label, metric_value=round(row["model"]["value"], 4))
               for metric, row in facts.scores.items()]
    card = ModelCardData(language="ko", license=facts.license, license_name="to-be-confirmed" if facts.license == "other" else None,
                         library_name="tatumflow", tags=["music", "jazz", "piano", "midi", "symbolic-music", *["llama"] * facts.config.is_llama, "miditok"],
                         datasets=[source for source in facts.data.get("source", {}) if source] or None, metrics=list(facts.scores) or None,
                         model_name=name if results else None, eval_results=results or None)
    return ModelCard(f"---\n{card.to_yaml()}\n---\n{CARD.format(name=name, usage=usage_example(facts, repo), **card_texts(facts))}")


def read_written(folder: Path) -> dict[str, dict]:
    """{file name: {"sha256" of the text, "weights" of the model}} of what `write_draft` wrote into `folder`; {} if that is lost."""
    try:
        return dict(json.loads((Path(folder) / ".written.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def write_draft(path: Path, text: str, weights: str) -> Path:
    """Write `text` about the model of these `weights`; a file that was changed since, or that is not known, is kept, which is said."""
    path, data = Path(path), text.encode()
    written, shown = read_written(path.parent), workspace().show(path)
    before, found = written.get(path.name, {}), path.read_bytes() if path.is_file() else data
    if found != data and hashlib.sha256(found).hexdigest() != before.get("sha256"):
        print(f"{shown}: 고친 글이 있어 그대로 두었습니다. 새로 쓰게 하려면 다른 이름으로 옮기고 다시 하십시오.")
        if before.get("weights") != weights:
            print(f"주의: {shown}은(는) 이 모델로 쓴 글이라는 기록이 없습니다. 거기 적힌 숫자와 라이선스는 다른 모델의 것일 수 있습니다.")
        return path
    write_atomic(path, data)
    written[path.name] = {"sha256": hashlib.sha256(data).hexdigest(), "weights": weights}
    write_atomic(path.parent / ".written.json", json.dumps(written))
    return path
