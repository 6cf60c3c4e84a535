# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import math

import numpy as np

from .intervals import Estimate
from .listening_answers import Answer, Answers, ASPECTS, read_answers
from .listening_power import answers_needed, wilson
from .listening_summary import compare_answers, listening_section, read_listening, summarise_answers


def _answers(listener, pairing, *points):
    return [Answer(listener, pairing, n % 2 == 0, dict.fromkeys(ASPECTS, value))
            for n, value in enumerate(points)]


def test_a_comparison_counts_choices_and_points():
    found = compare_answers(_answers("a", "model_real", 2, 1, -1, 0), "like")
    assert (found.count, found.undecided) == (4, 1) and found.share == wilson(2, 3)
    assert found.mean.value == 0.5 and found.mean.low is None, "one listener has no interval"
    assert compare_answers(_answers("a", "model_real", 0, 0), "time").share is None


def test_the_interval_of_the_points_is_over_listeners():
    alike = [answer for name in "abcdef" for answer in _answers(name, "model_real", 1, 1)]
    assert compare_answers(alike, "like").mean == Estimate(1.0, 1.0, 1.0)
    unlike = [a for n, name in enumerate("abcdefgh")
              for a in _answers(name, "model_real", *[2 if n % 2 else -2] * 9)]
    found = compare_answers(unlike, "like")
    assert found.mean.high - found.mean.low > found.share.high - found.share.low


def _simulated(folder, share, listeners, seed):
    """Answer files of listeners who prefer the real music to the model with the probability
    `share`, and nearly always to shuffled music; each answers ten and three questions."""
    questions = {f"q{n:02d}": {"pairing": "model_real" if n < 10 else "real_shuffled",
                               "takes": {f"s{n}a": "", f"s{n}b": ""}} for n in range(13)}
    labels = {"model": "mine", "real": "진짜 연주", "shuffled": "섞은 연주"}
    key = {"page": "p", "labels": labels, "questions": questions}
    (folder / "listening_key.json").write_text(json.dumps(key), encoding="utf-8")
    rng = np.random.default_rng(seed)
    for listener in range(listeners):
        answers = []
        for n, question in enumerate(questions):
            chance = 1 - share if n < 10 else 0.95  # of the pairing's first row
            takes = rng.permutation([f"s{n}a", f"s{n}b"]).tolist()
            sign = 1 if (rng.random() < chance) == (takes[1] == f"s{n}a") else -1
            points = {aspect: int(sign * rng.integers(1, 3)) for aspect in ASPECTS}
            answers.append({"question": question, "first": takes[0], "second": takes[1], **points})
        told = {"page": "p", "listener": str(listener), "headphones": 3, "answers": answers}
        file = folder / f"listening_answers_{listener:02d}.json"
        file.write_text(json.dumps(told), encoding="utf-8")


def test_most_simulated_panels_of_65_percent_are_found_from_their_files(tmp_path):
    listeners, found = math.ceil(answers_needed(0.65) / 10), []
    for seed in range(20):
        _simulated(tmp_path, 0.65, listeners, seed)
        answers = read_answers(tmp_path).answers
        like = compare_answers([a for a in answers if a.pairing == "model_real"], "like").share
        assert like.count == 10 * listeners >= answers_needed(0.65)
        found.append(like.high < 0.5)
    assert np.mean(found) >= 0.6  # 0.83 is likely; below 0.6 is one in a hundred


def test_the_report_of_a_panel_says_what_was_preferred(tmp_path):
    _simulated(tmp_path, 0.8, 12, seed=1)
    listening = read_listening(tmp_path)
    assert listening.listeners == listening.headphones == 12
    text = "\n".join(listening_section(listening))
    assert "모델보다 진짜를 더 좋아했습니다" in text and "mine 대 진짜 연주" in text
    assert "놓치기 쉽습니다" in text and "믿지 마십시오" not in text
    kept = json.loads((tmp_path / "listening.json").read_text(encoding="utf-8"))
    assert len(kept["answers"]) == 12 * 13


def test_a_panel_that_cannot_hear_is_warned_of():
    deaf = Answers(_answers("a", "real_shuffled", 1, 1, -1, -1), {"a": None}, {"x.json": "까닭"})
    found = summarise_answers(deaf, {"real": "진짜 연주", "shuffled": "섞은 연주"})
    text = "\n".join(listening_section(found))
    assert "다른 답도 아직 믿지 마십시오" in text and "뺀 파일 x.json: 까닭" in text
    assert "견준 답이 아직 없습니다" in text and found.headphones == 0
    assert found.heard_first == wilson(2, 4) and "먼저 들은 쪽" not in text


def test_a_panel_that_always_takes_the_first_is_warned_of():
    first = [Answer("a", "model_real", n % 2 == 0, dict.fromkeys(ASPECTS, 1 if n % 2 == 0 else -1))
             for n in range(20)]
    found = summarise_answers(Answers(first, {"a": 3}, {}), {"model": "mine", "real": "진짜"})
    assert found.heard_first.share == 1.0 and any("먼저 들은" in line for line in found.warnings)
    assert "가르지 못했습니다" in "\n".join(listening_section(found))


def test_without_answers_the_file_to_send_is_named(tmp_path, refusal):
    key = '{"page": "p", "labels": {}, "questions": {}}'
    (tmp_path / "listening_key.json").write_text(key, encoding="utf-8")
    with refusal("listening_answers"): read_listening(tmp_path)
