"""Files that are nearly whole: what a seed becomes when somebody changes it in places."""

from random import Random

WORDS = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"[" * 3_000, b"{" * 3_000, b'"' * 9, b"\\ud800", b"1e999", b"-1", b"nan",
    b"inf", b"9" * 5_000, b"9223372036854775808", b"null", b"true", b"{}", b"[]", b"\n", b"=", b"#", b"\xe2\x80\xae",
    b"1979-05-27T07:32:00Z", b"'''", b"../../etc/passwd", b"0:00:00", b"@", b"4194304",
)  # fmt: skip


def mutated(seed: bytes, random: Random) -> bytes:
    """One to eight places changed, doubled, left out or replaced by a word of malice."""
    data = bytearray(seed)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((0, 1, 1, 4, 30, 400)))
        match random.randrange(5):
            case 0:
                data[at:end] = random.choice(WORDS)
            case 1:
                data[at:end] = random.randbytes(end - at)
            case 2:
                data[at:at] = data[at:end] * random.choice((1, 2, 50))
            case 3:
                del data[at:end]
            case _:
                if data:
                    data[at % len(data)] ^= 1 << random.randrange(8)
    return bytes(data)
