import { bodyIn } from '../../transport/wire.ts';
import type { CardFace } from '../../types.ts';

/** The face that the page's server has put inside the tag, in the form of `cardFace`. */
export function faceIn(element: Element): CardFace | undefined {
  const script = element.querySelector('script[type="application/json"]');
  const face = script && (bodyIn(script.textContent || '') as Partial<CardFace>);
  return face && face.id ? (face as CardFace) : undefined;
}
