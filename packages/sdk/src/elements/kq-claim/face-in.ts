import { bodyIn } from '../../transport/wire.ts';
import type { CardFace } from '../../code-types.ts';

/** What the page's server has put inside the tag. */
export function dataIn(element: Element): Readonly<Record<string, unknown>> {
  const script = element.querySelector('script[type="application/json"]');
  return bodyIn((script && script.textContent) || '');
}

/** The face that stands there, in the form of `cardFace`. */
export function faceIn(element: Element): CardFace | undefined {
  const face = dataIn(element) as Partial<CardFace>;
  return face.id ? (face as CardFace) : undefined;
}
