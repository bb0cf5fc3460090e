"""Of each DXF file a line of JSON: what ezdxf reads of it. Beside each file a picture of its layer ENGRAVE, filled by the even-odd rule, as SVG."""

import json
import sys
from pathlib import Path

import ezdxf
from ezdxf.math import Vec2, is_point_in_polygon_2d


def area(corners):
    """The area inside in mm²; of what runs clockwise, less than nothing."""
    return sum(a.det(b) for a, b in zip(corners, corners[1:] + corners[:1])) / 2


def length(corners):
    return sum(a.distance(b) for a, b in zip(corners, corners[1:] + corners[:1]))


def encloses(outer, inner):
    """Whether a polygon lies in another: asked of the middle of an edge, for corners may touch."""
    return is_point_in_polygon_2d((inner[0] + inner[1]) / 2, outer) > 0


def is_rightly_turned(at, polygons, boxes):
    """Outlines run counter-clockwise, holes clockwise: by how many others lie around."""
    (left, bottom, right, top), inner = boxes[at], polygons[at]
    around = sum(
        encloses(outer, inner)
        for other, (outer, box) in enumerate(zip(polygons, boxes))
        if other != at and box[0] <= left and box[1] <= bottom and box[2] >= right and box[3] >= top
    )
    return (area(inner) > 0) == (around % 2 == 0)


def box(corners):
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


for path in sys.argv[1:]:
    document = ezdxf.readfile(path)
    polylines = list(document.modelspace())
    assert all(entity.dxftype() == "POLYLINE" for entity in polylines)
    layers = {"ENGRAVE": [], "CUT": []}
    for polyline in polylines:
        layers[polyline.dxf.layer].append([Vec2(vertex.dxf.location) for vertex in polyline.vertices])
    engraved, [cut] = layers["ENGRAVE"], layers["CUT"]
    boxes = [box(polygon) for polygon in engraved]
    width, height = cut[2]
    ways = "".join("M" + "L".join(f"{corner.x} {corner.y}" for corner in polygon) + "Z" for polygon in engraved)
    Path(path).with_suffix(".svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
        f'<path fill="#fff" d="M0 0H{width}V{height}H0Z"/>'
        f'<path fill-rule="evenodd" transform="matrix(1 0 0 -1 0 {height})" d="{ways}"/></svg>'
    )
    print(json.dumps({
        "errors": len(document.audit().errors),
        "unit": document.header["$INSUNITS"],
        "extents": [*document.header["$EXTMIN"][:2], *document.header["$EXTMAX"][:2]],
        "open": sum(not polyline.is_closed for polyline in polylines),
        "cut": [[corner.x, corner.y] for corner in cut],
        "box": [pick(edges) for pick, edges in zip([min, min, max, max], zip(*boxes))] or [0, 0, 0, 0],
        "polygons": len(engraved),
        "holes": sum(area(polygon) < 0 for polygon in engraved),
        "wrongly_turned": sum(not is_rightly_turned(at, engraved, boxes) for at in range(len(engraved))),
        "area": sum(area(polygon) for polygon in engraved),
        "edge": sum(length(polygon) for polygon in engraved),
    }))
