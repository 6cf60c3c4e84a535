"""The command of this package."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from .checks import doctor
from .errors import TatumError

__all__ = ['phase0_test_environment']


def phase0_test_environment(parser):
    """The doctor's report. Raises `TatumError` if something essential is missing."""
    parser.add_argument("--install", action="store_true",
                        help="FluidSynth가 없고 설치할 수 있는 곳이면 설치합니다")
    parser.epilog = "예:\n  tatumflow phase0_test_environment --install"
    return _test_environment


def _test_environment(options):
    checks = doctor(options.install)
    for check in checks: print(check)
    failed = [check.name for check in checks if check.status == "fail"]
    if failed:
        raise TatumError(f"꼭 필요한 것이 빠졌습니다: {', '.join(failed)}. "
                         "위의 '고치는 법'대로 고친 뒤 다시 실행하십시오.")
