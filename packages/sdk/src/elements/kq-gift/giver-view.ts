import type { Gift, GiftOptions } from '../../holding-types.ts';
import type { Speak } from '../../texts/speak.ts';
import { h } from '../kit/dom.ts';
import { button, choice, field, heading, words } from '../kit/pieces.ts';

const LONGEST_MESSAGE = 64;

/** What the giver has put in so far. */
export type GiftDraft = { message: string; isGroup: boolean };

type Form = { draft: GiftDraft; level: number; give: (options: GiftOptions) => void };

/** The form of a gift. What is put in goes into `draft`, and is there again where the gift was refused. */
export function giftForm({ say }: Speak, { draft, level, give }: Form): readonly Node[] {
  const message = document.createElement('textarea');
  message.maxLength = LONGEST_MESSAGE;
  message.value = draft.message;
  message.oninput = () => (draft.message = message.value);
  const [one, group] = (['giftOne', 'giftGroup'] as const).map((name) =>
    choice('radio', 'to', words('span', 'name', say(name))),
  );
  const who = h('div', 'choices', ...[one, group].filter(isThere));
  who.setAttribute('role', 'radiogroup');
  who.setAttribute('aria-label', say('giftWho'));
  const inputs = who.querySelectorAll('input');
  const chosen = inputs[draft.isGroup ? 1 : 0];
  if (chosen) chosen.checked = true;
  who.onchange = () => (draft.isGroup = Boolean(inputs[1]?.checked));
  const options = (): GiftOptions => ({ message: draft.message.trim() || undefined, isGroup: draft.isGroup });
  return [
    heading(say('giftTo'), level),
    who,
    field(say('giftMessage'), message),
    words('p', 'hint', say('giftHint')),
    button('go', say('giftGive'), () => give(options())),
  ];
}

const isThere = (node: HTMLElement | undefined): node is HTMLElement => node !== undefined;

type Way = { copy: () => void; share: ((url: string) => void) | null; takeBack: () => void };

/** The link of a gift that is on its way, and until when. */
export function openGift(gift: Gift, { say }: Speak, level: number, way: Way): readonly (Node | null)[] {
  const { url, message } = gift;
  const { share } = way;
  return [
    heading(say('giftUnderWay'), level),
    message ? words('p', 'quote', message) : null,
    url ? words('p', 'address', url) : null,
    words('p', 'hint ends', ''),
    url && share ? button('go', say('giftShare'), () => share(url)) : null,
    url ? button(share ? 'quiet' : 'go', say('giftCopy'), way.copy) : null,
    button('quiet', say('giftTakeBack'), way.takeBack),
  ];
}

/** Copies what a node says. Where the page may not, it is marked, so that the user can. */
export async function copyText(node: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(node.textContent || '');
    return true;
  } catch {
    const selection = getSelection();
    if (selection) selection.selectAllChildren(node);
    return false;
  }
}
