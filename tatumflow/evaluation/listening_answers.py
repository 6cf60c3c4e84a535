"""What listeners answered: their files read and merged."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import dataclass
from pathlib import Path

from ..runtime.errors import korean_reason, TatumError
from ..runtime.files import read_json
from ..runtime.workspaces import workspace
from .listening_pairs import PAIRINGS

__all__ = ['ASPECTS', 'Answer', 'Answers', 'read_answers', 'read_key']


ASPECTS = {"like": "더 좋은 쪽", "time": "박을 더 잘 지키는 쪽", "style": "더 그 연주자 같은 쪽"}


@dataclass(frozen=True)
class Answer:
    """An answer: who gave it, to which pairing, whether the pairing's first row was heard first,
    and {each of `ASPECTS`: -2 to 2, above 0 for the pairing's first row}."""
    listener: str
    pairing: str
    is_first_heard: bool
    points: dict[str, int]


@dataclass(frozen=True)
class Answers:
    """All answers, {listener: rounds of three of the headphone check that were right, None where it
    was skipped}, and {file left out: Korean reason}."""
    answers: list[Answer]
    headphones: dict[str, int | None]
    left_out: dict[str, str]


def read_answers(folder: Path) -> Answers:
    """The answers to the page of `folder` in the `listening_answers*.json` beside it. Raises
    `TatumError` where the page's key is missing."""
    key = read_key(folder)
    found, headphones, left_out = {}, {}, {}
    for file in sorted(Path(folder).glob("listening_answers*.json")):
        try:
            told = _read_file(file, key["page"])
            listener = str(told["listener"])
            rows = [_read_answer(listener, each, key) for each in told["answers"]]
            headphones[listener] = told["headphones"]
            found |= {(listener, each["question"]): row
                      for each, row in zip(told["answers"], rows)}
        except OSError as error:
            left_out[file.name] = f"{korean_reason(error)}."
        except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
            left_out[file.name] = "답 파일의 꼴이 아닙니다."
        except TatumError as error:
            left_out[file.name] = str(error)
    return Answers(list(found.values()), headphones, left_out)


def read_key(folder: Path) -> dict:
    """What the takes of the page in `folder` are. Raises `TatumError` where that is missing or
    damaged."""
    file = Path(folder) / "listening_key.json"
    if not file.is_file():
        raise TatumError(f"듣기 페이지의 열쇠가 없습니다: {workspace().show(file)}. 먼저 "
                         "`tatumflow phase4_make_listening_page`로 페이지를 만드십시오.")
    return read_json(file, _known_key, "페이지와 함께 만든 것을 다시 가져다 놓으십시오. 없으면 "
                     "`tatumflow phase4_make_listening_page`로 페이지부터 새로 만드십시오.")


def _known_key(found: dict) -> dict:
    """What a key holds. Raises for what is no key."""
    for question in found["questions"].values():
        _ = PAIRINGS[question["pairing"]], {*question["takes"]}
        _ = [found["labels"][row] for row in question["pairing"].split("_")]
    return {**found, "page": str(found["page"])}


def _read_file(file: Path, page: str) -> dict:
    told = json.loads(file.read_text(encoding="utf-8-sig"))
    if told["page"] != page:
        raise TatumError("다른 페이지의 답입니다. 페이지를 새로 만들면 예전의 답과 섞지 않습니다.")
    return told


def _read_answer(listener: str, told: dict, key: dict) -> Answer:
    """Raises `KeyError` and `ValueError` for what the page cannot have written."""
    question = key["questions"][told["question"]]
    names = list(question["takes"])
    if sorted(names) != sorted([told["first"], told["second"]]): raise ValueError("other takes")
    points = {aspect: int(told[aspect]) for aspect in ASPECTS}
    if not all(-2 <= value <= 2 for value in points.values()): raise ValueError("other points")
    is_first = told["first"] == names[0]  # a point above 0 is for the second that was heard
    sign = -1 if is_first else 1
    return Answer(listener, question["pairing"], is_first,
                  {aspect: sign * value for aspect, value in points.items()})
