/**
 * TensorBoard's event files: the scalars in them.
 *
 * @module
 */
import type { Row, Table } from "./table.ts";

/**
 * Says whether bytes are an event file: its first record names its version.
 *
 * @param bytes the file
 * @returns whether they begin as one
 */
export function isEventFile(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 64)).includes("brain.Event:");
}

/**
 * Reads the scalars of a TensorBoard event file: TFRecords of `Event` messages, those of TensorFlow's and PyTorch's
 * writers. A record that was cut off ends it; checksums are not looked at.
 *
 * @param bytes the file
 * @returns one row a step, with the step as `Step` and each scalar by its tag
 * @throws {SyntaxError} when it is no event file
 */
export function readEventFile(bytes: Uint8Array): Table {
  if (!isEventFile(bytes)) {
    throw new SyntaxError("Cannot read an event file: it does not begin as one");
  }
  const rows = new Map<number, Row>(), view = viewOf(bytes);
  let skipped = 0;
  for (let at = 0; at + 12 <= bytes.length;) {
    const length = Number(view.getBigUint64(at, true)), begin = at + 12;
    if (begin + length > bytes.length) break;
    const event = fields(bytes.subarray(begin, begin + length));
    const step = Number(event.get(2)?.[0] ?? 0);
    const scalars = bytesOf(event, 5).flatMap((summary) => bytesOf(fields(summary), 1).map(scalar));
    for (const found of scalars) {
      if (found) rows.set(step, { ...(rows.get(step) ?? { Step: step }), ...found });
      else skipped++;
    }
    at = begin + length + 4;
  }
  const sorted = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  return { format: "a TensorBoard event file", rows: sorted, skipped };
}

type Field = number | bigint | Uint8Array;
type Fields = Map<number, Field[]>;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

const bytesOf = (message: Fields, field: number) =>
  (message.get(field) ?? []).filter((value) => value instanceof Uint8Array);

/** A `Summary.Value` with its tag: a plain number, or as TensorFlow 2 writes it a tensor of one. */
function scalar(value: Uint8Array): Row | undefined {
  const message = fields(value), [tag] = bytesOf(message, 1);
  const name = tag && new TextDecoder().decode(tag);
  if (!name) return undefined;
  const [simple] = message.get(2) ?? [], [tensor] = bytesOf(message, 8);
  if (typeof simple === "number") return { [name]: simple };
  if (!tensor) return undefined;
  const parts = fields(tensor), [content] = bytesOf(parts, 4), [first] = parts.get(5) ?? [];
  const isFloat = Number(parts.get(1)?.[0]) === 1;
  if (isFloat && content?.length === 4) return { [name]: viewOf(content).getFloat32(0, true) };
  if (isFloat && first instanceof Uint8Array && first.length === 4) {
    return { [name]: viewOf(first).getFloat32(0, true) };
  }
  return isFloat && typeof first === "number" ? { [name]: first } : undefined;
}

/** A message's fields by number, in protobuf's wire format. */
function fields(bytes: Uint8Array): Fields {
  const found: Fields = new Map(), view = viewOf(bytes);
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; at < bytes.length; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const key = Number(varint()), field = key >> 3;
    let value: Field;
    switch (key & 7) {
      case 0:
        value = varint();
        break;
      case 1:
        value = at + 8 <= bytes.length ? view.getFloat64(at, true) : NaN;
        at += 8;
        break;
      case 2: {
        const length = Number(varint());
        value = bytes.subarray(at, at += length);
        break;
      }
      case 5:
        value = at + 4 <= bytes.length ? view.getFloat32(at, true) : NaN;
        at += 4;
        break;
      default:
        return found; // nothing that these messages hold
    }
    found.set(field, [...(found.get(field) ?? []), value]);
  }
  return found;
}
