import { wellFormed } from '../../text/visible.ts';
import type { Asked } from '../reporter.ts';

/** The name of a result in the page: "split/add-used@rust-vmm". */
export function anchorOf({ id, model }: Asked): string {
  return withoutBlanks(model === null ? id : `${id}@${model}`);
}

/** The name of a proof, on all models, in the page. */
export function proofAnchor(id: string): string {
  return withoutBlanks(`proof:${id}`);
}

/** The name of a requirement in the page. */
export function requirementAnchor(id: string): string {
  return withoutBlanks(`requirement:${id}`);
}

/** What leads to a name in the page: "#split/add-used@rust-vmm". */
export function linkTo(anchor: string): string {
  return `#${encodeURIComponent(wellFormed(anchor)).replace(/%(2F|40|3A)/g, decodeURIComponent)}`;
}

/** The name of an element must have no blanks. */
function withoutBlanks(name: string): string {
  return name.replace(/\s/g, '_');
}
