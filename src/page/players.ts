import type { FilmData } from '../story/drawing/film.ts';
import { all } from './elements.ts';
import { Player } from './player.ts';

/** Makes players of the films below an element; those that are players already stay as they are. */
export function startPlayers(root: ParentNode): void {
  for (const section of all(root, 'section[data-player]:not([data-started])', HTMLElement)) {
    const data = document.getElementById(section.dataset['player'] ?? '')?.textContent;
    if (data == null) continue;
    section.dataset['started'] = '';
    // The page was written with this data, by the same version.
    new Player(section, JSON.parse(data) as FilmData);
  }
}
