import { describe, expect, it } from 'vitest';
import { embedOf } from './embed.ts';

const placement = { token: 'tok', url: 'https://k.example/p/tok' };

describe('the code to embed a placement', () => {
  it('is the claim of its only card', () => {
    const code = embedOf('https://k.example', { ...placement, cardIds: ['card_1'] });
    expect(code).toContain('src="https://k.example/sdk/v1/claim.js"');
    expect(code).toContain('<kq-claim card-id="card_1" placement="tok">\n  <a href="https://k.example/p/tok">');
    expect(code).toContain('</kq-claim>');
  });
  it('is a list of all its cards, each once', () => {
    const code = embedOf('https://k.example', { ...placement, cardIds: ['card_1', 'card_2', 'card_1'] });
    expect(code).toContain('src="https://k.example/sdk/v1/claim-list.js"');
    expect(code).toContain('<kq-claim-list card-ids="card_1 card_2" placement="tok" mode="all">');
    expect(code).toContain('</kq-claim-list>');
  });
});
