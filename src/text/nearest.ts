/** The candidates most similar to `word`, best first, at most `count`; none if none is similar. */
export function nearest(word: string, candidates: readonly string[], count = 3): readonly string[] {
  const wanted = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => {
      const longer = Math.max(wanted.length, candidate.length);
      // Of two words that share no letter, neither is meant by the other.
      return distance < longer && distance <= Math.max(2, longer * 0.4);
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** The candidates that share most pairs of letters with `word`, best first, at most `count`. */
export function mostAlike(word: string, candidates: readonly string[], count: number): readonly string[] {
  const wanted = pairsIn(word);
  const likeness = (candidate: string): number => {
    const pairs = pairsIn(candidate);
    return [...wanted].filter((pair) => pairs.has(pair)).length / Math.max(1, wanted.size + pairs.size);
  };
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(candidate) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function pairsIn(word: string): ReadonlySet<string> {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, i) => letters.slice(i, i + 2)));
}

/** "; did you mean 'a' or 'b'?", or nothing if no candidate is similar. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near.length === 0 ? '' : `; did you mean ${near.map((name) => `'${name}'`).join(' or ')}?`;
}

/** "; did you mean 'a'? If not, do that", or ": do that" if no candidate is similar. */
export function didYouMeanOr(word: string, candidates: readonly string[], otherwise: string): string {
  const question = didYouMean(word, candidates);
  return question === '' ? `: ${otherwise}` : `${question} If not, ${otherwise}`;
}

/** How many letters have to be put in, left out or changed to make one word the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = at(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
