"""Of each picture a line: what all its QR symbols say, as zxing-cpp reads them, sorted, parted by tabs."""

import sys

import zxingcpp
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
for path in sys.argv[1:]:
    found = zxingcpp.read_barcodes(Image.open(path).convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    print("\t".join(sorted(symbol.text for symbol in found)))
