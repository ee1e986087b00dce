"""Pictures as data: what a frame shows, without a word about how it is drawn.

Names of pictures, lines, rows and columns are ids, which the course's tables have words for.
`describe` gives the facts that a picture states, for screen readers and pipes: the id of a
sentence and the values that go into it.
"""

from sandbox.labs.pictures.base import Picture, Saying
from sandbox.labs.pictures.curves import Curves, Line
from sandbox.labs.pictures.images import Captioned, Images
from sandbox.labs.pictures.passes import Code, Graph, Node, Steps
from sandbox.labs.pictures.planes import Field
from sandbox.labs.pictures.tables import Matrix, Table
from sandbox.labs.pictures.units import Bars, Units

__all__ = [
    "Bars",
    "Captioned",
    "Code",
    "Curves",
    "Field",
    "Graph",
    "Images",
    "Line",
    "Matrix",
    "Node",
    "Picture",
    "Saying",
    "Steps",
    "Table",
    "Units",
]
