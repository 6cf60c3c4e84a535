"""A static page for blind listening, and the key that tells what its takes are."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import base64
import hashlib
import json
import tempfile
from importlib import resources
from pathlib import Path

import numpy as np

from ..data.etudes import make_etude
from ..data.midi import write_midi
from ..data.notes import clip
from ..model.saved_models import choose_models
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.levels import even_loudness
from ..runtime.sound import render, write_mp3
from .candidates import load_candidates
from .exam import Exam
from .held_out import asked_pieces, find_held_out
from .listening_pairs import choose_questions, PAIRINGS, play_questions, Question
from .metrics import LABELS
from .passages import cut_passages

__all__ = ['make_listening_page', 'make_page', 'page_remarks']


_TAIL = 0.4                # seconds over which a take fades away at its end


def _sound(notes: np.ndarray, folder: Path) -> str:
    """A take as MP3 of the common loudness, in base64."""
    samples, rate = render(write_midi(notes, folder / "take.mid"))
    mono, tail = samples.mean(axis=-1), int(_TAIL * rate)
    mono[-tail:] *= np.linspace(1, 0, len(mono[-tail:]))
    mp3 = write_mp3(folder / "take.mp3", even_loudness(mono, rate), rate)
    return base64.b64encode(mp3.read_bytes()).decode()


def _reference() -> np.ndarray:
    """What is heard while the volume is set: an étude."""
    return clip(make_etude("stride", "rhythm_changes", seed=1).notes, 0, 12)


def make_page(questions: list[Question], takes: dict[tuple[str, int], np.ndarray],
              labels: dict[str, str], seed: int = 0) -> tuple[str, dict]:
    """The page (HTML), and its key: "page" (its mark), "labels" ({row: label}), "left_out" (how
    many questions had a take without notes), and "questions" {id: {"pairing", "takes": {id of a
    sound: row, in the pairing's order}}}."""
    asked = [q for q in questions if all(len(takes[take]) for take in q.takes)]
    heard = sorted({take for q in asked for take in q.takes})
    numbers = np.random.default_rng(seed).permutation(len(heard))
    names = {take: f"s{number:02d}" for take, number in zip(heard, numbers)}
    with tempfile.TemporaryDirectory() as folder:
        sounds = {names[take]: _sound(takes[take], Path(folder)) for take in heard}
        reference = _sound(_reference(), Path(folder))
    shown = [{"id": f"q{n:02d}", "takes": sorted(names[take] for take in q.takes),
              "style": q.style} for n, q in enumerate(asked)]
    key = {f"q{n:02d}": {"pairing": q.pairing, "takes": {names[t]: t[0] for t in q.takes}}
           for n, q in enumerate(asked)}
    mark = hashlib.sha256(json.dumps([shown, sounds]).encode()).hexdigest()[:12]
    test = {"page": mark, "questions": shown, "sounds": dict(sorted(sounds.items()))}
    test["sounds"]["reference"] = reference
    return _fill_page(test), {"page": mark, "labels": labels, "questions": key,
                              "left_out": len(questions) - len(asked)}


def _fill_page(test: dict) -> str:
    template = resources.files("tatumflow") / "templates" / "listening.html"
    text = json.dumps(test, ensure_ascii=False).replace("</", "<\\/")
    return template.read_text(encoding="utf-8").replace("__TEST__", text)


def make_listening_page(exam: Exam) -> tuple[Path, dict]:
    """Write `listening.html` and `listening_key.json` to the exam's `results`; returns the page's
    path and the key. The first of at most two checkpoints is "model", the second "other" (default:
    those of `choose_models`, the newest first). Raises `TatumError`."""
    models = load_candidates(exam.checkpoints or choose_models(2)[::-1])
    if len(models) > 2:
        raise TatumError(f"견주어 들을 모델은 하나나 둘입니다. 받은 것: {len(models)}개.")
    held_out = find_held_out(exam, models[0].tokenizer)
    count = sum(PAIRINGS.values()) + PAIRINGS["real_real"]
    passages = cut_passages(asked_pieces(held_out, exam.style), models[0].tokenizer, count,
                            exam.context, exam.seconds, exam.seed)
    questions = choose_questions(passages, exam.seed)
    takes = play_questions(questions, passages, models, exam.seed)
    labels = {"model": models[0].name, "real": LABELS["real"], "shuffled": LABELS["shuffled"],
              "other": models[1].name if models[1:] else f"{models[0].name}, 다른 시드"}
    html, key = make_page(questions, takes, labels, exam.seed)
    key |= {"source": held_out.source, "styles": sorted({q.style for q in questions})}
    page = write_atomic(exam.results / "listening.html", html)
    text = json.dumps(key, ensure_ascii=False, indent=1)
    write_atomic(exam.results / "listening_key.json", text)
    return page, key


def page_remarks(key: dict) -> list[str]:
    """What the maker of a page should know of it, in Korean."""
    lines = []
    if all(style.endswith("Etude") for style in key["styles"]):
        lines.append("녹음이 없어 진짜 연주의 자리에 우리 코드가 만든 연습곡이 섰습니다.")
    if key["left_out"]:
        lines.append(f"음이 하나도 없는 연주가 든 문제 {key['left_out']}개를 뺐습니다.")
    return lines
