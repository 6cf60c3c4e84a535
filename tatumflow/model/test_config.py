# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from pathlib import Path

import pytest

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .config import CONFIGS, copy_config, load_config, ModelConfig


def write_config(folder: Path, text: str) -> Path:
    path = folder / "c.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "word"), [
    ("model: {hiden: 3}", "hiden"), ("model: {hidden: wide}", "hidden"),
    ("model: {heads: 0}", "heads"), ("model: {hidden: 10000000}", "너무 큽니다"),
    ("model: {context: 9000000}", "너무 큽니다"), ("model: {layers: 1000000000}", "너무 큽니다"),
    ("model: {dropout: 1.5}", "dropout"),
    ("model: {dropout: .inf}", "dropout"), ("model: {layers: true}", "layers"),
    ("training: {patience: 1.5}", "patience"), ("training: {learning_rate: -1}", "learning_rate"),
    ("training: {learning_rate: fast}", "learning_rate"), ("training: {focus: 3}", "focus"),
    ("training: {validate_every: 0}", "validate_every"),
    ("training: {focus_share: 2}", "focus_share"), ("training: {compile: 1}", "compile"),
    ("model: [", "YAML"), ("model: 3", "YAML"), ("modle: {hidden: 64}", "modle"),
    ("max_steps: 7", "max_steps"),
])
def test_a_wrong_entry_is_named(tmp_path, text, word):
    with pytest.raises(TatumError, match=word):
        load_config(write_config(tmp_path, text))


#| hide
#| export model.test_config


@pytest.mark.parametrize(("text", "place"), [
    ("model:\n  hidden: 64\n layers: 2\n", "3번째 줄에서 막혔습니다: 'layers: 2'"),
    ("# 모양\nmodel:\n\thidden: 64\n", "3번째 줄에서 막혔습니다: 'hidden: 64'"),
    ("model:\n  heads: 2\0\n", "2번째 줄에서"), ("model: {heads: 2\n", "2번째 줄에서")])
def test_an_error_of_yaml_names_its_line(tmp_path, text, place):
    with pytest.raises(TatumError, match=place): load_config(write_config(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_comments_are_read_in_any_encoding_of_windows(tmp_path, encoding, capsys):
    path = tmp_path / "c.yaml"
    path.write_bytes("model:\n  hidden: 96  # 너비, 뷁\n".encode(encoding))
    assert load_config(path)[0].hidden == 96
    said = capsys.readouterr().out
    assert ("2번째 줄에서 UTF-8이 아니어서 CP949로" in said) == (encoding == "cp949")


def test_an_encoding_that_cannot_be_read_is_called_so(tmp_path):
    path = tmp_path / "c.yaml"
    path.write_bytes(b"model:\n  hidden: 96  # \xff\n")
    with pytest.raises(TatumError, match="2번째 줄의 글자가 UTF-8도 CP949도"): load_config(path)


def test_a_missing_file_names_those_there_are(tmp_path):
    with pytest.raises(TatumError, match="config_mini.yaml"):
        load_config(tmp_path / "none.yaml")


def test_yaml_numbers_that_look_like_text_are_read(tmp_path):
    path = write_config(tmp_path, "training: {learning_rate: 3e-4, warmup_steps: 0}")
    training = load_config(path)[1]
    assert (training.learning_rate, training.warmup_steps) == (3e-4, 0)


def test_a_whole_number_may_be_written_as_a_decimal(tmp_path):
    hidden = load_config(write_config(tmp_path, "model: {hidden: 64.0}"))[0].hidden
    assert hidden == 64 and isinstance(hidden, int)


def test_some_whole_numbers_may_be_zero(tmp_path):
    path = write_config(tmp_path, "model: {taps: 0}\ntraining: {focus_steps: 0}")
    assert load_config(path)[0].taps == 0


def test_a_packaged_config_is_found_by_name():
    assert load_config("config_small.yaml") == load_config(CONFIGS / "config_small.yaml")


def test_the_workspace_config_comes_before_the_packaged_one(ws):
    assert load_config() == load_config(CONFIGS / "config_mini.yaml")
    write_atomic(ws.root / "config_mini.yaml", "training: {learning_rate: 0.25}")
    assert load_config()[1].learning_rate == 0.25


def test_a_copy_in_the_workspace_may_be_edited(ws):
    path = copy_config("config_mini.yaml")
    assert path.read_text() == (CONFIGS / "config_mini.yaml").read_text()
    write_atomic(path, "training: {learning_rate: 0.25}")
    assert load_config(copy_config("config_mini.yaml"))[1].learning_rate == 0.25
    with pytest.raises(TatumError, match="none.yaml"): copy_config("none.yaml")


def test_a_packaged_config_can_be_had_in_spite_of_the_workspace(ws):
    write_atomic(ws.root / "config_mini.yaml", "training: {learning_rate: 0.25}")
    assert load_config(CONFIGS / "config_mini.yaml")[1].learning_rate != 0.25


def test_a_vocabulary_size_can_be_asked_for(tokenizer):
    assert load_config()[0].vocab_size == len(tokenizer)
    assert load_config(vocab_size=40)[0].vocab_size == 40


def test_what_a_file_leaves_out_is_as_in_the_base(tmp_path, tokenizer):
    path = write_config(tmp_path, "model: {dropout: 0.2}")
    base = ModelConfig(40, hidden=96, layers=3, dropout=0.1, taps=2)
    shape, _ = load_config(path, base=base)
    assert shape == replace(base, dropout=0.2, vocab_size=len(tokenizer))


def test_an_older_file_with_rotary_positions_is_read(tmp_path):
    path = write_config(tmp_path, "model: {hidden: 64, positions: rotary}")
    assert load_config(path)[0].hidden == 64


def test_relative_positions_are_refused_with_a_sentence(tmp_path):
    with pytest.raises(TatumError, match="positions는 'relative'인데, rotary만"):
        load_config(write_config(tmp_path, "model: {positions: relative}"))


def test_the_feed_forward_is_eight_thirds_as_wide():
    assert ModelConfig(40, hidden=256).intermediate == 704
    assert ModelConfig(40, hidden=96).intermediate == 256
