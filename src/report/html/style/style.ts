import { COLOURS } from './colours.ts';
import { DRAWING_STYLE } from './drawing-style.ts';
import { PAGE_STYLE } from './page-style.ts';
import { PROOFS_STYLE } from './proofs-style.ts';

/** How the page looks: in light and dark, on wide and narrow screens, on paper. */
export const STYLE = [COLOURS, PAGE_STYLE, PROOFS_STYLE, DRAWING_STYLE].join('');
