"""Checks an exported history against a checkpoint, written from docs/verify.md alone.

verify.py EVENTS.jsonl CHECKPOINT.json PUBLIC_KEY

Needs nothing but Python: Ed25519 is written out from RFC 8032, section 5.1.
"""

import hashlib
import json
import sys

# Ed25519: the field, the curve, the order of its group.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    if y >= P:
        raise ValueError("no point")
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point")
    return P - x if x % 2 != sign else x


def add(a, b):
    """Points as (x, y, z, t) with x/z, y/z and t = xy/z."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def point(data):
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = x_of(y, sign)
    return x, y, 1, x * y % P


BASE_Y = 4 * pow(5, -1, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def signature_fits(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    try:
        a, r = point(key), point(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return not (left[0] * right[2] - right[0] * left[2]) % P and not (left[1] * right[2] - right[1] * left[2]) % P


def sha256(data):
    return hashlib.sha256(data).digest()


def fail(what):
    print(what)
    sys.exit(1)


def check_history(lines):
    """The organisation, and the hash of each event by its number."""
    before, hashes, versions = bytes(32), {0: bytes(32)}, {}
    redacted, recorded = {}, {}
    organisation = None
    for line in lines:
        event = json.loads(line)
        seq, payload, salt = event["seq"], event["payload"], bytes.fromhex(event["salt"])
        digest = bytes.fromhex(event["digest"])
        organisation = organisation or event["organisation"]
        if seq != len(hashes) or event["organisation"] != organisation:
            fail(f"event {seq} is not the next one")
        if not salt:
            redacted[seq] = sha256(payload.encode()).hex()
        elif sha256(salt + payload.encode()) != digest:
            fail(f"event {seq}: payload")
        fields = ["seq", "case_no", "case_version", "kind", "at", "actor"]
        values = [organisation] + ["-" if event[name] is None else str(event[name]) for name in fields]
        header = "".join(f"{value}\n" for value in ["redress-event-1"] + values)
        before = sha256(before + header.encode() + digest)
        if before.hex() != event["hash"]:
            fail(f"event {seq}: hash")
        hashes[seq] = before
        if event["case_no"] is not None:
            if event["case_version"] != versions.get(event["case_no"], 0) + 1:
                fail(f"event {seq}: version")
            versions[event["case_no"]] = event["case_version"]
        elif event["kind"] == "event-redacted":
            record = json.loads(payload)["event-redacted"]
            recorded[record["seq"]] = record["digest"]
        elif event["kind"] == "events-redacted":
            for record in json.loads(payload)["events-redacted"]["events"]:
                recorded[record["seq"]] = record["digest"]
    if redacted != recorded:
        fail(f"redaction: {sorted(set(redacted.items()) ^ set(recorded.items()))[0][0]}")
    return organisation, hashes


def check_checkpoint(data, key):
    says = json.loads(data)
    names = ["format", "organisation", "number", "made_at", "events", "head", "previous", "key", "signature"]
    written = "{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(says[name])}" for name in names) + "\n}\n"
    if data != written.encode() or says["format"] != "redress-checkpoint-1":
        fail("checkpoint: form")
    at = data.index(b'  "signature": ')
    if says["key"] != key:
        fail("checkpoint: key")
    if not signature_fits(bytes.fromhex(key), data[:at], bytes.fromhex(says["signature"])):
        fail("checkpoint: signature")
    return says


def main():
    history, checkpoint, key = sys.argv[1:]
    with open(checkpoint, "rb") as file:
        says = check_checkpoint(file.read(), key)
    with open(history, encoding="utf-8") as file:
        organisation, hashes = check_history(file)
    if says["organisation"] != organisation:
        fail("checkpoint: organisation")
    if says["events"] not in hashes:
        fail("the last events are missing")
    if hashes[says["events"]].hex() != says["head"]:
        fail("the history was made anew")
    print(f"{organisation}: {len(hashes) - 1} events hold, against checkpoint {says['number']} of {says['events']}")


main()
