# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from miditok import REMI
from torch import nn

from ..data.midi import write_midi
from ..data.notes import clip
from ..data.tokens import decode, encode
from ..data.vocabulary import STEPS_PER_SECOND
from ..model.checkpoints import load_checkpoint, newest_checkpoints
from ..model.sampling import GUIDANCE
from ..model.saved_models import find_model, load_model, weights_digest
from ..model.streaming import sample
from ..model.transformer import Transformer
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import file_digest, write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from .adherence import adherence_scores, chord_sheets, real_adherence, token_obedience
from .baselines import (
    copied_prompt, markov_player, open_stream, other_style, shuffled_pitches, TokenChain,
    uniform_pitches,
)
from .coherence import FEATURES, real_band
from .intervals import calibrate
from .losses import frame_use, hidden_losses, visible_losses
from .memory import Memory
from .passages import cut_passages, load_folder, load_split, Passage, Piece
from .pitch import EPSILON
from .reports import comparison, is_behind, plot_comparison, reason_for, verdict_text
from .scores import LABELS, METRICS, music_scores, Ruler, score_differences
from .sets import clip_numbers, NUMBERS
from .styles import (
    cross_validate, packaged_judge, PER_STYLE, style_clips, StyleJudge, train_judge, wider_judge,
)

__all__ = ['Exam', 'continue_passage', 'evaluate', 'find_checkpoints', 'find_held_out']


def continue_passage(model: Transformer, tokenizer: REMI, passage: Passage, seed: int = 0) -> np.ndarray:
    """The notes (from 0) that `model` plays in the `passage.seconds` after the prompt, under the passage's own Style token, with `GUIDANCE`."""
    heard = passage.prompt[passage.prompt["onset"] < passage.context - 0.5 / STEPS_PER_SECOND]  # no note rounds onto the seam
    prompt = encode(heard, passage.style, tokenizer)[:-1]
    ids, = sample(model, tokenizer, prompt, until=passage.context + passage.seconds, seed=seed, guidance=GUIDANCE, show=False)
    return clip(decode(ids, tokenizer), passage.context, passage.context + passage.seconds)


def find_checkpoints(paths: list[Path] | None = None) -> dict[str, Path]:
    """{row name: path} of the given models (see `load_model`), or of all that training keeps in the workspace: the best and the newest two.
    Raises `TatumError` when one is missing."""
    found = {}
    for path in map(find_model, paths or newest_checkpoints(count=3)):
        name, number = path.stem, 2
        while name in found or name in LABELS:
            name, number = f"{path.stem}_{number}", number + 1
        found[name] = path
    return found


def _one_tokenizer(paths: dict[str, Path]) -> REMI:
    tokenizers = {name: load_model(path)[1] for name, path in paths.items()}
    first = next(iter(tokenizers.values()))
    for name, own in tokenizers.items():
        if own.vocab != first.vocab:
            raise TatumError(f"토크나이저가 다른 체크포인트는 함께 견줄 수 없습니다: {name}. 하나씩 평가하여 음마다의 손실을 견주십시오.")
    return first


def _other_data(paths: dict[str, Path], data: Path) -> list[str]:
    """Remarks on the models that were, or may have been, trained on something else than what `prepare` wrote to `data`."""
    tokens, remarks = data / "train.tokens.npy", []
    if not tokens.is_file(): return remarks
    here = file_digest(tokens)
    for name, path in paths.items():
        learnt = load_checkpoint(path).get("data", {}).get("sha256") if path.suffix == ".pt" else None
        if learnt is None:
            remarks.append(f"{name}에는 무엇으로 훈련했는지 적혀 있지 않아, 평가한 곡을 훈련에 쓰지 않았는지 확인하지 못했습니다(패키지의 모델은 PiJAMA의 훈련 곡과 "
                           "Weimar의 Charlie Parker에게서 배웠습니다).")
        elif learnt != here:
            remarks.append(f"{name}은(는) 이 폴더({workspace().show(data)})의 훈련 곡으로 배우지 않았습니다. 평가한 곡에 그 모델이 배운 곡이 섞였을 수 있습니다.")
    return remarks


def find_held_out(tokenizer: REMI, midi: Path | None, data: Path, style: str | None = None) -> tuple[dict[str, list[Piece]], list[Piece], dict]:
    """({slice: held-out pieces}, training pieces, {"source", "pieces", "left_out", "remarks"}) to evaluate with; the first slice is the
    source, from which passages are cut. Raises `TatumError`."""
    data, remarks, left_out = Path(data), [], {}
    prepared = (data / "tokenizer.json").exists()
    if prepared and REMI(params=data / "tokenizer.json").vocab != tokenizer.vocab:
        raise TatumError(f"체크포인트와 데이터({workspace().show(data)})의 토크나이저가 다릅니다. 훈련에 쓴 데이터를 --data로 주십시오.")
    training = load_split(data, "train") if prepared or midi is None else []
    if not training:
        remarks.append(f"준비된 데이터({workspace().show(data)})가 없어, 훈련에 쓴 곡을 가려내지 못했고 마르코프 사슬을 뺐습니다.")
    if midi is not None:
        marks = [piece.get("fingerprint") for piece in json.loads((data / "train.json").read_text(encoding="utf-8"))] if training else []
        if None in marks:
            remarks.append(f"훈련 곡 {marks.count(None)}개에 지문(fingerprint)이 없어, 그 곡이 섞였는지 가려내지 못했습니다. 01_data.ipynb에서 데이터를 다시 준비하십시오.")
        found, left_out = load_folder(Path(midi), tokenizer, set(marks))
        slices = {workspace().show(Path(midi)): found}
    else:
        slices = {split: load_split(data, split) for split in ("test", "val")}
        if not any(style in (None, piece.style) for piece in slices["test"]):
            slices = {split: slices[split] for split in ("val", "test")}
            remarks.append(f"시험(test) 분할에 {style + '의 ' if style else ''}곡이 없어 검증(val) 곡으로 쟀습니다. 훈련을 멈출 때를 고르는 데 쓴 곡이라 점수가 조금 후합니다.")
    source, held_out = next(iter(slices.items()))
    if not held_out:
        why = f"(파일 {len(left_out)}개를 뺐습니다. 예: {next(iter(left_out.values())).rstrip('.')})" if left_out else ""
        raise TatumError(f"평가할 연주가 없습니다: {source}{why}. 훈련에 쓰지 않은 MIDI를 더 모으거나 다른 폴더를 주십시오.")
    return slices, training, {"source": source, "pieces": [piece.name for piece in held_out], "left_out": left_out, "remarks": remarks}


@dataclass(frozen=True)
class Exam:
    """What every row of the table is measured on: `ruler`, `slices` (name: pieces; the first is the main one), the `styles` asked for (the
    one that is measured, and another), chord `sheets`."""
    tokenizer: REMI
    ruler: Ruler
    slices: dict[str, list[Piece]]
    styles: list[str]
    sheets: list[np.ndarray]
    training: list[Piece]
    seed: int
    windows: int | None
    out: Path

    def losses(self, model: nn.Module, context: int) -> dict:
        """The parts of a row that need a language model but no takes."""
        streams = {name: open_stream(pieces, self.tokenizer, context) for name, pieces in self.slices.items()}
        hidden = {name: hidden_losses(model, stream, self.seed, self.windows) for name, stream in streams.items()}
        (scores, kinds, _), main = next(iter(hidden.values())), next(iter(streams.values()))
        scores = {key: dict(score) for key, score in (scores | visible_losses(model, main, self.seed, self.windows)).items()}
        return {"scores": scores, "loss_by_kind": kinds,
                "losses": {name: found for name, (found, *_) in hidden.items()},
                "windows": {name: by_window.tolist() for name, (*_, by_window) in hidden.items()}, "frame_use": frame_use(model, main, self.seed, self.windows)}

    def row(self, name: str, kind: str, takes: list[np.ndarray], losses: dict | None = None) -> dict:
        """A row of the table; the takes are left in `out/takes/name`."""
        folder, memory = self.out / "takes" / name, self.ruler.memory
        for old in [*folder.glob("*.mid"), *folder.glob("row.json")]:
            old.unlink()
        for i, take in enumerate(takes):
            if len(take):
                write_midi(take, folder / f"{i:02d}.mid")
        numbers = [list(clip_numbers(take, p.seconds).values()) for take, p in zip(takes, self.ruler.passages)]
        losses = losses or {"scores": {}}
        return {"label": LABELS.get(name, name), "kind": kind, "silent": sum(not len(take) for take in takes),
                "most_shared": int(memory.longest_runs(takes).max()) if memory else None,
                "spread": dict(zip(NUMBERS, np.percentile(numbers, [25, 50, 75], axis=0).T.tolist())),
                **losses, "scores": losses["scores"] | music_scores(takes, self.ruler, self.seed)}


def _floor_rows(exam: Exam, others: list[Passage]) -> dict:
    players = {"uniform": uniform_pitches, "shuffled": shuffled_pitches, "copied": copied_prompt, "other": other_style(others)}
    losses = {}
    if exam.training:
        players["markov"] = markov_player(exam.training, exam.tokenizer)
        losses["markov"] = exam.losses(TokenChain(exam.training, exam.tokenizer), 512)
    rows = {}
    for name, play in players.items():
        rng = np.random.default_rng(exam.seed)
        rows[name] = exam.row(name, "floor", [play(passage, rng) for passage in exam.ruler.passages], losses.get(name))
    return rows


def _apart(exam: Exam) -> dict:
    passages, rng = exam.ruler.passages, np.random.default_rng(exam.seed)
    noise = [uniform_pitches(passage, rng) for passage in passages]  # the very takes of the row `uniform`
    return score_differences([passage.real for passage in passages], noise, exam.ruler, exam.seed)


_FORM = 4  # of what a model's row holds: raise it with every change, so that rows kept from before are measured anew


def _mark(exam: Exam, model: Transformer) -> str:
    """A digest of all that a model's row depends on."""
    digest = hashlib.sha256(repr((_FORM, GUIDANCE, exam.seed, exam.windows, list(METRICS), list(NUMBERS), list(exam.slices), model.config,
                                  weights_digest(model))).encode())
    pieces = [piece.ids for part in (*exam.slices.values(), exam.training) for piece in part]
    for part in [x for p in exam.ruler.passages for x in (p.prompt, p.real)] + pieces + exam.sheets:
        digest.update(part.tobytes())
    return digest.hexdigest()


def _model_row(exam: Exam, name: str, model: Transformer, bar) -> dict:
    done, mark, passages = exam.out / "takes" / name / "row.json", _mark(exam, model), exam.ruler.passages
    kept = json.loads(done.read_text(encoding="utf-8")) if done.exists() else {}
    if kept.get("mark") == mark:  # measured before, by a run that may have been cut short
        bar.update(len(passages))
        return kept["row"]
    losses = exam.losses(model, model.config.context)
    losses["adherence"] = adherence_scores(model, exam.tokenizer, passages[0].style, exam.sheets, exam.seed)
    if exam.ruler.judge:
        losses["style_token"] = token_obedience(model, exam.tokenizer, exam.ruler.judge, exam.styles, passages[0].seconds, exam.seed)
    takes = []
    for i, passage in enumerate(passages):
        takes.append(continue_passage(model, exam.tokenizer, passage, exam.seed * 10_000 + i))
        bar.update()
    row = exam.row(name, "model", takes, losses)
    write_atomic(done, json.dumps({"mark": mark, "row": row}, ensure_ascii=False))
    return row


def _find_judge(training: list[Piece], heard: set[str], data: Path, tokenizer: REMI, seconds: float,
                seed: int) -> tuple[StyleJudge | None, dict, list[str]]:
    """The judge of P(style), how well it does on clips it never heard ({"judge": …} or {}), and Korean remarks."""
    known = list(dict.fromkeys(piece.style for piece in training))
    if seconds == 10 and (judge := wider_judge({*known, *heard})):  # it learnt clips of 10 s
        areas = packaged_judge()[1]
        unknown = [f"패키지의 판별기가 {', '.join(sorted(heard - areas.keys()))} 스타일을 처음 듣는 곡에서도 알아맞히는지는 시험하지 못했습니다."] * bool(heard - areas.keys())
        return judge, {"judge": {"styles": len(judge.styles), "accuracy": None, "auc": {name: areas[name] for name in sorted(heard & areas.keys())}}}, unknown
    if len(known) < 2 or not heard <= set(known):
        return None, {}, ["훈련 곡의 스타일이 하나뿐이거나 평가할 스타일이 없어 P(스타일)을 재지 못했습니다. 다른 연주자의 곡도 모으십시오."] if training else []
    index = {piece["file"]: piece for piece in json.loads((data / "train.json").read_text(encoding="utf-8"))}
    try:
        clips = style_clips([piece for name in known for piece in [p for p in training if p.style == name][:PER_STYLE]], index, tokenizer, seconds)
        judge, remarks = train_judge(clips.features, clips.style), []
    except TatumError as error:
        return None, {}, [f"P(스타일)을 재지 못했습니다. {error}"]
    if short := heard - set(judge.styles):
        return None, {}, [f"{', '.join(sorted(short))} 스타일의 훈련 곡이 모두 {seconds:g}초보다 짧아 P(스타일)을 재지 못했습니다. 더 긴 연주를 모으십시오."]
    alone = {name for name in judge.styles if len(set(clips.record[clips.style == name])) < 2}
    tested = sorted(heard - alone) if len(judge.styles) - len(alone) > 1 else []
    found = cross_validate(clips, seed=seed) if tested else {}
    if len(tested) < len(heard):
        remarks.append(f"{', '.join(sorted(heard & alone or alone))} 스타일의 훈련 곡이 하나뿐이라, 처음 듣는 곡에서도 판별기가 그 스타일을 "
                       "알아맞히는지 시험하지 못했습니다. 그 스타일의 다른 곡도 모으십시오.")
    return judge, {"judge": {"styles": len(known), "accuracy": found["accuracy"], "auc": {name: found["auc"][name] for name in tested}}} if tested else {}, remarks


def _exam(tokenizer: REMI, midi, data: Path, out: Path, seed: int, count: int, context: float, seconds: float, style: str | None,
          sheets: int, windows: int | None) -> tuple[Exam, list[Passage], dict]:
    slices, training, source = find_held_out(tokenizer, midi, data, style)
    held_out = slices[source["source"]]
    asked, rest = ([p for p in held_out if (style in (None, p.style)) == wanted] for wanted in (True, False))
    if not asked:
        raise TatumError(f"평가할 곡 가운데 '{style}'의 것이 없습니다. 있는 것: {', '.join(sorted({p.style for p in held_out}))}")
    if style is not None:
        slices |= {f"{name} · {style}": [p for p in part if p.style == style] for name, part in slices.items()}
    passages = cut_passages(asked, tokenizer, count, context, seconds, seed)
    others = cut_passages(rest or [piece for part in slices.values() for piece in part], tokenizer, 4 * count, context, seconds, seed)
    memory = Memory([decode(piece.ids, tokenizer) for piece in training]) if training else None
    judge, about, remarks = _find_judge(training, {p.style for p in passages}, data, tokenizer, seconds, seed)
    source |= about
    source["remarks"] += remarks
    own, known = passages[0].style, Counter(piece.style for piece in training)
    styles = [own, *[name for name, _ in known.most_common() if name not in (own, "Other")][:1]]
    exam = Exam(tokenizer, Ruler(passages, real_band(passages), judge, memory), {name: part for name, part in slices.items() if part}, styles,
                chord_sheets(sheets, 8.0), training, seed, windows, Path(out))
    return exam, others, source


def evaluate(checkpoints: list[Path] | None = None, midi: Path | None = None, data: Path | None = None, out: Path | None = None,
             seed: int = 0, count: int = 24, context: float = 20.0, seconds: float = 10.0, style: str | None = None, sheets: int = 8,
             windows: int | None = None) -> dict:
    """Measure any number of checkpoints on held-out music beside floors and ceiling; write `metrics.json`, `comparison.md` and every take
    (`takes/ROW/NN.mid`; a silent one leaves no file).

    checkpoints: for `load_model` (default: the workspace's best and newest two). midi: folder of real performances (default: the
    test split of `data`, the folder that `prepare` wrote; val when test has none of `style`). Each of up to `count` passages, of `style` alone if
    given, is `context` s of prompt and `seconds` s of continuation. Chords are asked for on `sheets` progressions; losses are of
    about `windows` windows (default: all). Returns what `metrics.json` holds:

    {"seed", "windows", "context", "seconds", "style", "guidance", "epsilon", "passages", "pieces" (how many they are of), "slices": {name: how many pieces}, "sheets":
    how many, "held_out": {"source", "pieces", "left_out": {file: reason}, "remarks", "judge": {"styles", "accuracy" (null of the package's), "auc": {style: area}} (if
    there is one)}, "band": {each of `FEATURES`: [low, high], null where open}, "adherence": `real_adherence`, "apart": `score_differences` of real and `uniform`, "rows":
    {name: {"label", "kind": "floor" | "model" | "ceiling", "checkpoint": path and "weights": `weights_digest` (models), "silent": takes without a note, "most_shared":
    notes (see `Memory.longest_runs`), "spread": {each of `NUMBERS`: quartiles}, "scores": {key of `METRICS`: {"value", "low", "high", "calibrated"}}, and of language
    models "loss_by_kind": {token kind: nats}, "losses": {slice: {"loss_token" …, "behind"}}, "frame_use" and (models) "adherence", "style_token": `token_obedience`}},
    "verdict": [{"metric", "threshold", "models", "floors", "ceiling": those that pass, "text"}], "best": {"name", "reason"}}

    `best` has the lowest loss a token of the slice "val", or of the source where there is none. `calibrated` (floor `uniform`, ceiling
    `real`) is null where there is none. Raises `TatumError`.
    """
    if min(count, 1 if windows is None else windows) < 1 or seed < 0:
        raise TatumError(f"조각의 수({count})와 창의 수({'모두' if windows is None else windows})는 1 이상, 시드({seed})는 0 이상이어야 합니다.")
    paths, folder = find_checkpoints(checkpoints), Path(data or workspace().tokens)
    exam, others, source = _exam(_one_tokenizer(paths), midi, folder, Path(out or workspace().results), seed, count, context, seconds, style, sheets, windows)
    source["remarks"] += _other_data(paths, folder)
    passages, rows = exam.ruler.passages, _floor_rows(exam, others)
    with progress(total=len(paths) * len(passages), desc="평가", unit="조각") as bar:
        for name, path in paths.items():
            model, _ = load_model(path)
            kind = " (뮤직 트랜스포머)" if model.config.positions == "relative" else ""
            rows[name] = _model_row(exam, name, model, bar) | {"label": name + kind, "checkpoint": workspace().show(path),
                                                               "weights": weights_digest(model)}
    rows["real"] = exam.row("real", "ceiling", [passage.real for passage in passages])
    band = {name: [x if math.isfinite(x) else None for x in ends] for name, ends in zip(FEATURES, exam.ruler.band.T.tolist())}
    return _conclude({"seed": seed, "windows": windows, "context": context, "seconds": seconds, "style": style, "guidance": GUIDANCE, "epsilon": EPSILON,
                      "passages": len(passages), "pieces": len({p.piece for p in passages}), "held_out": source, "band": band, "adherence": real_adherence(passages, seed), "rows": rows, "apart": _apart(exam),
                      "slices": {name: len(part) for name, part in exam.slices.items()}, "sheets": len(exam.sheets)}, exam.out)


def _conclude(results: dict, out: Path) -> dict:
    rows = results["rows"]
    for row in rows.values():
        for name, score in row["scores"].items():
            ends = [rows[end]["scores"].get(name) for end in ("uniform", "real")]
            known = all(ends) and METRICS[name].lower is not None
            value = calibrate(score["value"], *(end["value"] for end in ends), METRICS[name].lower) if known else math.nan
            score["calibrated"] = None if math.isnan(value) else value
    results["verdict"] = [verdict_text(name, rows, results["apart"]) for name, metric in METRICS.items() if metric.threshold is not None]
    models = {name: row for name, row in rows.items() if row["kind"] == "model"}
    slices = list(next(iter(models.values()))["losses"])
    decider = "val" if "val" in slices else slices[0]
    best = min(models, key=lambda name: models[name]["losses"][decider]["loss_token"]["value"])
    windows = {name: row.pop("windows") for name, row in rows.items() if "windows" in row}
    for name, found in windows.items():
        for part, by_window in found.items():
            rows[name]["losses"][part]["behind"] = is_behind(by_window, windows[best][part], results["seed"]) if name != best else None
    results["best"] = {"name": best, "reason": reason_for(models, best, decider)}
    write_atomic(out / "metrics.json", json.dumps(results, ensure_ascii=False, indent=1, allow_nan=False))
    write_atomic(out / "comparison.md", comparison(results))
    use_korean_font()
    plot_comparison(results).savefig(out / "comparison.png", dpi=110)
    return results
