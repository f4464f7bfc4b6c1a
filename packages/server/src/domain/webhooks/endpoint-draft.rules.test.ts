import { describe, expect, it } from 'vitest';
import { assertEndpointDraft, type EndpointDraft } from './endpoint-draft.rules.ts';

const DRAFT: EndpointDraft = {
  name: 'Till',
  url: 'https://shop.example.com/hooks?to=till',
  types: ['card.claimed'],
  document: 'subscription { claims { id } }',
  variables: { cardId: 'card_1' },
};

describe('the draft of an endpoint', () => {
  it.each<[string, Partial<EndpointDraft>]>([
    ['all of it', {}],
    ['without document', { document: null, variables: null }],
    ['of every event', { types: [] }],
    ['by http', { url: 'http://192.0.2.1:8080/' }],
  ])('is accepted: %s', (_name, changes) => expect(assertEndpointDraft({ ...DRAFT, ...changes })).toBeUndefined());

  it.each<[string, Partial<EndpointDraft>, (string | number)[]]>([
    ['no name', { name: ' ' }, ['name']],
    ['a long name', { name: 'x'.repeat(65) }, ['name']],
    ['no address', { url: 'shop' }, ['url']],
    ['another protocol', { url: 'ftp://shop.example.com' }, ['url']],
    ['a password in the address', { url: 'https://ann:pw@shop.example.com' }, ['url']],
    ['a fragment', { url: 'https://shop.example.com/#x' }, ['url']],
    ['a long address', { url: `https://shop.example.com/${'x'.repeat(1_024)}` }, ['url']],
    ['what is no type', { types: ['card.claimed', 'Card claimed'] }, ['types', 1]],
    ['too many types', { types: Array.from({ length: 101 }, () => 'card.claimed') }, ['types']],
    ['a long document', { document: 'x'.repeat(16_385) }, ['document']],
    ['variables without document', { document: null }, ['variables']],
    ['long variables', { variables: { x: 'x'.repeat(4_096) } }, ['variables']],
  ])('is refused: %s', (_name, changes, field) =>
    expect(() => assertEndpointDraft({ ...DRAFT, ...changes })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field }),
    ),
  );
});
