# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

from .intervals import fixed
from .results import Score
from .summary import _width, place, summary_rows, summary_section, summary_text, summary_verdict


def test_the_one_table_has_six_columns_and_a_row_for_each_player(small_results):
    lines = [line for line in summary_section(small_results) if line.startswith("|")]
    labels = [line.split("|")[1].strip() for line in lines[2:]]
    assert labels == ["소음", "섞은 연주", "마르코프 사슬", "다른 연주자", "tatumflow_same",
                      "tatumflow_same_2", "진짜 연주"]
    assert {line.count("|") for line in lines} == {8}
    _, _, loss, pulse, *_ = lines[-1].split("|")
    assert loss.strip() == "—"
    assert fixed(small_results.rows["real"].scores["pulse"].value) in pulse


def test_every_cell_of_the_one_table_is_measured_where_it_can_be(small_results):
    for row in summary_rows(small_results):
        assert {"pulse", "harmony", "style", "shared", "form"} <= set(row.scores)
    losses = [small_results.rows[name].scores["loss_note"].value
              for name in ("uniform", "shuffled", "markov")]
    assert losses[0] > losses[1] > 0 and losses[0] > losses[2]


def test_intervals_are_small_print(small_results):
    row = replace(small_results.rows["real"], scores={"pulse": Score(1.0, 0.5, 1.5)})
    changed = replace(small_results, rows={**small_results.rows, "real": row})
    assert "| 1.00 <sub>0.50–1.50</sub> |" in summary_section(changed)[-4]


def test_the_columns_of_a_terminal_are_even(small_results):
    lines = summary_text(small_results).splitlines()
    assert len({_width(line) for line in lines}) == 1 and len(lines) == 8
    assert _width("박 a") == 4


def test_a_score_is_placed_by_the_intervals_it_meets():
    noise, real = Score(0.1, 0.0, 0.2), Score(1.0, 0.9, 1.1)
    cases = {(0.95, 0.85, 1.05): "진짜만큼", (0.5, 0.4, 0.6): "진짜에 못 미침",
             (0.15, 0.1, 0.25): "소음만큼", (-0.5, -0.6, -0.4): "소음보다 못함",
             (2.0, 1.9, 2.1): "진짜를 넘음", (0.5, 0.1, 1.0): "아직 모름", (0.95,): "아직 모름"}
    for values, said in cases.items(): assert place(Score(*values), noise, real) == said
    assert place(Score(0.95, 0.85, 1.05), Score(0.8, 0.6, 1.0), real) == "아직 모름"


def test_the_verdict_says_what_the_model_does_well_and_what_not(small_results):
    found, best = dict(small_results.rows), small_results.best.name
    values = {"uniform": (0.1, 0.0, 0.2), "real": (1.0, 0.9, 1.1), best: (0.95, 0.9, 1.0)}
    for name, value in values.items():
        scores = {**found[name].scores, "pulse": Score(*value), "harmony": Score(value[0])}
        found[name] = replace(found[name], scores=scores, most_shared=5)
    said = summary_verdict(replace(small_results, rows=found))
    well, unknown = (next(line for line in said.splitlines() if words in line)
                     for words in ("**진짜만큼**", "**아직 모릅니다**"))
    assert "박" in well and "화성" in unknown and "화성" not in well
    assert "마르코프 사슬(" in said and "외운 흔적은 없습니다." in said
    found[best] = replace(found[best], most_shared=500)
    assert "외운 것이 있습니다." in summary_verdict(replace(small_results, rows=found))
    alone = {name: row for name, row in found.items() if name != "markov"}
    assert "내트입니다." in summary_verdict(replace(small_results, rows=alone))
