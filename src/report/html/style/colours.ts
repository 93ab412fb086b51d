/** Colours by what they say; texts have a contrast of 4.5 to 1 or more on each of their grounds. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f6f7f9; --line: #dfe3e9; --edge: #8a93a1; --text: #1a1e26; --dim: #59616f; --link: #0b57c4;
  --good: #14692e; --good-back: #e6f5ea; --finding: #0b5a78; --finding-back: #e0f1f8;
  --open: #7a4b00; --open-back: #fdf0d5; --bad: #a8151d; --bad-back: #fde7e8;
  --read: #0b57c4; --read-back: #e2ecfc; --written: #6f2bd9; --written-back: #efe6ff;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #13161b; --panel: #1b1f26; --line: #2f353f; --edge: #7d8796; --text: #e6e9ee; --dim: #a3acba; --link: #8ab4ff;
    --good: #7fd89a; --good-back: #16301e; --finding: #7fd0ee; --finding-back: #112e3a;
    --open: #f2c46d; --open-back: #3a2c10; --bad: #ff9a9f; --bad-back: #431a1d;
    --read: #8ab4ff; --read-back: #1b2c4a; --written: #c9a6ff; --written-back: #33214f;
  }
}`;
