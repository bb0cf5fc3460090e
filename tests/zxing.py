"""Of each picture a line: what its only QR symbol says, as zxing-cpp reads it."""

import sys

import zxingcpp
from PIL import Image

for path in sys.argv[1:]:
    found = zxingcpp.read_barcodes(Image.open(path).convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    print(" | ".join(symbol.text for symbol in found))
