import type { Speak } from '../../texts/speak.ts';
import { h, setText, slot } from '../kit/dom.ts';
import { faceColorOf } from '../kit/face-color.ts';
import type { ClaimFacts, ClaimState } from './claim-state.ts';
import { countdownOf, faceTextsOf, groupedCode, lastDayOf, minuteOf } from './face-texts.ts';

/** What the view shows, and how. */
export type ClaimScene = {
  readonly facts: Readonly<ClaimFacts>;
  readonly state: ClaimState;
  readonly speak: Speak;
  readonly headingLevel: string;
  /** `code`, `open` or `none`. */
  readonly afterClaim: string;
  readonly now: number;
};

export type ClaimView = {
  readonly root: HTMLElement;
  readonly button: HTMLButtonElement;
  show: (scene: ClaimScene) => void;
};

/** The nodes of one card, made once; each scene is written into them, so that focus and screen readers stay. */
export function createClaimView(): ClaimView {
  const value = h('p', 'value');
  const condition = h('p', 'condition');
  const logo = h('img', 'logo');
  const brand = h('span', 'brand');
  const title = h('div', 'title');
  const subtitle = h('p', 'subtitle');
  const validity = h('p', 'validity');
  const status = h('p', 'status');
  const code = h('p', 'code');
  const button = h('button', 'button');
  const info = h('div', 'info', h('div', 'head', slot('logo', logo), brand), title, subtitle, validity);
  const face = h('div', 'face', h('div', 'stub', value, condition), info);
  const action = h('div', 'action', status, slot('action', code, button));
  const root = h('div', 'card', face, slot('terms'), action);
  logo.alt = '';
  code.tabIndex = -1;
  title.setAttribute('role', 'heading');
  status.setAttribute('role', 'status');

  function showFace({ facts, speak }: ClaimScene): void {
    if (!facts.face) return;
    const { brandName, logoUrl, color } = facts.face;
    const texts = faceTextsOf(facts.face, speak);
    setText(value, texts.value);
    setText(condition, texts.condition);
    setText(brand, brandName);
    setText(title, facts.face.title);
    setText(subtitle, texts.detail);
    setText(validity, texts.validity);
    // Anything but the web would be a way into the page.
    if (/^https?:/.test(logoUrl) && logo.src !== logoUrl) logo.src = logoUrl;
    root.style.setProperty('--_face', faceColorOf(color.hex) || '');
  }

  return {
    root,
    button,
    show(scene) {
      const { facts, state, afterClaim, headingLevel, speak } = scene;
      const { claim, claimsLeft } = facts;
      const isClaimed = state.name === 'claimed' && claim;
      const hadFocus = button.matches(':focus');
      title.setAttribute('aria-level', headingLevel);
      showFace(scene);
      setText(status, statusOf(scene));
      setText(button, labelOf(scene));
      setText(code, isClaimed ? (afterClaim === 'none' ? speak.say('claimed') : groupedCode(claim.code.value)) : '');
      code.hidden = !isClaimed || afterClaim === 'open';
      button.hidden = Boolean(isClaimed) && !claimsLeft && afterClaim !== 'open';
      button.setAttribute('aria-disabled', String(!/ready|claimed|error|offline/.test(state.name)));
      root.setAttribute('data-status', isClaimed ? claim.code.status : '');
      if (hadFocus && button.hidden) code.focus();
    },
  };
}

function labelOf({ facts, state, speak, afterClaim, now }: ClaimScene): string {
  const { say } = speak;
  const { name, reason, startsAt } = state;
  if (startsAt) return say('startsIn', countdownOf(startsAt - now, speak));
  if (name === 'claimed') return say(afterClaim === 'open' || !facts.claimsLeft ? 'open' : 'again');
  if (name === 'busy' || name === 'loading') return say(name);
  if (name === 'ready') return say('claim');
  return say(facts.error && /error|offline/.test(name) ? 'retry' : reason || 'UNKNOWN');
}

function statusOf({ facts, state, speak }: ClaimScene): string {
  const { say, explain } = speak;
  const { face, claim, error } = facts;
  const { name, startsAt } = state;
  if (startsAt) return say('startsAt', minuteOf(startsAt));
  if (name === 'claimed' && claim) {
    const { status, validUntil } = claim.code;
    if (status === 'NORMAL') return say('claimed') + ' · ' + say('until', lastDayOf(validUntil));
    return say(status === 'CONSUMED' ? 'used' : status === 'EXPIRED' ? status : 'void');
  }
  if (error) return explain(error);
  return face && /ready|busy/.test(name) ? say('left', face.stock.left) + ' · ' + say('limit', face.claimLimit) : '';
}
