/**
 * ZIP, read strictly: every byte belongs to one member or to the directory, what the directory says of a member its own header says too, and it is as long as is said and has
 * its CRC. Nothing is said of a member but its name, its contents and its times: no comment, and no field that another reader would take for another name or place. So whatever
 * else opens the archive finds in it what we found. Larger than 4 GB (zip64), encrypted or split there are none.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { fromUtf8 } from '../../domain/proof/bytes.ts';

export class BadZip extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
/** What of the flags says how it is packed: sizes follow the data; names are UTF-8. */
const SIZES_FOLLOW = 0x8;
const UTF8 = 0x800;
const ENCRYPTED = 0x2041;
/** The one extra field that a member may have: its times. It holds up to three. */
const TIMES = 0x5455;
const TIMES_LENGTHS = [5, 9, 13];
/** Kinds of file, as Unix writes them into the upper half of the attributes, and as others write them into the lower one. */
const KIND = 0xf000;
const REGULAR = 0x8000;
const FOLDER_OR_VOLUME = 0x18;
const STORED = 0;
const DEFLATED = 8;

/** What the directory says of a member. */
interface Entry {
  name: string;
  rawName: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/** `fits`: asked of each member before anything is unpacked; it throws where there is to be none such. */
export function membersOfZip(
  bytes: Uint8Array,
  fits: (member: { name: string; size: number }) => void,
): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { entries, directory } = entriesIn(view);
  const members = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (members.has(entry.name)) throw new BadZip(`doubled: ${entry.name}`);
    fits({ name: entry.name, size: Math.max(entry.size, entry.packed) });
    members.set(entry.name, new Uint8Array());
  }
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    if (entry.at !== end) throw new BadZip(`gap or overlap: ${entry.name}`);
    const { from, until } = placeOf(view, entry, directory);
    members.set(entry.name, unpacked(bytes.subarray(from, from + entry.packed), entry));
    end = until;
  }
  if (end !== directory) throw new BadZip('gap before the directory');
  return members;
}

function entriesIn(view: DataView): { entries: Entry[]; directory: number } {
  const at = view.byteLength - END_LENGTH;
  if (at < 0 || view.getUint32(at, true) !== END || view.getUint16(at + 20, true) !== 0)
    throw new BadZip('no ZIP archive, or something behind it');
  const count = view.getUint16(at + 10, true);
  const directory = view.getUint32(at + 16, true);
  const alone = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === count;
  if (!alone || directory + view.getUint32(at + 12, true) !== at)
    throw new BadZip('its directory does not stand at its end');
  const entries: Entry[] = [];
  let next = directory;
  while (next < at) {
    const entry = entryAt(view, next, at);
    entries.push(entry.entry);
    next = entry.next;
  }
  if (next !== at || entries.length !== count) throw new BadZip('its directory is not whole');
  return { entries, directory };
}

function entryAt(view: DataView, at: number, end: number): { entry: Entry; next: number } {
  if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY)
    throw new BadZip('its directory is not whole');
  const [name, extra, comment] = [28, 30, 32].map((n) => view.getUint16(at + n, true)) as [
    number,
    number,
    number,
  ];
  const next = at + ENTRY_LENGTH + name + extra + comment;
  if (next > end) throw new BadZip('its directory is not whole');
  const rawName = bytesAt(view, at + ENTRY_LENGTH, name);
  const entry = {
    name: fromUtf8(rawName) ?? '',
    rawName,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
  if ((entry.flags & ENCRYPTED) !== 0 || view.getUint16(at + 34, true) !== 0)
    throw new BadZip(`encrypted or split: ${entry.name}`);
  const plain =
    comment === 0 && isTimes(view, next - extra, extra) && isRegular(view, at) && isNamed(entry);
  if (!plain) throw new BadZip(`says of a member what no dossier says: ${entry.name}`);
  return { entry, next };
}

/** No extra field, or the times alone: others give another name (0x7075), other sizes and places (0x0001), or what a link leads to. */
const isTimes = (view: DataView, at: number, length: number): boolean =>
  length === 0 ||
  (TIMES_LENGTHS.includes(length - 4) &&
    view.getUint16(at, true) === TIMES &&
    view.getUint16(at + 2, true) === length - 4);

/** What is unpacked is a file: no folder, no link. */
function isRegular(view: DataView, at: number): boolean {
  const kind = view.getUint16(at + 40, true) & KIND;
  const others = view.getUint16(at + 38, true) & FOLDER_OR_VOLUME;
  return (kind === 0 || kind === REGULAR) && others === 0;
}

/** Without the flag a name that is not ASCII is read by the code page of whoever reads. */
const isNamed = ({ rawName, flags }: Entry): boolean =>
  (flags & UTF8) !== 0 || rawName.every((byte) => byte < 0x80);

/** Where its data lies, and where it ends with what follows it. Its own header says the same as the directory. */
function placeOf(view: DataView, entry: Entry, end: number): { from: number; until: number } {
  const { at, name, packed } = entry;
  const other = new BadZip(`header and directory differ: ${name}`);
  if (at + LOCAL_LENGTH > end || view.getUint32(at, true) !== LOCAL) throw other;
  const [nameLength, extra] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
  const from = at + LOCAL_LENGTH + nameLength + extra;
  const same =
    view.getUint16(at + 6, true) === entry.flags &&
    view.getUint16(at + 8, true) === entry.method &&
    Buffer.compare(bytesAt(view, at + LOCAL_LENGTH, nameLength), entry.rawName) === 0;
  const follows = (entry.flags & SIZES_FOLLOW) !== 0;
  if (!same || from + packed > end || !isTimes(view, from - extra, extra)) throw other;
  if (!agrees(view, at + 14, entry, follows)) throw other;
  if (!follows) return { from, until: from + packed };
  const signed = from + packed + 4 <= end && view.getUint32(from + packed, true) === DESCRIPTOR;
  const sizes = from + packed + (signed ? 4 : 0);
  if (sizes + 12 > end || !agrees(view, sizes, entry, false)) throw other;
  return { from, until: sizes + 12 };
}

/** CRC and both sizes at a place; where they follow, nothing may stand there yet. */
function agrees(
  view: DataView,
  at: number,
  { crc, packed, size }: Entry,
  orNone: boolean,
): boolean {
  const said = [0, 4, 8].map((n) => view.getUint32(at + n, true));
  return (
    [crc, packed, size].every((value, n) => said[n] === value) ||
    (orNone && said.every((value) => value === 0))
  );
}

function unpacked(data: Uint8Array, { name, method, crc, size }: Entry): Uint8Array {
  const bytes = method === STORED ? data : method === DEFLATED ? inflated(data, name, size) : null;
  if (!bytes) throw new BadZip(`packed in a way that no dossier is: ${name}`);
  if (bytes.length !== size || crc32(bytes) !== crc) throw new BadZip(`length or CRC: ${name}`);
  return bytes;
}

interface Inflated {
  buffer: Uint8Array;
  engine: { bytesWritten: number };
}

/** As much as is said and no more, from all of the data. */
function inflated(data: Uint8Array, name: string, size: number): Uint8Array {
  try {
    // With `info` the answer tells how much of the data was read (the types do not).
    const options = { maxOutputLength: Math.max(1, size), info: true };
    const { buffer, engine } = inflateRawSync(data, options) as Uint8Array | Inflated as Inflated;
    if (engine.bytesWritten === data.length) return buffer;
  } catch {
    // Said below.
  }
  throw new BadZip(`length or CRC: ${name}`);
}

const bytesAt = (view: DataView, at: number, length: number): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + at, Math.min(length, view.byteLength - at));
