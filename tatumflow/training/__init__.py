# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .schedule import *
from .muon import *
from .hub_vault import *
from .runs import *
from .steps import *
from .saving import *
from .logs import *
from .loop import *
from .benchmark import *
