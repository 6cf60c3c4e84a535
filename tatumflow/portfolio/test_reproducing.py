# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import platform
from dataclasses import replace
from importlib import metadata

from .reproducing import reproducibility_sheet


def test_the_record_names_checkpoint_data_and_machine(facts, ws):
    ws.tokens.mkdir(parents=True)
    (ws.tokens / "train.tokens.npy").write_bytes(b"tokens")
    sheet = reproducibility_sheet(facts)
    assert facts.digest in sheet and facts.weights in sheet
    assert hashlib.sha256(b"tokens").hexdigest() in sheet and "test.tokens" not in sheet
    assert "| learning_rate | 0.001 |" in sheet and '"etudes": 3' in sheet
    assert f"| torch | {metadata.version('torch')} |" in sheet
    assert platform.python_version() in sheet


def test_a_record_that_is_missing_is_said_to_be(facts):
    sheet = reproducibility_sheet(replace(facts, data={}, settings={}))
    assert "기록이 없습니다" in sheet and "체크포인트에 없습니다" in sheet
