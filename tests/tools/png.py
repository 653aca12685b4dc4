"""PNG pictures by zlib alone (PNG specification, 9): rows of RGB bytes.

decode(bytes)   (width, height, rows, dots per metre or None); a row is a bytearray of width * 3
encode(...)     the file of such rows
"""
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 6: 4}


def chunks(file):
    if file[:8] != SIGNATURE:
        raise ValueError("no PNG signature")
    at = 8
    while at < len(file):
        length, kind = struct.unpack(">I4s", file[at:at + 8])
        data = file[at + 8:at + 8 + length]
        if zlib.crc32(kind + data) != struct.unpack(">I", file[at + 8 + length:at + 12 + length])[0]:
            raise ValueError(f"the check sum of {kind} is wrong")
        yield kind, data
        at += 12 + length


def paeth(left, up, corner):
    guess = left + up - corner
    near = (abs(guess - left), abs(guess - up), abs(guess - corner))
    return (left, up, corner)[near.index(min(near))]


def unfilter(kind, row, before, step):
    if kind == 2:
        return bytearray((a + b) & 255 for a, b in zip(row, before))
    for i in range(len(row)) if kind else ():
        left = row[i - step] if i >= step else 0
        corner = before[i - step] if i >= step else 0
        row[i] = (row[i] + (left if kind == 1 else (left + before[i]) // 2 if kind == 3
                            else paeth(left, before[i], corner))) & 255
    return row


def decode(file):
    packed, dots, kinds = b"", None, []
    for kind, data in chunks(file):
        kinds.append(kind)
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data)
            if depth != 8 or colour not in CHANNELS or interlaced:
                raise ValueError("not a plain PNG of 8 bits")
        elif kind == b"pHYs":
            dots = struct.unpack(">IIB", data)[0]
        elif kind == b"IDAT":
            packed += data
    if kinds[0] != b"IHDR" or kinds[-1] != b"IEND":
        raise ValueError("not a whole PNG")
    channels, raw, rows = CHANNELS[colour], zlib.decompress(packed), []
    length = width * channels
    if len(raw) != (length + 1) * height:
        raise ValueError("rows are missing")
    before = bytearray(length)
    for start in range(0, len(raw), length + 1):
        before = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + length]), before, channels)
        rows.append(before)
    if channels == 1:
        rows = [bytearray(value for value in row for _ in range(3)) for row in rows]
    if channels == 4:
        rows = [bytearray(value for i, value in enumerate(row) if i % 4 < 3) for row in rows]
    return width, height, rows, dots


def encode(width, height, rows, channels=3):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    colour = {count: number for number, count in CHANNELS.items()}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    raw = b"".join(b"\0" + bytes(row) for row in rows)
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
