"""The doctor's report."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import sys
from unittest import mock

import pytest

from .checks import (
    _check_font, _check_forward, _check_soundfonts, _check_workspace, check_device, check_disk,
    check_fluidsynth, check_python, check_sound, doctor,
)
from .errors import TatumError
from .platforms import Device
from .workspaces import Workspace


_CPU = Device("cpu", "CPU", "fp32")


@pytest.mark.parametrize("owner, status", [("tatumflow", "warn"), ("someone", "ok")])
def test_a_placeholder_for_the_owner_is_told(monkeypatch, owner, status):
    page = {"Home-page": f"https://github.com/{owner}/tatumflow"}
    monkeypatch.setattr("importlib.metadata.metadata", lambda name: page)
    check = next(check for check in doctor() if check.name == "저장소 주소")
    assert check.status == status and bool(check.fix) == (status == "warn")


def test_versions_of_python():
    found = [check_python(version).status for version in ((3, 9), (3, 10), (3, 13), (3, 14))]
    assert found == ["fail", "ok", "ok", "warn"]


def test_room_on_the_disk():
    found = [check_disk(int(gb * 1e9)).status for gb in (0.9, 1, 4.9, 5)]
    assert found == ["fail", "warn", "warn", "ok"]


@pytest.mark.parametrize("platform, words", [("colab", "런타임 유형"), ("kaggle", "T4 x2"),
                                             ("local", "빠른 코스")])
def test_how_to_get_a_gpu_depends_on_the_platform(pretend, platform, words):
    with pretend(platform): assert words in check_device(_CPU).fix


def test_a_device_with_a_remark_is_a_warning_with_it():
    assert check_device(Device("cuda", "Tesla T4", "fp16")).status == "ok"
    broken = check_device(Device("cpu", "CPU", "fp32", "다른 GPU를 고르십시오."))
    assert (broken.status, broken.fix) == ("warn", "다른 GPU를 고르십시오.")


def test_a_device_that_cannot_compute_is_a_failure():
    assert _check_forward(_CPU).status == "ok"
    assert _check_forward(Device("no_such_device", "?", "fp32")).status == "fail"


def test_a_workspace_must_be_writable(ws, tone):
    assert _check_workspace(ws).status == "ok" and not [*ws.root.iterdir()]
    assert _check_workspace(Workspace(tone / "below a file")).status == "fail"


@pytest.mark.parametrize("error", [TatumError("다시 설치하십시오."),
                                   ImportError("No module named 'matplotlib'", name="matplotlib")])
def test_plots_without_korean_are_a_warning(monkeypatch, error):
    assert _check_font().status == "ok"
    monkeypatch.setattr("tatumflow.runtime.checks.use_korean_font", mock.Mock(side_effect=error))
    assert _check_font().status == "warn"
    assert "다시 설치" in _check_font().fix or "pip install matplotlib" in _check_font().fix


def test_sound_is_tried_to_the_end(monkeypatch):
    assert check_sound().status == "ok" and "초를 연주했습니다" in check_sound().message
    monkeypatch.setenv("TATUMFLOW_SOUNDFONT", "none.sf2")
    assert _check_soundfonts().status == check_sound().status == "fail"
    assert "none.sf2" in check_sound().fix


def test_a_library_that_cannot_be_imported_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "symusic", None)
    assert check_sound().status == "fail" and "pip install symusic" in check_sound().fix


def test_without_fluidsynth_symusic_plays_with_a_warning(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert check_fluidsynth().status == "warn" and "apt-get" in check_fluidsynth().fix
    assert "symusic" in check_sound().message


@pytest.mark.parametrize("error", [ImportError("blocked"), OSError("libtorch_cpu.so is missing")])
def test_without_torch_the_doctor_checks_everything_else(monkeypatch, error):
    def refuse(name):
        assert name == "torch"
        raise error

    monkeypatch.setattr("tatumflow.runtime.checks.import_module", refuse)
    checks = doctor()
    assert [check.name for check in checks if check.status == "fail"] == ["PyTorch"]
    assert str(error) in checks[1].message and "pip install torch" in checks[1].fix
    names = {check.name for check in checks}
    assert {"파이썬", "작업 폴더", "디스크", "한글 글꼴", "소리"} <= names


def test_every_line_that_is_not_ok_says_what_to_do(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    for check in (*doctor(), check_python((3, 8)), check_disk(0)):
        assert (check.status == "ok") == (not check.fix), check
        assert ("고치는 법" in str(check)) == bool(check.fix)


def test_a_tpu_is_named_and_not_used(monkeypatch):
    monkeypatch.setenv("COLAB_TPU_ADDR", "10.0.0.2:8470")
    check = check_device(Device("cpu", "CPU", "fp32"))
    assert check.status == "warn" and "TPU" in check.message and check.fix
