"""The structure of an assembly as boxes and lines."""

from dataclasses import dataclass

from folkmoot.body.forums.queries import Node, flattened

WIDTH, STEP, BOX, INDENT, LONGEST = 720, 62, 50, 32, 84


@dataclass(frozen=True, slots=True)
class Box:
    """One forum of the drawing: where it is, its two lines of words, the line from above."""

    x: int
    y: int
    width: int
    name: str
    below: str
    path: str

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def name_y(self) -> int:
        return self.y + 20

    @property
    def below_y(self) -> int:
        return self.y + 40


@dataclass(frozen=True, slots=True)
class Drawing:
    """All boxes, and how large a sheet they need."""

    boxes: list[Box]
    width: int
    height: int
    box: int


def drawn(nodes: list[Node]) -> Drawing:
    """Lay out a structure: a box for each forum, each level further in, a line from its parent."""
    boxes: list[Box] = []
    above: list[tuple[int, int]] = []
    for number, (depth, node) in enumerate(flattened(nodes)):
        x, y = 1 + depth * INDENT, 1 + number * STEP
        del above[depth:]
        path = ""
        if above:
            from_x, from_y = above[-1]
            path = f"M{from_x + 12} {from_y + BOX}V{y + BOX // 2}H{x}"
        above.append((x, y))
        boxes.append(Box(x, y, WIDTH - x - 1, _short(node.row.forum.name), _chair(node), path))
    return Drawing(boxes, WIDTH, max(len(boxes) * STEP, 1), BOX)


def _chair(node: Node) -> str:
    chair = node.row.chair
    if chair is None:
        return str(node.row.forum.get_kind_display())
    who = f"{chair.name}, " if chair.term else ""
    return _short(f"{node.row.forum.get_kind_display()} · {who}{chair.state}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
