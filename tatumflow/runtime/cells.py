"""What a notebook says when a cell is run before the cells that it builds on."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import sys

__all__ = ['explain_missing_names']


def explain_missing_names(shell) -> None:
    """Let the IPython `shell` tell in one Korean line that a name is not there yet, where a cell's
    own code uses it; errors inside of packages are shown as ever."""
    def explain(shell, kind, error, trace, tb_offset=None):
        last = trace
        while last.tb_next: last = last.tb_next
        if last.tb_frame.f_globals is shell.user_global_ns and kind is NameError:
            text = _say_missing_name(error.name)
            error._render_traceback_ = lambda: [text]  # which IPython shows instead of a traceback
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    shell.set_custom_exc((NameError,), explain)


def _say_missing_name(name: str) -> str:
    return (f"'{name}'은(는) 아직 없는 이름입니다. 맨 위부터 이 칸 바로 앞까지 먼저 실행하십시오"
            "(Colab: 런타임 → 이전 셀 실행, Jupyter: Run → Run All Above). 모두 실행했다면 철자를 "
            "확인하십시오.")


def _find_shell():
    """The shell of the notebook that imports this; None outside of notebooks."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


if shell := _find_shell(): explain_missing_names(shell)
