"""Put a trained model into the package as the one that `load_pretrained` reads, with its card.

    TATUMFLOW_WORKSPACE=DIR python .ci/tools/ship.py DIR/checkpoints/tatumflow_003800.pt

DIR/results, from `tatumflow phase4_evaluate_model` with that checkpoint, gives the card its
numbers and docs/PRETRAINED.md its tables; without them the model is shipped and said to be
unmeasured. Weights are stored as bf16, which halves the file.
"""

import json
import shutil
import sys
from importlib.metadata import metadata
from pathlib import Path

from safetensors.torch import load_file, save_file

from tatumflow.evaluation import METRICS
from tatumflow.model import PRETRAINED, RECORD, load_model, weights_digest
from tatumflow.portfolio import export_hub, listening_text
from tatumflow.runtime import workspace

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = f"{metadata('tatumflow')['Home-page']}/blob/main/docs"
SPLIT = f"""## 훈련과 분할

PiJAMA는 공식 분할의 훈련 곡으로만 배웠고, 위의 점수는 훈련에 쓰지 않은 곡에서 잰 것입니다. Weimar는 같은 곡이 두 쪽에 걸치지 않게 나누었습니다.
훈련을 정한 실험은 [실험 장부]({DOCS}/LEDGER.md)에 있습니다.
"""  # noqa: E501
GOAL = 2.0  # nats a token, the roadmap's
CRITIC = ("`critic.npz`(연주를 듣고 스타일을 가리는 판별기)도 PiJAMA에서 배웠으므로 같은 "
          "라이선스를 따릅니다.")


def known_limits(measured, weights):
    """What the table says against this model, as lines of the card."""
    rows = measured["rows"]
    row = next(row for row in rows.values() if row.get("weights") == weights)
    scores, chain = row["scores"], rows["markov"]["scores"]
    loss = scores["loss_token"]["value"]
    reached = "이르렀습니다" if loss < GOAL else "이르지 못했습니다"
    yield f"- 손실은 토큰마다 {loss:.2f}내트로, 로드맵의 목표({GOAL:g} 미만)에 {reached}."
    behind = [metric.label for name, metric in METRICS.items()
              if metric.lower is not None and {name} <= scores.keys() & chain.keys()
              and (scores[name]["value"] - chain[name]["value"]) * (1 if metric.lower else -1) >= 0]
    if behind: yield f"- 마르코프 사슬보다 낫지 않은 지표: {', '.join(behind)}(위의 표)."
    if row["most_shared"] is not None:
        real = rows["real"]["most_shared"]
        yield (f"- 훈련 곡과 이어서 같은 음은 가장 긴 것이 {row['most_shared']}음입니다"
               f"(진짜 연주 {real}음).")
    yield ("- 시킨 사람처럼 들리는지는 스타일마다 다릅니다. 판별기가 준 확률은 "
           f"[갤러리]({DOCS}/GALLERY.md)에 연주마다 있습니다.")


def heading(name, command):
    return f"""# 패키지의 모델을 잰 표

`tatumflow/pretrained/`의 모델(표의 {name})을 훈련에 쓰지 않은 곡에서 잰 결과 그대로입니다. PiJAMA와 Weimar의 Charlie Parker를 모아
준비했다면([1장](phase1_data.md)) 누구나 다음 명령으로 다시 잴 수 있습니다. val은 PiJAMA의 공식 검증 곡이고, PiJAMA의 공개된 분할에는 시험 곡이 없으므로 test는 Weimar의 Parker 두 곡입니다.

```bash
{command}
```

지표의 뜻은 [4장](phase4_evaluation.md)에, 훈련한 방법은 [훈련 장부](LEDGER.md)에 있습니다.
"""  # noqa: E501


def export(checkpoint: Path) -> int:
    """Write the model into the package, as bf16; returns the number of its weights. What
    transformers needs is left out: exporting the packaged model writes it."""
    (PRETRAINED / "README.md").unlink(missing_ok=True)  # a card that is there would be kept
    folder = export_hub(checkpoint, PRETRAINED)
    for name in (".written.json", "generation_config.json", "modeling_tatumflow.py"):
        (folder / name).unlink(missing_ok=True)
    stored = load_file(folder / "model.safetensors")
    weights = {name: weight.bfloat16() for name, weight in stored.items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for entry in ("architectures", "auto_map"):
        if config["model_type"] == "tatumflow": config.pop(entry, None)
    if "torch_dtype" in config: config["torch_dtype"] = "bfloat16"
    (folder / "config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    record["weights"] = weights_digest(load_model(folder)[0])  # rounded to bf16
    (folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return sum(weight.numel() for weight in weights.values())


def read_measured(checkpoint: Path) -> dict | None:
    """`metrics.json` of the workspace if this very model was measured, told if not."""
    path, weights = workspace().results / "metrics.json", weights_digest(load_model(checkpoint)[0])
    measured = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"rows": {}}
    if any(row.get("weights") == weights for row in measured["rows"].values()): return measured
    print(f"{path} has no scores of {checkpoint}: the card says so, the tables stay")
    return None


def complete_card(limits: list[str]) -> None:
    """Write into the card what is known of this very model."""
    card = PRETRAINED / "README.md"
    text = card.read_text(encoding="utf-8").replace("`, float32)", "`, bf16)").rstrip()
    text = text.replace(listening_text(()),
                        f"이 모델이 친 연주는 [갤러리]({DOCS}/GALLERY.md)에 있습니다.")
    before, after = text.split("\n## 한계\n")
    known = "\n".join([*limits, after])
    card.write_text(f"{before}\n{SPLIT}\n## 한계\n{known} {CRITIC}\n", encoding="utf-8")


def write_tables(name: str) -> None:
    """docs/PRETRAINED.md, its figure, and the table that lesson 4 shows."""
    results = workspace().results
    measured = json.loads((results / "metrics.json").read_text(encoding="utf-8"))
    command = "tatumflow phase4_evaluate_model --checkpoint pretrained"
    command += f' --style "{measured["style"]}"'
    for option, key in (("count", "passages"), ("windows", "windows")):
        if measured[key]: command += f" --{option} {measured[key]}"
    table = (results / "comparison.md").read_text(encoding="utf-8")
    shown = table.replace("![점수와 구간](comparison.png)\n\n", "")
    (PRETRAINED / "comparison.md").write_text(shown, encoding="utf-8")
    page = table.replace("# 체크포인트 비교\n", heading(name, command))
    page = page.replace("(comparison.png)", "(figures/pretrained.png)")
    docs = REPOSITORY / "docs"
    (docs / "PRETRAINED.md").write_text(page, encoding="utf-8")
    shutil.copy(results / "comparison.png", docs / "figures" / "pretrained.png")


def main():
    checkpoint = Path(sys.argv[1])
    measured, count = read_measured(checkpoint), export(checkpoint)
    weights = weights_digest(load_model(checkpoint)[0])
    complete_card(list(known_limits(measured, weights)) if measured else [])
    for path in PRETRAINED.iterdir(): path.chmod(0o644)
    if measured: write_tables(checkpoint.stem)
    size = sum(path.stat().st_size for path in PRETRAINED.iterdir())
    print(f"{PRETRAINED}: {size / 1e6:.1f} MB, {count / 1e6:.1f}M weights")


if __name__ == "__main__":
    main()
