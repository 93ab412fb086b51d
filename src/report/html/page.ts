import { html, type Html } from './html.ts';
import { policySource } from './script.ts';

/** What is different from page to page. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  /** `null` of a page without one. */
  readonly script: string | null;
  /** The header, and all up to the footer. */
  readonly body: Html;
  /** Of the tool. */
  readonly version: string;
}

/** A page that needs nothing else, no network either, and runs nothing but its own script. */
export function wholePage({ title, style, script, body, version }: PageParts): string {
  const scripts = script === null ? '' : ` script-src ${policySource(script)};`;
  const policy = `default-src 'none'; style-src ${policySource(style)};${scripts} base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="ringproof ${version}" />
        <title>${title}</title>
        ${{ html: `<style>${style}</style>` }}
      </head>
      <body>
        ${body}
        <footer class="dim">ringproof ${version}</footer>
        ${script === null ? null : { html: `<script>${script}</script>` }}
      </body>
    </html>`;
  return `${page.html}\n`;
}
