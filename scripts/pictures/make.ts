// Makes the pictures of the README, with Chromium: npm run build && node --conditions=ringproof-source --import tsx scripts/pictures/make.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath, launch } from '../../src/report/html/chromium.fixture.ts';
import { pageShot } from './page-shot.ts';
import { paletteOf } from './palette-png.ts';
import { prove } from './prove.ts';
import { terminalSvg } from './terminal-svg.ts';

/** What the pictures show: a finding of rust-vmm, among the proofs beside it. */
const PATTERN = 'split/used-notification*';
const SHOWN = { id: 'split/used-notification-overflow', model: 'rust-vmm' };

/** Bytes that a picture may have. */
const MOST_BYTES = 150_000;

async function main(): Promise<void> {
  const path = chromiumPath();
  if (path === null) throw new Error('no Chromium: install it (apt install chromium), or set CHROMIUM');
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-pictures-'));
  const browser = await launch(path);
  try {
    prove([PATTERN, '--no-cache', '--reporter', 'html', '--output', folder]);
    const shot = await pageShot(browser, join(folder, 'ringproof.html'), SHOWN);
    write('page.png', await paletteOf(browser, shot));
    const command = [SHOWN.id, '--model', SHOWN.model];
    write(
      'terminal.svg',
      Buffer.from(terminalSvg(`ringproof prove ${command.join(' ')}`, prove([...command, '--no-cache']))),
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

function write(name: string, content: Buffer): void {
  if (content.length > MOST_BYTES)
    throw new Error(`${name} has ${content.length} bytes: ${MOST_BYTES} at most, so show less`);
  writeFileSync(fileURLToPath(new URL(name, import.meta.url)), content);
  console.log(`${name}: ${content.length} bytes`);
}

await main();
