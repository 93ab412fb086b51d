import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Pixels of the picture; it ends where the drawing does, if that is less. */
const WIDTH = 1080;
const MOST_HEIGHT = 1640;

/** A picture of a page from its top to the end of one counterexample, with all other results folded up. */
export async function pageShot(
  browser: Browser,
  page: string,
  { id, model }: { readonly id: string; readonly model: string },
): Promise<Buffer> {
  const context = await browser.newContext({
    ...{ viewport: { width: WIDTH, height: MOST_HEIGHT }, colorScheme: 'light' },
  });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await tab.locator(`details.proof[id="proof:${id}"] > summary`).click();
  const result = tab.locator(`details.result[id="${id}@${model}"]`);
  for (const other of await tab.locator('details.result[open]:visible').all())
    await other.locator('summary').click();
  await result.locator('summary').click();
  // The pointer is nowhere in the picture.
  await tab.mouse.move(0, 0);
  await tab.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)');
  const end = await result.locator('.scene').boundingBox();
  if (end === null) throw new Error(`${id} on ${model} has no counterexample to show`);
  const height = Math.min(MOST_HEIGHT, Math.ceil(end.y + end.height));
  const shot = await tab.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height } });
  await context.close();
  return shot;
}
