"""A widget for every kind of picture that labs show."""

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import (
    Bars,
    Code,
    Curves,
    Field,
    Graph,
    Images,
    Matrix,
    Picture,
    Steps,
    Table,
    Units,
)
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.pictures.bars import BarsView
from sandbox.ui.pictures.base import PictureView
from sandbox.ui.pictures.code import CodeView
from sandbox.ui.pictures.curves import CurvesView
from sandbox.ui.pictures.field import FieldView
from sandbox.ui.pictures.graph import GraphView
from sandbox.ui.pictures.images import ImagesView
from sandbox.ui.pictures.matrix import MatrixView
from sandbox.ui.pictures.steps import StepsView
from sandbox.ui.pictures.table import TableView
from sandbox.ui.pictures.units import UnitsView

VIEWS: dict[type[Picture], type[PictureView]] = {
    Bars: BarsView,
    Code: CodeView,
    Curves: CurvesView,
    Field: FieldView,
    Graph: GraphView,
    Images: ImagesView,
    Matrix: MatrixView,
    Steps: StepsView,
    Table: TableView,
    Units: UnitsView,
}
"""The widget for each kind: a new kind is a file, and its line here."""


def view_for(picture: Picture, glossary: Glossary, glyphs: Glyphs) -> PictureView:
    """The widget that draws this picture and newer ones of its kind; KeyError for unknown kinds."""
    return VIEWS[type(picture)](picture, glossary, glyphs)
