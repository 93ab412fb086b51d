import { all } from './elements.ts';

/** Gives every command line below an element a button that copies it, where the browser lets a page do that. */
export function offerCopies(root: ParentNode): void {
  // Pages that come from elsewhere than a file or a trusted address have no clipboard.
  if (!('clipboard' in navigator)) return;
  const { clipboard } = navigator;
  for (const command of all(root, 'code.command:not([data-copied])', HTMLElement)) {
    command.dataset['copied'] = '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'copy';
    button.addEventListener('click', () => {
      void clipboard.writeText(command.textContent).then(
        () => (button.textContent = 'copied'),
        () => (button.textContent = 'not allowed'),
      );
    });
    command.after(' ', button);
  }
}
