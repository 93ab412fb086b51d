import { crc32, deflateSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/** Colours that a palette has room for. */
const MOST_COLOURS = 256;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB, row by row. */
  readonly colours: readonly number[];
}

/** A PNG with a palette of its most frequent colours: less than half as long, and the others are hardly another. */
export async function paletteOf(browser: Browser, png: Buffer): Promise<Buffer> {
  const { width, height, colours } = await pixelsOf(browser, png);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const indexOf = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  // Each row begins with its filter: none.
  colours.forEach((colour, i) => (rows[i + Math.floor(i / width) + 1] = indexOf.get(colour) ?? 0));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, each an index of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(bytesOf))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The browser that made a PNG can read it. */
async function pixelsOf(browser: Browser, png: Buffer): Promise<Pixels> {
  const tab = await browser.newPage();
  const pixels = await tab.evaluate<Pixels>(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const colours = Array.from({ length: width * height }, (_, i) =>
      data[4 * i] * 65536 + data[4 * i + 1] * 256 + data[4 * i + 2]);
    return { width, height, colours };
  })()`);
  await tab.close();
  return pixels;
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((one) => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(a: number, b: number): number {
  const [from, to] = [bytesOf(a), bytesOf(b)];
  return from.reduce((sum, byte, i) => sum + (byte - (to[i] ?? 0)) ** 2, 0);
}

function bytesOf(colour: number): readonly number[] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
