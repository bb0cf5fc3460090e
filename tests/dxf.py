"""Of each DXF file a line: errors found by ezdxf, open polylines, $INSUNITS, area of the symbol in mm², side of the quiet zone in mm."""

import sys

import ezdxf


def area(polyline):
    """The area inside; of a hole, which runs the other way round, less than nothing."""
    corners = [vertex.dxf.location for vertex in polyline.vertices]
    return sum(a.x * b.y - b.x * a.y for a, b in zip(corners, corners[1:] + corners[:1])) / 2


for path in sys.argv[1:]:
    document = ezdxf.readfile(path)
    polylines = list(document.modelspace())
    assert all(entity.dxftype() == "POLYLINE" for entity in polylines)
    symbol = abs(sum(area(polyline) for polyline in polylines if polyline.dxf.layer == "SYMBOL"))
    [frame] = [polyline for polyline in polylines if polyline.dxf.layer == "QUIET_ZONE"]
    side = max(vertex.dxf.location.x for vertex in frame.vertices)
    still_open = sum(not polyline.is_closed for polyline in polylines)
    print(len(document.audit().errors), still_open, document.header["$INSUNITS"], f"{symbol:g}", f"{side:g}")
