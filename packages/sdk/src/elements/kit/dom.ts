/** A node with a class that is a part as well, and what is in it. Text becomes a text node and nothing else. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  ...content: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  node.className = part;
  node.setAttribute('part', part);
  node.append(...content);
  return node;
}

/** What the page puts there, else what is given. */
export function slot(name: string, ...otherwise: readonly Node[]): HTMLSlotElement {
  const node = document.createElement('slot');
  node.name = name;
  node.append(...otherwise);
  return node;
}
