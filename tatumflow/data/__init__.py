# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .notes import *
from .chords import *
from .etudes import *
from .frames import *
from .sources import *
from .tokens import *
from .collecting import *
from .windows import *
from .preparing import *
from .statistics import *
