#!/usr/bin/env python3
"""The same labels by `segno` and `reportlab`: 63.5 × 38.1 mm, 21 on A4 (L7160), a symbol at level M drawn as one path, six lines of text. Prints seconds.

    labels.py TABLE FONTS OUT

Text is shrunk to its column, not wrapped: reportlab's own wrapping (Paragraph) takes three times as long.
"""

import sys
import time

import segno
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT, LEFT, TOP, PITCH = 63.5, 38.1, 7.25, 15.15, 66.0
SIDE, COLUMN = 22.0, 37.0


def main():
    table, fonts, out = sys.argv[1:4]
    pdfmetrics.registerFont(TTFont("serif", f"{fonts}/NotoSerif-SemiBold.ttf"))
    pdfmetrics.registerFont(TTFont("sans", f"{fonts}/BeVietnamPro-Regular.ttf"))
    begun = time.perf_counter()
    canvas = Canvas(out, pagesize=(210 * mm, 297 * mm))
    for number, line in enumerate(open(table, encoding="utf-8")):
        if number and number % 21 == 0:
            canvas.showPage()
        place = number % 21
        x, y = LEFT + place % 3 * PITCH, 297 - TOP - place // 3 * HEIGHT - HEIGHT
        link, *texts = line.rstrip("\n").split("\t")
        symbol(canvas, link, (x + WIDTH - SIDE - 2) * mm, (y + (HEIGHT - SIDE) / 2) * mm)
        for row, text in enumerate(texts):
            font, size = ("serif", 9) if row < 2 else ("sans", 6.8)
            while pdfmetrics.stringWidth(text, font, size) > COLUMN * mm:
                size -= 0.25
            canvas.setFont(font, size)
            canvas.drawString((x + 2) * mm, (y + HEIGHT - 6 - row * 6) * mm, text)
    canvas.save()
    print(time.perf_counter() - begun)


def symbol(canvas, link, x, y):
    matrix = segno.make(link, error="m", micro=False, boost_error=False).matrix
    module = SIDE * mm / (len(matrix) + 8)
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        begin = None
        for column, dark in enumerate([*modules, 0]):
            if dark and begin is None:
                begin = column
            elif not dark and begin is not None:
                path.rect(x + (begin + 4) * module, y + SIDE * mm - (row + 5) * module, (column - begin) * module, module)
                begin = None
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


main()
