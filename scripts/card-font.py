#!/usr/bin/env python3
"""Makes src/card/serif.otf, the face of the cards for sharing, from Source Serif Pro Regular.

    pip install fonttools==4.68.0 font-source-serif-pro==0.0.1
    python3 scripts/card-font.py

Keeps Latin, Latin-1 Supplement, Latin Extended-A, the letters of Romanian, and punctuation. Kerning
comes as a plain `kern` table, since the program that draws the cards reads no other. The Open Font
License reserves the name "Source" to unchanged versions: the result is called "Dossier Card".
"""

import io
import os

from font_source_serif_pro import SourceSerifPro
from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x1E9E, 0x1E9E), (0x2010, 0x2015),
          (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2039, 0x203A),
          (0x20AC, 0x20AC), (0x2212, 0x2212)]
KERNED = ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßÉéèàç0123456789"
          ".,:;!?-–—„“”‚‘’»«›‹…()'\" ")


def pairs(font, glyphs):
    """What the face's first kerning lookup says about each pair of glyphs, in its units."""
    gpos = font["GPOS"].table
    kern = {i for f in gpos.FeatureList.FeatureRecord if f.FeatureTag == "kern"
            for i in f.Feature.LookupListIndex}
    found = {}
    for index in sorted(kern):
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            for left in (g for g in table.Coverage.glyphs if g in glyphs):
                if table.Format == 1:
                    records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
                    values = {r.SecondGlyph: r.Value1 for r in records}
                else:
                    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
                    values = {g: row[table.ClassDef2.classDefs.get(g, 0)].Value1 for g in glyphs}
                for right, value in values.items():
                    advance = getattr(value, "XAdvance", 0) if value else 0
                    if right in glyphs and (left, right) not in found:
                        found[left, right] = advance
    # Below eight thousandths nobody sees it.
    return {pair: value for pair, value in found.items() if abs(value) >= 8}


def main():
    font = TTFont(SourceSerifPro)
    cmap = font.getBestCmap()
    kerned = {cmap[ord(c)] for c in KERNED if ord(c) in cmap}
    kerning = pairs(font, kerned)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=["*"], glyph_names=True,
                             notdef_outline=True, drop_tables=["GPOS", "GSUB", "GDEF", "DSIG", "BASE"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    subsetter.subset(font)
    table = newTable("kern")
    table.version, part = 0, KernTable_format_0()
    part.apple, part.version, part.coverage, part.tupleIndex = False, 0, 1, None
    part.kernTable = kerning
    table.kernTables = [part]
    font["kern"] = table
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6, 16, 17, 18, 21, 22):
            font["name"].removeNames(nameID=record.nameID)
    for name_id, words in ((1, "Dossier Card"), (3, "Dossier Card 1"), (4, "Dossier Card"),
                           (6, "DossierCard")):
        font["name"].setName(words, name_id, 3, 1, 0x409)
    font["post"].formatType = 3.0
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    path = os.path.join(os.path.dirname(__file__), "..", "src", "card", "serif.otf")
    with open(path, "wb") as file:
        file.write(out.getvalue())
    print(f"{len(font.getGlyphOrder())} glyphs, {len(kerning)} pairs, {len(out.getvalue())} bytes")


if __name__ == "__main__":
    main()
