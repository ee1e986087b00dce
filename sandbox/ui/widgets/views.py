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
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.widgets.pictures.bars import BarsView
from sandbox.ui.widgets.pictures.code import CodeView
from sandbox.ui.widgets.pictures.curves import CurvesView
from sandbox.ui.widgets.pictures.field import FieldView
from sandbox.ui.widgets.pictures.graph import GraphView
from sandbox.ui.widgets.pictures.images import ImagesView
from sandbox.ui.widgets.pictures.matrix import MatrixView
from sandbox.ui.widgets.pictures.picture_view import PictureView
from sandbox.ui.widgets.pictures.table import TableView
from sandbox.ui.widgets.pictures.units import UnitsView
from sandbox.ui.widgets.stepper.steps_view import StepsView

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
