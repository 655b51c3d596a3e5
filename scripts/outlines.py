#!/usr/bin/env python3
"""Makes src/render/drawing/map/outlines.bin of Natural Earth's countries (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 scripts/outlines.py package

Goes in: countries-110m.json and countries-50m.json (TopoJSON). Comes out: for each of the two scales
the rings of the land and the lines between countries, simplified (Douglas and Peucker) and as whole
steps of a fixed part of a degree. Same input, same bytes.

The file: scale after scale; of each first the rings, then the lines; of each their number, and of
every one its number of points and the points as differences to the one before, longitude first.
All numbers are LEB128, differences zigzag.
"""

import json
import sys
from pathlib import Path

# file, tolerance and least extent of a ring in degrees, steps a degree
SCALES = [("countries-110m.json", 0.05, 0.0, 20), ("countries-50m.json", 0.03, 0.12, 50)]
OUT = Path(__file__).parent.parent / "src/render/drawing/map/outlines.bin"


def decoded(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def rings_of(geometry):
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings_of(part)]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def simplified(points, tolerance):
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, at = 0.0, None
        for n in range(first + 1, last):
            x, y = points[n]
            if length == 0:
                distance = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            else:
                distance = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if distance > far:
                far, at = distance, n
        if at is not None and far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[n] for n in sorted(keep)]


def joined(ring, arcs):
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(points, closed):
    """Over the date line a line goes on beyond 180°; a ring around a pole goes by way of it."""
    turned, by = [], 0
    for n, (x, y) in enumerate(points):
        if n and abs(x - points[n - 1][0]) > 180:
            by += 360 if x < points[n - 1][0] else -360
        turned.append((x + by, y))
    if closed and abs(turned[-1][0] - turned[0][0]) > 180:
        pole = -90 if turned[0][1] < 0 else 90
        turned += [(turned[-1][0], pole), (turned[0][0], pole)]
    return turned


def varint(n, out):
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)


def written(lines, steps, least, closed, out):
    whole = []
    for line in lines:
        points = []
        for x, y in unwrapped(line, closed):
            point = (round(x * steps), round(y * steps))
            if not points or points[-1] != point:
                points.append(point)
        if closed and len(points) > 1 and points[0] == points[-1]:
            points.pop()
        width = max(p[0] for p in points) - min(p[0] for p in points)
        height = max(p[1] for p in points) - min(p[1] for p in points)
        if len(points) >= (3 if closed else 2) and max(width, height) >= least * steps:
            whole.append(points)
    varint(len(whole), out)
    for points in whole:
        varint(len(points), out)
        x = y = 0
        for px, py in points:
            for d in (px - x, py - y):
                varint(d * 2 if d >= 0 else -d * 2 - 1, out)
            x, y = px, py
    return sum(map(len, whole))


def main():
    out = bytearray()
    for name, tolerance, least, steps in SCALES:
        topology = json.loads((Path(sys.argv[1]) / name).read_text())
        arcs = [simplified(arc, tolerance) for arc in decoded(topology)]
        land = [joined(ring, arcs) for ring in rings_of(topology["objects"]["land"])]
        uses = {}
        for country in topology["objects"]["countries"]["geometries"]:
            if "arcs" in country:
                for ring in rings_of(country):
                    for index in ring:
                        key = index if index >= 0 else ~index
                        uses[key] = uses.get(key, 0) + 1
        borders = [arcs[index] for index in sorted(uses) if uses[index] > 1]
        start = len(out)
        points = written(land, steps, least, True, out), written(borders, steps, 0, False, out)
        print(name, points, "points", len(out) - start, "bytes")
    OUT.write_bytes(out)


main()
