/** The most sequences that a search goes through. */
const MOST = 40;

/** The most operations of a sequence. */
const LONGEST = 3;

/** Sequences of operations that end with one of them, shorter ones first; of each length all, or none where that makes too many. */
export function sequences<Name>(names: readonly Name[], last: Name): readonly (readonly Name[])[] {
  const found: (readonly Name[])[] = [];
  let fronts: (readonly Name[])[] = [[]];
  for (let length = 1; length <= LONGEST; length++) {
    if (found.length + fronts.length > MOST) break;
    found.push(...fronts.map((front) => [...front, last]));
    fronts = fronts.flatMap((front) => names.map((name) => [...front, name]));
  }
  return found;
}
