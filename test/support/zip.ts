/** Lists what a zip file holds, from its central directory. Reads no content. */

export interface ZipEntry {
  readonly name: string;
  /** Bytes in the archive. */
  readonly compressed: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** Throws where the bytes are not a zip file. */
export function zipEntries(bytes: Buffer): readonly ZipEntry[] {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error('not a zip file');
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new Error('a damaged zip file');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), compressed: bytes.readUInt32LE(at + 20) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
