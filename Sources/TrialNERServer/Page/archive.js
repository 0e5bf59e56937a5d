/** A ZIP archive of files `[name, text]`, stored without compression. */
export function zip(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [path, text] of files) {
    const name = encoder.encode(path);
    const content = encoder.encode(text);
    const sum = checksum(content);
    const local = header(30, [[0x04034b50, 4], ...common(sum, content.length, name.length), [0, 2]]);
    parts.push(local, name, content);
    directory.push(header(46, [[0x02014b50, 4], [20, 2], ...common(sum, content.length, name.length), [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
    offset += local.length + name.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header(22, [[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...parts, ...directory, end]);
}

/** What a file says of itself in both of its places: version 2.0, names in UTF-8, stored, 1 January 1980. */
function common(sum, size, nameLength) {
  return [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x0021, 2], [sum, 4], [size, 4], [size, 4], [nameLength, 2]];
}

/** Numbers of 2 and 4 bytes, one behind the other, the least byte first. */
function header(size, fields) {
  const view = new DataView(new ArrayBuffer(size));
  let place = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(place, value, true);
    else view.setUint32(place, value, true);
    place += width;
  }
  return new Uint8Array(view.buffer);
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
