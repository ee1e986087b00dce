"""The graph of a step: values and operations in boxes, and the edges between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.strip import Strip

from sandbox.labs.pictures import Graph, Node
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.pictures.picture_view import PictureView

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8
Point = tuple[int, int]


class EdgeRaster:
    """A raster of `width` × `height` cells that wires run through and blocks stand in."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._sides: dict[Point, int] = {}
        self._heads: dict[Point, int] = {}
        self._lit: set[Point] = set()
        self._blocked: set[Point] = set()

    def block(self, x: int, y: int, width: int) -> None:
        """Keep wires out of these cells of a line."""
        self._blocked |= {(x + i, y) for i in range(width)}

    def path(self, corners: Sequence[Point], turned: bool, lit: bool) -> None:
        """A wire around corners; its arrow stands beside the block it points to."""
        cells = _through(corners)
        for here, there in pairwise(cells):
            out, back = _direction(here, there)
            self._sides[here] = self._sides.get(here, 0) | out
            self._sides[there] = self._sides.get(there, 0) | back
        free = [cell for cell in cells if cell not in self._blocked]
        if free:
            towards = cells[::-1] if turned else cells
            head = free[0] if turned else free[-1]
            at = towards.index(head)
            # Into the block where the path goes on into it, else as the path arrives.
            ends = towards[at : at + 2] if at + 1 < len(towards) else towards[-2:]
            self._heads[head] = _direction(*ends)[0]
        if lit:
            self._lit |= set(free)

    def clear(self, corners: Sequence[Point], *but: Point) -> bool:
        """Whether no block stands in the way between these corners, but at those points."""
        return not self._blocked & set(_through(corners)) - set(but)

    def paint(self, glyphs: Glyphs, styles: TextStyles) -> list[Strip]:
        """The lines of the raster, nothing where the blocks are."""
        heads = {UP: glyphs.up, RIGHT: glyphs.right, DOWN: glyphs.down, LEFT: glyphs.left}
        lines = []
        for y in range(self.height):
            pieces = []
            for x in range(self.width):
                free = (x, y) not in self._blocked
                text = glyphs.lines[self._sides.get((x, y), 0)] if free else " "
                if free and (x, y) in self._heads:
                    text = heads[self._heads[x, y]]
                pieces.append((text, styles["accent" if (x, y) in self._lit else "dim"]))
            lines.append(make_strip(self.width, pieces))
        return lines


def _direction(here: Point, there: Point) -> tuple[int, int]:
    """The side on which `here` is left towards `there`, and on which `there` is entered."""
    if here[0] != there[0]:
        return (RIGHT, LEFT) if there[0] > here[0] else (LEFT, RIGHT)
    return (DOWN, UP) if there[1] > here[1] else (UP, DOWN)


def _through(corners: Sequence[Point]) -> list[Point]:
    """All cells of a path that goes from corner to corner along lines and columns."""
    cells = [corners[0]]
    for u, v in corners[1:]:
        x, y = cells[-1]
        while (x, y) != (u, v):
            x, y = x + (u > x) - (u < x), y + (v > y) - (v < y)
            cells.append((x, y))
    return cells


GAPS = (5, 4, 3)
"""Cells between two columns: the widest that fits."""


@dataclass(frozen=True)
class Box:
    """Where a node stands: its left edge, its line and its width."""

    left: int
    y: int
    width: int

    @property
    def middle(self) -> Point:
        """Its middle cell."""
        return self.left + self.width // 2, self.y

    @property
    def before(self) -> Point:
        """The cell to its left."""
        return self.left - 1, self.y

    @property
    def after(self) -> Point:
        """The cell to its right."""
        return self.left + self.width, self.y


class GraphView(PictureView):
    """Two lines a row of nodes. A graph wider than the widget follows the node at hand."""

    DEFAULT_CSS = """
    GraphView { height: auto; }
    """

    picture: Graph

    path: tuple[str, ...] = ()
    """The values that the learner has followed a number through, the last one at hand."""

    def follow(self, path: tuple[str, ...]) -> None:
        """Light the way from value to value; none: the node at hand alone."""
        if path != self.path:
            self.path = path
            self.repaint()

    @property
    def current(self) -> str | None:
        """The node at hand: where the way that is followed has come to, else the line's."""
        return self.path[-1] if self.path else self.picture.current

    def renew(self) -> None:
        """The rows, and whether a wire has to go round below the last of them."""
        self._rows = sorted({node.row for node in self.picture.nodes})
        at = {node.id: (node.row, node.column) for node in self.picture.nodes}
        last = self._rows[-1] if self._rows else 0
        columns = [node.column for node in self.picture.nodes if node.row == last]
        self._detour = any(
            at[a][0] == at[b][0] == last and any(at[a][1] < c < at[b][1] for c in columns)
            for a, b in self.picture.edges
            if a in at and b in at
        )

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line a row of nodes, one between two rows, and one for a wire that goes round."""
        return max(2 * len(self._rows) - 1 + self._detour, 1)

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The nodes over the wires."""
        if not self.picture.nodes:
            return []
        boxes = self._boxes(width)
        total = max(box.left + box.width for box in boxes.values())
        wires = EdgeRaster(total, 2 * len(self._rows) - 1 + self._detour)
        for box in boxes.values():
            wires.block(box.left, box.y, box.width)
        way = route_through(self.picture.edges, self.path)
        for source, target in self.picture.edges:
            if source in boxes and target in boxes:
                lit = self.current == (source if self.picture.backward else target)
                if self.path:
                    lit = frozenset((source, target)) in way
                route = _route(wires, boxes[source], boxes[target])
                wires.path(route, self.picture.backward, lit)
        lines = wires.paint(self.glyphs, styles)
        painted = [self._with_nodes(y, strip, boxes, styles) for y, strip in enumerate(lines)]
        offset = self._offset(boxes, total, width)
        return [strip.crop(offset, offset + width) for strip in painted]

    def _boxes(self, width: int) -> dict[str, Box]:
        """Every node's place, by its id: the middles of a column's nodes are above each other."""
        before: dict[int, int] = {}
        after: dict[int, int] = {}
        for node in self.picture.nodes:
            size, column = _width(node), node.column
            before[column] = max(before.get(column, 0), size // 2)
            after[column] = max(after.get(column, 0), size - size // 2)
        spare = width - sum(before.values()) - sum(after.values())
        gap = next((gap for gap in GAPS if gap * (len(before) - 1) <= spare), GAPS[-1])
        middle, x = {}, 0
        for column in sorted(before):
            middle[column] = x + before[column]
            x = middle[column] + after[column] + gap
        return {
            node.id: Box(
                middle[node.column] - _width(node) // 2,
                2 * self._rows.index(node.row),
                _width(node),
            )
            for node in self.picture.nodes
        }

    def _with_nodes(self, y: int, strip: Strip, boxes: dict[str, Box], styles: TextStyles) -> Strip:
        opening, closing = self.glyphs.cell
        x, parts = 0, []
        here = [node for node in self.picture.nodes if boxes[node.id].y == y]
        for node in sorted(here, key=lambda node: boxes[node.id].left):
            box, current = boxes[node.id], node.id == self.current
            text = f"{opening}{node.symbol}{closing}" if current else f" {node.symbol} "
            style = styles["cursor" if current else "accent" if node.id in self.path else "strong"]
            parts += [strip.crop(x, box.left), make_strip(box.width, [(text, style)])]
            x = box.left + box.width
        return Strip.join([*parts, strip.crop(x, strip.cell_length)])

    def _offset(self, boxes: dict[str, Box], total: int, width: int) -> int:
        """How far the view is moved to the right, so that the node at hand is in its middle."""
        current = boxes.get(self.current or "")
        if total <= width or current is None:
            return 0
        return min(max(current.middle[0] - width // 2, 0), total - width)


def route_through(edges: Sequence[tuple[str, str]], path: Sequence[str]) -> set[frozenset[str]]:
    """The edges on the shortest ways between each two values of a path, whatever their sense."""
    beside: dict[str, list[str]] = {}
    for source, target in edges:
        beside.setdefault(source, []).append(target)
        beside.setdefault(target, []).append(source)
    found: set[frozenset[str]] = set()
    for start, end in pairwise(path):
        before: dict[str, str] = {start: start}
        queue = [start]
        while queue and end not in before:
            here = queue.pop(0)
            for there in beside.get(here, ()):
                if there not in before:
                    before[there] = here
                    queue.append(there)
        while end in before and end != start:
            found.add(frozenset((end, before[end])))
            end = before[end]
    return found


def _width(node: Node) -> int:
    """A node's symbol with a bracket on both sides."""
    return cell_len(node.symbol) + 2


def _route(wires: EdgeRaster, source: Box, target: Box) -> list[Point]:
    """The corners of a wire from one box to another, around what stands in between."""
    ends = (source.middle, target.middle)
    inside = [(box.left + i, box.y) for box in (source, target) for i in range(box.width)]
    if source.y == target.y:
        straight = [source.after, target.before]
        if wires.clear(straight):
            return straight
        below = source.y + 1
        return [ends[0], (ends[0][0], below), (ends[1][0], below), ends[1]]
    if ends[0][0] == ends[1][0]:
        if wires.clear(ends, *inside):
            return [*ends]
        lane = min(source.left, target.left) - 2
        return [source.before, (lane, source.y), (lane, target.y), target.before]
    across = [source.after, (ends[1][0], source.y), ends[1]]
    if wires.clear(across, *inside):
        return across
    return [ends[0], (ends[0][0], target.y), target.before]
