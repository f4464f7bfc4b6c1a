import { describe, expect, it } from 'vitest';
import { assertOperations, hashOfOperation, nameOfOperation, type OperationDraft } from './operation.rules.ts';

describe('nameOfOperation', () => {
  it.each<[OperationDraft, string]>([
    [{ text: 'query Wallet { me { codes } }' }, 'Wallet'],
    [{ text: '# mine\nmutation Claim($id: ID!) { cardClaim(id: $id) }' }, 'Claim'],
    [{ text: 'fragment F on Card { id }\nsubscription Live { stock }' }, 'Live'],
    [{ text: '{ viewer { kind } }' }, 'anonymous'],
    [{ name: ' Mine ', text: 'query Wallet { me }' }, 'Mine'],
  ])('names %j %s', (operation, name) => {
    expect(nameOfOperation(operation)).toBe(name);
  });
});

describe('hashOfOperation', () => {
  it('is the SHA-256 of the exact text in hex', () => {
    expect(hashOfOperation('{ a }')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfOperation('{ a }')).not.toBe(hashOfOperation('{a}'));
    expect(hashOfOperation('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('assertOperations', () => {
  const isValid = () => null;

  it('passes what the schema can run', () => {
    expect(() => assertOperations([{ text: '{ viewer { kind } }' }], isValid)).not.toThrow();
  });

  it.each<[OperationDraft[], (string | number)[]]>([
    [[], ['operations']],
    [Array.from({ length: 201 }, () => ({ text: '{ a }' })), ['operations']],
    [
      [{ text: '{ a }' }, { text: 'x'.repeat(65_537) }],
      ['operations', 1, 'text'],
    ],
    [[{ text: '{ a }', name: 'x'.repeat(129) }], ['operations', 0, 'name']],
    [[{ text: '{ a }', name: 'x\ud800' }], ['operations', 0, 'name']],
    [[{ text: '{ a }', name: 'x\0' }], ['operations', 0, 'name']],
    [[{ text: '{ a } # \0' }], ['operations', 0, 'text']],
  ])('refuses too few, too many, too long, no text (case %#)', (operations, field) => {
    expect(() => assertOperations(operations, isValid)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field }),
    );
  });

  it('says what the schema says of the document that is wrong', () => {
    const validate = (text: string) => (text === '{ b }' ? 'Cannot query field "b"' : null);
    const refusal = expect.objectContaining({ field: ['operations', 1, 'text'], message: 'Cannot query field "b"' });
    expect(() => assertOperations([{ text: '{ a }' }, { text: '{ b }' }], validate)).toThrow(refusal);
  });
});
