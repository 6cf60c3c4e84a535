# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .facts import *
from .texts import *
from .theme import *
from .quickstart import *
from .web_tables import *
from .choosing import *
from .cards import *
from .pages import *
from .web import *
from .frames import *
from .export import *
from .reproducing import *
from .slides import *
from .subtitles import *
from .space import *
from .drafts import *
from .video import *
