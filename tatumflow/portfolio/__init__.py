# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .facts import *
from .cards import *
from .export import *
from .video import *
from .space import *
from .slides import *
from .drafts import *
